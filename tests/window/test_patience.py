"""Looking at a PLC ends in time, whatever the PLC does."""

from __future__ import annotations

import threading

import pytest

from hmi.model.errors import HmiError, UsageError
from hmi.window.setup.patience import in_time


def test_what_the_work_gives_or_raises_comes_back() -> None:
    assert in_time(lambda: 7, 5.0, threading.Event()) == 7

    def refuse() -> None:
        raise UsageError("no such PLC")

    with pytest.raises(UsageError, match="no such PLC"):
        in_time(refuse, 5.0, threading.Event())


def test_work_that_hangs_is_left_alone_in_time_and_when_the_window_closes() -> None:
    hangs, closing = threading.Event(), threading.Event()
    with pytest.raises(HmiError, match="the attempt was given up"):
        in_time(hangs.wait, 0.01, closing)
    closing.set()
    with pytest.raises(HmiError, match="given up"):
        in_time(hangs.wait, 60.0, closing)
    hangs.set()
