"""One page at a time; what does not fit into a small window is scrolled to."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from hmi.window.pages import Page

_Page = TypeVar("_Page", bound=Page)


class PageStack(QStackedWidget):
    """Each page in a scroll area of its own, never smaller than its ``smallest``.

    ``added`` carries what stands last in a new page for the Tab key, and stops nobody.
    """

    added = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self._areas: dict[Page, QScrollArea] = {}

    def add(self, page: _Page) -> _Page:
        """Add a page; returns it."""
        area = QScrollArea()
        area.setObjectName("scroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        page.setMinimumSize(*page.smallest)
        area.setWidget(page)
        self._areas[page] = area
        self.addWidget(area)
        last = QWidget(area)
        last.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # else it has no place in that order
        last.hide()
        self.added.emit(last)
        return page

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        shown = self.currentWidget()
        return next((page for page, area in self._areas.items() if area is shown), None)

    def show_page(self, page: Page) -> None:
        """Show a page that was added."""
        self.setCurrentWidget(self._areas[page])
