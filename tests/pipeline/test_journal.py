"""Tests of hmi.pipeline.journal: what it keeps, and what it gives back."""

from __future__ import annotations

import logging
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.model.errors import UsageError
from hmi.model.reading import Destination, Reading
from hmi.pipeline import journal_file
from hmi.pipeline.journal import Journal
from hmi.pipeline.journal_file import checkpoint, log_of, runs
from hmi.pipeline.journal_keeper import JournalKeeper
from tests.pipeline.journals import EVERYTHING, left_in, opened
from tests.pipeline.samples import CLOSED, EPOCH, reading, settled


def test_what_was_appended_is_there_for_the_next_run(tmp_path: Path) -> None:
    readings = [reading(number, 3, group_name=f"G{number % 2}") for number in range(10)]
    with opened(tmp_path / "journal") as journal:
        assert journal.leftover_values == 0
        appended = [*journal.append(readings[:4]), *journal.append(readings[4:])]
        assert appended == readings
        assert [one.journal_seq for one in appended] == list(range(1, 11))
        assert [one.receipt for one in appended] == [one.receipt for one in readings]
    with opened(tmp_path / "journal") as journal:
        assert journal.leftover_values == 30
        assert journal.take_leftovers(EVERYTHING) == readings
        assert journal.take_leftovers(EVERYTHING) == []
        assert journal.take_lost() == 0


def test_what_has_come_to_rest_leaves_it(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        first, second, third, fourth = journal.append([reading(number, 2) for number in range(4)])
        journal.acknowledge([second])
        journal.append([reading(4, 2)])
        journal.acknowledge([third])
        journal.flush()
        journal.acknowledge([first])
    assert left_in(tmp_path) == [fourth, reading(4, 2)]


def test_leftovers_that_are_taken_stay_until_they_are_at_rest(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.append([reading(number) for number in range(3)])
    with opened(tmp_path) as journal:
        journal.append([reading(3)])
        taken = journal.take_leftovers(EVERYTHING)
        assert len(taken) == 3
        journal.acknowledge(taken[:2])
    assert left_in(tmp_path) == [reading(2), reading(3)]


def test_leftovers_come_in_chunks_of_at_least_one(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.append([reading(number, 4) for number in range(5)])
    with opened(tmp_path) as journal:
        chunks = [len(journal.take_leftovers(size)) for size in (1, 4, 9, 100, 100)]
    assert chunks == [1, 1, 2, 1, 0]


def test_parked_readings_come_again_the_oldest_first(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        journal.append([reading(number) for number in range(3)])
    with opened(tmp_path) as journal:
        new = journal.append([reading(number) for number in range(3, 7)])
        (old,) = journal.take_leftovers(1)
        journal.park([new[2], new[0], old])
        assert journal.take_leftovers(EVERYTHING) == [old]
        assert journal.take_leftovers(1) == [reading(1)]
        assert journal.take_leftovers(EVERYTHING) == [reading(2)]
        again = journal.take_leftovers(EVERYTHING)
        assert again == [new[0], new[2]]
        assert [one.receipt for one in again] == [new[0].receipt, new[2].receipt]
        assert journal.take_leftovers(EVERYTHING) == []
        journal.park(again)
        assert journal.take_leftovers(1) == again[:1]
        journal.acknowledge([*again, new[1]])
    assert left_in(tmp_path) == [reading(0), reading(1), reading(2), reading(6)]


def test_last_times_are_those_of_all_runs(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        assert journal.last_times() == {}
        appended = journal.append([reading(5), reading(2), reading(3, group_name="LINE")])
        journal.acknowledge(appended)
    with opened(tmp_path) as journal:
        assert journal.last_times() == {
            "PRESS": EPOCH + timedelta(seconds=5),
            "LINE": EPOCH + timedelta(seconds=3),
        }
        journal.append([reading(4), reading(9, group_name="LINE"), reading(1, group_name="NEW")])
    with opened(tmp_path) as journal:
        times = {name: (ts - EPOCH).seconds for name, ts in journal.last_times().items()}
        assert times == {"PRESS": 5, "LINE": 9, "NEW": 1}


def test_before_it_is_opened_and_after_its_end_readings_go_on_without_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    (kept,) = journal.append([reading(0)])
    assert (kept.journal_seq, journal.holds(kept), journal.refuses) == (0, False, False)
    assert not journal.path.parent.exists()
    journal.open()
    journal.close()
    (kept,) = journal.append([reading(1)])
    assert kept.journal_seq == 0
    assert left_in(tmp_path / "journal") == []
    CLOSED.close()


def test_a_reading_that_cannot_be_kept_costs_only_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    odd = reading(1, value=object())  # type: ignore[arg-type]  # a fault of the program
    with opened(tmp_path) as journal:
        for _ in range(2):
            first, second, third = journal.append([reading(0), odd, reading(2)])
        assert (bool(first.journal_seq), second is odd, bool(third.journal_seq)) == (True, True, True)
    assert len(caplog.records) == 1
    assert "'PRESS'" not in caplog.text
    assert "group PRESS: a reading cannot be kept" in caplog.text


def test_a_newer_file_and_a_folder_that_is_none_are_refused_by_name(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / "journal.db")) as other:
        other.execute(f"PRAGMA user_version = {0x02020202}")
    with pytest.raises(UsageError, match=r"journal\.db was written by a newer version"):
        Journal(tmp_path).open()
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match=r"folder .*file"):
        Journal(tmp_path / "file").open()


def test_strict_means_that_a_commit_waits_for_the_disk(tmp_path: Path) -> None:
    for strict, synchronous in ((False, 1), (True, 2)):
        with opened(tmp_path, strict=strict) as journal:
            assert journal._file is not None
            connection = journal._file._connection
            assert connection.execute("PRAGMA synchronous").fetchone() == (synchronous,)
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def large_readings(count: int) -> list[Reading]:
    """Of 500 values each, all of one group that shares its tags."""
    first = reading(0, 500, value=0.123456789, receipt=False)
    return [replace(first, ts=first.ts + timedelta(seconds=number)) for number in range(count)]


def test_the_log_stays_small_though_nothing_ever_pauses(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        largest = 0
        for _ in range(80):
            batch = journal.append(large_readings(20))
            journal.make_durable()
            journal.acknowledge(batch)
            largest = max(largest, log_of(journal.path).stat().st_size)
        assert 4 << 20 < largest < 6 << 20
        assert journal.path.stat().st_size < 1 << 20


def test_a_reader_in_the_way_lets_the_log_grow_no_further_than_needed(tmp_path: Path) -> None:
    with opened(tmp_path) as journal, closing(sqlite3.connect(journal.path)) as reader:
        journal.append([reading(0)])
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM readings").fetchall()
        for _ in range(40):
            journal.append(large_readings(20))
        journal.make_durable()
        assert not journal.refuses
        reader.execute("ROLLBACK")
        journal.append([reading(100)])
        journal.make_durable()
        journal.append([reading(101)])
        assert log_of(journal.path).stat().st_size < 2 << 20


def test_a_file_that_was_large_gives_its_room_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_file, "_SHRINK_PAGES", 64)
    with opened(tmp_path) as journal:
        appended = journal.append(large_readings(60))
        checkpoint(journal.path, whole=True)
        assert journal.path.stat().st_size > 64 * 4096
        journal.acknowledge(appended)
    with opened(tmp_path) as journal:
        pass
    assert journal.path.stat().st_size < 40 * 4096


def test_the_keeper_applies_and_ends(tmp_path: Path) -> None:
    applied = threading.Event()

    class Telling(Journal):
        def make_durable(self) -> None:
            super().make_durable()
            if not self._acknowledged and not self._is_unsynced:
                applied.set()

    journal = Telling(tmp_path)
    journal.open()
    stop = threading.Event()
    thread = threading.Thread(target=JournalKeeper(journal).run, args=[stop])
    journal.acknowledge(journal.append([reading(0)]))
    thread.start()
    assert applied.wait(10)
    with closing(sqlite3.connect(journal.path)) as other:
        assert other.execute("SELECT count(*) FROM readings").fetchone() == (0,)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    journal.close()


def test_acknowledging_and_parking_wait_for_no_disk(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        first, second = journal.append([reading(0), reading(1)])
        with journal._disk, journal._upkeep:  # as held while the disk is slow
            journal.acknowledge([first])
            journal.park([second])
            assert journal.holds(second)
            assert journal.take_lost() == 0


def test_its_end_does_not_wait_for_a_disk_that_hangs(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    journal = Journal(tmp_path)
    journal.open()
    with journal._disk:
        journal.close()
    assert "hangs" in caplog.text
    assert caplog.records[-1].levelno == logging.CRITICAL


@given(st.sets(st.integers(1, 40)))
def test_runs_are_the_numbers_again(numbers: set[int]) -> None:
    found = list(runs(numbers))
    assert {number for first, last in found for number in range(first, last + 1)} == numbers
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(found))


def test_readings_of_ten_groups_from_several_threads_are_all_there(tmp_path: Path) -> None:
    kept: list[Reading] = []
    with opened(tmp_path) as journal:

        def work(group: str) -> None:
            for number in range(40):
                (one,) = journal.append([reading(number, group_name=group)])
                if number % 2:
                    journal.acknowledge([one])
                else:
                    kept.append(one)
                journal.flush()

        threads = [threading.Thread(target=work, args=[f"G{number}"]) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert left_in(tmp_path) == sorted(kept, key=lambda one: one.journal_seq)
    assert all(settled(one) is None for one in kept)


def test_a_parked_reading_that_was_lost_tells_who_waits_for_it(tmp_path: Path) -> None:
    with opened(tmp_path) as journal:
        (one,) = journal.append([reading(0, 3)])
        journal.park([one])
        assert journal._file is not None
        journal._file._connection.execute("DELETE FROM readings")
        assert journal.take_leftovers(EVERYTHING) == []
        assert journal.take_lost() == 3
        assert journal.take_lost() == 0
        assert settled(one) is Destination.DROPPED
