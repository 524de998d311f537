"""The acknowledge bit over real TCP: what is known of it, and that it is the only thing that is written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from hmi.melsec.addresses import Address
from hmi.melsec.errors import PlcError, WritesNotAllowedError
from hmi.melsec.permits import WritePermit
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.simulator.faults import FaultSpec
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.plant import Series
from hmi.polling.acknowledge import AckBit
from tests.melsec.scripted import wait_until
from tests.polling.conftest import WAIT_S, Field
from tests.polling.handshake_rig import GROUP, Clock

PERMIT = WritePermit.for_group(GROUP, Series.Q)


@pytest.fixture
def sim(plants: Field) -> SimulatedPlc:
    return plants.add_plc()


@pytest.fixture
def pool(plants: Field, sim: SimulatedPlc) -> Iterator[ConnectionPool]:
    made = ConnectionPool(plants.plant.plcs[0])
    yield made
    made.close()


def known(ack: AckBit) -> bool | None:
    """What the group takes its bit for."""
    return ack.is_on


def is_on(sim: SimulatedPlc, number: int) -> bool:
    return sim.memory.snapshot().is_on(Address(PERMIT.address.device, number))


def test_it_writes_its_bit_and_no_other(sim: SimulatedPlc, pool: ConnectionPool) -> None:
    ack = AckBit(pool, PERMIT)
    assert known(ack) is None
    ack.write(True)
    assert (known(ack), is_on(sim, 101)) == (True, True)
    assert [number for number in range(1000) if is_on(sim, number)] == [101]
    ack.write(False)
    assert (known(ack), is_on(sim, 101)) == (False, False)


def test_a_look_counts_when_it_began_after_our_write(pool: ConnectionPool) -> None:
    clock = Clock()
    ack = AckBit(pool, PERMIT, monotonic=clock)
    ack.seen(False, clock.tick())
    assert known(ack) is False
    begun = clock.tick()
    clock.tick()
    ack.write(True)
    ack.seen(False, begun)
    ack.seen(None, clock.tick())
    assert known(ack) is True
    ack.seen(False, clock.tick())
    assert known(ack) is False


def test_after_a_failed_write_nobody_knows(sim: SimulatedPlc, pool: ConnectionPool) -> None:
    ack = AckBit(pool, PERMIT)
    ack.write(True)
    sim.stop()
    with pytest.raises(PlcError):
        ack.write(False)
    assert known(ack) is None


def test_an_abort_wakes_a_write_that_hangs_and_refuses_the_next(
    plants: Field, sim: SimulatedPlc, pool: ConnectionPool
) -> None:
    slow = ConnectionPool(replace(plants.plant.plcs[0], connection_timeout=60.0))
    ack = AckBit(slow, PERMIT)
    ack.write(True)
    sim.faults = [FaultSpec.parse("half-open")]
    failed = threading.Event()

    def write() -> None:
        with pytest.raises(PlcError):
            ack.write(False)
        failed.set()

    thread = threading.Thread(target=write)
    before = sim.requests
    thread.start()
    wait_until(lambda: sim.requests > before)
    ack.abort()
    assert failed.wait(WAIT_S)
    thread.join(WAIT_S)
    with pytest.raises(PlcError, match="the group was stopped before the acknowledge M101 was written"):
        ack.write(False)
    slow.close()


@pytest.mark.parametrize(
    "group", [replace(GROUP, allow_plc_writes=False), replace(GROUP, ack_bit_address="D5")]
)
def test_there_is_no_way_to_write_without_a_permit(group: object) -> None:
    with pytest.raises(WritesNotAllowedError):
        WritePermit.for_group(group, Series.Q)  # type: ignore[arg-type]  # a PollingGroup by parametrize
