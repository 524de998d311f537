"""A TCP server that answers what it is told, in the pieces, with the pauses and closes it is told."""

from __future__ import annotations

import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import Enum

from hmi.melsec.devices import DEVICES
from hmi.melsec.requests import Window
from hmi.melsec.session import PlcSession
from hmi.model.plant import McProtocol, Plc, Series

WAIT_S = 30.0
"""How long a test waits for what another thread does."""


class Do(Enum):
    """What the server does instead of sending bytes."""

    CLOSE = "close the connection in order"
    RESET = "close it with a reset"


Step = bytes | float | Do
"""Bytes to send as one segment, seconds to pause, or an act."""

Script = Callable[[bytes], Sequence[Step]]
"""From a request to the steps that answer it."""


class ScriptedPlc:
    """Takes each segment that comes for one request and follows the script's steps."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.requests: list[bytes] = []
        self.accepted = 0
        self._connections: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, name="scripted plc")]
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._threads[0].start()

    def stop(self) -> None:
        """Close everything and wait for the threads."""
        self._stopping.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._threads[0].join()
        self.drop_connections()
        for thread in self._threads:
            thread.join()

    def drop_connections(self) -> None:
        """Close every connection, in order, as a PLC does that is switched to another program."""
        with self._lock:
            connections, self._connections = self._connections, []
        for connection in connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            thread = threading.Thread(target=self._serve, args=(connection,), name="scripted connection")
            with self._lock:
                self._connections.append(connection)
                self._threads.append(thread)
                self.accepted += 1
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            while request := connection.recv(4096):
                with self._lock:
                    self.requests.append(request)
                    steps = self._script(request)
                for step in steps:
                    if not self._follow(connection, step):
                        return

    def _follow(self, connection: socket.socket, step: Step) -> bool:
        if isinstance(step, bytes):
            connection.sendall(step)
        elif isinstance(step, float):
            self._stopping.wait(step)
        else:
            if step is Do.RESET:
                linger = (1).to_bytes(4, "little") + bytes(4)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            return False
        return True


def in_turn(*answers: Sequence[Step] | bytes) -> Script:
    """The first answer to the first request, and so on; silence after the last."""
    left = deque(answers)

    def script(_request: bytes) -> Sequence[Step]:
        answer = left.popleft() if left else ()
        return (answer,) if isinstance(answer, bytes) else answer

    return script


def words(*values: int) -> bytes:
    """Words as they lie in a binary frame and in a payload."""
    return b"".join((value & 0xFFFF).to_bytes(2, "little") for value in values)


def answer_3e(data: bytes, end_code: int = 0, route: str = "00FFFF0300") -> bytes:
    """A binary 3E answer, its length counted from the end code on."""
    length = (2 + len(data)).to_bytes(2, "little")
    return bytes.fromhex("D000" + route) + length + end_code.to_bytes(2, "little") + data


def answer_4e(request: bytes, data: bytes) -> bytes:
    """A binary 4E answer with the request's serial number."""
    start = b"\xd4\x00" + request[2:4] + bytes(2) + bytes.fromhex("00FFFF0300")
    return start + (2 + len(data)).to_bytes(2, "little") + bytes(2) + data


def answering(protocol: McProtocol, data: bytes) -> Script:
    """Answers every request by its own route and serial with the data, which are in the protocol's code."""
    chars = 2 if protocol.is_ascii else 1
    start, end = 2 * chars, (11 if protocol.is_4e else 7) * chars
    subheader = bytes.fromhex("D400" if protocol.is_4e else "D000")

    def script(request: bytes) -> Sequence[Step]:
        length = 2 * chars + len(data)
        if chars == 2:
            return (subheader.hex().upper().encode() + request[start:end] + b"%04X0000" % length + data,)
        return (subheader + request[start:end] + length.to_bytes(2, "little") + bytes(2) + data,)

    return script


def echo_head(request: bytes) -> Sequence[Step]:
    """Answer a binary 3E read of one word with the low word of its head number: D900 holds 900."""
    return (answer_3e(request[15:17]),)


def d(head: int, count: int = 1) -> Window:
    """A window of D."""
    return Window(DEVICES["D"], head, count)


def plc_at(
    port: int,
    protocol: McProtocol = McProtocol.MC_3E_BINARY,
    series: Series = Series.Q,
    timeout: float = 1.0,
    pool_size: int = 5,
) -> Plc:
    """A PLC on this machine."""
    return Plc(
        "PLC1",
        "127.0.0.1",
        port=port,
        protocol=protocol,
        series=series,
        connection_timeout=timeout,
        pool_size=pool_size,
    )


def free_port() -> int:
    """A port nobody listens on, as far as one can know."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something another thread does."""
    deadline = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.002)


@contextmanager
def opened(plc: Plc) -> Iterator[PlcSession]:
    """An open session, closed at the end."""
    session = PlcSession(plc)
    session.open()
    try:
        yield session
    finally:
        session.close()
