"""Host names in place of addresses: found by the system, which may take its time or know nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest

from hmi.melsec.errors import PlcConnectionError
from hmi.melsec.session import PlcSession
from tests.melsec.scripted import Script, ScriptedPlc, d, echo_head, plc_at, wait_until, words

Make = Callable[[Script], ScriptedPlc]

NAME = "plc-7.invalid"


class NameServer:
    """Answers for one name, when it is let; everything else is the system's business."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked = threading.Event()
        self.let = threading.Event()
        self._system = socket.getaddrinfo

    def getaddrinfo(self, host: str, port: int, type: int = 0, flags: int = 0) -> list[Any]:  # noqa: A002 - its name
        """As in ``socket``."""
        if host != NAME or flags & socket.AI_NUMERICHOST:
            return list(self._system(host, port, type=type, flags=flags))
        self.asked.set()
        assert self.let.wait(10)
        return [self._system(address, port, type=type)[0] for address in self.addresses]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameServer]:
    """A name server that keeps everybody waiting until the test lets it answer, or ends."""
    server = NameServer("::1", "127.0.0.1")
    monkeypatch.setattr("hmi.melsec.tcp.socket.getaddrinfo", server.getaddrinfo)
    yield server
    server.let.set()


def test_a_name_leads_to_its_ipv4_address(scripted: Make, names: NameServer) -> None:
    names.let.set()
    server = scripted(echo_head)
    with closing(PlcSession(replace(plc_at(server.port), ip_address=NAME))) as session:
        session.open()
        assert session.read(d(900)) == words(900)


def test_a_slow_name_server_does_not_outlast_the_timeout(names: NameServer) -> None:
    plc = replace(plc_at(5010, timeout=0.1), ip_address=NAME)
    with pytest.raises(
        PlcConnectionError, match=rf"the address of '{NAME}' was not found in 0.1 s; check the name server"
    ):
        PlcSession(plc).open()
    assert names.asked.is_set()


def test_abort_wakes_a_search_for_an_address(names: NameServer) -> None:
    session = PlcSession(replace(plc_at(5010, timeout=60.0), ip_address=NAME))

    def abort() -> None:
        wait_until(names.asked.is_set)
        session.abort()

    threading.Thread(target=abort).start()
    with pytest.raises(PlcConnectionError, match="stopped on request"):
        session.open()


@pytest.mark.parametrize("name", ["x" * 80, "plc..7", "plc\0"])
def test_what_is_no_name_at_all_is_said_so(name: str) -> None:
    with pytest.raises(PlcConnectionError):
        PlcSession(replace(plc_at(5010), ip_address=name)).open()
