"""The port of a simulated PLC: connections, scans, pieces, start and stop."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from hmi.melsec.simulator import FaultSpec, SimulatedPlc
from hmi.melsec.simulator.scan import ScanClock
from hmi.melsec.simulator.server import MAX_CONNECTIONS
from hmi.model.errors import HmiError
from hmi.model.plant import Plc, Tag, TagType
from tests.melsec.scripted import wait_until

PLC = Plc("P1", "127.0.0.1")


def request(head: int, words: int) -> bytes:
    route = bytes.fromhex("5000 00 FF FF03 00 0C00 1000 0104 0000")
    return route + head.to_bytes(3, "little") + b"\xa8" + words.to_bytes(2, "little")


def connect(plc: SimulatedPlc) -> socket.socket:
    return socket.create_connection(("127.0.0.1", plc.port), timeout=5)


def read(client: socket.socket, head: int, words: int) -> bytes:
    client.sendall(request(head, words))
    size = 11 + 2 * words
    received = b""
    while len(received) < size and (piece := client.recv(size - len(received))):
        received += piece
    return received[11:]


def test_many_clients_at_once_get_their_own_answers() -> None:
    def work(plc: SimulatedPlc, number: int) -> bool:
        with connect(plc) as client:
            expected = (1000 + number).to_bytes(2, "little")
            return all(read(client, number, 1) == expected for _ in range(50))

    with SimulatedPlc(PLC, scan_ms=0) as plc:
        plc.memory.set_words("D", 0, range(1000, 1010))
        with ThreadPoolExecutor(10) as clients:
            assert all(clients.map(lambda number: work(plc, number), range(10)))
        assert plc.requests == 500


def test_one_request_per_scan_over_all_connections() -> None:
    scan_ms, each = 10.0, 10

    def work(plc: SimulatedPlc) -> None:
        with connect(plc) as client:
            for _ in range(each):
                read(client, 0, 1)

    with SimulatedPlc(PLC, scan_ms=scan_ms) as plc, ThreadPoolExecutor(4) as clients:
        begun = time.monotonic()
        list(clients.map(work, [plc] * 4))
        scans = (time.monotonic() - begun) * 1000 / scan_ms
        assert plc.requests == 4 * each
        assert scans >= plc.requests - 1


def test_every_request_has_an_end_of_its_own_on_the_grid() -> None:
    now = 0.0
    clock = ScanClock(10.0, monotonic=lambda: now)
    now = 0.004
    assert [clock._reserve() for _ in range(3)] == [1, 2, 3]
    now = 0.0251  # inside the third scan: its END is taken, the next one is free
    assert clock._reserve() == 4
    now = 0.1001
    assert clock._reserve() == 11


def test_answers_over_1460_bytes_come_in_pieces() -> None:
    with SimulatedPlc(PLC, scan_ms=0) as plc, connect(plc) as client:
        plc.memory.set_words("D", 0, range(960))
        client.sendall(request(0, 960))
        pieces: list[bytes] = []
        while len(b"".join(pieces)) < 11 + 1920:
            pieces.append(client.recv(8192))
            time.sleep(0)  # give the sender its turn, so that pieces are seen as they were sent
        assert len(pieces) > 1
        assert len(pieces[0]) <= 1460
        assert b"".join(pieces)[11:] == plc.memory.read_words("D", 0, 960)


def test_the_seventeenth_connection_is_not_served() -> None:
    with SimulatedPlc(PLC, scan_ms=0) as plc, contextlib.ExitStack() as opened:
        clients = [opened.enter_context(connect(plc)) for _ in range(MAX_CONNECTIONS)]
        assert all(read(client, 0, 1) == b"\0\0" for client in clients)
        assert _is_refused(plc)
        clients[0].close()
        wait_until(lambda: len(plc._connections) < MAX_CONNECTIONS)
        with connect(plc) as late:
            assert read(late, 0, 1) == b"\0\0"


def _is_refused(plc: SimulatedPlc) -> bool:
    try:
        with connect(plc) as client:
            return read(client, 0, 1) == b""
    except (ConnectionResetError, BrokenPipeError):
        return True


@pytest.mark.parametrize("fault", ["late", "half-open", None])
def test_stop_is_quick_and_ends_every_thread(fault: str | None) -> None:
    faults = [FaultSpec.parse(fault)] if fault else []
    before = set(threading.enumerate())
    plc = SimulatedPlc(PLC, scan_ms=0, faults=faults)
    plc.start()
    with connect(plc) as client:
        client.sendall(request(0, 1))
        wait_until(lambda: plc.requests > 0)
        begun = time.monotonic()
        plc.stop()
        assert time.monotonic() - begun < 4.0
        assert set(threading.enumerate()) - before == set()
        if fault:
            assert client.recv(1) == b""


def test_a_long_scan_does_not_hold_up_stop() -> None:
    with SimulatedPlc(PLC, scan_ms=60_000) as plc, connect(plc) as client:
        client.sendall(request(0, 1))
        wait_until(lambda: plc.requests > 0)
        begun = time.monotonic()
        plc.stop()
        assert time.monotonic() - begun < 4.0


def test_it_starts_again_on_the_same_port_and_remembers() -> None:
    plc = SimulatedPlc(PLC, scan_ms=0)
    port = plc.start()
    plc.memory.set_words("D", 3, [4711])
    with connect(plc) as client:
        assert read(client, 3, 1) == b"\x67\x12"
        plc.stop()
        with pytest.raises(ConnectionRefusedError):
            connect(plc)
        assert plc.start() == port
    with plc, connect(plc) as client:
        assert read(client, 3, 1) == b"\x67\x12"


def test_stop_before_start_and_twice_does_nothing() -> None:
    plc = SimulatedPlc(PLC)
    plc.stop()
    plc.start()
    plc.stop()
    plc.stop()


def test_a_port_in_use_is_named_with_the_remedy() -> None:
    with SimulatedPlc(PLC) as first:
        second = SimulatedPlc(PLC, port=first.port)
        with pytest.raises(HmiError, match=f"PLC P1: port {first.port} on 127.0.0.1.*another port"):
            second.start()


def test_tags_beyond_the_range_are_served_unless_the_range_is_set() -> None:
    tag = Tag("P1", "D20000", "Speed", TagType.INT, "G")
    with SimulatedPlc(PLC, [tag], scan_ms=0) as plc, connect(plc) as client:
        assert read(client, 20_000, 1) != b"\0\0"
    with SimulatedPlc(PLC, [tag], scan_ms=0, limits={"D": 12288}) as plc, connect(plc) as client:
        client.sendall(request(20_000, 1))
        assert client.recv(20)[9:11] == b"\x56\xc0"
