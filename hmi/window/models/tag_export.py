"""Tags and what they hold, for a spreadsheet: plain values, times in UTC and as the clock shows them."""

from __future__ import annotations

import csv
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from hmi.model.plant import Tag
from hmi.model.reading import Value
from hmi.model.times import utc_text
from hmi.model.whole_file import whole_file
from hmi.window.models.tag_values import TagNow

_HEADER = (
    "plc_code",
    "group_name",
    "machine_code",
    "tag_address",
    "tag_name",
    "tag_value",
    "unit",
    "quality",
    "time_utc",
    "time_local",
    "reason",
)
_SLICE = 100


def export_tags(path: Path, rows: Sequence[tuple[Tag, TagNow]]) -> int:
    """Write the rows and say how many; a bit is 0 or 1. The file is there whole or not at all.

    For a thread of its own. Raises OSError where it cannot be written.
    """
    with whole_file(path) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(_HEADER)
        for place, (tag, now) in enumerate(rows):
            if place % _SLICE == 0:
                time.sleep(0)  # the window is to go on meanwhile
            lines.writerow(_cells(tag, now))
    return len(rows)


def _cells(tag: Tag, now: TagNow) -> tuple[str, ...]:
    known = now.ts is not None and now.value is not None
    return (
        tag.plc_code,
        tag.group_name,
        tag.machine_code,
        tag.tag_address,
        tag.tag_name,
        _plain(now.value),
        tag.unit,
        now.trust.value.upper(),
        utc_text(now.ts) if known and now.ts else "",
        _local(now.ts) if known and now.ts else "",
        now.reason,
    )


def _plain(value: Value) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _local(ts: datetime) -> str:
    return ts.astimezone().isoformat(timespec="milliseconds")
