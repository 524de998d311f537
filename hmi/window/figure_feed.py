"""The history of figures behind the charts of a page: read off the GUI thread, followed second by second."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hmi.figures import FigureHistory
from hmi.model.figures import Figures
from hmi.window.tasks import Tasks
from hmi.window.widgets.time_chart_view import TimeView

_POINTS = 900
"""For what is seen: about one per pixel."""
_MARGIN = 1.0
"""So many times of what is seen is read on either side of it, so that dragging shows it at once."""
_LEAST_TAIL_S, _MOST_TAIL_S = 60.0, 1800.0
_TAIL_SHARE = 0.05
_FINER, _COARSER = 0.5, 2.0
_GAP_S = 3.0


class FigureFeed(QObject):
    """What the view shows; ``changed`` whenever there is something else to draw.

    What memory has is asked for at once; what lies before comes from the disk, by ``tasks``.
    """

    changed = Signal()

    def __init__(self, source: FigureHistory, tasks: Tasks, view: TimeView, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._tasks = tasks
        self._view = view
        self._now = view.end
        self._base: Figures | None = None
        self._base_span = 0.0
        self._reaches_now = False
        self._figures: Figures | None = None
        self._is_reading = False
        view.changed.connect(self._look)

    @property
    def figures(self) -> Figures | None:
        """What is known of the time that is seen, and around it; None until it has been read."""
        return self._figures

    def tick(self, now: float) -> None:
        """It is ``now``, in seconds since 1970: once a second while the page is seen."""
        self._now = now
        self._view.tick(now)
        self._follow()
        self._look()

    def _follow(self) -> None:
        """Add the newest seconds; where they do not follow, everything is read anew."""
        if self._base is None:
            return
        if not self._reaches_now:
            self._show(self._base)
            return
        later = self._source.recent(self._base.end)
        if self._is_broken_off(later):
            self._base = None  # what lies between has to be read
            return
        self._show(self._base.followed_by(later))

    def _show(self, figures: Figures) -> None:
        if figures is not self._figures:
            self._figures = figures
            self.changed.emit()

    def _is_broken_off(self, later: Figures) -> bool:
        """The computer slept, or its clock was set back."""
        end = self._base.end if self._base is not None else self._now
        return self._now < end - _GAP_S or (len(later.times) > 0 and later.times[0] - end > _GAP_S)

    def _look(self) -> None:
        if not self._is_reading and not self._is_enough():
            self._read()

    def _is_enough(self) -> bool:
        base, view = self._base, self._view
        if base is None or not _FINER <= view.span / self._base_span <= _COARSER:
            return False
        tail_s = min(max(_LEAST_TAIL_S, _TAIL_SHARE * view.span), _MOST_TAIL_S) if self._reaches_now else 0.0
        return base.start <= view.start and min(view.end, self._now) - base.end <= tail_s

    def _read(self) -> None:
        self._is_reading = True
        view, span = self._view, self._view.span
        start, end = view.start - _MARGIN * span, min(view.end + _MARGIN * span, self._now)
        reaches_now = end == self._now
        points = round(_POINTS * (end - start) / span)
        work = self._tasks.operation(lambda: self._source.read(start, end, points))
        work.success(lambda figures: self._take(figures, span, reaches_now)).failure(self._give_up).start()

    def _take(self, figures: Figures, span: float, reaches_now: bool) -> None:
        self._is_reading = False
        self._base, self._base_span, self._reaches_now = figures, span, reaches_now
        self._follow()
        if self._base is not None:
            self._look()  # the view may have moved meanwhile

    def _give_up(self, _error: str) -> None:
        """It is in the log; the next second tries again."""
        self._is_reading = False
