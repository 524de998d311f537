"""Tests of hmi.historian.quarantine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from hmi.historian.protocol import Rejected
from hmi.historian.quarantine import Quarantine
from hmi.model.reading import Quality, Row
from tests.historian.rig import csv_rows
from tests.pipeline.samples import EPOCH, HandClock


@pytest.fixture
def quarantine(tmp_path: Path, clock: HandClock) -> Iterator[Quarantine]:
    quarantine = Quarantine(tmp_path / "quarantine", monotonic=clock, now=lambda: EPOCH)
    yield quarantine
    quarantine.close()


def rejected(value: float) -> Rejected:
    row = Row(EPOCH, "PLC1", "D100", "temp", value, Quality.GOOD, "PRESS")
    return Rejected(row, "ORA-01426", "numeric overflow, at the tag's own scale")


def test_rows_are_kept_with_code_and_reason(quarantine: Quarantine) -> None:
    quarantine.write([rejected(1e300)])
    assert [path.name for path in quarantine.folder.iterdir()] == ["quarantine_20261122_030000.csv"]
    (row,) = csv_rows(quarantine.folder)
    assert row == {
        "timestamp": "2026-11-22T03:00:00.000000Z",
        "plc_code": "PLC1",
        "tag_address": "D100",
        "tag_name": "temp",
        "tag_value": "1e+300",
        "quality": "GOOD",
        "insertion_attempt_time": "2026-11-22T03:00:00.000000Z",
        "code": "ORA-01426",
        "reason": "numeric overflow, at the tag's own scale",
    }


def test_nothing_rejected_makes_no_file(quarantine: Quarantine) -> None:
    quarantine.write([])
    assert not quarantine.folder.exists()
    assert quarantine.count == 0


def test_count_spans_restarts(quarantine: Quarantine) -> None:
    quarantine.write([rejected(1.0), rejected(2.0)])
    quarantine.close()
    again = Quarantine(quarantine.folder)
    assert again.count == 2
    again.write([rejected(3.0)])
    assert again.count == 3
    again.close()


def test_one_file_a_day(quarantine: Quarantine, clock: HandClock) -> None:
    quarantine.write([rejected(1.0)])
    clock.time += 23 * 3600
    quarantine.write([rejected(2.0)])
    assert len(list(quarantine.folder.iterdir())) == 1
    clock.time += 3600
    quarantine.write([rejected(3.0)])
    assert len(list(quarantine.folder.iterdir())) == 2


def test_the_log_names_the_tag_and_the_file(quarantine: Quarantine, caplog: pytest.LogCaptureFixture) -> None:
    quarantine.write([rejected(1.0)])
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    for word in ("quarantine_20261122_030000.csv", "PLC1 D100", "ORA-01426"):
        assert word in record.getMessage()


def test_a_refusing_disk_keeps_nothing(quarantine: Quarantine) -> None:
    quarantine.folder.write_bytes(b"a file where the folder should be")
    with pytest.raises(OSError, match="exists"):
        quarantine.write([rejected(1.0)])
