"""What was found on the way to Oracle, in the user's language; the database's own words stay as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from hmi.historian.oracle_reach import CheckStep

translate = QCoreApplication.translate

_CODE = re.compile(r"\b(?:ORA|DPY)-[0-9]{4,5}\b")


def step_words(step: CheckStep) -> str:
    """One step: in plain words, then what is a matter of the database and its administrator."""
    if step.ok:
        return _good_words(step)
    if step.missing:
        words = translate("Oracle", "A table is missing. The button above makes it, or your administrator.")
    elif step.reason is not None:
        return _reason_words(step.reason.value)
    else:
        codes = _CODE.findall(step.text)  # the driver's own, then the one of the database
        words = next(filter(None, map(_code_words, codes)), "")
    return "\n".join((words, step.text) if words else filter(None, (step.text, step.remedy)))


def _good_words(step: CheckStep) -> str:
    match step.name:
        case "network":
            return translate("Oracle", "The host accepts connections.")
        case "listener":
            return translate("Oracle", "An Oracle listener answers.")
        case _:
            return step.text


def _reason_words(reason: str) -> str:
    """By the values of ``Reason``."""
    return {
        "look up slow": translate(
            "Oracle", "The name server does not answer. Check the network, or enter the IP address."
        ),
        "host unknown": translate(
            "Oracle", "The host name is not known. Check its spelling, or enter the IP address."
        ),
        "no answer": translate(
            "Oracle",
            "The host does not answer. Check that it is on, and that network and firewalls let this port "
            "through.",
        ),
        "port closed": translate(
            "Oracle",
            "The host answers, but nothing listens at this port. Check the port, or have the listener "
            "started.",
        ),
        "unreachable": translate(
            "Oracle", "The host cannot be reached. Check the network of this computer and the address."
        ),
        "silent": translate(
            "Oracle",
            "The port is open, but nothing answers. Check host and port, or have the listener restarted.",
        ),
        "cut": translate(
            "Oracle",
            "The connection is closed without a word. Check host and port, that it is no port for TLS, and "
            "that the listener lets this computer in.",
        ),
        "no listener": translate(
            "Oracle",
            "What answers is no Oracle listener. Check host and port: most often it is 1521, without TLS.",
        ),
    }[reason]


def _code_words(code: str) -> str:
    """What people get wrong most often; blank for the rest."""
    match code:
        case "ORA-01017":
            return translate("Oracle", "User name or password is wrong. Correct it above.")
        case "ORA-28000":
            return translate("Oracle", "The account is locked. Ask the database administrator to unlock it.")
        case "ORA-28001":
            return translate("Oracle", "The password has expired. Ask the database administrator.")
        case "DPY-6001" | "DPY-6003" | "ORA-12514" | "ORA-12505":
            return translate(
                "Oracle",
                "The listener does not know this service. Check the service name, and that the database is "
                "open.",
            )
        case _:
            return ""
