"""The clients of the WebSocket: told the status every second, and a change of state at once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from starlette.websockets import WebSocket, WebSocketState

from hmi.api.answers import json_bytes
from hmi.api.guard import Guard
from hmi.api.snapshots import Snapshot, Snapshots
from hmi.api.words import Language, alarm_guidance, alarm_text
from hmi.model.status import AlarmStatus, StationStatus
from hmi.model.times import utc_text

_log = logging.getLogger(__name__)

MOST_CLIENTS = 500
_LOOK_S = 0.2
_STATUS_EVERY = 5
"""Looks from one status to the next."""
_AT_ONCE = 20
_BREATH_S = 0.01
"""Clients that are told in one go, some 1.5 ms of work, and what the other threads have after it."""
_MOST_WAITING = 4
"""Messages a client may be behind: then it is dropped, for nobody waits for it."""
_MOST_SAID = 20
"""Messages of a client from one status to the next; there is nothing to be said."""
_CLOSE_S = 1.0
_TOO_SLOW = 1013
_NOT_HEARD = 1008
_WHY = {_TOO_SLOW: "too slow", _NOT_HEARD: "the token has changed, or too much was said"}


class Client:
    """One connection; what is put here waits for its own task to send it."""

    def __init__(self, socket: WebSocket, language: Language, renewals: int) -> None:
        self.language = language
        self.renewals = renewals
        """Of tokens, when it was let in."""
        self._socket = socket
        self._waiting: asyncio.Queue[str] = asyncio.Queue(_MOST_WAITING)
        self._said = 0
        self._end = asyncio.Event()
        self._code = 0

    def put(self, message: str) -> None:
        """Have it sent; a client that is too far behind is dropped instead."""
        self._said = 0
        try:
            self._waiting.put_nowait(message)
        except asyncio.QueueFull:
            self.drop(_TOO_SLOW)

    def drop(self, code: int) -> None:
        """End the connection; nobody waits for it."""
        self._code = self._code or code
        self._end.set()

    async def serve(self) -> None:
        """Send what comes, until the client leaves or is dropped."""
        works: tuple[Coroutine[Any, Any, object], ...] = (self._send(), self._read(), self._end.wait())
        tasks = [asyncio.ensure_future(work) for work in works]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def close(self) -> None:
        """Say why, where it was dropped."""
        if not self._code or self._socket.client_state is not WebSocketState.CONNECTED:
            return
        why = _WHY[self._code]
        _log.info("a client of the WebSocket is dropped: %s", why)
        with suppress(Exception):  # it may be gone, or take nothing: then the connection is cut
            await asyncio.wait_for(self._socket.close(self._code, why), _CLOSE_S)

    async def _send(self) -> None:
        while True:
            await self._socket.send_text(await self._waiting.get())

    async def _read(self) -> None:
        """Wait for the client's end; what it says means nothing here."""
        while (await self._socket.receive())["type"] != "websocket.disconnect":
            self._said += 1
            if self._said > _MOST_SAID:
                self.drop(_NOT_HEARD)


class LiveHub:
    """On the server's loop alone. ``count`` is told how many clients there are."""

    def __init__(self, snapshots: Snapshots, guard: Guard, count: Callable[[int], None]) -> None:
        self._snapshots = snapshots
        self._guard = guard
        self._count = count
        self._places = 0
        self._clients: set[Client] = set()
        self._someone = asyncio.Event()

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

    @asynccontextmanager
    async def place(self) -> AsyncIterator[bool]:
        """A place for one client; False where there is none left."""
        if self._places >= MOST_CLIENTS:
            yield False
            return
        self._places += 1
        try:
            yield True
        finally:
            self._places -= 1

    async def serve(self, socket: WebSocket, language: Language) -> None:
        """Keep an accepted connection until its client leaves or is dropped."""
        client = Client(socket, language, self._guard.renewals)
        client.put(_status_message(await self._snapshots.get(), language))
        self._clients.add(client)
        self._changed()
        try:
            await client.serve()
        finally:
            self._clients.discard(client)
            self._changed()
        await client.close()

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
            self._drop_those_of_old_tokens()
            looks += 1
            now = await self._snapshots.get()
            changes = list(_changes(last.status, now.status))
            last = now
            if changes or looks >= _STATUS_EVERY:
                looks = 0
                await self._tell(now, changes)

    def _drop_those_of_old_tokens(self) -> None:
        self._guard.keep_up()
        for client in self._clients:
            if client.renewals != self._guard.renewals:
                client.drop(_NOT_HEARD)

    async def _tell(self, snapshot: Snapshot, changes: list[dict[str, Any]]) -> None:
        """The changes, then the status; some clients at a time, so that polls start between them."""
        change = json_bytes({"type": "change", "changes": changes}).decode() if changes else ""
        statuses: dict[Language, str] = {}
        for number, client in enumerate(list(self._clients), 1):
            language = client.language
            if language not in statuses:
                statuses[language] = _status_message(snapshot, language)
            if change:
                client.put(change)
            client.put(statuses[language])
            if number % _AT_ONCE == 0:
                await asyncio.sleep(_BREATH_S)


def _status_message(snapshot: Snapshot, language: Language) -> str:
    """With the station's time, so that those who see it can tell how old is what it speaks of."""
    at = utc_text(datetime.now(UTC))
    if language is Language.EN:
        return f'{{"type":"status","at":"{at}","status":{snapshot.json.decode()}}}'
    alarms = [
        alarm.as_dict() | {"text": alarm_text(alarm, language), "guidance": alarm_guidance(alarm, language)}
        for alarm in snapshot.status.alarms
    ]
    return json_bytes({"type": "status", "at": at, "status": {**snapshot.plain, "alarms": alarms}}).decode()


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
