"""What a mapping is made of, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hmi.model.tables import OWN_TABLE, Source, TableMapping

translate = QCoreApplication.translate


def source_text(source: Source) -> str:
    """What a column holds."""
    texts = {
        Source.TS: translate("Mapping", "Time of the read"),
        Source.WRITTEN_AT: translate("Mapping", "Time of writing"),
        Source.NAME: translate("Mapping", "Name, built as below"),
        Source.VALUE: translate("Mapping", "Value, number or text"),
        Source.NUMBER: translate("Mapping", "Value as a number"),
        Source.TEXT: translate("Mapping", "Text of a STRING"),
        Source.EXACT: translate("Mapping", "Text, and whole numbers exactly"),
        Source.RAW: translate("Mapping", "Value as the PLC has it"),
        Source.QUALITY: translate("Mapping", "Quality"),
        Source.REASON: translate("Mapping", "Why it is not GOOD"),
        Source.PLC_CODE: translate("Mapping", "PLC"),
        Source.TAG_ADDRESS: translate("Mapping", "Address"),
        Source.TAG_NAME: translate("Mapping", "Tag name"),
        Source.TAG_TYPE: translate("Mapping", "Data type"),
        Source.MACHINE_CODE: translate("Mapping", "Machine"),
        Source.UNIT: translate("Mapping", "Unit"),
        Source.GROUP_NAME: translate("Mapping", "Polling group"),
        Source.CATEGORY: translate("Mapping", "Category"),
        Source.SEQUENCE: translate("Mapping", "Next number of a sequence"),
    }
    return texts[source]


def shape_texts() -> dict[str, str]:
    """The shapes that a table may have, by preset; blank where the columns are listed."""
    return {
        OWN_TABLE.preset: translate("Mapping", "Lineside's own table"),
        "TIME_NAME_VALUE": translate("Mapping", "Three columns: time, name, value"),
        "TAG_NAME_VALUE": translate("Mapping", "Four columns: name, value, time, quality"),
        "ALARM_LOG": translate("Mapping", "A log of alarms, with a number for each row"),
        "": translate("Mapping", "Columns that I choose"),
    }


def summary_of(mapping: TableMapping) -> str:
    """A table in one line: its name and what its columns hold."""
    if mapping == OWN_TABLE:
        return translate("Mapping", "Lineside's own table, {table}").format(table=mapping.table)
    columns = ", ".join(f"{column.name} = {source_text(column.source)}" for column in mapping.columns)
    return f"{mapping.table}: {columns}"
