"""3E and 4E frames as a PLC sees them: requests out of a byte stream, answers into one.

Written from the manual and on purpose without pymcprotocol, whose defects it must not share.
"""

from __future__ import annotations

from dataclasses import dataclass

from hmi.melsec.simulator.fields import HEX_DIGITS, put_number
from hmi.melsec.simulator.limits import EndCode

_REQUEST_3E = 0x5000
_REQUEST_4E = 0x5400
_ANSWER_BIT = 0x8000
_ROUTE_SIZE = 5
_HEAD_SIZE = 6
"""Timer, command and subcommand, in bytes of binary code."""


class NotAFrameError(Exception):
    """The bytes are no request in the code of this port; a PLC gives no answer to them."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request is bound for."""

    network_no: int = 0
    station_no: int = 0xFF
    module_io: int = 0x3FF
    multidrop_no: int = 0


OWN_STATION = Route()
"""The PLC at the other end of the cable."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``serial`` is None in a 3E frame, ``data`` stands in the code of the port.

    ``timer`` is in units of 250 ms. A request too short for its command has command 0.
    """

    route: Route
    serial: int | None
    timer: int
    command: int
    subcommand: int
    data: bytes


def take_request(buffer: bytearray, *, is_ascii: bool) -> Request | None:
    """Cut the first request out of ``buffer``; None, with the buffer untouched, while it is incomplete.

    Raises:
        NotAFrameError: the buffer does not begin with a request in this code.
    """
    width = 2 if is_ascii else 1
    is_4e = _is_4e(bytes(buffer[: 2 * width]), is_ascii=is_ascii)
    if is_4e is None:
        return None
    prefix = (6 if is_4e else 2) * width
    data_at = prefix + (_ROUTE_SIZE + 2) * width
    if len(buffer) < data_at:
        return None
    length = _number(buffer[data_at - 2 * width : data_at], is_ascii=is_ascii)
    if len(buffer) < data_at + length:
        return None
    header, body = bytes(buffer[:data_at]), bytes(buffer[data_at : data_at + length])
    serial = _number(header[2 * width : 4 * width], is_ascii=is_ascii) if is_4e else None
    request = _request(header[prefix:], body, serial, is_ascii=is_ascii)
    del buffer[: data_at + length]
    return request


def _is_4e(start: bytes, *, is_ascii: bool) -> bool | None:
    """True for a 4E frame, False for a 3E frame, None while it cannot be known."""
    for subheader, is_4e in ((_REQUEST_3E, False), (_REQUEST_4E, True)):
        text = f"{subheader:04X}".encode() if is_ascii else subheader.to_bytes(2, "big")
        if start == text:
            return is_4e
        if text.startswith(start):
            return None
    raise NotAFrameError


def _request(routed: bytes, body: bytes, serial: int | None, *, is_ascii: bool) -> Request:
    width = 2 if is_ascii else 1

    def field(text: bytes, at: int, size: int) -> int:
        return _number(text[at * width : (at + size) * width], is_ascii=is_ascii)

    route = Route(field(routed, 0, 1), field(routed, 1, 1), field(routed, 2, 2), field(routed, 4, 1))
    if len(body) < _HEAD_SIZE * width:
        return Request(route, serial, 0, 0, 0, b"")
    timer, command, subcommand = (field(body, at, 2) for at in (0, 2, 4))
    return Request(route, serial, timer, command, subcommand, body[_HEAD_SIZE * width :])


def _number(digits: bytes | bytearray, *, is_ascii: bool) -> int:
    if not is_ascii:
        return int.from_bytes(digits, "little")
    if not HEX_DIGITS.issuperset(digits):
        raise NotAFrameError
    return int(digits, 16)


def build_answer(request: Request, end_code: EndCode, data: bytes, *, is_ascii: bool) -> bytes:
    """The whole answer; ``data`` in the code of the port, for an end code the route and command instead."""

    def put(value: int, size: int) -> bytes:
        return put_number(value, size, is_ascii=is_ascii)

    route = request.route
    routed = put(route.network_no, 1) + put(route.station_no, 1) + put(route.module_io, 2)
    routed += put(route.multidrop_no, 1)
    if end_code is not EndCode.OK:
        data = routed + put(request.command, 2) + put(request.subcommand, 2)
    body = put(end_code, 2) + data
    return _subheader(request.serial, is_ascii=is_ascii) + routed + put(len(body), 2) + body


def _subheader(serial: int | None, *, is_ascii: bool) -> bytes:
    code = (_REQUEST_3E if serial is None else _REQUEST_4E) | _ANSWER_BIT
    text = f"{code:04X}".encode() if is_ascii else code.to_bytes(2, "big")
    if serial is None:
        return text
    return text + put_number(serial, 2, is_ascii=is_ascii) + put_number(0, 2, is_ascii=is_ascii)
