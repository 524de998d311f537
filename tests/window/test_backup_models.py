from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from hmi.at_rest import RestingFile
from hmi.historian.archive import Place
from hmi.historian.backup_files import BackupFile
from hmi.historian.filecheck import FileReport
from hmi.historian.quarantine_rows import QuarantinedRow, RowKey, State
from hmi.model.reading import Quality, Row
from hmi.model.status import ReplayState, ReplayStatus
from hmi.window.models.backup_model import FileModel
from hmi.window.models.quarantine_model import QuarantineModel
from hmi.window.theme import Theme
from hmi.window.widgets.row_table import prepare_row_table

CheckModel = Callable[[QAbstractItemModel], None]
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def a_file(
    name: str, *, is_open: bool = False, confirmed: int = 0, reasons: tuple[str, ...] = ()
) -> RestingFile:
    times = "2026-11-22T03:04:05.000678Z", "2026-11-22T03:05:05.000678Z"
    return RestingFile(BackupFile(name, 12, 1200, *times, is_open, reasons), confirmed)


def show(model: FileModel, *files: RestingFile, place: Place = Place.WAITING) -> None:
    model.show_files(place, files, {})


def names(model: FileModel) -> list[str]:
    return [model.index(row, FileModel.NAME).data() for row in range(model.rowCount())]


def state(model: FileModel, row: int = 0) -> str:
    return str(model.index(row, FileModel.STATE).data())


def test_the_file_model_is_sound(theme: Theme, check_model: CheckModel) -> None:
    model = FileModel(theme)
    check_model(model)
    for listed in ("ab", "abc", "c", "xcy", "yx", ""):
        show(model, *map(a_file, listed))
        assert names(model) == list(listed)


def test_a_file_that_could_not_be_read_is_shown_all_the_same(theme: Theme) -> None:
    model = FileModel(theme)
    show(model, RestingFile(BackupFile("a.csv", None, 2_500_000, None, None, is_open=True), 0))
    texts = [model.index(0, column).data() for column in range(model.columnCount())]
    assert texts == ["Being written", "a.csv", "–", "2.5 MB", "–", "–", "not recorded"]


def test_every_state_of_a_file_has_its_words(theme: Theme) -> None:
    model = FileModel(theme)
    show(model, a_file("a"))
    assert state(model) == "Waiting"
    show(model, a_file("a", confirmed=3))
    assert state(model) == "Waiting, 25 % stored"
    model.show_replay(ReplayStatus(ReplayState.RUNNING, file="a", file_rows_done=9))
    assert state(model) == "Replaying, 75 %"
    model.show_replay(ReplayStatus())
    model.show_files(Place.WAITING, [a_file("a")], {"a": FileReport("a", 12, 11, 1, 0, (), True)})
    assert state(model) == "Waiting, damaged"
    show(model, a_file("a"), place=Place.SET_ASIDE)
    assert state(model) == "Damaged"
    assert model.index(0, FileModel.STATE).data(Qt.ItemDataRole.ForegroundRole) is not None
    show(model, a_file("a"), place=Place.REPLAYED)
    assert state(model) == "Stored"
    assert model.index(0, FileModel.STATE).data(Qt.ItemDataRole.ForegroundRole) is None


def test_the_reason_is_told_in_words_and_all_of_them_in_the_tip(theme: Theme) -> None:
    model = FileModel(theme)
    show(model, a_file("a", reasons=("data queue full", "ORA-12541: no listener")))
    cell = model.index(0, FileModel.REASON)
    assert cell.data() == "Overflow: the data queue was full"
    assert cell.data(Qt.ItemDataRole.ToolTipRole).endswith("\nHistorian: ORA-12541: no listener")


def test_of_10000_files_those_that_come_and_go_leave_choice_and_place(qtbot: QtBot, theme: Theme) -> None:
    model, table = FileModel(theme), QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    prepare_row_table(table, 20)
    table.resize(600, 300)
    table.show()
    files = [a_file(f"backup_{number:05}.csv") for number in reversed(range(10_000))]
    show(model, *files)
    table.selectRow(5_000)
    table.selectionModel().select(
        model.index(5_002, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    with qtbot.assertNotEmitted(model.modelReset):
        show(model, a_file("backup_10000.csv"), *files[:4_000], *files[4_100:9_999])
    chosen = [model.index(one.row(), FileModel.NAME).data() for one in table.selectionModel().selectedRows()]
    assert chosen == [files[5_000].name, files[5_002].name]


def a_row(number: int, **changes: object) -> QuarantinedRow:
    row = Row(NOON + timedelta(seconds=number), "PRESS", "W1", "Temperature", 12.5, Quality.GOOD, "PRESS")
    code, reason = "ORA-01438", "ORA-01438: value larger than specified precision"
    given = {"row": row, "original": None, "code": code, "reason": reason, "attempts": 1}
    whole = given | {"first_refused": NOON, "last_refused": NOON, "state": State.HELD} | changes
    return QuarantinedRow(**whole)  # type: ignore[arg-type]  # fields by their names


def test_the_quarantine_model_asks_for_what_is_shown(
    qtbot: QtBot, theme: Theme, check_model: CheckModel
) -> None:
    model = QuarantineModel(theme)
    asked: list[RowKey] = []
    model.wanted.connect(asked.extend)
    check_model(model)
    rows = [a_row(number) for number in range(200)]
    model.show_keys([row.key for row in rows])
    assert model.index(0, QuarantineModel.CODE).data() is None
    assert asked == [row.key for row in rows[:64]]
    model.fill(rows[:64])
    texts = [model.index(0, column).data() for column in range(QuarantineModel.VALUE, model.columnCount())]
    assert texts == ["12.5", "ORA-01438", "value larger than specified precision", "1"]
    assert model.index(0, QuarantineModel.VALUE).data(Qt.ItemDataRole.ToolTipRole) == "12.5"
    model.show_keys([row.key for row in rows[10:]])
    model.show_keys([])


def test_rows_of_the_quarantine_that_were_forgotten_are_asked_for_again(theme: Theme) -> None:
    model = QuarantineModel(theme)
    rows = {row.key: row for row in map(a_row, range(6_000))}
    model.wanted.connect(lambda keys: model.fill([rows[key] for key in keys]))
    model.show_keys(list(rows))
    for number in (*range(len(rows)), *range(len(rows))):
        model.index(number, QuarantineModel.CODE).data()
        assert model.index(number, QuarantineModel.CODE).data() == "ORA-01438", number


def test_a_corrected_value_and_a_row_on_its_way_show(theme: Theme) -> None:
    model = QuarantineModel(theme)
    before = a_row(0)
    after = a_row(0, row=before.row._replace(value=3.5), original=before.row, state=State.RELEASED)
    model.show_keys([after.key])
    model.fill([after])
    assert model.index(0, QuarantineModel.VALUE).data() == "3.5 (corrected)"
    assert "12.5" in model.index(0, QuarantineModel.VALUE).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(0, QuarantineModel.STATE).data() == "To be sent"
