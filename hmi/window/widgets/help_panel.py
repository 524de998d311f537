"""Help beside the page: what it is for; about the program; a bundle for who helps from afar."""

from __future__ import annotations

import html
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hmi import __version__
from hmi.diagnostics import Bundle, write_bundle
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.dialogs.save_file import ask_where
from hmi.window.help_texts import Chapter, help_of
from hmi.window.looks import Tone
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.message_bar import MessageBar

_WIDTH_PX = 330


class HelpPanel(QFrame):
    """``closed`` when it was closed here; who shows it gives the keyboard back."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setFixedWidth(_WIDTH_PX)
        self._context = context
        self.text = QTextBrowser()
        self.text.setObjectName("bare")
        self.text.setAccessibleName(self.tr("Help"))
        self.messages = MessageBar(context.theme)
        self.bundle = QPushButton(self.tr("Save a diagnostics &bundle…"))
        self.bundle.setToolTip(
            self.tr("Logs, configuration, status and events in one file, without values and passwords")
        )
        self.bundle.clicked.connect(self._choose_file)
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Close the help (F1)"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.clicked.connect(self._shut)
        self._lay_out()
        context.theme.changed.connect(self._paint)
        self._paint()
        begins_at(self, self.text)
        self.hide()

    def show_page(self, name: str) -> None:
        """The help of this page."""
        self.text.setHtml(_html(help_of(name)))

    def follow_in_tab_order(self, last: QWidget) -> None:
        """Stand behind a widget for the Tab key: a page that was made after the help would come after it."""
        for before, after in pairwise((last, self._close, self.text, *self.messages.buttons, self.bundle)):
            self.setTabOrder(before, after)

    def save_bundle(self, path: Path) -> None:
        """Write the bundle, off the GUI thread; tells what became of it."""
        self.bundle.setEnabled(False)
        self.messages.say(self.tr("The bundle is being gathered…"))
        station = self._context.station
        work = self._context.tasks.operation(lambda: write_bundle(station, path))
        work.success(self._saved).failure(self._not_saved).start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self._shut()
        else:
            super().keyPressEvent(event)

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()

    def _choose_file(self) -> None:
        title, kinds = self.tr("Save a diagnostics bundle"), {self.tr("Zip files (*.zip)"): "zip"}
        proposed = time.strftime("lineside_%Y%m%d_%H%M%S.zip")
        ask_where(self, self._context.memory, proposed, self.save_bundle, title=title, kinds=kinds)

    def _saved(self, bundle: Bundle) -> None:
        self.bundle.setEnabled(True)
        if bundle.failed:
            text = self.tr("{file} is saved; it could not gather everything: {parts}")
            self.messages.warn(text.format(file=bundle.path, parts=", ".join(bundle.failed)))
        else:
            text = self.tr("{file} is saved: {size}")
            self.messages.say(text.format(file=bundle.path, size=formats.size(bundle.size_bytes)))

    def _not_saved(self, error: str) -> None:
        self.bundle.setEnabled(True)
        self.messages.fail(error)

    def _about(self) -> str:
        return self.tr(
            "Lineside {version}, MIT licence. Qt {qt} for Python (LGPL), pyqtgraph (MIT), oracledb (Apache), "
            "pymcprotocol (MIT); icons of Lucide (ISC)."
        ).format(version=__version__, qt=QLibraryInfo.version().toString())

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Help"))
        title.setObjectName("title")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self._close)
        about = QLabel(self._about())
        about.setObjectName("caption")
        about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.messages)
        column.addWidget(self.bundle)
        column.addWidget(about)

    def _paint(self) -> None:
        self._close.setIcon(self._context.theme.icon("close", Tone.QUIET))
        self.bundle.setIcon(self._context.theme.icon("package"))


def _html(chapters: Sequence[Chapter]) -> str:
    parts = []
    for chapter in chapters:
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in chapter.lines)
        parts.append(f"<h4>{html.escape(chapter.heading)}</h4>{lines}")
    return "".join(parts)
