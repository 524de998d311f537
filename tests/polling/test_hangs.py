"""Pollers and handshakes that hang: replaced, no other PLC disturbed, and nothing twice when they wake."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from hmi.model.plant import PollingMode
from hmi.polling.engine import PollingEngine
from hmi.polling.handshake_file import HandshakeFile
from hmi.polling.reader import SharedReader
from hmi.polling.recorder import GroupRecorder
from hmi.qthreads import QThreadHost
from tests.faults.promises import Prove
from tests.melsec.scripted import wait_until
from tests.polling.conftest import WAIT_S, Field, Inbox
from tests.polling.handshake_rig import GROUP
from tests.polling.test_handshake_on_a_plc import Shop
from tests.stone import Stone

pytestmark = pytest.mark.promise("R19")

PATIENCE_S = 1.0
LOOK_S = 0.05


def make_host() -> QThreadHost:
    return QThreadHost(restart_delay_s=0.01, patience_s=PATIENCE_S, look_s=LOOK_S)


@contextmanager
def engine_of(plants: Field, inbox: Inbox, folder: Path, host: QThreadHost) -> Iterator[PollingEngine]:
    engine = PollingEngine(lambda: plants.plant, inbox.queue, host, folder)
    try:
        assert engine.start_all() == []
        yield engine
    finally:
        engine.close()


def restarts_of(host: QThreadHost) -> dict[str, int]:
    return {status.name: status.restarts for status in host.statuses()}


def test_a_plc_that_says_nothing_is_no_hang(
    plants: Field, inbox: Inbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Each poll waits for more than the patience, for it is what connecting and reading may take."""
    plants.add_plc("DEAD", faults=["half-open"], connection_timeout=1.5)
    plants.add_group("FIXED", plc_code="DEAD")
    plants.add_group("HAND", plc_code="DEAD", mode=PollingMode.HANDSHAKE)
    host = make_host()
    with engine_of(plants, inbox, tmp_path, host) as engine:
        ticket = engine.trigger("HAND")
        assert inbox.next("FIXED").faults
        assert inbox.next("HAND").faults
        wait_until(lambda: ticket.result(0) is not None)
        assert restarts_of(host) == {"poll DEAD": 0, "poll HAND": 0}
    assert "hangs" not in caplog.text


PLACES = [
    (SharedReader, "ask"),
    (GroupRecorder, "make_reading"),
]


@pytest.mark.parametrize(("owner", "method"), PLACES)
def test_a_poller_that_hangs_is_replaced_and_brings_nothing_when_it_wakes(
    plants: Field,
    inbox: Inbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    owner: type,
    method: str,
    prove: Prove,
) -> None:
    stone = Stone(monkeypatch, "poll P1", owner, method, after=method == "make_reading")
    for code in ("P1", "P2"):
        plants.add_plc(code)
        plants.add_group(f"G_{code}", plc_code=code)
    host = make_host()
    with engine_of(plants, inbox, tmp_path, host) as engine:
        inbox.next("G_P1")
        stone.armed.set()
        assert stone.asleep.wait(WAIT_S)
        readings = inbox.drain()
        wait_until(lambda: restarts_of(host)["poll P1"] == 1)
        readings += [*inbox.drain(), inbox.next("G_P1"), inbox.next("G_P1")]
        (status,) = (group for group in engine.groups() if group.group_name == "G_P1")
        assert status.last_error is not None
        assert "no sign of life" in status.last_error
        stone.wake.set()
        wait_until(lambda: sorted(host.hanging()) == ["poll P1", "poll P2"])
        readings += [inbox.next("G_P1"), inbox.next("G_P2")]
        assert restarts_of(host) == {"poll P1": 1, "poll P2": 0}
        readings += inbox.drain()
    wait_until(lambda: host.hanging() == ())
    assert "in sleep_like_a_stone" in caplog.text
    for code in ("P1", "P2"):
        times = [reading.ts for reading in readings if reading.group_name == f"G_{code}"]
        assert all(one < next_ for one, next_ in pairwise(times))
    assert all(reading.values == (11, 12, 13) for reading in readings)
    prove("pollers put to sleep {times} times and replaced, nothing twice")


def test_a_poller_that_waits_for_room_in_the_data_queue_does_not_hang(
    plants: Field, inbox: Inbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """What it waits for is longer than its patience, which a worker that does hang shows."""
    plants.add_plc()
    plants.add_group("G")
    inbox.queue._max_readings = 1
    host = make_host()
    hanging = _Hanging()
    with engine_of(plants, inbox, tmp_path, host):
        wait_until(lambda: len(inbox.queue) == 1)
        handle = host.start(hanging)
        wait_until(lambda: "worker 'hanging' hangs" in caplog.text)
        inbox.queue._max_readings = 1000
        hanging.wake.set()
        handle.request_stop()
        assert handle.join(WAIT_S)
        assert restarts_of(host) == {"poll P1": 0}
    assert "worker 'poll P1'" not in caplog.text


class _Hanging:
    name = "hanging"

    def __init__(self) -> None:
        self.wake = threading.Event()

    def run(self, stop: threading.Event) -> None:
        self.wake.wait(WAIT_S)
        stop.wait()

    def crashed(self, error: BaseException) -> None:
        raise AssertionError(error)


@pytest.mark.parametrize(
    ("owner", "method"),
    [
        (SharedReader, "ask"),
        (GroupRecorder, "make_reading"),
        (HandshakeFile, "remove"),
    ],
)
def test_a_handshake_that_hangs_goes_on_with_its_piece(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    owner: type,
    method: str,
    prove: Prove,
) -> None:
    stone = Stone(monkeypatch, "poll PAINT", owner, method, after=method == "make_reading")
    host = make_host()
    monkeypatch.setattr("tests.polling.test_handshake_on_a_plc.QThreadHost", lambda **_: host)
    shop = Shop(tmp_path, GROUP)
    try:
        shop.engine.start_group("PAINT")
        shop.wait_until(lambda: shop.cell.completed >= 1)
        stone.armed.set()
        assert stone.asleep.wait(WAIT_S)
        shop.wait_until(lambda: restarts_of(host)["poll PAINT"] == 1)
        goal = shop.cell.completed + 1
        shop.wait_until(lambda: shop.cell.completed >= goal)
        stone.wake.set()
        shop.wait_until(lambda: sorted(host.hanging()) == ["poll P1", "poll PAINT"])
        goal = shop.cell.completed + 1
        shop.wait_until(lambda: shop.cell.completed >= goal)
        shop.engine.stop_group("PAINT")
    finally:
        stone.wake.set()
        shop.close()
    assert "in sleep_like_a_stone" in caplog.text
    by_key = {reading.ts: reading for reading in shop.readings}
    pieces = [by_key[ts].values[0] for ts in sorted(by_key)]
    assert pieces == list(range(1, len(pieces) + 1))
    assert all(not reading.faults for reading in by_key.values())
    prove("handshakes put to sleep {times} times: {pieces} pieces, each once", pieces=len(pieces))
