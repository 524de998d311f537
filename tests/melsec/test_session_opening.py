"""Opening, aborting and closing a session, also from other threads; hosts that refuse or are silent."""

from __future__ import annotations

import errno
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NoReturn

import pytest

from hmi.melsec.errors import PlcConnectionError, PlcRefusedError
from hmi.melsec.session import PlcSession
from tests.melsec.scripted import (
    Script,
    ScriptedPlc,
    d,
    echo_head,
    free_port,
    in_turn,
    opened,
    plc_at,
    wait_until,
    words,
)

Make = Callable[[Script], ScriptedPlc]


def test_a_refused_port_is_told_from_a_silent_host() -> None:
    plc = plc_at(free_port())
    with pytest.raises(
        PlcRefusedError, match=rf"127.0.0.1:{plc.port} refused the connection; check the port"
    ):
        PlcSession(plc).open()


def test_an_unknown_host_is_named() -> None:
    plc = replace(plc_at(5010), ip_address="no-such-plc.invalid")
    with pytest.raises(
        PlcConnectionError, match=r"'no-such-plc.invalid' is not an address.*check ip_address"
    ):
        PlcSession(plc).open()


def test_a_system_without_a_socket_to_spare_is_a_connection_error_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none_left() -> NoReturn:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr("hmi.melsec.tcp.socket.socketpair", none_left)
    session = PlcSession(plc_at(5010))
    with pytest.raises(PlcConnectionError, match="Too many open files"):
        session.open()
    assert isinstance(session.failure, PlcConnectionError)


def test_a_silent_host_ends_in_a_timeout(full_listener: int) -> None:
    with pytest.raises(
        PlcConnectionError, match=r"no answer from 127.0.0.1:\d+ in 0.2 s; check that the PLC is on"
    ):
        PlcSession(plc_at(full_listener, timeout=0.2)).open()


def test_abort_wakes_a_read_that_waits(scripted: Make) -> None:
    server = scripted(in_turn())
    with opened(plc_at(server.port, timeout=60.0)) as session:
        in_another_thread(lambda: wait_until(lambda: bool(server.requests)), session.abort)
        with pytest.raises(PlcConnectionError, match="stopped on request"):
            session.read(d(100))
        assert session.is_aborted
        with pytest.raises(PlcConnectionError, match="stopped on request"):
            session.read(d(100))
        with pytest.raises(PlcConnectionError, match="stopped on request"):
            session.open()


def test_abort_wakes_a_connect_that_waits(full_listener: int) -> None:
    session = PlcSession(plc_at(full_listener, timeout=60.0))
    in_another_thread(lambda: wait_until(lambda: session._connection is not None), session.abort)
    with pytest.raises(PlcConnectionError, match="stopped on request"):
        session.open()


def test_close_from_another_thread_ends_a_read(scripted: Make) -> None:
    server = scripted(in_turn())
    with opened(plc_at(server.port, timeout=60.0)) as session:
        in_another_thread(lambda: wait_until(lambda: bool(server.requests)), session.close)
        with pytest.raises(PlcConnectionError):
            session.read(d(100))
    assert not session.is_open


def test_opening_twice_keeps_the_connection_and_closing_twice_is_harmless(scripted: Make) -> None:
    server = scripted(echo_head)
    with opened(plc_at(server.port)) as session:
        session.open()
        assert session.read(d(5)) == words(5)
        session.close()
        with pytest.raises(PlcConnectionError, match="no connection"):
            session.read(d(5))
    assert server.accepted == 1


@pytest.fixture
def full_listener() -> Iterator[int]:
    """A port whose queue of waiting connections is full: it answers no further connect."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        port = listener.getsockname()[1]
        waiting = [socket.socket() for _ in range(3)]
        for sock in waiting:
            sock.setblocking(False)
            sock.connect_ex(("127.0.0.1", port))
        yield port
        for sock in waiting:
            sock.close()


def in_another_thread(*steps: Callable[[], object]) -> None:
    def run() -> None:
        for step in steps:
            step()

    threading.Thread(target=run).start()
