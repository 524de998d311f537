"""Reading the values of one tag back from a mapped table."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import oracledb

from hmi.historian.oracle_bind import RowBinds, moment_in
from hmi.historian.oracle_dictionary import TableLayout
from hmi.historian.oracle_facts import is_whole
from hmi.historian.oracle_insert import InsertCursor
from hmi.historian.oracle_sizes import declare
from hmi.historian.oracle_sql import trend_sql
from hmi.historian.protocol import TrendPoint
from hmi.historian.tag_directory import TagEntry
from hmi.model.plant import Tag, TagType
from hmi.model.reading import Quality, Value
from hmi.model.tables import Source, TableMapping, quoted
from hmi.model.tag_keys import key_values

_WANTED = (Source.QUALITY, Source.EXACT, Source.TEXT, Source.VALUE, Source.NUMBER)


class TableTrend:
    """Reads from one table; made of its mapping and of what the dictionary says of it."""

    def __init__(self, mapping: TableMapping, layout: TableLayout) -> None:
        self._mapping = mapping
        time = next(column for column in mapping.key_columns if column.source is Source.TS)
        self._time = layout.columns[time.name]
        self._offset = timedelta(0) if self._time.has_zone else mapping.utc_offset
        by_source = {column.source: column for column in mapping.columns}
        self._sources = [source for source in _WANTED if source in by_source]
        ts = f"SYS_EXTRACT_UTC({quoted(time.name)})" if self._time.has_zone else quoted(time.name)
        self._statement = trend_sql(mapping, ts, [by_source[source] for source in self._sources])
        sizes = list(RowBinds(mapping, layout).key_sizes)
        of_time = sizes.pop(mapping.key.index(time.name))
        self._sizes = (*sizes, of_time, of_time, oracledb.DB_TYPE_NUMBER)

    def read(
        self, cursor: InsertCursor, entry: TagEntry, start: datetime, end: datetime, limit: int
    ) -> list[TrendPoint]:
        """The newest ``limit`` points of a tag with ``start <= ts <= end`` (aware), oldest first.

        Raises:
            oracledb.Error, OSError: what the driver reports.
        """
        declare(cursor, self._sizes)
        span = [self._moment(ts) for ts in (start, end)]
        cursor.execute(self._statement, [*key_values(self._mapping, *entry), *span, limit])
        return [
            self._point(entry.tag, ts, dict(zip(self._sources, kept, strict=True)))
            for ts, *kept in reversed(cursor.fetchall())
        ]

    def _moment(self, ts: datetime) -> datetime:
        try:
            return moment_in(self._time, self._mapping, ts)
        except OverflowError:  # the offset leads beyond all times
            return datetime.min if ts.year == 1 else datetime.max  # noqa: DTZ901  as the column is: naive

    def _point(self, tag: Tag, ts: datetime, kept: Mapping[Source, Any]) -> TrendPoint:
        value = _value(tag, kept)
        if Source.QUALITY in kept:
            quality = _quality(kept[Source.QUALITY])
        else:
            quality = Quality.BAD if value is None else Quality.GOOD
        if quality is Quality.BAD:
            value = None
        elif value is None and tag.tag_type is TagType.STRING:
            value = ""  # which Oracle keeps as NULL
        return TrendPoint((ts - self._offset).replace(tzinfo=UTC), value, quality)


def _quality(text: str) -> Quality:
    """A quality that is not one of ours was written by somebody else."""
    with contextlib.suppress(ValueError):
        return Quality(text.strip())
    return Quality.UNCERTAIN


def _value(tag: Tag, kept: Mapping[Source, Any]) -> Value:
    """The value as it was read, as far as the table tells whole numbers from others; else by the type."""
    number, exact = kept.get(Source.NUMBER), kept.get(Source.EXACT)
    if exact is not None:
        return exact if number is None else int(exact)
    if number is None:
        number = kept.get(Source.VALUE)
    if number is None:
        return kept.get(Source.TEXT)
    if Source.EXACT in kept and tag.tag_type is not TagType.BOOL:  # a whole number would have its text
        return float(number)
    return _typed(tag, number)


def _typed(tag: Tag, kept: Any) -> Value:
    """A number or its text as a value of the tag; text that is no number stays as it is."""
    if tag.tag_type is TagType.STRING:
        return str(kept)
    try:
        return _whole(kept) if is_whole(tag) else float(kept)
    except ValueError:
        return str(kept)


def _whole(kept: Any) -> Value:
    """An int, exactly, unless an earlier configuration of the tag left something else."""
    if isinstance(kept, str):
        with contextlib.suppress(ValueError):
            return int(kept)
    number = float(kept)
    if not number.is_integer():
        return number
    return kept if isinstance(kept, int) else int(number)
