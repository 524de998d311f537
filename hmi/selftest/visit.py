"""Looks at the main window as an operator would: waits for values, takes a picture, closes it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from hmi.selftest.run import CheckFailedError
from hmi.window.frame import MainWindow
from hmi.window.models.tag_model import TagModel
from hmi.window.pages.tags import TagsPage
from hmi.window.snapshot import Snapshot

_PATIENCE_MS = 20_000
_STEP_PX = 4
_LEAST_COLOURS = 20
_MOST_OF_ONE = 0.98
"""Share of a picture that one colour may have: an empty window is of one colour."""


class Visit(QObject):
    """Made before the window's event loop runs; at its end ``judge`` says what was seen."""

    def __init__(self) -> None:
        super().__init__()
        self._window: MainWindow | None = None
        self._picture: QImage | None = None
        self._value = ""
        QTimer.singleShot(0, self, self._look)

    def judge(self, keep: Path | None) -> str:
        """What was seen; the picture goes to ``keep``. Raises where nothing was, or nothing in order."""
        if self._picture is None:
            raise CheckFailedError("the window showed no value within 20 s")
        # PySide's types ask for bytes, and it takes text alone.
        if keep is not None and not self._picture.save(str(keep), "PNG"):  # type: ignore[call-overload]
            raise CheckFailedError(f"the picture {keep} cannot be written")
        if self._window is None or not self._window.stopped:
            raise CheckFailedError("the window did not close in order")
        colours = _need_painted(self._picture)
        size = self._picture.size()
        return f"{size.width()} x {size.height()} pixels, {colours} colours; {self._value}"

    def _look(self) -> None:
        (self._window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        self._window.open_page("tags")
        self._window.snapshots.taken.connect(self._show_snapshot)
        # Without values it has to end all the same.
        QTimer.singleShot(_PATIENCE_MS, self, self._close)

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        window = self._window
        if window is None or self._picture is not None or not snapshot.status.rows.stored:
            return
        if self._value:  # shown at the snapshot before: everything has its place by now
            self._picture = window.grab().toImage()
            self._close()
        page = window.pages["tags"]
        self._value = _first_value(page.model) if isinstance(page, TagsPage) else ""

    def _close(self) -> None:
        if self._window is not None and not self._window.stopped:
            self._window.quit(asks=False)


def _first_value(model: TagModel) -> str:
    """The first tag that shows a good value, with it; blank while there is none."""
    for row in range(model.rowCount()):
        name, value, quality = (
            str(model.index(row, column).data() or "") for column in (model.NAME, model.VALUE, model.QUALITY)
        )
        if any(sign.isdigit() for sign in value):
            return f"{name} = {value} ({quality})"
    return ""


def _need_painted(picture: QImage) -> int:
    """How many colours are in the picture, looked at in a grid; raises where it is all but empty."""
    counts: dict[int, int] = {}
    for y in range(0, picture.height(), _STEP_PX):
        for x in range(0, picture.width(), _STEP_PX):
            colour = picture.pixel(x, y)
            counts[colour] = counts.get(colour, 0) + 1
    seen = sum(counts.values())
    if len(counts) < _LEAST_COLOURS or max(counts.values()) > _MOST_OF_ONE * seen:
        raise CheckFailedError(f"the window's picture is blank: {len(counts)} colours")
    return len(counts)
