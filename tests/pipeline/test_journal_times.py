"""Tests of hmi.pipeline.journal_times."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from hmi.pipeline.journal_times import JournalTimes
from tests.pipeline.samples import EPOCH

SECOND = timedelta(seconds=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.times"


@pytest.fixture
def times(path: Path) -> JournalTimes:
    times = JournalTimes(path)
    assert times.open() == {}
    return times


def test_the_newest_time_of_each_group_comes_back(path: Path, times: JournalTimes) -> None:
    times.keep({"PRESS": EPOCH, "WELD": EPOCH + SECOND})
    times.keep({"PRESS": EPOCH + 2 * SECOND, "용접\ud800": EPOCH})
    times.sync()
    found = JournalTimes(path).open()
    assert found == {"PRESS": EPOCH + 2 * SECOND, "WELD": EPOCH + SECOND, "용접\ud800": EPOCH}


def test_a_later_run_goes_on_in_the_same_places(path: Path, times: JournalTimes) -> None:
    times.keep({"A": EPOCH, "B": EPOCH})
    later = JournalTimes(path)
    later.open()
    later.keep({"B": EPOCH + SECOND, "C": EPOCH})
    assert JournalTimes(path).open() == {"A": EPOCH, "B": EPOCH + SECOND, "C": EPOCH}


def test_the_file_has_all_its_room_from_the_beginning(path: Path, times: JournalTimes) -> None:
    before = path.stat()
    times.keep({f"G{number}": EPOCH for number in range(100)})
    assert path.stat().st_size == before.st_size == 65536
    if hasattr(before, "st_blocks"):
        assert path.stat().st_blocks == before.st_blocks


def test_the_group_that_was_not_heard_of_for_longest_makes_room(path: Path, times: JournalTimes) -> None:
    everybody = {f"G{number}": EPOCH + number * SECOND for number in range(256)}
    times.keep(everybody)
    times.keep({"G0": EPOCH + 300 * SECOND})
    times.keep({"NEW": EPOCH + 301 * SECOND})
    del everybody["G1"]
    everybody |= {"G0": EPOCH + 300 * SECOND, "NEW": EPOCH + 301 * SECOND}
    assert JournalTimes(path).open() == everybody


def test_a_name_that_is_too_long_is_left_to_the_journal(path: Path, times: JournalTimes) -> None:
    times.keep({"G" * 243: EPOCH, "G" * 242: EPOCH})
    assert JournalTimes(path).open() == {"G" * 242: EPOCH}


@pytest.mark.parametrize("at", [0, 5, 13, 16])
def test_a_damaged_place_costs_no_other(path: Path, times: JournalTimes, at: int) -> None:
    times.keep({"PRESS": EPOCH, "WELD": EPOCH})
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)
    later = JournalTimes(path)
    assert later.open() == {"WELD": EPOCH}
    later.keep({"PRESS": EPOCH + SECOND})
    assert JournalTimes(path).open() == {"PRESS": EPOCH + SECOND, "WELD": EPOCH}


@pytest.mark.parametrize("content", [b"", b"\0" * 300, os.urandom(300), b"\xff" * 70_000])
def test_something_else_in_its_place(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    times = JournalTimes(path)
    assert times.open() == {}
    times.keep({"PRESS": EPOCH})
    assert JournalTimes(path).open() == {"PRESS": EPOCH}


def test_a_disk_that_refuses_raises_nothing(tmp_path: Path) -> None:
    times = JournalTimes(tmp_path / "no folder" / "journal.times")
    assert times.open() == {}
    times.keep({"PRESS": EPOCH})
    times.sync()
    (tmp_path / "no folder").mkdir()
    times.keep({"PRESS": EPOCH})
    assert JournalTimes(tmp_path / "no folder" / "journal.times").open() == {"PRESS": EPOCH}
