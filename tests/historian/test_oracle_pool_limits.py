"""The pool where there is less than it would take: fewer sessions, or connections that never end."""

from __future__ import annotations

import dataclasses
from contextlib import closing

import pytest

from hmi.historian import oracle_pool, oracle_session
from hmi.historian.oracle_pool import REFILL_S, OraclePool
from hmi.historian.protocol import HistorianUnavailableError
from tests.historian.scripted_sessions import SETTINGS, Database, Hang, fails, nothing
from tests.pipeline.samples import HandClock
from tests.servers.oracle.server import OracleServer


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    database = Database()
    monkeypatch.setattr(oracle_session, "connect", database.connect)
    return database


@pytest.mark.parametrize("code", ["ORA-00018", "ORA-02391", "ORA-12520"])
def test_where_the_database_allows_fewer_readers_leave_the_last_to_the_writer_too(
    database: Database, clock: HandClock, code: str
) -> None:
    settings = dataclasses.replace(SETTINGS, pool_min=1, pool_max=5, wait_timeout=0.0)
    with closing(OraclePool(settings, monotonic=clock)) as pool:
        first = pool.acquire()
        database.on_connect = fails(f"{code}: no more sessions")
        for _ in range(3):
            with pytest.raises(HistorianUnavailableError, match=r"1 of at most 1 .* administrator"):
                pool.acquire(reader=True)
        assert database.attempts == 2, "no storm of logins"
        pool.release(first)
        assert pool.acquire() is first
        database.on_connect = nothing
        clock.time += REFILL_S
        assert pool.acquire(reader=True) is not first


def test_attempts_that_never_end_do_not_keep_a_database_out_that_is_back(
    database: Database, oracle_server: OracleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gateway that lost the other side may keep a connection for ever, and never answer."""
    monkeypatch.setattr(oracle_pool, "MAX_HANGING", 2)
    monkeypatch.setattr(oracle_pool, "ASK_AFTER_S", 0.0)
    oracle_server.faults.inject("silent")
    database.on_connect = hang = Hang()
    settings = dataclasses.replace(SETTINGS, host="127.0.0.1", port=oracle_server.port, connect_timeout=0.6)
    with closing(OraclePool(settings)) as pool:
        for _ in range(5):
            with pytest.raises(HistorianUnavailableError):
                pool.acquire()
        assert database.attempts == 2, "the others asked the listener and left nothing behind"
        database.on_connect = nothing
        oracle_server.faults.clear()
        pool.release(pool.acquire())
        assert not hang.let_go.is_set()
        hang.let_go.set()
