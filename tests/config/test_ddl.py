"""The DDL: one table each, its names short enough, runnable in SQL*Plus and by the driver."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hmi.config.ddl import ddl_of, script_of
from hmi.model.plant import GroupCategory
from hmi.model.tables import OWN_MAPPINGS, OWN_TABLE, PRESETS, Mappings, TableMapping

OPERATION, STATE, ALARM = GroupCategory


def mapped(*mappings: TableMapping) -> Mappings:
    return dict(zip(GroupCategory, mappings, strict=True))


ALL = mapped(PRESETS["TIME_NAME_VALUE"], PRESETS["TAG_NAME_VALUE"], PRESETS["ALARM_LOG"])
OWN_COLUMNS = replace(PRESETS["TIME_NAME_VALUE"], table="MES.FAULTS", preset="")


def columns_of(sql: str) -> list[str]:
    return [name.strip('"') for name in re.findall(r"^  (?!CONSTRAINT)(\"?[A-Z_]+\"?) ", sql, re.MULTILINE)]


def test_the_programs_own_table_is_made_once() -> None:
    (statement,) = ddl_of(OWN_MAPPINGS)
    assert (statement.table, statement.what) == ("TAG_VALUES", "table TAG_VALUES")
    assert statement.sql.startswith('CREATE TABLE "TAG_VALUES" (')
    assert statement.sql.endswith("\n)")
    assert "PARTITION" not in statement.sql


def test_the_partitioned_one_has_the_same_columns_and_a_local_index() -> None:
    (plain,), (partitioned,) = ddl_of(OWN_MAPPINGS), ddl_of(OWN_MAPPINGS, partitioned=True)
    assert columns_of(partitioned.sql) == columns_of(plain.sql)
    assert "USING INDEX LOCAL" in partitioned.sql
    assert "INTERVAL (NUMTODSINTERVAL(1, 'DAY'))" in partitioned.sql


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_and_its_ddl_have_the_same_columns_and_key(preset: str) -> None:
    mapping = PRESETS[preset]
    sql = ddl_of(mapped(*[mapping] * 3))[-1].sql
    assert set(columns_of(sql)) - {"INSERTED_AT"} == {column.name for column in mapping.columns}
    unique = [
        set(found.replace('"', "").split(", ")) for found in re.findall(r"(?:KEY|UNIQUE) \((.*)\)", sql)
    ]
    assert set(mapping.key) in unique


def test_a_sequence_is_made_before_its_table() -> None:
    statements = ddl_of(ALL)
    assert [statement.what for statement in statements] == [
        "table OPERATION",
        "table TAG_LOG",
        "sequence ALARM_LOG_SEQ",
        "table ALARM_LOG",
    ]
    assert statements[2].table == "ALARM_LOG"


def test_a_renamed_table_has_constraints_of_its_own() -> None:
    renamed = replace(PRESETS["ALARM_LOG"], table="MES.ALARM_LOG_OF_THE_BODY_SHOP_NO_2", sequence="MES.S")
    sequence, table = ddl_of(mapped(renamed, renamed, renamed))
    assert sequence.sql == 'CREATE SEQUENCE "MES"."S" CACHE 1000'
    assert table.sql.startswith('CREATE TABLE "MES"."ALARM_LOG_OF_THE_BODY_SHOP_NO_2" (')
    constraints = re.findall(r'CONSTRAINT "([^"]*)"', table.sql)
    assert len(set(constraints)) == 2
    assert [len(name) for name in constraints] == [30, 30]


def test_what_is_executed_has_neither_semicolons_nor_comments() -> None:
    for statement in ddl_of(ALL) + ddl_of(OWN_MAPPINGS, partitioned=True):
        assert ";" not in statement.sql
        assert "--" not in statement.sql
        assert not re.search(r"[{}]", statement.sql)


def test_what_is_printed_is_the_same_with_comments_and_semicolons() -> None:
    for mappings, partitioned in ((ALL, False), (OWN_MAPPINGS, True)):
        script = script_of(mappings, partitioned=partitioned)
        code = "\n".join(line for line in script.splitlines() if not line.startswith("--"))
        found = [statement.strip() for statement in code.split(";") if statement.strip()]
        assert found == [statement.sql for statement in ddl_of(mappings, partitioned=partitioned)]
        assert script.startswith("-- ")


def test_sqlplus_can_run_it() -> None:
    for mappings, partitioned in ((ALL, False), (OWN_MAPPINGS, True), (OWN_MAPPINGS, False)):
        script = script_of(mappings, partitioned=partitioned)
        assert "&" not in script  # would ask for a value
        assert not re.search(r"^[#/@]|-$", script, re.MULTILINE)  # commands of its own
        assert not [s for s in script.split(";") if "\n\n" in s.strip()]  # a blank line ends a statement
        assert not re.search(r"^--.*;\s*$", script, re.MULTILINE)


def test_a_table_of_the_customers_is_a_comment() -> None:
    mappings = mapped(OWN_TABLE, OWN_TABLE, OWN_COLUMNS)
    assert [statement.table for statement in ddl_of(mappings)] == ["TAG_VALUES"]
    assert "-- MES.FAULTS has columns of its own in mapping.toml" in script_of(mappings)
