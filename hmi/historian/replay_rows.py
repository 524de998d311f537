"""Makes rows of what stands in a CSV file: text gets back the type that its tag has."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from hmi.historian.csvfile import utc_now
from hmi.historian.protocol import Rejected
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import Tag, TagType
from hmi.model.reading import Quality, Row, Value

FUTURE = "FUTURE"
NOT_A_NUMBER = "NOT_A_NUMBER"
NO_ZONE = "NO_ZONE"

_AHEAD = timedelta(days=1)
_QUALITIES = {quality.value: quality for quality in Quality}
_Refusal = tuple[str, str] | None


class RowMaker:
    """Fields in the order of ROW_COLUMNS to rows; for one thread.

    The columns of a file are text. A tag that is known says what its value is; of one that is not, a value
    that reads like a number is one.
    """

    def __init__(self, directory: TagDirectory, now: Callable[[], datetime] = utc_now) -> None:
        self._directory = directory
        self._now = now
        self._ts_text = ""
        self._ts = datetime.min.replace(tzinfo=UTC)
        self._fault_of_ts: _Refusal = None

    def make(self, fields: Sequence[str]) -> Row | Rejected:
        """The row, or why it may not or can not become one.

        ``fields`` were checked: their number, a timestamp in ISO 8601, a known quality.
        """
        ts_text, plc_code, tag_address, tag_name, text, quality_text, _attempt = fields
        if ts_text != self._ts_text:  # the rows of a reading share their time
            self._read_ts(ts_text)
        quality = _QUALITIES[quality_text]
        entry = self._directory.find(plc_code, tag_address)
        tag = None if entry is None else entry.tag
        value, refusal = _value(text, quality, tag)
        group_name = "" if tag is None else tag.group_name
        row = Row(self._ts, plc_code, tag_address, tag_name, value, quality, group_name)
        refusal = self._fault_of_ts or refusal
        return row if refusal is None else Rejected(row, *refusal)

    def _read_ts(self, text: str) -> None:
        self._ts_text, self._fault_of_ts = text, None
        ts = datetime.fromisoformat(text)
        if ts.tzinfo is None:
            ts = ts.replace(tzinfo=UTC)  # as good as any for the key in quarantine
            self._fault_of_ts = NO_ZONE, f"the time {text} has no zone: write it in UTC, with a Z at its end"
        elif ts.tzinfo is not UTC:
            ts = ts.astimezone(UTC)
        if ts > self._now() + _AHEAD:
            self._fault_of_ts = (
                FUTURE,
                f"the time {text} is more than a day ahead: the clock was wrong when it was read, or is now",
            )
        self._ts = ts


def _value(text: str, quality: Quality, tag: Tag | None) -> tuple[Value, _Refusal]:
    if not text and quality is Quality.BAD:
        return None, None
    if tag is not None and tag.tag_type is TagType.STRING:
        return text, None
    number = _number(text)
    if number is not None:
        is_bool = tag is not None and tag.tag_type is TagType.BOOL and number in (0, 1)
        return (bool(number) if is_bool else number), None
    if tag is None:
        return text, None
    kind = tag.tag_type.value
    return text, (NOT_A_NUMBER, f"{tag.tag_address} is of type {kind}, and {text[:40]!r} is not a number")


def _number(text: str) -> int | float | None:
    if "_" in text or not text.isascii():  # Python would read 1_000
        return None
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
