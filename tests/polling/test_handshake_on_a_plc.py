"""Handshakes with simulated machines over real TCP, through the engine."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.melsec.simulator import CellTiming, HandshakeCell, SimulatedPlc
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.reading import Destination, Reading
from hmi.model.status import GroupState, GroupStatus
from hmi.polling.engine import PollingEngine
from hmi.qthreads import QThreadHost
from tests.polling.conftest import WAIT_S, Inbox
from tests.polling.handshake_rig import GROUP

TAGS = (
    Tag("P1", "D10", "piece", TagType.UDINT, "PAINT"),
    Tag("P1", "D12", "thickness", TagType.REAL, "PAINT"),
)


class Shop:
    """A machine, its PLC, and a station whose historian takes everything while ``is_storing``."""

    def __init__(self, folder: Path, group: PollingGroup) -> None:
        plc = Plc("P1", "127.0.0.1", connection_timeout=5.0)
        self.sim = SimulatedPlc(plc, TAGS, [group], scan_ms=0, timing=CellTiming(pause_s=0.0, hold_s=0.3))
        plant = Plant((replace(plc, port=self.sim.start()),), (group,), TAGS)
        self.inbox = Inbox()
        self.engine = PollingEngine(
            lambda: plant, self.inbox.queue, QThreadHost(restart_delay_s=0.05), folder
        )
        self.readings: list[Reading] = []
        self.waiting: list[Reading] = []
        self.is_storing = True
        self._stop = threading.Event()
        self._historian = threading.Thread(target=self._store)
        self._historian.start()

    @property
    def cell(self) -> HandshakeCell:
        return self.sim.cells["PAINT"]

    @property
    def pieces(self) -> list[object]:
        return [reading.values[0] for reading in self.readings]

    def status(self) -> GroupStatus:
        (status,) = self.engine.groups()
        return status

    def wait_until(self, condition: Callable[[], bool]) -> None:
        deadline = time.monotonic() + WAIT_S
        while not condition():
            assert time.monotonic() < deadline, self.status()
            threading.Event().wait(0.005)

    def close(self) -> None:
        self.engine.close()
        self._stop.set()
        self._historian.join()
        self.sim.stop()

    def _store(self) -> None:
        while not self._stop.is_set():
            self.waiting += self.inbox.queue.take(0.02)
            while self.is_storing and self.waiting:
                stored = self.waiting.pop(0)
                self.readings.append(stored)
                if stored.receipt is not None:
                    stored.receipt.settle(Destination.STORED)


@contextmanager
def shop_of(folder: Path, group: PollingGroup = GROUP) -> Iterator[Shop]:
    shop = Shop(folder, group)
    try:
        yield shop
    finally:
        shop.close()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with shop_of(tmp_path) as made:
        yield made


def test_a_machine_goes_from_piece_to_piece(shop: Shop) -> None:
    shop.engine.start_group("PAINT")
    shop.wait_until(lambda: shop.cell.completed >= 5)
    shop.engine.stop_group("PAINT")
    assert shop.pieces[:5] == [1, 2, 3, 4, 5]
    assert shop.readings[0].faults == {}
    assert shop.status().error_count == 0


def test_a_plc_that_goes_away_is_an_error_and_loses_no_piece(shop: Shop) -> None:
    shop.engine.start_group("PAINT")
    shop.wait_until(lambda: shop.cell.completed >= 2)
    shop.sim.stop()
    shop.wait_until(lambda: shop.status().state is GroupState.ERROR)
    assert "P1" in (shop.status().last_error or "")
    errors = shop.status().error_count
    shop.sim.start()
    done = shop.cell.completed
    shop.wait_until(lambda: shop.cell.completed >= done + 2)
    assert shop.status().state is GroupState.RUNNING
    assert shop.status().error_count <= errors + 2, "counted by outage, not by look"
    shop.engine.stop_group("PAINT")
    assert shop.pieces == list(range(1, len(shop.pieces) + 1))


def test_stopped_while_saving_it_goes_on_with_the_same_record(shop: Shop) -> None:
    shop.is_storing = False
    shop.engine.start_group("PAINT")
    shop.wait_until(lambda: len(shop.waiting) == 1)
    shop.wait_until(lambda: shop.status().handshake == "saving")  # the reading is handed on first
    shop.engine.stop_group("PAINT")
    shop.engine.start_group("PAINT")
    shop.wait_until(lambda: len(shop.waiting) == 2)
    first, again = shop.waiting
    assert (first.ts, first.values) == (again.ts, again.values)
    assert shop.cell.completed == 0
    shop.is_storing = True
    shop.wait_until(lambda: shop.cell.completed >= 1)


def test_a_trigger_by_hand_is_a_record_of_its_own(shop: Shop) -> None:
    shop.is_storing = False
    shop.engine.start_group("PAINT")
    shop.wait_until(lambda: len(shop.waiting) == 1)
    ticket = shop.engine.trigger("PAINT")
    assert not ticket.merged
    shop.wait_until(lambda: len(shop.waiting) == 2)
    assert shop.waiting[0].ts < shop.waiting[1].ts
    assert [reading.values[0] for reading in shop.waiting] == [1, 1]
    shop.is_storing = True
    result = ticket.result(WAIT_S)
    assert result is not None
    assert result.destination is Destination.STORED


def test_without_leave_to_write_nothing_is_written(tmp_path: Path) -> None:
    with shop_of(tmp_path, replace(GROUP, allow_plc_writes=False)) as shop:
        shop.engine.start_group("PAINT")
        shop.wait_until(lambda: len(shop.readings) == 1)
        before = shop.sim.requests
        shop.wait_until(lambda: shop.sim.requests > before + 5)
        assert (shop.cell.raised, shop.cell.completed) == (1, 0)
        assert len(shop.readings) == 1, "a trigger that stays on is one trigger"


def test_a_machine_without_an_acknowledge_is_recorded_at_each_rise(tmp_path: Path) -> None:
    with shop_of(tmp_path, replace(GROUP, ack_bit_address=None, allow_plc_writes=False)) as shop:
        shop.engine.start_group("PAINT")
        shop.wait_until(lambda: shop.cell.completed >= 4)
        shop.engine.stop_group("PAINT")
        assert shop.pieces[:4] == [1, 2, 3, 4]
