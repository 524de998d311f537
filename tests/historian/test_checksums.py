"""Tests of hmi.historian.checksums."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.historian.checksums import Checksums, SumFile, Verdict, digest_of, rows_written, sum_path

LINES = [f"line {number}".encode() for number in range(5)]
CHANGED, COPY, KNOWN, UNTOLD = Verdict.CHANGED, Verdict.COPY, Verdict.KNOWN, Verdict.UNTOLD


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A CSV file's path with the checksums of five lines."""
    path = tmp_path / "backup_20261122_030000.csv"
    sums = SumFile(path)
    sums.append(map(digest_of, LINES[:2]))
    sums.append(map(digest_of, LINES[2:]))
    sums.close(sync=True)
    return path


def verdicts(checksums: Checksums, lines: list[bytes]) -> list[Verdict]:
    """What is said of each line, where all lines look like rows."""
    said = []
    for line in lines:
        said.append(checksums.look_up(line))
        if said[-1] is UNTOLD:
            checksums.judged(is_row=True)
    return said


def of(path: Path) -> Checksums:
    checksums = Checksums.of(path)
    assert checksums is not None
    return checksums


def test_the_size_tells_the_rows(written: Path) -> None:
    assert sum_path(written) == written.parent / "checksums" / "backup_20261122_030000.sum"
    assert sum_path(written).stat().st_size == 5 * 12
    assert rows_written(written) == of(written).rows == 5


@pytest.mark.parametrize(("size", "rows"), [(0, None), (11, None), (12, 1), (35, 2), (20_000_000, None)])
def test_a_torn_end_counts_for_nothing_and_a_foreign_file_neither(
    written: Path, size: int, rows: int | None
) -> None:
    with sum_path(written).open("r+b") as file:
        file.truncate(size)
    assert rows_written(written) == rows


def test_without_checksums_nothing_is_known(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert rows_written(path) is None
    assert Checksums.of(path) is None
    SumFile(path).close(sync=False)
    with sum_path(path).open("r+b") as file:
        file.truncate(100_000_000)
    assert Checksums.of(path) is None


def test_lines_as_they_were_written(written: Path) -> None:
    checksums = of(written)
    assert verdicts(checksums, LINES) == [KNOWN] * 5
    assert (checksums.rows, checksums.rows_left) == (5, 0)


@pytest.mark.parametrize(
    ("lines", "said", "left"),
    [
        ([LINES[i] for i in (0, 2, 3, 4)], [KNOWN] * 4, 1),
        ([LINES[i] for i in (4, 3, 2, 1, 0)], [KNOWN] * 5, 0),
        ([LINES[i] for i in (0, 0, 1, 2, 3, 4)], [KNOWN, COPY, *[KNOWN] * 4], 0),
        ([LINES[0], b"other", *LINES[2:]], [KNOWN, CHANGED, KNOWN, KNOWN, KNOWN], 1),
        ([*LINES[:4], b"other"], [*[KNOWN] * 4, CHANGED], 1),
        # an edit that sorts and changes: the changed line stands behind the last that was written
        ([LINES[i] for i in (4, 3, 2, 1)] + [b"other"], [*[KNOWN] * 4, CHANGED], 1),
        ([LINES[i] for i in (0, 1, 3, 4)] + [b"other"], [*[KNOWN] * 4, CHANGED], 1),
        ([*LINES, b"more", b"and more"], [*[KNOWN] * 5, UNTOLD, UNTOLD], 0),
    ],
)
def test_lines_that_were_changed(written: Path, lines: list[bytes], said: list[Verdict], left: int) -> None:
    checksums = of(written)
    assert verdicts(checksums, lines) == said
    assert checksums.rows_left == left


def test_a_line_written_twice_may_come_twice(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    sums = SumFile(path)
    sums.append(map(digest_of, [b"a", b"b", b"a"]))
    sums.close(sync=False)
    assert verdicts(of(path), [b"b", b"a", b"a", b"a"]) == [KNOWN, KNOWN, KNOWN, COPY]


def test_a_damaged_checksum_condemns_no_line_and_excuses_no_other(written: Path) -> None:
    content = bytearray(sum_path(written).read_bytes())
    for place in range(2 * 12, 3 * 12):
        for bit in range(8):
            damaged = content.copy()
            damaged[place] ^= 1 << bit
            said = verdicts(Checksums(bytes(damaged)), LINES)
            assert said[:2] == said[3:] == [KNOWN, KNOWN]
            assert said[2] in (KNOWN, UNTOLD)
    content[2 * 12 : 3 * 12] = bytes(12)
    assert verdicts(Checksums(bytes(content)), LINES) == [KNOWN, KNOWN, UNTOLD, KNOWN, KNOWN]
    lines = [LINES[0], LINES[3], b"other", LINES[1], LINES[4]]
    assert verdicts(Checksums(bytes(content)), lines) == [KNOWN, KNOWN, CHANGED, KNOWN, KNOWN]


def test_after_a_line_that_is_no_row_the_place_is_a_guess(written: Path) -> None:
    content = sum_path(written).read_bytes()[:24] + bytes(36)
    checksums = Checksums(content)
    assert verdicts(checksums, LINES[:2]) == [KNOWN, KNOWN]
    assert checksums.look_up(b"half a li") is UNTOLD
    checksums.judged(is_row=False)
    assert checksums.look_up(b"ne") is CHANGED
    checksums = Checksums(content)
    checksums.pass_over()
    assert checksums.look_up(b"other") is CHANGED


def test_an_older_file_of_the_name_is_begun_anew(written: Path) -> None:
    SumFile(written).close(sync=False)
    assert sum_path(written).stat().st_size == 0
