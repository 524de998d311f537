"""Where the Tab key goes."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget


def tab_stops(window: QWidget) -> list[QWidget]:
    """The visible stops of the Tab key, in its order."""
    stops = []
    widget = window.nextInFocusChain()
    while widget is not None and widget is not window:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if takes_tab and widget.isVisibleTo(window) and widget.isEnabled():
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def is_top_to_bottom(window: QWidget) -> bool:
    """Whether no stop is more than a line above the one before."""
    tops = [stop.mapTo(window, QPoint(0, 0)).y() for stop in tab_stops(window)]
    return all(after >= before - 12 for before, after in pairwise(tops))
