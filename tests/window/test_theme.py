from __future__ import annotations

import tomllib
from dataclasses import asdict, fields

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from hmi.config.resources import resource_path
from hmi.model.status import GroupState, LinkState, WriterState
from hmi.window.looks import (
    Look,
    Pending,
    Tone,
    group_look,
    link_look,
    pending_look,
    severity_look,
    writer_look,
)
from hmi.window.theme import Colours, Theme, load_colours

SCHEMES = ("light", "dark")
LOOKS = [
    *map(group_look, GroupState),
    *map(link_look, LinkState),
    *map(writer_look, WriterState),
    *map(pending_look, Pending),
    *map(severity_look, ("critical", "high", "medium")),
]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_gray_is_normal(scheme: str) -> None:
    for name, value in asdict(load_colours(scheme)).items():
        colour = QColor(value)
        parts = (colour.red(), colour.green(), colour.blue())
        spread = max(parts) - min(parts)
        assert (spread > 60) is (name in {"warning", "warning_mark", "alarm"}) or name.endswith("_fill"), name


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", ["text", "muted", "warning", "alarm"])
@pytest.mark.parametrize("ground", ["page", "panel", "sunken", "raised"])
def test_text_can_be_read(scheme: str, text: str, ground: str) -> None:
    colours = asdict(load_colours(scheme))
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("fill", ["warning_fill", "alarm_fill", "selection"])
def test_text_can_be_read_where_something_is_wrong(scheme: str, fill: str) -> None:
    colours = asdict(load_colours(scheme))
    assert contrast(colours["text"], colours[fill]) >= 7.0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_names_every_colour(scheme: str) -> None:
    names = set(tomllib.loads(resource_path("styles", f"{scheme}.toml").read_text("utf-8")))
    assert names == {field.name for field in fields(Colours)}


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.text)
def test_a_state_is_form_and_text_and_never_colour_alone(theme: Theme, look: Look) -> None:
    assert look.text
    assert not theme.state_icon(look).isNull()
    normal = {"running", "idle", "stopped", "changing", "done"}
    assert (look.shape in normal) is (look.tone in (Tone.QUIET, Tone.NORMAL))


def test_an_icon_takes_the_colour_of_its_tone(theme: Theme) -> None:
    image = theme.icon("stop", Tone.ALARM).pixmap(QSize(16, 16)).toImage()
    assert image.pixelColor(image.width() // 2, image.height() // 2).name() == theme.colours.alarm


def test_a_change_of_scheme_is_told(qtbot: QtBot, theme: Theme) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.use("dark")
    assert theme.colours == load_colours("dark")


def luminance(value: str) -> float:
    """Relative luminance by WCAG 2."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    colour = QColor(value)
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_tables_and_menus_keep_our_font_when_the_system_changes_its_look(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme.dress(window)
    # What Qt does on Windows, whose own fonts for these are others
    QApplication.setFont(QFont("Courier", 7), "QTableView")  # type: ignore[arg-type] # a str at run time
    QCoreApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    assert QApplication.font(QTableView()) == QApplication.font()
