"""The worker that records the station's figures, and what the charts read of them."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path

from hmi.figures.block import Block, joined, reduced, with_gaps
from hmi.figures.recent import Recent
from hmi.figures.sampler import Sampler
from hmi.figures.spans import Spans
from hmi.figures.store import COARSE_S, FINE_S, FigureStore, is_damaged
from hmi.model.attempt import Attempt
from hmi.model.figures import Figures, Span, SpanKind
from hmi.model.status import StationStatus

_log = logging.getLogger(__name__)

_EVERY_S = 1.0
_SLEPT_S = 5.0
"""Samples further apart than this: the computer slept, or the station hung."""
_LAST_WRITE_S = 0.4
_WIDTHS_S = (1, 2, 5, 10, 20, 30, 60, 120, 240, 600, 900, 1200, 1800, 3600)


class FigureHistory:
    """Samples once a second, keeps the last hour in memory and brings 10 s at a time to disk.

    A disk that is full, locked, broken or hanging costs nothing but what the next run could have known.
    ``read`` and ``recent`` may be called from any thread.
    """

    name = "figures"

    def __init__(
        self,
        path: Path,
        take: Callable[[], StationStatus],
        *,
        clock: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._take = take
        self._clock = clock
        self._monotonic = monotonic
        self._store = FigureStore(path)
        self._sampler = Sampler()
        self._recent = Recent()
        self._spans = Spans()
        self._loading = threading.Lock()
        self._loaded = False
        self._gap_from: float | None = None
        self._written_until = 0.0
        self._has_written = False
        self._writing: Attempt | None = None
        self._damaged = False
        self._told = False

    # -- the worker ----------------------------------------------------------------------------------------

    def run(self, stop: threading.Event) -> None:
        """Sample until the stop, then write the last of it."""
        due = self._monotonic()
        while not stop.wait(max(0.0, due - self._monotonic())):
            self.sample()
            due = max(due + _EVERY_S, self._monotonic())
        if self._writing is None or self._writing.ends_in(_LAST_WRITE_S):
            Attempt("figures to disk", self.write_all).ends_in(_LAST_WRITE_S)

    def crashed(self, error: BaseException) -> None:
        """The next run goes on; what lies between is a gap."""

    def sample(self) -> None:
        """Record this second; every 10 s, write on a thread of its own, for a disk may hang."""
        now, before = self._clock(), self._recent.end
        sample = self._sampler.sample(self._take(), self._monotonic())
        if before is not None and now - before > _SLEPT_S:
            self._spans.add(Span(SpanKind.NOT_RECORDED, before, now))
        self._recent.add(now, sample.values)
        self._spans.note(sample.going_on, now)
        is_due = before is None or now // FINE_S != before // FINE_S
        if is_due and (self._writing is None or self._writing.ends_in(0.0)):
            self._writing = Attempt("figures to disk", self.write)

    # -- the disk ------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write the 10 s that are complete; what the disk does not take is written with the next ones."""
        end = self._recent.end
        if end is not None:
            self._write_until(end // FINE_S * FINE_S)

    def write_all(self) -> None:
        """Write the 10 s that have begun, too."""
        if self._recent.end is not None:
            self._write_until(self._recent.end + 1.0)

    def _write_until(self, end: float) -> None:
        try:
            if self._damaged:
                self._begin_anew()
            self._load()
            self._note_gap()
            spans = self._spans.unwritten()
            fine = self._unwritten(end)
            self._store.write(fine, spans, min(end, self._recent.end or end))
        except (sqlite3.Error, OSError) as error:
            self._refused(error)
            return
        self._written_until = end // FINE_S * FINE_S
        self._has_written = self._has_written or bool(len(fine.times))
        self._spans.written(spans)
        if self._told:
            _log.info("the history of figures is written to %s again", self._store.path)
            self._told = False

    def _unwritten(self, end: float) -> Block:
        """By tens of seconds; the first may have begun with the last seconds of the run before."""
        fine = reduced(self._recent.between(min(self._written_until, end), end), FINE_S)
        if self._has_written or not len(fine.times):
            return fine
        first = float(fine.times[0])
        return reduced(joined([self._store.read(FINE_S, first, first + FINE_S), fine]), FINE_S)

    def _load(self) -> None:
        """What earlier runs have seen; once."""
        with self._loading:
            if self._loaded:
                return
            spans, self._gap_from = self._store.spans(), self._store.recorded_until()
            self._spans.put_before(spans)
            self._loaded = True

    def _note_gap(self) -> None:
        """Between the last run and this one nothing was recorded."""
        since, self._gap_from = self._gap_from, None
        start = self._recent.start
        if since is not None and start is not None and start > since:
            self._spans.add(Span(SpanKind.NOT_RECORDED, since, start))

    def _refused(self, error: Exception) -> None:
        self._damaged = self._damaged or is_damaged(error)
        if not self._told:
            _log.warning("the history of figures in %s cannot be used: %s", self._store.path, error)
            self._told = True

    def _begin_anew(self) -> None:
        _log.warning(
            "the damaged history of figures is set aside as %s; a new one begins", self._store.set_aside()
        )
        self._damaged = False

    # -- for the charts ------------------------------------------------------------------------------------

    def read(self, start: float, end: float, max_points: int) -> Figures:
        """What is known between two times, in seconds since 1970, in about as many points at most.

        Blocks for the disk: milliseconds, tens of them for a week. What cannot be read is a gap.
        """
        width = float(next((w for w in _WIDTHS_S if (end - start) / w <= max_points), _WIDTHS_S[-1]))
        in_memory = self._recent.start
        on_disk = end if in_memory is None else min(in_memory, end)
        parts = [self._from_disk(start, on_disk, width)] if start < on_disk else []
        if in_memory is not None and end > in_memory:
            parts.append(self._recent.between(max(start, in_memory), end))
        return self._figures(start, end, reduced(joined(parts), width), width)

    def recent(self, start: float) -> Figures:
        """What came since ``start``, second by second, of the last hour at most; never blocks."""
        end = self._clock()
        return self._figures(start, end, self._recent.between(start, end + 1.0), 1.0)

    def _figures(self, start: float, end: float, block: Block, width_s: float) -> Figures:
        spans = self._spans.between(start, end)
        holes = [(span.start, span.end) for span in spans if span.kind is SpanKind.NOT_RECORDED and span.end]
        block = with_gaps(block, holes, width_s)
        return Figures(start, end, block.width_s, block.times, block.traces(), spans)

    def _from_disk(self, start: float, end: float, width_s: float) -> Block:
        try:
            self._load()
            return self._store.read(COARSE_S if width_s >= COARSE_S else FINE_S, start, end)
        except (sqlite3.Error, OSError) as error:
            self._refused(error)
            return joined(())
