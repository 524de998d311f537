"""The groups in brief: their values, what is drawn beside them, and the mouse upon it."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.model.figures import Column, Figure, Figures, Floats, Span, SpanKind, Trace
from hmi.model.status import GroupState
from hmi.window.models.group_figures_model import TREND_ROLE, GroupFiguresModel, Trend
from hmi.window.theme import Theme
from hmi.window.widgets.group_figures import GroupFigures
from hmi.window.widgets.time_chart_view import TimeView
from tests.statuses import group

NOW = 1_800_000_000.0
SPAN_S = 100.0
GROUP = "PRESS_OPERATION"


def figures(success: Floats, poll_ms: Floats | None = None, *spans: Span, width_s: float = 1.0) -> Figures:
    """One point per ``width_s`` until now."""
    times: Floats = NOW - width_s * np.arange(len(success), 0.0, -1.0)
    values = {Figure.SUCCESS: success, Figure.POLL_TIME: success if poll_ms is None else poll_ms}
    traces = {Column(figure, GROUP): Trace(value, value, value) for figure, value in values.items()}
    return Figures(float(times[0]), NOW, width_s, times, traces, spans)


@pytest.fixture
def view() -> TimeView:
    return TimeView(NOW, SPAN_S)


@pytest.fixture
def model(theme: Theme, view: TimeView) -> GroupFiguresModel:
    made = GroupFiguresModel(theme, view)
    made.show_groups([group(GROUP)])
    return made


def texts(model: GroupFiguresModel, row: int = 0) -> list[str]:
    return [model.index(row, column).data() for column in range(model.columnCount(QModelIndex()))]


def test_the_model_is_sound(
    theme: Theme, view: TimeView, check_model: Callable[[QAbstractItemModel], None]
) -> None:
    model = GroupFiguresModel(theme, view)
    check_model(model)
    model.show_groups([group(GROUP)])
    model.show_figures(figures(np.full(50, 100.0)))
    model.show_groups([group("B"), group(GROUP, state=GroupState.ERROR)])
    view.set_cursor(NOW - 20)
    model.show_groups([])


def test_values_are_means_of_what_is_shown(model: GroupFiguresModel) -> None:
    success = np.full(200, 0.0)  # what is left of the view does not count
    success[-100:] = 100.0
    success[-10:] = 0.0
    model.show_figures(figures(success, np.linspace(0, 199, 200)))
    assert texts(model) == [GROUP, "90.0\u00a0%", "150"]


def test_a_point_counts_as_long_as_it_stands_for(model: GroupFiguresModel) -> None:
    base = figures(np.full(9, 100.0), width_s=10.0)
    later = figures(np.full(10, 0.0))
    shifted = Figures(base.start, NOW - 10, 10.0, base.times - 10, base.traces)
    model.show_figures(shifted.followed_by(later))
    assert texts(model)[1] == "90.0\u00a0%"


def test_one_bad_poll_never_reads_as_all_good(model: GroupFiguresModel) -> None:
    success = np.full(100, 100.0)
    success[50] = 99.0
    model.show_figures(figures(success))
    assert texts(model)[1] == "99.9\u00a0%"


def test_the_cursor_asks_for_its_moment(model: GroupFiguresModel, view: TimeView) -> None:
    model.show_figures(figures(np.linspace(0, 99, 100)))
    view.set_cursor(NOW - 50)
    assert texts(model)[1:] == ["50.0\u00a0%", "50.0"]


def test_a_group_without_a_value_has_none(model: GroupFiguresModel) -> None:
    assert texts(model) == [GROUP, "–", "–"]
    model.show_figures(figures(np.full(100, math.nan)))
    assert texts(model) == [GROUP, "–", "–"]


def test_a_trend_is_marked_where_its_own_plc_was_down(model: GroupFiguresModel) -> None:
    spans = [
        Span(SpanKind.PLC_DOWN, NOW - 50, NOW - 40, "PRESS"),
        Span(SpanKind.PLC_DOWN, NOW - 50, NOW - 40, "PAINT"),
        Span(SpanKind.OUTAGE, NOW - 50, NOW - 40),
    ]
    model.show_figures(figures(np.full(100, 100.0), None, *spans))
    cell = model.index(0, model.SUCCESS)
    trend = cell.data(TREND_ROLE)
    assert isinstance(trend, Trend)
    assert [mark.text for mark in trend.marks] == ["PRESS down"]
    told = cell.data(Qt.ItemDataRole.ToolTipRole)
    assert told == cell.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "From 100 to 100 in the time shown\nPLC PRESS could not be reached.\n" in told


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme, view: TimeView) -> GroupFigures:
    made = GroupFigures(theme, view)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    qtbot.waitExposed(made)
    made.show_groups([group(GROUP), group("B")])
    made.show_figures(figures(np.linspace(0, 99, 100), np.where(np.arange(100) % 7, 20.0, math.nan)))
    return made


def test_the_mouse_over_a_trend_asks_all_charts(panel: GroupFigures, view: TimeView) -> None:
    table = panel.table
    cell = table.visualRect(panel.model.index(0, panel.model.SUCCESS))
    area = panel.table._delegate.trend_rect(cell)
    QTest.mouseMove(table.viewport(), area.center())
    assert view.cursor == pytest.approx(NOW - 50, rel=0, abs=1)
    another_day = time.strftime("Values at %Y-%m-%d %H:%M:%S", time.localtime(view.cursor))
    assert panel.when_text() == another_day
    QTest.mouseMove(table.viewport(), QPoint(cell.left() + 5, cell.center().y()))
    assert view.cursor is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_trend_is_painted(panel: GroupFigures, theme: Theme, scheme: str) -> None:
    theme.use(scheme)
    cell = panel.table.visualRect(panel.model.index(0, panel.model.SUCCESS))
    area = panel.table._delegate.trend_rect(cell)
    image = panel.table.viewport().grab(area).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert theme.colours.trace in colours


def test_thirty_groups_are_reached_by_keyboard(qtbot: QtBot, panel: GroupFigures) -> None:
    panel.show_groups([group(f"GROUP_{number:02}") for number in range(30)])
    panel.resize(900, 220)
    panel.table.setFocus()
    panel.table.selectRow(0)
    QTest.keyClick(panel.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert panel.table.currentIndex().row() == 29
    assert panel.table.verticalScrollBar().value() > 0
