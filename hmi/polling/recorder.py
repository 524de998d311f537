"""What becomes of a group's poll: a Reading with its time, handed to the data queue, counted and logged."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hmi.melsec.errors import PlcError
from hmi.model.plant import PollingGroup, PollingMode, Tag
from hmi.model.reading import Fault, Quality, Reading, Receipt, Value
from hmi.model.status import GroupStatus
from hmi.pipeline.queue import DataQueue
from hmi.polling.clock import GroupClock
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
    """Makes records of one running group's polls; used by one thread at a time, but for ``status``."""

    def __init__(
        self, group: PollingGroup, tags: tuple[Tag, ...], clock: GroupClock, queue: DataQueue
    ) -> None:
        self.group = group
        self.tags = tags
        self.meter = GroupMeter(group, len(tags))
        self._clock = clock
        self._queue = queue
        self._failures = FailureLog(group, len(tags), _LATER[group.polling_mode])

    def record(
        self, poll: Poll, poll_s: float, stop: threading.Event, receipt: Receipt | None = None
    ) -> Outcome:
        """A poll that was answered, after ``poll_s`` seconds; blocks while the data queue is full."""
        return self.put(self.make_reading(poll, receipt), poll_s, stop)

    def record_failure(
        self, error: PlcError, stop: threading.Event, receipt: Receipt | None = None
    ) -> Outcome:
        """A PLC that cannot be read makes a record too: every tag BAD with the reason.

        Never left out, never zero, never an old value.
        """
        nothing: tuple[Value, ...] = (None,) * len(self.tags)
        faults = dict.fromkeys(range(len(self.tags)), Fault(Quality.BAD, str(error)))
        reading = self.make_reading(Poll(nothing, faults), receipt)
        self._queue.put(reading, stop)
        self.failed(reading, error)
        return Outcome(len(self.tags), str(error))

    def make_reading(self, poll: Poll, receipt: Receipt | None = None) -> Reading:
        """The poll as a reading of this moment; it is not in the data queue yet."""
        return Reading(
            self.group.group_name,
            self.group.plc_code,
            self._clock.stamp(),
            self.tags,
            poll.values,
            poll.faults,
            receipt,
        )

    def put(self, reading: Reading, poll_s: float, stop: threading.Event) -> Outcome:
        """Hand a reading that was answered to the data queue, and count the success."""
        self._queue.put(reading, stop)
        bad = [index for index, fault in reading.faults.items() if fault.quality is Quality.BAD]
        self.meter.succeeded(reading.ts, poll_s, len(bad), _bad_text(reading, bad) if bad else "")
        self._failures.succeeded()
        return Outcome(len(bad), None)

    def hand_in(self, reading: Reading, stop: threading.Event) -> None:
        """Hand a reading to the data queue without counting it: it failed, or was counted before."""
        self._queue.put(reading, stop)

    def failed(self, reading: Reading, error: PlcError) -> None:
        """Count and log that the PLC could not be read."""
        self.meter.failed(reading.ts, str(error))
        self._failures.failed(error)

    def status(self, requests_per_poll: int) -> GroupStatus:
        """A snapshot, from any thread."""
        return self.meter.status(requests_per_poll)


def _bad_text(reading: Reading, bad: Sequence[int]) -> str:
    """What a group's status says of tags without a value; the first of them stands for all."""
    first = min(bad)
    tag, reason = reading.tags[first], reading.faults[first].reason
    return f"{are_bad(len(bad), len(reading))}: {tag.tag_address} ({tag.tag_name}): {reason}"
