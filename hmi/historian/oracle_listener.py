"""Asking an Oracle listener whether it is there, as ``tnsping`` does: without the driver, never for long."""

from __future__ import annotations

import socket
import struct

_PING = b"(DESCRIPTION=(CONNECT_DATA=(COMMAND=ping)))"
"""What ``tnsping`` asks; a listener answers it without a word to any database."""

_CONNECT = 1
_ANSWERS = frozenset((2, 4, 5, 11))
"""Packets of the Oracle net protocol that may answer a CONNECT: ACCEPT, REFUSE, REDIRECT, RESEND."""

_HEADER = struct.Struct(">HHBBH")
"""Of a packet: its length, 0, its type, flags, 0."""


def ask(peer: socket.socket, timeout: float) -> bytes:
    """Send the question and return the head of the answer; empty where the other side closes instead.

    Raises:
        OSError: the connection broke, or no answer within ``timeout`` seconds.
    """
    peer.settimeout(timeout)
    peer.sendall(_ping())
    return peer.recv(_HEADER.size)


def is_answer(header: bytes) -> bool:
    """Whether a listener of Oracle answers so."""
    if len(header) < _HEADER.size:
        return False
    length, none, kind, _flags, none_either = _HEADER.unpack(header)
    return length >= _HEADER.size and none == none_either == 0 and kind in _ANSWERS


def require_listener(host: str, port: int, connect_timeout: float, timeout: float) -> None:
    """Return when a listener answers, within ``connect_timeout`` plus ``timeout`` seconds and the look-up.

    Raises:
        OSError: none does.
    """
    with socket.create_connection((host, port), connect_timeout) as peer:
        if not is_answer(ask(peer, timeout)):
            raise ConnectionAbortedError(f"what answers at {host}:{port} is no Oracle listener")


def _ping() -> bytes:
    """A CONNECT packet as the driver sends it, without a service: see the protocol's version 319."""
    body = struct.pack(
        ">8H2HI2B24xIIII",
        319,
        300,
        1,
        8192,
        8192,
        0x4F98,
        0,
        1,
        len(_PING),
        74,
        0,
        0x84,
        0x84,
        8192,
        8192,
        0,
        0,
    )
    return _HEADER.pack(_HEADER.size + len(body) + len(_PING), 0, _CONNECT, 0, 0) + body + _PING
