"""What is left of a program that crashed: the stacks of all its threads, in ``logs/crash.log``.

The Python of a process that gets a SIGSEGV, aborts or meets an access violation writes nothing itself any
more; ``faulthandler`` does. Whoever kills a process from outside leaves nothing here.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from hmi import __version__
from hmi.eventlog import EventLog
from hmi.model.errors import HmiError
from hmi.model.events import EventKind

_log = logging.getLogger(__name__)

_KEPT_BYTES = 1_000_000
_BEGIN, _END = "=== Lineside ", "--- "
_ENDED, _TOLD = f"{_END}ended in order", f"{_END}told"
_FATAL = re.compile(r"^(?:Fatal Python error: |Windows fatal exception: (?!code 0x8)|Defect: )", re.MULTILINE)
"""Windows also tells of errors that are dealt with (0x8...: a call of RPC refused meanwhile)."""


class Crash(NamedTuple):
    """An end that nobody wanted; ``time`` is ISO 8601 in UTC, ``file`` holds the stacks."""

    time: str
    file: Path

    def __str__(self) -> str:
        return f"the program ended unexpectedly at {self.time}; details in {self.file}"

    def tell(self, events: EventLog) -> None:
        """Say it in the logs, once for all starts."""
        _log.error("%s", self)
        events.add(EventKind.PROGRAM_CRASHED, str(self.file), at=self.time)
        with suppress(OSError), self.file.open("ab") as file:
            file.write(f"{_TOLD} {_now()}\n".encode())


@contextmanager
def crashes_to(path: Path) -> Iterator[Crash | None]:
    """Keep the evidence of a crash meanwhile; what the run before has left, unless it was told already.

    An exception that nobody expected is kept, too. The file is never larger at a start than 1 MB; where it
    cannot be written, the program goes on without it.
    """
    if faulthandler.is_enabled():  # by a developer's hand, who wants the stacks where they are
        yield None
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = _last_crash(path)
        bound(path)
        file = path.open("ab", buffering=0)
    except OSError as error:
        _log.warning("%s cannot be written, so a crash would leave no stacks: %s", path, error)
        yield None
        return
    with file:
        run = _Run(file)
        faulthandler.enable(file)
        try:
            yield before
        except (HmiError, OSError):
            raise
        except Exception as error:
            run.add(f"Defect: {''.join(traceback.format_exception(error))}")
            raise
        finally:
            faulthandler.disable()
            run.end()


class _Run:
    """The part of one run in the file: it is taken out again where nothing has happened."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        before = os.fstat(file.fileno())
        self._start, self._changed_ns = before.st_size, before.st_mtime_ns
        self._path = Path(file.name)
        self._has_defect = False
        self.add(f"{_BEGIN}{__version__} {_now()} pid {os.getpid()}\n")
        self._size = os.fstat(file.fileno()).st_size

    def add(self, text: str) -> None:
        """Append; a disk that is full takes what it can."""
        self._has_defect = text.startswith("Defect")
        with suppress(OSError):
            self._file.write(text.encode(errors="backslashreplace"))

    def end(self) -> None:
        """The end of a run, as it should be."""
        if self._has_defect:
            return
        with suppress(OSError):
            if os.fstat(self._file.fileno()).st_size == self._size:
                self._file.truncate(self._start)
                # The time of the file is that of the last crash, which may not be told yet.
                os.utime(self._path, ns=(self._changed_ns, self._changed_ns))
            else:
                self.add(f"{_ENDED} {_now()}\n")


def bound(path: Path) -> None:
    """Keep the end of a file, from the beginning of a line; in its place, for another may have it open.

    Raises:
        OSError: it cannot be read or written.
    """
    try:
        if path.stat().st_size <= _KEPT_BYTES:
            return
    except FileNotFoundError:
        return
    with path.open("r+b") as file:
        file.seek(-_KEPT_BYTES, os.SEEK_END)
        kept = file.read().partition(b"\n")[2]
        file.seek(0)
        file.write(kept)
        file.truncate()


def _last_crash(path: Path) -> Crash | None:
    """The crash that nobody was told of."""
    try:
        text = path.read_text("utf-8", "replace")
        changed = path.stat().st_mtime
    except FileNotFoundError:
        return None
    untold = text.rpartition(f"\n{_TOLD}")[2]
    parts = re.split(f"^(?={_BEGIN})", untold, flags=re.MULTILINE)
    if not any(_FATAL.search(part) and f"\n{_ENDED}" not in part for part in parts):
        return None
    return Crash(datetime.fromtimestamp(changed, UTC).isoformat(timespec="seconds"), path)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
