"""A rate over the last hour, in sixty buckets of one minute."""

from __future__ import annotations

from collections.abc import Callable

_MINUTE_S = 60.0
_MINUTES = 60


class HourlyRate:
    """What share of the rows that came in went out by overflow; its owner's lock guards it."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._minute = [-_MINUTES] * _MINUTES
        self._rows_in = [0] * _MINUTES
        self._rows_out = [0] * _MINUTES

    def add(self, rows_in: int, rows_out: int) -> None:
        """Count rows in the present minute."""
        minute = int(self._monotonic() // _MINUTE_S)
        slot = minute % _MINUTES
        if self._minute[slot] != minute:
            self._minute[slot], self._rows_in[slot], self._rows_out[slot] = minute, 0, 0
        self._rows_in[slot] += rows_in
        self._rows_out[slot] += rows_out

    def percent(self) -> float:
        """Rows out per 100 rows in over the last hour; at most 100, for old rows may leave when few come."""
        oldest = int(self._monotonic() // _MINUTE_S) - _MINUTES
        slots = [slot for slot, minute in enumerate(self._minute) if minute > oldest]
        rows_in = sum(self._rows_in[slot] for slot in slots)
        rows_out = sum(self._rows_out[slot] for slot in slots)
        return min(100.0, 100.0 * rows_out / rows_in) if rows_in else 0.0
