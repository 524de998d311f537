"""When a PLC went away, why, and when it may be tried again."""

from __future__ import annotations

import logging
from collections.abc import Callable

from hmi.melsec.errors import PlcConnectionError

_FIRST_WAIT_S = 0.25
_LONGEST_WAIT_S = 0.9
"""A little under a second: so a group that polls every second tries at every poll, even when a poll starts
a moment sooner after its tick than the one before, and sees a PLC that came back within one interval."""

_log = logging.getLogger("hmi.melsec")


class Outage:
    """Counts failures between two answers of one PLC; logs its going down once and its coming back once.

    Not safe from several threads: the pool's lock guards it. Times are those of ``monotonic``, in seconds.
    """

    def __init__(self, plc_code: str, monotonic: Callable[[], float]) -> None:
        self._plc_code = plc_code
        self._monotonic = monotonic
        self._down_since: float | None = None
        self._failed_attempts = 0
        self._next_attempt = 0.0
        self.last_error: PlcConnectionError | None = None
        """The latest failure, kept after the PLC came back."""
        self.reconnects = 0
        """How often the PLC came back."""

    @property
    def is_down(self) -> bool:
        """True from a failure to the next answer."""
        return self._down_since is not None

    @property
    def is_lasting(self) -> bool:
        """True when a new connection failed too, so that there is no point in everybody trying."""
        return self._failed_attempts > 0

    def wait_s(self) -> float:
        """Seconds until the next attempt is allowed; 0 when it is now."""
        return max(0.0, self._next_attempt - self._monotonic()) if self.is_lasting else 0.0

    def lost(self, error: PlcConnectionError) -> None:
        """A connection that had worked failed; the next attempt may follow at once."""
        self.last_error = error
        if self._down_since is None:
            self._down_since = self._monotonic()
            _log.warning("%s; its values are BAD until it answers again", error)

    def attempt_failed(self, error: PlcConnectionError) -> None:
        """A new connection could not be made, or failed before its first answer."""
        self.lost(error)
        if self.wait_s() > 0:
            return  # one of several that were tried together: it counts as one attempt
        wait = min(_FIRST_WAIT_S * 2**self._failed_attempts, _LONGEST_WAIT_S)
        self._failed_attempts = min(self._failed_attempts + 1, 10)  # the wait grows no more
        self._next_attempt = self._monotonic() + wait

    def answered(self) -> None:
        """The PLC answered: the outage is over, if there was one."""
        if self._down_since is None:
            return
        took = self._monotonic() - self._down_since
        self._down_since, self._failed_attempts = None, 0
        self.reconnects += 1
        _log.info("PLC %s answers again after %.1f s", self._plc_code, took)
