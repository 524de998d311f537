"""Waiting for a PLC no longer than there is patience, and not at all while the window closes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from hmi.model.attempt import Attempt
from hmi.model.errors import HmiError

T = TypeVar("T")
_SLICE_S = 0.05


def in_time(work: Callable[[], T], seconds: float, closing: threading.Event) -> T:
    """What ``work`` gives or raises, on any thread but that of the window.

    Raises:
        HmiError: it has not ended in time, or the window closes; it is left alone then.
    """
    ended: list[T] = []
    errors: list[Exception] = []

    def attempt() -> None:
        try:
            ended.append(work())
        except Exception as error:  # noqa: BLE001  raised again below, on the thread that asked
            errors.append(error)

    running = Attempt("look at a PLC", attempt)
    deadline = time.monotonic() + seconds
    while not running.ends_in(_SLICE_S):
        if closing.is_set() or time.monotonic() > deadline:
            text = QCoreApplication.translate("Setup", "No answer in {seconds} s; the attempt was given up")
            raise HmiError(text.format(seconds=round(seconds)))
    if errors:
        raise errors[0]
    return ended[0]
