"""Log files: one per part of the way, and hmi.log with everything."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from hmi.model.errors import UsageError

_FILES: dict[str, tuple[str, ...]] = {
    "hmi.log": ("hmi", "uvicorn"),
    "polling.log": ("hmi.polling", "hmi.melsec"),
    "buffer.log": ("hmi.pipeline",),
    "oracle_writer.log": ("hmi.historian",),
    "stacks.log": ("hmi.stacks",),
}
_MAX_BYTES = 10_000_000
_KEPT = 5

_AGAIN_S = 1.0
"""Between two attempts to open a file that cannot be written; on a share that is gone each may take long."""

_ROLL_AGAIN_S = 60.0


@contextmanager
def logging_to(folder: Path, level: str) -> Iterator[None]:
    """Write the logs of everything below ``hmi``, and of the web server, into the folder meanwhile.

    Files rotate at 10 MB and five old ones are kept; times are UTC, as everywhere in the records.

    Raises:
        UsageError: a log file cannot be written.
    """
    formatter = logging.Formatter("%(asctime)s.%(msecs)03dZ %(levelname)-8s %(name)s: %(message)s")
    formatter.datefmt = "%Y-%m-%dT%H:%M:%S"
    formatter.converter = time.gmtime
    root = logging.getLogger("hmi")
    previous = root.level
    root.setLevel(level)
    attached: list[tuple[logging.Logger, logging.Handler]] = []
    try:
        for file_name, loggers in _FILES.items():
            handler = _file_handler(folder / file_name)
            handler.setFormatter(formatter)
            for name in loggers:
                logging.getLogger(name).addHandler(handler)
                attached.append((logging.getLogger(name), handler))
        yield
    finally:
        for logger, handler in attached:
            logger.removeHandler(handler)
            handler.close()
        root.setLevel(previous)


def set_level(level: str) -> None:
    """Write lines of this level and above from now on."""
    logging.getLogger("hmi").setLevel(level)


class _LogFile(RotatingFileHandler):
    """A log that lives on while its disk is full, its folder gone or its name held by another program.

    What cannot be written is counted, and said on stderr once; the file is opened anew, its folder made
    again, at most once a second, and its first line then tells how many lines are missing.
    """

    _why = ""  # nothing can be written now
    _missing = 0
    _again_at = 0.0
    _roll_at = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line, or count it as missing (called by ``logging`` with the handler's lock held)."""
        if self._why and time.monotonic() < self._again_at:
            self._missing += 1
            return
        was_failing, self._why = self._why, ""
        try:
            if self._is_elsewhere():
                self._let_go()
        except OSError:
            self.handleError(record)
        if was_failing and not self._why:
            super().emit(self._tell_missing(was_failing))
        if not self._why:
            super().emit(record)
        self._missing = self._missing + 1 if self._why else 0

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        """Begin a new file; where that fails the old one goes on growing, and it is tried in a minute."""
        if time.monotonic() < self._roll_at:
            return
        self._let_go()
        try:
            # First the step that another program can refuse, or each attempt would push out an old file.
            Path(self.baseFilename).replace(self._full)
            super().doRollover()
        except OSError:
            self._roll_at = time.monotonic() + _ROLL_AGAIN_S

    def rotate(self, source: str, dest: str) -> None:  # noqa: ARG002 - logging's signature
        """The last step of a rollover: the full file gets its number."""
        self._full.replace(dest)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Called by ``logging`` for a line that was not written, which may be any number of times."""
        error = sys.exc_info()[1]
        if not isinstance(error, OSError):
            super().handleError(record)
            return
        self._let_go()
        why = error.strerror or str(error)
        if not self._missing and sys.stderr is not None:  # a program without a console has none
            sys.stderr.write(f"hmi: log file {self.baseFilename} cannot be written: {why}\n")
        self._why, self._again_at = why, time.monotonic() + _AGAIN_S

    def close(self) -> None:
        """Close the file; what a full disk does not take is lost."""
        with contextlib.suppress(OSError):
            super().close()

    def _open(self) -> TextIOWrapper:
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        return super()._open()

    @property
    def _full(self) -> Path:
        return Path(f"{self.baseFilename}.full")

    def _is_elsewhere(self) -> bool:
        """The file that is open is no longer the one of this name: removed, or its drive was changed."""
        if self.stream is None:
            return False
        try:
            there = Path(self.baseFilename).stat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        # Windows lets nobody remove an open file.
        return os.name != "nt" and not os.path.samestat(there, os.fstat(self.stream.fileno()))

    def _let_go(self) -> None:
        stream, self.stream = self.stream, None
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()

    def _tell_missing(self, why: str) -> logging.LogRecord:
        text = "%d lines are missing here, for they could not be written: %s"
        return logging.LogRecord(
            __name__, logging.WARNING, __file__, 0, text, (self._missing, why), exc_info=None
        )


def _file_handler(path: Path) -> logging.Handler:
    try:
        return _LogFile(path, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"The log file {path} cannot be written ({error.strerror}): make its folder writable, "
            "or name another data folder with --data-dir"
        ) from error
