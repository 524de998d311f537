"""Tests of how hmi.historian.backup hands files to the replay, and of hmi.historian.archive."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.historian.archive import Place
from hmi.historian.backup import CsvBackup
from hmi.historian.catalog import Catalog, Entry
from hmi.model.reading import Quality, Row
from tests.historian.rows import readings_of
from tests.historian.wall import Wall
from tests.pipeline.samples import EPOCH, HandClock, reading

NAME = "backup_20261122_030000.csv"


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def backup(tmp_path: Path, clock: HandClock, wall: Wall) -> Iterator[CsvBackup]:
    backup = CsvBackup(tmp_path / "backup", monotonic=clock, now=wall)
    yield backup
    backup.close()


def replay(backup: CsvBackup, name: str = NAME) -> int:
    """Read a file to its end and finish it; how many rows were intact."""
    rows = sum(record.error is None for record in backup.read(name))
    backup.finish(name)
    return rows


def names(backup: CsvBackup, place: Place = Place.WAITING) -> list[str]:
    return [file.name for file in backup.list_files(place)]


def tree(backup: CsvBackup) -> set[str]:
    return {
        str(path.relative_to(backup.folder).as_posix()) for path in backup.folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of files that a spreadsheet holds, as Windows knows it: they are neither moved nor deleted."""
    held: set[str] = set()
    rename, unlink = Path.rename, Path.unlink

    def refuse(path: Path) -> None:
        if path.name in held:
            raise PermissionError(13, "The process cannot access the file", str(path))

    def held_rename(path: Path, target: Path) -> Path:
        refuse(path)
        return rename(path, target)

    def held_unlink(path: Path, missing_ok: bool = False) -> None:
        refuse(path)
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "rename", held_rename)
    monkeypatch.setattr(Path, "unlink", held_unlink)
    return held


def test_closed_files_wait_oldest_first(backup: CsvBackup, wall: Wall, clock: HandClock) -> None:
    assert backup.waiting() == []
    for number in range(3):
        wall.time = EPOCH + timedelta(seconds=number)
        backup.spill([reading(number, number + 1)], "test")
        if number < 2:
            backup.close()
    files = [(file.name, file.rows, file.is_of_this_run) for file in backup.waiting()]
    assert files == [(NAME, 1, True), ("backup_20261122_030001.csv", 2, True)]
    assert backup.waiting()[0].size_bytes == (backup.folder / NAME).stat().st_size
    again = CsvBackup(backup.folder)
    assert [(file.rows, file.is_of_this_run) for file in again.waiting()] == [
        (1, False),
        (2, False),
        (3, False),
    ]
    clock.time += 60
    assert len(backup.waiting()) == 3


def test_the_open_file_can_be_asked_for(backup: CsvBackup) -> None:
    backup.spill([reading(0, 2)], "test")
    assert backup.waiting() == []
    assert [file.rows for file in backup.waiting(close_open=True)] == [2]
    backup.spill([reading(1, 2)], "test")
    assert len(backup.waiting()) == 1


def test_records_come_as_text(backup: CsvBackup) -> None:
    backup.spill([reading(0, 2)], "test")
    backup.close()
    records = list(backup.read(NAME))
    assert [record.line for record in records] == [2, 3]
    ts = "2026-11-22T03:00:00.000000Z"
    assert records[0].fields == (ts, "PLC_PRESS", "D0", "temp 0", "0.5", "GOOD", ts)


def test_a_replayed_file_goes_to_the_archive(backup: CsvBackup) -> None:
    backup.spill([reading(0, 2)], "test")
    backup.close()
    assert replay(backup) == 2
    assert tree(backup) == {
        f"replayed/{NAME}",
        "replayed/checksums/backup_20261122_030000.sum",
        "replayed/checksums/backup_20261122_030000.why",
    }
    assert backup.status().file_count == backup.status().pending_rows == 0
    assert backup.waiting() == []
    (file,) = backup.list_files(Place.REPLAYED)
    assert (file.name, file.rows, file.first_ts) == (NAME, 2, "2026-11-22T03:00:00.000000Z")


def test_an_archived_file_is_never_overwritten(backup: CsvBackup) -> None:
    for number in range(3):
        backup.spill([reading(number)], "test")
        backup.close()
        replay(backup)
    assert sorted(names(backup, Place.REPLAYED)) == [
        NAME,
        "backup_20261122_030000_2.csv",
        "backup_20261122_030000_3.csv",
    ]


def test_nothing_is_kept_for_zero_days(tmp_path: Path) -> None:
    backup = CsvBackup(tmp_path, keep_days=0)
    backup.spill([reading(0)], "test")
    (file,) = backup.waiting(close_open=True)
    replay(backup, file.name)
    assert tree(backup) == set()


def test_a_damaged_file_is_set_aside_with_a_report(
    backup: CsvBackup, caplog: pytest.LogCaptureFixture
) -> None:
    backup.spill([reading(0, 9)], "test")
    backup.close()
    path = backup.folder / NAME
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], lines[2].replace(b"0.5", b"0.6"), *lines[3:-1]]))
    records = list(backup.read(NAME))
    assert [record.error for record in records if record.error] == [
        "changed since it was written",
        "rows that were written and are missing: 1",
    ]
    backup.finish(NAME)
    assert tree(backup) == {
        f"set_aside/{NAME}",
        "set_aside/backup_20261122_030000.report.txt",
        "set_aside/checksums/backup_20261122_030000.sum",
        "set_aside/checksums/backup_20261122_030000.why",
    }
    report = (backup.folder / "set_aside" / "backup_20261122_030000.report.txt").read_text(encoding="utf-8")
    for text in ("Rows written to it: 9", "Intact rows:        7", "line 3: changed since it was written"):
        assert text in report
    assert "What to do:" in report
    status = backup.status()
    assert (status.file_count, status.pending_rows, status.set_aside_files) == (0, 0, 1)
    assert "is damaged and set aside" in caplog.text
    assert backup.purge_replayed() == 0
    assert names(backup, Place.SET_ASIDE) == [NAME]


def test_finish_reads_a_file_that_was_not_read_to_its_end(backup: CsvBackup) -> None:
    backup.spill([reading(0, 9)], "test")
    backup.close()
    with (backup.folder / NAME).open("ab") as file:
        file.write(b"half a line\r\n")
    records = backup.read(NAME)
    next(records)
    backup.finish(NAME)
    assert names(backup, Place.SET_ASIDE) == [NAME]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete a file that is being read")
def test_a_file_that_is_gone(backup: CsvBackup) -> None:
    backup.spill([reading(0)], "test")
    backup.close()
    for _ in backup.read(NAME):
        (backup.folder / NAME).unlink()
    backup.finish(NAME)
    with pytest.raises(FileNotFoundError):
        next(backup.read(NAME))
    with pytest.raises(FileNotFoundError):
        backup.finish(NAME)


@pytest.mark.parametrize("damage", [b"", b"half a line\r\n"])
def test_a_held_file_does_not_wait_any_more_and_is_moved_later(
    backup: CsvBackup, held: set[str], damage: bytes
) -> None:
    backup.spill([reading(0, 3)], "test")
    backup.close()
    with (backup.folder / NAME).open("ab") as file:
        file.write(damage)
    held.add(NAME)
    replay(backup)
    for looking in (backup, CsvBackup(backup.folder)):  # over a restart too
        assert looking.waiting() == []
        assert looking.list_files() == []
        assert looking.status().file_count == looking.status().pending_rows == 0
    held.clear()
    again = CsvBackup(backup.folder)
    assert again.waiting() == []
    assert names(again, Place.SET_ASIDE if damage else Place.REPLAYED) == [NAME]
    assert not (backup.folder / NAME).exists()
    assert not any(name.endswith(".done") for name in tree(backup))
    assert backup.waiting() == []


def test_a_held_file_is_deleted_later(tmp_path: Path, held: set[str]) -> None:
    backup = CsvBackup(tmp_path, keep_days=0, now=lambda: EPOCH)
    backup.spill([reading(0, 3)], "test")
    backup.close()
    held.add(NAME)
    replay(backup)
    assert backup.waiting() == []
    held.clear()
    backup.waiting()
    assert tree(backup) == set()


def test_a_held_file_that_was_saved_again_waits_again(backup: CsvBackup, held: set[str]) -> None:
    backup.spill([reading(0, 3)], "test")
    backup.close()
    held.add(NAME)
    replay(backup)
    with (backup.folder / NAME).open("ab") as file:
        file.write(b"a note\r\n")
    held.clear()
    for looking in (backup, CsvBackup(backup.folder)):
        assert [file.name for file in looking.waiting()] == [NAME]
    assert not any(name.endswith(".done") for name in tree(backup))


@pytest.mark.parametrize(
    "content", ["", "[]", '{"name": 1}', '{"name": "x", "size_bytes": "", "mtime_ns": 1}']
)
def test_a_mark_that_cannot_be_read_means_one_more_replay(backup: CsvBackup, content: str) -> None:
    backup.spill([reading(0, 3)], "test")
    backup.close()
    (backup.folder / "checksums" / "backup_20261122_030000.done").write_text(content)
    assert [file.name for file in CsvBackup(backup.folder).waiting()] == [NAME]


def test_a_disk_that_does_not_take_the_mark(
    backup: CsvBackup, held: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.spill([reading(0, 3)], "test")
    backup.close()
    held.add(NAME)
    records = list(backup.read(NAME))

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(json, "dump", refuse)
        backup.finish(NAME)
    assert len(records) == 3
    assert backup.waiting() == []  # known at least in this run
    assert len(CsvBackup(backup.folder).waiting()) == 1


def test_replayed_files_are_purged_by_their_age(backup: CsvBackup, wall: Wall) -> None:
    backup.spill([reading(0)], "test")
    backup.close()
    os.utime(backup.folder / NAME, (0, 0))  # its age counts from the replay
    replay(backup)
    wall.time += timedelta(days=29)
    assert backup.purge_replayed() == 0
    wall.time += timedelta(days=2)
    assert backup.purge_replayed() == 1
    assert tree(backup) == set()
    assert backup.purge_replayed() == 0


def test_checksums_without_a_file_are_purged(backup: CsvBackup, wall: Wall) -> None:
    wall.time = datetime.now(EPOCH.tzinfo)
    backup.spill([reading(0)], "test")
    backup.close()
    (path,) = backup.folder.glob("*.csv")
    moved = path.rename(backup.folder.parent / "away.csv")
    backup.purge_replayed()
    assert len(tree(backup)) == 2
    wall.time += timedelta(days=2)
    moved.rename(path)
    backup.purge_replayed()
    assert len(tree(backup)) == 3
    path.unlink()
    backup.purge_replayed()
    assert tree(backup) == set()


def test_a_folder_that_cannot_be_read_loses_no_checksums(
    backup: CsvBackup, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.spill([reading(0)], "test")
    backup.close()
    wall.time = datetime.now(EPOCH.tzinfo) + timedelta(days=9)
    real = os.listdir

    def unplugged(folder: Path) -> list[str]:
        if folder == backup.folder:
            raise OSError(5, "Input/output error")
        return real(folder)

    monkeypatch.setattr("hmi.historian.archive.os.listdir", unplugged)
    backup.purge_replayed()
    assert len(tree(backup)) == 3


def test_nothing_is_written_where_an_unplugged_disk_was(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.folder.mkdir(parents=True, exist_ok=True)
    backup.spill([reading(0)], "test")
    backup.close()
    plugged = backup.folder.with_name("plugged")
    backup.folder.rename(plugged)
    monkeypatch.setattr("hmi.historian.same_disk.device_of", lambda _: -1)
    with pytest.raises(OSError, match="plug it in again"):
        backup.spill([reading(1)], "test")
    assert not backup.folder.exists()
    seen = [backup.is_there]
    monkeypatch.undo()
    plugged.rename(backup.folder)
    backup.spill([reading(1)], "test")
    assert [*seen, backup.is_there] == [False, True]
    assert len(backup.list_files()) == 2


def test_a_folder_that_was_deleted_is_made_again(backup: CsvBackup) -> None:
    backup.spill([reading(0)], "test")
    backup.close()
    shutil.rmtree(backup.folder)
    backup.spill([reading(1)], "test")
    assert len(backup.list_files()) == 1


def test_a_file_with_a_torn_end_waits_until_it_is_mended(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.spill([reading(0, 3)], "test")
    kept = (backup.folder / NAME).read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr("hmi.historian.csvfile.os.fsync", refuse)
        broken.setattr("hmi.historian.csvfile.os.truncate", refuse)
        with pytest.raises(OSError, match="Input/output"):
            backup.spill([reading(1, 3)], "test")
        assert backup.waiting() == []
    assert [file.rows for file in backup.waiting()] == [3]
    assert (backup.folder / NAME).read_bytes() == kept


texts = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('",\r\n\0;')), max_size=12
)
pieces = st.lists(st.one_of(texts, st.just("\r\n2026-11-22T03:00:00.000000Z,"), st.just('"')), max_size=4)
samples = st.lists(st.tuples(pieces.map("".join), texts), max_size=8)


@settings(max_examples=60)
@given(samples)
def test_whatever_a_string_holds_reads_back(samples: list[tuple[str, str]]) -> None:
    rows = [Row(EPOCH, "PLC1", "D0", name, value, Quality.GOOD, "G") for value, name in samples]
    with TemporaryDirectory() as folder:
        backup = CsvBackup(Path(folder))
        backup.spill(readings_of(rows), "test")
        (file,) = backup.waiting(close_open=True)
        records = list(backup.read(file.name))
        assert [record.error for record in records] == [None] * len(rows)
        assert [(record.fields[4], record.fields[3]) for record in records] == samples


def test_a_file_that_comes_while_the_folder_is_listed_is_of_this_run(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = Catalog._forget_all_but

    def late(catalog: Catalog, found: Sequence[Entry]) -> None:
        monkeypatch.undo()
        backup.spill([reading(1, 10)], "test")
        listing(catalog, found)

    monkeypatch.setattr(Catalog, "_forget_all_but", late)
    backup.folder.mkdir(exist_ok=True)
    assert backup.status().file_count == 0
    backup.close()
    assert [file.is_of_this_run for file in backup.waiting()] == [True]
