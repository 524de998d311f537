"""The pool of Oracle sessions: how many there are, who gets one, and that nothing can hang it."""

from __future__ import annotations

import dataclasses
import random
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from hmi.historian import oracle_pool, oracle_session
from hmi.historian.oracle_pool import CLOSE_IDLE_S, PING_AFTER_S, REFILL_S, OraclePool
from hmi.historian.oracle_session import OracleSession
from hmi.historian.protocol import HistorianError, HistorianRefusedError, HistorianUnavailableError
from tests.historian.scripted_sessions import SETTINGS, Database, Hang, fails, nothing
from tests.melsec.scripted import wait_until
from tests.pipeline.samples import HandClock

MakePool = Callable[..., OraclePool]


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    database = Database()
    monkeypatch.setattr(oracle_session, "connect", database.connect)
    return database


@pytest.fixture
def make_pool(database: Database, clock: HandClock) -> Iterator[MakePool]:
    pools = []

    def make(**settings: object) -> OraclePool:
        pool = OraclePool(dataclasses.replace(SETTINGS, **settings), monotonic=clock)  # type: ignore[arg-type]  # a test's keywords
        pools.append(pool)
        return pool

    yield make
    database.on_connect = nothing
    for pool in pools:
        pool.close()


def in_thread(action: Callable[[], object]) -> Callable[[], BaseException | None]:
    """Run it on a thread; call the answer to wait for its end and get its error."""
    errors: list[BaseException] = []

    def run() -> None:
        try:
            action()
        except HistorianError as error:
            errors.append(error)

    thread = threading.Thread(target=run)
    thread.start()

    def end() -> BaseException | None:
        thread.join(10)
        assert not thread.is_alive()
        return errors[0] if errors else None

    return end


class TestSize:
    def test_nothing_is_opened_before_it_is_needed(self, make_pool: MakePool, database: Database) -> None:
        make_pool()
        assert database.attempts == 0

    def test_after_the_first_login_the_rest_up_to_the_smallest_number_is_opened(
        self, make_pool: MakePool, database: Database
    ) -> None:
        pool = make_pool(pool_min=3)
        session = pool.acquire()
        pool.release(session)
        wait_until(lambda: len(database.connections) == 2)
        assert pool.acquire() is not None

    def test_one_after_the_other_uses_one_session(self, make_pool: MakePool, database: Database) -> None:
        pool = make_pool(pool_min=1)
        seen: set[OracleSession] = set()
        for _ in range(5):
            session = pool.acquire()
            seen.add(session)
            pool.release(session)
        assert len(seen) == database.attempts == 1

    def test_readers_leave_the_last_session_to_the_writer(
        self, make_pool: MakePool, database: Database
    ) -> None:
        pool = make_pool(pool_max=3, wait_timeout=0.0)
        readers = [pool.acquire(reader=True) for _ in range(2)]
        with pytest.raises(HistorianUnavailableError, match=r"2 of at most 3 .* kept for the writer"):
            pool.acquire(reader=True)
        writer = pool.acquire()
        assert len({*readers, writer}) == 3
        pool.release(readers[0])
        assert pool.acquire(reader=True) is readers[0]

    def test_a_reader_does_not_take_an_idle_session_that_is_the_last(self, make_pool: MakePool) -> None:
        pool = make_pool(pool_min=1, pool_max=2, wait_timeout=0.0)
        writer, reader = pool.acquire(), pool.acquire(reader=True)
        pool.release(writer)
        with pytest.raises(HistorianUnavailableError, match="in use"):
            pool.acquire(reader=True)
        assert pool.acquire() is writer
        pool.release(reader)

    def test_a_pool_of_one_is_the_writers(self, make_pool: MakePool, database: Database) -> None:
        pool = make_pool(pool_min=1, pool_max=1)
        with pytest.raises(HistorianUnavailableError, match="ORACLE_POOL_MAX"):
            pool.acquire(reader=True)
        assert database.attempts == 0
        pool.acquire()

    def test_who_waits_gets_the_session_that_comes_back(self, make_pool: MakePool) -> None:
        pool = make_pool(pool_min=1, pool_max=2)
        first = pool.acquire(reader=True)
        got: list[OracleSession] = []
        end = in_thread(lambda: got.append(pool.acquire(reader=True)))
        pool.release(first)
        assert end() is None
        assert got == [first]

    def test_idle_sessions_above_the_smallest_number_are_closed_after_10_minutes(
        self, make_pool: MakePool, database: Database, clock: HandClock
    ) -> None:
        pool = make_pool(pool_min=1, pool_max=3)
        for session in [pool.acquire() for _ in range(3)]:
            pool.release(session)
        assert len(database.standing) == 3
        clock.time += CLOSE_IDLE_S + 1
        pool.release(pool.acquire())
        wait_until(lambda: len(database.standing) == 1)

    def test_a_pool_that_lost_sessions_is_filled_up_now_and_then(
        self, make_pool: MakePool, database: Database, clock: HandClock
    ) -> None:
        pool = make_pool(pool_min=2)
        pool.release(pool.acquire())
        wait_until(lambda: len(database.standing) == 2)
        database.on_connect = fails("ORA-12520: no more handlers")
        pool.drop(pool.acquire())
        for _ in range(5):
            pool.release(pool.acquire())
        assert database.attempts == 2, "not at every use"
        clock.time += REFILL_S
        pool.release(pool.acquire())
        wait_until(lambda: database.attempts == 3)
        database.on_connect = nothing
        clock.time += REFILL_S
        pool.release(pool.acquire())
        wait_until(lambda: len(database.standing) == 2)


class TestIdle:
    def test_a_session_that_was_idle_for_a_minute_is_asked_first(
        self, make_pool: MakePool, database: Database, clock: HandClock
    ) -> None:
        pool = make_pool(pool_min=1)
        pool.release(pool.acquire())
        pool.release(pool.acquire())
        assert database.connections[0].pings == 0
        clock.time += PING_AFTER_S + 1
        pool.release(pool.acquire())
        assert database.connections[0].pings == 1

    @pytest.mark.parametrize("text", ["DPY-4011: the database or network closed the connection", None])
    def test_one_that_does_not_answer_is_replaced(
        self,
        make_pool: MakePool,
        database: Database,
        clock: HandClock,
        monkeypatch: pytest.MonkeyPatch,
        text: str | None,
    ) -> None:
        monkeypatch.setattr(oracle_pool, "PING_S", 0.05)
        pool = make_pool(pool_min=1)
        first, second = pool.acquire(), pool.acquire()
        pool.release(first)
        pool.release(second)
        hang = Hang()
        database.connections[1].on_ping = fails(text) if text else hang
        clock.time += PING_AFTER_S + 1
        third = pool.acquire()
        assert third not in (first, second), "the other one may be as dead as the first"
        assert database.attempts == 3
        assert database.connections[0].pings == 0
        hang.let_go.set()

    def test_after_a_loss_the_others_are_asked_before_they_are_used(
        self, make_pool: MakePool, database: Database
    ) -> None:
        pool = make_pool(pool_min=1)
        first, second = pool.acquire(), pool.acquire()
        pool.release(first)
        pool.drop(second)
        assert pool.acquire() is first
        assert database.connections[0].pings == 1

    def test_after_a_loss_one_that_was_logging_in_is_asked_too(
        self, make_pool: MakePool, database: Database
    ) -> None:
        hang = Hang()
        database.on_connect = lambda: hang() if database.attempts == 2 else None
        pool = make_pool(pool_min=2)
        first = pool.acquire()
        assert hang.entered.wait(10)
        pool.drop(first)
        hang.let_go.set()
        pool.acquire()
        assert database.connections[1].pings == 1

    def test_who_joins_a_login_from_before_a_loss_does_not_fail_with_it(
        self, make_pool: MakePool, database: Database, clock: HandClock
    ) -> None:
        hang = Hang()

        def cut_off() -> None:
            if database.attempts == 2:
                hang()
                fails("DPY-4011: the database or network closed the connection")()

        database.on_connect = cut_off
        pool = make_pool(pool_min=2)
        first = pool.acquire()
        assert hang.entered.wait(10)
        clock.time += 1
        pool.drop(first)
        end = in_thread(pool.acquire)
        hang.let_go.set()
        assert end() is None
        assert database.attempts == 3


class TestLogin:
    def test_a_wrong_password_is_tried_once_however_many_wait(
        self, make_pool: MakePool, database: Database
    ) -> None:
        pool = make_pool()
        hang = Hang()

        def refuse() -> None:
            hang()
            fails("ORA-01017: invalid username/password; logon denied")()

        database.on_connect = refuse
        ends = [in_thread(lambda: pool.acquire(reader=True)), in_thread(pool.acquire)]
        assert hang.entered.wait(10)
        hang.let_go.set()
        assert all(isinstance(end(), HistorianRefusedError) for end in ends)
        with pytest.raises(HistorianRefusedError, match=r"ORA-01017.*start the program again"):
            pool.acquire()
        assert database.attempts == 1

    def test_the_password_is_not_tried_for_the_smallest_number_either(
        self, make_pool: MakePool, database: Database, clock: HandClock
    ) -> None:
        pool = make_pool(pool_min=1)
        first = pool.acquire()
        database.on_connect = fails("ORA-01017: invalid username/password; logon denied")
        with pytest.raises(HistorianRefusedError):
            pool.acquire(reader=True)
        pool.release(first)
        assert pool.acquire() is first, "who is in stays in"
        assert database.attempts == 2

    def test_a_login_beside_the_pool_ends_the_pause(self, make_pool: MakePool, database: Database) -> None:
        pool = make_pool(pool_min=1)
        database.on_connect = fails("ORA-01017: invalid username/password; logon denied")
        with pytest.raises(HistorianRefusedError):
            pool.acquire()
        with pytest.raises(HistorianRefusedError), pool.apart():
            pass
        database.on_connect = nothing
        with pool.apart() as session:
            assert session.run(lambda connection, _cursor: connection.version) == "19.24.0.0.0"
        assert database.connections[0].closed.wait(10)
        pool.acquire()

    def test_a_login_that_hangs_is_given_up_and_told_to_all(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        hang = Hang()
        database.on_connect = hang
        pool = OraclePool(dataclasses.replace(SETTINGS, connect_timeout=0.1))
        ends = [in_thread(lambda: pool.acquire(reader=True)), in_thread(pool.acquire)]
        for end in ends:
            assert "no answer within 0.1 s while connecting" in str(end())
        hang.let_go.set()
        pool.close()

    def test_attempts_left_behind_are_bounded(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(oracle_pool, "MAX_HANGING", 2)
        database.on_connect = hang = Hang()
        pool = OraclePool(dataclasses.replace(SETTINGS, connect_timeout=0.3))
        for _ in range(2):
            with pytest.raises(HistorianUnavailableError, match="no answer within"):
                pool.acquire()
        for _ in range(2):
            with pytest.raises(HistorianUnavailableError, match="2 earlier attempts still hang"):
                pool.acquire()
        assert database.attempts == 2
        hang.let_go.set()
        wait_until(lambda: len(database.connections) == 2 and not database.standing)
        pool.release(pool.acquire())
        pool.close()


def test_a_crowd_keeps_to_the_rules(database: Database) -> None:
    """Each session has one holder, there are never more than allowed, and the writer never waits in vain."""
    pool = OraclePool(dataclasses.replace(SETTINGS, pool_max=3))
    lock = threading.Lock()
    held: dict[OracleSession, bool] = {}
    broken: list[str] = []

    def use(reader: bool, seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(100):
            session = pool.acquire(reader=reader)
            with lock:
                if session in held:
                    broken.append("one session, two holders")
                held[session] = reader
                if len(held) > 3 or sum(held.values()) > 2:
                    broken.append(f"held: {held}")
            session.run(lambda connection, _cursor: connection.version)
            with lock:
                del held[session]
            (pool.drop if chance.random() < 0.1 else pool.release)(session)

    ends = [in_thread(partial(use, seed > 0, seed)) for seed in range(7)]
    assert [end() for end in ends] == [None] * 7
    assert broken == []
    pool.close()
    assert not database.standing


class TestClose:
    @pytest.mark.parametrize("place", ["connect", "work", "ping", "close", "apart", "waiting"])
    def test_ends_in_time_whatever_hangs(
        self,
        make_pool: MakePool,
        database: Database,
        clock: HandClock,
        monkeypatch: pytest.MonkeyPatch,
        place: str,
    ) -> None:
        monkeypatch.setattr(oracle_pool, "CLOSE_WAIT_S", 0.1)
        monkeypatch.setattr(oracle_pool, "PING_S", 30.0)
        hang = Hang()
        pool = make_pool(pool_min=1, pool_max=1)
        end: Callable[[], object] = nothing
        if place in ("connect", "apart"):
            database.on_connect = hang
            end = in_thread(pool.acquire if place == "connect" else lambda: pool.apart().__enter__())
        elif place == "waiting":
            pool.acquire()
            end = in_thread(pool.acquire)
            wait_until(lambda: bool(pool._changed._waiters))  # type: ignore[attr-defined]  # who waits
            hang.entered.set()
        else:
            session = pool.acquire()
            connection = database.connections[0]
            if place == "work":
                end = in_thread(lambda: session.run(lambda _connection, _cursor: hang()))
            else:
                connection.on_ping = hang
                pool.release(session)
                clock.time += PING_AFTER_S + 1
                if place == "ping":
                    end = in_thread(pool.acquire)
                else:
                    monkeypatch.setattr(connection, "close", hang)
                    hang.entered.set()
        assert hang.entered.wait(10)
        began = time.monotonic()
        pool.close()
        assert time.monotonic() - began < 20.0, "it hung as well"
        if place != "close":
            assert "closed by the program" in str(end())
        hang.let_go.set()

    def test_opens_again_when_it_is_used_again(self, make_pool: MakePool, database: Database) -> None:
        pool = make_pool(pool_min=1)
        session = pool.acquire()
        pool.close()
        pool.close()
        pool.release(session)
        assert pool.acquire() is not session
        assert database.attempts == 2
