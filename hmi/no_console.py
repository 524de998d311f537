"""A program without a console (Lineside.exe): what it would have said there is shown in a box.

Nothing of ours and of others is imported before it is needed: what cannot be loaded has to be told, too.
"""

from __future__ import annotations

import contextlib
import ctypes
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO, cast

_KEPT_CHARS = 20_000
_SHOWN_CHARS = 1_500
_FILE_BYTES = 1_000_000
_PREFIX = "hmi: "


def heard(main: Callable[[], object]) -> int:
    """The exit code of a program that ends by ``SystemExit``; without a console nothing it says is lost.

    Where it has failed, or has answered without opening a window, its last words come in a box; after a
    failure they are in ``Lineside-crash.log`` of the temporary folder, too.
    """
    if sys.stdout is not None and sys.stderr is not None:
        return _code_of(main)
    said = _LastWords()
    before = sys.stdout, sys.stderr
    stream = cast("TextIO", said)
    sys.stdout, sys.stderr = sys.stdout or stream, sys.stderr or stream
    try:
        code = _code_of(main)
    except BaseException:  # noqa: BLE001 - the last line of defence; there is nobody else to see it
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout, sys.stderr = before
    words = said.text.strip()
    if words and code:
        _keep(words)
    if words and (code or not _has_window()):
        _show(words.removeprefix(_PREFIX).replace(f"\n{_PREFIX}", "\n")[-_SHOWN_CHARS:])
    return code


def crash_file() -> Path:
    """Where the last words stand; the data folder may not even be known."""
    return Path(tempfile.gettempdir()) / "Lineside-crash.log"


def _code_of(main: Callable[[], object]) -> int:
    try:
        main()
    except SystemExit as done:
        if done.code is None or isinstance(done.code, int):
            return done.code or 0
        sys.stderr.write(f"{done.code}\n")
        return 1
    return 0


class _LastWords(io.TextIOBase):
    """Stands for the streams: the end of everything that was written; from any thread."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.text = ""

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """Keep it; a window that runs for a year may say much."""
        self.text = (self.text + text)[-_KEPT_CHARS:]
        return len(text)


def _has_window() -> bool:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets is not None and widgets.QApplication.instance() is not None


def _keep(words: str) -> None:
    file = crash_file()
    with contextlib.suppress(OSError):
        is_long = file.exists() and file.stat().st_size > _FILE_BYTES
        with file.open("w" if is_long else "a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} pid {os.getpid()}\n{words}\n")


def _show(words: str) -> None:
    platform: str = sys.platform
    if platform == "linux" and not any(
        map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    ):
        return  # Qt would abort
    try:
        from hmi.window.app import tell_error

        tell_error(words)
    except Exception:  # noqa: BLE001 - Qt may be what cannot be loaded
        _keep(traceback.format_exc())
        if platform == "win32":
            error_icon = 0x10
            ctypes.windll.user32.MessageBoxW(None, words, "Lineside", error_icon)  # type: ignore[attr-defined]
