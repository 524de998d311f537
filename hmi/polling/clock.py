"""The wall time of readings: UTC, microseconds, never the same twice and never backwards.

Scheduling never looks here: it has the monotonic clock. What a person does to the PC's clock only moves
the times that are written down, and each such step is an event.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hmi.model.times import utc_text

_log = logging.getLogger(__name__)

_TICK = timedelta(microseconds=1)
_UNKNOWN = timedelta(seconds=1)
"""Room for a million readings, 1 us apart, whose times the journal's disk did not even take in place."""
_STEP_S = 1.0
"""Less than this between two looks is the drift of the PC's clock, or its time service correcting it."""
_DAY = timedelta(days=1)
_STALL_S = 0.1
"""Two clocks that were read further apart than this say nothing about a step."""
_BOOTTIME: int | None = getattr(time, "CLOCK_BOOTTIME", None)
"""Linux only."""


def utc_now() -> datetime:
    """The wall clock, aware and in UTC."""
    return datetime.now(UTC)


def awake_and_asleep() -> float:
    """Seconds that only go forward, at an even pace, while the PC sleeps as well.

    On Windows ``time.monotonic`` does; on Linux it stands still in sleep, and a PC that slept over a weekend
    would look like one whose clock was set into the future.
    """
    return time.monotonic() if _BOOTTIME is None else time.clock_gettime(_BOOTTIME)


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One step of the PC's clock: the how-manieth since the start, and by how much (negative: set back)."""

    number: int
    seconds: float
    time: str
    """The PC's time after it, ISO 8601 in UTC."""
    refused: bool = False
    """It led more than a day into the future: times go on as if it had not been."""


@dataclass(frozen=True, slots=True)
class ClockStatus:
    """What there is to say of the PC's clock at one moment."""

    last_step: ClockStep | None = None
    """The newest step, refused or not."""
    ahead_s: float = 0.0
    """By how much it is in the future while it is not believed; else 0."""
    behind_s: float = 0.0
    """By how much the time is behind the newest one of any group; 0 as a rule."""


class StationClock:
    """The PC's clock as far as it can be trusted: one for the station, safe from any thread.

    Every look compares it with ``monotonic`` (seconds, also through sleep) and costs microseconds; it has to
    be looked at every few seconds at least, or slow drift adds up to what looks like a step. A step of more
    than 1 s is told once in the log and kept for ``status``. One that leads more than a day beyond every
    time known so far is refused: times go on by ``monotonic`` until the PC's clock is back within a day, or
    a person says that it is right (``trust``), or the program is started again.
    """

    def __init__(
        self,
        now: Callable[[], datetime] = utc_now,
        monotonic: Callable[[], float] = awake_and_asleep,
    ) -> None:
        self._now = now
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._last_step: ClockStep | None = None
        wall, elapsed = self._read()
        self._offset = wall.timestamp() - elapsed
        self._trusted = self._newest = wall
        self._trusted_at = elapsed
        self._ahead_s = 0.0

    def status(self) -> ClockStatus:
        """Look at the clock; what is known of it then."""
        with self._lock:
            behind = self._newest - self._look()
            return ClockStatus(self._last_step, self._ahead_s, max(0.0, behind.total_seconds()))

    def time(self) -> datetime:
        """The time in UTC; it goes back where the PC's clock was set back (see ``GroupClock``)."""
        with self._lock:
            return self._look()

    def knows(self, newest: datetime) -> None:
        """A reading of an earlier run has this time: what is near to it is not the future."""
        with self._lock:
            self._newest = max(self._newest, newest)

    def trust(self) -> None:
        """A person says that the PC's clock is right, however far it leads into the future."""
        with self._lock:
            self._look()
            if self._ahead_s:
                _log.warning("the clock of this PC is trusted again: a person says that it is right")
                self._follow(*self._read())

    def _look(self) -> datetime:
        wall, elapsed = self._read()
        offset = wall.timestamp() - elapsed
        stepped_s, self._offset = offset - self._offset, offset
        has_stepped = abs(stepped_s) > _STEP_S
        if not has_stepped and not self._ahead_s:
            self._follow(wall, elapsed)
            return wall
        expected = self._trusted + timedelta(seconds=elapsed - self._trusted_at)
        refused = wall - max(expected, self._newest) > _DAY
        if has_stepped:
            self._note(stepped_s, wall, expected, refused=refused)
        if refused:
            self._trusted, self._trusted_at = expected, elapsed
            self._newest = max(self._newest, expected)
            self._ahead_s = (wall - expected).total_seconds()
        else:
            self._follow(wall, elapsed)
        return self._trusted

    def _read(self) -> tuple[datetime, float]:
        """Both clocks at the same moment: a thread may be held up between the one and the other."""
        while True:
            before, wall, elapsed = self._monotonic(), self._now(), self._monotonic()
            if elapsed - before < _STALL_S:
                return wall, elapsed

    def _follow(self, wall: datetime, elapsed: float) -> None:
        if self._ahead_s:
            _log.warning("times follow the clock of this PC again: %s", utc_text(wall))
            self._ahead_s = 0.0
        self._trusted, self._trusted_at = wall, elapsed
        self._newest = max(self._newest, wall)

    def _note(self, seconds: float, wall: datetime, expected: datetime, *, refused: bool) -> None:
        number = self._last_step.number + 1 if self._last_step else 1
        self._last_step = ClockStep(number, round(seconds, 3), utc_text(wall), refused)
        forward = seconds > 0
        if refused:
            consequence = (
                "; that is more than a day into the future and not believed: times go on as before. Set it "
                "right, or acknowledge the alarm if it is right"
            )
        elif forward:
            consequence = ": it was set, or the PC slept"
        elif (expected - wall).total_seconds() > _STEP_S:
            consequence = (
                ": times stand still, 1 us apart, until it has caught up; check the PC's time synchronisation"
            )
        else:
            consequence = ""
        _log.log(
            logging.CRITICAL if refused else logging.WARNING,
            "the clock of this PC %s by %s s to %s%s",
            "went forward" if forward else "was set back",
            f"{abs(seconds):,.0f}",
            utc_text(wall),
            consequence,
        )


class GroupClock:
    """Gives each reading of one group its ``ts``, part of the key of its rows.

    Strictly increasing, and later than ``after``, the group's newest ``ts`` of earlier runs: where the
    station's clock is behind that, they begin a second later, and each is 1 us after the one before until it
    has caught up. One for each group for as long as the program runs; safe from any thread, for a worker that
    hung and was replaced may wake up beside the one in its place.

    A full disk hides no time of an earlier run. One that failed or hung may, or that was full before the
    program's first start: then a time may come again, or one before it, if the clock was set back meanwhile,
    or if more times were given without the disk than that second holds.
    """

    def __init__(self, group_name: str, clock: StationClock, after: datetime | None = None) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._last = after or datetime.min.replace(tzinfo=UTC)
        if after is not None:
            now = clock.time()
            _tell_behind(group_name, after, now)
            clock.knows(after)
            if after >= now:
                self._last = after + _UNKNOWN

    def stamp(self) -> datetime:
        """The time for a reading whose answers have just arrived."""
        with self._lock:
            self._last = max(self._clock.time(), self._last + _TICK)
            return self._last


def _tell_behind(group_name: str, after: datetime, now: datetime) -> None:
    behind = after - now
    if behind.total_seconds() <= _STEP_S:
        return
    _log.log(
        logging.CRITICAL if behind > _DAY else logging.WARNING,
        "group %s: its newest reading is of %s, which is %s s ahead of the clock of this PC: its times stand "
        "still, 1 us apart, until the clock has caught up; set the clock right, or, if that reading's time "
        "was wrong, give the group a new name",
        group_name,
        utc_text(after),
        f"{behind.total_seconds():,.0f}",
    )
