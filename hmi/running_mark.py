"""Tells the set-up and the uninstaller that this program runs, whoever runs it: a named mutex of Windows."""

from __future__ import annotations

import ctypes
import logging
import sys

from hmi.bundle import find_bundle

_log = logging.getLogger(__name__)

NAME = r"Global\Lineside.Running"
"""The set-up asks for it by this name."""

_EVERYBODY_MAY_WAIT = "D:(A;;0x100000;;;WD)(A;;0x1f0001;;;SY)(A;;0x1f0001;;;BA)"
"""SYNCHRONIZE for all, everything for the system and administrators: each program that runs has to get hold
of it, and the first of them may be a task of another user."""

_SYNCHRONIZE = 0x100000
_SDDL_REVISION = 1


class _Attributes(ctypes.Structure):
    """SECURITY_ATTRIBUTES."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("descriptor", ctypes.c_void_p),
        ("is_inherited", ctypes.c_int32),
    )


def hold_running_mark() -> None:
    """Hold the mark from now on, to the end of this process; only a packaged program on Windows has one."""
    platform: str = sys.platform
    if platform == "win32" and find_bundle() is not None:
        # The system lets go of it when the process ends, however it ends.
        _hold(NAME)


def _hold(name: str) -> None:
    load = ctypes.WinDLL  # type: ignore[attr-defined]  # Windows only
    security, kernel = load("advapi32", use_last_error=True), load("kernel32", use_last_error=True)
    convert = security.ConvertStringSecurityDescriptorToSecurityDescriptorW
    convert.argtypes = [ctypes.c_wchar_p, ctypes.c_uint32, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p]
    convert.restype = ctypes.c_int32
    create = kernel.CreateMutexExW
    create.argtypes = [ctypes.POINTER(_Attributes), ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32]
    create.restype = ctypes.c_void_p
    descriptor = ctypes.c_void_p()
    convert(_EVERYBODY_MAY_WAIT, _SDDL_REVISION, ctypes.byref(descriptor), None)
    # Without a descriptor, should there be none, the mutex is this user's alone, which is better than none.
    attributes = _Attributes(ctypes.sizeof(_Attributes), descriptor, 0)
    if not create(ctypes.byref(attributes), name, 0, _SYNCHRONIZE):
        code = ctypes.get_last_error()  # type: ignore[attr-defined]  # Windows only
        _log.warning("the set-up will not see that Lineside runs: error %d of Windows", code)
