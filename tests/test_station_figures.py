"""The figures of a real station, over a restart and through an outage."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.demo import prepare_demo
from hmi.historian.protocol import HistorianUnavailableError
from hmi.model.figures import Column, Figure, Figures, SpanKind
from hmi.qthreads import QThreadHost
from hmi.station import Station

PATIENCE_S = 20.0


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    place = DataFolder(tmp_path)
    place.create()
    prepare_demo(place)
    return place


def started(folder: DataFolder, later_s: float = 0.0) -> Station:
    """A station whose figures believe that it is so much later."""
    station = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    station.figures._clock = lambda: time.time() + later_s  # nobody waits 20 s for a start
    assert station.start() == []
    return station


def read(station: Station) -> Figures:
    now = time.time()
    return station.figures.read(now - 300, now + 300, 1000)


def eventually(station: Station, condition: Callable[[Figures], bool]) -> Figures:
    """The first figures that meet the condition."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        figures = read(station)
        if condition(figures):
            return figures
        threading.Event().wait(0.05)
    raise AssertionError(f"never came true: {read(station)}")


def rows_were_written(figures: Figures) -> bool:
    rate = figures.traces.get(Column(Figure.RATE))
    return rate is not None and bool((np.nan_to_num(rate.means) > 0).any())


def has_a_gap(now: Figures) -> bool:
    """The time between the runs is told, and there are figures on both sides of it."""
    queue = now.traces.get(Column(Figure.QUEUE))
    is_told = any(span.kind is SpanKind.NOT_RECORDED for span in now.spans)
    return is_told and queue is not None and bool(np.isnan(queue.means).any())


def test_figures_of_a_run_are_there_in_the_next_with_a_gap_between(folder: DataFolder) -> None:
    first = started(folder)
    figures = eventually(first, rows_were_written)
    first.stop()
    assert {column.group for column in figures.traces if column.figure is Figure.SUCCESS}
    assert folder.figures_db.exists()
    second = started(folder, later_s=20.0)
    try:
        again = eventually(second, has_a_gap)
        assert again.times[0] <= figures.times[-1]
        assert np.isnan(again.traces[Column(Figure.QUEUE)].means).any()
    finally:
        second.stop()


def test_a_historian_that_refuses_is_known_as_retries_and_an_outage(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.settings_file.write_text("[oracle]\nretry_max = 1\n", encoding="utf-8")  # one is enough
    station = started(folder)

    def refuse(*_: object, **__: object) -> None:
        raise HistorianUnavailableError("the historian is away")

    try:
        monkeypatch.setattr(station._storage.historian, "write", refuse)
        eventually(station, lambda now: any(span.kind is SpanKind.OUTAGE for span in now.spans))
        monkeypatch.undo()
        figures = eventually(
            station, lambda now: any(span.kind is SpanKind.OUTAGE and span.end for span in now.spans)
        )
        assert {SpanKind.RETRY, SpanKind.OUTAGE} <= {span.kind for span in figures.spans}
    finally:
        station.stop()
