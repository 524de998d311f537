"""Whatever bytes come as a file: rows or a sentence, never an exception."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.config.csvfile import read_sheet
from hmi.config.sheet import Sheet

GX = '"COMMON"\r\n"Device Name"\t"Comment"\r\n'
KEPWARE = "Tag Name,Address,Data Type,Scan Rate,Scaling,Raw Low,Raw High,Scaled Low,Scaled High,Clamp Low\n"

_CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["D1", "M0", "T5", "DSH1.4", "D1.15", "W1F[3]", "Short", "String", "Linear", "1e400", "-0"]
    ),
)
_ROWS = st.lists(st.lists(_CELL, max_size=11), max_size=6)


def read(content: bytes) -> Sheet:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(content)
        return read_sheet(path, "x.csv")


@given(st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda tail: b"\xff\xfe" + tail)))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    sheet = read(content)
    assert sheet.errors or sheet.table is not None


@given(st.sampled_from([(GX, "\t"), (KEPWARE, ",")]), _ROWS)
def test_any_cells_under_a_known_header_become_rows_or_a_sentence(
    program: tuple[str, str], rows: list[list[str]]
) -> None:
    header, delimiter = program
    text = header + "".join(delimiter.join(cells) + "\n" for cells in rows)
    sheet = read(text.encode("utf-8", "replace"))
    assert all(record.skip or record.values["tag_name"] for record in sheet.records)


@pytest.mark.parametrize(
    "content", [b"x" * 200_000, b'"' + b"x" * 200_000, b"Device,Comment\nD1," + b"x" * 200_000]
)
def test_a_huge_line_is_refused(content: bytes) -> None:
    sheet = read(content)
    assert sheet.errors


def test_a_header_inside_of_a_title_is_none() -> None:
    assert read(b'"A title\nDevice,Comment\nand more"\n').errors
