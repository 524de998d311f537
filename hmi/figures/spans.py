"""What went on and when: outages, retries, replays, lost PLCs."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from hmi.figures.sampler import GoingOn
from hmi.model.figures import Span

_MOST = 5_000
_BRIDGED_S = 10.0
"""What begins again so soon has not ended: a line that drops every few seconds is one mark."""


class Spans:
    """The newest spans; safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._over: list[Span] = []
        self._open: dict[GoingOn, Span] = {}
        self._unwritten: list[Span] = []

    def put_before(self, earlier: Iterable[Span]) -> None:
        """Add what an earlier run has seen."""
        with self._lock:
            self._over = [*earlier, *self._over]

    def add(self, span: Span) -> None:
        """Add one that is over."""
        with self._lock:
            self._over.append(span)
            self._unwritten.append(span)

    def note(self, going_on: AbstractSet[GoingOn], now: float) -> None:
        """This goes on now, in seconds since 1970, and nothing else."""
        with self._lock:
            for ended in self._open.keys() - going_on:
                span = replace(self._open.pop(ended), end=now)
                self._over.append(span)
                self._unwritten.append(span)
            for begun in going_on - self._open.keys():
                self._open[begun] = self._resumed(begun, now) or Span(begun.kind, now, None, begun.subject)
            del self._over[:-_MOST]
            del self._unwritten[:-_MOST]

    def between(self, start: float, end: float) -> tuple[Span, ...]:
        """Those that went on between these times, by their beginnings."""
        with self._lock:
            spans = [*self._over, *self._open.values()]
        seen = [span for span in spans if span.start <= end and (span.end is None or span.end >= start)]
        return tuple(sorted(seen, key=lambda span: (span.start, span.kind, span.subject)))

    def unwritten(self) -> list[Span]:
        """Those that are not on disk as they are now: they go on, or have ended since."""
        with self._lock:
            return [*self._unwritten, *self._open.values()]

    def written(self, spans: Iterable[Span]) -> None:
        """These are on disk."""
        done = set(spans)
        with self._lock:
            self._unwritten = [span for span in self._unwritten if span not in done]

    def _resumed(self, begun: GoingOn, now: float) -> Span | None:
        for place in range(len(self._over) - 1, -1, -1):
            span = self._over[place]
            if span.end is None or not 0 <= now - span.end <= _BRIDGED_S:
                break
            if (span.kind, span.subject) == begun:
                del self._over[place]
                self._unwritten = [other for other in self._unwritten if other != span]
                return replace(span, end=None)
        return None
