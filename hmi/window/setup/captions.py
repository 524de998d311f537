"""What the columns of PLCs, groups and tags are called on the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hmi.config.rows import BLANK
from hmi.model.plant import ByteOrder, LogMode, McProtocol

translate = QCoreApplication.translate


def caption(column: str) -> str:
    """A column in the user's language; its own name where it has no other."""
    return _captions().get(column, column)


def problem_text(sentence: str) -> str:
    """What is wrong with a field, as it stands below it."""
    return translate("Setup", "still to be filled in") if sentence == BLANK else sentence


def log_mode_text(mode: LogMode) -> str:
    """When values of a tag become rows."""
    match mode:
        case LogMode.ALWAYS:
            return translate("Setup", "Always")
        case LogMode.ON_CHANGE:
            return translate("Setup", "On change")
        case LogMode.NEVER:
            return translate("Setup", "Never")


def byte_order_text(order: ByteOrder) -> str:
    """Which byte of a word comes first in a text."""
    if order is ByteOrder.HIGH_FIRST:
        return translate("Setup", "High byte first")
    return translate("Setup", "Low byte first")


def protocol_text(protocol: McProtocol) -> str:
    """Frame and code, as the PLC's own settings name them."""
    frame = "4E" if protocol.is_4e else "3E"
    if protocol.is_ascii:
        return translate("Setup", "{frame} ASCII").format(frame=frame)
    return translate("Setup", "{frame} binary").format(frame=frame)


def protocols_in_words(text: str) -> str:
    """What was found at a PLC, with the protocols as the window calls them; not as a CSV file does."""
    for protocol in McProtocol:
        text = text.replace(protocol.value, protocol_text(protocol))
    return text


def _captions() -> dict[str, str]:
    return {
        "plc_code": translate("Setup", "PLC"),
        "plc_name": translate("Setup", "Description"),
        "ip_address": translate("Setup", "IP address or host"),
        "port": translate("Setup", "Port"),
        "protocol": translate("Setup", "Protocol"),
        "series": translate("Setup", "Series"),
        "network_no": translate("Setup", "Network number"),
        "station_no": translate("Setup", "Station number"),
        "module_io": translate("Setup", "Module I/O number"),
        "multidrop_no": translate("Setup", "Multidrop number"),
        "connection_timeout": translate("Setup", "Timeout"),
        "pool_size": translate("Setup", "Connections"),
        "is_active": translate("Setup", "Active"),
        "group_name": translate("Setup", "Group"),
        "polling_mode": translate("Setup", "Mode"),
        "polling_interval_ms": translate("Setup", "Interval"),
        "group_category": translate("Setup", "Category"),
        "trigger_bit_address": translate("Setup", "Trigger bit"),
        "ack_bit_address": translate("Setup", "Acknowledge bit"),
        "allow_plc_writes": translate("Setup", "Write to the PLC"),
        "description": translate("Setup", "Description"),
        "tag_address": translate("Setup", "Address"),
        "tag_name": translate("Setup", "Name"),
        "tag_type": translate("Setup", "Type"),
        "machine_code": translate("Setup", "Machine"),
        "unit": translate("Setup", "Unit"),
        "scale": translate("Setup", "Scale"),
        "offset": translate("Setup", "Offset"),
        "min_value": translate("Setup", "Smallest value"),
        "max_value": translate("Setup", "Largest value"),
        "log_mode": translate("Setup", "Recorded"),
        "deadband": translate("Setup", "Deadband"),
        "string_length": translate("Setup", "Length of the text"),
        "string_byte_order": translate("Setup", "Byte order"),
    }
