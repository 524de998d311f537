"""The quarantine as a person uses it: refused rows, corrected, sent, deleted and exported from the window."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.model.events import EventKind
from hmi.window.dialogs.correction import Correction
from hmi.window.dialogs.question import Question
from hmi.window.frame import MainWindow
from hmi.window.models.quarantine_model import QuarantineModel
from hmi.window.pages.backups import BackupsPage
from hmi.window.theme import Theme
from hmi.window.widgets.place_bar import Resting
from hmi.window.widgets.quarantine_panel import QuarantinePanel
from tests.window.hands import Wait, choose_path, click
from tests.window.resting import opened, refuse, stored, told


@pytest.fixture
def window(qtbot: QtBot, folder: DataFolder, theme: Theme) -> Iterator[MainWindow]:
    """Three rows of W7 and two of W8 are in quarantine."""
    refuse(folder.quarantine, 1e300, 2e300, 3e300)
    refuse(folder.quarantine, 4.0, 5.0, code="ORA-12899", address="W8")
    yield from opened(folder, theme)


@pytest.fixture
def page(window: MainWindow, wait: Wait) -> BackupsPage:
    QTest.mouseClick(window.pages.backups.bar.cards[Resting.QUARANTINE], Qt.MouseButton.LeftButton)
    wait(lambda: window.pages.backups.quarantine.model.rowCount() == 5)
    return window.pages.backups


@pytest.fixture
def panel(page: BackupsPage, wait: Wait) -> QuarantinePanel:
    wait(lambda: cell(page.quarantine, 0, QuarantineModel.CODE) == "ORA-12899")
    return page.quarantine


def cell(panel: QuarantinePanel, row: int, column: int) -> str:
    return str(panel.model.index(row, column).data())


def column(panel: QuarantinePanel, number: int) -> list[str]:
    return [cell(panel, row, number) for row in range(panel.model.rowCount())]


def choose(panel: QuarantinePanel, *rows: int) -> None:
    selection, flag = panel.table.selectionModel(), QItemSelectionModel.SelectionFlag
    selection.clearSelection()
    for row in rows:
        selection.select(panel.model.index(row, 0), flag.Select | flag.Rows)


def test_refused_rows_tell_why_and_are_found(
    panel: QuarantinePanel, page: BackupsPage, folder: DataFolder, wait: Wait
) -> None:
    assert cell(panel, 4, QuarantineModel.ADDRESS) == "W7"
    assert cell(panel, 4, QuarantineModel.REASON).startswith("value larger than specified precision")
    assert panel.meant_text() == "Every row (5)"
    wait(lambda: page.bar.cards[Resting.QUARANTINE].figure() == "5 rows")
    wait(lambda: panel.code.count() == 3)
    assert panel.code.itemText(1) == "ORA-01438 (3)"
    panel.code.setFocus()
    QTest.keyClick(panel.code, Qt.Key.Key_Down)
    wait(lambda: panel.model.rowCount() == 3)
    wait(lambda: panel.tag.count() == 2)
    assert panel.tag.itemText(1) == "OLDPRESS W7 Tag_W7 (3)"
    QTest.keyClicks(panel.filter, "nothing like it")
    wait(lambda: "No row is like this" in panel.empty.text())

    database = folder.quarantine / "quarantine.db"
    away = database.rename(database.with_name("away"))
    database.mkdir()
    click(panel.refresh)
    wait(lambda: "The quarantine cannot be read" in panel.empty.text())
    database.rmdir()
    away.rename(database)
    click(panel.empty.action)
    panel.filter.clear()
    wait(lambda: not panel.is_empty())


def test_one_row_or_all_rows_of_a_code_are_corrected_and_stored(
    panel: QuarantinePanel, page: BackupsPage, folder: DataFolder, window: MainWindow, wait: Wait
) -> None:
    choose(panel, 4)
    click(panel.correct)
    wait(lambda: page.findChildren(Correction))
    (form,) = page.findChildren(Correction)
    assert form.value.text() == "1e+300"
    assert not form.send.isEnabled()
    form.value.clear()
    QTest.keyClicks(form.value, "twelve")
    QTest.keyClick(form.value, Qt.Key.Key_Return)
    wait(lambda: "holds decimal numbers" in form.note())
    form.value.clear()
    QTest.keyClicks(form.value, "12.5")
    click(form.send)
    wait(lambda: stored(folder) == {"W7": [12.5]})
    wait(lambda: page.messages.text() == "Stored in the historian: 1 row")
    wait(lambda: panel.model.rowCount() == 4)
    (event,) = told(window.context.station, EventKind.QUARANTINE_CORRECTED)
    assert event[1] == window.access.who

    wait(lambda: not page.findChildren(Correction))
    place = panel.code.findData("ORA-01438")
    panel.code.setCurrentIndex(place)
    panel.code.activated.emit(place)
    wait(lambda: panel.model.rowCount() == 2)
    click(panel.correct)
    wait(lambda: page.findChildren(Correction))
    (form,) = page.findChildren(Correction)
    QTest.keyClicks(form.value, "7.5")
    click(form.send)
    wait(lambda: stored(folder) == {"W7": [12.5, 7.5, 7.5]})


def test_rows_are_sent_again_as_they_are_and_the_others_exported(
    qtbot: QtBot,
    panel: QuarantinePanel,
    page: BackupsPage,
    folder: DataFolder,
    window: MainWindow,
    tmp_path: Path,
    wait: Wait,
) -> None:
    choose(panel, 0, 1)
    assert panel.meant_text() == "2 of 5 rows"
    click(panel.send)
    wait(lambda: stored(folder) == {"W8": [4.0, 5.0]})
    wait(lambda: panel.model.rowCount() == 3)
    (event,) = told(window.context.station, EventKind.QUARANTINE_RELEASED)
    assert event == ("2 rows in quarantine were sent again", window.access.who)

    click(panel.export)
    path = tmp_path / "refused.csv"
    choose_path(qtbot, page, path)
    wait(lambda: page.messages.text() == f"Exported to {path}: 3 rows. They stay in quarantine, too")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert {row["code"] for row in rows} == {"ORA-01438"}


def test_rows_are_deleted_only_after_a_question(
    panel: QuarantinePanel, page: BackupsPage, folder: DataFolder, wait: Wait
) -> None:
    choose(panel, 0)
    click(panel.delete)
    wait(lambda: page.findChildren(Question))
    (question,) = page.findChildren(Question)
    assert question.text() == "In no historian: 1 row. Delete for ever?"
    QTest.keyClick(question, Qt.Key.Key_Escape)
    wait(lambda: not page.findChildren(Question))
    assert page.quarantine.source.count == 5
    panel.table.selectAll()  # means every row that is shown
    click(panel.delete)
    wait(lambda: page.findChildren(Question))
    click(page.findChildren(Question)[0].yes)
    wait(panel.is_empty)
    assert "has refused no row" in panel.empty.text()
    assert stored(folder) == {}
