"""The span of time that the charts of a page show together, and the moment they are asked about."""

from __future__ import annotations

import math

from PySide6.QtCore import QObject, QSettings, Signal

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0

SHORTEST_S, LONGEST_S = 10.0, 31 * DAY
"""How far the charts can be zoomed."""

_NOW_SHARE = 0.1
"""Zooming this close to the newest values means them: the charts go on following."""


class TimeView(QObject):
    """From ``start`` to ``end`` in seconds since 1970; it goes along with the clock until it is held.

    Whoever owns it calls ``tick``. ``changed`` comes for every other span, ``held`` when it begins or ceases
    to go along, ``cursor_moved`` with the cursor.
    """

    changed = Signal()
    held = Signal(bool)
    cursor_moved = Signal()

    def __init__(self, now: float, span_s: float = 5 * MINUTE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = self._end = now
        self._span = span_s
        self._is_held = False
        self._is_ticking = False
        self._cursor: float | None = None

    @property
    def start(self) -> float:
        """The left end."""
        return self._end - self._span

    @property
    def end(self) -> float:
        """The right end, never after now."""
        return self._end

    @property
    def span(self) -> float:
        """Length in seconds."""
        return self._span

    @property
    def is_held(self) -> bool:
        """True while the charts stand still, and ``end`` does not follow the clock."""
        return self._is_held

    @property
    def is_ticking(self) -> bool:
        """True while ``changed`` comes from the clock: nobody waits for what is drawn then."""
        return self._is_ticking

    @property
    def cursor(self) -> float | None:
        """The moment whose values are asked for; None for the newest."""
        return self._cursor

    def tick(self, now: float) -> None:
        """It is ``now``."""
        self._now = now
        if not self._is_held:
            self._is_ticking = True
            self._move(now, self._span)
            self._is_ticking = False

    def show_span(self, span_s: float) -> None:
        """Show so many seconds; up to now where the view is not held."""
        self._move(self._end, _allowed(span_s))

    def pan(self, seconds: float) -> None:
        """Move to the past (negative) or towards now; at now the view goes along again."""
        end = min(self._end + seconds, self._now)
        self._hold(end < self._now)
        self._move(end, self._span)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show ``factor`` times as much time; the moment ``around`` stays where it is, else the right end."""
        span = _allowed(self._span * factor)
        if around is None or (not self._is_held and self._end - around < _NOW_SHARE * self._span):
            end = self._end
        else:
            end = min(around + (self._end - around) * span / self._span, self._now)
            self._hold(self._is_held or end < self._now)
        self._move(end, span)

    def go_to_now(self) -> None:
        """Show the newest values and go along with the clock."""
        self._hold(False)
        self._move(self._now, self._span)

    def hold(self, on: bool) -> None:
        """Stand still, or go along with the clock again."""
        if not on:
            self.go_to_now()
        self._hold(on)

    def set_cursor(self, moment: float | None) -> None:
        """Ask for the values at a moment, or for the newest."""
        if moment is not None:
            moment = min(max(moment, self.start), self._end)
        if moment != self._cursor:
            self._cursor = moment
            self.cursor_moved.emit()

    def _hold(self, on: bool) -> None:
        if on != self._is_held:
            self._is_held = on
            self.held.emit(on)

    def _move(self, end: float, span: float) -> None:
        if (end, span) == (self._end, self._span):
            return
        self._end, self._span = end, span
        self.changed.emit()
        if self._cursor is not None and not self.start <= self._cursor <= end:
            self.set_cursor(None)


def remembered_span(memory: QSettings, key: str) -> float:
    """Length in seconds that was left there; five minutes where there is none, or none that can be shown."""
    try:
        span_s = float(str(memory.value(key, 5 * MINUTE)))
    except ValueError:
        return 5 * MINUTE
    return _allowed(span_s) if math.isfinite(span_s) else 5 * MINUTE


def _allowed(span_s: float) -> float:
    return min(max(span_s, SHORTEST_S), LONGEST_S)
