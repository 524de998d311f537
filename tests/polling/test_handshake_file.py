"""The open trigger on disk: exact, whole or set aside."""

from __future__ import annotations

import string
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.model.plant import Tag, TagType
from hmi.model.reading import Fault, Quality, Reading, Value
from hmi.polling.handshake_file import HandshakeFile, OpenRecord

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64),
    st.floats(allow_nan=False),
    st.text(st.characters(), max_size=20),
)


def record(values: list[Value], faults: dict[int, Fault], ts: datetime) -> OpenRecord:
    tags = tuple(
        Tag("P1", f"D{index}", f"온도 {index}", TagType.STRING, "도장 1") for index in range(len(values))
    )
    return OpenRecord(Reading("도장 1", "P1", ts, tags, tuple(values), faults), "M100", is_over=False)


@pytest.fixture
def opened() -> OpenRecord:
    faults = {1: Fault(Quality.BAD, "PLC P1: no answer")}
    return record([1, None, 2.5], faults, datetime(2026, 11, 22, 3, 4, 5, 678, UTC))


@given(
    values=st.lists(VALUES, min_size=1, max_size=5),
    reason=st.text(max_size=20),
    ts=st.datetimes(timezones=st.just(UTC)),
)
def test_what_is_read_is_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, values: list[Value], reason: str, ts: datetime
) -> None:
    file = HandshakeFile(tmp_path_factory.getbasetemp(), "도장 1")
    written = record(values, {0: Fault(Quality.UNCERTAIN, reason)}, ts)
    file.write(written)
    read = file.read()
    assert read == written
    assert read is not None
    assert list(map(repr, read.reading.values)) == list(map(repr, values)), "not even 1, 1.0 and True alike"


def test_there_is_one_at_most_and_none_after_the_removal(tmp_path: Path, opened: OpenRecord) -> None:
    file = HandshakeFile(tmp_path, "도장 1")
    assert file.read() is None
    file.remove()
    file.write(opened)
    file.write(record([5], {}, opened.reading.ts))
    read = file.read()
    assert read is not None
    assert read.reading.values == (5,)
    assert len(list(tmp_path.iterdir())) == 1
    file.remove()
    assert file.read() is None
    assert list(tmp_path.iterdir()) == []


def test_every_name_of_a_group_has_its_own_file(tmp_path: Path) -> None:
    names = ["G", "g", "G/1", "G_1", "..", "CON", "a:b", "도" * 100, "도" * 101, " ", "x" * 300]
    paths = [HandshakeFile(tmp_path, name).path for name in names]
    assert len({path.name.lower() for path in paths}) == len(names)
    allowed = string.ascii_letters + string.digits + "-_.도"
    for path in paths:
        assert path.parent == tmp_path
        assert set(path.name) <= set(allowed)
        assert len(path.name.encode()) < 200


def test_a_file_cut_anywhere_is_set_aside(
    tmp_path: Path, opened: OpenRecord, caplog: pytest.LogCaptureFixture
) -> None:
    file = HandshakeFile(tmp_path, "도장 1")
    file.write(opened)
    whole = file.path.read_bytes()
    for size in range(len(whole)):
        file.path.write_bytes(whole[:size])
        assert file.read() is None
        assert not file.path.exists()
    assert "group 도장 1: the file of its open trigger is damaged" in caplog.text
    assert len(list(tmp_path.glob("*.damaged"))) == 1


def test_a_file_with_a_changed_byte_is_set_aside(tmp_path: Path, opened: OpenRecord) -> None:
    file = HandshakeFile(tmp_path, "도장 1")
    file.write(opened)
    whole = file.path.read_bytes()
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1
        file.path.write_bytes(changed)
        assert file.read() in (None, opened), "a space between two fields says nothing"


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "7", '{"version": 2}', '{"record": 3, "crc32": 0, "version": 1}']
)
def test_another_program_s_file_is_set_aside(tmp_path: Path, text: str) -> None:
    file = HandshakeFile(tmp_path, "G")
    file.path.write_text(text, encoding="utf-8")
    assert file.read() is None


def test_the_file_of_another_group_is_set_aside(tmp_path: Path, opened: OpenRecord) -> None:
    own, other = HandshakeFile(tmp_path, "G"), HandshakeFile(tmp_path, "도장 1")
    other.write(opened)
    other.path.replace(own.path)
    assert own.read() is None
