"""What one read of 960 words costs, beside a bare socket that sends and receives the same bytes.

Goal: 1.5 times the bare socket.

Where the answering process runs decides what the bare socket costs, so both ways are shown. On the same
processor there is little but the code to wait for. On another one each side has to be woken as well, which
is nearer to a PLC behind a cable, and an idle virtual processor takes its time to wake. The simulated PLC
has to understand the request and to find its words, as a PLC has to, and splits its answer; it has no scan.
"""

from __future__ import annotations

import os
import random
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from hmi.melsec.client import make_client
from hmi.melsec.decode import Decoder
from hmi.melsec.devices import DEVICES
from hmi.melsec.plan import plan_reads
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.requests import Window
from hmi.melsec.session import PlcSession
from hmi.melsec.simulator.commands import Commands
from hmi.melsec.simulator.frames import take_request
from hmi.melsec.simulator.layout import device_sizes
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.melsec.tcp import TcpConnection
from hmi.model.plant import McProtocol, Plc, Series, Tag, TagType
from hmi.polling.reader import GroupReader
from tests.bench.answerer import answering, running_on, simulating
from tests.bench.figures import percentile, print_table, times

_WORDS = 960
_ROUNDS = 20
_READS = 200
_PROTOCOLS = {"3E binary": McProtocol.MC_3E_BINARY, "3E ASCII": McProtocol.MC_3E_ASCII}

_Read = Callable[[], object]


def run() -> None:
    """Measure both codes and both places, and print one table."""
    rows: list[list[str]] = []
    for place in _places():
        for name, protocol in _PROTOCOLS.items():
            with _contestants(protocol, place) as contestants, running_on(place.ours):
                rows += [
                    [f"{name}, answered {place.name}", "", "", "", ""],
                    *_rows(_measure(contestants, _READS // 8 if place.simulated else _READS)),
                ]
    print_table(
        f"read: {_WORDS} words; medians of {_ROUNDS} interleaved rounds of {_READS} (goal: 1.5 x bare)",
        ["p50 us", "p95 us", "p50 x bare", "p95 x bare"],
        rows,
    )


class _Place(NamedTuple):
    """Where we run, and who answers where."""

    name: str
    ours: int | None
    theirs: int | None
    simulated: bool = False


def _places() -> list[_Place]:
    processors = sorted(os.sched_getaffinity(0)) if sys.platform == "linux" else []
    if len(processors) < 2:
        return [_Place("on any processor", None, None), _Place("by the simulated PLC", None, None, True)]
    ours, other = processors[:2]
    return [
        _Place("on the same processor", ours, ours),
        _Place("on another processor", ours, other),
        _Place("by the simulated PLC on another processor", ours, other, True),
    ]


@contextmanager
def _contestants(protocol: McProtocol, place: _Place) -> Iterator[dict[str, _Read]]:
    """The bare socket first, then what builds on the session, each with a connection of its own."""
    tags = tuple(Tag("PLC1", f"D{i}", f"T{i}", TagType.INT, "G") for i in range(_WORDS))
    plan = plan_reads(tags, Series.Q)
    window = Window(DEVICES["D"], 0, _WORDS)
    if plan.requests != (window,):
        raise RuntimeError(f"not one window: {plan.requests}")
    frame, answer = _request_and_answer(protocol, window)
    decoder = Decoder(plan)
    with ExitStack() as stack:
        plc = Plc("PLC1", "127.0.0.1", protocol=protocol)
        side = (
            simulating(plc, place.theirs) if place.simulated else answering(len(frame), answer, place.theirs)
        )
        port = stack.enter_context(side)
        plc = replace(plc, port=port)
        bare = stack.enter_context(closing(socket.create_connection(("127.0.0.1", port))))
        bare.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        session = stack.enter_context(closing(PlcSession(plc)))
        session.open()
        reader = GroupReader(plc, stack.enter_context(closing(ConnectionPool(plc))), tags)
        yield {
            "  bare socket, same bytes": _bare_read(bare, frame, len(answer)),
            "  PlcSession.read": lambda: session.read(window),
            "  PlcSession.read, 960 INT decoded": lambda: decoder.decode([session.read(window)]),
            "  GroupReader.read, with its lease": reader.read,
        }


def _request_and_answer(protocol: McProtocol, window: Window) -> tuple[bytes, bytes]:
    """The frame that the client sends, and what a PLC full of random words says to it."""
    plc = Plc("PLC1", "127.0.0.1", protocol=protocol)
    with closing(TcpConnection(plc.ip_address, plc.port)) as unused:
        frame = make_client(plc, unused).frame_of(window)  # the bytes themselves, before any connection
    memory = DeviceMemory(device_sizes(plc.series, ()))
    memory.set_words(window.device, window.head, [random.getrandbits(16) for _ in range(window.words)])
    request = take_request(bytearray(frame), is_ascii=protocol.is_ascii)
    if request is None:
        raise RuntimeError(f"the frame is no whole request: {frame!r}")
    return frame, Commands(plc, memory).answer(request)


def _bare_read(connection: socket.socket, frame: bytes, answer_size: int) -> _Read:
    buffer = memoryview(bytearray(answer_size))

    def read() -> None:
        connection.sendall(frame)
        got = 0
        while got < answer_size:
            count = connection.recv_into(buffer[got:])
            if count == 0:
                raise ConnectionError("the answering side closed the connection")
            got += count

    return read


def _measure(contestants: dict[str, _Read], reads: int) -> dict[str, list[list[float]]]:
    """The durations of every read in us, by contestant and round."""
    rounds: dict[str, list[list[float]]] = {name: [] for name in contestants}
    for number in range(_ROUNDS + 1):
        for name, read in contestants.items():
            durations = [_duration_us(read) for _ in range(reads)]
            if number:  # the first round warms up
                rounds[name].append(durations)
    return rounds


def _duration_us(read: _Read) -> float:
    begun = time.perf_counter_ns()
    read()
    return (time.perf_counter_ns() - begun) / 1000.0


def _rows(rounds: dict[str, list[list[float]]]) -> list[list[str]]:
    figures = {
        name: [median(percentile(durations, share) for durations in of_name) for share in (0.5, 0.95)]
        for name, of_name in rounds.items()
    }
    floor = next(iter(figures.values()))
    return [
        [name, f"{p50:.1f}", f"{p95:.1f}", times(p50, floor[0]), times(p95, floor[1])]
        for name, (p50, p95) in figures.items()
    ]
