"""What a small window does not show, brought into view: Qt follows the Tab key only."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

_MARGIN_PX = 12


def scroll_into_view(widget: QWidget) -> None:
    """Scroll to a widget once it has its place; one that is higher than the room is left alone."""
    QTimer.singleShot(0, widget, lambda: _follow(widget))


def scroll_to_top(widget: QWidget) -> None:
    """What holds the widget is shown from its beginning."""
    for area in _areas(widget):
        area.verticalScrollBar().setValue(0)


def _follow(widget: QWidget) -> None:
    for area in _areas(widget):
        if widget.isVisible() and widget.height() <= area.viewport().height():
            area.ensureWidgetVisible(widget, _MARGIN_PX, _MARGIN_PX)


def _areas(widget: QWidget) -> Iterator[QScrollArea]:
    """From the innermost outwards."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            yield holder
        holder = holder.parentWidget()
