"""Tests of hmi.historian.csvfile."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hmi.historian.checksums import rows_written, sum_path
from hmi.historian.csvfile import RotatingCsv, encode_rows, row_fields
from hmi.model.reading import Quality, Row, Value
from tests.pipeline.samples import EPOCH, HandClock

BOM = b"\xef\xbb\xbf"


class FailingFile(io.FileIO):
    """A file on a disk that takes ``room`` more bytes, all files together, and then refuses."""

    room = 0

    def write(self, data: bytes | memoryview) -> int:  # type: ignore[override]  # enough for the caller
        taken = min(len(data), FailingFile.room)
        if data and not taken:
            raise OSError(28, "No space left on device")
        FailingFile.room -= taken
        return super().write(bytes(data[:taken])) or 0


@pytest.fixture
def file(tmp_path: Path, clock: HandClock) -> Iterator[RotatingCsv]:
    file = RotatingCsv(
        tmp_path / "out", "backup", ("a", "b"), max_rows=5, max_age_s=60, monotonic=clock, now=lambda: EPOCH
    )
    yield file
    file.close()


def content(file: RotatingCsv) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(file.folder.glob("*.csv"))}


def test_bom_header_and_crlf(file: RotatingCsv) -> None:
    file.append([("1", "x,y"), (2, None)])
    file.append([("3", "한글")])
    expected = BOM + 'a,b\r\n1,"x,y"\r\n2,\r\n3,한글\r\n'.encode()
    assert content(file) == {"backup_20261122_030000.csv": expected}
    assert file.open_file == ("backup_20261122_030000.csv", 3, len(expected))


def test_a_name_that_is_taken_gets_a_number(file: RotatingCsv) -> None:
    for number in range(3):
        file.append([(number, "")])
        file.close()
    assert list(content(file)) == [
        "backup_20261122_030000.csv",
        "backup_20261122_030000_2.csv",
        "backup_20261122_030000_3.csv",
    ]


def test_a_full_file_is_followed_by_a_new_one(file: RotatingCsv) -> None:
    for number in range(3):
        file.append([(number, ""), (number, "")])
    assert [data.count(b"\r\n") for data in content(file).values()] == [5, 3]


def test_a_batch_is_never_divided(file: RotatingCsv) -> None:
    file.append([(number, "") for number in range(9)])
    file.append([(0, "")])
    assert [data.count(b"\r\n") for data in content(file).values()] == [10, 2]


def test_an_old_file_is_followed_by_a_new_one(file: RotatingCsv, clock: HandClock) -> None:
    file.append([(1, "")])
    clock.time += 59
    file.append([(2, "")])
    clock.time += 1
    file.close_if_due()
    assert file.open_file is None
    file.append([(3, "")])
    assert len(content(file)) == 2


def test_half_a_character_does_not_keep_a_batch_from_the_disk(file: RotatingCsv) -> None:
    file.append([("\ud800", "")])
    assert b"\\ud800,\r\n" in content(file)["backup_20261122_030000.csv"]


def test_a_disk_that_refuses_at_any_byte_leaves_no_torn_line(
    file: RotatingCsv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.csvfile.io.FileIO", FailingFile)
    FailingFile.room = 10_000
    file.append([("kept", "")])
    kept = content(file)
    for room in range(len(b"lost,1\r\nlost,2\r\n")):
        if file.open_file is None:
            FailingFile.room = 10_000
            file.close()
            for path in file.folder.glob("*.csv"):
                path.unlink()
            file.append([("kept", "")])
        FailingFile.room = room
        with pytest.raises(OSError, match="No space"):
            file.append([("lost", 1), ("lost", 2)])
        assert content(file) == kept
        assert file.open_file is None


def test_a_disk_that_refuses_a_new_file_leaves_none_behind(
    file: RotatingCsv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.csvfile.io.FileIO", FailingFile)
    for room in range(len(BOM + b"a,b\r\nlost,1\r\n")):
        FailingFile.room = room
        with pytest.raises(OSError, match="No space"):
            file.append([("lost", 1)])
        assert content(file) == {}
    FailingFile.room = 1000
    file.append([("kept", 1)])
    assert content(file) == {"backup_20261122_030000.csv": BOM + b"a,b\r\nkept,1\r\n"}


def test_rows_are_synced_before_append_returns(file: RotatingCsv, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    real = os.fsync

    def fsync(fd: int) -> None:
        synced.append(os.fstat(fd).st_size)
        real(fd)

    monkeypatch.setattr("hmi.historian.csvfile.os.fsync", fsync)
    file.append([(1, "")])
    assert file.open_file is not None
    assert synced[0] == file.open_file.size_bytes


def test_a_failed_sync_takes_the_rows_back(file: RotatingCsv, monkeypatch: pytest.MonkeyPatch) -> None:
    file.append([("kept", "")])
    kept = content(file)

    def fsync(fd: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr("hmi.historian.csvfile.os.fsync", fsync)
        with pytest.raises(OSError, match="Input/output"):
            file.append([("lost", "")])
    assert content(file) == kept


def test_a_torn_line_that_cannot_be_cut_now_is_cut_later(
    file: RotatingCsv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.csvfile.io.FileIO", FailingFile)
    FailingFile.room = 1000
    file.append([("kept", "")])
    kept = content(file)

    def truncate(path: Path, size: int) -> None:
        raise PermissionError(13, "held by a spreadsheet")

    with monkeypatch.context() as broken:
        broken.setattr("hmi.historian.csvfile.os.truncate", truncate)
        FailingFile.room = 3
        with pytest.raises(OSError, match="No space"):
            file.append([("lost", "")])
        assert content(file) != kept
        FailingFile.room = 1000
        file.append([("next", "")])  # goes to a file of its own all the same
        file.close()
    file.append([("last", "")])
    (name, data) = next(iter(kept.items()))
    assert content(file)[name] == data
    assert len(content(file)) == 3


def test_a_file_deleted_under_our_feet_is_left(file: RotatingCsv) -> None:
    file.append([(1, "")])
    (file.folder / "backup_20261122_030000.csv").unlink()
    file.append([(2, "")])
    assert content(file) == {"backup_20261122_030000.csv": BOM + b"a,b\r\n2,\r\n"}


def test_a_file_another_program_saved_is_left(file: RotatingCsv) -> None:
    file.append([(1, "")])
    (file.folder / "backup_20261122_030000.csv").write_bytes(b"a;b\n")
    file.append([(2, "")])
    assert content(file) == {
        "backup_20261122_030000.csv": b"a;b\n",
        "backup_20261122_030000_2.csv": BOM + b"a,b\r\n2,\r\n",
    }


def test_checksums_that_the_disk_refuses_cost_no_row(
    file: RotatingCsv, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.csvfile.io.FileIO", FailingFile)
    lines = [("second", 1), ("second", 2)]
    payload = sum(map(len, encode_rows(lines)))
    for room in range(payload + 2 * 12 + 1):
        FailingFile.room = 10_000
        first = file.append([("first", room)])
        FailingFile.room = room
        is_written = room >= payload
        with nullcontext() if is_written else pytest.raises(OSError, match="No space"):
            assert file.append(lines) == (first.name, 3, first.size_bytes + payload)
        # Without all its checksums the file is followed by a new one, so that no line's place is wrong.
        assert (file.open_file is None) == (room < payload + 2 * 12)
        file.close()
        path = file.folder / first.name
        assert path.read_bytes().count(b"second") == 2 * is_written
        assert sum_path(path).stat().st_size == 12 + min(24, max(0, room - payload))
        assert rows_written(path) == 1 + max(0, room - payload) // 12
        assert path.stat().st_size == first.size_bytes + payload * is_written


def test_a_folder_for_checksums_that_cannot_be_made_costs_no_row(file: RotatingCsv) -> None:
    file.folder.mkdir()
    (file.folder / "checksums").touch()
    assert file.append([("kept", 1)]).rows == 1
    assert file.append([("kept", 2)]).rows == 2
    file.close()


def test_checksums_are_synced_when_a_file_is_closed(
    file: RotatingCsv, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr("hmi.historian.csvfile.os.fsync", lambda fd: synced.append(os.fstat(fd).st_size))
    file.append([(1, ""), (2, "")])
    assert 24 not in synced
    file.close()
    assert synced[-1] == 24


def test_a_file_that_a_spreadsheet_locks_is_followed_by_a_new_one(
    file: RotatingCsv, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.append([("kept", 1)])
    kept = content(file)

    class LockedFile(io.FileIO):
        def write(self, data: bytes | memoryview) -> int:  # type: ignore[override]  # enough for the caller
            raise PermissionError(13, "Permission denied")

    assert file._raw is not None
    file._raw.close()
    file._raw = LockedFile(file.folder / "backup_20261122_030000.csv", "ab")
    assert file.append([("next", 1)]).name == "backup_20261122_030000_2.csv"
    assert content(file) == {**kept, "backup_20261122_030000_2.csv": BOM + b"a,b\r\nnext,1\r\n"}
    monkeypatch.setattr("hmi.historian.csvfile.io.FileIO", LockedFile)
    file.close()
    with pytest.raises(PermissionError):
        file.append([("lost", 1)])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "1"),
        (False, "0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e300, "1e+300"),
        (-7, "-7"),
        ("AB\rC", '"AB\rC"'),
        (None, ""),
    ],
)
def test_values_are_written_exactly(file: RotatingCsv, value: Value, text: str) -> None:
    row = Row(EPOCH, "PLC1", "D0", "temp", value, Quality.GOOD, "PRESS")
    (fields,) = row_fields([row], datetime(2026, 11, 22, 4, tzinfo=UTC))
    file.append([fields])
    expected = f"2026-11-22T03:00:00.000000Z,PLC1,D0,temp,{text},GOOD,2026-11-22T04:00:00.000000Z\r\n"
    assert content(file)["backup_20261122_030000.csv"].endswith(expected.encode())


def test_each_row_has_its_own_time() -> None:
    rows = [Row(EPOCH + timedelta(microseconds=i), "P", "D0", "t", 1, Quality.GOOD, "G") for i in (1, 1, 2)]
    assert [fields[0] for fields in row_fields(rows, EPOCH)] == [
        "2026-11-22T03:00:00.000001Z",
        "2026-11-22T03:00:00.000001Z",
        "2026-11-22T03:00:00.000002Z",
    ]
