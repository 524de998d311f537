"""Patience after a refused password, so that the program never locks the account it needs."""

from __future__ import annotations

from collections.abc import Callable

from hmi.historian.protocol import HistorianError, HistorianRefusedError

WAITS_S = (60.0, 300.0, 900.0, 3600.0)
"""Pauses after the first refusals, in seconds; after one more only a person's check logs in again.

Oracle's default profile locks an account after ten wrong passwords.
"""


class LoginPatience:
    """Says whether the pool may try the password again; used under its lock."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._refusals = 0
        self._last: HistorianError | None = None
        self._not_before = 0.0

    def ask(self) -> None:
        """Return when a login may be tried.

        Raises:
            HistorianRefusedError: the last refusal again, and what to do.
        """
        if self._last is None or self._monotonic() >= self._not_before:
            return
        raise HistorianRefusedError(
            f"{self._last} Not tried again for now, so that the account is not locked: "
            "after correcting it, start the program again."
        )

    def refused(self, error: HistorianError) -> None:
        """The database refused the password."""
        wait = WAITS_S[self._refusals] if self._refusals < len(WAITS_S) else float("inf")
        self._refusals += 1
        self._last = error
        self._not_before = self._monotonic() + wait

    def accepted(self) -> None:
        """The database took the password."""
        self._refusals = 0
        self._last = None
