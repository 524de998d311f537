"""Abnormal states are told apart without colour: by their forms, in a picture that is gray."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hmi.model.status import GroupState, LinkState, ReplayState, ReplayStatus, WriterState
from hmi.window.looks import (
    Look,
    Tone,
    group_look,
    link_look,
    replay_look,
    severity_look,
    writer_look,
)
from hmi.window.theme import Theme
from hmi.window.widgets.state_label import StateLabel

KINDS: dict[str, list[Look]] = {
    "group": [group_look(state) for state in GroupState],
    "PLC": [link_look(state) for state in LinkState],
    "historian": [writer_look(state) for state in WriterState],
    "replay": [replay_look(ReplayStatus(state, rows_left=1)) for state in ReplayState],
    "alarm": [severity_look(severity) for severity in ("critical", "high", "medium")],
}
ABNORMAL = (Tone.WARNING, Tone.ALARM)


def gray(widget: QWidget) -> npt.NDArray[np.int64]:
    """Brightness of every pixel, 0 to 255."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width()].astype(np.int64)


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest, theme: Theme) -> Theme:
    theme.use(request.param)
    return theme


def picture_of(qtbot: QtBot, theme: Theme, shape: str, tone: Tone) -> npt.NDArray[np.int64]:
    label = StateLabel(theme)
    qtbot.addWidget(label)
    theme.dress(label)
    label.show_look(Look(shape, tone, ""))
    label.resize(24, 24)
    return gray(label)


@pytest.mark.parametrize("kind", KINDS)
def test_an_abnormal_state_has_another_form_than_a_normal_one(qtbot: QtBot, scheme: Theme, kind: str) -> None:
    for one, other in combinations(KINDS[kind], 2):
        if (one.tone in ABNORMAL) == (other.tone in ABNORMAL):
            continue
        assert one.shape != other.shape
        difference = picture_of(qtbot, scheme, one.shape, one.tone) - picture_of(
            qtbot, scheme, other.shape, other.tone
        )
        assert (abs(difference) > 30).sum() >= 20, f"{one.text} and {other.text} look alike in gray"


@pytest.mark.parametrize("kind", KINDS)
def test_every_state_has_words_of_its_own(kind: str) -> None:
    texts = [look.text for look in KINDS[kind]]
    assert all(texts)
    assert len(set(texts)) == len(texts)
