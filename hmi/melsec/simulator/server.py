"""A simulated PLC on a real TCP port: connections, scans, split answers and faults."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import struct
import threading
from collections.abc import Mapping, Sequence
from typing import Self

from hmi.melsec.simulator.commands import Commands
from hmi.melsec.simulator.counters import counter_tag, start_counting
from hmi.melsec.simulator.delivery import Delivery, deliver
from hmi.melsec.simulator.faults import FaultChooser, FaultName, FaultSpec
from hmi.melsec.simulator.frames import NotAFrameError, Request, take_request
from hmi.melsec.simulator.handshake import CellTiming, handshake_bits, make_cells
from hmi.melsec.simulator.layout import device_sizes
from hmi.melsec.simulator.limits import EndCode, device_range_code
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.melsec.simulator.scan import ScanClock
from hmi.melsec.simulator.sd_registers import tell_ranges
from hmi.melsec.simulator.signals import Signals
from hmi.model.errors import HmiError
from hmi.model.plant import Plc, PollingGroup, Tag

MAX_CONNECTIONS = 16
"""Connections that a built-in Ethernet port holds open at once (QnUCPU manual)."""

_TIMING = CellTiming()
_ACCEPT_S = 0.1
_JOIN_S = 5.0
_FORGET = struct.pack("ii", 1, 0)
"""SO_LINGER that makes close() send a reset."""


class SimulatedPlc:
    """Serves the MC protocol like the PLC it is configured as, with signals for the given tags.

    Args:
        plc: series, code and route of the PLC; its own address is not used.
        tags: tags of this PLC that get a signal; the device ranges grow to hold them.
        groups: polling groups of this PLC; behind each with a handshake of the PLC's own is a machine,
            in ``cells`` by the name of the group.
        host: address to listen on.
        port: port to listen on, 0 or None for a free one.
        scan_ms: length of a scan; one request is served per scan, 0 serves at once.
        faults: what goes wrong on purpose, the first that fits a request counts.
        limits: points per device, in place of the series' own, e.g. ``{"D": 12288}``.
        counters: words that count the requests that read them, as ``D100`` or ``D100:UDINT``.
        timing: how fast the machines of ``cells`` are.
        seed: decides when faults happen that have a ``share``.

    ``start`` and ``stop`` belong to one thread; everything else may be used from any.
    """

    def __init__(
        self,
        plc: Plc,
        tags: Sequence[Tag] = (),
        groups: Sequence[PollingGroup] = (),
        *,
        host: str = "127.0.0.1",
        port: int | None = None,
        scan_ms: float = 10.0,
        faults: Sequence[FaultSpec] = (),
        limits: Mapping[str, int] | None = None,
        counters: Sequence[str] = (),
        timing: CellTiming = _TIMING,
        seed: int = 0,
    ) -> None:
        self.plc = plc
        self.port = port or 0
        self.requests = 0
        counting = [counter_tag(text, plc) for text in counters]
        sizes = device_sizes(plc.series, [*tags, *handshake_bits(groups), *counting], limits)
        self.memory = DeviceMemory(sizes, range_code=device_range_code(plc.series))
        tell_ranges(self.memory, plc.series)
        for tag in counting:
            start_counting(tag, plc, self.memory)
        self.cells = make_cells(groups, plc, tags, self.memory, timing=timing)
        free_running = [tag for tag in tags if tag.group_name not in self.cells]
        self._signals = Signals(free_running, plc.series, self.memory)
        self._commands = Commands(plc, self.memory)
        self._host = host
        self._scan_ms = scan_ms
        self._chooser = FaultChooser(faults, seed)
        self._lock = threading.Lock()
        self._cpu = threading.Lock()
        self._stop = threading.Event()
        self._scan = ScanClock(scan_ms)
        self._listener: socket.socket | None = None
        self._connections: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []  # those that serve, or have served, a connection
        self._acceptor: threading.Thread | None = None
        self._accepted = 0

    @property
    def faults(self) -> tuple[FaultSpec, ...]:
        """What goes wrong on purpose; may be changed while the PLC runs, from any thread."""
        return self._chooser.faults

    @faults.setter
    def faults(self, faults: Sequence[FaultSpec]) -> None:
        with self._lock:
            self._chooser.faults = tuple(faults)
            if self._listener is not None and self._acceptor is None and not self._chooser.refuses_always:
                self._listener.listen(MAX_CONNECTIONS)
                self._start_to_accept(self._listener)

    def snapshot(self) -> DeviceMemory:
        """A copy of the memory as a request would see it now, between two scans."""
        with self._cpu:
            return self.memory.snapshot()

    def start(self) -> int:
        """Listen and serve until ``stop``; returns the port. May be called again, running or stopped.

        Raises:
            HmiError: the port is in use, or the host is not an address of this machine.
        """
        if self._listener is not None:
            return self.port
        self._stop = threading.Event()
        self._scan = ScanClock(self._scan_ms)
        with self._lock:
            # A port that is bound and does not listen refuses connections like a closed one, and stays ours.
            refusing = self._chooser.refuses_always
            self._listener = self._open(listen=not refusing)
            self.port = self._listener.getsockname()[1]
            if not refusing:
                self._start_to_accept(self._listener)
        return self.port

    def stop(self) -> None:
        """Close every connection and the port; every thread has ended when it returns."""
        self._stop.set()
        with self._lock:
            listener, acceptor = self._listener, self._acceptor
            self._listener = self._acceptor = None
        if listener is not None:
            # Wakes accept() where the system allows it; elsewhere its timeout does.
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
        if acceptor is not None:
            acceptor.join(_JOIN_S)
        if listener is not None:
            listener.close()
        with self._lock:
            for connection in self._connections:
                with contextlib.suppress(OSError):  # the client may have ended it in the meantime
                    connection.shutdown(socket.SHUT_RDWR)
        # Also those that have just given up their connection: they may still be on their way out.
        for thread in self._threads:
            thread.join(_JOIN_S)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _open(self, *, listen: bool) -> socket.socket:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            # On Windows the option would let two programs share the port.
            if os.name != "nt":
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((self._host, self.port))
            listener.settimeout(_ACCEPT_S)
            if listen:
                listener.listen(MAX_CONNECTIONS)
        except OSError as error:
            listener.close()
            raise HmiError(
                f"Simulated PLC {self.plc.plc_code}: port {self.port} on {self._host} cannot be opened"
                f" ({error.strerror or error}); {_remedy(error)}"
            ) from error
        return listener

    def _start_to_accept(self, listener: socket.socket) -> None:
        self._acceptor = threading.Thread(
            target=self._accept, args=(listener,), name=f"simulator {self.plc.plc_code}", daemon=True
        )
        self._acceptor.start()

    def _accept(self, listener: socket.socket) -> None:
        while not self._stop.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                # The client gave up before it was served; a port that is truly gone ends at stop().
                self._stop.wait(_ACCEPT_S)
                continue
            self._accepted += 1
            self._admit(connection)

    def _admit(self, connection: socket.socket) -> None:
        with self._lock:
            if len(self._connections) >= MAX_CONNECTIONS or self._chooser.refuses(self._accepted):
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _FORGET)
                connection.close()
                return
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.settimeout(None)
            thread = threading.Thread(
                target=self._serve,
                args=(connection,),
                name=f"simulator {self.plc.plc_code} {self._accepted}",
                daemon=True,
            )
            self._connections.add(connection)
            self._threads = [*filter(threading.Thread.is_alive, self._threads), thread]
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        buffer = bytearray()
        try:
            while received := connection.recv(4096):
                buffer += received
                if not self._serve_buffer(connection, buffer):
                    break
        except OSError:
            pass  # the client, or stop(), broke the connection off: there is nobody left to tell
        finally:
            with self._lock:
                self._connections.remove(connection)
            connection.close()

    def _serve_buffer(self, connection: socket.socket, buffer: bytearray) -> bool:
        """Answer every complete request in the buffer; False when the connection is to be closed."""
        while buffer:
            try:
                request = take_request(buffer, is_ascii=self.plc.protocol.is_ascii)
            except NotAFrameError:
                buffer.clear()  # a PLC set to the other code says nothing at all
                return True
            if request is None:
                return True
            if not self._serve_request(connection, request):
                return False
        return True

    def _serve_request(self, connection: socket.socket, request: Request) -> bool:
        with self._lock:
            self.requests += 1
            fault = self._chooser.for_request(self.requests)
        if not self._scan.wait_for_end(self._stop):
            return False
        if fault is not None and fault.name is FaultName.DROP:
            return False
        if fault is not None and fault.name is FaultName.HALF_OPEN:
            while connection.recv(4096):
                pass
            return False
        answer = self._answer(request) if fault is None else self._wrong_answer(request, fault.name)
        with self._lock:
            delivery = deliver(answer, fault, self._chooser)
        return self._send(connection, delivery)

    def _answer(self, request: Request) -> bytes:
        # One request at a time, as at one END: no other connection sees a random write half done.
        with self._cpu:
            self._signals.refresh()
            for cell in self.cells.values():
                cell.advance()
            return self._commands.answer(request)

    def _wrong_answer(self, request: Request, name: FaultName) -> bytes:
        if name is FaultName.END_CODE:
            return self._commands.refuse(request, EndCode.CANNOT_EXECUTE)
        if name is FaultName.DEVICE_RANGE:
            return self._commands.refuse(request, device_range_code(self.plc.series))
        answer = self._answer(request)
        if name is FaultName.GARBAGE:
            return bytes(byte ^ 0x5A for byte in answer)
        if name is FaultName.WRONG_SERIAL and request.serial is not None:
            return self._with_serial(answer, (request.serial + 1) & 0xFFFF)
        return answer

    def _with_serial(self, answer: bytes, serial: int) -> bytes:
        if self.plc.protocol.is_ascii:
            return answer[:4] + f"{serial:04X}".encode() + answer[8:]
        return answer[:2] + serial.to_bytes(2, "little") + answer[4:]

    def _send(self, connection: socket.socket, delivery: Delivery) -> bool:
        """Send an answer as it is to be delivered; False when the connection is to be closed."""
        for wait_s, piece in delivery.pieces:
            if wait_s and self._stop.wait(wait_s):
                return False
            connection.sendall(piece)
        return not delivery.closes


def _remedy(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "another program uses it: stop that program, or give another port"
    if isinstance(error, PermissionError):
        return "this user may not open it: give a port from 1024 up"
    return "give an address of this computer, such as 127.0.0.1, and a free port"
