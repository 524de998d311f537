"""What Windows says to a console program at its end; that it says so can only be seen on Windows itself."""

from __future__ import annotations

import threading

import pytest

from hmi.cli.windows_end import answer

C, BREAK, CLOSE, LOGOFF, SHUTDOWN = 0, 1, 2, 5, 6


@pytest.mark.parametrize(
    ("event", "is_service", "stops"),
    [
        (CLOSE, False, True),
        (SHUTDOWN, False, True),
        (SHUTDOWN, True, True),
        (LOGOFF, False, True),
        (LOGOFF, True, False),  # another user's
    ],
)
def test_the_end_is_held_until_the_station_has_stopped(event: int, is_service: bool, stops: bool) -> None:
    stop = threading.Event()
    held: list[bool] = []
    assert answer(event, stop, is_service=is_service, hold=lambda _: held.append(stop.is_set()))
    assert held == ([True] if stops else [])
    assert stop.is_set() is stops


@pytest.mark.parametrize("event", [C, BREAK])
def test_keys_are_left_to_the_signals(event: int) -> None:
    stop = threading.Event()
    assert not answer(event, stop, is_service=False, hold=lambda _: None)
    assert not stop.is_set()
