"""The connection of one client over HTTP: nobody keeps one without asking, or without taking the answer."""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from hmi.api.errors import MEDIA_TYPE, problem_of
from hmi.api.gate import SAFE_HEADERS

MOST_CONNECTIONS = 800
"""Each costs a file handle, of which a process on Linux has 1,024; polling and historian need theirs."""
_LOOK_S = 15.0
"""Between two looks at a connection; who did nothing from one to the next is cut off."""

_TOO_MANY = "As many clients are connected as may: close connections that are not needed"
_INVALID = "It is not in HTTP/1.1, or its headers are larger than 64 KB"


class Connection(H11Protocol):
    """Cuts the connection of a client that sends no whole request, or does not take its answer."""

    _looking: asyncio.TimerHandle | None = None
    _requests = 0
    _seen = (0, 0)

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as there
        """Somebody has come."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._turn_away(503, "too_many_connections", _TOO_MANY)
        else:
            self._look_later()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._look_no_more()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """What has come."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self._requests += 1

    def handle_websocket_upgrade(self, event: h11.Request) -> None:
        """From here on it is another protocol's."""
        self._look_no_more()
        super().handle_websocket_upgrade(event)

    def shutdown(self) -> None:
        """The server ends; nobody waits for a client that does not take the rest."""
        super().shutdown()
        if self.transport.get_write_buffer_size():
            self.transport.abort()

    def send_400_response(self, msg: str) -> None:
        """In the form of every error."""
        self._turn_away(400, "no_request", f"{msg} {_INVALID}")

    def _turn_away(self, status: int, code: str, detail: str) -> None:
        """Without a request there is no application that would answer it."""
        body = json.dumps(problem_of(status, code, detail)).encode()
        headers = {
            "content-type": MEDIA_TYPE,
            "content-length": str(len(body)),
            "connection": "close",
            **SAFE_HEADERS,
        }
        lines = [f"HTTP/1.1 {status} {HTTPStatus(status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        self.transport.write("\r\n".join([*lines, "", ""]).encode() + body)
        self.transport.close()
        self._look_later()

    def _look_later(self) -> None:
        self._look_no_more()
        self._looking = self.loop.call_later(_LOOK_S, self._look)

    def _look_no_more(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None

    def _look(self) -> None:
        unsent = self.transport.get_write_buffer_size()
        has_come = self._requests > 0 and self.conn.their_state is not h11.SEND_BODY
        is_our_turn = has_come and not self.cycle.response_complete and not unsent
        seen = (self._requests, unsent)
        if seen == self._seen and not is_our_turn:
            self.transport.abort()
            return
        self._seen = seen
        self._look_later()
