"""What each fault of the wire server looks like at the real driver, and what it leaves in the database."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing

import oracledb
import pytest

from tests.melsec.scripted import WAIT_S
from tests.servers.fake_sql import PASSWORD, FakeDatabase
from tests.servers.oracle.engine import OraType, ResultColumn
from tests.servers.oracle.faults import NAMES, Faults
from tests.servers.oracle.server import OracleServer

Server = OracleServer[FakeDatabase]

INSERT = "insert into tag_values values (:1)"
SELECT = "select n from numbers"
# After a reset the driver lets its socket go without closing it.
leaves_a_socket = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
CUTS = [f"{how}-{place}" for how in ("cut", "rst") for place in ("before", "after")]


@pytest.fixture
def database() -> FakeDatabase:
    columns = (ResultColumn("N", OraType.NUMBER, 22),)
    return FakeDatabase(answers={SELECT: (columns, [(7,)])})


@pytest.fixture
def server(database: FakeDatabase) -> Iterator[Server]:
    with OracleServer(database) as server:
        yield server


def connect(server: Server, call_timeout: int = 0) -> oracledb.Connection:
    connection = oracledb.connect(user="hmi", password=PASSWORD, dsn=f"127.0.0.1:{server.port}/LINESIDE")
    if call_timeout:
        connection.call_timeout = call_timeout  # once: setting it on a dead connection ends the process
    return connection


def failure_of(action: Callable[[], object]) -> str:
    with pytest.raises(oracledb.Error) as caught:
        action()
    return str(caught.value.args[0].full_code)


def in_background(action: Callable[[], object]) -> Future[str]:
    """The failure of a call that hangs until the fault is cleared."""
    outcome: Future[str] = Future()
    threading.Thread(target=lambda: outcome.set_result(failure_of(action)), daemon=True).start()
    return outcome


def insert(connection: oracledb.Connection, *numbers: int) -> None:
    connection.cursor().executemany(INSERT, [(number,) for number in numbers])


def select(connection: oracledb.Connection) -> object:
    return connection.cursor().execute(SELECT).fetchall()


@pytest.mark.parametrize(("code", "seen"), [(12514, "DPY-6001"), (12505, "DPY-6003"), (12520, "DPY-6000")])
def test_refuse(server: Server, code: int, seen: str) -> None:
    server.faults.inject("refuse", code=code, times=1)
    with pytest.raises(oracledb.OperationalError, match=seen):
        connect(server)
    connect(server).close()
    assert server.connections == 2


def test_silent_until_it_is_cleared(server: Server) -> None:
    server.faults.inject("silent")
    outcome = in_background(lambda: connect(server))
    assert server.faults.wait_until_met("silent", 5)
    assert not outcome.done()
    server.faults.clear()
    assert outcome.result(WAIT_S) in ("DPY-4011", "DPY-6005")
    connect(server).close()


def test_silent_until_the_server_stops(server: Server) -> None:
    server.faults.inject("silent")
    outcome = in_background(lambda: connect(server))
    assert server.faults.wait_until_met("silent", 5)
    server.stop()
    assert outcome.result(WAIT_S) in ("DPY-4011", "DPY-6005")
    server.start()


def test_ora_login(server: Server) -> None:
    server.faults.inject("ora-login", code=1033)
    assert failure_of(lambda: connect(server)) == "ORA-01033"
    server.faults.clear()
    connect(server).close()


@leaves_a_socket
@pytest.mark.parametrize("cut", CUTS)
def test_cut_around_execute(server: Server, database: FakeDatabase, cut: str) -> None:
    with closing(connect(server)) as connection:
        insert(connection, 1)
        server.faults.inject(f"{cut}-execute", times=1)
        assert failure_of(lambda: insert(connection, 2)) == "DPY-4011"
        assert not connection.is_healthy()
    assert database.sessions == 0
    assert (database.rows, database.rolled_back) == ([], 2 if "after" in cut else 1)


@leaves_a_socket
@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("autocommit", [False, True])
def test_cut_around_commit(server: Server, database: FakeDatabase, cut: str, autocommit: bool) -> None:
    with closing(connect(server)) as connection:
        connection.autocommit = autocommit
        server.faults.inject(f"{cut}-commit")
        if autocommit:
            assert failure_of(lambda: insert(connection, 1)) == "DPY-4011"
        else:
            insert(connection, 1)
            assert failure_of(connection.commit) == "DPY-4011"
    assert database.rows == ([[1]] if "after" in cut else [])


@pytest.mark.parametrize("step", ["execute", "commit"])
def test_hang_answers_not_even_a_break(server: Server, database: FakeDatabase, step: str) -> None:
    with closing(connect(server, call_timeout=100)) as connection:
        insert(connection, 1)
        server.faults.inject(f"hang-{step}", times=1)
        action = connection.commit if step == "commit" else lambda: insert(connection, 2)
        assert failure_of(action) == "DPY-4011"
    assert database.wait_for(lambda: database.sessions == 0)
    assert (database.rows, database.rolled_back) == ([], 1)


@pytest.mark.parametrize("step", ["execute", "commit"])
def test_hang_without_a_timeout_ends_when_it_is_cleared(
    server: Server, database: FakeDatabase, step: str
) -> None:
    with closing(connect(server)) as connection:
        insert(connection, 1)
        server.faults.inject(f"hang-{step}")
        outcome = in_background(connection.commit if step == "commit" else lambda: insert(connection, 2))
        assert server.faults.wait_until_met(f"hang-{step}", 5)
        server.faults.clear()
        assert outcome.result(WAIT_S) == "DPY-4011"
    assert database.rows == []


@pytest.mark.parametrize("step", ["execute", "commit"])
def test_slow_is_broken_by_the_timeout_and_the_session_goes_on(
    server: Server, database: FakeDatabase, step: str
) -> None:
    # Long enough for a busy machine, which has to answer the break within it, too.
    with connect(server, call_timeout=500) as connection:
        insert(connection, 1)
        server.faults.inject(f"slow-{step}", times=1, seconds=30)
        action = connection.commit if step == "commit" else lambda: insert(connection, 2)
        assert failure_of(action) == "DPY-4024"
        assert database.rows == []
        assert select(connection) == [(7,)]
        connection.commit()
    assert database.rows == [[1]]


@pytest.mark.parametrize("step", ["execute", "commit"])
def test_slow_without_a_timeout_is_only_slow(server: Server, database: FakeDatabase, step: str) -> None:
    server.faults.inject(f"slow-{step}", seconds=0.02)
    with connect(server) as connection:
        insert(connection, 1)
        connection.commit()
    assert server.faults.wait_until_met(f"slow-{step}", 0)
    assert database.rows == [[1]]


def test_slow_reader(server: Server, database: FakeDatabase) -> None:
    with connect(server) as connection:
        server.faults.inject("slow-reader", delay=0.01)
        insert(connection, *range(5000))
        connection.commit()
        server.faults.clear()
    assert len(database.rows) == 5000


@pytest.mark.parametrize(("code", "seen"), [(1653, "ORA-01653"), (60, "ORA-00060"), (942, "ORA-00942")])
def test_ora_execute_leaves_the_session_usable(server: Server, code: int, seen: str) -> None:
    with connect(server) as connection:
        for _ in range(2):
            server.faults.inject("ora-execute", code=code, times=1)
            assert failure_of(lambda: insert(connection, 1)) == seen
            insert(connection, 2)
            assert select(connection) == [(7,)]


@pytest.mark.parametrize("code", [28, 3113, 12537])
def test_ora_codes_that_end_a_session(server: Server, code: int) -> None:
    with closing(connect(server)) as connection:
        server.faults.inject("ora-execute", code=code)
        assert failure_of(lambda: insert(connection, 1)) == "DPY-4011"


def test_ora_execute_for_some_rows_of_an_array(server: Server, database: FakeDatabase) -> None:
    for row, code in ((2, 1), (0, 12899), (9, 1400)):
        server.faults.inject("ora-execute", row=row, code=code, times=1)
    with connect(server) as connection:
        cursor = connection.cursor()
        cursor.executemany(INSERT, [(number,) for number in range(5)], batcherrors=True)
        assert [(error.offset, error.code) for error in cursor.getbatcherrors()] == [(0, 12899), (2, 1)]
        assert cursor.rowcount == 3
        assert failure_of(lambda: insert(connection, *range(10, 20))) == "ORA-01400"
        connection.commit()
    assert database.rows == [[1], [3], [4], *([number] for number in range(10, 19))]


def test_ora_execute_for_every_row_of_an_array(server: Server, database: FakeDatabase) -> None:
    for row in range(3):
        server.faults.inject("ora-execute", row=row, code=1)
    with connect(server) as connection:
        cursor = connection.cursor()
        cursor.executemany(INSERT, [(1,), (2,), (3,)], batcherrors=True)
        assert [error.offset for error in cursor.getbatcherrors()] == [0, 1, 2]
        assert cursor.rowcount == 0


def test_ora_commit_keeps_the_transaction(server: Server, database: FakeDatabase) -> None:
    with connect(server) as connection:
        insert(connection, 1)
        server.faults.inject("ora-commit", code=1536, times=1)
        assert failure_of(connection.commit) == "ORA-01536"
        assert connection.transaction_in_progress
        connection.commit()
    assert database.rows == [[1]]


def test_a_statement_is_broken_by_the_timeout(server: Server) -> None:
    with connect(server, call_timeout=100) as connection:
        insert(connection, 1)
        for _ in range(2):
            assert failure_of(lambda: connection.cursor().execute("WAIT")) == "DPY-4024"
            assert select(connection) == [(7,)]
        assert connection.transaction_in_progress


def test_a_statement_is_cancelled_from_another_thread(server: Server, database: FakeDatabase) -> None:
    with connect(server) as connection:
        outcome = in_background(lambda: connection.cursor().execute("WAIT"))
        assert database.wait_for(lambda: database.waiting == 1)
        connection.cancel()
        assert outcome.result(WAIT_S) == "ORA-01013"
        assert select(connection) == [(7,)]


def test_a_request_that_the_client_cannot_finish_is_dropped(server: Server, database: FakeDatabase) -> None:
    with connect(server) as connection:
        cursor = connection.cursor()
        cursor.setinputsizes(oracledb.DB_TYPE_NUMBER)
        values = [*range(20_000), 1e300]
        assert failure_of(lambda: cursor.executemany(INSERT, [(value,) for value in values])) == "DPY-4003"
        insert(connection, 1)
        connection.commit()
    assert database.rows == [[1]]


VANISHING = """
import oracledb, sys
connection = oracledb.connect(user="hmi", password=sys.argv[1], dsn=sys.argv[2])
connection.cursor().execute("insert into tag_values values (:1)", (1,))
connection.cursor().execute("WAIT")
"""


@pytest.mark.parametrize("hangs", [False, True])
def test_a_client_that_is_killed_while_it_waits_is_rolled_back(
    server: Server, database: FakeDatabase, hangs: bool
) -> None:
    arguments = (PASSWORD, f"127.0.0.1:{server.port}/LINESIDE")
    if hangs:
        server.faults.inject("hang-execute")
    with subprocess.Popen([sys.executable, "-c", VANISHING, *arguments]) as client:
        if hangs:
            assert server.faults.wait_until_met("hang-execute", 10)
        else:
            assert database.wait_for(lambda: database.waiting == 1)
        client.kill()
    assert database.wait_for(lambda: database.sessions == 0)
    assert database.rows == []


def test_kill_sessions(server: Server, database: FakeDatabase) -> None:
    connections = [connect(server) for _ in range(3)]
    insert(connections[0], 1)
    server.kill_sessions()
    assert (database.sessions, database.rolled_back) == (0, 1)
    for connection in connections:
        assert failure_of(connection.ping) == "DPY-4011"
        connection.close()
    connect(server).close()


def test_a_restart_listens_on_the_same_port(server: Server, database: FakeDatabase) -> None:
    with closing(connect(server)) as connection:
        insert(connection, 1)
        connection.commit()
        port = server.port
        server.stop()
        assert failure_of(lambda: connect(server)) == "DPY-6005"
        server.start()
        assert failure_of(connection.ping) == "DPY-4011"
    with connect(server) as connection:
        insert(connection, 2)
        connection.commit()
    assert server.port == port
    assert database.rows == [[1], [2]]


def test_a_port_scan_and_a_stranger_are_no_harm(server: Server) -> None:
    for greeting in (b"", b"GET / HTTP/1.1\r\n\r\n", bytes(100)):
        with socket.create_connection(("127.0.0.1", server.port)) as stranger:
            stranger.sendall(greeting)
            stranger.shutdown(socket.SHUT_WR)
            stranger.settimeout(5)
            assert stranger.recv(100) == b""
    connect(server).close()


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_met_before_it_happens(name: str) -> None:
    faults = Faults()
    faults.inject(name, code=1)
    assert not faults.wait_until_met(name, 0)


def test_a_fault_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no fault 'slow'"):
        Faults().inject("slow")
    with pytest.raises(ValueError, match="needs the error's code"):
        Faults().inject("ora-commit")
