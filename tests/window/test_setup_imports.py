"""Files on the setup page that hold nothing to import."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.config.pin_file import PinFile
from hmi.station import Station
from hmi.window.access import Access
from hmi.window.context import Context
from hmi.window.pages.setup import SetupPage
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.window.hands import waits
from tests.window.setup_rig import opened


@pytest.fixture
def page(
    qtbot: QtBot, station: Station, folder: DataFolder, theme: Theme, tasks: Tasks, tmp_path: Path
) -> Iterator[SetupPage]:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    access = Access(PinFile(folder.pin_file), station.events)
    with opened(qtbot, Context(station, theme, tasks, access, memory)) as made:
        yield made


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (bytes(range(256)), "is not a text file"),
        (b"", "is empty"),
        (b"PLC_CODE,TAG_ADDRES,TAG_NAME\nPRESS,D1,A\n", "did you mean 'tag_address'?"),
    ],
)
def test_a_file_that_cannot_be_read_offers_nothing_to_take_or_to_save(
    qtbot: QtBot, page: SetupPage, tmp_path: Path, content: bytes, reason: str
) -> None:
    tab = page.imports
    page.tabs.setCurrentWidget(tab)
    said = [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]
    assert any("Export configuration writes such files" in text for text in said)
    file = tmp_path / "tags.csv"
    file.write_bytes(content)
    tab.compare([file])
    waits(qtbot, lambda: tab.model.rowCount() > 0 and not tab.take.isEnabled())
    waits(qtbot, tab.choose.isEnabled)
    assert reason in tab.model.index(0, tab.model.REASON).data()
    assert tab.take.toolTip() == "No row is right"
    assert not tab.save_wrong.isEnabled()
    assert tab.save_wrong.toolTip() == "The files have no rows that can be read"
