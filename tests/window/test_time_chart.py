from __future__ import annotations

import csv
import math
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hmi.window.looks import Tone
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from hmi.window.widgets.time_chart import TimeChart
from hmi.window.widgets.time_chart_axis import TimeAxis
from hmi.window.widgets.time_chart_bar import TimeBar
from hmi.window.widgets.time_chart_export import ChartExport
from hmi.window.widgets.time_chart_samples import Hatch, Limits, Mark, Samples, Series
from hmi.window.widgets.time_chart_view import TimeView
from tests.window.hands import choose_path
from tests.window.samples import PATIENCE_MS

NOW = 1_795_350_000.0
LIMITS = Limits(70, 90, 100)


@pytest.fixture
def view() -> TimeView:
    return TimeView(NOW, 100.0)


@pytest.fixture
def board(qtbot: QtBot, theme: Theme, view: TimeView) -> QWidget:
    """A page with one chart of two curves above another with lanes."""
    page = QWidget()
    column = QVBoxLayout(page)
    names = [Series("Slide force", "kN", "1"), Series("Oil pressure", "kN", "2")]
    column.addWidget(TimeChart(theme, view, "Forces", names, from_zero=False))
    column.addWidget(TimeChart(theme, view, "Doors", [Series("Door", steps=True)], lanes=True))
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    qtbot.waitExposed(page)
    return page


def charts(board: QWidget) -> list[TimeChart]:
    return board.findChildren(TimeChart)


def held(view: TimeView) -> bool:
    return view.is_held


def every_second(value: Callable[[float], float], seconds: int = 101) -> Samples:
    times = NOW - np.arange(seconds, dtype=float)[::-1]
    return Samples(times, np.array([value(time - NOW) for time in times]))


def drawn(qtbot: QtBot, chart: TimeChart) -> None:
    QApplication.processEvents()
    assert not chart.grab().isNull()


def test_values_are_the_newest_until_the_cursor_asks_for_others(
    qtbot: QtBot, board: QWidget, view: TimeView
) -> None:
    forces, doors = charts(board)
    forces.show_samples([every_second(lambda t: t), every_second(lambda t: 2.5)])
    doors.show_samples([every_second(lambda t: t < -50)])
    drawn(qtbot, forces)
    assert forces.value_text() == "1 Slide force 0\u00a0kN · 2 Oil pressure 2.500\u00a0kN"
    view.set_cursor(NOW - 60)
    assert forces.value_text().startswith("1 Slide force -60\u00a0kN")
    assert doors.value_text() == "1"
    assert forces.accessibleDescription() == forces.value_text()


def test_the_mouse_drags_all_charts_of_the_page(qtbot: QtBot, board: QWidget, view: TimeView) -> None:
    forces, _ = charts(board)
    surface = forces.plot.viewport()
    middle = surface.rect().center()
    QTest.mousePress(surface, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(surface, middle + QPoint(100, 0))
    QTest.mouseRelease(surface, Qt.MouseButton.LeftButton, pos=middle + QPoint(100, 0))
    moved = 100 * view.span / forces.plot.plot_rect().width()
    assert view.end == pytest.approx(NOW - moved)
    assert view.is_held
    assert forces.hasFocus()
    QApplication.processEvents()
    for chart in charts(board):
        assert chart.plot.getPlotItem().vb.viewRange()[0] == pytest.approx([view.start, view.end])


def test_the_wheel_zooms_around_the_mouse(board: QWidget, view: TimeView) -> None:
    plot = charts(board)[0].plot
    where = QPointF(plot.plot_rect().center())
    moment = plot.moment_at(where.x())
    event = QWheelEvent(
        where,
        plot.mapToGlobal(where),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(plot.viewport(), event)
    assert view.span == pytest.approx(80)
    assert plot.moment_at(where.x()) == pytest.approx(moment, abs=0.01)


def test_the_mouse_shows_the_values_below_it_and_takes_the_cursor_with_it(
    board: QWidget, view: TimeView
) -> None:
    plot = charts(board)[0].plot
    where = plot.plot_rect().center().toPoint()
    QTest.mouseMove(plot.viewport(), where)
    assert view.cursor == pytest.approx(plot.moment_at(where.x()))
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert view.cursor is None


def test_everything_by_keyboard(board: QWidget, view: TimeView) -> None:
    forces = charts(board)[0]
    forces.show_samples([every_second(lambda t: t), Samples(np.empty(0), np.empty(0))])
    forces.setFocus()
    key = Qt.Key
    QTest.keyClick(forces, key.Key_Left)
    assert view.end == pytest.approx(NOW - 10)
    QTest.keyClick(forces, key.Key_Right)
    assert not held(view)
    QTest.keyClick(forces, key.Key_Plus)
    assert view.span == 50
    QTest.keyClick(forces, key.Key_Minus)
    QTest.keyClick(forces, key.Key_Space)
    assert held(view)
    QTest.keyClick(forces, key.Key_Home)
    assert not held(view)
    QTest.keyClick(forces, key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(forces, key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert view.cursor == NOW - 1
    QTest.keyClick(forces, key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert view.cursor == NOW
    QTest.keyClick(forces, key.Key_Escape)
    assert view.cursor is None


def test_a_hidden_chart_draws_nothing_until_it_is_seen(qtbot: QtBot, board: QWidget) -> None:
    forces, _ = charts(board)
    forces.hide()
    forces.show_samples([every_second(lambda t: 1.0), every_second(lambda t: 7.0)])
    QApplication.processEvents()
    before = forces.value_text()
    assert before == "1 Slide force – · 2 Oil pressure –"
    forces.show()
    qtbot.waitUntil(lambda: forces.value_text() != before, timeout=PATIENCE_MS)


def test_a_value_beyond_its_limit_is_marked_by_form_and_tone(
    qtbot: QtBot, theme: Theme, view: TimeView
) -> None:
    chart = TimeChart(theme, view, "Buffer", [Series("Buffer", "%", decimals=0)], limits=LIMITS)
    qtbot.addWidget(chart)
    chart.show()
    for value, tone in (
        (95.0, Tone.ALARM),
        (70.0, Tone.WARNING),
        (3.0, Tone.NORMAL),
        (math.nan, Tone.NORMAL),
    ):
        chart.show_samples([every_second(lambda t, value=value: value)])  # type: ignore[misc]  # mypy infers no default
        drawn(qtbot, chart)
        assert chart.tone() is tone
    assert chart.reach() == (0, 100)


def test_it_takes_gaps_marks_envelopes_and_nothing_at_all(qtbot: QtBot, theme: Theme, view: TimeView) -> None:
    chart = TimeChart(theme, view, "Rows", [Series("Rows", "rows/s")])
    qtbot.addWidget(chart)
    chart.show()
    chart.show_marks(
        [Mark(NOW - 90, NOW - 60, "Outage"), Mark(NOW - 80, None, "Retry", Hatch.CROSSES), Mark(0, 1, "Past")]
    )
    for times, values in (([], []), ([NOW], [math.nan]), ([NOW - 9, NOW - 5, NOW], [1.0, math.nan, 5.0])):
        when, what = np.array(times, dtype=float), np.array(values, dtype=float)
        chart.show_samples([Samples(when, what, what - 1, what + 1)])
        drawn(qtbot, chart)
    assert chart.reach() == pytest.approx((0, 6))
    theme.use("dark")
    drawn(qtbot, chart)


def test_empty_says_why(qtbot: QtBot, board: QWidget) -> None:
    forces, _ = charts(board)
    forces.show_empty("Waiting for the first poll")
    drawn(qtbot, forces)
    assert forces.empty_text() == "Waiting for the first poll"


def test_ranges_pause_and_now(qtbot: QtBot, theme: Theme, view: TimeView) -> None:
    bar = TimeBar(theme, view)
    qtbot.addWidget(bar)
    bar.show()
    hour = bar.ranges[3600.0]
    assert not any(button.isChecked() for button in bar.ranges.values())
    QTest.mouseClick(hour, Qt.MouseButton.LeftButton)
    assert view.span == 3600
    assert [button.isChecked() for button in bar.ranges.values()] == [False, True, False, False, False]
    assert not bar.now.isEnabled()
    assert bar.now.toolTip() == "The charts show the newest values already"
    QTest.mouseClick(bar.pause, Qt.MouseButton.LeftButton)
    assert held(view)
    QTest.mouseClick(bar.now, Qt.MouseButton.LeftButton)
    assert not held(view)
    assert not bar.pause.isChecked()


@pytest.mark.parametrize(
    ("spacing", "moment", "text"),
    [
        (86400, "2026-11-22 00:00:00", "11-22"),
        (3600, "2026-11-22 00:00:00", "11-22"),
        (60, "2026-11-22 09:05:00", "09:05"),
        (5, "2026-11-22 09:05:07", "09:05:07"),
    ],
)
def test_times_are_written_as_people_do(qapp: QApplication, spacing: float, moment: str, text: str) -> None:
    local = datetime.fromisoformat(moment).astimezone()
    assert TimeAxis().tickStrings([local.timestamp()], 1.0, spacing) == [text]


def test_export_as_a_table_and_as_a_picture(
    qtbot: QtBot, board: QWidget, tasks: Tasks, memory: QSettings, tmp_path: Path
) -> None:
    forces, doors = charts(board)
    forces.show_samples([every_second(lambda t: t, 2000), Samples(np.array([NOW - 1.5]), np.array([0.1]))])
    doors.show_samples([Samples(np.array([NOW]), np.array([1.0]), np.array([0.0]), np.array([1.0]))])
    export = ChartExport(tasks, memory, board, lambda: [forces, doors], "overview")
    for name in ("a.csv", "b.png", "no/such/folder.csv", "no/such/folder.png"):
        with qtbot.waitSignal(export.said, timeout=PATIENCE_MS) as said:
            export.save(tmp_path / name)
        assert said.args is not None
        assert said.args[0] == ("alarm" if "/" in name else "normal")
        assert name.split("/")[0] in said.args[1]
    assert not QImage(str(tmp_path / "b.png")).isNull()
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") == 1 + 101 + 1
    lines = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert lines[0] == [
        "time_utc",
        "time_local",
        "Slide force [kN]",
        "Oil pressure [kN]",
        "Door",
        "Door min",
        "Door max",
    ]
    assert [line[2:] for line in lines[-3:]] == [
        ["", "0.1", "", "", ""],
        ["-1", "", "", "", ""],
        ["0", "", "1", "0", "1"],
    ]
    assert lines[-1][0] == datetime.fromtimestamp(NOW, UTC).strftime("%Y-%m-%dT%H:%M:%S.000000Z")


def test_the_dialog_asks_for_a_file_of_either_kind(
    qtbot: QtBot, board: QWidget, tasks: Tasks, memory: QSettings, tmp_path: Path
) -> None:
    export = ChartExport(tasks, memory, board, lambda: charts(board), "overview")
    export.ask()
    (dialog,) = board.findChildren(QFileDialog)
    assert dialog.nameFilters() == ["Picture (*.png)", "Table (*.csv)"]
    with qtbot.waitSignal(export.said, timeout=PATIENCE_MS):
        choose_path(qtbot, board, tmp_path / "c.csv")
    assert (tmp_path / "c.csv").exists()
