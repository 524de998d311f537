"""TNS packets on a socket: headers old and new, DATA cut at the SDU, markers; read by one thread."""

from __future__ import annotations

import select
import socket
import threading
from contextlib import suppress
from typing import NamedTuple, NoReturn

from tests.servers.oracle.faults import Faults
from tests.servers.oracle.primitives import ProtocolError, be16, be32

CONNECT, ACCEPT, REFUSE, DATA, MARKER = 1, 2, 4, 6, 12
_RESET = 2
_HEADER = 8
_END_OF_CONNECTION = 0x40
_CHUNK = 256 * 1024


class ClientGoneError(Exception):
    """The client closed the connection, or somebody closed it for him."""


class BreakError(Exception):
    """The client sent a marker: whatever is in progress ends."""


class Packet(NamedTuple):
    """A TNS packet without its header."""

    type: int
    body: bytes


class Wire:
    """One client's socket. ``shut`` may be called from any thread, all else from the one that serves it."""

    def __init__(self, connection: socket.socket, faults: Faults) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = connection
        self.sdu = 8192
        self.long_header = False
        """After ACCEPT a packet's length has four bytes."""
        self._faults = faults
        self._received = b""
        self._shut = threading.Event()

    def read(self) -> Packet:
        """The next packet, whatever it is."""
        if delay := self._faults.packet_delay():
            self._shut.wait(delay)
        self._fill(_HEADER)
        length = int.from_bytes(self._received[: 4 if self.long_header else 2], "big")
        self._fill(length)
        packet = Packet(self._received[4], self._received[_HEADER:length])
        self._received = self._received[length:]
        return packet

    def pull(self) -> bytes:
        """The message bytes of the next DATA packet."""
        packet = self.read()
        if packet.type == MARKER:
            raise BreakError
        if packet.type != DATA or packet.body[1] & _END_OF_CONNECTION:
            raise ClientGoneError
        return packet.body[2:]

    def arrived(self, within: float = 0.0) -> bool:
        """Whether the client says or does something within so many seconds, while it should be waiting."""
        if self._received:
            return True
        ready, _, _ = select.select([self.socket], [], [], within)
        return bool(ready)

    def give_up(self) -> NoReturn:
        """Read why the client does not wait for its answer any more: BreakError or ClientGoneError."""
        self.pull()
        raise ProtocolError("a request before the answer to its last")

    def hang(self) -> NoReturn:
        """Take everything and answer nothing, until the client goes or ``shut`` is called."""
        self._received = b""
        while self.socket.recv(_CHUNK):
            pass
        raise ClientGoneError

    def send(self, packet_type: int, body: bytes) -> None:
        """One packet."""
        length = _HEADER + len(body)
        size = be32(length) if self.long_header else be16(length) + bytes(2)
        self.socket.sendall(size + bytes((packet_type, 0, 0, 0)) + body)

    def send_message(self, message: bytes) -> None:
        """A message in as many DATA packets as the SDU asks for."""
        room = self.sdu - _HEADER - 2
        if len(message) <= room:
            self.send(DATA, bytes(2) + message)
            return
        packets = []
        for at in range(0, len(message), room):
            part = message[at : at + room]
            packets.append(be32(_HEADER + 2 + len(part)) + bytes((DATA, 0, 0, 0, 0, 0)) + part)
        self.socket.sendall(b"".join(packets))

    def settle_break(self) -> None:
        """Answer a marker by RESET, and drop everything up to the client's own RESET."""
        self.send(MARKER, bytes((1, 0, _RESET)))
        packet = self.read()
        while packet.type != MARKER or packet.body[2] != _RESET:
            packet = self.read()

    def shut(self) -> None:
        """End the connection from another thread: the one that serves it sees the client go."""
        self._shut.set()
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)

    def close(self, *, reset: bool) -> None:
        """Close in order, or with a reset."""
        if reset:
            linger = (1).to_bytes(4, "little") + bytes(4)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.socket.close()

    def _fill(self, count: int) -> None:
        while len(self._received) < count:
            received = self.socket.recv(_CHUNK)
            if not received:
                raise ClientGoneError
            self._received += received
