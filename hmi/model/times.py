"""The text and the number of a moment that files, databases and statuses share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def utc_text(ts: datetime) -> str:
    """``2026-11-22T03:04:05.000678Z``: ISO 8601 in UTC, always with microseconds, so that it sorts as text.

    Raises:
        ValueError: ``ts`` is naive; a guess at its zone would move it by hours.
    """
    if ts.tzinfo is None:
        raise ValueError(f"time without a zone: {ts!r}")
    return ts.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def us_of(moment: datetime) -> int:
    """Microseconds since 1970, exact; ``moment`` is aware."""
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(us: int) -> datetime:
    """The moment, aware and in UTC, so many microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=us)
