"""The stop event that is a sign of life: what counts as one, and what ends a run that was left behind."""

from __future__ import annotations

import math
import threading

import pytest

from hmi.model.heartbeat import Heartbeat, LeftBehindError, checkpoint, may_take


class Clock:
    """Monotonic time that the test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr("hmi.model.heartbeat.time.monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_each_look_is_a_sign_of_life(clock: Clock) -> None:
    stop = Heartbeat(4.0)
    clock.now += 3
    assert stop.silence(clock.now, 0.0) == (3.0, 4.0)
    assert not stop.is_set()
    assert stop.silence(clock.now, 0.0) == (0.0, 4.0)
    clock.now += 2
    assert not stop.wait(0)
    assert stop.silence(clock.now, 0.0) == (0.0, 4.0)


def test_silence_counts_from_when_the_watcher_woke(clock: Clock) -> None:
    stop = Heartbeat(4.0)
    clock.now += 3600
    assert stop.silence(clock.now, clock.now - 1) == (1.0, 4.0)


def test_waiting_for_the_stop_is_no_hang() -> None:
    stop = Heartbeat(4.0)
    allowed: list[float] = []

    class Asked(threading.Condition):
        def wait(self, timeout: float | None = None) -> bool:
            allowed.append(stop.silence(0.0, 0.0)[1])
            return super().wait(timeout)

    stop._cond = Asked(threading.Lock())  # type: ignore[attr-defined]  # what Event waits on
    assert not stop.wait(0.001)
    assert allowed == [math.inf]
    assert stop.silence(0.0, 0.0)[1] == 4.0


def test_what_may_take_long_is_waited_for_that_long_and_no_longer(clock: Clock) -> None:
    stop = Heartbeat(4.0)
    with stop.on_this_thread():
        with may_take(10.0):
            clock.now += 12
            assert stop.silence(clock.now, 0.0) == (12.0, 14.0)
            with may_take(1.0):  # shorter than what is around it
                assert stop.silence(clock.now, 0.0) == (0.0, 14.0)
        assert stop.silence(clock.now, 0.0) == (0.0, 4.0)
        clock.now += 1
        checkpoint()
        assert stop.silence(clock.now, 0.0) == (0.0, 4.0)


def wake_left_behind(stop: Heartbeat) -> None:
    with may_take(10.0):
        stop.leave_behind()
        raise ZeroDivisionError  # what it wakes with is of no interest any more


def test_a_run_that_was_left_behind_ends_wherever_it_wakes() -> None:
    stop = Heartbeat(4.0)
    with stop.on_this_thread():
        with pytest.raises(LeftBehindError):
            wake_left_behind(stop)
        for step in (stop.is_set, lambda: stop.wait(0), stop.beat, checkpoint, may_take(1.0).__enter__):
            with pytest.raises(LeftBehindError):
                step()
    checkpoint()  # the thread has no run any more


def test_a_thread_without_a_worker_needs_no_sign_of_life() -> None:
    with may_take(1.0):
        checkpoint()
