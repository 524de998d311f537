"""What a status says about the last second: figures, and what is going on."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hmi.model.figures import Column, Figure, SpanKind
from hmi.model.plant import PollingMode
from hmi.model.status import GroupState, GroupStatus, LinkState, ReplayState, StationStatus, WriterState

_MEAN_S = 3.0
"""Batches are written every half or whole second: over one second alone the rate would jump."""
_SLACK_S = 0.5
_LONGEST_HOLD_S = 600.0


class GoingOn(NamedTuple):
    """A kind of span, and the PLC it is about."""

    kind: SpanKind
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """Figures of one second; a column that is not in it has no value."""

    values: dict[Column, float]
    going_on: frozenset[GoingOn]


class _Counts(NamedTuple):
    """Of the writer or of a group: counters at one moment (monotonic seconds)."""

    at: float
    done: int
    good: int
    seconds: float


@dataclass(slots=True)
class _GroupBefore:
    counts: _Counts
    polled_at: float = -math.inf
    success: float = math.nan
    poll_ms: float = math.nan


class Sampler:
    """Compares each status with the ones before; belongs to one thread."""

    def __init__(self) -> None:
        self._writes: deque[_Counts] = deque()
        self._retries = 0
        self._groups: dict[str, _GroupBefore] = {}

    def sample(self, status: StationStatus, now: float) -> Sample:
        """What there is to record; ``now`` in monotonic seconds."""
        values = {
            Column(Figure.QUEUE): status.queue.utilization_pct,
            Column(Figure.BUFFER): status.buffer.utilization_pct,
            Column(Figure.AT_RISK): float(status.rows.pending + status.rows.backed_up),
        }
        values.update(self._of_writer(status, now))
        self._groups = {group.group_name: self._follow(group, now) for group in status.groups}
        for group in status.groups:
            values.update(self._of_group(group, now))
        retries, self._retries = self._retries, status.writer.retries
        return Sample(values, frozenset(_going_on(status, retried=status.writer.retries > retries)))

    def _of_writer(self, status: StationStatus, now: float) -> Iterator[tuple[Column, float]]:
        writer = status.writer
        new = _Counts(now, writer.successful_writes, writer.rows_written, writer.write_time_s)
        self._writes.append(new)
        while now - self._writes[0].at > _MEAN_S + _SLACK_S:
            self._writes.popleft()
        old = self._writes[0]
        if new.at > old.at:
            yield Column(Figure.RATE), (new.good - old.good) / (new.at - old.at)
        if new.done > old.done:
            yield Column(Figure.LATENCY), 1000.0 * (new.seconds - old.seconds) / (new.done - old.done)

    def _follow(self, group: GroupStatus, now: float) -> _GroupBefore:
        """What is known of the group with this status; one that was started again counts from zero."""
        new = _Counts(now, group.poll_count, group.success_count, group.poll_time_s)
        known = self._groups.get(group.group_name)
        if known is None:
            return _GroupBefore(new)
        old = known.counts if known.counts.done <= new.done else _Counts(now, 0, 0, 0.0)
        polls, good = new.done - old.done, new.good - old.good
        if polls:
            known.polled_at = now
            known.success = 100.0 * good / polls
            known.poll_ms = 1000.0 * (new.seconds - old.seconds) / good if good > 0 else math.nan
        known.counts = new
        return known

    def _of_group(self, group: GroupStatus, now: float) -> Iterator[tuple[Column, float]]:
        """The last poll's figures hold until the next one is due."""
        known = self._groups[group.group_name]
        if group.state is not GroupState.STOPPED and now - known.polled_at <= _hold_s(group):
            yield Column(Figure.SUCCESS, group.group_name), known.success
            yield Column(Figure.POLL_TIME, group.group_name), known.poll_ms


def _hold_s(group: GroupStatus) -> float:
    if group.mode == PollingMode.HANDSHAKE:
        return _SLACK_S
    interval_s = group.interval_ms / 1000.0
    return min(1.5 * interval_s + _SLACK_S, _LONGEST_HOLD_S)


def _going_on(status: StationStatus, *, retried: bool) -> Iterator[GoingOn]:
    if status.writer.state is WriterState.BACKUP:
        yield GoingOn(SpanKind.OUTAGE)
    elif status.writer.state is WriterState.RETRYING or retried:
        yield GoingOn(SpanKind.RETRY)
    if status.backup.replay.state is ReplayState.RUNNING:
        yield GoingOn(SpanKind.REPLAY)
    for plc in status.plcs:
        if plc.state is LinkState.DOWN:
            yield GoingOn(SpanKind.PLC_DOWN, plc.plc_code)
