"""A station on a small plant with its remote face, for the tests of the WebSocket and of the page."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from socket import SO_SNDBUF, SOL_SOCKET
from unittest.mock import patch

import keyring
from starlette.types import ASGIApp

from hmi.alarms import board
from hmi.api.app import make_app
from hmi.api.face import RemoteFace
from hmi.api.guard import Guard
from hmi.api.server import ApiServer, listen
from hmi.config.api_tokens import Scope, digest_of
from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.settings import ApiSettings, load_settings
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.status import LinkState
from hmi.qthreads import QThreadHost
from hmi.remote import Remote
from hmi.station import Station
from tests.api.plc_process import PlcProcess, plcs_of
from tests.keyrings import MemoryKeyring
from tests.processes import free_port

PATIENCE_S = 20.0
_SOON = board._Delay(on=0.2, off=0.5)
"""A lost PLC is an alarm for 10 s more at least, for which no test waits."""
TOKEN = "a-token-for-reading-of-tests"
NASTY = "<img src=x onerror=boom()><script>boom()</script>"


@dataclass
class Watched:
    """A running station, what others reach it by, and its PLCs."""

    station: Station
    remote: Remote
    plcs: PlcProcess
    url: str
    read: str
    command: str

    def renew(self) -> None:
        """Another token to read."""
        self.read = self.remote.renew_token(Scope.READ)

    def wait_until_connected(self) -> None:
        """Every PLC answers, and nothing stands."""
        wait_until(
            lambda: (
                all(plc.state is LinkState.CONNECTED for plc in self.station.status().plcs)
                and not self.station.status().alarms
            )
        )


def plant(resting: int = 0) -> Plant:
    """Two PLCs; the second one's group and tag have names that a page must not take for its own.

    ``resting`` groups more are never started; each makes the status some 500 bytes longer.
    """
    plcs = tuple(
        Plc(code, "127.0.0.1", port=free_port(), connection_timeout=0.5) for code in ("PRESS", "PAINT")
    )
    groups = (
        PollingGroup("PRESS_FAST", "PRESS", polling_interval_ms=100),
        PollingGroup("PRESS_SLOW", "PRESS", polling_interval_ms=500),
        PollingGroup(NASTY, "PAINT", polling_interval_ms=200),
        *(PollingGroup(f"RESTING_{n}", "PRESS", is_active=False) for n in range(resting)),
    )
    tags = (
        *(Tag("PRESS", f"D{100 + n}", f"Force {n}", TagType.INT, "PRESS_FAST", unit="kN") for n in range(6)),
        *(Tag("PRESS", f"M{n}", f"Clamp {n}", TagType.BOOL, "PRESS_SLOW") for n in range(4)),
        Tag("PAINT", "D200", NASTY, TagType.INT, NASTY, machine_code=NASTY),
    )
    return Plant(plcs, groups, tags)


@contextmanager
def watched_station(root: Path, wanted: Plant | None = None, name: str = "Line 1") -> Iterator[Watched]:
    """The station of a plant, which listens; its tokens are in a keyring of memory.

    The server's pools have their threads as long as it runs: they are looked for at its end, not at that of
    each test.
    """
    threads = set(threading.enumerate())
    folder = DataFolder(root)
    folder.create()
    database = ConfigDatabase(folder.station_db)
    database.replace_plant(database.load_plant(), wanted or plant())
    api = ApiSettings(enabled=True, port=free_port())
    settings = replace(load_settings(folder, {}), station_name=name, api=api)
    before = keyring.get_keyring()
    with ExitStack() as stack:
        keyring.set_keyring(MemoryKeyring())
        stack.callback(keyring.set_keyring, before)
        stack.enter_context(patch.dict(board._DELAYS, plc_down=_SOON))
        plcs = stack.enter_context(plcs_of(root))
        station = Station(folder, settings, QThreadHost(), remote=RemoteFace)
        stack.callback(station.stop)
        assert station.start() == []
        remote = station.remote
        assert remote is not None
        tokens = [remote.renew_token(scope) for scope in (Scope.READ, Scope.COMMAND)]
        yield Watched(station, remote, plcs, remote.status().url, *tokens)
    wait_until(lambda: not _left_over(threads))


@contextmanager
def served(
    station: Station, count: Callable[[int], None], *, ping_s: float = 10.0, is_tls: bool = False
) -> Iterator[str]:
    """Another face of a station, whose sockets have little room, with ``TOKEN``; its URL.

    ``is_tls`` is only what it says of itself.
    """
    settings = ApiSettings(enabled=True, port=free_port())
    sockets = listen(settings)
    for one in sockets:
        one.setsockopt(SOL_SOCKET, SO_SNDBUF, 4096)
    guard = Guard(lambda: {Scope.READ: digest_of(TOKEN)}, lambda _address: None)

    def make() -> ASGIApp:
        return make_app(station, guard, watching=count, is_tls=is_tls)

    server = ApiServer(settings, sockets, make, ping_s=ping_s)
    running = QThreadHost().start(server)
    try:
        yield f"http://127.0.0.1:{settings.port}"
    finally:
        running.request_stop()
        assert running.join(PATIENCE_S)


def wait_until(condition: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    """Wait until it is so."""
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, "it does not come to that"
        time.sleep(0.02)


def _left_over(before: set[threading.Thread]) -> list[str]:
    # A QThread that touched Python shows up as a _DummyThread that never "ends"; its own host joins it.
    left = (one for one in set(threading.enumerate()) - before if not isinstance(one, threading._DummyThread))
    return [thread.name for thread in left if not thread.name.startswith("pytest_timeout")]
