"""What Qt and the program complain of while they are tried: each such line is a finding."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

_EXPECTED = re.compile(
    "This plugin does not support (propagateSizeHints|raise)"
    "|PerMonitorVersion2 is not supported by current system"
    r"|\(Call not implemented\.\)$"
)
"""The first is the offscreen platform's, of every window with a smallest size. The others are said where a
Windows lacks a call, which only Wine does."""


class Messages:
    """Lines of Qt from a warning on, and of the program from an error on, while it listens.

    ``on_fatal`` hears of the one after which Qt ends the process. From any thread.
    """

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.on_fatal: Callable[[str], object] = self.complaints.append

    @contextmanager
    def listening_to_log(self) -> Iterator[None]:
        """Take down what the program logs."""
        handler = _Handler(self.complaints)
        logger = logging.getLogger("hmi")
        logger.addHandler(handler)
        try:
            yield
        finally:
            logger.removeHandler(handler)

    def listen_to_qt(self) -> None:
        """Take down what Qt says, to the end of the process."""
        from PySide6.QtCore import qInstallMessageHandler

        qInstallMessageHandler(self.take)

    def take(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        """A line of Qt."""
        from PySide6.QtCore import QtMsgType

        if kind is QtMsgType.QtFatalMsg:
            self.on_fatal(f"Qt ends the program: {text}")
        elif kind in (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg) and not _EXPECTED.search(text):
            self.complaints.append(f"Qt: {text}")


class _Handler(logging.Handler):
    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        self._complaints.append(f"{record.name}: {record.getMessage()}")
