"""Log-off and shutdown of Windows, told to a program without a window of its own.

Windows tells them to windows alone in a program that has loaded ``user32``, which Qt does; one that nobody
sees listens for them. Tried under Wine by ``wineboot -e``.
"""

from __future__ import annotations

import ctypes
import logging
import sys
import threading
from collections.abc import Callable
from typing import Any

_log = logging.getLogger(__name__)

_QUERY_END, _END = 0x11, 0x16
"""WM_QUERYENDSESSION and WM_ENDSESSION."""

_WHY = "Lineside writes what it has recorded"
_HELD_S = 30.0
"""Windows itself waits for less."""

_MESSAGE_BYTES = 64
"""A MSG has 48."""


class _WindowClass(ctypes.Structure):
    """WNDCLASSW."""

    _fields_ = (
        ("style", ctypes.c_uint32),
        ("procedure", ctypes.c_void_p),
        ("class_extra", ctypes.c_int32),
        ("window_extra", ctypes.c_int32),
        ("instance", ctypes.c_void_p),
        ("icon", ctypes.c_void_p),
        ("cursor", ctypes.c_void_p),
        ("background", ctypes.c_void_p),
        ("menu", ctypes.c_wchar_p),
        ("name", ctypes.c_wchar_p),
    )


def stop_at_session_end(stop: threading.Event) -> None:
    """Set ``stop`` when the user logs off or Windows goes down; Windows only.

    Windows then waits for the end of the process, as long as it has time.
    """
    platform: str = sys.platform
    if platform == "win32":
        # To the end of the process: Windows may be calling it while this ends.
        threading.Thread(target=_listen, args=(stop,), name="session end", daemon=True).start()


def answer(message: int, is_over: bool, stop: threading.Event, hold: Callable[[float], object]) -> int | None:
    """What a message of Windows is answered, None where it is none of these.

    ``is_over`` is whether the session really ends: another program may have kept Windows from it.
    """
    if message == _QUERY_END:
        return 1
    if message != _END:
        return None
    if is_over:
        stop.set()
        # Windows ends the process as soon as this returns; it ends by itself before, when all is written.
        hold(_HELD_S)
    return 0


def _listen(stop: threading.Event) -> None:
    user = _user32()
    procedure_type = ctypes.WINFUNCTYPE(  # type: ignore[attr-defined]  # Windows only
        ctypes.c_ssize_t, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_size_t, ctypes.c_ssize_t
    )

    def hear(window: int, message: int, word: int, long: int) -> int:
        if message == _QUERY_END:
            # Else a program of which no window is seen gets 5 s at most.
            user.ShutdownBlockReasonCreate(window, _WHY)
        answered = answer(message, bool(word), stop, threading.Event().wait)
        return int(user.DefWindowProcW(window, message, word, long)) if answered is None else answered

    procedure = procedure_type(hear)  # kept, for Windows calls it
    name = f"LinesideSessionEnd{threading.get_native_id()}"
    kind = _WindowClass(procedure=ctypes.cast(procedure, ctypes.c_void_p), name=name)
    user.RegisterClassW(ctypes.byref(kind))
    if not user.CreateWindowExW(0, name, "Lineside", 0, 0, 0, 0, 0, None, None, None, None):
        _log.info("log-off and shutdown will not be seen: Windows gives no window for it")
        return
    message = ctypes.create_string_buffer(_MESSAGE_BYTES)
    while user.GetMessageW(message, None, 0, 0) > 0:
        user.DispatchMessageW(message)


def _user32() -> Any:
    """The functions of Windows that are used here, with their types."""
    handle, number = ctypes.c_void_p, ctypes.c_uint32
    word, long, text = ctypes.c_size_t, ctypes.c_ssize_t, ctypes.c_wchar_p
    user = ctypes.WinDLL("user32")  # type: ignore[attr-defined]  # Windows only
    user.RegisterClassW.argtypes = [ctypes.POINTER(_WindowClass)]
    places = [ctypes.c_int32] * 4
    user.CreateWindowExW.argtypes = [number, text, text, number, *places, *([handle] * 4)]
    user.CreateWindowExW.restype = handle
    user.DefWindowProcW.argtypes, user.DefWindowProcW.restype = [handle, number, word, long], long
    user.GetMessageW.argtypes = [handle, handle, number, number]
    user.DispatchMessageW.argtypes, user.DispatchMessageW.restype = [handle], long
    user.ShutdownBlockReasonCreate.argtypes = [handle, text]
    return user
