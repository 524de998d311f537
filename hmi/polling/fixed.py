"""A FIXED group: what its PLC's poller reads for it becomes its records."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from hmi.melsec.errors import PlcError
from hmi.model.plant import Tag
from hmi.model.status import GroupStatus
from hmi.polling.recorder import GroupRecorder, Poll


class FixedGroup:
    """One running FIXED group, subscribed to the poller of its PLC; keeps its own counters and times."""

    def __init__(self, recorder: GroupRecorder, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.stop = threading.Event()
        """Set when the group is to stop: a poll that waits for room in the data queue waits no longer."""
        self._recorder = recorder
        self._monotonic = monotonic
        self._requests = 0

    @property
    def name(self) -> str:
        """The group's name."""
        return self._recorder.group.group_name

    @property
    def interval_s(self) -> float:
        """The group's own interval."""
        return self._recorder.group.polling_interval_ms / 1000.0

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The group's tags."""
        return self._recorder.tags

    def starts(self, late_s: float) -> None:
        """A poll begins."""
        self._recorder.meter.started(late_s)

    def receives(self, poll: Poll, begun: float, requests: int) -> None:
        """Record a poll; blocks while the data queue is full."""
        self._requests = requests
        self._recorder.record(poll, self._monotonic() - begun, self.stop)

    def fails(self, error: PlcError, begun: float) -> None:  # noqa: ARG002 - a Subscriber's method
        """Record that the PLC could not be read; blocks while the data queue is full."""
        self._recorder.record_failure(error, self.stop)

    def overruns(self, ticks: int) -> None:
        """Count the polls that were left out."""
        self._recorder.meter.overran(ticks)

    def crashes(self, error: BaseException) -> None:
        """Count the death of the poller."""
        self._recorder.crashed(death(error))

    def status(self) -> GroupStatus:
        """A snapshot, from any thread."""
        return self._recorder.status(self._requests)


def death(error: BaseException) -> str:
    """What a group's status says of a worker that died."""
    return f"The group's worker died and was started again ({type(error).__name__}: {error}); see hmi.log"
