"""Tests of hmi.historian.quarantine."""

from __future__ import annotations

import csv
import logging
import math
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmi.historian.protocol import Rejected
from hmi.historian.quarantine import Quarantine
from hmi.historian.quarantine_rows import EVERY_ROW, RowKey, State, Which, key_of
from hmi.historian.quarantine_values import CorrectionError
from hmi.model.errors import UsageError
from hmi.model.reading import Quality, Row, Value
from tests.pipeline.samples import EPOCH

LATER = EPOCH + timedelta(hours=1)


class Clock:
    """A wall clock that the test sets."""

    now = EPOCH

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def wall() -> Clock:
    return Clock()


@pytest.fixture
def quarantine(tmp_path: Path, wall: Clock) -> Iterator[Quarantine]:
    with closing(Quarantine(tmp_path / "quarantine", now=wall)) as quarantine:
        yield quarantine


def row(value: Value = 1e300, *, address: str = "D100", second: int = 0, **more: Any) -> Row:
    at = EPOCH + timedelta(seconds=second)
    return Row(at, "PLC1", address, "temp", value, Quality.GOOD, "PRESS")._replace(**more)


def refused(
    value: Value = 1e300,
    *,
    address: str = "D100",
    second: int = 0,
    code: str = "ORA-01426",
    reason: str = "numeric overflow",
    **more: Any,
) -> Rejected:
    return Rejected(row(value, address=address, second=second, **more), code, reason)


# -- kept and shown ---------------------------------------------------------------------------------------


def test_a_row_is_kept_with_everything(quarantine: Quarantine) -> None:
    bad = row(None, quality=Quality.BAD, reason="no answer")
    quarantine.write([Rejected(bad, "ORA-01400", "cannot insert NULL")])
    (one,) = quarantine.rows()
    assert one.row == bad
    assert (one.code, one.reason) == ("ORA-01400", "cannot insert NULL")
    assert (one.first_refused, one.last_refused, one.attempts) == (EPOCH, EPOCH, 1)
    assert (one.state, one.original) == (State.HELD, None)
    assert quarantine.count == 1


def test_nothing_rejected_makes_no_file(quarantine: Quarantine) -> None:
    quarantine.write([])
    assert (quarantine.rows(), quarantine.codes(), quarantine.released(10)) == ([], [], [])
    assert quarantine.release(EVERY_ROW) == quarantine.delete(EVERY_ROW) == quarantine.reconcile(0) == 0
    quarantine.sent([row()])
    assert not quarantine.folder.exists()
    assert quarantine.count == 0


texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=8)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    texts,
    st.sampled_from([2**63, -(2**63), -0.0, 2**200]),
)
moments = st.datetimes(timezones=st.sampled_from([UTC]))
any_row = st.builds(Row, moments, texts, texts, texts, values, st.sampled_from(Quality), texts, texts)


@given(st.lists(st.builds(Rejected, any_row, texts, texts), min_size=1, max_size=4))
@settings(max_examples=60)
def test_any_row_comes_back_as_it_was(rejected: list[Rejected]) -> None:
    logging.getLogger("hmi").setLevel(logging.CRITICAL + 1)  # a lone surrogate cannot be shown either
    try:
        check_round_trip(rejected)
    finally:
        logging.getLogger("hmi").setLevel(logging.NOTSET)


def check_round_trip(rejected: list[Rejected]) -> None:
    with tempfile.TemporaryDirectory() as folder, closing(Quarantine(Path(folder))) as quarantine:
        quarantine.write(rejected)
        quarantine.release(EVERY_ROW)
        expected = {key_of(one.row): one.row for one in reversed(rejected)}
        again = {key_of(one): one for one in quarantine.released(10)}
        # By repr, which tells NaN from NaN, -0.0 from 0.0, and True from 1.
        assert {key: exactly(one) for key, one in again.items()} == {
            key: exactly(one) for key, one in expected.items()
        }
        quarantine.export(Path(folder) / "any.csv")
        quarantine.sent(list(again.values()))
        assert quarantine.count == 0


def exactly(one: Row) -> tuple[object, ...]:
    return (*one._replace(value=None), repr(one.value))


def test_a_number_longer_than_python_writes_out(quarantine: Quarantine, tmp_path: Path) -> None:
    quarantine.write([refused(16**9999)])
    assert quarantine.rows()[0].row.value == 16**9999
    assert quarantine.export(tmp_path / "long.csv") == 1


def test_the_log_names_the_tag(quarantine: Quarantine, caplog: pytest.LogCaptureFixture) -> None:
    quarantine.write([refused()])
    (record,) = caplog.records
    assert record.levelno == logging.ERROR
    assert "PLC1 D100: ORA-01426 numeric overflow" in record.getMessage()


def test_rows_come_the_newest_first_and_by_pages(quarantine: Quarantine) -> None:
    quarantine.write([refused(second=second) for second in range(5)])
    assert [one.row.ts.second for one in quarantine.rows(2)] == [4, 3]
    assert [one.row.ts.second for one in quarantine.rows(2, 3)] == [1, 0]


@pytest.mark.parametrize("text", ["plc1 d2", "TEMP", "press", "3.5", "ora-1", "überl"])
def test_rows_are_found_by_any_text(quarantine: Quarantine, text: str) -> None:
    wanted = refused(3.5, address="D200", code="ORA-1", reason="Überlauf überl")
    quarantine.write([wanted, refused(True, address="M1", tag_name="x", group_name="y")])
    assert [one.row for one in quarantine.rows(which=Which(text=text))] == [wanted.row]
    assert quarantine.rows(which=Which(text="100%")) == []


def test_rows_are_found_by_what_they_are(quarantine: Quarantine) -> None:
    quarantine.write([refused(second=1), refused(second=2), refused(address="D200", code="X")])
    for which, count in (
        (Which(tag_address="D100"), 2),
        (Which("PLC1", "D100", EPOCH + timedelta(seconds=2)), 1),
        (Which(code="X"), 1),
        (Which(tag_address="D100", code="X"), 0),
    ):
        assert len(quarantine.rows(which=which)) == count
    assert quarantine.tags() == [("PLC1", "D100"), ("PLC1", "D200")]


def test_codes_are_counted_with_their_newest_reason(quarantine: Quarantine) -> None:
    quarantine.write([refused(second=n, code="B", reason=f"reason {n}") for n in range(3)])
    quarantine.write([refused(second=9, code="A")])
    assert quarantine.codes() == [("B", "reason 2", 3), ("A", "numeric overflow", 1)]
    quarantine.delete(Which(code="A"))
    assert [one.code for one in quarantine.codes()] == ["B"]


# -- refused again ----------------------------------------------------------------------------------------


def test_the_same_row_again_is_not_doubled(quarantine: Quarantine, wall: Clock) -> None:
    quarantine.write([refused()])
    wall.now = LATER
    quarantine.write([refused(code="TOO_LARGE", reason="still")])
    (one,) = quarantine.rows()
    assert (one.code, one.reason, one.attempts) == ("TOO_LARGE", "still", 2)
    assert (one.first_refused, one.last_refused) == (EPOCH, LATER)
    assert quarantine.count == 1


def test_a_corrected_row_that_is_refused_again_keeps_both_values(quarantine: Quarantine) -> None:
    quarantine.write([refused(math.inf)])
    assert quarantine.correct(EVERY_ROW, value="2e300") == 1
    assert quarantine.release(EVERY_ROW) == 1
    (again,) = quarantine.released(10)
    assert again.value == 2e300
    quarantine.write([Rejected(again, "ORA-01426", "still too large")])
    assert quarantine.released(10) == []
    quarantine.write([refused(math.inf)])  # the journal brings it once more
    quarantine.correct(EVERY_ROW, value=2.0)
    (one,) = quarantine.rows()
    assert one.original == row(math.inf)
    assert (one.row.value, one.state, one.attempts) == (2.0, State.HELD, 3)


# -- corrected --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "text", "new"),
    [
        (math.nan, "12.5", 12.5),
        (1.0, "１２．５", 12.5),
        (2**70, "-7", -7),
        (False, "TRUE", True),
        (True, "0", False),
        ("too long", " short ", " short "),
        (None, "3", 3.0),
        (None, "open", "open"),
    ],
)
def test_a_text_is_read_by_the_type_of_the_old_value(
    quarantine: Quarantine, old: Value, text: str, new: Value
) -> None:
    quarantine.write([refused(old)])
    quarantine.correct([RowKey("PLC1", "D100", EPOCH)], value=text)
    (one,) = quarantine.rows()
    assert one.row.value == new
    assert type(one.row.value) is type(new)


@pytest.mark.parametrize(
    ("old", "text"), [(1.0, "nan"), (1.0, "x"), (5, "5.5"), (5, str(2**63)), (True, "2"), (True, "")]
)
def test_a_text_that_is_no_value_of_the_type_changes_nothing(
    quarantine: Quarantine, old: Value, text: str
) -> None:
    quarantine.write([refused(old)])
    with pytest.raises(CorrectionError, match="PLC PLC1, tag D100"):
        quarantine.correct(EVERY_ROW, value=text)
    assert quarantine.rows()[0].original is None


def test_a_row_that_was_bad_becomes_uncertain(quarantine: Quarantine) -> None:
    quarantine.write([refused(None, quality=Quality.BAD, reason="numeric overflow")])
    quarantine.correct(EVERY_ROW, value=5)
    (one,) = quarantine.rows()
    assert (one.row.value, one.row.quality) == (5, Quality.UNCERTAIN)
    assert one.original is not None
    assert one.original.quality is Quality.BAD


def test_a_name_is_corrected_alone(quarantine: Quarantine) -> None:
    quarantine.write([refused(tag_name="a name that is too long")])
    quarantine.correct(EVERY_ROW, tag_name="short")
    (one,) = quarantine.rows()
    assert one.row == row(tag_name="short")
    assert one.original == row(tag_name="a name that is too long")


# -- sent again -------------------------------------------------------------------------------------------


def test_released_rows_come_by_their_time_until_they_are_sent(quarantine: Quarantine) -> None:
    quarantine.write([refused(second=second) for second in (2, 0, 1)])
    assert quarantine.released(10) == []
    assert quarantine.release(EVERY_ROW) == 3
    assert quarantine.release(EVERY_ROW) == 0
    first = quarantine.released(2)
    assert [one.ts.second for one in first] == [0, 1]
    assert quarantine.released(2) == first
    quarantine.sent(first)
    assert [one.ts.second for one in quarantine.released(2)] == [2]
    assert quarantine.count == 1


def test_rows_are_released_by_key_and_by_code(quarantine: Quarantine) -> None:
    quarantine.write([refused(second=1), refused(second=2), refused(second=3, code="X")])
    keys = [one.key for one in quarantine.rows() if one.row.ts.second == 2]
    assert quarantine.release(keys) == 1
    assert quarantine.release(Which(code="X")) == 1
    assert [one.ts.second for one in quarantine.released(9)] == [2, 3]


def test_more_rows_than_one_transaction_takes(
    quarantine: Quarantine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.quarantine._CHUNK", 3)
    quarantine.write([refused(second=second) for second in range(9)])
    keys = [one.key for one in quarantine.rows()]
    assert quarantine.correct(EVERY_ROW, value=1.0) == 9
    assert quarantine.release(keys[:5]) == 5
    assert quarantine.release(EVERY_ROW) == 4
    assert quarantine.delete(Which(tag_address="D100")) == 9
    assert quarantine.count == 0


def test_the_log_says_what_was_stored_instead_of_what(
    quarantine: Quarantine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    quarantine.write([refused(math.nan)])
    quarantine.correct(EVERY_ROW, value="4")
    quarantine.release(EVERY_ROW)
    taken = quarantine.released(1)
    quarantine.correct(EVERY_ROW, value="5")  # while it is on its way
    quarantine.sent(taken)
    said = caplog.text
    assert "tag D100 at 2026-11-22T03:00:00.000000Z is stored as '4.0' (temp) instead of 'nan'" in said
    assert "was corrected too late: stored already as '4.0'" in said
    assert quarantine.count == 0


# -- the ledger's view ------------------------------------------------------------------------------------


def test_reconcile_tells_what_the_ledger_does_not_know(quarantine: Quarantine) -> None:
    quarantine.write([refused(second=second) for second in range(4)])
    with closing(Quarantine(quarantine.folder)) as next_run:
        assert next_run.count == 4
        assert next_run.reconcile(0) == 4  # what the earlier run has left is known at once
        assert next_run.reconcile(4) == 0
        quarantine.delete(Which(ts=EPOCH))
        assert next_run.reconcile(4) == 0  # the ledger may be told of this yet
        assert next_run.reconcile(4) == -1
        assert next_run.reconcile(3) == 0
        assert next_run.count == 3


# -- exported ---------------------------------------------------------------------------------------------


def test_an_export_is_read_by_spreadsheets(quarantine: Quarantine, wall: Clock, tmp_path: Path) -> None:
    wall.now = LATER
    quarantine.write([refused(True, tag_name='"온도", 1'), refused(second=1), refused(None, second=2)])
    path = tmp_path / "out.csv"
    assert quarantine.export(path) == 3
    assert path.read_bytes().startswith(b"\xef\xbb\xbftimestamp,plc_code,")
    assert path.read_bytes().count(b"\r\n") == 4
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert rows[0] == {
        "timestamp": "2026-11-22T03:00:00.000000Z",
        "plc_code": "PLC1",
        "tag_address": "D100",
        "tag_name": '"온도", 1',
        "tag_value": "1",
        "quality": "GOOD",
        "insertion_attempt_time": "2026-11-22T04:00:00.000000Z",
        "code": "ORA-01426",
        "reason": "numeric overflow",
    }
    assert [one["tag_value"] for one in rows] == ["1", "1e+300", ""]


def test_an_export_replaces_a_file_only_when_told(quarantine: Quarantine, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine")
    with pytest.raises(UsageError, match="--overwrite"):
        quarantine.export(path)
    assert path.read_text() == "mine"
    assert quarantine.export(path, overwrite=True) == 0
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]
