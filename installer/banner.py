"""The picture at the side of the set-up's first and last page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.places import ROOT, BuildError

WIDTH, HEIGHT = 328, 628
"""Pixels: twice what NSIS asks for, so that it stays sharp at 200 %."""
_GROUND = "#1f2933"
_ICON = 160


def make_banner(target: Path) -> None:
    """Write it to a .bmp: the program's icon on a plain dark ground.

    Raises:
        BuildError: it cannot be drawn.
    """
    drawing = QSvgRenderer(str(ROOT / "resources" / "icons" / "lineside.svg"))
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB888)
    image.fill(QColor(_GROUND))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter, QRectF((WIDTH - _ICON) / 2, 96, _ICON, _ICON))
    painter.end()
    if not drawing.isValid() or not image.save(str(target)):
        raise BuildError("resources/icons/lineside.svg cannot be drawn")
