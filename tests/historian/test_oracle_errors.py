"""Every code that is known, in the words the driver uses."""

from __future__ import annotations

import errno
import socket

import pytest

from hmi.historian.oracle_errors import (
    ErrorClass,
    classify,
    code_of,
    error_table,
    historian_error,
    remedy_of,
    words_of,
)
from hmi.historian.protocol import HistorianRefusedError, HistorianUnavailableError
from tests.faults.promises import Prove
from tests.historian.scripted_oracle import detail, driver_error

WHERE = "HMI@db1:1521/PLANT"
RANGES = ("DPY-5001", "ORA-20000", "ORA-20999")
"""Codes that are known by their range."""

CLASSES = {
    ErrorClass.LOST: (
        "DPY-1001 DPY-4011 DPY-4024 DPY-4033 DPY-4035 DPY-5001 DPY-6000 DPY-6001 DPY-6003 DPY-6005 "
        "ORA-00018 ORA-00020 ORA-00028 ORA-00376 ORA-01012 ORA-01033 ORA-01034 ORA-01035 ORA-01089 ORA-01090 "
        "ORA-01109 ORA-01115 ORA-01578 ORA-02391 ORA-02396 ORA-03113 ORA-03114 ORA-03135 ORA-04030 ORA-04031 "
        "ORA-12170 ORA-12505 ORA-12514 ORA-12516 ORA-12518 ORA-12519 ORA-12520 ORA-12526 ORA-12528 ORA-12541 "
        "ORA-12543 ORA-12545 ORA-16000 ORA-27101"
    ),
    ErrorClass.RETRY: (
        "ORA-00054 ORA-00055 ORA-00060 ORA-01013 ORA-01555 ORA-02049 ORA-04020 ORA-04021 ORA-04068 ORA-08103 "
        "ORA-08177 ORA-14403 ORA-30006"
    ),
    ErrorClass.SPACE: (
        "ORA-00257 ORA-01536 ORA-01628 ORA-01631 ORA-01632 ORA-01650 ORA-01652 ORA-01653 ORA-01654 ORA-01658 "
        "ORA-01659 ORA-01683 ORA-01688 ORA-01691 ORA-01692 ORA-30036 ORA-65114"
    ),
    ErrorClass.LOGIN: "DPY-3015 DPY-4001 ORA-01005 ORA-01017 ORA-01045 ORA-28000 ORA-28001 ORA-28040",
    ErrorClass.SETUP: (
        "DPY-3001 DPY-3010 ORA-00439 ORA-00904 ORA-00913 ORA-00932 ORA-00942 ORA-00947 ORA-00980 ORA-01031 "
        "ORA-01502 ORA-01732 ORA-01733 ORA-01747 ORA-01918 ORA-01950 ORA-02289 ORA-04063 ORA-04098 ORA-12081 "
        "ORA-12660"
    ),
    ErrorClass.DUPLICATE: "ORA-00001",
    ErrorClass.ROW: (
        "ORA-01400 ORA-01407 ORA-01426 ORA-01438 ORA-01461 ORA-01722 ORA-02290 ORA-02291 ORA-06502 ORA-12899 "
        "ORA-14300 ORA-14400 ORA-20000 ORA-20999 ORA-28115"
    ),
    ErrorClass.BIND: "DPY-3002 DPY-3003 DPY-3013 DPY-4003 DPY-4004",
    ErrorClass.UNKNOWN: "ORA-00923 DPY-2016",
}
BY_CODE = [(code, error_class) for error_class, codes in CLASSES.items() for code in codes.split()]
NO_STORM = (ErrorClass.LOGIN, ErrorClass.SETUP, ErrorClass.SPACE)


@pytest.mark.promise("R7")
@pytest.mark.parametrize(("code", "error_class"), BY_CODE)
def test_class_and_words_of_every_code(code: str, error_class: ErrorClass) -> None:
    error = driver_error(f"{code}: something the database says")
    assert classify(error) is error_class
    assert classify(error.args[0]) is error_class, "an entry of getbatcherrors() is no exception"
    problem = historian_error(WHERE, error)
    assert type(problem) is (HistorianRefusedError if error_class in NO_STORM else HistorianUnavailableError)
    text = str(problem)
    assert text.startswith(f"Oracle {WHERE}: {remedy_of(error)} (")
    assert code in text
    assert "something the database says" in text or code == "ORA-01005"
    assert text.endswith(")")
    assert "Help:" not in text


@pytest.mark.promise("R7")
def test_the_table_lists_every_known_code_once_with_its_remedy(prove: Prove) -> None:
    table = error_table()
    codes = [code for code, _class, _remedy in table]
    assert codes == sorted(set(codes))
    assert set(codes) == {
        code for code, error_class in BY_CODE if error_class is not ErrorClass.UNKNOWN and code not in RANGES
    }
    for code, error_class, remedy in table:
        assert classify(driver_error(f"{code}: x")) is error_class
        assert remedy == remedy_of(driver_error(f"{code}: x"))
        assert remedy.endswith(".")
    permanent = sum(error_class in NO_STORM for _code, error_class, _remedy in table)
    prove(f"{len(table)} error codes with a remedy in plain words, {permanent} of them not tried again")


@pytest.mark.parametrize(
    "code", [28, 600, 603, 1012, 1092, 2396, 3113, 3114, 3135, 12537, 12570], ids="ORA-{:05}".format
)
def test_codes_the_driver_turns_into_a_lost_connection(code: int) -> None:
    error = driver_error(f"ORA-{code:05}: the session is gone")
    assert code_of(error) == "DPY-4011"
    assert classify(error) is ErrorClass.LOST


@pytest.mark.parametrize("error", [ConnectionResetError(104, "reset"), TimeoutError(), OSError("no route")])
def test_raw_network_error_is_a_lost_connection(error: OSError) -> None:
    assert classify(error) is ErrorClass.LOST
    assert code_of(error) == type(error).__name__
    assert words_of(error)
    assert isinstance(historian_error(WHERE, error), HistorianUnavailableError)


def test_other_exceptions_are_unknown() -> None:
    assert classify(ValueError("what")) is ErrorClass.UNKNOWN


def test_remedy_is_that_of_the_most_exact_code() -> None:
    error = driver_error(
        "DPY-6005: cannot connect to database (CONNECTION_ID=abc==).\n"
        'DPY-6001: Service "PLANT" is not registered with the listener at host "db1" port 1521. '
        "(Similar to ORA-12514)"
    )
    text = str(historian_error(WHERE, error))
    assert "Check the service name" in text
    assert "CONNECTION_ID" not in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("system", "remedy"),
    [
        (ConnectionRefusedError(10061, "actively refused"), "No listener runs there"),
        (socket.gaierror(11001, "getaddrinfo failed"), "The host is not known"),
        (OSError(errno.EHOSTUNREACH, "No route to host"), "The host can not be reached"),
    ],
)
def test_what_the_system_says_of_the_network_is_more_exact_than_the_driver(
    system: OSError, remedy: str
) -> None:
    error = driver_error("DPY-6005: cannot connect to database")
    error.__cause__ = system
    assert classify(error) is ErrorClass.LOST
    assert remedy in remedy_of(error)
    assert remedy in remedy_of(system)


def test_an_answer_that_never_came_is_told_from_a_line_that_was_cut() -> None:
    silent = driver_error(
        "DPY-4011: the database or network closed the connection\n"
        "socket timed out while recovering from previous socket timeout"
    )
    assert classify(silent) is ErrorClass.LOST
    assert "did not answer in time" in remedy_of(silent)


def test_error_inside_a_recursive_statement_is_found() -> None:
    error = driver_error(
        "ORA-00604: error occurred at recursive SQL level 1\nORA-01653: unable to extend table"
    )
    assert classify(error) is ErrorClass.SPACE


def test_row_error_below_a_trigger_is_the_rows() -> None:
    entry = detail("ORA-20001: value out of shift\nORA-06512: at HMI.CHECK_VALUE, line 3", offset=4)
    assert classify(entry) is ErrorClass.ROW
    assert words_of(entry).startswith("ORA-20001: value out of shift; ORA-06512")
