"""What Windows is answered at the end of a session; its own calls are tried under Wine."""

from __future__ import annotations

import threading

import pytest

from hmi.cli.session_end import answer

QUERY_END, END, OTHER = 0x11, 0x16, 0x10


@pytest.mark.parametrize(
    ("message", "is_over", "answered", "stops"),
    [
        (QUERY_END, False, 1, False),  # another program may say no
        (END, False, 0, False),  # and has
        (END, True, 0, True),
        (OTHER, True, None, False),
    ],
)
def test_only_the_end_itself_stops_and_is_held(
    message: int, is_over: bool, answered: int | None, stops: bool
) -> None:
    stop = threading.Event()
    held: list[bool] = []
    assert answer(message, is_over, stop, lambda _: held.append(stop.is_set())) == answered
    assert held == ([True] if stops else [])
    assert stop.is_set() is stops
