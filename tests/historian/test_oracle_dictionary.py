"""What the data dictionary says, understood; the views themselves are read over the wire elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from hmi.historian.oracle_dictionary import (
    TableLayout,
    TableName,
    find_table,
    guards_of,
    has_sequence,
    may_have_triggers,
)
from tests.historian.scripted_oracle import column

COLUMN = ("VALUE", "NUMBER", 22, 0, None, 10, 2, "Y", None, "NO")
HERE = TableName("HMI", "OPERATION")


class ScriptedDictionary:
    """Answers by view and by what is asked for: ``("ALL_SYNONYMS", "HMI.OPERATION")``."""

    def __init__(self, answers: dict[tuple[str, str], list[Any]]) -> None:
        self._answers = answers
        self._found: list[Any] = []

    def execute(self, statement: str, parameters: Any = None) -> None:
        view = statement.split(" FROM ")[1].split()[0]
        self._found = self._answers.get((view, ".".join(parameters)), [])

    def fetchall(self) -> list[Any]:
        return self._found


def table_of(name: str, answers: dict[tuple[str, str], list[Any]]) -> TableLayout | None:
    return find_table(ScriptedDictionary(answers), name, "HMI")


@pytest.mark.parametrize(
    ("line", "text", "in_chars"),
    [
        (("C", "VARCHAR2", 160, 40, "C", None, None, "Y", None, "NO"), "VARCHAR2(40 CHAR)", True),
        (("C", "VARCHAR2", 40, 40, "B", None, None, "Y", None, "NO"), "VARCHAR2(40 BYTE)", False),
        (("C", "NVARCHAR2", 80, 40, "C", None, None, "Y", None, "NO"), "NVARCHAR2(40)", True),
        (("C", "NUMBER", 22, 0, None, None, None, "Y", None, "NO"), "NUMBER", False),
        (("C", "NUMBER", 22, 0, None, None, 0, "Y", None, "NO"), "NUMBER(*)", False),
        (("C", "NUMBER", 22, 0, None, 10, 0, "Y", None, "NO"), "NUMBER(10)", False),
        (("C", "NUMBER", 22, 0, None, 10, 2, "Y", None, "NO"), "NUMBER(10,2)", False),
        (("C", "TIMESTAMP(6)", 11, 0, None, None, 6, "Y", None, "NO"), "TIMESTAMP(6)", False),
        (("C", "DATE", 7, 0, None, None, None, "Y", None, "NO"), "DATE", False),
    ],
)
def test_column_reads_as_it_was_made(line: tuple[Any, ...], text: str, in_chars: bool) -> None:
    found = table_of("OPERATION", {("ALL_TAB_COLUMNS", "HMI.OPERATION"): [line]})
    assert found is not None
    assert str(found.columns["C"]) == text
    assert found.columns["C"].in_chars is in_chars


def test_not_null_and_filled() -> None:
    lines = [
        ("A", *COLUMN[1:7], "N", 12, "NO"),
        ("B", *COLUMN[1:7], "N", None, "YES"),
        ("C", *COLUMN[1:7], "N", None, "NO"),
    ]
    found = table_of("OPERATION", {("ALL_TAB_COLUMNS", "HMI.OPERATION"): lines})
    assert found is not None
    assert not any(one.nullable for one in found.columns.values())
    assert [one.is_filled for one in found.columns.values()] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "synonyms", "expected"),
    [
        ("OPERATION", {}, None),
        ("MES.OPERATION", {}, "MES.OPERATION"),
        ("OPERATION", {"HMI.OPERATION": ("MES", "OPERATION", None)}, "MES.OPERATION"),
        ("OPERATION", {"PUBLIC.OPERATION": ("MES", "OPERATION", None)}, "MES.OPERATION"),
        (
            "OPS",
            {"HMI.OPS": ("HMI", "OPS2", None), "HMI.OPS2": ("MES", "OPERATION", None)},
            "MES.OPERATION",
        ),
        ("HMI.OPERATION", {"PUBLIC.OPERATION": ("MES", "OPERATION", None)}, None),
        ("OPERATION", {"HMI.OPERATION": ("MES", "OPERATION", "FAR")}, None),
        ("LOOP", {"HMI.LOOP": ("HMI", "LOOP", None)}, None),
    ],
)
def test_table_is_looked_for_as_oracle_does(
    name: str, synonyms: dict[str, tuple[str, str, str | None]], expected: str | None
) -> None:
    answers: dict[tuple[str, str], list[Any]] = {("ALL_TAB_COLUMNS", "MES.OPERATION"): [COLUMN]}
    answers |= {("ALL_SYNONYMS", name): [target] for name, target in synonyms.items()}
    found = table_of(name, answers)
    assert (None if found is None else str(found.table)) == expected


def test_what_is_unique() -> None:
    found = table_of(
        "OPERATION",
        {
            ("ALL_TAB_COLUMNS", "HMI.OPERATION"): [COLUMN],
            ("ALL_CONSTRAINTS", "HMI.OPERATION"): [
                ("PK", "P", "ENABLED"),
                ("OFF", "U", "DISABLED"),
                ("CK", "C", "ENABLED"),
            ],
            ("ALL_CONS_COLUMNS", "HMI.OPERATION"): [
                ("PK", "NAME"),
                ("PK", "TIME"),
                ("OFF", "NAME"),
                ("CK", "VALUE"),
            ],
            ("ALL_INDEXES", "HMI.OPERATION"): [("DBA", "IX", "UNIQUE"), ("HMI", "IX2", "NONUNIQUE")],
            ("ALL_IND_COLUMNS", "HMI.OPERATION"): [
                ("DBA", "IX", "TIME"),
                ("DBA", "IX", "NAME"),
                ("HMI", "IX2", "NAME"),
            ],
        },
    )
    assert found is not None
    assert found.unique == {"HMI.PK": frozenset({"NAME", "TIME"}), "DBA.IX": frozenset({"NAME", "TIME"})}
    assert guards_of(found.unique, ("TIME", "NAME")) == {"HMI.PK", "DBA.IX"}
    assert guards_of(found.unique, ("NAME",)) == frozenset()


def test_sequence() -> None:
    answers: dict[tuple[str, str], list[Any]]
    answers = {("ALL_SEQUENCES", "MES.SEQ"): [(1,)], ("ALL_SYNONYMS", "PUBLIC.S"): [("MES", "SEQ", None)]}
    assert has_sequence(ScriptedDictionary(answers), "MES.SEQ", "HMI")
    assert has_sequence(ScriptedDictionary(answers), "S", "HMI")
    assert not has_sequence(ScriptedDictionary(answers), "SEQ", "HMI")


def test_triggers() -> None:
    answers = {("ALL_TRIGGERS", "HMI.OPERATION"): [("AFTER STATEMENT",), ("BEFORE EACH ROW",)]}
    assert may_have_triggers(ScriptedDictionary(answers), HERE, "HMI")
    assert not may_have_triggers(ScriptedDictionary({}), HERE, "HMI")
    assert may_have_triggers(ScriptedDictionary({}), HERE, "OTHER"), "who can tell"


@pytest.mark.parametrize(
    ("made", "text", "size"),
    [
        ("N VARCHAR2(9 BYTE)", "온도-1", 8),
        ("N VARCHAR2(9 CHAR)", "온도-1", 4),
        ("N NVARCHAR2(9)", "온도-😀", 5),
    ],
)
def test_size_of_a_text(made: str, text: str, size: int) -> None:
    assert column(made).size_of(text) == size
