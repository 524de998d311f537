"""The answering sides of the read benchmark, each in a process of its own.

One sends prebuilt bytes the moment it is asked, so that nothing hides what the client costs; the other is the
simulated PLC without a scan, which understands the request and splits its answer as a built-in port does.
"""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from hmi.melsec.simulator import SimulatedPlc
from hmi.model.plant import Plc


@contextmanager
def answering(request_size: int, answer: bytes, processor: int | None) -> Iterator[int]:
    """The port where every ``request_size`` bytes are answered, on any number of connections.

    ``processor`` is the only one the answering process may run on; None leaves the choice to the system.
    """
    with _process(_listen, request_size, answer, processor) as port:
        yield port


@contextmanager
def simulating(plc: Plc, processor: int | None) -> Iterator[int]:
    """The port of a simulated PLC that serves every request at once."""
    with _process(_simulate, plc, processor) as port:
        yield port


@contextmanager
def _process(target: Callable[..., None], *arguments: object) -> Iterator[int]:
    """The port that a process tells, over the pipe that is its first argument, when it is ready."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=target, args=(theirs, *arguments), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


@contextmanager
def running_on(processor: int | None) -> Iterator[None]:
    """Keep this thread on one processor; None changes nothing, and so does a system that can not do it."""
    if processor is None or sys.platform != "linux":
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processor})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _listen(port_to: Connection, request_size: int, answer: bytes, processor: int | None) -> None:
    with running_on(processor):
        _serve(port_to, request_size, answer)


def _simulate(port_to: Connection, plc: Plc, processor: int | None) -> None:
    with running_on(processor), SimulatedPlc(plc, scan_ms=0) as simulated:
        port_to.send(simulated.port)
        threading.Event().wait()


def _serve(port_to: Connection, request_size: int, answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port_to.send(listener.getsockname()[1])
        while True:
            connection, _ = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            thread = threading.Thread(target=_answer, args=(connection, request_size, answer), daemon=True)
            thread.start()


def _answer(connection: socket.socket, request_size: int, answer: bytes) -> None:
    buffer = memoryview(bytearray(request_size))
    with connection:
        while True:
            got = 0
            while got < request_size:
                count = connection.recv_into(buffer[got:])
                if count == 0:
                    return
                got += count
            connection.sendall(answer)
