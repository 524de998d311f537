"""Damaged backup files: every intact row is read, no altered row comes out as intact, damage is said."""

from __future__ import annotations

import random
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmi.historian.backup import CsvBackup
from tests.faults.promises import Prove
from tests.historian.damage import DamagedFile

pytestmark = pytest.mark.promise("R10")

FLIPS, FLIPS_LONG = 1_000, 20_000
SEED = 20261122

NAME = "backup_20261122_030000.csv"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> DamagedFile:
    return DamagedFile(tmp_path_factory.mktemp("damaged"))


def test_an_undamaged_file_is_intact(file: DamagedFile) -> None:
    rows, report = file.read()
    assert len(set(rows)) == 40
    assert report.is_intact
    assert (report.rows, report.intact, report.errors, report.has_checksums) == (40, 40, (), True)


def test_a_file_cut_at_any_byte(file: DamagedFile, prove: Prove) -> None:
    for cut in range(len(file.content)):
        rows, report = file.read_changed(file.content[:cut])
        # A row is whole without its line end, for its checksum says so.
        assert rows == [row for row, (_, end) in zip(file.rows, file.spans, strict=True) if end - 2 <= cut]
        assert report.is_intact == (len(rows) == 40)
    prove("a file cut at each of {cuts} bytes: every intact row read, none altered", cuts=len(file.content))


def test_a_thousand_flipped_bits(file: DamagedFile, prove: Prove, long: bool) -> None:
    rng = random.Random(SEED)
    flips = FLIPS_LONG if long else FLIPS
    for _ in range(flips):
        content = bytearray(file.content)
        place = rng.randrange(len(content))
        content[place] ^= 1 << rng.randrange(8)
        rows, report = file.read_changed(bytes(content))
        untouched = [
            row
            for row, (begin, end) in zip(file.rows, file.spans, strict=True)
            # A line end belongs to both rows that it parts.
            if not begin <= place < end and place != begin - 1
        ]
        assert not Counter(untouched) - Counter(rows)
        assert len(rows) == 40 or not report.is_intact
    prove("{flips} flipped bits: the other rows all read, no altered row taken for intact", flips=flips)


def test_many_flipped_bits_at_once(file: DamagedFile) -> None:
    rng = random.Random(SEED)
    for _ in range(FLIPS // 5):
        content = bytearray(file.content)
        for _ in range(rng.randrange(2, 30)):
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        file.read_changed(bytes(content))


def test_damaged_checksums_condemn_no_row(file: DamagedFile) -> None:
    rng = random.Random(SEED)
    for _ in range(FLIPS // 2):
        sums = bytearray(file.sums)
        for _ in range(rng.randrange(1, 20)):
            sums[rng.randrange(len(sums))] ^= 1 << rng.randrange(8)
        rows, report = file.read(sums=bytes(sums))
        assert rows == file.rows
        assert report.is_intact
    for cut in range(len(file.sums)):
        rows, report = file.read(sums=file.sums[:cut])
        assert rows == file.rows
        assert report.is_intact


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 39), st.sampled_from((False, False, True))), max_size=60))
def test_lines_deleted_doubled_moved_and_edited(file: DamagedFile, lines: list[tuple[int, bool]]) -> None:
    content = file.content[: file.spans[0][0]]
    for number, is_edited in lines:
        begin, end = file.spans[number]
        line = file.content[begin:end]
        content += line.replace(b"PLC1", b"PLC2") if is_edited else line
    rows, report = file.read_changed(content)
    kept = {number for number, is_edited in lines if not is_edited}
    assert Counter(rows) == Counter(file.rows[number] for number in kept)
    edited = sum(is_edited for _, is_edited in lines)
    assert report.damaged == len(lines) - len(kept)
    assert report.missing == max(0, 40 - len(kept) - edited)


def test_a_file_that_another_program_saved_again(file: DamagedFile) -> None:
    unix = file.content.replace(b"\r\n", b"\n")
    for content in (file.content[3:], unix, unix[3:]):
        rows, report = file.read(content)
        # Line ends inside of a value are a part of it.
        assert len(rows) == (40 if b"\r\n" in content else 36)
        assert report.damaged == 40 - len(rows)
    rows, report = file.read_changed(file.content.replace(b".000000Z", b"Z"))
    assert (rows, report.damaged, report.missing) == ([], 40, 0)
    assert {error.reason for error in report.errors} == {"changed since it was written"}
    rows, report = file.read_changed(file.content.replace(b",", b";"))
    assert (rows, report.damaged) == ([], 41)


def test_zeros_in_place_of_a_sector(file: DamagedFile) -> None:
    for begin in range(0, len(file.content), 64):
        content = bytearray(file.content)
        content[begin : begin + 512] = bytes(len(content[begin : begin + 512]))
        rows, _ = file.read_changed(bytes(content))
        untouched = [
            row
            for row, (first, end) in zip(file.rows, file.spans, strict=True)
            if end <= begin or first > begin + 512
        ]
        assert not Counter(untouched) - Counter(rows)


def test_a_line_of_a_hundred_megabytes(file: DamagedFile, prove: Prove) -> None:
    middle = file.spans[20][0]
    file.read()
    with file.path.open("r+b") as raw:
        raw.truncate(middle)
        raw.seek(middle + 100_000_000)  # a hole: nothing of it is on the disk
        raw.write(b"\r\n" + file.content[middle:])
    tracemalloc.start()
    report = file.backup.verify(NAME)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (report.intact, report.damaged, report.missing) == (40, 1, 0)
    assert report.errors[0].reason == "longer than 64 KiB"
    assert peak < 2_000_000
    prove("a line of 100 MB: the rows around it read in {most_mb:.1f} MB", most_mb=peak / 1e6)


def test_what_a_broken_off_append_left_is_no_damage(file: DamagedFile) -> None:
    line = file.content[slice(*file.spans[5])]
    for cut in range(1, len(line) - 1):
        rows, report = file.read(file.content + line.replace(b"03:00:00", b"04:00:00")[:cut])
        assert rows == file.rows
        assert report.is_intact


def test_a_first_append_that_broke_off_is_no_damage(file: DamagedFile) -> None:
    header = file.content[: file.spans[0][0]]
    for cut in range(len(header) + 1):
        rows, report = file.read(header[:cut], sums=b"")
        assert (rows, report.rows, report.is_intact) == ([], 0, True)


def test_foreign_files_are_judged_by_their_structure(tmp_path: Path, file: DamagedFile) -> None:
    file.read()
    contents = {
        "by hand.csv": file.content,
        "empty.csv": b"",
        "pages.csv": bytes(range(256)) * 4_000,
        "torn.csv": file.content[:-9],
        "other.csv": b"time;value\r\n1;2\r\n",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.csv").mkdir()
    backup = CsvBackup(tmp_path)
    reports = {name: backup.verify(name) for name in contents}
    assert not any(report.has_checksums for report in reports.values())
    assert {name: report.intact for name, report in reports.items()} == {
        "by hand.csv": 40,
        "empty.csv": 0,
        "pages.csv": 0,
        "torn.csv": 39,
        "other.csv": 0,
    }
    assert [name for name, report in reports.items() if report.is_intact] == ["by hand.csv", "empty.csv"]
    assert len(reports["pages.csv"].errors) <= 1_000
    assert {file.name for file in backup.waiting()} == set(contents)
    assert backup.status().file_count == 5
