"""Tests of the replay's small parts: progress, meter, wishes, feed."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from hmi.historian.feed import ReplayFeed
from hmi.historian.protocol import Rejected, WriteResult
from hmi.historian.replay_meter import ReplayMeter
from hmi.historian.replay_state import FileProgress, ReplayProgress
from hmi.historian.replay_wishes import ReplayWishes
from hmi.model.reading import Destination, Row
from tests.pipeline.samples import HandClock


def test_progress_is_saved_once_a_second_and_at_the_end(tmp_path: Path, clock: HandClock) -> None:
    path = tmp_path / "journal" / "replay.json"
    progress = ReplayProgress(path, clock)
    progress.note("a.csv", FileProgress(10, 9, 500))
    progress.note("a.csv", FileProgress(20, 19, 500))
    assert ReplayProgress(path, clock).of("a.csv", 500) == FileProgress(10, 9, 500)
    clock.time += 1.0
    progress.note("b.csv", FileProgress(5, 5, 40))
    assert json.loads(path.read_text(encoding="utf-8")) == {"a.csv": [20, 19, 500], "b.csv": [5, 5, 40]}
    progress.note("a.csv", FileProgress(30, 29, 500))
    progress.save()
    progress.forget("b.csv")
    again = ReplayProgress(path, clock)
    assert again.of("a.csv", 500) == FileProgress(30, 29, 500)
    assert again.of("a.csv", 501) == FileProgress(size_bytes=501)  # saved by another program
    assert again.of("b.csv", 40) == FileProgress(size_bytes=40)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b'{"a.csv": 5}', b'{"a.csv": ["x", 1]}'])
def test_a_damaged_progress_begins_anew(
    tmp_path: Path, clock: HandClock, caplog: pytest.LogCaptureFixture, content: bytes
) -> None:
    path = tmp_path / "replay.json"
    path.write_bytes(content)
    assert ReplayProgress(path, clock).of("a.csv", 500) == FileProgress(size_bytes=500)
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_a_disk_that_refuses_the_progress_costs_nothing_else(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "journal").write_bytes(b"a file where the folder should be")
    progress = ReplayProgress(tmp_path / "journal" / "replay.json", clock)
    progress.note("a.csv", FileProgress(10, 10, 500))
    assert progress.of("a.csv", 500) == FileProgress(10, 10, 500)


def test_the_rate_is_that_of_the_last_30_s(clock: HandClock) -> None:
    meter = ReplayMeter(clock)
    for _ in range(60):
        clock.time += 1.0
        meter.add(100)
    assert meter.rows == 6000
    assert meter.rows_per_s() == pytest.approx(100, rel=0.05)
    clock.time += 40.0
    assert meter.rows_per_s() == 0
    assert meter.still_s() == 40.0
    meter.excuse()
    assert meter.still_s() == 0
    meter.begin()
    assert meter.rows == 0


def test_what_was_asked_for_lasts_until_it_is_done_and_no_longer() -> None:
    wishes = ReplayWishes(automatic=False)
    wishes.start(["a.csv"])
    is_new, edition = wishes.news()
    assert (is_new, wishes.wants("a.csv"), wishes.wants("b.csv")) == (True, True, False)
    wishes.start(None)  # while the first is at work
    wishes.fulfilled(edition)
    assert wishes.wants("b.csv")
    wishes.fulfilled(wishes.news()[1])
    assert not wishes.wants_any


def test_paused_nothing_is_wanted_until_somebody_says_so() -> None:
    wishes = ReplayWishes(automatic=True)
    wishes.pause()
    wishes.set_automatic(False)
    assert not wishes.wants("a.csv")
    wishes.set_automatic(True)
    assert wishes.wants("a.csv")


@dataclass(eq=False)
class Batch:
    """One that only remembers."""

    rows: Sequence[Row] = ()
    refused: Sequence[Rejected] = ()
    origin: Destination = Destination.BACKED_UP
    reasons: list[str] = field(default_factory=list)

    def settle(self, result: WriteResult) -> None:
        raise NotImplementedError

    def failed(self, reason: str) -> None:
        self.reasons.append(reason)


def test_the_feed_keeps_what_is_in_the_writers_hand() -> None:
    feed, first, second = ReplayFeed(), Batch(), Batch()
    woken: list[int] = []
    feed.call_when_ready(lambda: woken.append(1))
    assert feed.take() is None
    assert feed.offer(first, 0)
    assert feed.offer(second, 0)
    assert not feed.offer(Batch(), 0)
    assert len(woken) == 2
    assert feed.take() is first
    feed.withdraw()
    assert (feed.holds(first), feed.holds(second)) == (True, False)
    feed.give_back()
    assert feed.take() is first
    feed.done()
    assert not feed.has_batch
    assert feed.wait_until_empty(0)
