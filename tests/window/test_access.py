"""Operator and engineer: a PIN that is never kept, wrong ones that wait, and a lock that closes by itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from hmi.config.pin_file import PinFile
from hmi.eventlog import EventLog
from hmi.model.errors import HmiError, UsageError
from hmi.window.access import Access, WrongPinError

PIN = "4711"


class Rig:
    def __init__(self, folder: Path) -> None:
        self.now = 1000.0
        self.events = EventLog(folder / "events.db")
        self.pins = PinFile(folder / "access.toml")
        self.access = self.anew()

    def anew(self) -> Access:
        return Access(self.pins, self.events, monotonic=lambda: self.now)

    def kinds(self) -> list[str]:
        return [str(event.kind) for event in reversed(self.events.read(100))]


@pytest.fixture
def rig(qapp: object, tmp_path: Path) -> Rig:
    return Rig(tmp_path)


@pytest.fixture
def locked(rig: Rig) -> Rig:
    rig.access.set_pin("", PIN)
    rig.access.lock()
    assert not rig.access.is_engineer
    return rig


def test_without_a_pin_everybody_is_an_engineer(rig: Rig) -> None:
    assert (rig.access.is_engineer, rig.access.has_pin) == (True, False)
    assert rig.access.who.endswith(" (engineer)")
    rig.access.lock()
    assert rig.access.is_engineer
    assert rig.kinds() == []


def test_who_sets_a_pin_stays_an_engineer_until_he_locks(rig: Rig, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rig.access.changed):
        rig.access.set_pin("", PIN)
    assert (rig.access.is_engineer, rig.access.has_pin) == (True, True)
    rig.access.lock()
    assert rig.access.who.endswith(" (operator)")
    rig.access.unlock(PIN)
    assert rig.access.is_engineer
    assert rig.kinds() == ["pin_set", "engineer_locked", "engineer_unlocked"]


def test_it_is_locked_after_a_new_start_and_the_pin_is_nowhere(locked: Rig, tmp_path: Path) -> None:
    assert not locked.anew().is_engineer
    locked.events.flush()
    for path in tmp_path.rglob("*"):
        assert PIN.encode() not in path.read_bytes()
    first = locked.pins.path.read_bytes()
    locked.pins.store(PIN)
    assert locked.pins.path.read_bytes() != first  # salted


def test_wrong_pins_wait_longer_and_longer(locked: Rig) -> None:
    waits = []
    for _ in range(14):
        with pytest.raises(WrongPinError) as wrong:
            locked.access.unlock("0000")
        waits.append(wrong.value.wait_s)
        locked.now += wrong.value.wait_s
    assert waits == [0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    locked.now -= 1
    with pytest.raises(WrongPinError):
        locked.access.unlock(PIN)  # the right one has to wait, too
    locked.now += 1
    locked.access.unlock(PIN)
    assert locked.access.is_engineer
    locked.events.flush()
    with closing(sqlite3.connect(locked.events.path)) as events, events:
        (who,) = events.execute("SELECT DISTINCT made_by FROM events WHERE kind = 'engineer_refused'")
    assert who[0].endswith(" (operator)")


def test_changing_and_removing_needs_the_pin(locked: Rig) -> None:
    with pytest.raises(WrongPinError):
        locked.access.set_pin("1234", "9999")
    with pytest.raises(WrongPinError):
        locked.access.remove_pin("")
    locked.access.set_pin(PIN, "99999999")
    locked.access.lock()
    locked.access.unlock("９９９９９９９９")  # of a Japanese keyboard
    locked.access.remove_pin("99999999")
    assert (locked.access.is_engineer, locked.access.has_pin) == (True, False)
    assert not locked.pins.path.exists()
    assert locked.kinds()[-1] == "pin_removed"


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "12 34"])
def test_what_is_no_pin_is_not_taken(rig: Rig, pin: str) -> None:
    with pytest.raises(UsageError, match="4 to 12 digits"):
        rig.access.set_pin("", pin)
    assert not rig.pins.path.exists()


def test_a_damaged_file_lets_nobody_in_and_says_what_helps(rig: Rig) -> None:
    rig.pins.path.write_text("[pin]\nsalt = 'x'\n")
    access = rig.anew()
    assert not access.is_engineer
    with pytest.raises(HmiError, match="damaged"):
        access.unlock(PIN)
    rig.pins.path.write_text("= no toml")
    assert not rig.anew().is_engineer


def test_it_locks_itself_when_nobody_is_there(rig: Rig, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    rig.access.set_pin("", PIN)
    assert rig.access.idle.interval() == 15 * 60 * 1000
    rig.access.idle.stop()
    QTest.keyClick(field, Qt.Key.Key_A)
    assert rig.access.idle.isActive()  # it begins anew
    rig.access.idle.stop()
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert rig.access.idle.isActive()
    with qtbot.waitSignal(rig.access.changed):
        rig.access.idle.start(1)
    assert not rig.access.is_engineer
    assert rig.kinds()[-1] == "engineer_locked"
    QTest.keyClick(field, Qt.Key.Key_A)
    assert not rig.access.idle.isActive()  # an operator is not watched
