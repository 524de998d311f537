"""The Oracle historian: sessions that hang, fail and come back, and the real driver over real sockets."""

from __future__ import annotations

import contextlib
import dataclasses
import logging
import socket
import subprocess
import sys
import textwrap
import threading
import traceback
from collections.abc import Callable, Iterator

import oracledb
import pytest

from hmi.historian import oracle, oracle_session
from hmi.historian.oracle import OracleHistorian, OracleSettings
from hmi.historian.oracle_table import PROBE, ddl
from hmi.historian.protocol import (
    HistorianError,
    HistorianRefusedError,
    HistorianUnavailableError,
    WriteResult,
)
from tests.historian.scripted_oracle import ScriptedConnection, driver_error, row, rows

PASSWORD = "tiger-s3cr3t"
SETTINGS = OracleSettings("db1", "PLANT", "HMI", PASSWORD)


class Database:
    """Hands out scripted connections in place of the driver; ``on_connect`` may raise or block."""

    def __init__(self) -> None:
        self.connections: list[ScriptedConnection] = []
        self.on_connect: Callable[[], None] = lambda: None
        self.attempts = 0

    def connect(self, settings: OracleSettings) -> ScriptedConnection:
        self.attempts += 1
        self.on_connect()
        connection = ScriptedConnection()
        if self.connections:  # the same table behind every session
            connection.committed = self.connections[0].committed
        self.connections.append(connection)
        return connection

    @property
    def stored(self) -> int:
        return len(self.connections[0].committed)


def fails(text: str) -> Callable[[], None]:
    def fail() -> None:
        raise driver_error(text)

    return fail


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    database = Database()
    monkeypatch.setattr(oracle_session, "connect", database.connect)
    return database


@pytest.fixture
def historian(database: Database) -> Iterator[OracleHistorian]:
    historian = OracleHistorian(SETTINGS)
    yield historian
    historian.close()


class TestWrite:
    def test_commits_once_and_keeps_the_session(self, historian: OracleHistorian, database: Database) -> None:
        assert historian.write(rows(1500)) == WriteResult(1500)
        assert historian.write(rows(1501)) == WriteResult(1501)
        assert database.attempts == 1
        assert database.connections[0].commits == 2
        assert database.stored == 1501

    def test_no_rows_no_connection(self, historian: OracleHistorian, database: Database) -> None:
        assert historian.write([]) == WriteResult(0)
        assert database.attempts == 0

    def test_rejected_rows_come_back_and_the_rest_is_committed(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        nan = row(float("nan"), "D900")
        historian.write(rows(1))
        database.connections[0].row_error = lambda bind: "ORA-01438: too large" if bind[2] == "D2" else None
        result = historian.write([*rows(5), nan])
        assert result.stored == 4
        assert [(one.row.tag_address, one.code) for one in result.rejected] == [
            ("D900", "NOT_FINITE"),
            ("D2", "ORA-01438"),
        ]
        assert database.stored == 4

    def test_lost_connection_is_dropped_and_made_anew(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        historian.write(rows(1))
        database.connections[0].on_execute = fails("DPY-4011: the database or network closed the connection")
        with pytest.raises(HistorianUnavailableError, match="DPY-4011"):
            historian.write(rows(10))
        assert database.connections[0].rollbacks == 0, "a dead connection is only closed"
        assert database.connections[0].closed.wait(10)
        assert historian.write(rows(10)) == WriteResult(10)
        assert database.stored == 10

    @pytest.mark.parametrize("text", ["ORA-00060: deadlock", "ORA-01653: no space", "ORA-00942: no table"])
    def test_session_that_is_whole_is_rolled_back_and_kept(
        self, historian: OracleHistorian, database: Database, text: str
    ) -> None:
        historian.write(rows(1))
        connection = database.connections[0]
        connection.on_execute = fails(text)
        with pytest.raises(HistorianError, match=text):
            historian.write(rows(10))
        connection.on_execute = lambda: None
        assert connection.rollbacks == 1
        assert historian.write(rows(10)) == WriteResult(10)
        assert database.attempts == 1

    def test_rollback_that_fails_drops_the_session(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        historian.write(rows(1))
        database.connections[0].on_execute = fails("ORA-00060: deadlock")
        database.connections[0].on_rollback = fails("DPY-4011: closed")
        with pytest.raises(HistorianUnavailableError, match="DPY-4011"):
            historian.write(rows(10))
        historian.write(rows(10))
        assert database.attempts == 2

    @pytest.mark.parametrize(
        "text", ["DPY-4011: the database or network closed the connection", "DPY-4024: call timeout exceeded"]
    )
    def test_commit_in_doubt_is_written_again_without_duplicates(
        self, historian: OracleHistorian, database: Database, text: str
    ) -> None:
        historian.write(rows(1))
        connection = database.connections[0]

        def commit_then_cut() -> None:
            connection.committed |= connection.open
            raise driver_error(text)

        connection.on_commit = commit_then_cut
        with pytest.raises(HistorianUnavailableError, match="not known whether"):
            historian.write(rows(10))
        assert historian.write(rows(10)) == WriteResult(10)
        assert database.stored == 10
        assert database.attempts == 2

    def test_database_that_hangs_is_left_behind_in_time(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(oracle_session, "GRACE_S", 0.05)
        historian = OracleHistorian(dataclasses.replace(SETTINGS, call_timeout=0.05))
        historian.write(rows(1))
        hanging, release = database.connections[0], threading.Event()

        def hang() -> None:
            release.wait(30)

        hanging.on_execute = hang
        with pytest.raises(HistorianUnavailableError, match=r"no answer within.*Look for locks"):
            historian.write(rows(10))
        assert historian.write(rows(10)) == WriteResult(10)
        assert not hanging.closed.is_set()
        release.set()
        assert hanging.closed.wait(10), "closes by itself when the driver returns"
        historian.close()
        assert database.stored == 10

    def test_only_the_sessions_own_thread_closes_the_connection(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        historian.write(rows(1))
        historian.close()
        closer = database.connections[0].closed_by
        assert closer is not None
        assert closer is not threading.current_thread()
        assert not closer.is_alive()

    def test_write_after_close_connects_again(self, historian: OracleHistorian, database: Database) -> None:
        historian.write(rows(1))
        historian.close()
        historian.close()
        assert historian.write(rows(2)) == WriteResult(2)
        assert database.attempts == 2

    def test_programming_error_is_not_hidden_and_drops_the_session(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        historian.write(rows(1))

        def fail() -> None:
            raise KeyError("bug")

        database.connections[0].on_execute = fail
        with pytest.raises(KeyError, match="bug"):
            historian.write(rows(2))
        assert historian.write(rows(2)) == WriteResult(2)
        assert database.attempts == 2


class TestClose:
    def test_ends_a_write_in_progress_at_once(
        self, historian: OracleHistorian, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(oracle, "CLOSE_WAIT_S", 0.05)
        historian.write(rows(1))
        entered, release = threading.Event(), threading.Event()

        def hang() -> None:
            entered.set()
            release.wait(30)

        database.connections[0].on_execute = hang
        errors: list[HistorianError] = []

        def write() -> None:
            try:
                historian.write(rows(5))
            except HistorianError as error:
                errors.append(error)

        writer = threading.Thread(target=write)
        writer.start()
        assert entered.wait(10)
        historian.close()
        writer.join(10)
        release.set()
        assert not writer.is_alive()
        assert isinstance(errors[0], HistorianUnavailableError)
        assert "closed by the program" in str(errors[0])

    def test_ends_a_connection_attempt_at_once(
        self, historian: OracleHistorian, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(oracle, "CLOSE_WAIT_S", 0.05)
        entered, release = threading.Event(), threading.Event()

        def hang() -> None:
            entered.set()
            release.wait(30)

        database.on_connect = hang
        errors: list[str] = []

        def write() -> None:
            try:
                historian.write(rows(5))
            except HistorianUnavailableError as error:
                errors.append(str(error))

        writer = threading.Thread(target=write)
        writer.start()
        assert entered.wait(10)
        historian.close()
        writer.join(10)
        release.set()
        assert not writer.is_alive()
        assert "while connecting" in errors[0]

    def test_work_given_to_an_ended_session_is_not_waited_for(self, database: Database) -> None:
        session = oracle_session.OracleSession(SETTINGS)
        session.wait_open()
        session.end()
        with pytest.raises(HistorianUnavailableError, match="closed by the program"):
            session.run(lambda connection, cursor: None)
        assert session.join(10)


class TestLogin:
    def test_wrong_password_is_not_tried_at_every_write(self, database: Database) -> None:
        now = 0.0
        historian = OracleHistorian(SETTINGS, monotonic=lambda: now)
        database.on_connect = fails("ORA-01017: invalid username/password; logon denied")
        for _ in range(20):
            with pytest.raises(HistorianRefusedError, match="ORA-01017"):
                historian.write(rows(1))
        assert database.attempts == 1
        now = 61.0
        with pytest.raises(HistorianRefusedError):
            historian.write(rows(1))
        assert database.attempts == 2
        database.on_connect = lambda: None
        assert "TAG_VALUES takes rows" in historian.check()
        assert historian.write(rows(1)) == WriteResult(1)
        historian.close()

    @pytest.mark.parametrize("code", ["ORA-28000", "ORA-00257", "ORA-12514", "DPY-3010"])
    def test_other_refusals_at_login_are_tried_again(
        self, historian: OracleHistorian, database: Database, code: str
    ) -> None:
        database.on_connect = fails(f"{code}: no")
        for _ in range(2):
            with pytest.raises(HistorianError, match=code):
                historian.write(rows(1))
        assert database.attempts == 2
        database.on_connect = lambda: None
        assert historian.write(rows(1)) == WriteResult(1)


class TestCheck:
    def test_says_what_was_found_and_leaves_no_connection(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        text = historian.check()
        assert "19.24.0.0.0" in text
        assert "HMI@db1:1521/PLANT" in text
        assert database.connections[0].statements == [PROBE]
        assert database.connections[0].closed.wait(10)
        assert database.stored == 0

    def test_missing_table_is_said(self, historian: OracleHistorian, database: Database) -> None:
        database.on_connect = lambda: None
        original = database.connect

        def connect(settings: OracleSettings) -> ScriptedConnection:
            connection = original(settings)
            connection.on_execute = fails("ORA-00942: table or view does not exist")
            return connection

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(oracle_session, "connect", connect)
            with pytest.raises(HistorianRefusedError, match="hmi oracle create"):
                historian.check()

    def test_create_table(self, historian: OracleHistorian, database: Database) -> None:
        assert historian.create_table() is True
        assert historian.create_table(partitioned=True) is True
        assert [one.statements for one in database.connections] == [[ddl()], [ddl(partitioned=True)]]

    def test_create_table_that_is_there(
        self, historian: OracleHistorian, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connection = ScriptedConnection()
        connection.on_execute = fails("ORA-00955: name is already used by an existing object")
        monkeypatch.setattr(oracle_session, "connect", lambda settings: connection)
        assert historian.create_table() is False

    def test_create_table_without_the_right(
        self, historian: OracleHistorian, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        connection = ScriptedConnection()
        connection.on_execute = fails("ORA-01031: insufficient privileges")
        monkeypatch.setattr(oracle_session, "connect", lambda settings: connection)
        with pytest.raises(HistorianRefusedError, match="ask for CREATE TABLE"):
            historian.create_table()


@contextlib.contextmanager
def listener(answer: bytes | None) -> Iterator[int]:
    """A port that accepts, and then answers the first packet and closes; with None it stays silent."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        accepted: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    peer, _ = server.accept()
                except OSError:
                    return
                accepted.append(peer)
                if answer is not None:
                    peer.recv(4096)
                    peer.sendall(answer)
                    peer.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            server.shutdown(socket.SHUT_RDWR)
            thread.join(10)
            for peer in accepted:
                peer.close()


def refusal(code: int) -> bytes:
    """A TNS REFUSE packet as a listener sends it."""
    text = f"(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR={code})(ERROR_STACK=(ERROR=(CODE={code})(EMFI=4))))".encode()
    body = b"\x22\x00" + len(text).to_bytes(2, "big") + text
    return (len(body) + 8).to_bytes(2, "big") + b"\0\0\x04\0\0\0" + body


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def local(port: int, connect_timeout: float = 0.3) -> OracleHistorian:
    return OracleHistorian(
        OracleSettings("127.0.0.1", "PLANT", "HMI", PASSWORD, port, connect_timeout=connect_timeout)
    )


# The driver leaves the socket of a failed attempt to the interpreter to close.
driver_drops_sockets = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@driver_drops_sockets
class TestRealDriver:
    def test_closed_port(self) -> None:
        port = closed_port()
        historian = local(port, connect_timeout=10.0)
        for action in (lambda: historian.write(rows(3)), historian.check):
            with pytest.raises(HistorianUnavailableError, match="listener runs") as error:
                action()
            assert f"HMI@127.0.0.1:{port}/PLANT" in str(error.value)
        historian.close()

    def test_silent_listener_is_given_up_in_time_and_close_does_not_hang(self) -> None:
        with listener(None) as port:
            historian = local(port)
            for action in (lambda: historian.write(rows(3)), historian.check):
                with pytest.raises(HistorianUnavailableError, match=r"no answer within 0.3 s.*listener"):
                    action()
            historian.close()

    def test_threads_left_behind_are_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(oracle, "MAX_HANGING", 2)
        with listener(None) as port:
            historian = local(port, connect_timeout=0.05)
            for _ in range(2):
                with pytest.raises(HistorianUnavailableError, match="no answer within"):
                    historian.write(rows(1))
            with pytest.raises(HistorianUnavailableError, match="2 earlier attempts"):
                historian.write(rows(1))
            left_behind = set(historian._left_behind)
        for session in left_behind:
            assert session.join(10), "the listener's end ends the attempt"
        historian._settings = dataclasses.replace(historian._settings, connect_timeout=10.0)
        with pytest.raises(HistorianUnavailableError, match="listener runs"):
            historian.write(rows(1))
        historian.close()

    def test_unknown_service(self) -> None:
        with listener(refusal(12514)) as port:
            historian = local(port, connect_timeout=10.0)
            with pytest.raises(HistorianUnavailableError, match="Check the service name"):
                historian.check()
            historian.close()

    def test_listener_without_sessions_to_give(self) -> None:
        with listener(refusal(12520)) as port:
            historian = local(port, connect_timeout=10.0)
            with pytest.raises(HistorianUnavailableError, match="no more sessions"):
                historian.write(rows(1))
            historian.close()

    @pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
    def test_something_else_answers(self, answer: bytes) -> None:
        with listener(answer) as port:
            historian = local(port, connect_timeout=10.0)
            with pytest.raises(HistorianUnavailableError):
                historian.write(rows(1))
            historian.close()

    def test_process_can_exit_while_an_attempt_hangs(self) -> None:
        with listener(None) as port:
            program = textwrap.dedent(f"""
                from datetime import UTC, datetime
                from hmi.historian.oracle import OracleHistorian, OracleSettings
                from hmi.historian.protocol import HistorianUnavailableError
                from hmi.model.reading import Quality, Row

                settings = OracleSettings("127.0.0.1", "PLANT", "HMI", "x", {port}, connect_timeout=0.3)
                historian = OracleHistorian(settings)
                row = Row(datetime.now(UTC), "P1", "D0", "T", 1.0, Quality.GOOD, "G")
                for action in (lambda: historian.write([row]), historian.check):
                    try:
                        action()
                    except HistorianUnavailableError as error:
                        print(error)
                historian.close()
                print("closed")
            """)
            done = subprocess.run(
                [sys.executable, "-X", "faulthandler", "-c", program],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
        assert done.stderr == ""
        assert done.returncode == 0
        assert done.stdout.count("no answer within 0.3 s") == 2
        assert done.stdout.endswith("closed\n")


@driver_drops_sockets
class TestPassword:
    def test_is_in_no_representation(self) -> None:
        assert PASSWORD not in repr(SETTINGS)
        assert PASSWORD not in str(SETTINGS)
        assert PASSWORD not in repr(OracleHistorian(SETTINGS))

    def test_is_in_no_error_and_no_log(self, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        with listener(None) as silent, listener(refusal(12514)) as refusing:
            for port in (closed_port(), silent, refusing):
                historian = local(port)
                with pytest.raises(HistorianUnavailableError) as error:
                    historian.write(rows(1))
                text = "".join(traceback.format_exception(error.value))
                assert PASSWORD not in text
                historian.close()
        assert PASSWORD not in caplog.text


def test_connections_are_logged(historian: OracleHistorian, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "hmi.historian")
    historian.write(rows(1))
    historian.close()
    assert [record.getMessage() for record in caplog.records] == [
        "Connected to Oracle Database 19.24.0.0.0, HMI@db1:1521/PLANT",
        "Connection to Oracle HMI@db1:1521/PLANT closed",
    ]


def test_connects_with_every_deadline_set(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}

    def connect(**arguments: object) -> ScriptedConnection:
        asked.update(arguments)
        return ScriptedConnection()

    monkeypatch.setattr(oracledb, "connect", connect)
    connection = oracle_session.connect(dataclasses.replace(SETTINGS, connect_timeout=3.0, call_timeout=12.5))
    assert connection.call_timeout == 12_500
    assert asked["tcp_connect_timeout"] == 3.0
    assert asked["retry_count"] == 0
    assert asked["expire_time"] == 1
    assert asked["password"] == PASSWORD
    assert "sdu" not in asked
