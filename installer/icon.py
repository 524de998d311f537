"""The program's icon in the form Windows wants, drawn from ``resources/icons/lineside.svg``."""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from installer.places import ROOT, BuildError

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""Pixels a side: those of lists, the task bar and the desktop at 100 to 200 %."""
_PNG_FROM = 256
"""Smaller ones are bitmaps, which every tool reads."""


def make_ico(target: Path) -> None:
    """Write an icon of all sizes, 32 bits a pixel.

    Raises:
        BuildError: the picture cannot be drawn.
    """
    drawing = QSvgRenderer(str(ROOT / "resources" / "icons" / "lineside.svg"))
    if not drawing.isValid():
        raise BuildError("resources/icons/lineside.svg cannot be drawn")
    pictures = [_encoded(_drawn(drawing, size)) for size in SIZES]
    offset = 6 + 16 * len(SIZES)
    entries = b""
    for size, picture in zip(SIZES, pictures, strict=True):
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(struct.pack("<HHH", 0, 1, len(SIZES)) + entries + b"".join(pictures))


def make_png(target: Path, size: int) -> None:
    """Write it as a picture of ``size`` pixels a side."""
    drawing = QSvgRenderer(str(ROOT / "resources" / "icons" / "lineside.svg"))
    if not QImageWriter(str(target), b"PNG").write(_drawn(drawing, size)):
        raise BuildError(f"{target} cannot be written")


def _drawn(drawing: QSvgRenderer, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def _encoded(image: QImage) -> bytes:
    if image.width() < _PNG_FROM:
        return _bitmap(image)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(data.data())


def _bitmap(image: QImage) -> bytes:
    """Header, pixels from the lowest line up, and a mask (one bit a pixel) that nobody looks at any more."""
    size = image.width()
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, 0, 0, 0, 0, 0)
    stride = image.bytesPerLine()
    pixels = bytes(image.constBits())
    lines = [pixels[y * stride : y * stride + 4 * size] for y in reversed(range(size))]
    mask_line = (size + 31) // 32 * 4
    return header + b"".join(lines) + bytes(mask_line * size)
