"""What a failed connection means and what to do about it, as errors that name the PLC and its address."""

from __future__ import annotations

import errno
import socket

from hmi.melsec.errors import PlcConnectionError, PlcRefusedError, PlcSilentError
from hmi.melsec.tcp import LookupTimeoutError
from hmi.model.plant import Plc

_NO_WAY = {
    number
    for name in ("EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "EADDRNOTAVAIL")
    if (number := getattr(errno, name, None)) is not None  # Windows has not all of them
}


def where(plc: Plc) -> str:
    """``ip:port`` of the PLC."""
    return f"{plc.ip_address}:{plc.port}"


def not_connected(plc: Plc, error: OSError) -> PlcConnectionError:
    """Connecting failed: tells apart refused, unreachable, unknown and silent hosts."""
    at = where(plc)
    if isinstance(error, ConnectionRefusedError):
        return PlcRefusedError(
            plc.plc_code,
            f"{at} refused the connection; check the port, and that the PLC has a free connection on it "
            "(one that was lost may stay occupied for 45 s and more)",
        )
    if isinstance(error, LookupTimeoutError):
        return PlcConnectionError(
            plc.plc_code,
            f"the address of {plc.ip_address!r} was not found in {plc.connection_timeout:g} s; check the "
            "name server of this computer, or set ip_address to the address itself",
        )
    if isinstance(error, TimeoutError):
        return PlcConnectionError(
            plc.plc_code,
            f"no answer from {at} in {plc.connection_timeout:g} s; check that the PLC is on, "
            "its network cable, ip_address and the firewall",
        )
    if isinstance(error, socket.gaierror):
        return PlcConnectionError(
            plc.plc_code, f"{plc.ip_address!r} is not an address of this network; check ip_address"
        )
    if error.errno in _NO_WAY:
        return PlcConnectionError(
            plc.plc_code,
            f"{at} cannot be reached from this computer; check ip_address, this computer's network cable "
            "and its network settings",
        )
    return PlcConnectionError(plc.plc_code, f"connecting to {at} failed: {error.strerror or error}")


def silent(plc: Plc, got: int) -> PlcConnectionError:
    """The deadline passed after ``got`` bytes of an answer."""
    at, limit = where(plc), f"{plc.connection_timeout:g} s"
    if got:
        return PlcConnectionError(
            plc.plc_code,
            f"the answer of {at} broke off after {got} bytes and was not complete in {limit}; "
            "check the network between this computer and the PLC",
        )
    return PlcSilentError(
        plc.plc_code,
        f"{at} took the connection but gave no answer in {limit}; check that the port is set to the "
        f"MC protocol as {plc.protocol} and not taken by another client, and network_no, station_no, "
        "module_io and multidrop_no",
    )


def lost(plc: Plc) -> PlcConnectionError:
    """The PLC, or something on the way, closed the connection."""
    return PlcConnectionError(
        plc.plc_code,
        f"{where(plc)} closed the connection; the PLC may have been restarted, its port may be occupied "
        "by another client, or a firewall on the way ends connections",
    )


def aborted(plc: Plc) -> PlcConnectionError:
    """We gave up ourselves, because somebody asked for it."""
    return PlcConnectionError(plc.plc_code, f"the work with {where(plc)} was stopped on request")


def not_open(plc: Plc) -> PlcConnectionError:
    """A read on a session that is not open."""
    return PlcConnectionError(
        plc.plc_code, f"there is no connection to {where(plc)}; it has to be opened first"
    )


def garbage(plc: Plc, what: str) -> PlcConnectionError:
    """The bytes that came are not the answer to what was asked; ``what`` says in which way."""
    return PlcConnectionError(
        plc.plc_code,
        f"{where(plc)} sent something that is not the answer to the request: {what}; check protocol "
        "and series, and that no device on the way changes the data",
    )


def wrong_start(plc: Plc, start: bytes) -> PlcConnectionError:
    """An answer that begins unlike an answer to our frame; ``start`` is what came, the header's length."""
    for name, marks in (
        ("3E binary", (b"\xd0\x00",)),
        ("4E binary", (b"\xd4\x00",)),
        ("3E ASCII", (b"D000",)),
        ("4E ASCII", (b"D400",)),
    ):
        if start.startswith(marks) and name != _frame_name(plc):
            return garbage(plc, f"it answers in {name} frames, {plc.protocol} is configured")
    if start.startswith((b"\xd0\x00", b"\xd4\x00", b"D000", b"D400")):
        return garbage(plc, "it belongs to another request or another station")
    return garbage(plc, f"it begins with {start[:8].decode('latin-1')!a}")


def _frame_name(plc: Plc) -> str:
    return f"{'4E' if plc.protocol.is_4e else '3E'} {'ASCII' if plc.protocol.is_ascii else 'binary'}"
