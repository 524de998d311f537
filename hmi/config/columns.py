"""The three tables of the configuration and the rules of their columns.

The same rules hold for a CSV cell on its way in and for a row read back from the database, so a database that
another program has written into is checked as strictly as a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Generic, TypeVar

from hmi.config.values import Parser, choice, decimal, factor, host, line, truth, whole
from hmi.model.plant import (
    ByteOrder,
    GroupCategory,
    LogMode,
    McProtocol,
    Plc,
    PollingGroup,
    PollingMode,
    Series,
    Tag,
    TagType,
)

T_co = TypeVar("T_co", Plc, PollingGroup, Tag, covariant=True)

REASON_COLUMN = "import_error"
"""A column of rows that were left out of an import: why. It is no part of any table, and is read over."""

MIN_INTERVAL_MS = 100
MAX_INTERVAL_MS = 86_400_000
MAX_STRING_BYTES = 1920
"""A string is read in one request, which brings at most 960 words."""

_code = line(64)
_name = line(200)
_address = line(32)


@dataclass(frozen=True, slots=True)
class Column:
    """One column; a ``required`` one has to be in the header and its cells may not be blank."""

    name: str
    parse: Parser
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[T_co]):
    """One table: its model class, its key, and the ``marker``, the column that no other table has."""

    name: str
    row: type[T_co]
    key: tuple[str, ...]
    marker: str
    columns: tuple[Column, ...]

    def defaults(self) -> dict[str, Any]:
        """What a blank cell means; None where the model has no default and the importer finds the value."""
        return {f.name: None if f.default is MISSING else f.default for f in fields(self.row)}

    def build(self, values: Mapping[str, Any]) -> T_co:
        """The model's object of these values, one for every column."""
        return self.row(**values)

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns in the order of the database and of exported files."""
        return tuple(column.name for column in self.columns)

    @property
    def required_names(self) -> tuple[str, ...]:
        """The columns that a file cannot leave out."""
        return tuple(column.name for column in self.columns if column.required)


PLCS = Table(
    "plc_connections",
    Plc,
    ("plc_code",),
    "ip_address",
    (
        Column("plc_code", _code, required=True),
        Column("plc_name", _name),
        Column("ip_address", host, required=True),
        Column("port", whole(1, 65535)),
        Column("protocol", choice(McProtocol)),
        Column("series", choice(Series)),
        Column("network_no", whole(0, 255)),
        Column("station_no", whole(0, 255)),
        Column("module_io", whole(0, 65535)),
        Column("multidrop_no", whole(0, 255)),
        Column("connection_timeout", decimal(0.1, 60.0)),
        Column("pool_size", whole(1, 16)),
        Column("is_active", truth),
    ),
)

GROUPS = Table(
    "polling_groups",
    PollingGroup,
    ("group_name",),
    "polling_mode",
    (
        Column("group_name", _code, required=True),
        Column("plc_code", _code, required=True),
        Column("polling_mode", choice(PollingMode)),
        Column("polling_interval_ms", whole(MIN_INTERVAL_MS, MAX_INTERVAL_MS)),
        Column("group_category", choice(GroupCategory)),
        Column("trigger_bit_address", _address),
        Column("ack_bit_address", _address),
        Column("allow_plc_writes", truth),
        Column("is_active", truth),
        Column("description", line(1000)),
    ),
)

TAGS = Table(
    "tags",
    Tag,
    ("plc_code", "tag_address"),
    "tag_address",
    (
        Column("plc_code", _code, required=True),
        Column("tag_address", _address, required=True),
        Column("tag_name", _name, required=True),
        Column("tag_type", choice(TagType)),
        Column("group_name", _code),
        Column("machine_code", _code),
        Column("unit", line(32)),
        Column("scale", factor),
        Column("offset", decimal()),
        Column("min_value", decimal()),
        Column("max_value", decimal()),
        Column("log_mode", choice(LogMode)),
        Column("deadband", decimal(0.0)),
        Column("string_length", whole(1, MAX_STRING_BYTES)),
        Column("is_active", truth),
        Column("string_byte_order", choice(ByteOrder)),
    ),
)

TABLES = (PLCS, GROUPS, TAGS)
"""In the order in which rows may refer to each other."""
