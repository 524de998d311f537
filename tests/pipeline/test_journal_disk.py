"""Tests of hmi.pipeline.journal on a disk that refuses, is full, or loses the file."""

from __future__ import annotations

import logging
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hmi.pipeline.journal import Journal
from hmi.pipeline.journal_file import log_of
from tests.pipeline.journals import EVERYTHING, left_in, opened
from tests.pipeline.samples import HandClock, reading

no_open_files_deleted = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps files that are in use from being deleted"
)


@pytest.fixture
def journal(tmp_path: Path, clock: HandClock) -> Journal:
    journal = Journal(tmp_path / "journal", monotonic=clock)
    journal.open()
    return journal


def limit(journal: Journal, pages: int) -> None:
    """Let the file be full at so many pages."""
    assert journal._file is not None
    journal._file._connection.execute(f"PRAGMA max_page_count = {pages}")


def test_a_full_disk_lets_readings_go_on_and_is_told_once_each_way(
    journal: Journal, clock: HandClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    limit(journal, 8)
    readings = [reading(number, 500) for number in range(9)]
    assert [one.journal_seq for one in journal.append(readings)] == [0] * 9
    assert journal.refuses
    assert "full" in (journal.last_error or "")
    for number in range(5):  # not tried again at once
        journal.append([reading(10 + number)])
    clock.time += 1
    (kept,) = journal.append([reading(20)])
    assert kept.journal_seq
    assert (journal.refuses, journal.last_error) == (False, None)
    levels = [record.levelno for record in caplog.records]
    assert levels == [logging.CRITICAL, logging.INFO]
    journal.close()
    assert left_in(journal.path.parent) == [reading(20)]
    with opened(journal.path.parent) as later:  # times were noted all the same
        assert later.last_times()["PRESS"] == reading(20).ts


def test_what_came_to_rest_while_the_disk_refused_leaves_when_it_takes_again(
    journal: Journal, clock: HandClock
) -> None:
    (kept,) = journal.append([reading(0)])
    limit(journal, 8)
    journal.append([reading(1, 5_000)])
    journal.acknowledge([kept])
    journal.flush()
    clock.time += 1
    journal.append([reading(2)])
    journal.close()
    assert left_in(journal.path.parent) == [reading(2)]


def test_leftovers_can_be_read_from_a_full_disk(journal: Journal) -> None:
    (kept,) = journal.append([reading(0)])
    limit(journal, 8)
    journal.append([reading(1, 5_000)])
    assert journal.refuses
    assert journal.holds(kept)
    journal.park([kept])
    assert journal.take_leftovers(EVERYTHING) == [kept]
    journal.close()


def test_another_program_in_the_way(
    journal: Journal, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert journal._file is not None
    journal._file._connection.execute("PRAGMA busy_timeout = 1")
    with closing(sqlite3.connect(journal.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert journal.append([reading(0)])[0].journal_seq == 0
        assert "locked" in (journal.last_error or "")
        other.execute("ROLLBACK")
    clock.time += 1
    assert journal.append([reading(1)])[0].journal_seq
    journal.close()


@no_open_files_deleted
def test_a_file_deleted_in_use_is_made_anew(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    (old,) = journal.append([reading(0, 3)])
    (parked,) = journal.append([reading(1, 2)])
    journal.park([parked])
    journal.path.unlink()
    log_of(journal.path).unlink()
    journal.make_durable()
    (new,) = journal.append([reading(2)])
    assert "was deleted" in caplog.text
    assert (journal.holds(old), journal.holds(new)) == (False, True)
    assert journal.take_leftovers(EVERYTHING) == []
    assert journal.take_lost() == 2
    journal.acknowledge([old])
    journal.close()
    assert left_in(journal.path.parent) == [new]
    with opened(journal.path.parent) as later:
        assert later.last_times()["PRESS"] == reading(2).ts


@no_open_files_deleted
def test_a_log_without_its_file_gives_back_what_it_holds(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.open()
    readings = journal.append([reading(number, 3) for number in range(5)])
    log = log_of(journal.path).read_bytes()
    journal.close()
    journal.path.unlink()
    log_of(journal.path).write_bytes(log)
    assert left_in(tmp_path) == readings


@no_open_files_deleted
def test_a_folder_that_goes_and_comes_back(journal: Journal, clock: HandClock) -> None:
    (old,) = journal.append([reading(0)])
    folder = journal.path.parent
    folder.rename(folder.with_name("away"))
    folder.write_bytes(b"a file where the folder should be")
    assert journal.append([reading(1)])[0].journal_seq == 0
    assert journal.refuses
    assert not journal.holds(old)
    clock.time += 1
    assert journal.append([reading(2)])[0].journal_seq == 0
    folder.unlink()
    folder.with_name("away").rename(folder)
    clock.time += 1
    (new,) = journal.append([reading(3)])
    assert new.journal_seq > old.journal_seq
    journal.close()
    assert left_in(folder) == [old, new]


def test_a_disk_that_does_not_give_the_file_at_the_start(
    tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(tmp_path) as journal:
        journal.append([reading(0, 4)])
    journal = Journal(tmp_path, monotonic=clock)

    def refused(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr("hmi.pipeline.journal.JournalFile", refused)
        journal.open()
        assert journal.refuses
        assert journal.leftover_values == 0
        assert journal.take_leftovers(EVERYTHING) == []
        assert journal.take_lost() == 0
        journal.flush()
        journal.make_durable()
    clock.time += 1
    (new,) = journal.append([reading(1)])
    assert new.journal_seq == 2
    assert journal.leftover_values == 4
    assert journal.take_leftovers(EVERYTHING) == [reading(0, 4)]
    journal.close()


def test_an_fsync_that_fails_is_told(
    journal: Journal, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.append([reading(0)])

    def refused(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refused)
        journal.make_durable()
    assert "Input/output error" in (journal.last_error or "")
    clock.time += 1
    journal.append([reading(1)])
    assert (journal.refuses, journal.last_error) == (False, None)
    journal.close()
    assert left_in(journal.path.parent) == [reading(0), reading(1)]
