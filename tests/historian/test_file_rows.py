from __future__ import annotations

import io
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.historian.csvfile import BOM, ROW_COLUMNS
from hmi.historian.file_layout import BLOCK
from hmi.historian.file_rows import FileRows, Wanted
from hmi.historian.records import read_records, record_sizes
from hmi.model.errors import HmiError
from hmi.model.long_work import CancelledWorkError, LongWork
from tests.historian.damage import DamagedFile

HEADER = BOM + ",".join(ROW_COLUMNS).encode() + b"\r\n"
ROW = "2026-11-22T03:04:{s:02}.000678Z,PRESS,W{n:X},{name},{n},{quality},2026-11-22T04:00:00.000000Z\r\n"


def line(number: int, *, name: str = "Temp", quality: str = "GOOD") -> bytes:
    return ROW.format(s=number % 60, n=number, name=name, quality=quality).encode()


def write(path: Path, *lines: bytes, header: bytes = HEADER) -> FileRows:
    path.write_bytes(header + b"".join(lines))
    rows = FileRows(path, ROW_COLUMNS)
    rows.look(LongWork())
    return rows


def found(rows: FileRows, text: str, quality: str = "", *, damaged: bool = False) -> list[int]:
    numbers = array("I")
    rows.search(Wanted.of(text, quality, damaged=damaged), LongWork(), numbers)
    return list(numbers)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.csv"


def test_any_row_is_found_by_its_number(path: Path) -> None:
    rows = write(path, *(line(number) for number in range(3 * BLOCK + 7)))
    assert rows.count == 3 * BLOCK + 7
    numbers = [0, 1, BLOCK - 1, BLOCK, 3 * BLOCK, 3 * BLOCK + 6]
    assert [row.fields[4] for row in rows.rows(numbers)] == [str(number) for number in numbers]
    assert [row.line for row in rows.rows(numbers)] == [number + 2 for number in numbers]
    assert rows.rows([3 * BLOCK + 7]) == []


@pytest.mark.parametrize("steps", [(1,), (BLOCK,), (BLOCK - 1, 1, 1), (5, BLOCK, 2 * BLOCK)])
@pytest.mark.parametrize("name", ["Temp", '"a, b"', '"two\r\nlines"'])
def test_a_file_that_grows_is_followed(path: Path, steps: tuple[int, ...], name: str) -> None:
    rows, count = write(path), 0
    for step in steps:
        with path.open("ab") as file:
            file.writelines(line(count + number, name=name) for number in range(step))
        count += step
        rows.look(LongWork())
        assert rows.count == count
    assert [row.fields[4] for row in rows.rows(range(count))] == list(map(str, range(count)))
    assert rows.number_at(rows.rows([count - 1])[0].line) == count - 1


def test_a_line_without_its_end_is_shown_and_becomes_a_row(path: Path) -> None:
    rows = write(path, *(line(number) for number in range(BLOCK)), line(BLOCK)[:30])
    assert rows.count == BLOCK + 1
    (torn,) = rows.rows([BLOCK])
    assert torn.error is not None
    with path.open("ab") as file:
        file.write(line(BLOCK)[30:] + line(BLOCK + 1))
    rows.look(LongWork())
    assert rows.count == BLOCK + 2
    assert rows.rows([BLOCK, BLOCK + 1])[1].fields[4] == str(BLOCK + 1)


def test_a_file_without_a_header_begins_with_its_first_row(path: Path) -> None:
    rows = write(path, line(0), line(1), header=b"")
    assert [row.line for row in rows.rows([0, 1])] == [1, 2]


_PIECES = st.sampled_from(
    [line(1), line(2, name='"a ""b"" c"'), line(3, name='"x\r\ny"'), b'half "open\r\n', b"\r\n", b"x\n", b'"']
)


@given(st.lists(_PIECES, max_size=12))
def test_records_are_told_apart_as_they_are_read(pieces: list[bytes]) -> None:
    content = HEADER + b"".join(pieces)
    sizes = list(record_sizes(io.BytesIO(content)))
    assert sum(size for size, _, _ in sizes) == len(content)
    assert len(sizes) - 1 == len(list(read_records(io.BytesIO(content), ROW_COLUMNS)))


def test_the_whole_file_is_searched_for_every_word_in_any_case(path: Path) -> None:
    lines = [line(number) for number in range(BLOCK * 2)]
    lines[300] = line(300, name="ÖlTemperatur", quality="BAD")
    lines[301] = line(301, name="온도", quality="UNCERTAIN")
    rows = write(path, *lines)
    assert found(rows, "ÖLTEMP") == [300]
    assert found(rows, "온도") == [301]
    assert found(rows, "press W12C, bad") == [300]
    assert found(rows, "03:04:05 temp")[:3] == [5, 65, 125]
    assert found(rows, "", "BAD") == [300]
    assert found(rows, "press", "GOOD") == [n for n in range(BLOCK * 2) if n not in (300, 301)]
    assert found(rows, "nowhere") == []


def test_damaged_lines_are_marked_with_their_reason_and_found(tmp_path: Path) -> None:
    damaged = DamagedFile(tmp_path)
    begin, _ = damaged.spans[7]
    content = bytearray(damaged.content)
    content[begin + 21] ^= 1  # a digit of the time
    damaged.path.write_bytes(content)
    rows = FileRows(damaged.path, ROW_COLUMNS)
    rows.look(LongWork())
    report = rows.check(LongWork())
    assert (report.intact, report.damaged) == (39, 1)
    assert found(rows, "", damaged=True) == [7]
    assert rows.rows([7])[0].error == "changed since it was written"
    assert [row.error for row in rows.rows(range(40)) if row.error] == ["changed since it was written"]
    assert found(rows, "nowhere", damaged=True) == []


def test_a_line_that_is_no_row_shows_its_text(path: Path) -> None:
    rows = write(path, line(0), b"half a li\xff\r\n", line(2))
    (row,) = rows.rows([1])
    assert row.fields == ("half a li�",)
    assert row.error == "not UTF-8 text"
    assert found(rows, "", "GOOD") == [0, 2]


def test_nobody_waits_for_a_cancelled_search(path: Path) -> None:
    rows = write(path, *(line(number) for number in range(BLOCK * 4)))
    work = LongWork()
    work.cancel()
    for do in (rows.check, lambda work: rows.search(Wanted.of("press"), work, array("I"))):
        with pytest.raises(CancelledWorkError):
            do(work)


def test_a_file_that_is_gone_is_told_with_what_to_do(path: Path) -> None:
    rows = write(path, line(0))
    path.unlink()
    with pytest.raises(HmiError, match=r"a\.csv cannot be read .* try again"):
        rows.rows([0])
