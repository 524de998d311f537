"""Tests of hmi.historian.backup and hmi.historian.catalog."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hmi.historian.backup import CsvBackup
from hmi.model.errors import HmiError, UsageError
from hmi.model.reading import Fault, Quality, Reading, Row
from hmi.model.status import BackupStatus
from tests.historian.rig import csv_rows
from tests.historian.rows import readings_of
from tests.historian.wall import Wall
from tests.pipeline.samples import EPOCH, HandClock, reading, tags

NAME = "backup_20261122_030000.csv"


@pytest.fixture
def wall() -> Wall:
    return Wall()


def without_checksums(backup: CsvBackup) -> None:
    """Make the files of the folder those of somebody else."""
    shutil.rmtree(backup.folder / "checksums")


@pytest.fixture
def backup(tmp_path: Path, clock: HandClock, wall: Wall) -> Iterator[CsvBackup]:
    backup = CsvBackup(tmp_path / "backup", monotonic=clock, now=wall)
    yield backup
    backup.close()


def test_rows_are_written_as_a_spreadsheet_reads_them(backup: CsvBackup) -> None:
    poll = Reading(
        "PRESS",
        "PLC1",
        EPOCH,
        tags(3),
        (True, 0.1, None),
        {1: Fault(Quality.UNCERTAIN, "over maximum"), 2: Fault(Quality.BAD, "no answer")},
    )
    backup.spill([poll], "test")
    common = {"timestamp": "2026-11-22T03:00:00.000000Z", "plc_code": "PLC1"}
    attempt = {"insertion_attempt_time": "2026-11-22T03:00:00.000000Z"}
    assert csv_rows(backup.folder) == [
        {**common, "tag_address": "D0", "tag_name": "temp 0", "tag_value": "1", "quality": "GOOD", **attempt},
        {
            **common,
            "tag_address": "D1",
            "tag_name": "temp 1",
            "tag_value": "0.1",
            "quality": "UNCERTAIN",
            **attempt,
        },
        {**common, "tag_address": "D2", "tag_name": "temp 2", "tag_value": "", "quality": "BAD", **attempt},
    ]


def test_before_the_first_row_there_is_nothing(backup: CsvBackup) -> None:
    assert backup.status() == BackupStatus()
    assert backup.list_files() == []
    assert not backup.folder.exists()


def test_status_and_list_follow_the_writing(backup: CsvBackup) -> None:
    backup.spill([reading(0, 2), reading(1, 3)], "test")
    size = (backup.folder / NAME).stat().st_size
    assert backup.status() == BackupStatus(file_count=1, total_bytes=size, pending_rows=5)
    (file,) = backup.list_files()
    assert (file.name, file.rows, file.size_bytes, file.is_open) == (NAME, 5, size, True)
    assert file.first_ts == "2026-11-22T03:00:00.000000Z"
    assert file.last_ts == "2026-11-22T03:00:01.000000Z"


def test_rows_written_as_rows(backup: CsvBackup) -> None:
    backup.spill(readings_of([Row(EPOCH, "PLC1", "D0", "temp", 1, Quality.GOOD, "PRESS")]), "test")
    assert backup.status().pending_rows == 1


def test_a_look_at_the_files_closes_one_of_sixty_seconds(backup: CsvBackup, clock: HandClock) -> None:
    backup.spill([reading(0, 2)], "test")
    clock.time += 60
    (file,) = backup.list_files()
    assert not file.is_open
    assert backup.status().pending_rows == 2


def test_files_are_listed_newest_first(backup: CsvBackup, wall: Wall) -> None:
    for number in range(12):
        wall.time = EPOCH + timedelta(seconds=number // 11)
        backup.spill([reading(number)], "test")
        backup.close()
    foreign = backup.folder / "from another machine.csv"
    foreign.write_bytes((backup.folder / NAME).read_bytes())
    os.utime(foreign, (0, 0))
    (backup.folder / "notes.txt").write_text("not a backup")
    (backup.folder / "folder.csv").mkdir()
    names = [file.name for file in backup.list_files()]
    assert names[:3] == [
        "backup_20261122_030001.csv",
        "backup_20261122_030000_11.csv",
        "backup_20261122_030000_10.csv",
    ]
    assert names[-2:] == [NAME, "from another machine.csv"]
    assert len(names) == 13


def test_a_restart_begins_a_new_file_and_counts_the_old_one_once(
    backup: CsvBackup, clock: HandClock, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.spill([reading(0, 7)], "test")
    backup.close()
    again = CsvBackup(backup.folder, monotonic=clock, now=wall)
    again.spill([reading(1, 2)], "test")
    assert again.status().pending_rows == 9
    assert [(file.name, file.rows) for file in again.list_files()] == [
        ("backup_20261122_030000_2.csv", 2),
        (NAME, 7),
    ]
    monkeypatch.setattr("hmi.historian.catalog._count", lambda *_: pytest.fail("read again"))
    assert again.status().pending_rows == 9
    again.close()
    assert again.status().pending_rows == 9


def test_files_of_an_earlier_run_are_counted_unread_and_listed_once_read(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        backup.spill([reading(number, 5)], "test")
        backup.close()
    opened: list[str] = []
    real = Path.open

    def counted(path: Path, *arguments: object, **more: object) -> object:
        opened.append(path.name)
        return real(path, *arguments, **more)  # type: ignore[call-overload]  # whatever it was called with

    monkeypatch.setattr(Path, "open", counted)
    again = CsvBackup(backup.folder)
    assert again.status().pending_rows == 15
    assert [file.rows for file in again.waiting()] == [5, 5, 5]
    assert opened == []
    first = again.list_files()
    assert len(opened) == 6  # the ends of each, and why it was written
    assert again.list_files() == first
    assert len(opened) == 6


@pytest.mark.parametrize(
    ("change", "rows"),
    [
        (lambda data: data[:-10], 6),
        (lambda data: data.replace(b"\r\n", b"\n"), 7),
        (lambda data: data.split(b"\r\n", 1)[1], 7),
        (lambda data: data.replace(b",temp 0,", b',"temp\r\n0",', 1), 7),
        (lambda data: b"", 0),
    ],
)
def test_rows_of_a_foreign_file(backup: CsvBackup, change: object, rows: int) -> None:
    backup.spill([reading(0, 7)], "test")
    backup.close()
    path = backup.folder / NAME
    assert callable(change)
    path.write_bytes(change(path.read_bytes()))
    without_checksums(backup)
    assert CsvBackup(backup.folder).status().pending_rows == rows


def test_preview_shows_rows_by_limit_and_text(backup: CsvBackup) -> None:
    backup.spill([reading(0, 30)], "test")
    shown = backup.preview(NAME, limit=4)
    assert shown.header[0] == "timestamp"
    assert [row[2] for row in shown.rows] == ["D0", "D1", "D2", "D3"]
    assert (shown.total, shown.bad_lines, shown.errors) == (30, 0, ())
    shown = backup.preview(NAME, limit=2, text="TEMP 2")
    assert [row[2] for row in shown.rows] == ["D2", "D20"]
    assert shown.total == 11


def test_preview_names_damaged_lines(backup: CsvBackup) -> None:
    backup.spill([reading(0, 3)], "test")
    backup.close()
    with (backup.folder / NAME).open("ab") as file:
        file.write(b"torn,li")
    without_checksums(backup)
    shown = backup.preview(NAME)
    assert (shown.total, shown.bad_lines) == (3, 1)
    assert [(error.line, error.reason) for error in shown.errors] == [(5, "the last line is torn")]


def test_preview_of_a_foreign_file_keeps_a_thousand_errors(backup: CsvBackup) -> None:
    backup.folder.mkdir()
    (backup.folder / NAME).write_bytes(b"no\r\n" * 1500)
    shown = backup.preview(NAME)
    assert (shown.total, shown.bad_lines, len(shown.errors)) == (0, 1500, 1000)


@pytest.mark.parametrize("name", ["../secret.csv", "sub/backup.csv", "", ".", "backup_20261122_030001.csv"])
def test_preview_only_shows_files_of_the_folder(backup: CsvBackup, name: str, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("x")
    backup.spill([reading(0)], "test")
    with pytest.raises(UsageError, match="no backup file"):
        backup.preview(name)


def test_preview_suggests_the_name_that_was_meant(backup: CsvBackup) -> None:
    backup.spill([reading(0)], "test")
    with pytest.raises(UsageError, match=f"did you mean '{NAME}'"):
        backup.preview("backup_20261122_0300.csv")


def test_a_locked_file_is_listed_without_rows_and_said(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.spill([reading(0)], "test")
    backup.close()
    without_checksums(backup)
    again = CsvBackup(backup.folder)

    def refuse(path: Path, mode: str = "r", buffering: int = -1) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    (file,) = again.list_files()
    assert (file.rows, file.first_ts, file.last_ts) == (None, None, None)
    assert again.status().pending_rows == 0
    with pytest.raises(HmiError, match="close it in other programs"):
        again.preview(NAME)


def test_status_gives_the_last_figures_while_the_folder_cannot_be_read(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.spill([reading(0, 2)], "test")
    before = backup.status()

    def refuse(path: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("hmi.historian.catalog.os.scandir", refuse)
    assert backup.status() == before


def test_counting_has_a_budget_and_goes_on_with_the_next_status(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        backup.spill([reading(number, 5)], "test")
        backup.close()
    without_checksums(backup)
    again = CsvBackup(backup.folder)
    monkeypatch.setattr("hmi.historian.backup._COUNT_BUDGET_S", -1.0)
    assert [again.status().pending_rows for _ in range(4)] == [5, 10, 15, 15]


def test_a_folder_of_many_files_is_not_listed_at_every_status(backup: CsvBackup, clock: HandClock) -> None:
    backup.folder.mkdir()
    for number in range(1_000):
        (backup.folder / f"backup_20261122_{number:06d}.csv").touch()
    assert backup.status().file_count == 1_000
    (backup.folder / "backup_20261123_000000.csv").touch()
    assert backup.status().file_count == 1_000
    clock.time += 1.0
    assert backup.status().file_count == 1_001


def test_looking_does_not_wait_for_a_disk_that_hangs(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.spill([reading(0, 2)], "test")
    hangs, go_on = threading.Event(), threading.Event()

    def fsync(fd: int) -> None:
        hangs.set()
        go_on.wait(20)

    monkeypatch.setattr("hmi.historian.csvfile.os.fsync", fsync)
    writing = threading.Thread(target=backup.spill, args=[[reading(1, 3)], "test"])
    writing.start()
    assert hangs.wait(20)
    assert backup.status().pending_rows == 2
    assert backup.list_files()[0].rows == 2
    monkeypatch.setattr("hmi.historian.backup._CLOSE_WAIT_S", 0.01)
    backup.close()
    go_on.set()
    writing.join()
    assert backup.status().pending_rows == 5


def test_many_threads_spill_into_one_folder(backup: CsvBackup) -> None:
    def work(group: str) -> None:
        for number in range(20):
            backup.spill([reading(number, 5, group_name=group)], "test")

    threads = [threading.Thread(target=work, args=[f"G{i}"]) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = csv_rows(backup.folder)
    assert len({(row["plc_code"], row["tag_address"], row["timestamp"]) for row in rows}) == len(rows) == 400
    assert backup.status().pending_rows == 400
