"""The statements that make the tables: to be printed for a database administrator, or executed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hmi.config.oracle_names import derived
from hmi.config.resources import resource_path
from hmi.model.tables import Mappings, TableMapping, quoted

_FILES = {
    "TAG_VALUES": "oracle_tag_values.sql",
    "TIME_NAME_VALUE": "oracle_time_name_value.sql",
    "ALARM_LOG": "oracle_alarm_log.sql",
    "TAG_NAME_VALUE": "oracle_tag_name_value.sql",
}
_PARTITIONED = "oracle_tag_values_partitioned.sql"
PARTITIONED_PRESET = "TAG_VALUES"
"""The only shape of which there is a partitioned one."""


class DdlStatement(NamedTuple):
    """One statement as it is executed, without a semicolon at its end."""

    table: str
    what: str
    """``table HMI.TAG_VALUES`` or ``sequence HMI.ALARM_LOG_SEQ``."""
    sql: str


def ddl_of(mappings: Mappings, *, partitioned: bool = False) -> list[DdlStatement]:
    """What makes all tables of presets, each once and behind its sequence; customers' own have no DDL."""
    return [
        DdlStatement(mapping.table, _what(mapping, sql), sql)
        for mapping in tables_of(mappings)
        if mapping.preset
        for sql in _statements(_text(mapping, partitioned))
    ]


def script_of(mappings: Mappings, *, partitioned: bool = False) -> str:
    """The same to be read and run in SQL*Plus: with comments and semicolons."""
    parts = [
        _text(mapping, partitioned) if mapping.preset else own_table_line(mapping)
        for mapping in tables_of(mappings)
    ]
    return "\n\n".join(part.rstrip("\n") for part in parts)


def own_table_line(mapping: TableMapping) -> str:
    """A comment instead of the DDL of a table that is somebody else's."""
    return f"-- {mapping.table} has columns of its own in mapping.toml: it is there already, or you make it."


def tables_of(mappings: Mappings) -> Iterator[TableMapping]:
    """One mapping for each table, in the order of the categories."""
    by_table: dict[str, TableMapping] = {}
    for mapping in mappings.values():
        by_table.setdefault(mapping.table, mapping)
    yield from by_table.values()


def _text(mapping: TableMapping, partitioned: bool) -> str:
    is_partitioned = partitioned and mapping.preset == PARTITIONED_PRESET
    path = resource_path("sql", _PARTITIONED if is_partitioned else _FILES[mapping.preset])
    return path.read_text(encoding="utf-8").format(
        table=quoted(mapping.table),
        sequence=quoted(mapping.sequence),
        pk=quoted(derived(mapping.table, "_PK")),
        uk=quoted(derived(mapping.table, "_UK")),
    )


def _statements(text: str) -> Iterator[str]:
    code = "\n".join(line for line in text.splitlines() if not line.startswith("--"))
    for statement in code.split(";"):
        if statement.strip():
            yield statement.strip()


def _what(mapping: TableMapping, sql: str) -> str:
    is_sequence = sql.startswith("CREATE SEQUENCE")
    return f"sequence {mapping.sequence}" if is_sequence else f"table {mapping.table}"
