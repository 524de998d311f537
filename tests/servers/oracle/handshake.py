"""From the first packet to the login: CONNECT and its answer, PROTOCOL, DATA TYPES."""

from __future__ import annotations

import re

from tests.servers.oracle.primitives import ProtocolError, Reader, be16, be32, clr, le16
from tests.servers.oracle.transport import ACCEPT, CONNECT, DATA, REFUSE, Wire

TNS_VERSION = 315
"""The oldest the driver takes: without out-of-band breaks, fast login and end-of-response flags."""

UNKNOWN_SERVICE = 12514

_FIXED_PART = 74
_PROTOCOL, _DATA_TYPES = 1, 2
_UTF8, _UTF16 = 873, 2000
_BANNER = b"Lineside tests 19.24"
_FIELD_VERSION = 12
_COMPILE = {
    0: 6,
    4: 0xEF,
    7: _FIELD_VERSION,
    8: 1,
    9: 1,
    15: 0x29,
    17: 3,
    18: 7,
    19: 3,
    21: 1,
    23: 0x47,
    26: 4,
    27: 1,
}
_COMPILE_LENGTH = 55
_RUNTIME = {0: 2, 6: 0x05}
_RUNTIME_LENGTH = 13


def read_connect(wire: Wire) -> str:
    """Read CONNECT; returns the service's name, and sets the SDU of the wire to the client's if smaller."""
    packet = wire.read()
    if packet.type != CONNECT or len(packet.body) < _FIXED_PART - 8:
        raise ProtocolError(f"packet type {packet.type} where CONNECT was due")
    body = packet.body
    wire.sdu = min(int.from_bytes(body[50:54], "big") or int.from_bytes(body[6:8], "big"), 2 * 1024 * 1024)
    text = body[_FIXED_PART - 8 :]
    if not text:
        follows = wire.read()
        if follows.type != DATA:
            raise ProtocolError("no connect string")
        text = follows.body[2:]
    found = re.search(rb"\(\s*(?:SERVICE_NAME|SID)\s*=\s*([^)\s]*)", text, re.IGNORECASE)
    return found[1].decode() if found else ""


def refuse(wire: Wire, code: int) -> None:
    """Say no, as a listener does."""
    text = f"(DESCRIPTION=(TMP=)(VSNNUM=318767104)(ERR={code})(ERROR_STACK=(ERROR=(CODE={code})(EMFI=4))))"
    wire.send(REFUSE, bytes((0x22, 0)) + be16(len(text)) + text.encode())


def accept(wire: Wire) -> None:
    """Say yes; from here on lengths have four bytes."""
    short = be16(min(wire.sdu, 0xFFFF))
    wire.send(
        ACCEPT,
        be16(TNS_VERSION) + be16(0) + short * 2 + be16(1) + bytes(14) + be32(wire.sdu) * 2 + bytes(1),
    )
    wire.long_header = True


def negotiate(reader: Reader, wire: Wire) -> None:
    """PROTOCOL and DATA TYPES."""
    if reader.u8() != _PROTOCOL:
        raise ProtocolError("no PROTOCOL where one was due")
    while reader.u8():
        pass  # the versions the client knows
    while reader.u8():
        pass  # its name
    national = bytes(9) + be16(_UTF16)
    wire.send_message(
        bytes((_PROTOCOL, 6, 0))
        + _BANNER
        + b"\0"
        + le16(_UTF8)
        + bytes((1,))
        + le16(0)
        + be16(len(national))
        + national
        + clr(_capabilities(_COMPILE, _COMPILE_LENGTH))
        + clr(_capabilities(_RUNTIME, _RUNTIME_LENGTH))
    )
    if reader.u8() != _DATA_TYPES:
        raise ProtocolError("no DATA TYPES where they were due")
    reader.raw(5)
    reader.clr()
    reader.clr()
    while reader.be16():
        reader.raw(6)
    wire.send_message(bytes((_DATA_TYPES, 0, 0)))


def _capabilities(known: dict[int, int], length: int) -> bytes:
    return bytes(known.get(at, 0) for at in range(length))
