"""The wall time of a group's readings: UTC, microseconds, never the same twice and never backwards."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_log = logging.getLogger(__name__)

_TICK = timedelta(microseconds=1)
_STEP_WORTH_TELLING = timedelta(seconds=1)


def utc_now() -> datetime:
    """The wall clock, aware and in UTC."""
    return datetime.now(UTC)


class GroupClock:
    """Gives each reading of one group its ``ts``, part of the key of its rows.

    Strictly increasing even when the PC's clock is set back: then each reading is 1 us after the one
    before, until the clock has caught up. One for each group for as long as the program runs, used by
    the group's worker only.
    """

    def __init__(self, group_name: str, now: Callable[[], datetime] = utc_now) -> None:
        self._group_name = group_name
        self._now = now
        self._last = datetime.min.replace(tzinfo=UTC)
        self._behind = False

    def stamp(self) -> datetime:
        """The time for a reading whose answers have just arrived."""
        now = self._now()
        self._tell_step(self._last - now)
        self._last = max(now, self._last + _TICK)
        return self._last

    def _tell_step(self, back: timedelta) -> None:
        behind = back > _STEP_WORTH_TELLING
        if behind and not self._behind:
            _log.warning(
                "the clock of this PC was set back by %.0f s: times of group %s stand still until it has "
                "caught up; check the PC's time synchronisation",
                back.total_seconds(),
                self._group_name,
            )
        self._behind = behind
