"""Rows as the readings that they could have come from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from hmi.model.plant import Tag, TagType
from hmi.model.reading import Fault, Quality, Reading, Row


def readings_of(rows: Iterable[Row]) -> list[Reading]:
    """One reading for each run of rows of the same group and time, in their order."""
    return [
        _reading(list(run))
        for _, run in groupby(rows, key=lambda row: (row.plc_code, row.group_name, row.ts))
    ]


def _reading(rows: list[Row]) -> Reading:
    first = rows[0]
    return Reading(
        first.group_name,
        first.plc_code,
        first.ts,
        tuple(Tag(row.plc_code, row.tag_address, row.tag_name, TagType.REAL, row.group_name) for row in rows),
        tuple(row.value for row in rows),
        {
            place: Fault(row.quality, row.reason)
            for place, row in enumerate(rows)
            if row.quality is not Quality.GOOD
        },
    )
