"""What the marks of a chart explain, and the way back to now."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from hmi.window.theme import Theme
from hmi.window.widgets.time_chart import TimeChart
from hmi.window.widgets.time_chart_samples import Hatch, Mark, Series
from hmi.window.widgets.time_chart_view import TimeView

NOW = 1_800_000_000.0

pytestmark = pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)
"""The offscreen platform, of every tool tip."""


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> TimeChart:
    made = TimeChart(theme, TimeView(NOW), "Rows", [Series("")])
    qtbot.addWidget(made)
    made.setToolTip("Rows written")
    made.resize(600, 200)
    made.show()
    qtbot.waitExposed(made)
    return made


def place(chart: TimeChart, seconds_ago: float) -> QPoint:
    area = chart.plot.plot_rect()
    x = area.right() - seconds_ago * area.width() / chart.view.span
    return QPointF(x, area.center().y()).toPoint()


def tip(chart: TimeChart, seconds_ago: float) -> str:
    where = place(chart, seconds_ago)
    viewport = chart.plot.viewport()
    QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, where, viewport.mapToGlobal(where)))
    return QToolTip.text()


def test_a_mark_explains_itself_where_the_mouse_rests(chart: TimeChart) -> None:
    chart.show_marks([Mark(NOW - 200, NOW - 100, "Outage", Hatch.CROSSES, "The historian took no rows.")])
    assert tip(chart, 150) == "The historian took no rows."
    assert tip(chart, 50) == "Rows written"


def test_a_mark_that_lasts_reaches_to_now(chart: TimeChart) -> None:
    chart.show_marks([Mark(NOW - 20, None, "Retry", Hatch.NONE, "It is tried again.")])
    assert tip(chart, 5) == "It is tried again."


def test_a_double_click_goes_back_to_now(chart: TimeChart) -> None:
    chart.view.pan(-1000)
    QTest.mouseDClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=place(chart, 150))
    assert (chart.view.end, chart.view.is_held) == (NOW, False)


def test_what_takes_longest_is_named_where_there_is_no_room_for_all(chart: TimeChart) -> None:
    outage = Mark(NOW - 100, NOW - 40, "Outage", Hatch.CROSSES)
    shorter = [Mark(NOW - 110 + n, NOW - 106 + n, f"Replay {n}", Hatch.DOTS) for n in range(4)]
    chart.show_marks([*shorter, outage])
    assert "Outage" in {text for _, text in chart.plot.mark_places()}
    rects = [rect for rect, _ in chart.plot.mark_places()]
    assert not any(one.intersects(other) for one in rects for other in rects if one is not other)
