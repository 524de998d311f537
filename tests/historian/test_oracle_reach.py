"""The check of the way to Oracle: every step that can fail fails with its own words and remedy."""

from __future__ import annotations

import contextlib
import dataclasses
import socket
import threading
from collections.abc import Iterator

import pytest

from hmi.config.ddl import ddl_of
from hmi.historian import oracle_pool
from hmi.historian.oracle import OracleHistorian
from hmi.historian.oracle_reach import CheckStep
from hmi.historian.oracle_session import OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import HistorianRefusedError, HistorianUnavailableError
from hmi.historian.tag_directory import TagDirectory
from hmi.model.tables import OWN_MAPPINGS
from tests.historian.scripted_sessions import Hang
from tests.servers.oracle.fixture import PASSWORD
from tests.servers.oracle.server import OracleServer

HERE = OracleSettings("127.0.0.1", "LINESIDE", "HMI", PASSWORD)


def make(port: int = 1521, **settings: object) -> OracleHistorian:
    changed = dataclasses.replace(HERE, port=port, **settings)  # type: ignore[arg-type]  # a test's keywords
    return OracleHistorian(changed, OracleTables(OWN_MAPPINGS, TagDirectory()))


def steps_of(historian: OracleHistorian) -> tuple[list[str], CheckStep]:
    """The names of the steps that went well, and the last step."""
    steps = list(historian.check_steps())
    historian.close()
    assert all(step.ok for step in steps[:-1])
    assert [step.text for step in steps if not step.text.endswith((".", "?"))] == []
    assert not steps[-1].remedy or steps[-1].remedy.endswith(".")
    return [step.name for step in steps if step.ok], steps[-1]


@contextlib.contextmanager
def listener(answer: bytes | None) -> Iterator[int]:
    """A port that accepts, answers the first packet and closes; with None it stays silent."""
    with socket.create_server(("127.0.0.1", 0)) as server, contextlib.ExitStack() as ending:

        def serve() -> None:
            while True:
                try:
                    peer, _ = server.accept()
                except OSError:
                    return
                ending.callback(peer.close)
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


class TestNetwork:
    def test_host_name_is_unknown(self) -> None:
        passed, step = steps_of(make(host="no-such-host.invalid"))
        assert passed == []
        assert "'no-such-host.invalid' is not known" in step.text
        assert "spelling" in step.remedy

    def test_host_name_that_no_name_server_can_be_asked_for(self) -> None:
        _, step = steps_of(make(host="a" * 70 + ".example"))
        assert "is not known" in step.text

    def test_name_server_is_silent(self, monkeypatch: pytest.MonkeyPatch) -> None:
        hang = Hang()
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: hang())
        _, step = steps_of(make(connect_timeout=0.1))
        hang.let_go.set()
        assert "could not be looked up within 0.1 s" in step.text
        assert "name server" in step.remedy

    def test_no_route(self) -> None:
        _, step = steps_of(make(host="255.255.255.255"))
        assert "can not be reached (" in step.text
        assert "network connection" in step.remedy

    def test_host_does_not_answer(self) -> None:
        with socket.create_server(("127.0.0.1", 0), backlog=0) as full, contextlib.ExitStack() as ending:
            for _ in range(4):  # what does not fit into the queue is not answered at all
                waiting = ending.enter_context(socket.socket())
                waiting.setblocking(False)
                waiting.connect_ex(full.getsockname())
            _, step = steps_of(make(full.getsockname()[1], connect_timeout=0.3))
        assert "No answer from 127.0.0.1:" in step.text
        assert "firewalls" in step.remedy

    def test_port_is_closed(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        historian = make(port)
        passed, step = steps_of(historian)
        assert (passed, step.name) == ([], "network")
        assert f"nothing listens at 127.0.0.1:{port}" in step.text
        assert "lsnrctl start" in step.remedy
        with pytest.raises(
            HistorianUnavailableError, match=f"^Oracle HMI@127.0.0.1:{port}/LINESIDE: .*lsnrctl"
        ):
            historian.check()


class TestListener:
    def test_is_silent(self) -> None:
        with listener(None) as port:
            passed, step = steps_of(make(port, connect_timeout=0.6))
        assert passed == ["network"]
        assert "says nothing within 0.6 s" in step.text
        assert "listener restarted" in step.remedy

    @pytest.mark.parametrize(
        "answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x15\x03\x03\0\x02\x02\x46", b"SSH", b"\0" * 8]
    )
    def test_is_none_of_oracle(self, answer: bytes) -> None:
        with listener(answer) as port:
            passed, step = steps_of(make(port))
        assert passed == ["network"]
        assert "is no Oracle listener" in step.text
        assert "without TLS" in step.remedy

    def test_closes_without_a_word(self) -> None:
        with listener(b"") as port:
            _, step = steps_of(make(port))
        assert "closes them without a word" in step.text
        assert "tcp.invited_nodes" in step.remedy

    def test_silent_server_on_the_wire(self, oracle_server: OracleServer) -> None:
        oracle_server.faults.inject("silent")
        passed, step = steps_of(make(oracle_server.port, connect_timeout=0.6))
        assert (passed, step.name) == (["network"], "listener")


class TestLogin:
    def test_service_is_unknown(self, oracle_server: OracleServer) -> None:
        passed, step = steps_of(make(oracle_server.port, service_name="NOSUCH"))
        assert passed == ["network", "listener"]
        assert "NOSUCH" in step.text
        assert "Check the service name" in step.remedy

    def test_password_is_wrong(self, oracle_server: OracleServer) -> None:
        historian = make(oracle_server.port, password="wrong")
        passed, step = steps_of(historian)
        assert passed == ["network", "listener"]
        assert step.refused
        assert "ORA-01017" in step.text
        assert "password" in step.remedy
        with pytest.raises(HistorianRefusedError, match="Correct the user or the password"):
            historian.check()

    @pytest.mark.parametrize(
        ("what", "code", "remedy"),
        [
            ("lock_user", "ORA-28000", "ACCOUNT UNLOCK"),
            ("expire_password", "ORA-28001", "has expired"),
        ],
    )
    def test_account_is_closed(self, oracle_server: OracleServer, what: str, code: str, remedy: str) -> None:
        getattr(oracle_server.database, what)("HMI")
        passed, step = steps_of(make(oracle_server.port))
        assert (passed, step.refused) == (["network", "listener"], True)
        assert code in step.text
        assert remedy in step.remedy

    def test_user_may_not_log_in(self, oracle_server: OracleServer) -> None:
        as_admin(oracle_server, "REVOKE CREATE SESSION FROM HMI")
        _, step = steps_of(make(oracle_server.port))
        assert step.name == "login"
        assert "CREATE SESSION" in step.remedy

    def test_database_hangs_behind_its_listener(
        self, oracle_server: OracleServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(oracle_pool, "CLOSE_WAIT_S", 0.1)
        oracle_server.faults.inject("hang-execute")
        historian = make(oracle_server.port, connect_timeout=1.0)
        passed, step = steps_of(historian)
        assert passed == ["network", "listener"]
        assert step.text.startswith("No answer within 1 s while connecting. Check")
        with pytest.raises(HistorianUnavailableError, match=r"^Oracle HMI@\S+: No answer within"):
            historian.check()
        historian.close()


class TestTables:
    def test_everything_is_well(self, oracle_server: OracleServer) -> None:
        historian = make(oracle_server.port)
        historian.create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)])
        passed, step = steps_of(historian)
        assert passed == ["network", "listener", "login", "tables"]
        assert "TAG_VALUES" in step.text
        text = historian.check()
        assert "Logged in as HMI to Oracle Database" in text
        assert "takes rows" in text
        historian.close()

    def test_table_is_missing(self, oracle_server: OracleServer) -> None:
        historian = make(oracle_server.port)
        passed, step = steps_of(historian)
        assert (passed, step.refused) == (["network", "listener", "login"], True)
        assert "TAG_VALUES" in step.text
        with pytest.raises(HistorianRefusedError, match="hmi oracle create"):
            historian.check()
        historian.close()

    def test_column_is_missing_and_another_is_too_short(self, oracle_server: OracleServer) -> None:
        historian = make(oracle_server.port)
        (ddl,) = [statement.sql for statement in ddl_of(OWN_MAPPINGS)]
        shorter = ddl.replace("GROUP_NAME  VARCHAR2(255 CHAR),", "").replace(
            "QUALITY     VARCHAR2(10)", "QUALITY VARCHAR2(3)"
        )
        historian.create_tables([shorter])
        _, step = steps_of(historian)
        assert step.refused
        assert "GROUP_NAME" in step.text
        assert "QUALITY" in step.text

    def test_right_to_insert_is_missing(self, oracle_server: OracleServer) -> None:
        as_admin(oracle_server, "CREATE USER READER IDENTIFIED BY tiger")
        as_admin(oracle_server, "GRANT CREATE SESSION TO READER")
        make(oracle_server.port).create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)])
        as_admin(oracle_server, "GRANT SELECT ON HMI.TAG_VALUES TO READER")
        mappings = {
            category: dataclasses.replace(mapping, table="HMI.TAG_VALUES")
            for category, mapping in OWN_MAPPINGS.items()
        }
        settings = dataclasses.replace(HERE, port=oracle_server.port, username="READER", password="tiger")
        _, step = steps_of(OracleHistorian(settings, OracleTables(mappings, TagDirectory())))
        assert (step.name, step.refused) == ("tables", True)
        assert "INSERT" in step.text + step.remedy


def as_admin(server: OracleServer, statement: str) -> None:
    session = server.database.admin()
    try:
        session.run(session.parse(statement), [()])
    finally:
        session.close()
