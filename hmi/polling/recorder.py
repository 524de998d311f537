"""What becomes of a group's poll: a Reading with its time, handed to the data queue, counted and logged."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hmi.melsec.errors import PlcError
from hmi.model.heartbeat import checkpoint
from hmi.model.plant import PollingGroup, PollingMode, Tag
from hmi.model.reading import Destination, Fault, Quality, Reading, Receipt, Value
from hmi.model.status import GroupStatus
from hmi.pipeline.queue import DataQueue
from hmi.polling.clock import GroupClock
from hmi.polling.latest import LatestValues
from hmi.polling.log_modes import make_filter
from hmi.polling.meter import FailureLog, GroupMeter, are_bad

_LATER = {
    PollingMode.FIXED: "it is read again at its next interval",
    PollingMode.HANDSHAKE: "it is read again at its next trigger",
}


@dataclass(frozen=True, slots=True)
class Poll:
    """One whole read: values in the order of the group's tags, faults by index where not GOOD."""

    values: tuple[Value, ...]
    faults: Mapping[int, Fault]


class Outcome(NamedTuple):
    """What a poll brought; ``error`` is None when the PLC was read."""

    bad_count: int
    error: str | None


class GroupRecorder:
    """Makes records of one running group's polls; used by one thread at a time, but for ``status``.

    What a poll's tags are recorded of is up to their log modes, so a reading may hold fewer tags than the
    group; counters and status are about all of them.
    """

    def __init__(
        self,
        group: PollingGroup,
        tags: tuple[Tag, ...],
        clock: GroupClock,
        queue: DataQueue,
        latest: LatestValues | None = None,
    ) -> None:
        self.group = group
        self.tags = tags
        self.meter = GroupMeter(group, len(tags))
        self._clock = clock
        self._queue = queue
        self._latest = latest or LatestValues()
        self._filter = make_filter(tags)
        self._failures = FailureLog(group, len(tags), _LATER[group.polling_mode])

    def record(
        self, poll: Poll, poll_s: float, stop: threading.Event, receipt: Receipt | None = None
    ) -> Outcome:
        """A poll that was answered, after ``poll_s`` seconds; blocks while the data queue is full."""
        reading = self.make_reading(poll, receipt)
        self.hand_in(reading, stop)
        return self.succeeded(reading, poll, poll_s)

    def record_failure(
        self, error: PlcError, stop: threading.Event, receipt: Receipt | None = None
    ) -> Outcome:
        """A PLC that cannot be read makes a record too: every tag BAD with the reason.

        Never zero, never an old value; left out only where a tag's log mode says so.
        """
        reading = self.make_reading(self.unread(str(error)), receipt)
        self.hand_in(reading, stop)
        self.failed(reading, error)
        return Outcome(len(self.tags), str(error))

    def unread(self, reason: str) -> Poll:
        """What stands for a poll that brought nothing: every tag BAD."""
        nothing: tuple[Value, ...] = (None,) * len(self.tags)
        return Poll(nothing, dict.fromkeys(range(len(nothing)), Fault(Quality.BAD, reason)))

    def make_reading(self, poll: Poll, receipt: Receipt | None = None) -> Reading:
        """What is recorded of the poll, as a reading of this moment; it may be empty.

        It counts as recorded, so the caller hands it in whatever happens: the data queue never refuses.
        """
        tags, values, faults = self.tags, poll.values, poll.faults
        ts = self._clock.stamp()
        self._latest.update(self.group, tags, ts, values, faults)
        if self._filter is not None:
            tags, values, faults = self._filter.pick(values, faults)
        return Reading(self.group.group_name, self.group.plc_code, ts, tags, values, faults, receipt)

    def hand_in(self, reading: Reading, stop: threading.Event) -> None:
        """Put a reading into the data queue; blocks while that is full. Nothing is counted here.

        An empty one is not queued: its no rows are all stored.
        """
        checkpoint()
        if reading.tags:
            self._queue.put(reading, stop)
        elif reading.receipt is not None:
            reading.receipt.settle(Destination.STORED)

    def succeeded(self, reading: Reading, poll: Poll, poll_s: float) -> Outcome:
        """Count the poll that this is the reading of, answered after ``poll_s`` seconds."""
        bad = [index for index, fault in poll.faults.items() if fault.quality is Quality.BAD]
        self.meter.succeeded(reading.ts, poll_s, len(bad), self._bad_text(poll, bad) if bad else "")
        self._failures.succeeded()
        return Outcome(len(bad), None)

    def failed(self, reading: Reading, error: PlcError) -> None:
        """Count and log that the PLC could not be read."""
        self.meter.failed(reading.ts, str(error))
        self._failures.failed(error)

    def crashed(self, error: str) -> None:
        """The worker died, perhaps between a poll and its record, and is started again."""
        self.meter.crashed(error)
        if self._filter is not None:
            self._filter.forget()

    def status(self, requests_per_poll: int) -> GroupStatus:
        """A snapshot, from any thread."""
        return self.meter.status(requests_per_poll)

    def _bad_text(self, poll: Poll, bad: list[int]) -> str:
        """What a group's status says of tags without a value; the first of them stands for all."""
        first = min(bad)
        tag, reason = self.tags[first], poll.faults[first].reason
        return f"{are_bad(len(bad), len(self.tags))}: {tag.tag_address} ({tag.tag_name}): {reason}"
