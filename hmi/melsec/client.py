"""pymcprotocol's 3E and 4E clients, hardened.

The library builds the frames; what it gets wrong is replaced here: it takes a closed connection for zeros,
reads an answer with a single ``recv``, hands a late answer to the next request, writes hexadecimal device
numbers in decimal in ASCII frames, and ignores routing fields of zero. Version 0.3.0 is pinned, because
private methods are overridden.
"""

from __future__ import annotations

import binascii
import time
from collections.abc import Callable
from dataclasses import dataclass

from pymcprotocol import Type3E, Type4E

from hmi.melsec import diagnosis
from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.answers import data_size, to_words
from hmi.melsec.devices import Device, uses_wide_numbers
from hmi.melsec.endcodes import describe_end_code
from hmi.melsec.errors import EndCodeError, PlcConnectionError, WritesNotAllowedError
from hmi.melsec.permits import WritePermit
from hmi.melsec.requests import BitWindow, RandomRead, Request
from hmi.melsec.tcp import AbortedError, PeerClosedError, TcpConnection
from hmi.model.plant import Plc

_READ, _READ_RANDOM, _WRITE = 0x0401, 0x0403, 0x1401
_BIT_UNITS, _WIDE = 0x0001, 0x0002
_MOST_FRAMES = 256
"""Frames that are kept: more than any plan has requests, and a search for a bad tag adds some each time."""
_LONGEST_ANSWER = 8192
"""Most bytes after the header that are believed: the largest answer, 7,168 bits in ASCII, has less."""
_TIMER_UNIT_S = 0.25
_TIMER_SHARE = 0.8


def monitoring_timer(timeout_s: float) -> int:
    """The PLC's own timer, in units of 250 ms: it ends before ours, or its answer would come too late."""
    return min(max(1, int(timeout_s * _TIMER_SHARE / _TIMER_UNIT_S)), 0xFFFF)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The frame of a request, and the bytes of data that its answer has."""

    frame: bytes
    data_size: int


class Client3E(Type3E):
    """3E frames over an open connection, binary or ASCII; used by one thread at a time.

    Every failure but an end code leaves the connection in an unknown state: its owner has to close it.
    """

    def __init__(self, plc: Plc, connection: TcpConnection) -> None:
        # The library knows wide numbers only as iQ-R, although iQ-L has them too; iQ-F speaks like Q.
        super().__init__("iQ-R" if uses_wide_numbers(plc.series) else "Q")
        self._set_commtype("ascii" if plc.protocol.is_ascii else "binary")
        self._plc, self._connection = plc, connection
        # setaccessopt would ignore zeros and takes whole seconds only.
        self.network, self.pc = plc.network_no, plc.station_no
        self.dest_moduleio, self.dest_modulesta = plc.module_io, plc.multidrop_no
        self.timer = monitoring_timer(plc.connection_timeout)
        self._chars = 2 if plc.protocol.is_ascii else 1
        self._start = self._expected_start()
        self._header = len(self._start) + 2 * self._chars
        self._buffer = memoryview(bytearray(self._header + _LONGEST_ANSWER + 1))
        self._deadline = 0.0
        self._prepared: dict[Request, _Prepared] = {}

    def read(self, request: Request) -> bytes:
        """The words that a request asks for, little-endian, whatever the code of the frames.

        Raises:
            EndCodeError: the PLC refused; the connection can be used on.
            PlcConnectionError: anything else; the connection has to be closed.
        """
        prepared = self._prepared.get(request) or self._prepare(request)
        data = self._exchange(prepared.frame, lambda: f"to read {request.text(self._plc.series)}")
        if len(data) != prepared.data_size:
            raise self._wrong_size(request, len(data), prepared.data_size)
        try:
            return to_words(request, data, is_ascii=self._chars == 2)
        except ValueError as error:
            raise diagnosis.garbage(self._plc, str(error)) from error

    def write_bit(self, permit: WritePermit, *, on: bool) -> None:
        """Switch the one bit of a permit; the only thing that this client can write.

        Raises:
            EndCodeError, PlcConnectionError: see ``read``.
        """
        device, number = permit.address.device, permit.address.number
        state = (b"1" if on else b"0") if self._chars == 2 else (b"\x10" if on else b"\x00")
        # The library's own method, because ours refuses every command that writes.
        command = super()._make_commanddata(_WRITE, self._subcommand(_BIT_UNITS))
        one = self._encode_value(1)
        frame = self._make_senddata(command + self._device_bytes(device, number) + one + state)
        data = self._exchange(frame, lambda: f"to switch {permit.text} {'on' if on else 'off'}")
        if data:
            raise diagnosis.garbage(self._plc, f"{len(data)} bytes of data came for a write")

    # -- frames ----------------------------------------------------------------------------------------

    def frame_of(self, request: Request) -> bytes:
        """The bytes of a request as they are sent, but for the serial number of a 4E frame."""
        if isinstance(request, RandomRead):
            data = self._make_commanddata(_READ_RANDOM, self._subcommand())
            data += self._encode_value(len(request.singles), "byte")
            data += self._encode_value(len(request.doubles), "byte")
            data += b"".join(self._device_bytes(*point) for point in request.singles + request.doubles)
        else:
            unit = _BIT_UNITS if isinstance(request, BitWindow) else 0
            data = self._make_commanddata(_READ, self._subcommand(unit))
            data += self._device_bytes(request.device, request.head) + self._encode_value(request.points)
        frame: bytes = self._make_senddata(data)
        return frame

    def _prepare(self, request: Request) -> _Prepared:
        prepared = _Prepared(self.frame_of(request), data_size(request, is_ascii=self._chars == 2))
        if len(self._prepared) >= _MOST_FRAMES:
            del self._prepared[next(iter(self._prepared))]
        self._prepared[request] = prepared
        return prepared

    def _subcommand(self, unit: int = 0) -> int:
        return unit | (_WIDE if uses_wide_numbers(self._plc.series) else 0)

    # -- what the library calls ----------------------------------------------------------------------

    def _make_commanddata(self, command: int, subcommand: int) -> bytes:
        """Command and subcommand of a read; the library's writes and remote operations end here."""
        if command not in (_READ, _READ_RANDOM):
            raise WritesNotAllowedError(
                f"PLC {self._plc.plc_code}: command {command:04X} is not sent; only reading is allowed"
            )
        data: bytes = super()._make_commanddata(command, subcommand)
        return data

    def _make_devicedata(self, device: str) -> bytes:
        """Device bytes of an address in our notation; the library's own are wrong for hexadecimal devices."""
        address = parse_address(device, self._plc.series)
        return self._device_bytes(address.device, address.number)

    def _device_bytes(self, device: Device, number: int) -> bytes:
        series = self._plc.series
        wide = uses_wide_numbers(series)
        if self._chars == 1:
            code = device.code.to_bytes(2 if wide else 1, "little")
            return number.to_bytes(4 if wide else 3, "little") + code
        digits = Address(device, number).text(series)[len(device.name) :]
        return (device.ascii_code(series) + digits.rjust(8 if wide else 6, "0")).encode("ascii")

    def _send(self, send_data: bytes) -> None:
        """Send one request; from here runs the one deadline for its whole answer."""
        self._deadline = time.monotonic() + self._plc.connection_timeout
        try:
            if not self._connection.is_quiet():
                # A close, or bytes nobody asked for: they would be taken for the answer.
                raise PeerClosedError
            self._connection.send(self._stamp(send_data), self._deadline)
        except TimeoutError as error:
            raise diagnosis.silent(self._plc, 0) from error
        except PeerClosedError as error:
            raise diagnosis.lost(self._plc) from error
        except AbortedError as error:
            raise diagnosis.aborted(self._plc) from error

    def _recv(self) -> bytes:
        """One whole answer, header included."""
        return bytes(self._buffer[: self._receive()])

    def _check_cmdanswer(self, recv_data: bytes) -> None:
        """Raise an end code as our own error, C059 too."""
        status = self._number(recv_data, self._header)
        if status:
            raise self._refused(status, "the request")

    # -- answers ---------------------------------------------------------------------------------------

    def _exchange(self, frame: bytes, what: Callable[[], str]) -> bytes:
        """Send one request and take the data of its answer; ``what`` says in words what was asked."""
        self._send(frame)
        end = self._receive()
        status = self._number(self._buffer, self._header)
        if status:
            raise self._refused(status, what())
        return bytes(self._buffer[self._header + 2 * self._chars : end])

    def _wrong_size(self, request: Request, came: int, due: int) -> PlcConnectionError:
        what = request.text(self._plc.series)
        return diagnosis.garbage(self._plc, f"the data of {what} are {due} bytes, {came} came")

    def _stamp(self, frame: bytes) -> bytes:
        """The frame as it is sent; 4E gives it its serial number here."""
        return frame

    def _expected_start(self) -> bytes:
        """What an answer begins with: our own frame up to the route, under the answer's subheader."""
        sent: bytes = self._make_senddata(b"")
        route_end = len(sent) - (2 + 2) * self._chars  # length and timer follow the route
        return (
            (b"D" + sent[1:route_end]) if self._chars == 2 else bytes((sent[0] | 0x80,)) + sent[1:route_end]
        )

    def _receive(self) -> int:
        """Receive exactly one answer into the buffer; where it ends."""
        got = self._receive_until(0, self._header)
        if self._buffer[: len(self._start)] != self._start:
            raise diagnosis.wrong_start(self._plc, bytes(self._buffer[: self._header]))
        length = self._number(self._buffer, len(self._start))
        if not 2 * self._chars <= length <= _LONGEST_ANSWER:
            raise diagnosis.garbage(self._plc, f"it announces {length} bytes")
        end = self._header + length
        got = self._receive_until(got, end)
        if got > end:
            raise diagnosis.garbage(self._plc, f"{got - end} bytes more than announced")
        return end

    def _receive_until(self, got: int, need: int) -> int:
        try:
            return self._connection.receive(self._buffer, got, need, self._deadline)
        except TimeoutError as error:
            came = bytes(self._buffer[: error.args[0]])
            if not self._start.startswith(came[: len(self._start)]):
                raise diagnosis.wrong_start(self._plc, came[: self._header]) from error
            raise diagnosis.silent(self._plc, len(came)) from error
        except PeerClosedError as error:
            raise diagnosis.lost(self._plc) from error
        except AbortedError as error:
            raise diagnosis.aborted(self._plc) from error

    def _number(self, frame: bytes | memoryview, at: int) -> int:
        if self._chars == 1:
            return frame[at] | frame[at + 1] << 8
        return int.from_bytes(self._unhex(bytes(frame[at : at + 4])), "big")

    def _unhex(self, text: bytes) -> bytes:
        try:
            return binascii.unhexlify(text)
        except binascii.Error as error:
            raise diagnosis.garbage(self._plc, f"{text[:8]!r} is not hexadecimal text") from error

    def _refused(self, status: int, what: str) -> EndCodeError:
        text = f"{diagnosis.where(self._plc)} refused {what}: {describe_end_code(status)}"
        return EndCodeError(self._plc.plc_code, status, text)


class Client4E(Client3E, Type4E):
    """4E frames: as 3E, with a serial number that tells a late answer from the right one."""

    subheaderserial: int = 0

    def _stamp(self, frame: bytes) -> bytes:
        self.subheaderserial = (self.subheaderserial + 1) & 0xFFFF
        serial: bytes = self._encode_value(self.subheaderserial)
        first, last = 2 * self._chars, 4 * self._chars
        self._start = self._start[:first] + serial + self._start[last:]
        return frame[:first] + serial + frame[last:]


def make_client(plc: Plc, connection: TcpConnection) -> Client3E:
    """The client for the PLC's protocol."""
    return Client4E(plc, connection) if plc.protocol.is_4e else Client3E(plc, connection)
