"""The one text form of a moment that files, databases and statuses share."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_text(ts: datetime) -> str:
    """``2026-11-22T03:04:05.000678Z``: ISO 8601 in UTC, always with microseconds, so that it sorts as text.

    Raises:
        ValueError: ``ts`` is naive; a guess at its zone would move it by hours.
    """
    if ts.tzinfo is None:
        raise ValueError(f"time without a zone: {ts!r}")
    return ts.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
