"""Each bad row costs only itself."""

from __future__ import annotations

import oracledb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.historian.oracle_insert import SLICE_ROWS, TableInsert
from hmi.historian.protocol import Rejected
from hmi.model.reading import Row
from hmi.model.tables import OWN_TABLE
from tests.historian.scripted_oracle import OWN_LAYOUT, T0, ScriptedCursor, ScriptedTable, driver_error, rows

TOO_LARGE = 'ORA-12899: value too large for column "HMI"."TAG_VALUES"."TAG_NAME" (actual: 300, maximum: 255)'


@pytest.fixture
def table() -> ScriptedTable:
    return ScriptedTable()


def insert(table: ScriptedTable, batch: list[Row], *, again: bool = False) -> list[Rejected]:
    return TableInsert(OWN_TABLE, OWN_LAYOUT).insert(ScriptedCursor(table), batch, (), T0, again=again)


def test_all_good(table: ScriptedTable) -> None:
    assert insert(table, rows(10)) == []
    assert len(table.rows) == 10


def test_slices(table: ScriptedTable) -> None:
    assert insert(table, rows(2 * SLICE_ROWS + 1)) == []
    assert table.calls == [SLICE_ROWS, SLICE_ROWS, 1]
    assert len(table.rows) == 2 * SLICE_ROWS + 1


@pytest.mark.parametrize("bad", [{"D3"}, {"D0", "D250", "D499"}, {f"D{n}" for n in range(500)}])
def test_rows_the_database_refuses(table: ScriptedTable, bad: set[str]) -> None:
    batch = rows(500)
    table.row_error = lambda bind: TOO_LARGE if bind[2] in bad else None
    rejected = insert(table, batch)
    assert [one.row for one in rejected] == [one for one in batch if one.tag_address in bad]
    assert {one.code for one in rejected} == {"ORA-12899"}
    assert "TAG_NAME" in rejected[0].reason
    assert "Help" not in rejected[0].reason
    assert table.calls == [500], "one attempt"
    assert len(table.rows) == 500 - len(bad)


def test_rows_of_a_later_slice_are_named_rightly(table: ScriptedTable) -> None:
    table.row_error = lambda bind: TOO_LARGE if bind[2] == "D1500" else None
    (rejected,) = insert(table, rows(2000))
    assert rejected.row.tag_address == "D1500"


def test_row_that_is_there_counts_as_stored(table: ScriptedTable) -> None:
    insert(table, rows(10))
    assert insert(table, rows(20)) == []
    assert len(table.rows) == 20


def test_row_the_driver_cannot_send_costs_only_itself(table: ScriptedTable) -> None:
    table.unsendable = lambda bind: bind[2] in ("D17", "D400")
    rejected = insert(table, rows(500))
    assert [(one.row.tag_address, one.code) for one in rejected] == [
        ("D17", "DPY-4004"),
        ("D400", "DPY-4004"),
    ]
    assert len(table.rows) == 498
    assert len(table.calls) < 40


@pytest.mark.parametrize("text", ["ORA-01653: unable to extend table", "ORA-00060: deadlock detected"])
def test_what_is_not_the_rows_fault_is_raised(table: ScriptedTable, text: str) -> None:
    table.row_error = lambda bind: text if bind[2] == "D5" else None
    with pytest.raises(oracledb.Error, match=text):
        insert(table, rows(10))


def test_failure_of_the_whole_call_is_raised(table: ScriptedTable) -> None:
    def fail() -> None:
        raise driver_error("ORA-00942: table or view does not exist")

    table.on_execute = fail
    with pytest.raises(oracledb.Error, match="ORA-00942"):
        insert(table, rows(10))
    assert table.calls == [10], "no bisecting"


def test_unknown_error_of_one_row_is_the_rows(table: ScriptedTable) -> None:
    table.row_error = lambda bind: "ORA-31999: odd" if bind[2] == "D5" else None
    (rejected,) = insert(table, rows(10))
    assert (rejected.row.tag_address, rejected.code) == ("D5", "ORA-31999")


def test_unknown_error_of_every_row_is_not_the_rows(table: ScriptedTable) -> None:
    table.row_error = lambda bind: "ORA-31999: odd"
    with pytest.raises(oracledb.Error, match="ORA-31999"):
        insert(table, rows(10))


@given(
    count=st.integers(0, 60),
    refused=st.sets(st.integers(0, 59)),
    unsendable=st.sets(st.integers(0, 59)),
    there=st.sets(st.integers(0, 59)),
)
def test_every_row_is_stored_or_rejected_once(
    count: int, refused: set[int], unsendable: set[int], there: set[int]
) -> None:
    table = ScriptedTable()
    batch = rows(count)
    insert(table, [batch[n] for n in there if n < count])
    table.row_error = lambda bind: TOO_LARGE if int(bind[2][1:]) in refused else None
    table.unsendable = lambda bind: int(bind[2][1:]) in unsendable
    rejected = {int(one.row.tag_address[1:]) for one in insert(table, batch)}
    stored = {int(key[2][1:]) for key in table.rows}
    assert rejected == {n for n in range(count) if n in refused | unsendable}
    assert stored == (set(range(count)) - rejected) | {n for n in there if n < count}
