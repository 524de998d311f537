"""Each bad row costs only itself."""

from __future__ import annotations

import oracledb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.historian.oracle_dictionary import TableLayout
from hmi.historian.oracle_insert import ALTERED_KEY, SLICE_ROWS, TableInsert
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


LATEST = """ORA-00001: unique constraint (HMI.TAG_VALUES_PK) violated on table HMI.TAG_VALUES columns (TS)
ORA-03301: (ORA-00001 details) row with column values (PLC_CODE:'P.1') already exists"""


@pytest.mark.parametrize(
    "text",
    [
        "ORA-00001: unique constraint (HMI.TAG_VALUES_PK) violated",
        "ORA-00001: 무결성 제약 조건(HMI.TAG_VALUES_PK)에 위배됩니다",
        "ORA-00001: 一意制約(HMI.TAG_VALUES_PK)に反しています",
        LATEST,
    ],
)
def test_key_is_known_in_every_language(table: ScriptedTable, text: str) -> None:
    insert(table, rows(3))
    table.row_error = lambda bind: text
    assert insert(table, rows(3)) == []


def test_row_that_the_table_only_takes_for_one_that_is_there(table: ScriptedTable) -> None:
    insert(table, rows(2))
    table.row_error = lambda bind: "ORA-00001: unique constraint (HMI.TAG_VALUES_PK) violated"
    (rejected,) = insert(table, rows(3))
    assert (rejected.row.tag_address, rejected.code) == ("D2", ALTERED_KEY)
    assert "HMI.TAG_VALUES_PK" in rejected.reason
    assert table.calls == [2, 3, 3], "one look for all of them"


@pytest.mark.parametrize("code", ["ORA-00942", "ORA-01031"])
def test_who_may_not_read_has_to_believe_that_a_row_is_there(table: ScriptedTable, code: str) -> None:
    def refuse() -> None:
        if "NOT EXISTS" in table.statements[-1]:
            raise driver_error(f"{code}: no")

    insert(table, rows(2))
    table.on_execute = refuse
    assert insert(table, rows(3)) == []
    assert len(table.rows) == 3


def test_unknown_error_among_rows_that_are_there_is_the_rows(table: ScriptedTable) -> None:
    insert(table, rows(3))
    table.row_error = lambda bind: "ORA-31999: odd" if bind[2] == "D3" else None
    (rejected,) = insert(table, rows(4))
    assert (rejected.row.tag_address, rejected.code) == ("D3", "ORA-31999")


@pytest.mark.parametrize("name", ["HMI.TAG_VALUES_ID", "OTHER.TAG_VALUES_PK"])
def test_violation_of_another_constraint_is_the_rows_fault(table: ScriptedTable, name: str) -> None:
    table.row_error = lambda bind: (
        f"ORA-00001: unique constraint ({name}) violated" if bind[2] == "D1" else None
    )
    (rejected,) = insert(table, rows(3))
    assert (rejected.row.tag_address, rejected.code) == ("D1", "ORA-00001")
    assert name in rejected.reason
    assert "look at the row that is there" in rejected.reason


def test_constraint_made_meanwhile_is_looked_up_once(table: ScriptedTable) -> None:
    bare = TableLayout(OWN_LAYOUT.table, OWN_LAYOUT.columns)
    into = TableInsert(OWN_TABLE, bare)
    cursor = ScriptedCursor(table)
    into.insert(cursor, rows(3), (), T0, again=False)
    table.constraint = "HMI.NEW"
    cursor.answers = {
        "ALL_CONSTRAINTS": [("NEW", "P", "ENABLED")],
        "ALL_CONS_COLUMNS": [("NEW", column) for column in OWN_TABLE.key],
    }
    for _ in range(2):
        assert into.insert(cursor, rows(3), (), T0, again=False) == []
    assert len([one for one in table.statements if "ALL_CONSTRAINTS" in one]) == 1


class TestAgain:
    """Rows that may be there already."""

    def test_key_of_the_table_does_it(self, table: ScriptedTable) -> None:
        insert(table, rows(3), again=True)
        assert {one.split()[0] for one in table.statements} == {"INSERT"}
        assert "VALUES" in table.statements[0]

    def test_without_a_key_each_row_is_looked_for_behind_a_lock(self, table: ScriptedTable) -> None:
        bare = TableInsert(OWN_TABLE, TableLayout(OWN_LAYOUT.table, OWN_LAYOUT.columns))
        batch = rows(SLICE_ROWS + 1)
        assert bare.insert(ScriptedCursor(table), batch, (), T0, again=True) == []
        lock, *inserts = table.statements
        assert lock == 'LOCK TABLE "HMI"."TAG_VALUES" IN SHARE ROW EXCLUSIVE MODE WAIT 10'
        look_first = (
            'INSERT INTO "TAG_VALUES" ("TS", "PLC_CODE", "TAG_ADDRESS", "TAG_NAME", "TAG_VALUE", "TAG_TEXT", '
            '"QUALITY", "GROUP_NAME") SELECT :1, :2, :3, :4, :5, :6, :7, :8 FROM DUAL WHERE NOT EXISTS '
            '(SELECT 1 FROM "TAG_VALUES" WHERE "PLC_CODE" = :9 AND "TAG_ADDRESS" = :10 AND "TS" = :11)'
        )
        assert inserts == [look_first] * 2
        assert table.binds[7][8:] == ("P1", "D7", T0.replace(tzinfo=None))

    def test_nobody_waits_for_the_first_attempt(self, table: ScriptedTable) -> None:
        bare = TableInsert(OWN_TABLE, TableLayout(OWN_LAYOUT.table, OWN_LAYOUT.columns))
        bare.insert(ScriptedCursor(table), rows(3), (), T0, again=False)
        assert [one.split()[0] for one in table.statements] == ["INSERT"]


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
