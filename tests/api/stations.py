"""A station on two simulated PLCs with its remote face, for the tests of REST and of who may ask."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import keyring
from starlette.types import ASGIApp

from hmi.api.app import make_app
from hmi.api.face import RemoteFace, url_of
from hmi.api.guard import Guard
from hmi.api.server import ApiServer, listen
from hmi.config.api_tokens import Scope, digest_of
from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.settings import ApiSettings, load_settings
from hmi.melsec.simulator.plant import SimulatedPlant
from hmi.model.events import Event, EventKind
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Tag, TagType
from hmi.qthreads import QThreadHost
from hmi.station import Station
from tests.api.clients import PATIENCE_S, Client
from tests.keyrings import MemoryKeyring
from tests.melsec.scripted import wait_until
from tests.processes import free_port

FAST, ODD, KOREAN = "FAST", "Line 1 / A%2Fstart?", "용접 그룹"
HAND, HAND_PAINT, SPARE = "HAND", "HAND_PAINT", "SPARE"
RUNNING = (FAST, ODD, KOREAN, HAND, HAND_PAINT)

READ, COMMAND, WRONG = "r" * 40, "c" * 40, "wrong-token-of-a-stranger"
DIGESTS = {Scope.READ: digest_of(READ), Scope.COMMAND: digest_of(COMMAND)}
"""Tokens of a guard that a test makes, and one that is none."""


@dataclass
class Served:
    """A running station, its face, and who may ask it."""

    station: Station
    face: RemoteFace
    plcs: SimulatedPlant
    keyring: MemoryKeyring
    nobody: Client
    reader: Client
    commander: Client

    def renew(self) -> None:
        """Tokens of which the guard has to learn."""
        self.reader = self.nobody.with_token(self.face.renew_token(Scope.READ))
        self.commander = self.nobody.with_token(self.face.renew_token(Scope.COMMAND))

    def events(self, kind: EventKind, by: str = "API 127.0.0.1") -> list[Event]:
        """Of that kind and that person, the newest first."""
        return [event for event in self.station.events.read() if (event.kind, event.by) == (kind, by)]


def plant() -> Plant:
    """Five groups that run, and one for which there is no place; names as plants have them."""
    plcs = tuple(
        Plc(code, "127.0.0.1", port=free_port(), connection_timeout=0.5) for code in ("PRESS", "PAINT")
    )
    groups = (
        PollingGroup(FAST, "PRESS", polling_interval_ms=100),
        PollingGroup(ODD, "PRESS", polling_interval_ms=500),
        PollingGroup(KOREAN, "PAINT", polling_interval_ms=500),
        PollingGroup(HAND, "PRESS", PollingMode.HANDSHAKE),
        PollingGroup(HAND_PAINT, "PAINT", PollingMode.HANDSHAKE),
        PollingGroup(SPARE, "PRESS"),
    )
    tags = (
        Tag("PRESS", "D100", "Force", TagType.INT, FAST, machine_code="PRS-L1-ST01-01", unit="kN"),
        Tag("PRESS", "D102", "Strokes", TagType.UDINT, FAST),
        Tag("PRESS", "D104", "Angle", TagType.LREAL, FAST),
        Tag("PRESS", "D110.3", "Clamp closed", TagType.BOOL, FAST),
        Tag("PRESS", "D120", "Lot", TagType.STRING, FAST, string_length=10),
        Tag("PRESS", "W1A0", "온도", TagType.INT, ODD),
        Tag("PAINT", "D200", "전류", TagType.INT, KOREAN),
        Tag("PRESS", "D300", "Weight", TagType.INT, HAND),
        Tag("PRESS", "D301", "Length", TagType.INT, HAND),
        Tag("PAINT", "D300", "Colour", TagType.INT, HAND_PAINT),
        Tag("PRESS", "M10", "Spare", TagType.BOOL, SPARE),
    )
    return Plant(plcs, groups, tags)


@contextmanager
def served_station(
    root: Path, *, api: ApiSettings | None = None, refused: int = 1, **settings: Any
) -> Iterator[Served]:
    """The station of that plant; its tokens are in a keyring of memory, and its threads end with it."""
    threads = set(threading.enumerate())
    folder = DataFolder(root)
    folder.create()
    database = ConfigDatabase(folder.station_db)
    database.replace_plant(database.load_plant(), plant())
    wanted: dict[str, Any] = {
        "station_name": "Line 1",
        "max_running_groups": 5,
        "buffer_write_interval_s": 0.1,
    } | settings
    api = api or ApiSettings(enabled=True, port=free_port())
    before = keyring.get_keyring()
    mine = MemoryKeyring()
    with ExitStack() as stack:
        keyring.set_keyring(mine)
        stack.callback(keyring.set_keyring, before)
        plcs = stack.enter_context(SimulatedPlant(database.load_plant(), scan_ms=1))
        host = QThreadHost()
        station = Station(
            folder, replace(load_settings(folder, {}), api=api, **wanted), host, remote=RemoteFace
        )
        stack.callback(station.stop)
        assert len(station.start()) == refused
        face = station.remote
        assert isinstance(face, RemoteFace)
        nobody = Client(face.status().url)
        served = Served(station, face, plcs, mine, nobody, nobody, nobody)
        served.renew()
        yield served
    wait_until(lambda: not _left_over(threads))
    assert host.hanging() == ()


def _left_over(before: set[threading.Thread]) -> Sequence[threading.Thread]:
    # A QThread that touched Python shows up as a _DummyThread that never "ends"; its own host joins it.
    left = [one for one in set(threading.enumerate()) - before if not isinstance(one, threading._DummyThread)]
    return [one for one in left if not one.name.startswith("pytest_timeout")]


@contextmanager
def another_face(station: Station, guard: Guard, *, origins: tuple[str, ...] = ()) -> Iterator[Client]:
    """A second face of a running station, with a guard of the test; who asks there is nobody yet."""
    settings = ApiSettings(enabled=True, port=free_port())

    def make() -> ASGIApp:
        return make_app(station, guard, watching=lambda _: None, origins=origins)

    host = QThreadHost()
    running = host.start(ApiServer(settings, listen(settings), make))
    try:
        yield Client(url_of(settings))
    finally:
        running.request_stop()
        assert running.join(PATIENCE_S)
