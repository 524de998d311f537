"""Where rows rest, at one glance: what waits, what is refused, what is damaged, what is safe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme, set_tone
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.state_label import ICON_PX

_SMALLEST_PX = 110


class Resting(StrEnum):
    """Where rows rest; each is a tab of the page."""

    WAITING = "waiting"
    QUARANTINE = "quarantine"
    SET_ASIDE = "set_aside"
    REPLAYED = "replayed"


@dataclass(frozen=True, slots=True)
class Card:
    """What one place shows: its title, the figure that tells, what that means, and how it looks."""

    title: str
    figure: str
    note: str
    look: Look


class PlaceCard(QPushButton):
    """One place; pressed, it is the one that is shown below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("place")
        self.setCheckable(True)
        self._theme = theme
        self._card: Card | None = None
        self._form, self._title = QLabel(), ElidedLabel()
        self._figure, self._note = ElidedLabel(), ElidedLabel()
        self._title.setObjectName("title")
        self._figure.setObjectName("heading")
        self._note.setObjectName("caption")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._form)
        head.addWidget(self._title, 1)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self._figure)
        column.addWidget(self._note)
        for label in (self._form, self._title, self._figure, self._note):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._paint)

    def sizeHint(self) -> QSize:
        """What its labels need, which a button would not ask."""
        return QSize(_SMALLEST_PX, self._column.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Never less than its three lines."""
        return self.sizeHint()

    def show_card(self, card: Card) -> None:
        """Show this; costs nothing when it is shown already."""
        if card == self._card:
            return
        self._card = card
        self._title.setText(card.title)
        self._figure.setText(card.figure)
        self._note.setText(card.note)
        text = self.tr("{title}: {figure}. {note}")
        text = text.format(title=card.title, figure=card.figure, note=card.note)
        self.setAccessibleName(text)
        self.setToolTip(text)
        set_tone(self._figure, card.look.tone)
        self._paint()

    def figure(self) -> str:
        """The figure shown."""
        return self._figure.text()

    def _paint(self) -> None:
        if self._card is not None:
            self._form.setPixmap(self._theme.state_icon(self._card.look).pixmap(ICON_PX, ICON_PX))


class PlaceBar(QFrame):
    """One card beside the other; arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.cards: dict[Resting, PlaceCard] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for place in Resting:
            card = self.cards[place] = PlaceCard(theme)
            card.clicked.connect(lambda _, place=place: self.choose(place))
            self._group.addButton(card)
            row.addWidget(card, 1)

    def show_cards(self, cards: Mapping[Resting, Card]) -> None:
        """Show these."""
        for place, card in cards.items():
            self.cards[place].show_card(card)

    def choose(self, place: Resting) -> None:
        """Show a place; ``chosen`` tells it where it is another than before."""
        self.cards[place].setChecked(True)
        for other, card in self.cards.items():  # the Tab key comes to the one that is shown
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus if other is place else Qt.FocusPolicy.ClickFocus)
        self.chosen.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right choose the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        places = list(Resting)
        current = next((place for place in places if self.cards[place].isChecked()), places[0])
        target = places[(places.index(current) + step) % len(places)]
        if not step:
            super().keyPressEvent(event)
            return
        self.choose(target)
        self.cards[target].setFocus(Qt.FocusReason.TabFocusReason)


def quiet(shape: str) -> Look:
    """The look of a place with which nothing is wrong."""
    return Look(shape, Tone.QUIET, "")
