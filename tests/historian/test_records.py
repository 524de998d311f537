"""Tests of hmi.historian.records."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from hmi.historian.csvfile import ROW_COLUMNS, row_fields
from hmi.historian.records import Record, read_records
from hmi.model.reading import Quality, Row
from tests.pipeline.samples import EPOCH

HEADER = b"\xef\xbb\xbf" + ",".join(ROW_COLUMNS).encode() + b"\r\n"
GOOD = b"2026-11-22T03:00:00.000000Z,PLC1,D0,temp,0.5,GOOD,2026-11-22T03:00:01.000000Z\r\n"
GOOD_FIELDS = tuple(GOOD.decode().strip().split(","))


def read(data: bytes) -> list[Record]:
    return list(read_records(io.BytesIO(data), ROW_COLUMNS))


def errors(data: bytes) -> list[tuple[int, str | None]]:
    return [(record.line, record.error) for record in read(data)]


def test_intact_rows() -> None:
    assert read(HEADER + GOOD + GOOD) == [Record(2, GOOD_FIELDS, None), Record(3, GOOD_FIELDS, None)]


def test_an_empty_file_has_no_rows() -> None:
    assert read(b"") == read(HEADER) == []


def test_without_bom_with_line_feeds_and_another_case() -> None:
    data = (HEADER[3:].upper() + GOOD).replace(b"\r\n", b"\n")
    assert read(data) == [Record(2, GOOD_FIELDS, None)]


def test_a_missing_header_is_reported_and_the_first_row_kept() -> None:
    first, second = read(b"\xef\xbb\xbf" + GOOD)
    assert first.error is not None
    assert first.error.startswith("the header is not timestamp,")
    assert second == Record(1, GOOD_FIELDS, None)


def test_a_foreign_header_is_reported() -> None:
    assert errors(b"time;value\r\n" + GOOD)[1:] == [(2, None)]


def test_damaged_lines_are_named_and_cost_only_themselves() -> None:
    bad = {
        b"PLC1,D0,temp\r\n": "3 columns instead of 7",
        GOOD.replace(b"temp", b"te\0mp"): "NUL bytes",
        GOOD.replace(b"temp", "온도".encode("cp949")): "not UTF-8 text",
        GOOD.replace(b"2026-11-22T03:00:00", b"22.11.2026 03:00"): (
            "timestamp '22.11.2026 03:00.000000Z' is not ISO 8601"
        ),
        GOOD.replace(b"GOOD", b"GOLD"): "quality 'GOLD' is not one of BAD, GOOD, UNCERTAIN",
        b"\r\n": "0 columns instead of 7",
        GOOD.replace(b"temp", b"x" * 70_000): "longer than 64 KiB",
        GOOD.replace(b"temp", b'"te"mp'): "not CSV: ',' expected after '\"'",
    }
    for line, reason in bad.items():
        assert errors(HEADER + GOOD + line + GOOD) == [(2, None), (3, reason), (4, None)]


def test_a_torn_last_line_is_reported() -> None:
    for end in range(1, len(GOOD)):
        assert errors(HEADER + GOOD + GOOD[:end]) == [(2, None), (3, "the last line is torn")]


def test_a_line_end_in_a_value_is_part_of_the_row() -> None:
    line = GOOD.replace(b"0.5", b'"LOT 1\r\nLOT 2\nLOT 3"')
    first, second = read(HEADER + line + GOOD)
    assert (first.line, first.fields[4], first.error) == (2, "LOT 1\r\nLOT 2\nLOT 3", None)
    assert (second.line, second.error) == (5, None)


def test_an_open_quote_costs_only_its_own_row() -> None:
    line = GOOD.replace(b"0.5", b'"LOT 1')
    assert errors(HEADER + line + GOOD + GOOD) == [(2, "a quote is not closed"), (3, None), (4, None)]
    assert errors(HEADER + GOOD + line) == [(2, None), (3, "a quote is not closed")]


def test_a_quote_is_not_followed_for_ever() -> None:
    filling = b"no row at all\r\n" * 10_000
    found = errors(HEADER + GOOD.replace(b"0.5", b'"LOT 1') + filling + GOOD)
    assert found[0] == (2, "a quote is not closed")
    assert found[-1] == (10_003, None)


def test_a_huge_file_without_a_line_end_is_one_bad_line() -> None:
    assert errors(HEADER + b"\0" * 1_000_000) == [(2, "longer than 64 KiB")]


QUOTED = GOOD.replace(b"0.5", b'"LOT 1, ""A""\r\nB"')
INTACT = HEADER + GOOD + QUOTED + GOOD + QUOTED + GOOD


def test_a_file_cut_at_any_byte_keeps_its_whole_rows() -> None:
    ends = [len(HEADER)]
    for row in (GOOD, QUOTED, GOOD, QUOTED, GOOD):
        ends.append(ends[-1] + len(row))
    for cut in range(len(HEADER), len(INTACT)):
        found = read(INTACT[:cut])
        whole = sum(end <= cut for end in ends) - 1
        assert sum(record.error is None for record in found) == whole
        assert len(found) == whole + (cut not in ends)


def test_a_flipped_bit_costs_its_own_row_or_the_two_it_joins() -> None:
    for place in range(len(HEADER), len(INTACT)):
        for bit in range(8):
            data = bytearray(INTACT)
            data[place] ^= 1 << bit
            intact = [record for record in read(bytes(data)) if record.error is None]
            assert len(intact) >= 3


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
values = st.one_of(st.none(), st.integers(-(2**31), 2**32), st.floats(allow_nan=False), texts)


@given(st.lists(st.tuples(texts, values, st.sampled_from(Quality)), max_size=8))
def test_what_was_written_reads_back(samples: list[tuple[str, str | float | None, Quality]]) -> None:
    rows = [Row(EPOCH, "PLC1", "D0", name, value, quality, "G") for name, value, quality in samples]
    text = io.StringIO(newline="")
    csv.writer(text).writerows([ROW_COLUMNS, *row_fields(rows, EPOCH)])
    found = read(text.getvalue().encode())
    assert [record.error for record in found] == [None] * len(rows)
    for row, record in zip(rows, found, strict=True):
        assert record.fields[3] == row.tag_name
        assert record.fields[4] == ("" if row.value is None else str(row.value))
        if isinstance(row.value, float):
            assert float(record.fields[4]) == row.value


@given(st.binary(max_size=400), st.integers(0, 300))
def test_no_damage_raises_and_rows_after_it_are_found(damage: bytes, place: int) -> None:
    data = HEADER + GOOD + GOOD
    cut = len(HEADER) + place % (2 * len(GOOD))
    found = read(data[:cut] + damage + b"\r\n" + GOOD + GOOD)
    assert found[-1].error is None
    assert found[-1].fields == GOOD_FIELDS


def test_a_file_that_a_spreadsheet_saved_with_other_separators_is_told_so() -> None:
    saved = (HEADER + GOOD).replace(b",", b";")
    (_, header), (_, row) = errors(saved)
    assert header is not None
    assert "semicolons are between the columns, a spreadsheet program has saved over the file" in header
    assert row == "1 column instead of 7"
    assert "tabs are between" in str(errors(saved.replace(b";", b"\t"))[0][1])
