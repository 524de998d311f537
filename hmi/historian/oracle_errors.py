"""Which Oracle error means what, and what a person can do about it.

Codes ORA-... come from the database, DPY-... from the driver (python-oracledb, thin mode). The driver's own
``isrecoverable`` is not enough: it is False for DPY-1001, DPY-4024 and DPY-6005. DPY-4011 stands for many
codes of the database (28, 600, 603, 1012, 1092, 2396, 3113, 3114, 3135, 12537, 12570 and others).
"""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

import oracledb

from hmi.historian.protocol import HistorianError, HistorianRefusedError, HistorianUnavailableError


class ErrorClass(Enum):
    """What an error asks of the historian; the value says what it asks of a person."""

    LOST = "Check the network and that the database runs; the program connects again by itself."
    RETRY = "Another session is in the way; the program tries again by itself."
    SPACE = "Ask the database administrator for more space; the program tries again by itself."
    LOGIN = "Correct the user or the password in the Oracle settings."
    SETUP = "Ask the database administrator to put the table and its rights in order."
    DUPLICATE = "The row is there already."
    ROW = "Correct the value or the column, then send the row again."
    BIND = "The value can not be sent to Oracle."
    UNKNOWN = "The program tries again by itself; show this text to the database administrator if it stays."


_PERMANENT = (ErrorClass.LOGIN, ErrorClass.SETUP)


class _Known(NamedTuple):
    error_class: ErrorClass
    remedy: str = ""


_NO_SERVICE = _Known(
    ErrorClass.LOST, "Check the service name, and that the database is open: the listener does not know it."
)
_STARTING = _Known(ErrorClass.LOST, "The database is starting or stopping; wait, or ask its administrator.")
_FULL_UP = _Known(ErrorClass.LOST, "The database takes no more sessions; ask its administrator for more.")
_STORAGE = _Known(ErrorClass.LOST, "A disk of the database fails: tell its administrator.")
_LOST = _Known(ErrorClass.LOST)
_RETRY = _Known(ErrorClass.RETRY)
_SPACE = _Known(ErrorClass.SPACE)
_ROW = _Known(ErrorClass.ROW)
_BIND = _Known(ErrorClass.BIND)
_WRONG_COLUMNS = _Known(
    ErrorClass.SETUP, "The table has other columns than expected: compare it with `hmi oracle ddl`."
)
_UNKNOWN = _Known(ErrorClass.UNKNOWN)

_KNOWN: dict[str, _Known] = {
    "DPY-1001": _LOST,
    "DPY-4011": _LOST,
    "DPY-4024": _Known(ErrorClass.LOST, "The database did not answer in time: look for locks or high load."),
    "DPY-4033": _LOST,
    "DPY-4035": _Known(ErrorClass.LOST, "What answers is no Oracle listener: check host and port."),
    "DPY-6000": _Known(ErrorClass.LOST, "The listener refused: ask the database administrator."),
    "DPY-6001": _NO_SERVICE,
    "DPY-6003": _NO_SERVICE,
    "DPY-6005": _Known(ErrorClass.LOST, "Check host, port, network, firewall, and that the listener runs."),
    "ORA-00018": _FULL_UP,
    "ORA-00020": _FULL_UP,
    "ORA-01033": _STARTING,
    "ORA-01034": _STARTING,
    "ORA-01035": _Known(ErrorClass.LOST, "The database is open to administrators only; wait, or ask them."),
    "ORA-01089": _STARTING,
    "ORA-01090": _STARTING,
    "ORA-01109": _STARTING,
    "ORA-02391": _FULL_UP,
    "ORA-00376": _STORAGE,
    "ORA-01115": _STORAGE,
    "ORA-12505": _NO_SERVICE,
    "ORA-12514": _NO_SERVICE,
    "ORA-12516": _FULL_UP,
    "ORA-12519": _FULL_UP,
    "ORA-12520": _FULL_UP,
    "ORA-12528": _STARTING,
    "ORA-12541": _Known(ErrorClass.LOST, "No listener runs there: check host and port, or have it started."),
    "ORA-16000": _Known(ErrorClass.LOST, "The database is read-only, perhaps a standby: check the host."),
    "ORA-00054": _RETRY,
    "ORA-00060": _RETRY,
    "ORA-01013": _RETRY,
    "ORA-02049": _RETRY,
    "ORA-04068": _RETRY,
    "ORA-30006": _RETRY,
    "ORA-00257": _Known(ErrorClass.SPACE, "The archive log area is full: tell the database administrator."),
    "ORA-01536": _SPACE,
    "ORA-01652": _SPACE,
    "ORA-01653": _SPACE,
    "ORA-01654": _SPACE,
    "ORA-01683": _SPACE,
    "ORA-01688": _SPACE,
    "ORA-30036": _SPACE,
    "DPY-3015": _Known(ErrorClass.LOGIN, "The account's password has an old form: set the password again."),
    "DPY-4001": _Known(ErrorClass.LOGIN, "Enter user and password in the Oracle settings."),
    "ORA-01005": _Known(ErrorClass.LOGIN, "Enter the password in the Oracle settings."),
    "ORA-01017": _Known(ErrorClass.LOGIN),
    "ORA-01045": _Known(ErrorClass.LOGIN, "The user lacks a right: ask for CREATE SESSION."),
    "ORA-28000": _Known(ErrorClass.LOGIN, "The account is locked: have it unlocked."),
    "ORA-28001": _Known(ErrorClass.LOGIN, "The password has expired: set a new one, then enter it here."),
    "DPY-3010": _Known(ErrorClass.SETUP, "Oracle Database 12.1 or later is needed."),
    "ORA-00904": _WRONG_COLUMNS,
    "ORA-00913": _WRONG_COLUMNS,
    "ORA-00942": _Known(
        ErrorClass.SETUP, "The table is missing, or not seen by this user: `hmi oracle create`."
    ),
    "ORA-00947": _WRONG_COLUMNS,
    "ORA-01031": _Known(ErrorClass.SETUP, "The user lacks a right: ask for CREATE TABLE or INSERT."),
    "ORA-01502": _Known(ErrorClass.SETUP, "An index of the table is unusable: have it rebuilt."),
    "ORA-01950": _Known(ErrorClass.SETUP, "The user lacks a quota: ask for QUOTA on the tablespace."),
    "ORA-04098": _Known(ErrorClass.SETUP, "A trigger of the table is invalid: have it corrected."),
    "ORA-00001": _Known(ErrorClass.DUPLICATE),
    "ORA-01400": _ROW,
    "ORA-01426": _ROW,
    "ORA-01438": _ROW,
    "ORA-01461": _ROW,
    "ORA-01722": _ROW,
    "ORA-02290": _ROW,
    "ORA-02291": _ROW,
    "ORA-12899": _ROW,
    "ORA-14400": _Known(ErrorClass.ROW, "No partition takes this time: ask for one."),
    "DPY-3002": _BIND,
    "DPY-3003": _BIND,
    "DPY-3013": _BIND,
    "DPY-4003": _BIND,
    "DPY-4004": _BIND,
}

_CODE = re.compile(r"\b(ORA|DPY)-(\d{4,5})\b")
_NOISE = re.compile(r" ?\(CONNECTION_ID=[^)]*\)|^Help: .*$", re.MULTILINE)


def classify(error: object) -> ErrorClass:
    """The class of an exception of the driver or the network, or of one entry of ``getbatcherrors()``."""
    return _known(error).error_class


def code_of(error: object) -> str:
    """``ORA-...`` or ``DPY-...``, the one the driver puts first; else the name of the exception."""
    codes = _codes(error)
    return codes[0] if codes else type(error).__name__


def words_of(error: object) -> str:
    """The driver's message on one line, without help links and connection ids."""
    lines = _NOISE.sub("", str(error)).splitlines()
    return "; ".join(line.strip().rstrip(".") for line in lines if line.strip()) or type(error).__name__


def historian_error(where: str, error: object) -> HistorianError:
    """What the writer is told about ``error``; ``where`` names user, host and service."""
    known = _known(error)
    kind = HistorianRefusedError if known.error_class in _PERMANENT else HistorianUnavailableError
    return kind(f"Oracle {where}: {words_of(error)}. {known.remedy or known.error_class.value}")


def _known(error: object) -> _Known:
    """Class by the first code that is known, remedy by the last one of that class: it is the most exact."""
    found = [_look_up(code) for code in _codes(error)]
    found = [known for known in found if known is not _UNKNOWN]
    if not found:
        return _LOST if isinstance(error, OSError) else _UNKNOWN
    same = [known for known in found if known.error_class is found[0].error_class and known.remedy]
    return same[-1] if same else found[0]


def _look_up(code: str) -> _Known:
    if code in _KNOWN:
        return _KNOWN[code]
    if code.startswith("DPY-5"):  # the driver lost the thread of the conversation: begin a new one
        return _LOST
    if "ORA-20000" <= code <= "ORA-20999":  # raised by a trigger of the customer
        return _ROW
    return _UNKNOWN


def _codes(error: object) -> list[str]:
    detail = error.args[0] if isinstance(error, oracledb.Error) and error.args else error
    first = str(getattr(detail, "full_code", ""))
    return [
        f"{kind}-{int(digits):0{5 if kind == 'ORA' else 4}}"
        for kind, digits in _CODE.findall(f"{first} {error}")
    ]
