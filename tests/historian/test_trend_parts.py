from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hmi.historian.protocol import TrendPoint
from hmi.historian.trend_parts import parts_by_points
from hmi.model.reading import Quality

T0 = datetime(2026, 11, 22, tzinfo=UTC)


def test_a_long_trend_is_read_in_pieces_and_no_point_counts_twice() -> None:
    """45,000 points at 2 s: three pieces, whose ends lie within parts."""
    stored = [TrendPoint(T0 + timedelta(seconds=2 * n), n, Quality.GOOD) for n in range(45_000)]
    asked: list[int] = []

    def read(start: datetime, end: datetime, limit: int) -> list[TrendPoint]:
        asked.append(limit)
        return [point for point in stored if start <= point.ts <= end][-limit:]

    parts = parts_by_points(read, T0, T0 + timedelta(days=2), 3600)
    assert len(asked) == 3
    assert [part.rows for part in parts] == [1800] * 25
    assert [(part.low, part.high) for part in parts] == [(1800 * n, 1800 * n + 1799) for n in range(25)]
