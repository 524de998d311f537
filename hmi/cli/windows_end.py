"""The end of a console, of a session and of Windows itself, where a program has to end in time."""

from __future__ import annotations

import ctypes
import sys
import threading
from collections.abc import Callable

from hmi.cli.session_end import stop_at_session_end

_CLOSE, _LOGOFF, _SHUTDOWN = 2, 5, 6
"""CTRL_CLOSE_EVENT and so on; Ctrl+C and Ctrl+Break come as Python's signals."""

_HELD_S = 30.0
"""Windows itself waits 5 s when a console is closed, and up to 20 s when it goes down."""

_handlers: list[object] = []
"""Never let go of: Windows may be calling one while this process ends."""


def stop_at_the_end(stop: threading.Event) -> None:
    """Set ``stop`` when the console is closed, the user logs off or Windows goes down; Windows only.

    Windows then waits for the end of the process, as long as it has time.

    A program that has loaded user32, as Qt does, hears of the last two by a window only. One that Windows
    ends without a word ends as by a kill: what was accepted is in the journal, for the next start.
    """
    platform: str = sys.platform
    if platform != "win32":
        return
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]  # Windows only
    is_service = _session(kernel) == 0
    kind = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_uint32)  # type: ignore[attr-defined]  # likewise
    handler = kind(lambda event: answer(event, stop, is_service=is_service, hold=threading.Event().wait))
    _handlers.append(handler)
    # Not taken back: Windows may hold its list of handlers locked for as long as one of them runs.
    kernel.SetConsoleCtrlHandler(handler, 1)
    stop_at_session_end(stop)


def answer(event: int, stop: threading.Event, *, is_service: bool, hold: Callable[[float], object]) -> bool:
    """Whether an event of the console was dealt with; called by Windows on a thread of its own."""
    if event == _LOGOFF and is_service:
        # Somebody has logged off, not the collector: it has no user's session, and goes on.
        return True
    if event not in (_CLOSE, _LOGOFF, _SHUTDOWN):
        return False
    stop.set()
    # As soon as this returns Windows ends the process, which ends before when the station has stopped.
    hold(_HELD_S)
    return True


def _session(kernel: ctypes.CDLL) -> int:
    """0 is that of services and of tasks that run without a user."""
    session = ctypes.c_uint32(1)
    kernel.ProcessIdToSessionId(kernel.GetCurrentProcessId(), ctypes.byref(session))
    return session.value
