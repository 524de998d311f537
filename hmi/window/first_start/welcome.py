"""Where to begin: a look at the demo plant, or the first PLC."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from hmi.window.context import Context
from hmi.window.widgets.buttons import allow

_CARD_PX = 280
_ICON_PX = 32


class Welcome(QWidget):
    """Two ways, and a side door for who has a spreadsheet already."""

    demo_wanted = Signal()
    plc_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._icons: dict[str, QLabel] = {"play": QLabel(), "plug-zap": QLabel()}
        self.demo = QPushButton(self.tr("Look at the &demo plant"))
        self.plc = QPushButton(self.tr("Connect your first &PLC"))
        self.files = QPushButton(self.tr("&Import a list of tags (CSV)…"))
        self.demo.clicked.connect(self.demo_wanted)
        self.plc.clicked.connect(self.plc_wanted)
        self.files.clicked.connect(self.import_wanted)
        self._lay_out()
        context.access.changed.connect(self._allow)
        context.theme.changed.connect(self._paint)
        self._allow()
        self._paint()

    def _allow(self) -> None:
        locked = self.tr("Only an engineer may change the setup")
        refusal = "" if self._context.access.is_engineer else locked
        allow(self.plc, refusal, self.tr("Three steps to the first recorded value"))
        allow(self.files, refusal, self.tr("Tags from a spreadsheet, GX Works or Kepware"))

    def _paint(self) -> None:
        for name, label in self._icons.items():
            label.setPixmap(self._context.theme.icon(name).pixmap(QSize(_ICON_PX, _ICON_PX)))
        self.files.setIcon(self._context.theme.icon("upload"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        text = QLabel(self.tr("No PLC is connected yet, so nothing is recorded. Begin with one of these:"))
        text.setWordWrap(True)
        column.addWidget(text)
        cards = QHBoxLayout()
        cards.setSpacing(14)
        cards.addWidget(
            self._card(
                "plug-zap",
                self.tr("Your plant"),
                self.tr(
                    "You need the PLC's IP address and port, and one address to read, like D100. Three "
                    "steps, then its value is recorded. Lineside writes nothing into the PLC."
                ),
                self.plc,
            ),
            1,
        )
        cards.addWidget(
            self._card(
                "play",
                self.tr("The demo plant"),
                self.tr(
                    "Three simulated PLCs with 600 tags, in a data folder of its own: nothing of it gets "
                    "into your records. This window closes for it."
                ),
                self.demo,
            ),
            1,
        )
        column.addLayout(cards)
        line = QHBoxLayout()
        line.addWidget(self.files)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)

    def _card(self, icon: str, title: str, text: str, button: QPushButton) -> QFrame:
        card = QFrame()
        card.setObjectName("panel")
        card.setMinimumWidth(_CARD_PX)
        heading = QLabel(title)
        heading.setObjectName("title")
        body = QLabel(text)
        body.setWordWrap(True)
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(card)
        column.setContentsMargins(18, 16, 18, 18)
        column.setSpacing(8)
        column.addWidget(self._icons[icon])
        column.addWidget(heading)
        column.addWidget(body, 1)
        column.addWidget(button)
        return card
