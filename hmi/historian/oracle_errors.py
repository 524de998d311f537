"""Which Oracle error means what, and what a person can do about it.

Codes ORA-... come from the database, DPY-... from the driver (python-oracledb, thin mode). The driver's own
``isrecoverable`` is not enough: it is False for DPY-1001, DPY-4024 and DPY-6005. DPY-4011 stands for many
codes of the database (28, 600, 603, 1012, 1092, 2396, 3113, 3114, 3135, 12537, 12570 and others).
"""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

import oracledb

from hmi.historian.protocol import HistorianError, HistorianRefusedError, HistorianUnavailableError


class ErrorClass(Enum):
    """What an error asks of the historian; the value says what it asks of a person."""

    LOST = "Check the network and that the database runs; the program connects again by itself."
    """The session is gone, or there is none to be had: connect again, with back-off."""
    RETRY = "Another session is in the way; the program tries again by itself."
    """Try again in the same session."""
    SPACE = "Ask the database administrator for more space; the program tries again by itself."
    """No storm of retries: rows go to the CSV backup, and one of the next batches tries again."""
    LOGIN = "Correct the user or the password: `hmi oracle password` keeps it, or ORACLE_PASSWORD."
    """As SPACE; a refused password is tried ever more rarely."""
    SETUP = "Ask the database administrator to put the table and its rights in order."
    """As SPACE, and the tables are looked at again."""
    DUPLICATE = "The row is there already."
    """Counts as stored."""
    ROW = "Correct the value or the column, then send the row again."
    """This row goes to quarantine, the others are stored."""
    BIND = "The value can not be sent to Oracle."
    """As ROW, found by the driver, which then sends nothing at all of the call."""
    UNKNOWN = "The program tries again by itself; show this text to the database administrator if it stays."
    """Connect again, with back-off; of one row among good ones, that row's."""


_NO_STORM = (ErrorClass.SPACE, ErrorClass.LOGIN, ErrorClass.SETUP)


class _Known(NamedTuple):
    error_class: ErrorClass
    remedy: str = ""


def _all(codes: str, error_class: ErrorClass, remedy: str = "") -> dict[str, _Known]:
    """The same of several codes; the class says what to do where there is no remedy."""
    return dict.fromkeys(codes.split(), _Known(error_class, remedy or error_class.value))


_LOST: Mapping[str, _Known] = (
    _all("DPY-1001 DPY-4011 DPY-4033 ORA-01012 ORA-03113 ORA-03114 ORA-03135", ErrorClass.LOST)
    | _all("DPY-4024", ErrorClass.LOST, "The database did not answer in time: look for locks or high load.")
    | _all("DPY-4035", ErrorClass.LOST, "What answers is no Oracle listener: check host and port.")
    | _all("DPY-6000", ErrorClass.LOST, "The listener refused: ask the database administrator.")
    | _all(
        "DPY-6001 DPY-6003 ORA-12505 ORA-12514",
        ErrorClass.LOST,
        "Check the service name, and that the database is open: the listener does not know it.",
    )
    | _all(
        "DPY-6005 ORA-12170",
        ErrorClass.LOST,
        "Check host, port, network, firewall, and that the listener runs.",
    )
    | _all("ORA-12543", ErrorClass.LOST, "The host can not be reached: check its address and the network.")
    | _all("ORA-12545", ErrorClass.LOST, "The host is not known: check its name, or enter its IP address.")
    | _all(
        "ORA-12541",
        ErrorClass.LOST,
        "No listener runs there: check host and port, or have it started.",
    )
    | _all(
        "ORA-00018 ORA-00020 ORA-02391 ORA-12516 ORA-12518 ORA-12519 ORA-12520",
        ErrorClass.LOST,
        "The database takes no more sessions; ask its administrator for more, or lower ORACLE_POOL_MAX.",
    )
    | _all(
        "ORA-01033 ORA-01034 ORA-01089 ORA-01090 ORA-01109 ORA-12526 ORA-12528 ORA-27101",
        ErrorClass.LOST,
        "The database is starting or stopping; wait, or ask its administrator.",
    )
    | _all("ORA-01035", ErrorClass.LOST, "The database is open to administrators only; wait, or ask them.")
    | _all("ORA-16000", ErrorClass.LOST, "The database is read-only, perhaps a standby: check the host.")
    | _all(
        "ORA-00376 ORA-01115 ORA-01578",
        ErrorClass.LOST,
        "A disk of the database fails: tell its administrator.",
    )
    | _all("ORA-04030 ORA-04031", ErrorClass.LOST, "The database is short of memory: tell its administrator.")
    | _all(
        "ORA-00028", ErrorClass.LOST, "An administrator has ended the session; it connects again by itself."
    )
    | _all("ORA-02396", ErrorClass.LOST, "The session was idle for too long; it connects again by itself.")
)
_WAIT: Mapping[str, _Known] = (
    _all(
        "ORA-00054 ORA-00055 ORA-00060 ORA-02049 ORA-04020 ORA-04021 ORA-08103 ORA-08177 ORA-14403 ORA-30006",
        ErrorClass.RETRY,
    )
    | _all("ORA-01013", ErrorClass.RETRY, "Somebody broke the call off; the program tries again by itself.")
    | _all("ORA-01555", ErrorClass.RETRY, "The database could not keep up with so long a read; try again.")
    | _all("ORA-04068", ErrorClass.RETRY, "A package was compiled anew; the program tries again by itself.")
    | _all(
        "ORA-01536 ORA-01628 ORA-01631 ORA-01632 ORA-01650 ORA-01652 ORA-01653 ORA-01654 ORA-01658 ORA-01659 "
        "ORA-01683 ORA-01688 ORA-01691 ORA-01692 ORA-30036 ORA-65114",
        ErrorClass.SPACE,
    )
    | _all("ORA-00257", ErrorClass.SPACE, "The archive log area is full: tell the database administrator.")
)
_LOGIN: Mapping[str, _Known] = (
    _all("ORA-01017", ErrorClass.LOGIN)
    | _all(
        "DPY-4001 ORA-01005",
        ErrorClass.LOGIN,
        "Set username under [oracle] in settings.toml; `hmi oracle password` keeps the password.",
    )
    | _all(
        "DPY-3015 ORA-28040",
        ErrorClass.LOGIN,
        "The account's password has an old form: have it set again (12c verifier).",
    )
    | _all("ORA-01045", ErrorClass.LOGIN, "The user lacks a right: ask for CREATE SESSION.")
    | _all("ORA-28000", ErrorClass.LOGIN, "The account is locked: ask for ALTER USER ... ACCOUNT UNLOCK.")
    | _all(
        "ORA-28001",
        ErrorClass.LOGIN,
        "The password has expired: set a new one, then store it with `hmi oracle password`.",
    )
)
_SETUP: Mapping[str, _Known] = (
    _all(
        "ORA-00904 ORA-00913 ORA-00932 ORA-00947 ORA-01747",
        ErrorClass.SETUP,
        "The table has other columns than expected: compare it with `hmi oracle ddl` and mapping.toml.",
    )
    | _all(
        "ORA-00942",
        ErrorClass.SETUP,
        "The table is missing, or not seen by this user: `hmi oracle create`, or ask for INSERT and SELECT.",
    )
    | _all(
        "ORA-02289",
        ErrorClass.SETUP,
        "The sequence is missing, or not seen by this user: `hmi oracle create`, or ask for SELECT on it.",
    )
    | _all(
        "ORA-01031",
        ErrorClass.SETUP,
        "The user lacks a right: ask for INSERT and SELECT, or CREATE TABLE to make the tables.",
    )
    | _all(
        "ORA-01918",
        ErrorClass.SETUP,
        "There is no such schema: correct the owner of the table in mapping.toml, or have the user created.",
    )
    | _all("ORA-01950", ErrorClass.SETUP, "The user lacks a quota: ask for QUOTA on the tablespace.")
    | _all("ORA-01502", ErrorClass.SETUP, "An index of the table is unusable: have it rebuilt.")
    | _all("ORA-04063 ORA-00980", ErrorClass.SETUP, "A view or synonym is invalid: have it corrected.")
    | _all("ORA-01732 ORA-01733", ErrorClass.SETUP, "The view takes no rows: name the table below it.")
    | _all("ORA-04098", ErrorClass.SETUP, "A trigger of the table is invalid: have it corrected.")
    | _all("ORA-12081", ErrorClass.SETUP, "The table is read-only: have it made READ WRITE.")
    | _all(
        "ORA-00439",
        ErrorClass.SETUP,
        "The database lacks the Partitioning option: take the plain DDL, without --partitioned.",
    )
    | _all("DPY-3010", ErrorClass.SETUP, "Oracle Database 12.1 or later is needed.")
    | _all(
        "DPY-3001 ORA-12660",
        ErrorClass.SETUP,
        "The server demands an encryption the driver can not do: ask for SQLNET.ENCRYPTION_SERVER=accepted.",
    )
)
_ROWS: Mapping[str, _Known] = (
    _all("ORA-00001", ErrorClass.DUPLICATE)
    | _all("ORA-01400 ORA-01407", ErrorClass.ROW, "The column must not be empty: fill it or allow NULL.")
    | _all("ORA-12899 ORA-01461", ErrorClass.ROW, "The text is longer than the column: widen the column.")
    | _all("ORA-01438 ORA-01426", ErrorClass.ROW, "The number is larger than the column: widen the column.")
    | _all("ORA-01722", ErrorClass.ROW, "A text does not fit a column of numbers: correct the mapping.")
    | _all("ORA-02290 ORA-02291 ORA-28115", ErrorClass.ROW, "A rule of the table refuses the value.")
    | _all("ORA-14300 ORA-14400", ErrorClass.ROW, "No partition takes this time: ask for one.")
    | _all("ORA-06502", ErrorClass.ROW, "A trigger of the table can not work with the value.")
    | _all("DPY-3002 DPY-3003 DPY-3013 DPY-4003 DPY-4004", ErrorClass.BIND)
)
_KNOWN: Mapping[str, _Known] = {**_LOST, **_WAIT, **_LOGIN, **_SETUP, **_ROWS}

_UNKNOWN = _Known(ErrorClass.UNKNOWN, ErrorClass.UNKNOWN.value)
_NETWORK = _KNOWN["DPY-1001"]
_TRIGGER = _Known(ErrorClass.ROW, "A trigger of the table refuses the row: see its text.")

_OVERDUE = "socket timed out"
"""Of DPY-4011: the database answered neither the call nor the request to break it off."""

_NO_WAY: Mapping[type[OSError], str] = {socket.gaierror: "ORA-12545", ConnectionRefusedError: "ORA-12541"}
_NO_ROUTE = (errno.EHOSTUNREACH, errno.ENETUNREACH)

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
    """The driver's message on one line with the error's notes, without help links and connection ids."""
    lines = [*_NOISE.sub("", str(error)).splitlines(), *getattr(error, "__notes__", ())]
    return "; ".join(line.strip().rstrip(".") for line in lines if line.strip()) or type(error).__name__


def remedy_of(error: object) -> str:
    """What a person can do about it; one or two sentences."""
    return _known(error).remedy


def is_refusal(error: object) -> bool:
    """True where no storm of retries helps: login, tables, rights, space."""
    return _known(error).error_class in _NO_STORM


def historian_error(where: str, error: object) -> HistorianError:
    """What the writer is told about ``error``; ``where`` names user, host and service."""
    kind = HistorianRefusedError if is_refusal(error) else HistorianUnavailableError
    # The remedy first: the alarm line is short, and an operator reads no codes.
    return kind(f"Oracle {where}: {remedy_of(error)} ({words_of(error)})")


def error_table() -> list[tuple[str, ErrorClass, str]]:
    """Every code that is known, its class and its remedy, in the order of the codes."""
    return [(code, known.error_class, known.remedy) for code, known in sorted(_KNOWN.items())]


def _known(error: object) -> _Known:
    """Class by the first code that is known, remedy by the last one of that class: it is the most exact."""
    codes = _codes(error)
    if "DPY-4011" in codes and _OVERDUE in str(error):
        return _KNOWN["DPY-4024"]
    if (told := _by_network(error)) is not None:
        return told
    found = [known for known in map(_look_up, codes) if known is not _UNKNOWN]
    if not found:
        return _NETWORK if isinstance(error, OSError) else _UNKNOWN
    first = found[0].error_class
    return next(
        (known for known in reversed(found) if known.error_class is first and known.remedy != first.value),
        found[0],
    )


def _by_network(error: object) -> _Known | None:
    """What the system said of a connection that could not be made; its words differ between systems."""
    while isinstance(error, BaseException):
        for kind, code in _NO_WAY.items():
            if isinstance(error, kind):
                return _KNOWN[code]
        if isinstance(error, OSError) and error.errno in _NO_ROUTE:
            return _KNOWN["ORA-12543"]
        error = error.__cause__ or error.__context__
    return None


def _look_up(code: str) -> _Known:
    if code in _KNOWN:
        return _KNOWN[code]
    if code.startswith("DPY-5"):  # the driver lost the thread of the conversation: begin a new one
        return _NETWORK
    if "ORA-20000" <= code <= "ORA-20999":  # raised by a trigger of the customer
        return _TRIGGER
    return _UNKNOWN


def _codes(error: object) -> list[str]:
    detail = error.args[0] if isinstance(error, oracledb.Error) and error.args else error
    first = str(getattr(detail, "full_code", ""))
    return [
        f"{kind}-{int(digits):0{5 if kind == 'ORA' else 4}}"
        for kind, digits in _CODE.findall(f"{first} {error}")
    ]
