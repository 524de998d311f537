"""The measured scan times between two runs of a station."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.scan_times import ScanTime, load_scan_times, save_scan_times

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
FILE = "scan_times.json"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_what_was_measured_is_there_again(folder: DataFolder) -> None:
    save_scan_times(folder, {"PRESS": 9.8, "도장": 3.0}, NOON)
    noon = "2026-11-22T12:00:00.000000Z"
    assert load_scan_times(folder) == {"PRESS": ScanTime(9.8, noon), "도장": ScanTime(3.0, noon)}


def test_a_plc_that_was_not_measured_this_time_keeps_its_last_scan_time(folder: DataFolder) -> None:
    save_scan_times(folder, {"PRESS": 9.8, "PAINT": 3.0}, NOON)
    save_scan_times(folder, {"PRESS": 12.5}, NOON)
    assert {code: time.scan_ms for code, time in load_scan_times(folder).items()} == {
        "PRESS": 12.5,
        "PAINT": 3.0,
    }


def test_without_a_measurement_there_is_no_file(folder: DataFolder) -> None:
    save_scan_times(folder, {}, NOON)
    assert load_scan_times(folder) == {}
    assert list(folder.root.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b'{"PRESS": {"scan_ms": 9.8, "measured_',
        b"\xff\xfe\x00",
        b"[1, 2]",
        b'{"PRESS": 9.8}',
        b'{"PRESS": {"scan_ms": "fast", "measured_at": ""}}',
        b'{"PRESS": {"scan_ms": NaN, "measured_at": ""}}',
        b'{"PRESS": {"scan_ms": -1, "measured_at": ""}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_as_none_and_gives_way_to_the_next(folder: DataFolder, content: bytes) -> None:
    (folder.root / FILE).write_bytes(content)
    assert load_scan_times(folder) == {}
    save_scan_times(folder, {"PRESS": 9.8}, NOON)
    assert load_scan_times(folder)["PRESS"].scan_ms == 9.8


def test_a_folder_that_takes_no_file_costs_only_a_warning(
    folder: DataFolder, caplog: pytest.LogCaptureFixture
) -> None:
    save_scan_times(DataFolder(folder.root / "gone"), {"PRESS": 9.8}, NOON)
    assert "could not be kept" in caplog.text
