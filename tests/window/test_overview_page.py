from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from hmi.model.status import BackupStatus, RowCounts, WriterState, WriterStatus
from hmi.window.history import History, SuccessRates
from hmi.window.pages.overview import OverviewPage
from hmi.window.snapshot import Snapshot
from hmi.window.theme import Theme
from tests.window.samples import group, snapshot

Show = Callable[[Snapshot], OverviewPage]


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, history: History) -> Show:
    page = OverviewPage(theme, history, SuccessRates(), "historian.db")
    qtbot.addWidget(page)
    page.resize(1200, 680)
    page.show()

    def record_and_show(taken: Snapshot) -> OverviewPage:
        history.record(taken)
        page.show_snapshot(taken)
        return page

    return record_and_show


def test_the_rows_and_where_they_are(show: Show) -> None:
    rows = RowCounts(accepted=6030, stored=5000, pending=120, backed_up=900, quarantined=7, dropped=3)
    writer = WriterStatus("sqlite", WriterState.RUNNING, p95_row_age_ms=512.3)
    # A file whose rows are half replayed counts as a whole in the folder, but not in the law.
    page = show(snapshot(rows=rows, backup=BackupStatus(1, 100, 1800), writer=writer))
    shown = {name: page.figures[name].number() for name in page.figures}
    assert shown == {
        "stored": "5,000",
        "pending": "120",
        "backed_up": "900",
        "quarantined": "7",
        "dropped": "3",
        "age": "0.51\u00a0s",
    }
    tones = {name: str(figure.tone()) for name, figure in page.figures.items()}
    assert tones == {
        "stored": "normal",
        "pending": "normal",
        "backed_up": "warning",
        "quarantined": "warning",
        "dropped": "alarm",
        "age": "normal",
    }
    assert page.balance_text() == "All 6,030 accepted rows are accounted for"


def test_rows_that_take_too_long_are_marked(show: Show) -> None:
    writer = WriterStatus("sqlite", WriterState.RUNNING, p95_row_age_ms=2001.0)
    assert show(snapshot(writer=writer)).figures["age"].tone() == "warning"


def test_an_imbalance_is_not_hidden(show: Show) -> None:
    page = show(snapshot(rows=RowCounts(accepted=10, stored=9)))
    assert page.balance_text().startswith("Of 10 accepted rows some are not accounted for")


def test_before_the_first_poll_the_charts_say_what_they_wait_for(show: Show) -> None:
    fresh = replace(group(), poll_count=0, success_count=0)
    page = show(snapshot(groups=(fresh,), rows=RowCounts()))
    assert page.empty_text() == "Waiting for the first poll"
    assert show(snapshot()).empty_text() == ""


def test_without_a_configuration_the_page_says_how_to_get_one(show: Show) -> None:
    assert "hmi config import" in show(snapshot(groups=(), rows=RowCounts())).empty_text()


def test_numbers_change_on_the_beat_only(show: Show) -> None:
    page = show(snapshot())
    show(snapshot(beat=False, rows=RowCounts(accepted=1, stored=1)))
    assert page.figures["stored"].number() == "5,000"
    show(snapshot(rows=RowCounts(accepted=1, stored=1)))
    assert page.figures["stored"].number() == "1"
