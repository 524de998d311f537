"""The pool over real TCP: reuse, limits, one owner, patience while the PLC is away."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from hmi.melsec.errors import EndCodeError, PlcConnectionError, PlcRefusedError, PoolExhaustedError
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.session import PlcSession
from hmi.model.plant import Plc
from hmi.model.status import LinkState
from tests.melsec.scripted import (
    Do,
    Script,
    ScriptedPlc,
    Step,
    answer_3e,
    d,
    echo_head,
    free_port,
    in_turn,
    plc_at,
    wait_until,
    words,
)

Make = Callable[[Script], ScriptedPlc]


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def pool_of(plc: Plc, clock: Clock) -> Iterator[ConnectionPool]:
    pool = ConnectionPool(plc, monotonic=clock)
    try:
        yield pool
    finally:
        pool.close()


def read_once(pool: ConnectionPool, head: int = 7) -> bytes:
    with pool.lease() as session:
        return session.read(d(head))


def counts(pool: ConnectionPool) -> tuple[LinkState, int, int, int]:
    status = pool.status()
    return status.state, status.connections_in_use, status.connections_idle, status.reconnects


# -- reuse -----------------------------------------------------------------------------------------------


def test_nothing_is_opened_before_it_is_asked_for(clock: Clock) -> None:
    with pool_of(plc_at(5010), clock) as pool:
        assert counts(pool) == (LinkState.IDLE, 0, 0, 0)


def test_a_connection_is_reused(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port), clock) as pool:
        for head in range(20):
            assert read_once(pool, head) == words(head)
        assert counts(pool) == (LinkState.CONNECTED, 0, 1, 0)
    assert server.accepted == 1


def test_the_last_one_given_back_is_the_first_one_taken(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port), clock) as pool:
        with pool.lease() as first:
            first.read(d(1))
            with pool.lease() as second:
                assert second is not first
                second.read(d(2))
                assert counts(pool) == (LinkState.CONNECTED, 2, 0, 0)
        with pool.lease() as again:
            assert again is first


def test_an_end_code_keeps_the_connection(scripted: Make, clock: Clock) -> None:
    server = scripted(in_turn(answer_3e(b"", 0xC056), answer_3e(words(7))))
    with pool_of(plc_at(server.port), clock) as pool:
        with pytest.raises(EndCodeError):
            read_once(pool)
        assert read_once(pool) == words(7)
        assert counts(pool) == (LinkState.CONNECTED, 0, 1, 0)
    assert server.accepted == 1


def test_connections_idle_for_ten_minutes_are_closed(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port), clock) as pool:
        read_once(pool)
        clock.now += 599
        assert pool.status().connections_idle == 1
        clock.now += 1
        assert counts(pool) == (LinkState.IDLE, 0, 0, 0)
        assert read_once(pool) == words(7)
    assert server.accepted == 2


def test_one_that_the_plc_closed_meanwhile_is_not_given_out(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port), clock) as pool:
        with pool.lease() as session:
            session.read(d(1))
        server.drop_connections()
        wait_until(session.is_stale)
        assert read_once(pool) == words(7)
        assert counts(pool) == (LinkState.CONNECTED, 0, 1, 0)


def test_many_threads_get_their_own_answers_over_few_connections(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port, pool_size=3), clock) as pool, ThreadPoolExecutor(12) as threads:
        heads = list(range(600))
        assert list(threads.map(lambda head: read_once(pool, head), heads)) == [words(head) for head in heads]
    assert server.accepted <= 3


# -- waiting ---------------------------------------------------------------------------------------------


def test_a_full_pool_says_so_after_the_wait(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port, pool_size=1), clock) as pool, pool.lease() as session:
        session.read(d(1))
        with pytest.raises(
            PoolExhaustedError, match=r"PLC PLC1: none of the 1 connections .* free in 0\.05 s"
        ):
            pool.lease(timeout=0.05).__enter__()


def test_who_waits_gets_the_one_given_back(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port, pool_size=1), clock) as pool, ThreadPoolExecutor(1) as threads:
        with pool.lease() as session:
            waiting = threads.submit(read_once, pool)
            session.read(d(1))
            assert not waiting.done()
        assert waiting.result(10) == words(7)
    assert server.accepted == 1


# -- outages ---------------------------------------------------------------------------------------------


def test_while_the_plc_is_away_only_one_attempt_is_made_after_each_wait(clock: Clock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        plc = plc_at(listener.getsockname()[1])
    with pool_of(plc, clock) as pool:
        attempts, told = [], set()
        for _ in range(33):
            try:
                read_once(pool)
            except PlcRefusedError:
                attempts.append(round(clock.now - 1000, 2))
            except PlcConnectionError as error:
                told.add(error.detail)
            clock.now += 0.125
        assert len(told) == 1, "in between, the last error is told at once"
        assert "refused the connection" in told.pop()
        assert attempts == [0, 0.25, 0.75, 1.75, 2.75, 3.75]
        status = pool.status()
        assert status.state is LinkState.DOWN
        assert status.last_error is not None
        assert "refused" in status.last_error


def test_others_fail_at_once_while_one_attempt_is_made(scripted: Make, clock: Clock) -> None:
    moods = Moods((Do.CLOSE,), ())
    server = scripted(moods)
    with pool_of(plc_at(server.port, timeout=30.0), clock) as pool, ThreadPoolExecutor(1) as threads:
        go_down(pool)
        clock.now += 1
        attempt = threads.submit(read_once, pool)
        wait_until(lambda: pool.status().connections_in_use == 1)
        with pytest.raises(PlcConnectionError, match="closed the connection"):
            read_once(pool)
        wait_until(lambda: len(server.requests) == 2)
        pool.abort()
        with pytest.raises(PlcConnectionError, match="stopped on request"):
            attempt.result(10)


def test_the_first_answer_ends_the_outage_for_all(scripted: Make, clock: Clock) -> None:
    server = scripted(Moods((Do.CLOSE,)))
    with pool_of(plc_at(server.port), clock) as pool:
        go_down(pool)
        clock.now += 1
        with pool.lease() as session:
            session.read(d(1))
            assert read_once(pool) == words(7)
        assert counts(pool) == (LinkState.CONNECTED, 0, 2, 1)


def test_a_plc_that_comes_back_is_seen_within_one_interval(scripted: Make, clock: Clock) -> None:
    server = scripted(Moods(*[(Do.CLOSE,)] * 21))
    with pool_of(plc_at(server.port), clock) as pool:
        for _ in range(21):
            clock.now += 60
            go_down(pool)
        clock.now += 1.0
        assert read_once(pool) == words(7)
        assert counts(pool) == (LinkState.CONNECTED, 0, 1, 1)


def test_one_lost_connection_costs_no_other_group_its_poll(scripted: Make, clock: Clock) -> None:
    answer = (answer_3e(words(2)),)
    server = scripted(Moods(answer, answer, (Do.CLOSE,)))
    with pool_of(plc_at(server.port), clock) as pool, pool.lease() as other:
        other.read(d(1))
        with pool.lease() as unlucky:
            unlucky.read(d(2))
            with pytest.raises(PlcConnectionError):
                unlucky.read(d(2))
        assert pool.status().state is LinkState.DOWN
        assert read_once(pool) == words(7), "a new connection may be made at once"
        assert other.read(d(3)) == words(3)


def test_a_plc_that_was_switched_off_costs_one_poll_and_not_one_for_each_connection(
    scripted: Make, clock: Clock
) -> None:
    was_off = threading.Event()

    def forgetful(request: bytes) -> Sequence[Step]:
        # A PLC that was switched off knows nothing of its old connections, and they see no end.
        return () if was_off.is_set() and server.accepted == 3 else echo_head(request)

    server = scripted(forgetful)
    with pool_of(plc_at(server.port, timeout=0.8), clock) as pool:
        with pool.lease() as first, pool.lease() as second, pool.lease() as third:
            for session in (first, second, third):
                session.read(d(1))
        was_off.set()
        with pytest.raises(PlcConnectionError, match="no answer"):
            read_once(pool)
        assert read_once(pool) == words(7)
        assert server.accepted == 4


def test_when_connecting_fails_idle_connections_are_given_up(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port), clock) as pool:
        read_once(pool)
        server.stop()
        with pytest.raises(PlcRefusedError):
            read_once(pool)
        assert counts(pool) == (LinkState.DOWN, 0, 0, 0)


class Moods:
    """A script that first does these, one for each request, and then answers as it should."""

    def __init__(self, *moods: Sequence[Step]) -> None:
        self._moods = list(moods)

    def __call__(self, request: bytes) -> Sequence[Step]:
        return self._moods.pop(0) if self._moods else echo_head(request)


def go_down(pool: ConnectionPool) -> None:
    with pytest.raises(PlcConnectionError):
        read_once(pool)
    assert pool.status().state is LinkState.DOWN


# -- a PLC with fewer connections than we would like -----------------------------------------------------


class OneConnectionPlc:
    """Takes one connection and refuses more, as a port of a Q PLC does that is set up once."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        taken, _ = self._listener.accept()
        self._listener.close()
        with taken:
            while request := taken.recv(4096):
                for step in echo_head(request):
                    assert isinstance(step, bytes)
                    taken.sendall(step)

    def join(self) -> None:
        self._thread.join()


def test_a_plc_that_refuses_a_second_connection_is_not_away(clock: Clock) -> None:
    server = OneConnectionPlc()
    with pool_of(plc_at(server.port), clock) as pool, ThreadPoolExecutor(1) as threads:
        with pool.lease() as session:
            session.read(d(1))
            waiting = threads.submit(read_once, pool)
            wait_until(lambda: pool.status().last_error is not None)
            session.read(d(2))
        assert waiting.result(10) == words(7)
        assert counts(pool) == (LinkState.CONNECTED, 0, 1, 0)
        with pool.lease(), pytest.raises(PoolExhaustedError, match="none of the 1 connections"):
            pool.lease(timeout=0.02).__enter__()
    server.join()


def test_the_smaller_limit_is_forgotten_with_the_connection_it_was_learned_beside(
    scripted: Make, clock: Clock
) -> None:
    script: list[Script] = [echo_head]
    server = scripted(lambda request: script[0](request))
    with pool_of(plc_at(server.port), clock) as pool:
        with pool.lease() as first:
            first.read(d(1))
            script[0] = in_turn((Do.CLOSE,), (Do.CLOSE,))
            with pytest.raises(PlcConnectionError):
                read_once(pool)
            with pytest.raises(PoolExhaustedError):
                pool.lease(timeout=0.02).__enter__()
            with pytest.raises(PlcConnectionError):
                first.read(d(1))
        script[0] = echo_head
        with pool.lease() as one, pool.lease() as two:
            assert one.read(d(1)) + two.read(d(2)) == words(1, 2)


def test_the_smaller_limit_is_forgotten_after_ten_minutes(scripted: Make, clock: Clock) -> None:
    script: list[Script] = [echo_head]
    server = scripted(lambda request: script[0](request))
    with pool_of(plc_at(server.port), clock) as pool, pool.lease() as first:
        first.read(d(1))
        script[0] = in_turn((Do.CLOSE,))
        with pytest.raises(PlcConnectionError):
            read_once(pool)
        script[0] = echo_head
        with pytest.raises(PoolExhaustedError):
            pool.lease(timeout=0.02).__enter__()
        clock.now += 600
        assert read_once(pool) == words(7)


# -- stopping --------------------------------------------------------------------------------------------


def test_abort_ends_reads_and_waits_and_the_pool_lives_on(scripted: Make, clock: Clock) -> None:
    silent = threading.Event()
    silent.set()
    server = scripted(lambda request: () if silent.is_set() else echo_head(request))
    with pool_of(plc_at(server.port, timeout=60.0, pool_size=1), clock) as pool:
        with ThreadPoolExecutor(2) as threads:
            polls = [threads.submit(read_once, pool) for _ in range(2)]
            wait_until(lambda: len(server.requests) == 1)
            pool.abort()
            for poll in polls:
                with pytest.raises(PlcConnectionError, match="stopped on request"):
                    poll.result(10)
        assert counts(pool) == (LinkState.IDLE, 0, 0, 0), "being stopped is no outage"
        silent.clear()
        assert read_once(pool) == words(7)


def test_one_that_was_aborted_after_its_last_answer_is_not_given_out(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port), clock) as pool:
        with pool.lease() as session:
            session.read(d(1))
            session.abort()
        assert pool.status().connections_idle == 0
        assert read_once(pool) == words(7)


def test_a_closed_pool_gives_nothing_out(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    with pool_of(plc_at(server.port), clock) as pool:
        read_once(pool)
        with pool.lease() as session:
            pool.close()
            with pytest.raises(PlcConnectionError):
                session.read(d(1))
        with pytest.raises(PlcConnectionError, match="stopped on request"):
            read_once(pool)
        assert counts(pool) == (LinkState.IDLE, 0, 0, 0)


def test_a_refused_port_is_an_error_for_the_first_to_ask(clock: Clock) -> None:
    with pool_of(plc_at(free_port()), clock) as pool, pytest.raises(PlcRefusedError):
        read_once(pool)


def test_a_session_its_owner_closed_is_not_reused(scripted: Make, clock: Clock) -> None:
    server = scripted(echo_head)
    sessions: list[PlcSession] = []
    with pool_of(plc_at(server.port), clock) as pool:
        with pool.lease() as session:
            session.read(d(1))
            session.close()
            sessions.append(session)
        with pool.lease() as session:
            assert session is not sessions[0]
        assert pool.status().state is LinkState.CONNECTED
