"""Log files: one per part of the way, and hmi.log with everything."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from hmi.model.errors import UsageError

_FILES: dict[str, tuple[str, ...]] = {
    "hmi.log": ("hmi",),
    "polling.log": ("hmi.polling", "hmi.melsec"),
    "buffer.log": ("hmi.pipeline",),
    "oracle_writer.log": ("hmi.historian",),
    "stacks.log": ("hmi.stacks",),
}
_MAX_BYTES = 10_000_000
_KEPT = 5


@contextmanager
def logging_to(folder: Path, level: str) -> Iterator[None]:
    """Write the logs of everything below ``hmi`` into the folder while the context lasts.

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


class _LogFile(RotatingFileHandler):
    """A log that says once on stderr that it cannot be written, instead of a traceback for every line."""

    _told = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Called by ``logging`` for a line that was not written, which may be any number of times."""
        error = sys.exc_info()[1]
        if isinstance(error, OSError):
            if not self._told and sys.stderr is not None:  # a program without a console has none
                why = error.strerror or error
                sys.stderr.write(f"hmi: log file {self.baseFilename} cannot be written: {why}\n")
            self._told = True
        else:
            super().handleError(record)


def _file_handler(path: Path) -> logging.Handler:
    try:
        return _LogFile(path, maxBytes=_MAX_BYTES, backupCount=_KEPT, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"The log file {path} cannot be written ({error.strerror}): make its folder writable, "
            "or name another data folder with --data-dir"
        ) from error
