"""What a group's worker counts, and what it tells the log: every failure once, then only what changes."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime

from hmi.model.plant import PollingGroup
from hmi.model.status import GroupState, GroupStatus
from hmi.model.times import utc_text
from hmi.polling.clock import utc_now
from hmi.polling.schedule import Lateness

_log = logging.getLogger(__name__)

_REMINDER_S = 60.0
_POLL_TIMES = 100
_TEXTS_PER_OUTAGE = 10


class GroupMeter:
    """Counters of one run of a group: written by its worker, read by anyone at any time."""

    def __init__(self, group: PollingGroup, tag_count: int) -> None:
        self._group = group
        self._tag_count = tag_count
        self._lock = threading.Lock()
        self._late = Lateness()
        self._poll_ms: deque[float] = deque(maxlen=_POLL_TIMES)
        self._poll_time_s = 0.0
        self._succeeded = 0
        self._failed = 0
        self._overrun = 0
        self._failing = False
        self._bad = 0
        self._bad_text = ""
        self._last_poll: datetime | None = None
        self._last_error: tuple[datetime, str] | None = None

    def started(self, late_s: float) -> None:
        """A poll starts, so many seconds after it was due."""
        with self._lock:
            self._late.add(late_s)

    def succeeded(self, ts: datetime, poll_s: float, bad: int = 0, bad_text: str = "") -> None:
        """The PLC answered; ``poll_s`` is the time from asking to the last answer.

        ``bad`` tags have no value all the same; ``bad_text`` says so in a sentence, which is told as an error
        when it is another one than that of the poll before.
        """
        with self._lock:
            self._succeeded += 1
            self._failing = 0 < bad == self._tag_count
            self._last_poll = ts
            self._poll_ms.append(poll_s * 1000.0)
            self._poll_time_s += poll_s
            self._bad = bad
            if bad_text and bad_text != self._bad_text:
                self._last_error = (ts, bad_text)
            self._bad_text = bad_text

    def failed(self, ts: datetime, error: str) -> None:
        """The PLC could not be read."""
        with self._lock:
            self._failed += 1
            self._failing = True
            self._bad, self._bad_text = self._tag_count, ""
            self._last_poll = ts
            self._last_error = (ts, error)

    def crashed(self, error: str) -> None:
        """The worker died and is started again; the poll it was in, if any, brought nothing."""
        with self._lock:
            self._failed += 1
            self._failing = True
            self._bad_text = ""  # what is bad after it is told anew
            self._last_error = (utc_now(), error)

    def overran(self, ticks: int) -> None:
        """So many polls were left out because the one before took too long."""
        with self._lock:
            self._overrun += ticks

    def status(self, requests_per_poll: int) -> GroupStatus:
        """A snapshot; state running or error."""
        with self._lock:
            mean = sum(self._poll_ms) / len(self._poll_ms) if self._poll_ms else None
            late = self._late.p99_ms()
            error_at, error = self._last_error if self._last_error else (None, None)
            return GroupStatus(
                group_name=self._group.group_name,
                plc_code=self._group.plc_code,
                mode=self._group.polling_mode.value,
                state=GroupState.ERROR if self._failing else GroupState.RUNNING,
                interval_ms=self._group.polling_interval_ms,
                tag_count=self._tag_count,
                bad_tag_count=self._bad,
                requests_per_poll=requests_per_poll,
                poll_count=self._succeeded + self._failed,
                success_count=self._succeeded,
                error_count=self._failed,
                overrun_count=self._overrun,
                last_poll_time=utc_text(self._last_poll) if self._last_poll else None,
                last_error_time=utc_text(error_at) if error_at else None,
                last_error=error,
                avg_poll_time_ms=None if mean is None else round(mean, 2),
                start_late_p99_ms=None if late is None else round(late, 2),
                poll_time_s=round(self._poll_time_s, 6),
            )


def are_bad(count: int, tag_count: int) -> str:
    """``2 of 140 tags are BAD``: the beginning of a sentence."""
    return f"{count} of {tag_count} tags {'is' if count == 1 else 'are'} BAD"


class FailureLog:
    """Logs a group's failures without filling the disk: the first, each new one, and one a minute.

    ``what_next`` says when the group is read again. Used by the group's worker only.
    """

    def __init__(
        self,
        group: PollingGroup,
        tag_count: int,
        what_next: str,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._group_name = group.group_name
        self._tag_count = tag_count
        self._what_next = what_next
        self._monotonic = monotonic
        self._told: set[str] = set()
        self._count = 0
        self._since = 0.0
        self._told_at = 0.0

    def failed(self, error: Exception) -> None:
        """A poll failed with ``error``."""
        now = self._monotonic()
        if self._count == 0:
            self._since = now
        self._count += 1
        is_new = str(error) not in self._told and len(self._told) < _TEXTS_PER_OUTAGE
        if not is_new and now - self._told_at < _REMINDER_S:
            return
        self._told.add(str(error))
        self._told_at = now
        _log.error(
            "group %s: poll failed, %s: %s; its %d tags are BAD (%d failures in %.0f s); %s",
            self._group_name,
            type(error).__name__,
            error,
            self._tag_count,
            self._count,
            now - self._since,
            self._what_next,
        )

    def succeeded(self) -> None:
        """A poll succeeded."""
        if self._count == 0:
            return
        _log.warning(
            "group %s: is read again after %d failed polls in %.1f s",
            self._group_name,
            self._count,
            self._monotonic() - self._since,
        )
        self._told.clear()
        self._count = 0
