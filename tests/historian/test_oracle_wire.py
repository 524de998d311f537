"""Every Oracle error, met by the real driver on a real socket: what becomes of rows and session."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from hmi.config.ddl import ddl_of
from hmi.historian import oracle_pool, oracle_session
from hmi.historian.oracle import OracleHistorian
from hmi.historian.oracle_errors import ErrorClass, error_table
from hmi.historian.oracle_session import OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import (
    HistorianError,
    HistorianRefusedError,
    HistorianUnavailableError,
    WriteResult,
)
from hmi.historian.tag_directory import TagDirectory
from hmi.model.tables import OWN_MAPPINGS
from tests.historian.scripted_sessions import BEGIN, rows
from tests.servers.oracle.fixture import PASSWORD
from tests.servers.oracle.server import OracleServer

# After a reset the driver leaves its socket to the interpreter to close.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

TABLE = {code: (error_class, remedy) for code, error_class, remedy in error_table()}
ABOUT = {
    "LOST": "ORA-00028 ORA-01012 ORA-01033 ORA-01034 ORA-01089 ORA-01090 ORA-02396 ORA-03113 ORA-03135",
    "RETRY": "ORA-00054 ORA-00060 ORA-01013 ORA-04068 ORA-30006",
    "SPACE": "ORA-00257 ORA-01536 ORA-01653 ORA-01654 ORA-30036",
    "SETUP": "ORA-00439 ORA-00904 ORA-00942 ORA-01031 ORA-01950 ORA-02289",
}
AT_EXECUTE = [(code, ErrorClass[name]) for name, codes in ABOUT.items() for code in codes.split()]
AT_LOGIN = [
    *("ORA-01017", "ORA-01045", "ORA-28000", "ORA-28001"),
    *("ORA-00018", "ORA-00257", "ORA-01033", "ORA-01034", "ORA-12520"),
]
OF_A_ROW = ["ORA-01400", "ORA-01438", "ORA-01722", "ORA-12899", "ORA-14400", "ORA-02290", "ORA-20001"]
KEPT = (ErrorClass.RETRY, ErrorClass.SPACE, ErrorClass.SETUP)
REFUSED = (ErrorClass.LOGIN, ErrorClass.SPACE, ErrorClass.SETUP)


def settings_of(server: OracleServer, **changes: object) -> OracleSettings:
    settings = OracleSettings("127.0.0.1", "LINESIDE", "HMI", PASSWORD, port=server.port, pool_min=1)
    return dataclasses.replace(settings, **changes)  # type: ignore[arg-type]  # a test's keywords


def make(settings: OracleSettings) -> OracleHistorian:
    return OracleHistorian(settings, OracleTables(OWN_MAPPINGS, TagDirectory()))


@pytest.fixture
def historian(oracle_server: OracleServer) -> Iterator[OracleHistorian]:
    """With its table, and one session that has written one row."""
    historian = make(settings_of(oracle_server))
    historian.create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)])
    assert historian.write(rows(1)) == WriteResult(1)
    yield historian
    oracle_server.faults.clear()
    historian.close()


def stored(server: OracleServer) -> int:
    """How many rows are there, each key once."""
    found = server.database.rows("HMI.TAG_VALUES")
    keys = {(row["PLC_CODE"], row["TAG_ADDRESS"], row["TS"]) for row in found}
    assert len(keys) == len(found)
    return len(found)


def refusal_of(write: Callable[[], object], error_class: ErrorClass) -> str:
    """What the writer is told, by the right exception."""
    with pytest.raises(HistorianError) as caught:
        write()
    wanted = HistorianRefusedError if error_class in REFUSED else HistorianUnavailableError
    assert type(caught.value) is wanted
    assert PASSWORD not in str(caught.value)
    return str(caught.value)


def number(code: str) -> int:
    return int(code.removeprefix("ORA-"))


@pytest.mark.parametrize(("code", "error_class"), AT_EXECUTE)
def test_error_of_a_whole_call(
    historian: OracleHistorian, oracle_server: OracleServer, code: str, error_class: ErrorClass
) -> None:
    assert TABLE[code][0] is error_class
    before = oracle_server.connections
    oracle_server.faults.inject("ora-execute", code=number(code), times=1)
    text = refusal_of(lambda: historian.write(rows(10)), error_class)
    assert code in text
    assert TABLE[code][1] in text
    assert historian.write(rows(10)) == WriteResult(10)
    assert oracle_server.connections - before == (0 if error_class in KEPT else 1)
    assert stored(oracle_server) == 10


@pytest.mark.parametrize("code", ["ORA-00060", "ORA-01653", "ORA-02091", "ORA-03113", "ORA-01089"])
def test_error_of_a_commit_leaves_it_in_doubt(
    historian: OracleHistorian, oracle_server: OracleServer, code: str
) -> None:
    before = oracle_server.connections
    oracle_server.faults.inject("ora-commit", code=number(code), times=1)
    text = refusal_of(lambda: historian.write(rows(10)), ErrorClass.LOST)
    assert code in text
    assert "not known whether the rows are stored" in text
    assert historian.write(rows(10)) == WriteResult(10)
    assert oracle_server.connections - before == 1
    assert stored(oracle_server) == 10


@pytest.mark.parametrize("code", AT_LOGIN)
def test_error_at_the_login(oracle_server: OracleServer, code: str) -> None:
    historian = make(settings_of(oracle_server))
    oracle_server.faults.inject("ora-login", code=number(code), times=1)
    error_class, remedy = TABLE[code]
    text = refusal_of(lambda: historian.write(rows(1)), error_class)
    assert code in text
    assert remedy in text
    historian.close()


@pytest.mark.parametrize("code", OF_A_ROW)
def test_error_of_single_rows_costs_those_rows(
    historian: OracleHistorian, oracle_server: OracleServer, code: str
) -> None:
    for row in (3, 7):
        oracle_server.faults.inject("ora-execute", code=number(code), row=row, times=1)
    result = historian.write(rows(20, first=1))
    assert result.stored == 18
    assert [(one.row.value, one.code) for one in result.rejected] == [(4.0, code), (8.0, code)]
    assert stored(oracle_server) == 19


def test_space_that_ends_within_an_array_is_not_the_rows_fault(
    historian: OracleHistorian, oracle_server: OracleServer
) -> None:
    oracle_server.faults.inject("ora-execute", code=1653, row=5, times=1)
    text = refusal_of(lambda: historian.write(rows(20, first=1)), ErrorClass.SPACE)
    assert TABLE["ORA-01653"][1] in text
    assert stored(oracle_server) == 1
    assert historian.write(rows(20, first=1)) == WriteResult(20)


@pytest.mark.parametrize("code", [12514, 12505, 12520, 12528])
def test_refusal_of_the_listener(oracle_server: OracleServer, code: int) -> None:
    historian = make(settings_of(oracle_server))
    oracle_server.faults.inject("refuse", code=code, times=1)
    refusal_of(lambda: historian.write(rows(1)), ErrorClass.LOST)
    historian.close()


def test_wrong_password_is_tried_once(oracle_server: OracleServer) -> None:
    historian = make(settings_of(oracle_server, password="wrong", pool_min=2))
    for _ in range(5):
        text = refusal_of(lambda: historian.write(rows(1)), ErrorClass.LOGIN)
        assert "ORA-01017" in text
        assert "Correct the user or the password" in text
    assert oracle_server.connections == 1
    historian.close()


@pytest.mark.parametrize("how", ["cut", "rst"])
@pytest.mark.parametrize("when", ["before-execute", "after-execute", "before-commit", "after-commit"])
def test_a_connection_that_breaks_loses_and_doubles_nothing(
    historian: OracleHistorian, oracle_server: OracleServer, how: str, when: str
) -> None:
    oracle_server.faults.inject(f"{how}-{when}", times=1)
    with pytest.raises(HistorianUnavailableError) as caught:
        historian.write(rows(10, first=1))
    assert ("not known whether" in str(caught.value)) is when.endswith("commit")
    assert stored(oracle_server) == (11 if when == "after-commit" else 1)
    assert historian.write(rows(10, first=1)) == WriteResult(10)
    assert stored(oracle_server) == 11


@pytest.mark.parametrize("step", ["execute", "commit"])
def test_a_slow_answer_is_broken_off_by_the_driver(
    historian: OracleHistorian, oracle_server: OracleServer, step: str
) -> None:
    slow = make(settings_of(oracle_server, call_timeout=1.0))
    assert slow.write(rows(1)) == WriteResult(1)
    oracle_server.faults.inject(f"slow-{step}", times=1, seconds=30.0)
    with pytest.raises(HistorianUnavailableError, match="DPY-4024"):
        slow.write(rows(10))
    assert slow.write(rows(10)) == WriteResult(10)
    assert stored(oracle_server) == 10
    slow.close()


@pytest.mark.parametrize("step", ["execute", "commit"])
def test_a_hang_is_given_up_in_time_and_the_next_write_works(
    historian: OracleHistorian,
    oracle_server: OracleServer,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    monkeypatch.setattr(oracle_session, "GRACE_S", 0.1)
    hanging = make(settings_of(oracle_server, call_timeout=0.9))
    assert hanging.write(rows(1)) == WriteResult(1)
    oracle_server.faults.inject(f"hang-{step}", times=1)
    with pytest.raises(HistorianUnavailableError, match=r"no answer within 1 s while writing"):
        hanging.write(rows(10, first=20))
    assert hanging.write(rows(10)) == WriteResult(10)
    oracle_server.faults.clear()
    hanging.close()
    assert hanging.write(rows(10, first=20)) == WriteResult(10)
    assert stored(oracle_server) == 20
    hanging.close()


def test_a_database_that_restarts_costs_one_attempt(
    historian: OracleHistorian, oracle_server: OracleServer
) -> None:
    for _ in range(3):  # sessions that readers left in the pool die as well
        historian.trend("P1", "D100", BEGIN, BEGIN, 1)
    oracle_server.stop()
    with pytest.raises(HistorianUnavailableError):
        historian.write(rows(10))
    with pytest.raises(HistorianUnavailableError, match="listener"):
        historian.write(rows(10))
    oracle_server.start()
    assert historian.write(rows(10)) == WriteResult(10)
    assert stored(oracle_server) == 10


def test_the_right_to_make_a_table_is_missing(oracle_server: OracleServer) -> None:
    oracle_server.database.create_user("POOR", PASSWORD, grants=("CREATE SESSION",))
    historian = make(settings_of(oracle_server, username="POOR"))
    statements = [statement.sql for statement in ddl_of(OWN_MAPPINGS)]
    text = refusal_of(lambda: historian.create_tables(statements), ErrorClass.SETUP)
    assert "or CREATE TABLE to make the tables" in text
    historian.close()


def test_tables_that_are_there_are_told(historian: OracleHistorian) -> None:
    assert historian.create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)]) == [False]


def test_close_is_quick_while_a_commit_hangs(
    historian: OracleHistorian, oracle_server: OracleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oracle_pool, "CLOSE_WAIT_S", 0.1)
    oracle_server.faults.inject("hang-commit")
    errors: list[str] = []

    def write() -> None:
        try:
            historian.write(rows(10, first=1))
        except HistorianUnavailableError as error:
            errors.append(str(error))

    writer = threading.Thread(target=write)
    writer.start()
    assert oracle_server.faults.wait_until_met("hang-commit", 10)
    began = time.monotonic()
    historian.close()
    assert time.monotonic() - began < 20.0, "it hung as well"
    writer.join(10)
    assert "closed by the program while writing" in errors[0]
