"""Rows as they are bound to an insert: column by column, each as its type in the table wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from typing import NamedTuple

from hmi.historian.oracle_dictionary import ColumnLayout, TableLayout
from hmi.historian.oracle_facts import TagFacts
from hmi.historian.oracle_sizes import size_for
from hmi.historian.oracle_sql import bound_columns
from hmi.historian.protocol import Rejected
from hmi.model.reading import Quality, Row, Value
from hmi.model.tables import Column, Source, TableMapping

_MAX_NUMBER, _MIN_NUMBER = 1e126, 1e-130

_TEXTS: dict[type, Callable[..., str | None]] = {
    str: str,
    int: str,
    float: repr,
    bool: lambda value: "1" if value else "0",
    type(None): lambda _: None,
}


class Bound(NamedTuple):
    """Rows and their binds, one for one, and the rows that can not be bound."""

    rows: Sequence[Row]
    binds: list[tuple[object, ...]]
    rejected: list[Rejected]


class Batch:
    """Rows of one table by columns, and what is the same in all rows of each one's tag.

    ``facts`` is empty where the mapping needs none. Rows that a column can not take are in ``refused`` by
    their index, with code and reason.
    """

    def __init__(self, rows: Sequence[Row], facts: Sequence[TagFacts], written_at: datetime) -> None:
        self.rows = rows
        self.facts = facts
        self.written_at = written_at
        self.refused: dict[int, tuple[str, str]] = {}
        (
            self.ts,
            self.plc_codes,
            self.tag_addresses,
            self.tag_names,
            self._values,
            self.qualities,
            self.group_names,
            self.reasons,
        ) = zip(*rows, strict=True)

    @cached_property
    def values(self) -> Sequence[Value]:
        """The values, None where the quality is BAD."""
        if self.qualities.count(Quality.GOOD) == len(self.qualities):
            return self._values
        return [
            None if quality is Quality.BAD else value
            for value, quality in zip(self._values, self.qualities, strict=True)
        ]

    @cached_property
    def kinds(self) -> set[type]:
        """Of the values."""
        return set(map(type, self.values))

    @cached_property
    def raws(self) -> list[Value]:
        """The values as the PLC has them."""
        return [facts.raw(value) for facts, value in zip(self.facts, self.values, strict=True)]


_Maker = Callable[[Batch], Iterable[object]]


class RowBinds:
    """How rows are bound to one table.

    ``sizes`` are for ``declare``, one for each bind; ``key_sizes`` are those of the key's columns.
    """

    def __init__(self, mapping: TableMapping, layout: TableLayout) -> None:
        columns = bound_columns(mapping)
        of = layout.columns
        self._makers = [_maker(column, of[column.name], mapping) for column in columns]
        self.sizes = tuple(size_for(of[column.name]) for column in columns)
        self.key_sizes = tuple(size_for(of[column.name]) for column in mapping.key_columns)
        self._key_places = [columns.index(column) for column in mapping.key_columns]

    def bind(self, batch: Batch, *, with_key: bool = False) -> Bound:
        """The binds of all rows; those of the key's columns once more behind them where ``with_key``."""
        columns = [make(batch) for make in self._makers]
        if with_key:
            columns = [list(column) for column in columns]
            columns += [columns[place] for place in self._key_places]
        binds = list(zip(*columns, strict=True))
        if not batch.refused:
            return Bound(batch.rows, binds, [])
        fit = [index for index in range(len(binds)) if index not in batch.refused]
        return Bound(
            [batch.rows[index] for index in fit],
            [binds[index] for index in fit],
            [Rejected(batch.rows[index], *why) for index, why in sorted(batch.refused.items())],
        )

    def with_key(self, binds: tuple[object, ...]) -> tuple[object, ...]:
        """The binds of one row, and those of the key's columns once more behind them."""
        return binds + tuple(binds[place] for place in self._key_places)


def moment_in(layout: ColumnLayout, mapping: TableMapping, ts: datetime) -> datetime:
    """A time as the column keeps it, naive: UTC, with the mapping's offset unless the column has a zone.

    The driver drops the offset of an aware datetime without a word, and sends one that is declared with
    time zone as +00:00.
    """
    utc = ts.astimezone(UTC).replace(tzinfo=None)
    return utc if layout.has_zone else utc + mapping.utc_offset


def _maker(column: Column, layout: ColumnLayout, mapping: TableMapping) -> _Maker:
    """What makes the binds of one column."""
    number = _decimals if layout.is_decimal else _numbers
    match column.source:
        case Source.TS:
            return partial(_times, layout=layout, offset=mapping.utc_offset)
        case Source.WRITTEN_AT:
            return lambda batch: [moment_in(layout, mapping, batch.written_at)] * len(batch.rows)
        case Source.VALUE if layout.is_number:
            keeps_text = bool(mapping.columns_of(Source.TEXT, Source.EXACT))
            return lambda batch: number(batch, _no_texts(batch, batch.values, None if keeps_text else column))
        case Source.VALUE:
            return lambda batch: _texts(batch.values)
        case Source.NUMBER:
            return lambda batch: number(batch, _no_texts(batch, batch.values))
        case Source.RAW if layout.is_number:
            return lambda batch: number(batch, _no_texts(batch, batch.raws))
        case Source.RAW:
            return lambda batch: _texts(batch.raws)
        case Source.REASON:
            return lambda batch: [_cut(reason, layout) if reason else None for reason in batch.reasons]
        case _:
            return _PLAIN[column.source]


def _times(batch: Batch, layout: ColumnLayout, offset: timedelta) -> list[datetime | None]:
    shift = timedelta(0) if layout.has_zone else offset
    found: list[datetime | None] = []
    known_ts: datetime | None = None
    moment: datetime | None = None
    for ts in batch.ts:
        if ts is not known_ts:  # rows of one reading share it
            known_ts, moment = ts, _shifted(ts, shift)
        if moment is None:
            batch.refused[len(found)] = ("NOT_A_TIME", f"{ts} is beyond the times that Oracle keeps")
        found.append(moment)
    return found


def _shifted(ts: datetime, shift: timedelta) -> datetime | None:
    try:
        return ts.astimezone(UTC).replace(tzinfo=None) + shift
    except OverflowError:
        return None


def _numbers(_batch: Batch, values: Sequence[Value]) -> Sequence[Value]:
    """For BINARY_DOUBLE and BINARY_FLOAT, into which the driver makes every number."""
    return values


def _decimals(batch: Batch, values: Sequence[Value]) -> Sequence[Value]:
    """For NUMBER: whole numbers exactly, others by their shortest digits, what is nearly nothing as 0.

    A number that is too large is refused here: the driver would fail the whole call.
    """
    if float not in set(map(type, values)):
        return values
    found: list[Value] = []
    for index, value in enumerate(values):
        if value.__class__ is float:
            size = abs(value)
            if size >= _MAX_NUMBER:
                batch.refused[index] = ("TOO_LARGE", f"{value} does not fit in a NUMBER of Oracle")
            elif size < _MIN_NUMBER:
                value = 0.0
        found.append(value)
    return found


def _no_texts(batch: Batch, values: Sequence[Value], only: Column | None = None) -> Sequence[Value]:
    """The numbers, None for a STRING, which is refused where it would go nowhere but into ``only``."""
    if str not in batch.kinds:
        return values
    if only is not None:
        for index, value in enumerate(values):
            if value.__class__ is str:
                batch.refused[index] = _not_a_number(only)
    return [None if value.__class__ is str else value for value in values]


def _not_a_number(column: Column) -> tuple[str, str]:
    return "NOT_A_NUMBER", (
        f"column {column.name} keeps numbers, and this is a text: make the column VARCHAR2(4000), "
        "or map another one to the text"
    )


def _texts(values: Sequence[Value]) -> list[str | None]:
    return [_TEXTS[value.__class__](value) for value in values]


def _exact(batch: Batch) -> Iterable[str | None]:
    """Text of a STRING, and of a whole number, which a BINARY_DOUBLE rounds beyond 2**53."""
    if not batch.kinds & {int, str}:
        return [None] * len(batch.rows)
    return [
        value if value.__class__ is str else str(value) if value.__class__ is int else None
        for value in batch.values
    ]


def _strings(batch: Batch) -> Iterable[str | None]:
    if str not in batch.kinds:
        return [None] * len(batch.rows)
    return [value if isinstance(value, str) else None for value in batch.values]


def _qualities(batch: Batch) -> list[str]:
    # The driver takes no enum; and an attribute of one costs more than all else of a row.
    return ["GOOD" if quality is Quality.GOOD else quality.value for quality in batch.qualities]


def _cut(reason: str, layout: ColumnLayout) -> str:
    """As much of it as fits, for a long reason must not keep the row out."""
    if layout.size_of(reason) <= layout.length:
        return reason
    if layout.is_national:
        return reason.encode("utf-16-le")[: 2 * layout.length].decode("utf-16-le", errors="ignore")
    if layout.in_chars:
        return reason[: layout.length]
    return reason.encode()[: layout.length].decode(errors="ignore")


_PLAIN: dict[Source, _Maker] = {
    Source.TEXT: _strings,
    Source.EXACT: _exact,
    Source.QUALITY: _qualities,
    Source.PLC_CODE: lambda batch: batch.plc_codes,
    Source.TAG_ADDRESS: lambda batch: batch.tag_addresses,
    Source.TAG_NAME: lambda batch: batch.tag_names,
    Source.GROUP_NAME: lambda batch: batch.group_names,
    Source.NAME: lambda batch: [facts.name for facts in batch.facts],
    Source.TAG_TYPE: lambda batch: [facts.tag_type for facts in batch.facts],
    Source.MACHINE_CODE: lambda batch: [facts.machine_code for facts in batch.facts],
    Source.UNIT: lambda batch: [facts.unit for facts in batch.facts],
    Source.CATEGORY: lambda batch: [facts.category for facts in batch.facts],
}
