"""Ten thousand polls over connections that fail by chance: never a wrong, zero or old value as GOOD."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hmi.melsec.errors import EndCodeError, PlcConnectionError
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.simulator.faults import FaultName, FaultSpec
from hmi.model.plant import McProtocol, Plant, PollingGroup, Series
from hmi.model.reading import Quality, Reading
from hmi.polling.engine import PollingEngine
from hmi.polling.reader import GroupReader
from hmi.polling.recorder import Poll
from hmi.qthreads import QThreadHost
from tests.faults.promises import Prove
from tests.polling.changing_plant import ChangingPlc, value_of
from tests.polling.conftest import Inbox

SEED = 2026
SERIES = (Series.Q, Series.QNA, Series.IQ_R, Series.IQ_F)
POLLS = 560
"""For each of four protocols and four series; a poll after each that failed comes on top."""

MOST_STARVED = 3
"""Polls that a simulated PLC without a fault may miss, for it got no time to answer."""

ENGINE_POLLS = 800
TIMEOUT_S = 0.2

AT_ONCE = 0.006
COSTLY = 0.0007
"""Chances per request; a costly fault takes the whole timeout."""

LOSSES = (
    FaultSpec(FaultName.SPLIT, share=0.02),
    FaultSpec(FaultName.SLOW, delay_s=0.01, share=AT_ONCE),
    FaultSpec(FaultName.LATE_TAIL, delay_s=0.01, share=AT_ONCE),
    FaultSpec(FaultName.DROP, share=AT_ONCE),
    FaultSpec(FaultName.CUT, share=AT_ONCE),
    FaultSpec(FaultName.GARBAGE, share=AT_ONCE),
    FaultSpec(FaultName.WRONG_SERIAL, share=AT_ONCE),
    FaultSpec(FaultName.END_CODE, share=AT_ONCE),
    FaultSpec(FaultName.LATE, delay_s=1.5 * TIMEOUT_S, share=COSTLY),
    FaultSpec(FaultName.LATE_TAIL, delay_s=1.5 * TIMEOUT_S, share=COSTLY),
    FaultSpec(FaultName.HALF_OPEN, share=COSTLY),
    FaultSpec(FaultName.REFUSE, share=0.1),  # of connections
)
pytestmark = pytest.mark.promise("R16")

RANGE = FaultSpec(FaultName.DEVICE_RANGE, share=0.02)


class Clock:
    """Monotonic time that moves on by a second a poll, so that no poll falls into a wait for the PLC."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Polled:
    """A PLC and the reader of all its tags."""

    def __init__(self, plc: ChangingPlc) -> None:
        self.plc = plc
        self.clock = Clock()
        self.outcomes: Counter[str] = Counter()
        self.reasons: set[str] = set()
        self.pool = ConnectionPool(plc.plc, monotonic=self.clock)
        self.reader = GroupReader(plc.plc, self.pool, plc.tags, look_again_s=1.5, monotonic=self.clock)

    def poll(self) -> Poll | None:
        """A poll of fresh values, checked; None when the PLC could not be read."""
        self.plc.change()
        self.clock.now += 1.0
        try:
            poll = self.reader.read()
        except (PlcConnectionError, EndCodeError) as error:
            self.reasons.add(str(error))
            self.outcomes[type(error).__name__] += 1
            return None
        self._check(poll)
        self.outcomes["bad tags" if poll.faults else "good"] += 1
        return poll

    def _check(self, poll: Poll) -> None:
        for index, due in enumerate(self.plc.values()):
            fault = poll.faults.get(index)
            if fault is None:
                assert poll.values[index] == due, self.plc.tags[index]
                assert type(poll.values[index]) is type(due), self.plc.tags[index]
            else:
                assert poll.values[index] is None
                assert fault.quality is Quality.BAD
                assert "end code" in fault.reason

    @contextmanager
    def without_faults(self) -> Iterator[None]:
        """All is well for a moment."""
        faults, self.plc.sim.faults = self.plc.sim.faults, ()
        yield
        self.plc.sim.faults = faults


@contextmanager
def polled(protocol: McProtocol, series: Series) -> Iterator[Polled]:
    plc = ChangingPlc(protocol, series, timeout_s=TIMEOUT_S, seed=SEED)
    made = Polled(plc)
    try:
        yield made
    finally:
        made.pool.close()
        plc.sim.stop()


@pytest.mark.parametrize("protocol", list(McProtocol))
def test_a_poll_brings_the_values_of_its_moment_or_none_and_the_next_brings_all(
    protocol: McProtocol, prove: Prove
) -> None:
    outcomes: Counter[str] = Counter()
    with ThreadPoolExecutor(len(SERIES)) as at_once:  # each waits for most of its time
        for done in [at_once.submit(poll_through_losses, protocol, series) for series in SERIES]:
            outcomes += done.result()
    failed = outcomes.total() - outcomes["good"]
    prove(
        "{polls:,} polls in {times} protocols, {failed} of them failed by faults, no wrong value",
        polls=outcomes.total(),
        failed=failed,
    )


def poll_through_losses(protocol: McProtocol, series: Series) -> Counter[str]:
    with polled(protocol, series) as plc:
        plc.plc.sim.faults = LOSSES
        starved = 0
        for number in range(POLLS):
            poll = plc.poll()
            if poll is None:
                with plc.without_faults():
                    poll = plc.poll()
                    while poll is None and starved < MOST_STARVED:
                        starved += 1  # a busy machine may take the whole timeout from a PLC, but not often
                        poll = plc.poll()
            assert poll is not None, (series, number)
            assert not poll.faults, (series, number)
        assert plc.outcomes["PlcConnectionError"] > POLLS / 50, (series, plc.outcomes)
        assert plc.outcomes["EndCodeError"] > POLLS / 200, (series, plc.outcomes)
        assert plc.outcomes["good"] >= POLLS
        assert all(reason.startswith("PLC P1: ") for reason in plc.reasons)
        assert len(plc.reasons) > 5
        return plc.outcomes


@pytest.mark.parametrize("protocol", [McProtocol.MC_3E_BINARY, McProtocol.MC_4E_ASCII])
def test_refusals_by_chance_cost_tags_and_never_a_wrong_value_and_heal(protocol: McProtocol) -> None:
    with polled(protocol, Series.Q) as plc:
        assert plc.poll()
        alone = plc.reader.requests_per_poll
        plc.plc.sim.faults = (*LOSSES, RANGE)
        for _ in range(POLLS // 2):
            plc.poll()
        assert plc.outcomes["bad tags"], plc.outcomes
        with plc.without_faults():
            polls = [plc.poll() for _ in range(20)]  # one look a poll at what was found bad, or apart
            last = next(poll for poll in reversed(polls) if poll is not None)
            assert not last.faults
            assert polls.count(None) <= MOST_STARVED
            assert plc.reader.requests_per_poll == alone


# -- several groups in shared requests -------------------------------------------------------------------


class Witness:
    """Knows which generations a group's next reading may be of."""

    def __init__(self, plc: ChangingPlc) -> None:
        self._plc = plc
        self._changes = [(datetime.min.replace(tzinfo=UTC), plc.generation)]
        self._last: dict[str, datetime] = {}

    def change(self) -> None:
        self._plc.change()
        self._changes.append((datetime.now(UTC), self._plc.generation))

    def check(self, reading: Reading) -> None:
        """Every GOOD value is one that the PLC had after the group's last reading."""
        since = self._last.get(reading.group_name, datetime.min.replace(tzinfo=UTC))
        oldest = max(generation for at, generation in self._changes if at <= since)
        for index, (tag, value) in enumerate(zip(reading.tags, reading.values, strict=True)):
            fault = reading.faults.get(index)
            if fault is None:
                possible = range(oldest, self._plc.generation + 1)
                assert any(value == value_of(tag, generation) for generation in possible), tag
            else:
                assert value is None
                assert fault.quality is Quality.BAD
                assert fault.reason
        self._last[reading.group_name] = reading.ts


def shared_plant(plc: ChangingPlc) -> Plant:
    """Four groups whose tags lie mixed in the same requests."""
    intervals = {"G0": 10, "G1": 10, "G2": 20, "G3": 30}
    groups = tuple(PollingGroup(name, "P1", polling_interval_ms=ms) for name, ms in intervals.items())
    tags = tuple(replace(tag, group_name=f"G{place % 4}") for place, tag in enumerate(plc.tags))
    return Plant((plc.plc,), groups, tags)


def test_groups_that_share_requests_get_values_of_their_own_poll_or_none(
    inbox: Inbox, tmp_path: Path
) -> None:
    plc = ChangingPlc(McProtocol.MC_3E_BINARY, Series.Q, timeout_s=TIMEOUT_S, seed=SEED)
    plant, witness = shared_plant(plc), Witness(plc)
    engine = PollingEngine(lambda: plant, inbox.queue, QThreadHost(), tmp_path)
    outcomes: Counter[tuple[str, bool]] = Counter()
    try:
        assert engine.start_all() == []
        inbox.next()
        plc.sim.faults = LOSSES
        while outcomes.total() < ENGINE_POLLS:
            reading = inbox.next()
            witness.check(reading)
            witness.change()
            outcomes[reading.group_name, not reading.faults] += 1
        plc.sim.faults = ()
        healed_at = datetime.now(UTC)
        for name in ("G0", "G1", "G2", "G3"):
            while (reading := inbox.first_after(name, healed_at)).faults:
                witness.check(reading)
    finally:
        engine.close()
        plc.sim.stop()
    for name in ("G0", "G1", "G2", "G3"):
        assert outcomes[name, True]
        assert outcomes[name, False]
