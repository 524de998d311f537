"""Tests of hmi.historian.export and of deleting backup files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from hmi.historian.backup import CsvBackup
from hmi.historian.backup_files import NotDeletedError
from hmi.model.errors import HmiError, UsageError
from tests.historian.rig import csv_rows
from tests.historian.wall import Wall
from tests.pipeline.samples import reading

FIRST, SECOND = "backup_20261122_030000.csv", "backup_20261122_030001.csv"


@pytest.fixture
def backup(tmp_path: Path) -> Iterator[CsvBackup]:
    """Two files, of 2 rows and of 3; the second is open."""
    wall = Wall()
    backup = CsvBackup(tmp_path / "backup", now=wall)
    backup.spill([reading(0, 2)], "test")
    backup.close()
    wall.time += timedelta(seconds=1)
    backup.spill([reading(1, 3, value='a "b"\r\nc')], "test")
    yield backup
    backup.close()


def test_files_become_one(backup: CsvBackup, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = backup.export([FIRST, SECOND, FIRST], out / "all.csv")
    assert (done.path, done.rows, done.lost) == (out / "all.csv", 5, 0)
    assert [report.name for report in done.reports] == [FIRST, SECOND]
    assert csv_rows(out) == csv_rows(backup.folder)
    assert (out / "all.csv").read_bytes().startswith(b"\xef\xbb\xbftimestamp,plc_code,")
    assert [path.name for path in out.iterdir()] == ["all.csv"]


def test_damaged_lines_stay_behind(backup: CsvBackup, tmp_path: Path) -> None:
    path = backup.folder / FIRST
    path.write_bytes(path.read_bytes().replace(b"0.5", b"0.6", 1))
    done = backup.export([FIRST], tmp_path / "all.csv")
    assert (done.rows, done.lost) == (1, 1)
    assert done.reports[0].errors[0].line == 2


def test_a_file_is_overwritten_only_when_asked(backup: CsvBackup, tmp_path: Path) -> None:
    (tmp_path / "all.csv").write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        backup.export([FIRST], tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_text() == "mine"
    assert backup.export([FIRST], tmp_path / "all.csv", overwrite=True).rows == 2
    assert len(csv_rows(tmp_path)) == 2


@pytest.mark.parametrize(
    ("destination", "message"),
    [
        ("nowhere/all.csv", "There is no folder"),
        ("", "is a folder"),
        ("backup/all.csv", "would lie in the backup folder"),
        ("backup/../backup/checksums/all.csv", "would lie in the backup folder"),
    ],
)
def test_places_that_will_not_do(backup: CsvBackup, tmp_path: Path, destination: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        backup.export([FIRST], tmp_path / destination, overwrite=True)


def test_a_failed_export_leaves_nothing(
    backup: CsvBackup, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(fd: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hmi.historian.export.os.fsync", refuse)
    with pytest.raises(HmiError, match="free the disk"):
        backup.export([FIRST], tmp_path / "all.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_files_are_deleted_with_their_checksums(backup: CsvBackup) -> None:
    assert backup.delete([FIRST]) == 2
    assert sorted(path.name for path in backup.folder.rglob("*.*")) == [
        SECOND,
        "backup_20261122_030001.sum",
        "backup_20261122_030001.why",
    ]
    assert backup.delete([SECOND, SECOND]) == 3  # closed before
    assert backup.status().file_count == 0
    backup.spill([reading(2)], "test")
    assert backup.status().pending_rows == 1


def test_an_unknown_name_deletes_nothing(backup: CsvBackup) -> None:
    with pytest.raises(UsageError, match="did you mean"):
        backup.delete([FIRST, "backup_20261122_0300.csv"])
    with pytest.raises(UsageError, match="no backup file"):
        backup.delete(["../secret.csv"])
    assert backup.status().file_count == 2


def test_a_held_file_is_named_and_what_went_before_is_counted(
    backup: CsvBackup, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink = Path.unlink

    def held(path: Path, missing_ok: bool = False) -> None:
        if path.name == SECOND:
            raise PermissionError(13, "Permission denied")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(NotDeletedError, match=f"{SECOND} cannot be deleted .*close it in other") as caught:
        backup.delete([FIRST, SECOND])
    assert caught.value.rows == 2
    assert [file.name for file in backup.list_files()] == [SECOND]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not delete a file that is being read")
def test_a_file_that_is_being_read_may_be_deleted(backup: CsvBackup) -> None:
    records = backup.read(FIRST)
    assert next(records).error is None
    assert backup.delete([FIRST]) == 2
    assert len(list(records)) == 1  # Windows refuses to delete it instead
    backup.finish(FIRST)
    assert [file.name for file in backup.list_files()] == [SECOND]
