"""The page of tags as a person uses it: on the running demo plant, with mouse and keys."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hmi.historian.protocol import HistorianUnavailableError, TrendPart, TrendPoint
from hmi.historian.sqlite import SqliteHistorian
from hmi.model.errors import UsageError
from hmi.model.plant import Plant
from hmi.station import Station
from hmi.window.context import Context
from hmi.window.models.tag_list import TagList
from hmi.window.models.tag_values import Trust
from hmi.window.pages.tags import TagsPage
from hmi.window.snapshot import SnapshotTimer
from hmi.window.widgets.time_chart_view import HOUR
from tests.window.hands import choose_path, click, waits
from tests.window.samples import PATIENCE_MS

GROUP = "PRESS_OPERATION"


@pytest.fixture
def make_page(qtbot: QtBot) -> Iterator[Callable[[Context], TagsPage]]:
    made: list[TagsPage] = []

    def make(context: Context) -> TagsPage:
        page = TagsPage(context)
        made.append(page)
        page.resize(1200, 700)
        page.show()
        qtbot.waitExposed(page)
        qtbot.waitUntil(lambda: page.loaded, timeout=PATIENCE_MS)
        return page

    yield make
    for page in made:
        page.close()
        page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def quiet(make_page: Callable[[Context], TagsPage], quiet_context: Context) -> TagsPage:
    """The page over a station that does not run."""
    return make_page(quiet_context)


@pytest.fixture
def page(
    make_page: Callable[[Context], TagsPage], quiet_context: Context, station: Station
) -> Iterator[TagsPage]:
    """The page over a running station, with its snapshots."""
    context = replace(quiet_context, station=station)
    made = make_page(context)
    timer = SnapshotTimer(station.status)
    timer.taken.connect(made.show_snapshot)
    timer.start()
    yield made
    timer.stop()


def test_a_configuration_that_cannot_be_read_is_told_in_the_place_of_the_tags(
    qtbot: QtBot, quiet_context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant = quiet_context.station.setup.plant

    def damaged() -> Plant:
        raise UsageError("station.db is damaged")

    monkeypatch.setattr(quiet_context.station.setup, "plant", damaged)
    page = TagsPage(quiet_context)
    qtbot.addWidget(page)
    page.show()
    waits(qtbot, lambda: page.empty.text().startswith("The configuration cannot be read station.db"))
    monkeypatch.setattr(quiet_context.station.setup, "plant", plant)
    QTest.keyClick(page, Qt.Key.Key_F5)
    waits(qtbot, lambda: page.model.rowCount() > 0)


def choose(page: TagsPage, *names: str) -> None:
    """The first tag of each of these names."""
    tags = page.model.values.plant.tags
    first = {name: next(tag for tag in tags if tag.tag_name == name) for name in names}
    page.table.choose({(tag.plc_code, tag.tag_address) for tag in first.values()})


def trust(page: TagsPage, row: int = 0) -> Trust:
    return page.model.now(row).trust


def test_every_tag_has_a_live_value_and_a_stopped_group_makes_its_tags_stale(
    qtbot: QtBot, page: TagsPage, station: Station
) -> None:
    tags = station.setup.plant().tags
    assert page.filter.count.text() == f"{len(tags)} of {len(tags)} tags"
    waits(qtbot, lambda: trust(page) is Trust.GOOD)
    before = page.model.texts(0)[page.model.VALUE]
    waits(qtbot, lambda: page.model.texts(0)[page.model.VALUE] != before)
    station.stop_group(GROUP)
    waits(qtbot, lambda: trust(page) is Trust.STALE)
    assert page.model.texts(0)[page.model.REASON] == f"{GROUP} is stopped"
    assert page.detail.reason_text() == f"{GROUP} is stopped"
    station.start_group(GROUP)
    waits(qtbot, lambda: trust(page) is Trust.GOOD)
    assert page.detail.reason_text() == ""


def test_search_as_you_type_by_keyboard_alone(qtbot: QtBot, page: TagsPage) -> None:
    page.activateWindow()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    waits(qtbot, page.filter.words.hasFocus)
    QTest.keyClicks(page.filter.words, "slideforce ST02")
    waits(qtbot, lambda: page.model.rowCount() == 1)
    assert page.filter.count.text().startswith("1 of ")
    assert page.detail.value("machine") == "PRS-L1-ST02-01"
    QTest.keyClick(page.filter.words, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert [one.tag.tag_name for one in page.trends.tags()] == ["SlideForce"]
    QTest.keyClicks(page.filter.words, " nothing")
    waits(qtbot, lambda: page.model.rowCount() == 0)
    click(page.empty.action)
    assert page.model.rowCount() == page.model.total
    assert page.filter.clear.toolTip() == "All tags are shown already"


def test_the_filter_is_remembered(
    qtbot: QtBot, make_page: Callable[[Context], TagsPage], quiet_context: Context
) -> None:
    page = make_page(quiet_context)
    page.filter.plc.setCurrentIndex(page.filter.plc.findData("PAINT"))
    page.filter.quality.setCurrentIndex(1)
    page.filter.words.setText("bath")
    waits(qtbot, lambda: page.model.filter.text == "bath")
    wanted = page.model.filter
    choices = (page.filter.plc.currentText(), page.filter.quality.currentText())
    again = make_page(quiet_context)
    assert again.model.filter == wanted
    assert (
        (again.filter.plc.currentText(), again.filter.quality.currentText())
        == choices
        == ("PAINT", "All but GOOD")
    )
    click(again.filter.clear)
    assert again.model.rowCount() == again.model.total


def test_a_trend_comes_from_the_historian_and_goes_on_live(
    qtbot: QtBot, page: TagsPage, station: Station
) -> None:
    rows = SqliteHistorian(station.data_folder.historian_db).row_count
    waits(qtbot, lambda: rows() > 1500)
    choose(page, "SlideForce", "DieTemperature", "OilTemperature")
    click(page.trend)
    assert page.trend.text() == "Remove from &trend"
    assert [chart.title for chart in page.panel.charts] == ["1  SlideForce · PRS-L1-ST01-01", "°C"]
    force = page.panel.charts[0]
    waits(qtbot, lambda: len(force.samples[0].times) > 2)
    stored = len(force.samples[0].times)
    begun = force.samples[0].times[0]
    waits(qtbot, lambda: len(force.samples[0].times) >= stored + 2)
    samples = force.samples[0]
    assert samples.times[0] == begun
    assert len(set(samples.times)) == len(samples.times), "no value twice"
    assert force.value_text().endswith("kN")
    click(page.trend)
    assert page.panel.isHidden()
    assert page.trends.tags() == []


def test_bits_have_lanes_and_texts_have_no_curve(quiet: TagsPage) -> None:
    tags = quiet.model.values.plant.tags
    bits = [tag for tag in tags if tag.tag_type.value == "BOOL"][:2]
    text = next(tag for tag in tags if tag.tag_type.value == "STRING")
    quiet.table.choose({(tag.plc_code, tag.tag_address) for tag in bits})
    quiet.table.setFocus()
    QTest.keyClick(quiet.table, Qt.Key.Key_Return)
    assert [chart.title for chart in quiet.panel.charts] == ["Bits"]
    quiet.table.choose({(text.plc_code, text.tag_address)})
    assert quiet.trend.toolTip() == "A text has no curve: choose numbers and bits"
    assert not quiet.trend.isEnabled()
    quiet.table.selectAll()
    assert not quiet.trend.isEnabled()
    click(quiet.panel.clear)
    assert quiet.trends.tags() == []


def test_a_trend_has_room_for_eight(quiet: TagsPage) -> None:
    numbers = [tag for tag in quiet.model.values.plant.tags if tag.tag_type.value == "INT"][:9]
    keys = [(tag.plc_code, tag.tag_address) for tag in numbers]
    quiet.table.choose(set(keys))
    assert quiet.trend.toolTip().startswith("A trend has room for 8 tags")
    quiet.table.choose(set(keys[:8]))
    click(quiet.trend)
    assert [one.number for one in quiet.trends.tags()] == [1, 2, 3, 4, 5, 6, 7, 8]
    quiet.table.choose({keys[8]})
    assert not quiet.trend.isEnabled()
    quiet.table.choose({keys[3]})
    click(quiet.trend)
    quiet.table.choose({keys[8]})
    click(quiet.trend)
    assert quiet.trends.number(numbers[8]) == 4, "its number is free again"


def test_without_the_historian_the_trend_is_live_and_says_so(
    qtbot: QtBot, page: TagsPage, station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_asked: object) -> list[TrendPoint] | list[TrendPart]:
        raise HistorianUnavailableError("Oracle HMI@10.0.0.5:1521/LINESIDE does not answer.")

    with monkeypatch.context() as broken:
        broken.setattr(station.historian, "trend", fail)
        choose(page, "SlideForce")
        click(page.trend)
        waits(qtbot, lambda: "does not answer" in page.panel.messages.text())
        assert page.panel.messages.text().startswith(
            "The historian cannot be read; only what comes now is shown."
        )
        waits(qtbot, lambda: len(page.panel.charts[0].samples[0].times) > 1)
    QTest.keyClick(page.table, Qt.Key.Key_F5)
    waits(qtbot, lambda: page.panel.messages.text() == "")


def test_the_trend_is_there_again_at_the_next_start(
    make_page: Callable[[Context], TagsPage], quiet_context: Context
) -> None:
    page = make_page(quiet_context)
    choose(page, "SlideForce", "OilTemperature")
    click(page.trend)
    click(page.panel.bar.ranges[HOUR])
    page.hide()
    again = make_page(quiet_context)
    assert [one.tag.tag_name for one in again.trends.tags()] == ["SlideForce", "OilTemperature"]
    assert again.trends.view.span == HOUR


def test_export_writes_what_is_shown(qtbot: QtBot, page: TagsPage, tmp_path: Path) -> None:
    waits(qtbot, lambda: trust(page) is Trust.GOOD)
    page.filter.words.setText("slideforce")
    waits(qtbot, lambda: 0 < page.model.rowCount() < 100)
    path = tmp_path / "tags.csv"
    click(page.export)
    choose_path(qtbot, page, path)
    waits(qtbot, lambda: page.messages.text().startswith("Tags exported: "))
    lines = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert len(lines) == page.model.rowCount()
    assert {line["tag_name"] for line in lines} == {"SlideForce"}
    page.export_to(tmp_path / "no" / "x.csv")
    waits(qtbot, lambda: page.messages.text().startswith("The tags are not exported."))


def test_an_empty_plant_says_what_to_do(quiet: TagsPage) -> None:
    quiet._configured(TagList(Plant()))
    assert quiet.empty.text().startswith("No tags are configured")
    assert not quiet.empty.action.isVisible()
    assert quiet.export.toolTip() == "There is no tag to export"


def test_every_input_has_a_name(quiet: TagsPage) -> None:
    parts = [
        quiet.filter.words,
        quiet.filter.plc,
        quiet.filter.group,
        quiet.filter.machine,
        quiet.filter.quality,
    ]
    assert all(part.accessibleName() for part in (*parts, quiet.table))
