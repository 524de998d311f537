"""The poller of one PLC: reads whatever is due at a tick together, and nothing of any other PLC."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence

from hmi.melsec.errors import PlcError
from hmi.model.heartbeat import checkpoint
from hmi.polling.reader import SharedReader
from hmi.polling.recorder import Poll
from hmi.polling.schedule import Schedule
from hmi.polling.subscriber import Subscriber
from hmi.polling.tick import TagSet

_LOOK_FOR_STOP_S = 0.1
_TOGETHER_S = 0.002
"""What is due this soon after something else is read with it: multiples of an interval differ by rounding."""

_TIME_TO_PLAN_S = 0.05
"""Plans are made ahead only while nothing is due for so long; one takes some 30 ms for a thousand tags."""

_FORESEEN_TICKS = 60
_FORESEEN_PLANS = 16


class _Entry:
    """One subscriber on its schedule."""

    def __init__(self, subscriber: Subscriber, now: float) -> None:
        self.subscriber = subscriber
        self.tag_set = TagSet(subscriber.name, subscriber.tags, subscriber.interval_s)
        self.schedule = Schedule(subscriber.interval_s, now)
        self.begun = 0.0
        self.in_work = False
        self.removed = False


class PlcPoller:
    """Polls the subscribers of one PLC at their own intervals; hosted as one worker.

    Those that are due at the same moment share requests. A subscriber of a shorter interval than those being
    read is read in between, so that a long read of a slow group does not make a fast one late. ``add`` and
    ``remove`` come from any thread.
    """

    def __init__(
        self,
        plc_code: str,
        reader: SharedReader,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = f"poll {plc_code}"
        self._reader = reader
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._entries: dict[Subscriber, _Entry] = {}
        self._gone: list[TagSet] = []
        self._foreseen: list[tuple[TagSet, ...]] = []

    # -- from any thread ---------------------------------------------------------------------------------

    def add(self, subscriber: Subscriber) -> None:
        """Poll it from its next tick on."""
        with self._changed:
            self._entries[subscriber] = _Entry(subscriber, self._monotonic())
            self._foreseen = self._foresee()
            self._changed.notify_all()

    def remove(self, subscriber: Subscriber) -> None:
        """Poll it no more; a poll in progress is finished, see ``wait_until_idle``."""
        with self._changed:
            entry = self._entries.get(subscriber)
            if entry is None:
                return
            entry.removed = True
            if not entry.in_work:
                self._drop(entry)

    def wait_until_idle(self, subscriber: Subscriber, timeout: float) -> bool:
        """True when no poll of a removed subscriber is in progress; waits up to ``timeout`` seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: subscriber not in self._entries, timeout)

    def abandon(self, subscriber: Subscriber) -> None:
        """Wait no more for the poll of a removed subscriber: whatever it brings is thrown away."""
        with self._changed:
            entry = self._entries.get(subscriber)
            if entry is not None and entry.removed:
                self._drop(entry)

    def wake(self) -> None:
        """Have the worker look at its stop now, where it waits for the next tick."""
        with self._changed:
            self._changed.notify_all()

    # -- the worker --------------------------------------------------------------------------------------

    def run(self, stop: threading.Event) -> None:
        """Poll at every tick; the polls in progress are finished after a stop."""
        while not stop.is_set():
            due = self._wait(stop)
            if due:
                self._tick(due, stop)

    def crashed(self, error: BaseException) -> None:
        """Tell the subscribers whose poll it hit, or all of them; the host starts ``run`` again."""
        with self._changed:
            in_work = [entry for entry in self._entries.values() if entry.in_work]
            hit = in_work or list(self._entries.values())
        for entry in hit:
            entry.subscriber.crashes(error)
        for entry in in_work:
            self._done(entry)

    def interrupt(self) -> None:
        """Make a read that hangs fail; what waits for it is read again at its next tick."""
        self._reader.interrupt()

    def replaced(self, error: BaseException) -> None:
        """Read everything afresh; the polls that hang bring nothing any more."""
        with self._changed:
            self._reader = self._reader.renewed()
            hit = [entry for entry in self._entries.values() if entry.in_work and not entry.removed]
            now = self._monotonic()
            self._entries = {
                subscriber: _Entry(subscriber, now)
                for subscriber, entry in self._entries.items()
                if not entry.removed
            }
            self._gone.clear()
            self._foreseen = self._foresee()
            self._changed.notify_all()
        for entry in hit:
            entry.subscriber.crashes(error)

    def _wait(self, stop: threading.Event) -> Sequence[_Entry]:
        """What is due, after waiting for it a little while."""
        with self._changed:
            for tag_set in self._gone:
                self._reader.forget(tag_set)
            self._gone.clear()
            now = self._monotonic()
            free = [entry for entry in self._entries.values() if not entry.in_work]
            wait = min((entry.schedule.due - now for entry in free), default=_LOOK_FOR_STOP_S)
            if wait <= 0:
                return self._due(free, now)
            foreseen = self._foreseen.pop() if self._foreseen and wait > _TIME_TO_PLAN_S else None
            if foreseen is None and not stop.is_set():
                self._changed.wait(min(wait, _LOOK_FOR_STOP_S))
        if foreseen is not None:
            self._reader.plan(foreseen)
        return ()

    def _due(self, entries: Sequence[_Entry], now: float) -> list[_Entry]:
        return [entry for entry in entries if entry.schedule.due <= now + _TOGETHER_S and not entry.removed]

    def _tick(self, due: Sequence[_Entry], stop: threading.Event) -> None:
        """Read what is due; every entry is done when this returns, delivered or failed."""
        begun = self._monotonic()
        waiting = {entry.tag_set: entry for entry in due}
        with self._changed:
            for entry in due:
                entry.in_work, entry.begun = True, begun
        for entry in due:
            entry.subscriber.starts(begun - entry.schedule.due)

        def deliver(tag_set: TagSet, poll: Poll, requests: int) -> None:
            checkpoint()
            entry = waiting.pop(tag_set)
            if self._entries.get(entry.subscriber) is entry:  # else nobody waits for it any more
                entry.subscriber.receives(poll, entry.begun, requests)
            self._done(entry)

        try:
            self._reader.read(tuple(waiting), deliver, lambda sets: self._read_more_urgent(sets, stop))
        except PlcError as error:
            checkpoint()
            for entry in waiting.values():
                if self._entries.get(entry.subscriber) is entry:
                    entry.subscriber.fails(error, entry.begun)
                self._done(entry)

    def _read_more_urgent(self, waiting: Sequence[TagSet], stop: threading.Event) -> None:
        """Between two requests: read what is due and has a shorter interval than all that still waits."""
        if stop.is_set():
            return
        now = self._monotonic()
        shortest = min((tag_set.interval_s for tag_set in waiting), default=math.inf)
        with self._changed:
            free = [
                entry
                for entry in self._entries.values()
                if not entry.in_work and entry.tag_set.interval_s < shortest
            ]
            due = self._due(free, now)
        if due:
            self._tick(due, stop)

    def _done(self, entry: _Entry) -> None:
        missed = entry.schedule.advance(self._monotonic())
        with self._changed:
            entry.in_work = False
            if entry.removed:
                self._drop(entry)
        if missed:
            entry.subscriber.overruns(missed)

    # -- small things, with the lock held ----------------------------------------------------------------

    def _drop(self, entry: _Entry) -> None:
        if self._entries.get(entry.subscriber) is entry:
            del self._entries[entry.subscriber]
            self._gone.append(entry.tag_set)
            self._foreseen = self._foresee()
            self._changed.notify_all()

    def _foresee(self) -> list[tuple[TagSet, ...]]:
        """What will be due together: all tick on multiples of their intervals, whatever the clock says."""
        sets = [(round(entry.tag_set.interval_s * 1000), entry.tag_set) for entry in self._entries.values()]
        found: dict[tuple[TagSet, ...], None] = {}
        for interval in {interval for interval, _ in sets}:
            for ms in range(interval, _FORESEEN_TICKS * interval + 1, interval):
                found.setdefault(tuple(tag_set for own, tag_set in sets if ms % own == 0))
        return list(found)[:_FORESEEN_PLANS]
