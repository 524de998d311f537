"""One Oracle session: how it connects, and what it never says."""

from __future__ import annotations

import dataclasses
import logging
import traceback

import oracledb
import pytest

from hmi.historian import oracle_pool, oracle_session
from hmi.historian.oracle import OracleHistorian
from hmi.historian.oracle_session import OracleSession
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import HistorianError, HistorianUnavailableError
from hmi.historian.tag_directory import TagDirectory
from hmi.model.tables import OWN_MAPPINGS
from tests.historian.scripted_sessions import PASSWORD, SETTINGS, Database, ScriptedTables, rows
from tests.servers.oracle.server import OracleServer


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    database = Database()
    monkeypatch.setattr(oracle_session, "connect", database.connect)
    return database


def test_knows_utc_and_warns_of_a_password_that_will_expire(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    original = database.connect

    def connect(settings: object) -> object:
        connection = original(SETTINGS)
        connection.warning = "ORA-28002: the password will expire within 7 days"
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(oracle_session, "connect", connect)
        session = OracleSession(SETTINGS)
        session.wait_open()
        session.end()
        assert session.join(10)
    assert database.connections[0].statements[0] == "ALTER SESSION SET TIME_ZONE = '+00:00'"
    assert "expire within 7 days" in caplog.text


def test_connects_with_every_deadline_set(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, object] = {}

    class Connected:
        call_timeout = 0
        module = clientinfo = ""

    def connect(**arguments: object) -> Connected:
        asked.update(arguments)
        return Connected()

    monkeypatch.setattr(oracledb, "connect", connect)
    settings = dataclasses.replace(SETTINGS, connect_timeout=3.0, call_timeout=12.5)
    connection = oracle_session.connect(settings)
    assert connection.call_timeout == 12_500
    assert connection.module == "Lineside"
    assert asked["tcp_connect_timeout"] == 3.0
    assert asked["retry_count"] == 0
    assert asked["expire_time"] == 1
    assert asked["password"] == PASSWORD
    assert "sdu" not in asked


def test_work_given_to_an_ended_session_is_not_waited_for(database: Database) -> None:
    session = OracleSession(SETTINGS)
    session.wait_open()
    session.end()
    with pytest.raises(HistorianUnavailableError, match="closed by the program"):
        session.run(lambda connection, cursor: None)
    assert session.join(10)


def test_password_is_in_no_representation() -> None:
    assert PASSWORD not in repr(SETTINGS)
    assert PASSWORD not in str(SETTINGS)
    assert PASSWORD not in repr(OracleHistorian(SETTINGS, ScriptedTables()))


@pytest.mark.parametrize(
    ("fault", "code"),
    [("ora-login", 1017), ("ora-login", 28000), ("refuse", 12514), ("silent", None), ("ora-execute", 942)],
)
def test_password_is_in_no_error_and_no_log(
    oracle_server: OracleServer,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
    code: int | None,
) -> None:
    monkeypatch.setattr(oracle_pool, "CLOSE_WAIT_S", 0.1)
    caplog.set_level(logging.DEBUG)
    settings = dataclasses.replace(
        SETTINGS, host="127.0.0.1", port=oracle_server.port, service_name="LINESIDE", connect_timeout=0.3
    )
    historian = OracleHistorian(settings, OracleTables(OWN_MAPPINGS, TagDirectory()))
    oracle_server.faults.inject(fault, code=code)
    for action in (lambda: historian.write(rows(1)), historian.check):
        with pytest.raises(HistorianError) as caught:
            action()
        assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    historian.close()
    assert PASSWORD not in caplog.text
