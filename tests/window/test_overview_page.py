"""The overview as a person uses it, upon a running station."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.config.pin_file import PinFile
from hmi.figures.block import Block
from hmi.figures.store import FigureStore
from hmi.historian.protocol import HistorianUnavailableError
from hmi.model.figures import Column, Figure, Span, SpanKind
from hmi.model.status import BackupStatus, RowCounts, WriterState, WriterStatus
from hmi.station import Station
from hmi.window.access import Access
from hmi.window.context import Context
from hmi.window.pages.overview import OverviewPage
from hmi.window.snapshot import Snapshot, SnapshotTimer
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from hmi.window.widgets.time_chart import TimeChart
from hmi.window.widgets.time_chart_view import DAY, HOUR, MINUTE
from tests.window.hands import choose_path
from tests.window.samples import PATIENCE_MS, snapshot

GROUP = "PRESS_OPERATION"


@pytest.fixture
def memory(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def make_page(
    qtbot: QtBot, theme: Theme, tasks: Tasks, memory: QSettings
) -> Callable[[Station], OverviewPage]:
    """Pages of a station, each on the screen."""

    def make(station: Station) -> OverviewPage:
        page = OverviewPage(Context(station, theme, tasks, access_of(station), memory))
        qtbot.addWidget(page)
        page.resize(1180, 660)
        page.show()
        qtbot.waitExposed(page)
        return page

    return make


@pytest.fixture
def idle(folder: DataFolder, new_station: Callable[[], Station], a_day_before: float) -> Station:
    """A station that is not started: its history is that of the runs before."""
    return new_station()


@pytest.fixture
def a_day_before(folder: DataFolder) -> float:
    """An hour of figures that ended ten minutes ago, with an outage and a lost PLC; now."""
    now = time.time() // 10 * 10
    times = now - 600.0 - np.arange(3600, 0, -10)
    columns = (*map(Column, (Figure.QUEUE, Figure.RATE)), Column(Figure.SUCCESS, GROUP))
    means = np.stack((np.full(360, 95.0), np.full(360, 600.0), np.full(360, 100.0))).astype(np.float32)
    means[1, 100:130] = 0.0
    means[2, 200:220] = 0.0
    begun = float(times[0])
    spans = [
        Span(SpanKind.RETRY, begun + 990, begun + 1000),
        Span(SpanKind.OUTAGE, begun + 1000, begun + 1300),
        Span(SpanKind.REPLAY, begun + 1300, begun + 1400),
        Span(SpanKind.PLC_DOWN, begun + 2000, begun + 2200, "PRESS"),
    ]
    block = Block(columns, times.astype(np.float64), means, means, means, 10.0)
    FigureStore(folder.figures_db).write(block, spans, now - 600.0)
    return now


@pytest.fixture
def page(qtbot: QtBot, idle: Station, make_page: Callable[[Station], OverviewPage]) -> OverviewPage:
    """The history of an hour, seen from now; nothing is running."""
    made = make_page(idle)
    made.view.show_span(2 * HOUR)
    show(made)
    qtbot.waitUntil(lambda: known_points(made) > 300, timeout=PATIENCE_MS)
    return made


@pytest.fixture
def living(
    qtbot: QtBot, station: Station, make_page: Callable[[Station], OverviewPage]
) -> Iterator[OverviewPage]:
    """A page that is shown the demo plant five times a second."""
    made = make_page(station)
    timer = SnapshotTimer(station.status)
    timer.taken.connect(made.show_snapshot)
    timer.start()
    yield made
    timer.stop()


def access_of(station: Station) -> Access:
    return Access(PinFile(station.data_folder.pin_file), station.events)


def show(page: OverviewPage, taken: Snapshot | None = None) -> None:
    page.show_snapshot(taken or snapshot())


def known_points(page: OverviewPage, figure: Figure = Figure.QUEUE) -> int:
    (samples,) = page.charts[figure].samples
    return int(np.isfinite(samples.values).sum())


def marks(page: OverviewPage) -> list[str]:
    return [mark.text for mark in page.charts[Figure.RATE].plot.marks]


def at(chart: TimeChart, share: float) -> QPoint:
    """A pixel of the curves, from the left (0) to the right (1)."""
    area = chart.plot.plot_rect()
    return QPointF(area.left() + share * area.width(), area.center().y()).toPoint()


def move(chart: TimeChart, share: float, buttons: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    viewport, where = chart.plot.viewport(), at(chart, share)
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(where), QPointF(viewport.mapToGlobal(where)), Qt.MouseButton.NoButton,
        buttons, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


# -- numbers ---------------------------------------------------------------------------------------------


def test_the_rows_and_where_they_are(page: OverviewPage) -> None:
    rows = RowCounts(accepted=6030, stored=5000, pending=120, backed_up=900, quarantined=7, dropped=3)
    writer = WriterStatus("sqlite", WriterState.RUNNING, p95_row_age_ms=512.3)
    # A file whose rows are half replayed counts as a whole in the folder, but not in the law.
    show(page, snapshot(rows=rows, backup=BackupStatus(1, 100, 1800), writer=writer))
    figures = page.rows.figures
    assert {name: (figure.number(), str(figure.tone())) for name, figure in figures.items()} == {
        "stored": ("5,000", "normal"),
        "pending": ("120", "normal"),
        "backed_up": ("900", "warning"),
        "quarantined": ("7", "warning"),
        "dropped": ("3", "alarm"),
        "age": ("0.51\u00a0s", "normal"),
    }
    assert page.rows.balance.text() == "All 6,030 accepted rows are accounted for"


def test_rows_that_take_too_long_are_marked(page: OverviewPage) -> None:
    show(page, snapshot(writer=WriterStatus("sqlite", WriterState.RUNNING, p95_row_age_ms=2001.0)))
    assert page.rows.figures["age"].tone() == "warning"


def test_while_nothing_is_stored_no_age_looks_as_if_all_were_well(page: OverviewPage) -> None:
    show(page, snapshot(writer=WriterStatus("sqlite", WriterState.BACKUP, p95_row_age_ms=512.3)))
    assert page.rows.figures["age"].number().split()[0] == "–"


def test_an_imbalance_is_not_hidden(page: OverviewPage) -> None:
    show(page, snapshot(rows=RowCounts(accepted=10, stored=9)))
    assert page.rows.balance.text().startswith("Of 10 accepted rows some are not accounted for")


def test_numbers_change_on_the_beat_only(page: OverviewPage) -> None:
    show(page, snapshot(beat=False, rows=RowCounts(accepted=1, stored=1)))
    assert page.rows.figures["stored"].number() == "5,000"
    show(page, snapshot(rows=RowCounts(accepted=1, stored=1)))
    assert page.rows.figures["stored"].number() == "1"


# -- the history -----------------------------------------------------------------------------------------


def test_the_history_of_before_the_restart_is_there_at_once(page: OverviewPage) -> None:
    assert known_points(page, Figure.RATE) > 300
    assert page.empty_text() == ""
    assert marks(page) == ["", "Outage", "Replay"]


def test_what_was_never_recorded_is_said(qtbot: QtBot, page: OverviewPage) -> None:
    page.view.pan(-5 * DAY)
    qtbot.waitUntil(lambda: page.empty_text() == "Nothing was recorded in this time", timeout=PATIENCE_MS)
    page.view.go_to_now()
    qtbot.waitUntil(lambda: page.empty_text() == "", timeout=PATIENCE_MS)


def test_ranges_by_mouse_and_remembered(
    qtbot: QtBot, page: OverviewPage, idle: Station, make_page: Callable[[Station], OverviewPage]
) -> None:
    assert list(page.bar.ranges) == [5 * MINUTE, HOUR, 8 * HOUR, DAY, 7 * DAY]
    for span, button in page.bar.ranges.items():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert page.view.span == span
        assert {chart.view.span for chart in page.charts.values()} == {span}
        qtbot.waitUntil(lambda: not page.feed._is_reading, timeout=PATIENCE_MS)
    assert known_points(page) > 0
    assert make_page(idle).view.span == 7 * DAY


def test_dragging_one_chart_moves_all_and_now_comes_back(qtbot: QtBot, page: OverviewPage) -> None:
    chart, end = page.charts[Figure.RATE], page.view.end
    viewport = chart.plot.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at(chart, 0.2))
    move(chart, 0.5, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at(chart, 0.5))
    assert page.view.end == pytest.approx(end - 0.3 * 2 * HOUR, rel=0, abs=60)
    assert page.view.is_held
    qtbot.waitUntil(lambda: bool(page.bar.now.isEnabled()))
    QTest.mouseClick(page.bar.now, Qt.MouseButton.LeftButton)
    assert page.view.end >= end
    assert not page.view.is_held


def test_the_wheel_zooms_around_the_mouse(page: OverviewPage) -> None:
    chart = page.charts[Figure.QUEUE]
    viewport, where = chart.plot.viewport(), QPointF(at(chart, 0.5))
    before = chart.plot.moment_at(where.x())
    event = QWheelEvent(
        where, viewport.mapToGlobal(where), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    assert page.view.span < 1.5 * HOUR
    assert chart.plot.moment_at(where.x()) == pytest.approx(before, rel=0, abs=60)


def test_keys_work_without_a_click_into_a_chart(page: OverviewPage) -> None:
    page.setFocus()
    span = page.view.span
    QTest.keyClick(page, Qt.Key.Key_Plus)
    assert page.view.span == span / 2
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert page.view.is_held
    QTest.keyClick(page, Qt.Key.Key_Home)
    assert not page.view.is_held


def test_the_cursor_asks_every_chart_and_group(page: OverviewPage, a_day_before: float) -> None:
    outage = a_day_before - 600 - 3600 + 1100
    chart = page.charts[Figure.QUEUE]
    move(chart, (outage - page.view.start) / page.view.span)
    assert page.charts[Figure.RATE].value_text() == "0\u00a0rows/s"
    assert page.charts[Figure.QUEUE].value_text() == "95.0\u00a0%"
    assert page.charts[Figure.QUEUE].tone() == "alarm"
    assert page.groups.when_text().startswith("Values at ")
    QApplication.sendEvent(chart.plot, QEvent(QEvent.Type.Leave))
    assert page.groups.when_text() == "Means of the time shown"


def test_pause_holds_the_charts_and_recording_goes_on(page: OverviewPage) -> None:
    QTest.mouseClick(page.bar.pause, Qt.MouseButton.LeftButton)
    end = page.view.end
    show(page, snapshot(time.time() + 100))
    assert page.view.end == end
    QTest.mouseClick(page.bar.pause, Qt.MouseButton.LeftButton)
    assert page.view.end >= end + 100


def test_what_is_shown_is_exported_as_a_table(qtbot: QtBot, page: OverviewPage, tmp_path: Path) -> None:
    QTest.mouseClick(page.bar.export, Qt.MouseButton.LeftButton)
    path = tmp_path / "overview.csv"
    choose_path(qtbot, page.window(), path)
    qtbot.waitUntil(lambda: page.message.text() == f"Saved as {path}", timeout=PATIENCE_MS)
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *lines = csv.reader(file)
    assert "Rows written [rows/s]" in head
    rate, polls = head.index("Rows written [rows/s]"), head.index(f"{GROUP} good polls [%]")
    assert {line[rate] for line in lines if line[rate]} == {"600", "0"}
    assert {line[polls] for line in lines if line[polls]} == {"100", "0"}


def test_what_is_shown_is_exported_as_a_picture(qtbot: QtBot, page: OverviewPage, tmp_path: Path) -> None:
    path = tmp_path / "overview.png"
    page.export.save(path)
    qtbot.waitUntil(lambda: page.message.text() == f"Saved as {path}", timeout=PATIENCE_MS)
    assert QImage(str(path)).width() >= 1000


def test_a_file_that_cannot_be_written_is_said(qtbot: QtBot, page: OverviewPage, tmp_path: Path) -> None:
    page.export.save(tmp_path / "missing" / "overview.csv")
    qtbot.waitUntil(lambda: "missing" in page.message.text(), timeout=PATIENCE_MS)
    assert page.message.property("tone") == "alarm"


@pytest.mark.parametrize(("width", "columns"), [(1180, 3), (760, 2), (560, 1)])
def test_charts_fold_where_there_is_little_room(
    qtbot: QtBot, page: OverviewPage, width: int, columns: int
) -> None:
    def places() -> set[int]:
        return {chart.mapTo(page, QPoint()).x() for chart in page.charts.values()}

    page.resize(width, 300)
    qtbot.waitUntil(lambda: len(places()) == columns, timeout=PATIENCE_MS)
    assert page.bar.minimumSizeHint().width() <= width


# -- a running station -----------------------------------------------------------------------------------


def test_live_figures_come_every_second(qtbot: QtBot, living: OverviewPage) -> None:
    qtbot.waitUntil(
        lambda: living.charts[Figure.RATE].value_text() not in ("–", "0\u00a0rows/s"), timeout=PATIENCE_MS
    )
    points = known_points(living)
    qtbot.waitUntil(lambda: known_points(living) >= points + 2, timeout=PATIENCE_MS)
    model = living.groups.model
    assert model.rowCount() == 6
    qtbot.waitUntil(lambda: model.index(0, model.SUCCESS).data() == "100\u00a0%", timeout=PATIENCE_MS)
    assert living.charts[Figure.QUEUE].tone() == "normal"


@pytest.mark.usefixtures("impatient")
def test_an_outage_is_marked_while_it_lasts_and_afterwards(
    qtbot: QtBot, living: OverviewPage, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise HistorianUnavailableError("the historian is away")

    monkeypatch.setattr(station.historian, "write", refuse)
    qtbot.waitUntil(lambda: "Outage" in marks(living), timeout=PATIENCE_MS)
    (outage,) = [mark for mark in living.charts[Figure.QUEUE].plot.marks if mark.text == "Outage"]
    assert outage.end is None
    assert outage.detail.startswith("The historian took no rows; they went to CSV backup files.\nSince ")
    monkeypatch.undo()
    qtbot.waitUntil(lambda: "Replay" in marks(living), timeout=PATIENCE_MS)
    (outage,) = [mark for mark in living.charts[Figure.QUEUE].plot.marks if mark.text == "Outage"]
    assert outage.end is not None
