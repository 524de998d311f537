from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from hmi.config.resources import resource_path
from hmi.window.looks import Tone
from hmi.window.theme import Theme

FILES = sorted(resource_path("icons").glob("*.svg"))
WINDOW = Path(__file__).resolve().parents[2] / "hmi" / "window"
ASKED = re.compile(r"""\bicon\(\s*"([a-z0-9-]+)"|\bLook\(\s*"([a-z0-9-]+)\"""")


def painted(image: QImage) -> set[str]:
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in colours if colour.alpha() > 200}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_icon_is_drawn_in_the_colour_of_its_tone(theme: Theme, scheme: str, file: Path) -> None:
    theme.use(scheme)
    image = theme.icon(file.stem, Tone.NORMAL).pixmap(QSize(24, 24)).toImage()
    own = {"lineside"}
    assert theme.colours.text in painted(image) or file.stem in own
    other = theme.icon(file.stem, Tone.ALARM).pixmap(QSize(24, 24)).toImage()
    assert theme.colours.alarm in painted(other) or file.stem in own


def test_every_icon_that_is_asked_for_is_there() -> None:
    names = {file.stem for file in FILES}
    for source in WINDOW.rglob("*.py"):
        for found in ASKED.finditer(source.read_text("utf-8")):
            assert (found[1] or found[2]) in names, source


def test_the_set_brings_its_licence() -> None:
    licence = resource_path("icons", "LICENSE.lucide.txt").read_text("utf-8")
    assert "ISC License" in licence
    assert "The MIT License" in licence  # of the icons that come from Feather
