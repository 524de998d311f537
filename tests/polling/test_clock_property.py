"""Any steps, sleeps and restarts: times increase, each step is told once, the future is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hmi.polling.clock import GroupClock, StationClock

GROUPS = ("PRESS", "PAINT", "WELD")
DAY = timedelta(days=1)
FAR = 3 * 86400.0
TICK = timedelta(microseconds=1)


class Clocks(RuleBasedStateMachine):
    """A PC whose clock does what it likes, and what three groups write down."""

    def __init__(self) -> None:
        super().__init__()
        self.wall = datetime(2026, 3, 1, 8, tzinfo=UTC)
        self.elapsed = 50.0
        self.last: dict[str, datetime] = {}

    @initialize()
    def start(self) -> None:
        self.station = StationClock(lambda: self.wall, lambda: self.elapsed)
        self.groups = {name: GroupClock(name, self.station, self.last.get(name)) for name in GROUPS}
        self.steps = 0
        self.newest = max([self.wall, *self.last.values()])

    @rule()
    def restart(self) -> None:
        self.start()

    @rule(seconds=st.floats(0.0, 7200.0))
    def run(self, seconds: float) -> None:
        self.elapsed += seconds
        self.wall += timedelta(seconds=seconds)
        self.newest += timedelta(seconds=seconds)

    @rule(seconds=st.floats(-0.9, 0.9))
    def drift(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.newest += timedelta(seconds=max(0.0, seconds))
        self.station.time()

    @rule(seconds=st.one_of(st.floats(1.1, FAR), st.floats(-FAR, -1.1)))
    def step(self, seconds: float) -> None:
        """Set, or asleep while the other clock stood still."""
        self.wall += timedelta(seconds=seconds)
        self.steps += 1
        self.station.time()

    @rule(name=st.sampled_from(GROUPS), readings=st.integers(1, 3))
    def poll(self, name: str, readings: int) -> None:
        for _ in range(readings):
            ts = self.groups[name].stamp()
            assert name not in self.last or ts > self.last[name]
            assert ts <= self.newest + DAY + readings * TICK
            assert ts >= self.wall - timedelta(seconds=self.station.status().ahead_s) - TICK
            self.last[name] = ts
            self.newest = max(self.newest, ts)

    @rule()
    def trust(self) -> None:
        self.station.trust()
        assert self.station.time() == self.wall
        self.newest = max(self.newest, self.wall)

    @invariant()
    def every_step_is_told_once(self) -> None:
        told = self.station.status().last_step
        assert (told.number if told else 0) == self.steps

    @invariant()
    def the_future_is_refused_and_the_rest_is_not(self) -> None:
        now = self.station.time()
        assert (now == self.wall) is not (self.station.status().ahead_s > 0.0)
        self.newest = max(self.newest, now)


TestClocks = Clocks.TestCase
TestClocks.settings = settings(max_examples=150, stateful_step_count=40, deadline=None)
