"""pymcprotocol's 3E and 4E clients, hardened.

The library builds the frames; what it gets wrong is replaced here: it takes a closed connection for zeros,
reads an answer with a single ``recv``, hands a late answer to the next request, writes hexadecimal device
numbers in decimal in ASCII frames, and ignores routing fields of zero. Version 0.3.0 is pinned, because
private methods are overridden.
"""

from __future__ import annotations

import binascii
import time
from array import array

from pymcprotocol import Type3E, Type4E

from hmi.melsec import diagnosis
from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.devices import Device, uses_wide_numbers
from hmi.melsec.endcodes import describe_end_code
from hmi.melsec.errors import EndCodeError
from hmi.melsec.requests import Window
from hmi.melsec.tcp import AbortedError, PeerClosedError, TcpConnection
from hmi.model.plant import Plc

_BATCH_READ = 0x0401
_LONGEST_ANSWER = 8192
"""Most bytes after the header that are believed: the largest answer, 7,168 bits in ASCII, has less."""
_TIMER_UNIT_S = 0.25
_TIMER_SHARE = 0.8


def monitoring_timer(timeout_s: float) -> int:
    """The PLC's own timer, in units of 250 ms: it ends before ours, or its answer would come too late."""
    return min(max(1, int(timeout_s * _TIMER_SHARE / _TIMER_UNIT_S)), 0xFFFF)


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
        self._frames: dict[Window, bytes] = {}

    def read_words(self, window: Window) -> bytes:
        """The words of a window, little-endian, whatever the code of the frames.

        Raises:
            EndCodeError: the PLC refused; the connection can be used on.
            PlcConnectionError: anything else; the connection has to be closed.
        """
        frame = self._frames.get(window)
        if frame is None:
            frame = self._frames[window] = self._read_frame(window)
        self._send(frame)
        end = self._receive()
        status = self._number(self._buffer, self._header)
        if status:
            raise self._refused(status, f"to read {window.text(self._plc.series)}")
        data = bytes(self._buffer[self._header + 2 * self._chars : end])
        if len(data) != 2 * self._chars * window.words:
            asked = f"{window.words} words of {window.text(self._plc.series)} were asked for"
            raise diagnosis.garbage(self._plc, f"{asked}, {len(data) / (2 * self._chars):g} came")
        return self._little_endian(data) if self._chars == 2 else data

    def _read_frame(self, window: Window) -> bytes:
        data = self._make_commanddata(_BATCH_READ, 0x0002 if uses_wide_numbers(self._plc.series) else 0x0000)
        data += self._device_bytes(window.device, window.head)
        frame: bytes = self._make_senddata(data + self._encode_value(window.words))
        return frame

    # -- what the library calls ----------------------------------------------------------------------

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

    def _little_endian(self, text: bytes) -> bytes:
        """ASCII data are words of four digits, high byte first."""
        words = array("H", self._unhex(text))
        words.byteswap()
        return words.tobytes()

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
