"""What Oracle's data dictionary says of a table: its columns' types and sizes, and what is unique in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

_SCHEMA = "SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') FROM DUAL"
_SYNONYM = "SELECT TABLE_OWNER, TABLE_NAME, DB_LINK FROM ALL_SYNONYMS WHERE OWNER = :1 AND SYNONYM_NAME = :2"
_COLUMNS = (
    "SELECT COLUMN_NAME, DATA_TYPE, DATA_LENGTH, CHAR_LENGTH, CHAR_USED, DATA_PRECISION, DATA_SCALE, "
    "NULLABLE, DEFAULT_LENGTH, IDENTITY_COLUMN FROM ALL_TAB_COLUMNS "
    "WHERE OWNER = :1 AND TABLE_NAME = :2 ORDER BY COLUMN_ID"
)
_CONSTRAINTS = (
    "SELECT CONSTRAINT_NAME, CONSTRAINT_TYPE, STATUS FROM ALL_CONSTRAINTS "
    "WHERE OWNER = :1 AND TABLE_NAME = :2"
)
_CONSTRAINT_COLUMNS = (
    "SELECT CONSTRAINT_NAME, COLUMN_NAME FROM ALL_CONS_COLUMNS WHERE OWNER = :1 AND TABLE_NAME = :2"
)
_INDEXES = "SELECT OWNER, INDEX_NAME, UNIQUENESS FROM ALL_INDEXES WHERE TABLE_OWNER = :1 AND TABLE_NAME = :2"
_INDEX_COLUMNS = (
    "SELECT INDEX_OWNER, INDEX_NAME, COLUMN_NAME FROM ALL_IND_COLUMNS "
    "WHERE TABLE_OWNER = :1 AND TABLE_NAME = :2"
)
_TRIGGERS = "SELECT TRIGGER_TYPE FROM ALL_TRIGGERS WHERE TABLE_OWNER = :1 AND TABLE_NAME = :2"
_SEQUENCE = "SELECT 1 FROM ALL_SEQUENCES WHERE SEQUENCE_OWNER = :1 AND SEQUENCE_NAME = :2"

_SYNONYMS_OF_SYNONYMS = 8
_UNIQUE = ("P", "U")


class Cursor(Protocol):
    """What is used of ``oracledb.Cursor`` to look things up."""

    def execute(self, statement: str, parameters: Any = None) -> Any:
        """Run a query."""

    def fetchall(self) -> list[Any]:
        """Its rows, as tuples."""


class TableName(NamedTuple):
    """A table, view or sequence and whose it is; names as Oracle keeps them."""

    owner: str
    name: str

    def __str__(self) -> str:
        return f"{self.owner}.{self.name}"


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """A column as the dictionary describes it.

    ``length`` is in characters where ``in_chars``, else in bytes; ``precision`` and ``scale`` are None where
    the type has none. ``is_filled`` says that Oracle fills it in where an insert leaves it out.
    """

    name: str
    data_type: str
    length: int = 0
    in_chars: bool = False
    precision: int | None = None
    scale: int | None = None
    nullable: bool = True
    is_filled: bool = False

    @property
    def type_name(self) -> str:
        """The type without its sizes: ``TIMESTAMP WITH TIME ZONE``."""
        head, _, tail = self.data_type.partition("(")
        return head + tail.partition(")")[2]

    @property
    def is_text(self) -> bool:
        """It holds characters, up to ``length``."""
        return self.type_name in ("VARCHAR2", "CHAR", "NVARCHAR2", "NCHAR")

    @property
    def is_national(self) -> bool:
        """It holds characters in UTF-16, whatever the database's own characters are."""
        return self.type_name in ("NVARCHAR2", "NCHAR")

    @property
    def is_decimal(self) -> bool:
        """It holds decimal numbers: NUMBER, or FLOAT, which is a NUMBER too."""
        return self.type_name in ("NUMBER", "FLOAT")

    @property
    def is_number(self) -> bool:
        """It holds numbers of any kind."""
        return self.is_decimal or self.type_name in ("BINARY_DOUBLE", "BINARY_FLOAT")

    @property
    def has_zone(self) -> bool:
        """It holds moments, not wall times."""
        return self.type_name in ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE")

    @property
    def is_time(self) -> bool:
        """It holds times."""
        return self.has_zone or self.type_name in ("DATE", "TIMESTAMP")

    def size_of(self, text: str) -> int:
        """How much of ``length`` a text takes, in a database that keeps UTF-8."""
        if self.is_national:
            return len(text.encode("utf-16-le")) // 2
        return len(text) if self.in_chars else len(text.encode())

    def __str__(self) -> str:
        """As in a CREATE TABLE: ``VARCHAR2(40 BYTE)``, ``NUMBER(10,2)``, ``TIMESTAMP(3)``."""
        if self.is_text:
            unit = "" if self.is_national else " CHAR" if self.in_chars else " BYTE"
            return f"{self.data_type}({self.length}{unit})"
        if self.data_type == "NUMBER" and (self.precision is not None or self.scale is not None):
            precision = "*" if self.precision is None else self.precision
            return f"NUMBER({precision},{self.scale})" if self.scale else f"NUMBER({precision})"
        return self.data_type


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table as it is, its columns in their order.

    ``unique`` has, for each constraint or index that lets a row in only once, its OWNER.NAME and its columns.
    """

    table: TableName
    columns: Mapping[str, ColumnLayout]
    unique: Mapping[str, frozenset[str]] = field(default_factory=dict)


def guards_of(unique: Mapping[str, frozenset[str]], key: tuple[str, ...]) -> frozenset[str]:
    """The constraints and indexes over exactly these columns, as ORA-00001 names them."""
    return frozenset(name for name, columns in unique.items() if columns == frozenset(key))


def current_schema(cursor: Cursor) -> str:
    """Where names without an owner are looked for."""
    cursor.execute(_SCHEMA)
    return str(cursor.fetchall()[0][0])


def find_table(cursor: Cursor, name: str, schema: str) -> TableLayout | None:
    """The layout of NAME or OWNER.NAME, seen through synonyms; None where this user sees no such table."""
    for table in _names(cursor, name, schema):
        columns = _columns(cursor, table)
        if columns:
            return TableLayout(table, columns, find_unique(cursor, table))
    return None


def find_unique(cursor: Cursor, table: TableName) -> dict[str, frozenset[str]]:
    """What is unique in a table: OWNER.NAME of each constraint or index, and its columns."""
    columns: defaultdict[str, set[str]] = defaultdict(set)
    names = set()
    for name, kind, status in _rows(cursor, _CONSTRAINTS, table):
        if kind in _UNIQUE and status == "ENABLED":
            names.add(f"{table.owner}.{name}")
    for owner, name, uniqueness in _rows(cursor, _INDEXES, table):
        if uniqueness == "UNIQUE":
            names.add(f"{owner}.{name}")
    for name, column in _rows(cursor, _CONSTRAINT_COLUMNS, table):
        columns[f"{table.owner}.{name}"].add(column)
    for owner, name, column in _rows(cursor, _INDEX_COLUMNS, table):
        columns[f"{owner}.{name}"].add(column)
    return {name: frozenset(columns[name]) for name in sorted(names)}


def may_have_triggers(cursor: Cursor, table: TableName, schema: str) -> bool:
    """Whether a trigger may fill in columns; those of somebody else's table can not be seen."""
    return table.owner != schema or ("BEFORE EACH ROW",) in map(tuple, _rows(cursor, _TRIGGERS, table))


def has_sequence(cursor: Cursor, name: str, schema: str) -> bool:
    """Whether this user sees the sequence NAME or OWNER.NAME, through synonyms too."""
    return any(_rows(cursor, _SEQUENCE, sequence) for sequence in _names(cursor, name, schema))


def _names(cursor: Cursor, name: str, schema: str) -> list[TableName]:
    """What a name may stand for, in the order in which Oracle looks: the schema, then synonyms."""
    owner, _, own_name = name.rpartition(".")
    found = [TableName(owner or schema, own_name)]
    starts = found if owner else [*found, TableName("PUBLIC", own_name)]
    for start in starts:
        seen = start
        for _ in range(_SYNONYMS_OF_SYNONYMS):
            targets = _rows(cursor, _SYNONYM, seen)
            if not targets or targets[0][2]:  # behind a database link, where nothing can be looked up
                break
            seen = TableName(targets[0][0], targets[0][1])
            found.append(seen)
    return found


def _columns(cursor: Cursor, table: TableName) -> dict[str, ColumnLayout]:
    found = {}
    for name, data_type, size, chars, used, precision, scale, nullable, default, identity in _rows(
        cursor, _COLUMNS, table
    ):
        in_chars = used == "C"
        found[name] = ColumnLayout(
            name,
            data_type,
            (chars if in_chars else size) or 0,
            in_chars,
            precision,
            scale,
            nullable == "Y",
            bool(default) or identity == "YES",
        )
    return found


def _rows(cursor: Cursor, statement: str, name: TableName) -> list[Any]:
    cursor.execute(statement, [name.owner, name.name])
    return cursor.fetchall()
