"""The log of events: who did what and when, in ``events.db`` of the data folder."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from hmi.eventlog.file import EVERYTHING, EventFile, Wanted, is_unusable
from hmi.eventlog.repeats import Repeats
from hmi.model.events import BY_ITSELF, Event, EventKind
from hmi.model.said import Figure
from hmi.model.times import utc_text

_log = logging.getLogger(__name__)

_WRITE_EVERY_S = 0.5
_MOST_WAITING = 10_000
"""Events that wait for a disk which does not take them; the oldest go first, and are in hmi.log."""


class EventLog:
    """A worker that brings events to disk; ``add`` never waits for it. Safe from any thread.

    What the program does by itself and repeats within a minute is put together: the first is kept, and one
    for all that followed says how many they were (``Repeats``).
    """

    name = "events"

    def __init__(
        self,
        path: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._file = EventFile(path)
        self._now = now
        self._monotonic = monotonic
        self._lock = threading.Lock()
        """Of everything in memory; never held while a disk is waited for."""
        self._waiting: deque[Event] = deque(maxlen=_MOST_WAITING)
        self._added = 0
        self._edition = 0
        self._on_disk: int | None = None
        """The number of the newest event that does not wait any more; None as long as nobody has looked."""
        self._repeats = Repeats()
        self._writing = threading.Lock()
        self._unusable = False
        self._failing = False

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def edition(self) -> int:
        """Changes whenever there is something new to read."""
        return self._edition

    def add(self, kind: EventKind, subject: str = "", *, by: str = BY_ITSELF, **detail: Figure) -> None:
        """Something has happened now; returns at once."""
        event = Event(utc_text(self._now()), kind, subject, by, detail)
        with self._lock:
            if self._repeats.holds(event, self._monotonic()):
                return
            self._append(event)

    def read(
        self,
        limit: int = 1_000,
        *,
        before: int | None = None,
        after: int = 0,
        wanted: Wanted = EVERYTHING,
    ) -> list[Event]:
        """The newest events, the newest first: those with a number below ``before`` and above ``after``.

        Those that are not on disk yet come first, with the number 0; none of them where ``before`` is given.
        Blocks for the disk.

        Raises:
            OSError: the file cannot be read.
        """
        try:
            if before is not None:
                return self._file.read(wanted, limit, after=after, up_to=before - 1)
            self._look_at_disk()
            with self._lock:  # an event that is being written waits, and has a number above this one
                waiting, up_to = list(reversed(self._waiting)), self._on_disk or 0
            newest = [event for event in waiting if wanted.has(event)][:limit]
            return [*newest, *self._file.read(wanted, limit - len(newest), after=after, up_to=up_to)]
        except sqlite3.Error as error:
            raise self._unreadable(error) from error

    def people(self) -> list[str]:
        """Everybody who has done something; raises OSError as ``read`` does."""
        try:
            return self._file.people()
        except sqlite3.Error as error:
            raise self._unreadable(error) from error

    def run(self, stop: threading.Event) -> None:
        """Write what waits, twice a second, and the last of it at the end."""
        while not stop.wait(_WRITE_EVERY_S):
            self._release(self._monotonic())
            self.flush()
        self._release(None)
        self.flush()

    def crashed(self, error: BaseException) -> None:
        """What waits is written by the next run."""

    def flush(self) -> None:
        """Write what waits; what the disk does not take waits on."""
        with self._writing:
            if self._unusable:
                self._set_aside()
            with self._lock:
                events, upto = list(self._waiting), self._added
            if not events:
                return
            try:
                newest = self._file.write(events, above=self._on_disk or 0)
            except (sqlite3.Error, OSError) as error:
                self._not_written(len(events), error)
                return
            self._failing = False
            with self._lock:
                self._on_disk = newest
                while self._waiting and self._added - len(self._waiting) < upto:
                    self._waiting.popleft()
                self._edition += 1

    def _look_at_disk(self) -> None:
        """Once: from then on it is known what was written."""
        if self._on_disk is None:
            with self._writing:
                newest = self._file.newest()
                with self._lock:
                    self._on_disk = newest

    def _append(self, event: Event) -> None:
        """With the lock held."""
        _log.info("event: %s%s", event, f" (by {event.by})" if event.by else "")
        self._waiting.append(event)
        self._added += 1
        self._edition += 1

    def _release(self, monotonic: float | None) -> None:
        with self._lock:
            for event in self._repeats.due(monotonic):
                self._append(event)

    def _not_written(self, count: int, error: Exception) -> None:
        self._unusable = is_unusable(error)
        if not self._failing:  # twice a second would fill the log of a disk that is full
            _log.warning("%d events cannot be written to %s and wait: %s", count, self.path, error)
        self._failing = True

    def _unreadable(self, error: sqlite3.Error) -> OSError:
        self._unusable = self._unusable or is_unusable(error)
        return OSError(f"{self.path} cannot be read: {error}")

    def _set_aside(self) -> None:
        try:
            aside = self._file.set_aside(self._now())
        except FileNotFoundError:
            self._unusable = False  # somebody was faster
            return
        except OSError as error:
            _log.warning("%s is unusable and cannot be set aside yet: %s", self.path, error)
            return
        self._unusable = False
        _log.error("%s is unusable: it is kept as %s, and a new log begins", self.path, aside)
        self.add(EventKind.EVENTS_SET_ASIDE, aside)
