"""Figures of the station over time, as the charts of the overview show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Figure(StrEnum):
    """What is recorded once a second; the values are names in ``figures.db``."""

    QUEUE = "queue"
    """How full the data queue is, in percent."""
    BUFFER = "buffer"
    """How full the circular buffer is, in percent."""
    RATE = "rate"
    """Rows per second that the historian has taken, mean of 3 s."""
    LATENCY = "latency"
    """How long the historian took for a batch, mean of 3 s, in ms."""
    AT_RISK = "at_risk"
    """Rows that are not in the historian yet: on their way, or in CSV backup files."""
    SUCCESS = "success"
    """Of one group: polls that succeeded, in percent."""
    POLL_TIME = "poll_time"
    """Of one group: how long its polls took, in ms."""


class Column(NamedTuple):
    """A figure, and the group it is of; an empty name for those of the whole station."""

    figure: Figure
    group: str = ""


class SpanKind(StrEnum):
    """What may be going on for a while; the values are names in ``figures.db``."""

    OUTAGE = "outage"
    """The historian takes no rows; they go to CSV backup files."""
    RETRY = "retry"
    """The writer tries a batch again."""
    REPLAY = "replay"
    """Rows of backup files are on their way to the historian."""
    PLC_DOWN = "plc_down"
    NOT_RECORDED = "not_recorded"
    """The program did not run, or the computer slept."""


@dataclass(frozen=True, slots=True)
class Span:
    """Something that went on from ``start`` to ``end``, in seconds since 1970; None where it still does.

    ``subject`` is the code of the PLC, where it is about one.
    """

    kind: SpanKind
    start: float
    end: float | None
    subject: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class Trace:
    """One column over the times of its figures: means, and how far they stand for values around them."""

    means: Floats
    lows: Floats
    highs: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """What is known from ``start`` to ``end``: rising times in seconds since 1970, one value each per trace.

    A point stands for ``width_s`` seconds from its time on. NaN is a gap: the program did not run, or there
    was nothing to measure.
    """

    start: float
    end: float
    width_s: float
    times: Floats
    traces: Mapping[Column, Trace]
    spans: tuple[Span, ...] = ()

    def followed_by(self, later: Figures) -> Figures:
        """These and what came after their end; what went on then has ended since, or still goes on."""
        traces = {
            column: Trace(*map(np.concatenate, zip(self._parts(column), later._parts(column), strict=True)))
            for column in self.traces.keys() | later.traces.keys()
        }
        known = [span for span in self.spans if span.end is not None]
        spans = {(span.kind, span.subject, span.start): span for span in (*known, *later.spans)}
        return Figures(
            self.start,
            later.end,
            self.width_s,
            np.concatenate((self.times, later.times)),
            traces,
            tuple(sorted(spans.values(), key=lambda span: span.start)),
        )

    def _parts(self, column: Column) -> tuple[Floats, Floats, Floats]:
        trace = self.traces.get(column)
        if trace is None:
            nothing = np.full(len(self.times), np.nan)
            return nothing, nothing, nothing
        return trace.means, trace.lows, trace.highs
