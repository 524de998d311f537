"""The page as a person uses it: a running station, files that wait, clicks and keys, and their effect."""

from __future__ import annotations

import csv
import sqlite3
import threading
from array import array
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.historian.archive import Place
from hmi.historian.csvfile import BOM, ROW_COLUMNS
from hmi.historian.file_rows import FileRows, Wanted
from hmi.model.events import EventKind
from hmi.model.long_work import LongWork
from hmi.window.dialogs.question import Question
from hmi.window.frame import MainWindow
from hmi.window.models.backup_model import FileModel
from hmi.window.models.preview_model import PreviewModel
from hmi.window.pages.backups import BackupsPage
from hmi.window.theme import Theme
from hmi.window.widgets.place_bar import Resting
from tests.window.hands import Wait, choose_path, click
from tests.window.resting import old_rows, opened, stored, told, write_file
from tests.window.samples import PATIENCE_MS


@pytest.fixture
def files(folder: DataFolder) -> list[Path]:
    """Two files that wait, the older first."""
    return [
        write_file(folder.backup, old_rows(600), number=0),
        write_file(folder.backup, old_rows(30, name="Speed", second=60), number=1, reason="data queue full"),
    ]


@pytest.fixture
def window(qtbot: QtBot, folder: DataFolder, theme: Theme, files: list[Path]) -> Iterator[MainWindow]:
    """Open on the page; nothing is replayed by itself."""
    yield from opened(folder, theme)


@pytest.fixture
def page(window: MainWindow, wait: Wait) -> BackupsPage:
    wait(lambda: window.pages.backups.files.model.rowCount() == 2)
    return window.pages.backups


def choose(page: BackupsPage, *rows: int) -> None:
    selection, flag = page.files.table.selectionModel(), QItemSelectionModel.SelectionFlag
    selection.clearSelection()
    for row in rows:
        index = page.files.model.index(row, 0)
        selection.setCurrentIndex(index, flag.Select | flag.Rows)


def cell(page: BackupsPage, row: int, column: int) -> str:
    return str(page.files.model.index(row, column).data())


def question(page: BackupsPage) -> Question:
    (found,) = [one for one in page.findChildren(Question) if one.isVisible()]
    return found


def shown(page: BackupsPage, row: int, column: int = PreviewModel.FIRST_FIELD + 3) -> str:
    return str(page.files.preview.model.index(row, column).data())


# -- what there is ---------------------------------------------------------------------------------------


def test_one_glance_tells_what_waits_and_why_and_every_empty_place_explains_itself(
    page: BackupsPage, wait: Wait
) -> None:
    wait(lambda: page.bar.cards[Resting.WAITING].figure() == "630 rows")
    assert "not in the historian yet" in page.bar.cards[Resting.WAITING].accessibleName()
    assert [cell(page, row, FileModel.ROWS) for row in (0, 1)] == ["30", "600"]
    assert cell(page, 0, FileModel.REASON) == "Overflow: the data queue was full"
    assert cell(page, 1, FileModel.REASON) == "Historian: ORA-12541: no listener"
    assert [cell(page, row, FileModel.STATE) for row in (0, 1)] == ["Waiting", "Waiting"]
    assert page.files.summary().startswith("Files: 2 · rows: 630 · ")

    page.bar.cards[Resting.WAITING].setFocus()
    QTest.keyClick(page.bar.cards[Resting.WAITING], Qt.Key.Key_Right)
    assert page.place.value == "quarantine"
    QTest.keyClick(page.bar.cards[Resting.QUARANTINE], Qt.Key.Key_Left)
    assert page.place.value == "waiting"

    page.open_place(Resting.REPLAYED)
    wait(lambda: "kept here for 30 days" in page.files.empty.text())
    assert page.files.is_empty()
    page.open_place(Resting.SET_ASIDE)
    wait(lambda: "No damaged files" in page.files.empty.text())
    assert page.files.delete.toolTip() == "Choose one or more files first"
    page.open_place(Resting.QUARANTINE)
    wait(lambda: "The historian has refused no row" in page.quarantine.empty.text())
    assert page.quarantine.is_empty()


# -- looking into a file ---------------------------------------------------------------------------------


def test_a_row_that_is_found_after_its_page_was_read_is_shown(
    page: BackupsPage, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def search(_rows: FileRows, _wanted: Wanted, _work: LongWork, found: array[int]) -> None:
        found.extend(range(500, 503))
        go_on.wait(PATIENCE_MS / 1000)
        found.extend(range(503, 511))

    monkeypatch.setattr(FileRows, "search", search)
    choose(page, 1)
    wait(lambda: page.files.preview.damage_text() == "Every row is as it was written")
    QTest.keyClicks(page.files.preview.filter, "oil")
    wait(lambda: shown(page, 2) == "OilTemperature_502")
    go_on.set()
    wait(lambda: shown(page, 10) == "OilTemperature_510")


def test_a_filter_that_is_typed_while_a_file_is_opened_does_not_keep_it_closed(
    page: BackupsPage, wait: Wait, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(lambda: page.files.preview.source.count == 30)
    at_rest, is_filtered = window.context.station.at_rest, threading.Event()
    rows_of = at_rest.rows_of

    def slow(name: str, place: Place) -> FileRows:
        is_filtered.wait(PATIENCE_MS / 1000)
        return rows_of(name, place)

    monkeypatch.setattr(at_rest, "rows_of", slow)
    choose(page, 1)
    page.files.preview.source.filter(Wanted.of("OilTemperature_5 "))
    is_filtered.set()
    wait(lambda: page.files.preview.count_text() == "111 of 600 rows")


def test_any_row_of_a_file_of_a_million_is_shown_and_found_as_one_types(
    page: BackupsPage, folder: DataFolder, wait: Wait
) -> None:
    choose(page, 1)
    wait(lambda: page.files.preview.count_text() == "Rows: 600")
    page.files.preview.table.scrollToBottom()
    wait(lambda: shown(page, 599) == "OilTemperature_599")
    wait(lambda: page.files.preview.damage_text() == "Every row is as it was written")
    assert page.files.preview.table.isColumnHidden(PreviewModel.PROBLEM)

    choose(page, 1)
    preview = page.files.preview
    wait(lambda: preview.count_text() == "Rows: 600")
    QTest.keyClicks(preview.filter, "oil _59")
    wait(lambda: preview.count_text() == "11 of 600 rows")
    wait(lambda: shown(page, 10) == "OilTemperature_599")
    preview.quality.setCurrentText("BAD")
    wait(lambda: preview.count_text() == "2 of 600 rows")
    QTest.keyClicks(preview.filter, "x")
    wait(lambda: preview.count_text() == "No row of 600 is like this")
    preview.filter.clear()
    wait(lambda: preview.count_text() == "60 of 600 rows")

    preview.quality.setCurrentIndex(0)
    rows = "".join(
        f"2026-11-22T03:04:05.000678Z,PRESS,W{n:X},Temp_{n:04},{n},GOOD,2026-11-22T04:00:00.000000Z\r\n"
        for n in range(1000)
    )
    scratch = folder.root / "million"
    with scratch.open("wb") as file:
        file.write(BOM + ",".join(ROW_COLUMNS).encode() + b"\r\n")
        for _ in range(1000):
            file.write(rows.encode())
    scratch.rename(folder.backup / "million.csv")
    page.look_again()
    wait(lambda: page.files.model.rowCount() == 3)
    row = page.files.model.row_of("million.csv")
    assert row is not None
    choose(page, row)
    wait(lambda: page.files.preview.model.rowCount() > 0 and shown(page, 0) == "Temp_0000")
    wait(lambda: page.files.preview.count_text() == "Rows: 1,000,000")
    page.files.preview.table.scrollToBottom()
    wait(lambda: shown(page, 999_999) == "Temp_0999")
    QTest.keyClicks(page.files.preview.filter, "temp_0123")
    wait(lambda: page.files.preview.count_text() == "1,000 of 1,000,000 rows")


# -- verify ----------------------------------------------------------------------------------------------


def flip(path: Path, row: int) -> None:
    lines = path.read_bytes().split(b"\r\n")
    lines[row + 1] = lines[row + 1].replace(b"T03:", b"T04:", 1)
    path.write_bytes(b"\r\n".join(lines))


def test_verify_says_that_files_are_intact_or_names_the_damaged_lines(
    page: BackupsPage, files: list[Path], window: MainWindow, wait: Wait
) -> None:
    choose(page, 0, 1)
    click(page.files.verify)
    wait(lambda: page.messages.text() == "Intact: 2 files. Every row is as it was written: 630 rows")
    (event,) = told(window.context.station, EventKind.BACKUP_VERIFIED)
    assert event[0].endswith("was verified: 630 of 630 rows are intact")
    assert event[1] == window.access.who

    flip(files[0], 41)
    choose(page, 1)
    click(page.files.verify)
    wait(lambda: "is damaged, 599 of 600 rows intact; lines 43." in page.messages.text())
    wait(lambda: cell(page, 1, FileModel.STATE) == "Waiting, damaged")
    preview = page.files.preview
    page.files.table.selectRow(0)
    page.files.table.selectRow(1)
    wait(lambda: preview.damage_text().startswith("Damaged lines: 1"))
    preview.quality.setCurrentText("Damaged lines")
    wait(lambda: preview.count_text() == "1 of 600 rows")
    wait(lambda: shown(page, 0, PreviewModel.PROBLEM) == "changed since it was written")
    assert not preview.table.isColumnHidden(PreviewModel.PROBLEM)


# -- replay ----------------------------------------------------------------------------------------------


def test_the_chosen_file_is_replayed_alone_and_then_all(
    page: BackupsPage, folder: DataFolder, window: MainWindow, wait: Wait
) -> None:
    choose(page, 0)
    click(page.files.replay)
    wait(lambda: page.files.model.rowCount() == 1)
    values = stored(folder)
    assert len(values) == 30
    assert values["W2"] == [1.0]
    wait(lambda: page.bar.cards[Resting.REPLAYED].figure() == "1 file")
    page.open_place(Resting.REPLAYED)
    wait(lambda: page.files.model.rowCount() == 1 and cell(page, 0, FileModel.STATE) == "Stored")
    assert cell(page, 0, FileModel.REASON) == "Overflow: the data queue was full"
    assert "is in the historian already" in page.files.replay.toolTip()
    (event,) = told(window.context.station, EventKind.REPLAY_ASKED)
    assert event[1] == window.access.who

    page.open_place(Resting.WAITING)
    wait(lambda: page.replay.now.isEnabled())
    click(page.replay.now)
    wait(lambda: page.files.is_empty() and page.bar.cards[Resting.WAITING].figure() == "0 rows")
    assert sum(map(len, stored(folder).values())) == 630


def test_automatic_replay_is_switched_and_rows_of_an_outage_come_back(
    page: BackupsPage, folder: DataFolder, window: MainWindow, wait: Wait
) -> None:
    assert not page.replay.automatic.isChecked()
    QTest.keyClick(page.replay.automatic, Qt.Key.Key_Space)
    wait(page.files.is_empty)
    assert page.replay.automatic.isChecked()
    (event,) = told(window.context.station, EventKind.AUTOMATIC_REPLAY_ON)
    assert event[1] == window.access.who

    QTest.keyClick(page.replay.automatic, Qt.Key.Key_Space)
    station = window.context.station
    with closing(sqlite3.connect(folder.historian_db, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        wait(lambda: page.files.model.rowCount() == 1)
        assert cell(page, 0, FileModel.REASON).startswith("Historian: ")
        wait(lambda: page.files.preview.model.rowCount() > 0)
        wait(lambda: page.bar.cards[Resting.WAITING].figure() != "0 rows")
        click(page.replay.now)
        wait(lambda: page.replay.text().startswith("Waiting for the historian"))
        other.execute("ROLLBACK")
    page.replay.automatic.click()  # for what was read while the others were replayed
    wait(lambda: not station.status().rows.backed_up and page.files.is_empty())
    assert station.status().rows.balanced


# -- delete ----------------------------------------------------------------------------------------------


def test_only_rows_that_are_not_stored_are_deleted_after_a_question(
    page: BackupsPage, files: list[Path], folder: DataFolder, window: MainWindow, wait: Wait
) -> None:
    choose(page, 0, 1)
    click(page.files.delete)
    wait(lambda: page.findChildren(Question))
    asked = question(page)
    assert asked.text() == "630 rows of 2 files are not in the historian yet. Delete them for ever?"
    QTest.keyClick(asked, Qt.Key.Key_Return)  # the default keeps them
    wait(lambda: not page.findChildren(Question))
    assert all(path.exists() for path in files)
    choose(page, 0)
    window.activateWindow()
    page.files.table.setFocus()
    wait(page.files.table.hasFocus)
    QTest.keyClick(page.files.table, Qt.Key.Key_Delete)
    wait(lambda: page.findChildren(Question))
    QTest.mouseClick(question(page).yes, Qt.MouseButton.LeftButton)
    wait(lambda: page.files.model.rowCount() == 1)
    wait(lambda: "not in the historian: 30 rows" in page.messages.text())
    assert [path.exists() for path in files] == [True, False]
    assert told(window.context.station, EventKind.BACKUP_DELETED) == [
        (f"Backup file {files[1].name} was deleted; 30 of its rows are not stored", window.access.who)
    ]

    click(page.replay.now)
    wait(page.files.is_empty)
    page.open_place(Resting.REPLAYED)
    wait(lambda: page.files.model.rowCount() == 1)
    choose(page, 0)
    click(page.files.delete)
    wait(lambda: page.messages.text() == f"Deleted: {files[0].name}. Every row of them is confirmed")
    wait(page.files.is_empty)
    assert not page.findChildren(QMessageBox)
    assert not list((folder.backup / Place.REPLAYED).rglob("*.csv"))


# -- export ----------------------------------------------------------------------------------------------


def test_chosen_files_are_exported_to_one_and_a_folder_that_is_gone_is_told(
    qtbot: QtBot, page: BackupsPage, folder: DataFolder, window: MainWindow, tmp_path: Path, wait: Wait
) -> None:
    choose(page, 0, 1)
    click(page.files.export)
    path = tmp_path / "copy.csv"
    choose_path(qtbot, page, path)
    wait(lambda: page.messages.text() == f"Exported to {path}: 630 rows")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert [row["tag_name"] for row in (rows[0], rows[-1])] == ["OilTemperature_0", "Speed_29"]
    (event,) = told(window.context.station, EventKind.BACKUP_EXPORTED)
    assert event == (f"2 backup files were exported to {path}", window.access.who)

    away = folder.backup.rename(folder.backup.with_name("unplugged"))
    QTest.keyClick(page, Qt.Key.Key_F5)
    wait(lambda: "is not there: plug its disk in" in page.files.empty.text())
    assert "stay in the journal" in page.files.empty.text()
    away.rename(folder.backup)
    click(page.files.empty.action)
    wait(lambda: page.files.model.rowCount() == 2)
