"""The tags of the trend: watched while they come, read from the historian one after the other."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from hmi.historian.protocol import TrendSource
from hmi.model.plant import Tag, TagKey, TagType, tag_key
from hmi.polling.latest import LatestValues, Watch
from hmi.window.tasks import Tasks
from hmi.window.trends_data import Curve, History, Request, TagTrend, curve_of, read_history
from hmi.window.widgets.time_chart_view import TimeView

MOST_TAGS = 8
"""More curves than pens that can be told apart help nobody."""

_SETTLE_MS = 200
"""A view that is dragged is not read at every step."""
_BEAT_MS = 1000
_AGAIN_S = 15.0
"""After a failure."""


@dataclass(frozen=True, slots=True)
class Trended:
    """A tag in the trend and the number it is known by in the charts."""

    number: int
    tag: Tag
    trend: TagTrend
    watch: Watch


class Trends(QObject):
    """Takes what comes once a second, whether a page shows it or not: nothing is to be lost.

    ``changed`` when tags come or go, ``came`` when there is more to draw, ``failed`` with the text of an
    error, or with a blank when the historian answers.
    """

    changed = Signal()
    came = Signal()
    failed = Signal(str)

    def __init__(
        self, live: LatestValues, source: TrendSource, tasks: Tasks, view: TimeView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._live = live
        self._source = source
        self._tasks = tasks
        self.view = view
        self._tags: dict[TagKey, Trended] = {}
        self._reading = False
        self._not_before = 0.0
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._read_next)
        self._every_second = QTimer(self)
        self._every_second.setInterval(_BEAT_MS)
        self._every_second.timeout.connect(self._take)
        view.changed.connect(self._ask)

    def tags(self) -> list[Trended]:
        """Those in the trend, by their numbers."""
        return sorted(self._tags.values(), key=lambda one: one.number)

    def number(self, tag: Tag) -> int | None:
        """The tag's number in the charts; None where it is not in the trend."""
        found = self._tags.get(tag_key(tag))
        return found.number if found else None

    def room(self) -> int:
        """How many more tags may be added."""
        return MOST_TAGS - len(self._tags)

    @property
    def is_reading(self) -> bool:
        """True while the historian is asked."""
        return self._reading

    def add(self, tags: Iterable[tuple[Tag, float | None]]) -> None:
        """Draw these, too, as far as there is room; each with the interval of its group in seconds.

        The interval is None for a group that is triggered. A text has no curve and is passed over.
        """
        for tag, interval_s in tags:
            if self.room() and not self.number(tag) and tag.tag_type is not TagType.STRING:
                self._add(tag, interval_s)
        self._changed()
        self._read_next()

    def remove(self, tags: Iterable[Tag]) -> None:
        """Draw these no longer."""
        for tag in tags:
            if (found := self._tags.pop(tag_key(tag), None)) is not None:
                found.watch.close()
        self._changed()

    def clear(self) -> None:
        """Draw none."""
        self.remove([one.tag for one in self._tags.values()])

    def read_again(self) -> None:
        """Read everything anew."""
        self._not_before = 0.0
        for key, one in self._tags.items():
            fresh = TagTrend(one.trend.curve, one.trend.tail.begin)
            fresh.tail = one.trend.tail
            self._tags[key] = Trended(one.number, one.tag, fresh, one.watch)
        self._read_next()

    def _add(self, tag: Tag, interval_s: float | None) -> None:
        taken = {one.number for one in self._tags.values()}
        number = next(n for n in range(1, MOST_TAGS + 1) if n not in taken)
        watch = self._live.watch(*tag_key(tag))  # before anything is read, so that nothing lies between
        trend = TagTrend(curve_of(tag, interval_s), time.time())
        self._tags[tag_key(tag)] = Trended(number, tag, trend, watch)

    def _changed(self) -> None:
        if not self._tags:
            self._every_second.stop()
        elif not self._every_second.isActive():
            self._every_second.start()
        self.changed.emit()

    def _take(self) -> None:
        for one in self._tags.values():
            one.trend.tail.add(one.watch.take())
        self.view.tick(time.time())
        self.came.emit()
        self._ask()

    def _ask(self) -> None:
        if self._tags and not self._settle.isActive():
            self._settle.start()

    def _read_next(self) -> None:
        now = time.time()
        if self._reading or now < self._not_before:
            return
        for key, one in self._tags.items():
            request = one.trend.wants(self.view.start, self.view.end, now)
            if request is not None:
                self._read(key, one.trend, request)
                return

    def _read(self, key: TagKey, trend: TagTrend, request: Request) -> None:
        self._reading = True
        (
            self._tasks.operation(_reading(self._source, trend.curve, request))
            .success(lambda history: self._show(key, trend, history))
            .failure(self._fail)
            .start()
        )

    def _show(self, key: TagKey, trend: TagTrend, history: History) -> None:
        self._reading = False
        self._not_before = 0.0
        found = self._tags.get(key)
        if found is not None and found.trend is trend:
            trend.show(history)
        self.failed.emit("")
        self.came.emit()
        self._read_next()

    def _fail(self, text: str) -> None:
        self._reading = False
        self._not_before = time.time() + _AGAIN_S
        self.failed.emit(text)


def _reading(source: TrendSource, curve: Curve, request: Request) -> Callable[[], History]:
    return lambda: read_history(source, curve, request)
