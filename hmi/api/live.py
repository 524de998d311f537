"""The clients of the WebSocket: told the status every second, and a change of state at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from hmi.api.answers import json_bytes
from hmi.api.snapshots import Snapshot, Snapshots
from hmi.api.words import Language, alarm_guidance, alarm_text
from hmi.model.status import AlarmStatus, StationStatus

_log = logging.getLogger(__name__)

MOST_CLIENTS = 500
_LOOK_S = 0.2
_STATUS_EVERY = 5
"""Looks from one status to the next."""
_MOST_WAITING = 4
"""Messages a client may be behind: then it is dropped, for nobody waits for it."""
_CLOSE_S = 1.0
_TOO_SLOW = 1013
_GOING_AWAY = 1001


class Client:
    """One connection; what is put here waits for its own task to send it."""

    def __init__(self, socket: WebSocket, language: Language) -> None:
        self.language = language
        self._socket = socket
        self._waiting: asyncio.Queue[str | None] = asyncio.Queue(_MOST_WAITING)
        self.is_dropped = asyncio.Event()

    def put(self, message: str) -> None:
        """Have it sent; a client that is too far behind is dropped instead."""
        try:
            self._waiting.put_nowait(message)
        except asyncio.QueueFull:
            self.is_dropped.set()

    async def send_all(self) -> None:
        """Send what comes, until the connection ends."""
        while (message := await self._waiting.get()) is not None:
            await self._socket.send_text(message)

    async def read_all(self) -> None:
        """Wait for the client's end; what it says means nothing here."""
        with suppress(WebSocketDisconnect, KeyError):
            while True:
                await self._socket.receive_text()


class LiveHub:
    """On the server's loop alone. ``count`` is told how many clients there are."""

    def __init__(self, snapshots: Snapshots, count: Callable[[int], None]) -> None:
        self._snapshots = snapshots
        self._count = count
        self._clients: set[Client] = set()
        self._someone = asyncio.Event()

    @property
    def is_full(self) -> bool:
        """Whether no more clients are taken."""
        return len(self._clients) >= MOST_CLIENTS

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """While this lasts, clients are told."""
        telling = asyncio.ensure_future(self._tell_for_ever())
        try:
            yield
        finally:
            telling.cancel()
            with suppress(asyncio.CancelledError):
                await telling

    async def serve(self, socket: WebSocket, language: Language) -> None:
        """Keep an accepted connection until its client leaves or is dropped."""
        client = Client(socket, language)
        client.put(_status_message(await self._snapshots.get(), language))
        self._clients.add(client)
        self._changed()
        works: tuple[Coroutine[Any, Any, object], ...] = (
            client.send_all(),
            client.read_all(),
            client.is_dropped.wait(),
        )
        tasks = [asyncio.ensure_future(work) for work in works]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._clients.discard(client)
            self._changed()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if client.is_dropped.is_set():
            _log.info("a client of the WebSocket was too slow and is dropped")
            with suppress(Exception):  # it may be gone, or take nothing: then the connection is cut
                await asyncio.wait_for(socket.close(_TOO_SLOW), _CLOSE_S)

    def _changed(self) -> None:
        self._count(len(self._clients))
        if self._clients:
            self._someone.set()
        else:
            self._someone.clear()

    async def _tell_for_ever(self) -> None:
        while True:
            await self._someone.wait()
            try:
                await self._tell_while_there_are()
            except Exception:  # noqa: BLE001  one status that cannot be told must not end the telling
                _log.exception("the clients of the WebSocket could not be told")
                await asyncio.sleep(1.0)

    async def _tell_while_there_are(self) -> None:
        loop = asyncio.get_running_loop()
        last, looks, due = await self._snapshots.get(), 0, loop.time()
        while self._clients:
            due = max(due + _LOOK_S, loop.time())
            await asyncio.sleep(due - loop.time())
            looks += 1
            now = await self._snapshots.get()
            changes = list(_changes(last.status, now.status))
            last = now
            if changes:
                self._tell(json_bytes({"type": "change", "changes": changes}).decode())
            if changes or looks >= _STATUS_EVERY:
                looks = 0
                self._tell_status(now)

    def _tell(self, message: str) -> None:
        for client in self._clients:
            client.put(message)

    def _tell_status(self, snapshot: Snapshot) -> None:
        made: dict[Language, str] = {}
        for client in self._clients:
            message = made.get(client.language)
            if message is None:
                message = made[client.language] = _status_message(snapshot, client.language)
            client.put(message)


def _status_message(snapshot: Snapshot, language: Language) -> str:
    if language is Language.EN:
        return f'{{"type":"status","status":{snapshot.json.decode()}}}'
    alarms = [
        alarm.as_dict() | {"text": alarm_text(alarm, language), "guidance": alarm_guidance(alarm, language)}
        for alarm in snapshot.status.alarms
    ]
    return json_bytes({"type": "status", "status": {**snapshot.plain, "alarms": alarms}}).decode()


def _changes(before: StationStatus, now: StationStatus) -> Iterator[dict[str, Any]]:
    """What changed its state between two statuses: kind, name, old and new state (None: not there)."""
    for kind, old, new in (
        ("group", _states(before.groups, "group_name"), _states(now.groups, "group_name")),
        ("plc", _states(before.plcs, "plc_code"), _states(now.plcs, "plc_code")),
        ("writer", {"writer": before.writer.state}, {"writer": now.writer.state}),
        ("alarm", _alarms(before.alarms), _alarms(now.alarms)),
    ):
        for name in old | new:
            if old.get(name) != new.get(name):
                yield {"kind": kind, "name": name, "old": old.get(name), "new": new.get(name)}


def _states(things: tuple[Any, ...], name: str) -> dict[str, str]:
    return {getattr(thing, name): thing.state for thing in things}


def _alarms(alarms: tuple[AlarmStatus, ...]) -> dict[str, str]:
    return {alarm.id: "acknowledged" if alarm.acknowledged else "raised" for alarm in alarms}
