from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.historian.backup import CsvBackup
from hmi.model.reading import Quality, Row
from hmi.model.status import BackupStatus
from hmi.window.pages.backups import BackupsPage
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.historian.rows import readings_of
from tests.window.samples import PATIENCE_MS, snapshot


@pytest.fixture
def backups(tmp_path: Path) -> Iterator[CsvBackup]:
    backup = CsvBackup(tmp_path)
    yield backup
    backup.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, backups: CsvBackup, tasks: Tasks) -> BackupsPage:
    made = BackupsPage(theme, backups, tasks)
    qtbot.addWidget(made)
    made.resize(1100, 640)
    return made


def rows(count: int, name: str = "OilTemperature") -> list[Row]:
    ts = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)
    return [
        Row(ts, "PRESS", f"W{number:X}", f"{name}_{number}", number / 2, Quality.GOOD, "PRESS_OPERATION")
        for number in range(count)
    ]


def test_without_files_the_page_says_what_they_would_be(qtbot: QtBot, page: BackupsPage) -> None:
    page.show()
    qtbot.waitUntil(page.is_empty, timeout=PATIENCE_MS)


def test_files_are_listed_and_the_first_is_shown(qtbot: QtBot, page: BackupsPage, backups: CsvBackup) -> None:
    backups.spill(readings_of(rows(600)), "historian down")
    page.show()
    qtbot.waitUntil(lambda: page.preview.model.rowCount() == 500, timeout=PATIENCE_MS)
    assert not page.is_empty()
    assert page.preview.count_text() == "The first 500 of 600 rows"
    assert page.model.index(0, page.model.ROWS).data() == "600"
    assert page.model.index(0, page.model.STATE).data() == "being written"
    assert page.preview.errors_text() == ""


def test_refresh_reads_the_chosen_file_again(qtbot: QtBot, page: BackupsPage, backups: CsvBackup) -> None:
    backups.spill(readings_of(rows(3)), "historian down")
    page.show()
    qtbot.waitUntil(lambda: page.preview.count_text() == "Rows: 3", timeout=PATIENCE_MS)
    backups.spill(readings_of(rows(4)), "historian down")
    QTest.mouseClick(page.refresh, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.preview.count_text() == "Rows: 7", timeout=PATIENCE_MS)


def test_the_filter_searches_the_whole_file(qtbot: QtBot, page: BackupsPage, backups: CsvBackup) -> None:
    backups.spill(readings_of(rows(600)), "historian down")
    page.show()
    qtbot.waitUntil(lambda: page.preview.model.rowCount() == 500, timeout=PATIENCE_MS)
    QTest.keyClicks(page.preview.filter, "oiltemperature_599")
    qtbot.waitUntil(lambda: page.preview.model.rowCount() == 1, timeout=PATIENCE_MS)
    assert page.preview.count_text() == "Rows: 1"
    QTest.keyClicks(page.preview.filter, "x")
    qtbot.waitUntil(lambda: page.preview.count_text() == "No row holds this text", timeout=PATIENCE_MS)


def test_damaged_lines_are_named(qtbot: QtBot, page: BackupsPage, backups: CsvBackup) -> None:
    backups.spill(readings_of(rows(3)), "historian down")
    backups.close()
    (path,) = backups.folder.glob("*.csv")
    with path.open("ab") as file:
        file.write(b"half a li\r\n")
    page.show()
    qtbot.waitUntil(lambda: page.preview.errors_text() != "", timeout=PATIENCE_MS)
    assert page.preview.errors_text().startswith("Line 5: ")
    assert page.preview.model.rowCount() == 3


def test_a_new_file_appears_with_the_snapshot_that_counts_it(
    qtbot: QtBot, page: BackupsPage, backups: CsvBackup
) -> None:
    page.show()
    qtbot.waitUntil(page.is_empty, timeout=PATIENCE_MS)
    backups.spill(readings_of(rows(3)), "historian down")
    page.show_snapshot(snapshot(backup=BackupStatus(1, 300, 3)))
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=PATIENCE_MS)
    assert not page.is_empty()


def test_a_file_that_vanishes_is_told(qtbot: QtBot, page: BackupsPage, backups: CsvBackup) -> None:
    backups.spill(readings_of(rows(3)), "historian down")
    backups.close()
    page.show()
    qtbot.waitUntil(lambda: page.preview.model.rowCount() == 3, timeout=PATIENCE_MS)
    (path,) = backups.folder.glob("*.csv")
    path.unlink()
    page.preview.wanted.emit("")
    qtbot.waitUntil(lambda: "no backup file" in page.preview.count_text(), timeout=PATIENCE_MS)
    QTest.mouseClick(page.refresh, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.is_empty, timeout=PATIENCE_MS)
