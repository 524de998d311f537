"""Which events are wanted: about what, by whom, from when to when, with which words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDateTime, Signal
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hmi.eventlog import Wanted
from hmi.model.events import BY_ITSELF, Event
from hmi.model.times import utc_text
from hmi.window.event_texts import KINDS, EventGroup, event_text, group_text, kind_text
from hmi.window.widgets.flow_layout import FlowLayout
from hmi.window.widgets.search_box import SearchBox, narrow_combo

_BETWEEN = "between"
_WORDS_PX = 150
_FORMAT = "yyyy-MM-dd HH:mm"


class EventFilter(QWidget):
    """``changed`` carries the new ``Wanted``."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.words = SearchBox(self.tr("Find in events"))
        self.about = narrow_combo(self.tr("About"))
        self.who = narrow_combo(self.tr("Who"))
        self.time = narrow_combo(self.tr("Time"))
        self.since, self.until = _moment(self.tr("From")), _moment(self.tr("To"))
        self._fill()
        self._lay_out()
        self.words.asked.connect(self._tell)
        for combo in (self.about, self.who, self.time):
            combo.currentIndexChanged.connect(self._choose)
        for moment in (self.since, self.until):
            moment.dateTimeChanged.connect(lambda _: self.words.ask_soon())

    def show_people(self, people: Sequence[str]) -> None:
        """Offer these to choose from; the choice stays."""
        chosen = self.who.currentData()
        offered = [self.who.itemData(index) for index in range(2, self.who.count())]
        if list(people) == offered:
            return
        self.who.blockSignals(True)
        while self.who.count() > 2:
            self.who.removeItem(2)
        for name in people:
            self.who.addItem(name, name)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        self.who.blockSignals(False)

    def is_open(self) -> bool:
        """True when every event is wanted."""
        combos = (self.about, self.who, self.time)
        return not self.words.text().strip() and all(combo.currentIndex() == 0 for combo in combos)

    def clear(self) -> None:
        """Want every event."""
        self.words.clear()
        for combo in (self.about, self.who, self.time):
            combo.setCurrentIndex(0)
        self._tell()

    def wanted(self) -> Wanted:
        """What is chosen now."""
        group, since, until = self.about.currentData(), None, None
        span = self.time.currentData()
        if span == _BETWEEN:
            since, until = _utc(self.since), _utc(self.until)
        elif span:
            since = utc_text(datetime.now(UTC) - timedelta(hours=span))
        return Wanted(
            kinds=KINDS[EventGroup(group)] if group else None,
            since=since,
            until=until,
            by=self.who.currentData(),
            matches=_matcher(self.words.text()),
        )

    def _choose(self) -> None:
        self._between.setVisible(self.time.currentData() == _BETWEEN)
        self._tell()

    def _tell(self) -> None:
        self.words.answered()
        self.changed.emit(self.wanted())

    def _fill(self) -> None:
        self.about.addItem(self.tr("All events"), "")
        for group in EventGroup:
            self.about.addItem(group_text(group), group.value)
        self.who.addItem(self.tr("Anybody"), None)
        self.who.addItem(self.tr("The program itself"), BY_ITSELF)
        for text, hours in (
            (self.tr("Any time"), 0),
            (self.tr("Last hour"), 1),
            (self.tr("Last 24 hours"), 24),
            (self.tr("Last 7 days"), 7 * 24),
            (self.tr("Last 30 days"), 30 * 24),
            (self.tr("Between…"), _BETWEEN),
        ):
            self.time.addItem(text, hours)
        now = QDateTime.currentDateTime()
        self.since.setDateTime(now.addDays(-1))
        self.until.setDateTime(now.addDays(1))

    def _lay_out(self) -> None:
        self.words.setMinimumWidth(_WORDS_PX)
        first = FlowLayout(first_grows=True)
        for part in (self.words, self.about, self.who, self.time):
            first.addWidget(part)
        self._between = QWidget()
        second = QHBoxLayout(self._between)
        second.setContentsMargins(0, 0, 0, 0)
        second.setSpacing(6)
        second.addStretch(1)
        for caption, moment in ((self.tr("From"), self.since), (self.tr("To"), self.until)):
            label = QLabel(caption)
            label.setObjectName("caption")
            label.setBuddy(moment)
            second.addWidget(label)
            second.addWidget(moment)
        self._between.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self._between)


def _moment(name: str) -> QDateTimeEdit:
    moment = QDateTimeEdit()
    moment.setDisplayFormat(_FORMAT)
    moment.setCalendarPopup(True)
    moment.setAccessibleName(name)
    return moment


def _utc(moment: QDateTimeEdit) -> str:
    return utc_text(datetime.fromtimestamp(moment.dateTime().toSecsSinceEpoch(), UTC))


def _matcher(text: str) -> Callable[[Event], bool] | None:
    """All words, in any case and order, in what the table shows of an event. Called on another thread."""
    words = text.casefold().split()
    if not words:
        return None

    def matches(event: Event) -> bool:
        shown = f"{event_text(event)} {event.by} {kind_text(event)} {event.subject}".casefold()
        return all(word in shown for word in words)

    return matches
