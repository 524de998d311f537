"""What is said of a table that does not fit its mapping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hmi.historian.oracle_dictionary import ColumnLayout, TableLayout
from hmi.historian.oracle_fit import Findings, check_fit
from hmi.historian.tag_directory import TagEntry
from hmi.model.plant import GroupCategory, LogMode, Tag, TagType
from hmi.model.tables import OWN_TABLE, PRESETS, Source, TableMapping
from tests.historian.scripted_oracle import OWN_LAYOUT, column, layout

SHAPE = PRESETS["TIME_NAME_VALUE"]
INT = Tag("P1", "D100", "Speed", TagType.INT, "G", "MACHINE-000001")
REAL = replace(INT, tag_address="D200", tag_type=TagType.REAL)
STRING = replace(INT, tag_address="D300", tag_type=TagType.STRING, string_length=20)


def check(mapping: TableMapping, table: TableLayout, *tags: Tag, triggers: bool = False) -> Findings:
    return check_fit(
        mapping, table, [TagEntry(tag, GroupCategory.OPERATION) for tag in tags], lambda: triggers
    )


def operation(
    *more: str | ColumnLayout,
    time: str = "TIMESTAMP(6)",
    name: str = "VARCHAR2(400 CHAR)",
    value: str = "NUMBER",
) -> TableLayout:
    return layout(
        f"TIME {time}", f"NAME {name}", f"VALUE {value}", *more, name="PLANT.OPERATION", key="NAME, TIME"
    )


def problem(table: TableLayout, *tags: Tag) -> str:
    found = check(SHAPE, table, *tags)
    assert found.warnings == []
    (text,) = found.problems
    return text


def warning(table: TableLayout, *tags: Tag, mapping: TableMapping = SHAPE) -> str:
    found = check(mapping, table, *tags)
    assert found.problems == []
    (text,) = found.warnings
    return text


def test_own_table_fits_every_tag() -> None:
    assert check(OWN_TABLE, OWN_LAYOUT, INT, REAL, STRING) == ([], [])


def test_missing_column_is_named_with_those_that_are_there() -> None:
    table = layout("TIME TIMESTAMP(6)", "NAME VARCHAR2(40 CHAR)", "VAL NUMBER", name="PLANT.OPERATION")
    assert problem(table) == (
        "Table PLANT.OPERATION has no column VALUE; it has TIME, NAME, VAL; did you mean VAL?"
    )
    table = layout("TIME TIMESTAMP(6)", "NAME VARCHAR2(40 CHAR)", "X NUMBER", name="PLANT.OPERATION")
    assert problem(table) == "Table PLANT.OPERATION has no column VALUE; it has TIME, NAME, X."


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (operation(time="DATE"), "column TIME is DATE, which keeps 0 digits of a second"),
        (operation(time="TIMESTAMP(3)"), "column TIME is TIMESTAMP(3), which keeps 3 digits"),
        (
            operation(time="TIMESTAMP(0) WITH TIME ZONE"),
            "column TIME is TIMESTAMP(0) WITH TIME ZONE, which keeps 0",
        ),
        (operation(time="VARCHAR2(40 BYTE)"), "column TIME is VARCHAR2(40 BYTE), which can not hold a time"),
        (operation(name="NUMBER(10,2)"), "column NAME is NUMBER(10,2), which can not hold text"),
        (operation(value="CLOB"), "column VALUE is CLOB, which can not hold text: make it VARCHAR2"),
    ],
)
def test_type_that_can_not_hold_it(table: TableLayout, expected: str) -> None:
    assert expected in problem(table)


@pytest.mark.parametrize(
    "time",
    ["TIMESTAMP(6)", "TIMESTAMP(9)", "TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP(6) WITH LOCAL TIME ZONE"],
)
def test_times_that_keep_microseconds(time: str) -> None:
    assert check(SHAPE, operation(time=time), INT) == ([], [])


def test_time_of_writing_may_be_a_date() -> None:
    mapping = PRESETS["ALARM_LOG"]
    table = layout(
        "ID NUMBER(19)",
        "CTIME DATE",
        "OTIME TIMESTAMP(6)",
        "DATATAG_NAME VARCHAR2(400 CHAR)",
        "DATATAG_TYPE VARCHAR2(16 BYTE)",
        "VALUE_STR VARCHAR2(4000 BYTE)",
        "VALUE_NUM NUMBER",
        "VALUE_RAW VARCHAR2(4000 BYTE)",
        key="DATATAG_NAME, OTIME",
    )
    assert check(mapping, table, INT, REAL, STRING) == ([], [])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("VARCHAR2(40 CHAR)", "needs 44 characters: ALTER TABLE"),
        ("VARCHAR2(40 BYTE)", "needs 50 bytes: ALTER TABLE"),
        ("NVARCHAR2(40)", "needs 44 characters: ALTER TABLE"),
    ],
)
def test_name_that_is_too_long_for_some_tags(name: str, expected: str) -> None:
    long = replace(INT, machine_code="프레스-MACHINE-00000000000001")
    text = warning(operation(name=name), INT, long)
    assert "too short for P1 D100, which" in text
    assert expected in text
    assert text.endswith("until then these rows go to quarantine.")


def test_name_that_is_too_long_for_all_tags() -> None:
    text = problem(operation(name="VARCHAR2(20 BYTE)"), INT, REAL)
    assert "column NAME is VARCHAR2(20 BYTE), too short for 2 tags, the first P1 D100" in text
    assert text.endswith('ALTER TABLE "PLANT"."OPERATION" MODIFY ("NAME" VARCHAR2(50 BYTE)).')


@pytest.mark.parametrize("off", [{"is_active": False}, {"log_mode": LogMode.NEVER}])
def test_tags_that_are_not_recorded_do_not_matter(off: dict[str, object]) -> None:
    long = replace(INT, machine_code="M" * 100, **off)  # type: ignore[arg-type]  # either field
    assert check(SHAPE, operation(name="VARCHAR2(40 CHAR)"), INT, long) == ([], [])


@pytest.mark.parametrize(
    ("value", "keeps"),
    [
        ("NUMBER(10,2)", "2 decimals"),
        ("NUMBER(10)", "no decimals"),
        ("BINARY_FLOAT", "7 digits"),
        ("FLOAT(24)", "24 bits"),
    ],
)
def test_numbers_that_are_rounded(value: str, keeps: str) -> None:
    text = warning(operation(value=value), INT, REAL)
    assert f"which keeps {keeps}: values of P1 D200 are rounded" in text
    assert check(SHAPE, operation(value=value), INT) == ([], [])


@pytest.mark.parametrize("value", ["NUMBER", "FLOAT(126)", "BINARY_DOUBLE"])
def test_numbers_that_are_kept(value: str) -> None:
    assert check(SHAPE, operation(value=value), INT, REAL, replace(INT, scale=0.1)) == ([], [])


def test_column_that_nobody_fills() -> None:
    table = operation(column("SITE VARCHAR2(8 BYTE)", nullable=False))
    assert "column SITE is NOT NULL, has no default" in problem(table)
    found = check(SHAPE, table, triggers=True)
    assert found.problems == []
    assert "unless a trigger fills it" in found.warnings[0]
    filled = operation(
        column("SITE VARCHAR2(8 BYTE)", nullable=False, is_filled=True), "NOTE VARCHAR2(8 BYTE)"
    )
    assert check(SHAPE, filled) == ([], [])


def test_strings_in_a_column_of_numbers() -> None:
    assert "rows of P1 D300, which are STRING, go to quarantine" in warning(operation(), INT, STRING)
    assert check(SHAPE, operation(value="VARCHAR2(4000 BYTE)"), INT, STRING) == ([], [])


def test_string_that_is_longer_than_its_column() -> None:
    assert "needs 30 bytes" in warning(operation(value="VARCHAR2(25 BYTE)"), INT, STRING)
    assert check(SHAPE, operation(value="VARCHAR2(25 CHAR)"), INT, STRING) == ([], [])


def test_value_that_may_not_be_missing() -> None:
    table = layout(
        "TIME TIMESTAMP(6)",
        "NAME VARCHAR2(400 CHAR)",
        column("VALUE NUMBER", nullable=False),
        name="PLANT.OPERATION",
        key="NAME, TIME",
    )
    text = warning(table, INT)
    assert "rows of BAD values, which have none, go to quarantine" in text
    assert 'ALTER TABLE "PLANT"."OPERATION" MODIFY ("VALUE" NULL)' in text


@pytest.mark.parametrize("unique", [{}, {"PLANT.U": frozenset({"NAME", "TIME", "VALUE"})}])
def test_nothing_keeps_a_row_from_coming_twice(unique: dict[str, frozenset[str]]) -> None:
    text = warning(replace(operation(), unique=unique), INT)
    assert "nothing is unique over NAME, TIME" in text
    assert 'ALTER TABLE "PLANT"."OPERATION" ADD UNIQUE ("NAME", "TIME")' in text


def test_sources_of_text_are_all_measured() -> None:
    mapping = replace(
        OWN_TABLE,
        columns=tuple(
            replace(one, source=source)
            for one, source in zip(
                OWN_TABLE.columns,
                [
                    Source.TS,
                    Source.PLC_CODE,
                    Source.TAG_ADDRESS,
                    Source.CATEGORY,
                    Source.NUMBER,
                    Source.TEXT,
                    Source.QUALITY,
                    Source.REASON,
                ],
                strict=True,
            )
        ),
    )
    short = {**OWN_LAYOUT.columns, "TAG_NAME": column("TAG_NAME VARCHAR2(5 BYTE)")}
    found = check(mapping, replace(OWN_LAYOUT, columns=short), INT)
    assert (
        "column TAG_NAME is VARCHAR2(5 BYTE), too short for P1 D100, which needs 9 bytes" in found.problems[0]
    )
