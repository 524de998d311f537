from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt

from hmi.model.status import GroupState
from hmi.window.looks import Pending
from hmi.window.models.group_model import GroupModel
from hmi.window.theme import Theme
from tests.statuses import group

CheckModel = Callable[[QAbstractItemModel], None]
_FOREGROUND = Qt.ItemDataRole.ForegroundRole
NOW = 1795316650.0
"""2026-11-22 03:04:10 UTC"""


def texts(model: GroupModel, row: int = 0) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount(QModelIndex()))]


def test_group_model_is_sound(theme: Theme, check_model: CheckModel) -> None:
    model = GroupModel(theme)
    check_model(model)
    model.show_groups([group(), group("B")], NOW, {})
    model.show_groups([group(), group("B", state=GroupState.ERROR)], NOW, {"B": Pending.STOPPING})
    model.show_groups([group("B")], NOW, {})
    model.show_groups([], NOW, {})


def test_group_model_shows_every_column(theme: Theme) -> None:
    model = GroupModel(theme)
    model.show_groups([group()], NOW, {})
    assert texts(model) == [
        "Running",
        "PRESS_OPERATION",
        "PRESS",
        "Fixed",
        "1\u00a0s",
        "140",
        "1",
        "1,234",
        "0",
        "0",
        "13.4",
        "1.2",
        "4 s ago",
        "",
    ]


def test_group_model_tells_names_that_are_longer_than_their_column(theme: Theme) -> None:
    model = GroupModel(theme)
    long = "PRESS_SLIDE_FORCE_AND_POSITION_HIGH_SPEED_02"
    model.show_groups([group(long)], NOW, {})
    tips = [model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) for column in range(4)]
    assert tips == [None, long, "PRESS", None]


def test_a_command_under_way_stands_before_the_state(theme: Theme) -> None:
    model = GroupModel(theme)
    model.show_groups([group()], NOW, {"PRESS_OPERATION": Pending.STOPPING})
    assert texts(model)[GroupModel.STATE] == "Stopping…"


def test_colour_stands_on_the_state_of_a_group_that_fails_and_nowhere_else(theme: Theme) -> None:
    model = GroupModel(theme)
    failed = group(
        "B", state=GroupState.ERROR, last_error="no answer", last_error_time="2026-11-22T03:04:00Z"
    )
    past = group("C", last_error="no answer", last_error_time="2026-11-22T03:04:00Z")
    model.show_groups([group(), failed, past], NOW, {})
    warning = theme.colours.warning
    coloured = [
        (row, column)
        for row in range(3)
        for column in range(model.columnCount())
        if (colour := model.index(row, column).data(Qt.ItemDataRole.ForegroundRole))
        and colour.name() == warning
    ]
    assert coloured == [(1, GroupModel.STATE)]
    assert texts(model, 1)[GroupModel.LAST_ERROR] == "no answer"
    assert texts(model, 2)[GroupModel.LAST_ERROR] == "10 s ago: no answer"


def test_bad_tags_stand_in_the_alarm_tone_with_their_reason_while_the_group_runs(theme: Theme) -> None:
    model = GroupModel(theme)
    why = "2 of 140 tags are BAD: W1FF0 (Force): end code C056"
    some = group("A", bad_tag_count=2, last_error=why, last_error_time="2026-11-22T03:04:00Z")
    stopped = group("B", bad_tag_count=2, last_error=why, state=GroupState.STOPPED)
    model.show_groups([some, stopped, group("C")], NOW, {})
    cells = [model.index(row, GroupModel.TAGS) for row in range(3)]
    assert [cell.data() for cell in cells] == ["2 bad", "140", "140"]
    assert [cell.data(Qt.ItemDataRole.ToolTipRole) for cell in cells] == [why, None, None]
    assert cells[0].data(_FOREGROUND).name() == theme.colours.alarm
    assert cells[2].data(_FOREGROUND) is None
    assert model.index(0, GroupModel.LAST_ERROR).data(_FOREGROUND) is None  # it lasts, so it is not quiet
