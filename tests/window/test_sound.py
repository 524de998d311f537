"""Heard until somebody acknowledges, if somebody wants it."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from hmi.config.resources import resource_path
from hmi.model.status import AlarmStatus
from hmi.window import sound
from hmi.window.sound import AlarmSound


def alarm(severity: str, *, acknowledged: bool = False) -> AlarmStatus:
    return AlarmStatus("a", severity, "", acknowledged=acknowledged, text="A", guidance="B.")


@pytest.fixture
def memory(qtbot: QtBot, tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_it_sounds_again_and_again_until_it_is_acknowledged(
    qtbot: QtBot, memory: QSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sound, "_EVERY_MS", 20)
    heard: list[int] = []
    made = AlarmSound(memory, play=lambda: heard.append(1))
    sound.set_wanted(memory, on=True)
    made.show_alarms([alarm("high")])
    assert len(heard) == 1
    qtbot.waitUntil(lambda: len(heard) > 3)
    made.show_alarms([alarm("high", acknowledged=True)])
    assert not made.is_on


def test_nobody_hears_what_nobody_asked_for(memory: QSettings) -> None:
    heard: list[int] = []
    made = AlarmSound(memory, play=lambda: heard.append(1))
    made.show_alarms([alarm("critical")])
    sound.set_wanted(memory, on=True)
    made.show_alarms([alarm("medium")])
    made.show_alarms([])
    assert not made.is_on
    assert heard == []


def test_it_is_switched_off_in_the_middle_and_remembered(memory: QSettings) -> None:
    made = AlarmSound(memory, play=lambda: None)
    sound.set_wanted(memory, on=True)
    made.show_alarms([alarm("high")])
    sound.set_wanted(memory, on=False)
    made.show_alarms([alarm("high")])
    assert not made.is_on
    memory.sync()
    assert not sound.is_wanted(QSettings(memory.fileName(), QSettings.Format.IniFormat))


def test_the_bell_of_the_desktop_can_be_asked_for(qtbot: QtBot) -> None:
    sound.play()


def test_the_shipped_sound_is_a_short_one() -> None:
    with wave.open(str(resource_path("sounds", "alarm.wav"))) as file:
        assert 0.2 < file.getnframes() / file.getframerate() < 1.0
