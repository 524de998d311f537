"""The web server, on a thread of the station's host."""

from __future__ import annotations

import asyncio
import logging
import socket
import ssl
import threading
from collections.abc import Callable

import uvicorn
from starlette.types import ASGIApp

from hmi.api.connections import Connection
from hmi.api.sockets import CutSocket
from hmi.config.settings import ApiSettings
from hmi.model.errors import HmiError, UsageError

_log = logging.getLogger(__name__)

_LOOK_S = 0.1
_GRACE_S = 0.3
"""Requests in progress when it is to end."""
_CANCEL_S = 0.2
"""Requests that have to let go."""
_PING_S = 10.0
_BACKLOG = 512


_NO_NEWS = ("without completing handshake", "Invalid HTTP request", "Unsupported upgrade", "No supported Web")


def _is_news(record: logging.LogRecord) -> bool:
    """Who is turned away is none, and could fill the log by asking on and on."""
    return not any(words in str(record.msg) for words in _NO_NEWS)


logging.getLogger("uvicorn.error").addFilter(_is_news)


class ApiServer:
    """A worker that serves an application at ``listening``.

    ``make`` is called on the server's loop. Started again after a death, it listens anew; ``tell`` hears of
    what it died, and a blank text when it serves again. Clients of a WebSocket have to answer a ping every
    ``ping_s`` seconds, within as many.
    """

    name = "api"

    def __init__(
        self,
        settings: ApiSettings,
        listening: list[socket.socket],
        make: Callable[[], ASGIApp],
        *,
        tell: Callable[[str], object] = _log.debug,
        ping_s: float = _PING_S,
    ) -> None:
        self._settings = settings
        self._listening = listening
        self._make = make
        self._tell = tell
        self._ping_s = ping_s

    def run(self, stop: threading.Event) -> None:
        """Serve until told to stop; blocks half a second more for requests in progress."""
        sockets = self._listening or listen(self._settings)
        self._listening = []
        self._tell("")
        loop = asyncio.new_event_loop()
        try:
            asyncio.set_event_loop(loop)
            loop.run_until_complete(self._serve(sockets, stop))
        finally:
            for one in sockets:
                one.close()
            _end(loop)
            asyncio.set_event_loop(None)

    def crashed(self, error: BaseException) -> None:
        """Clients come again by themselves."""
        self._tell(str(error))

    async def _serve(self, sockets: list[socket.socket], stop: threading.Event) -> None:
        server = uvicorn.Server(_config(self._settings, self._make(), self._ping_s))
        serving = asyncio.ensure_future(server.serve(sockets=sockets))
        while not stop.is_set() and not serving.done():
            await asyncio.wait([serving], timeout=_LOOK_S)
        server.should_exit = True
        await serving


def listen(settings: ApiSettings) -> list[socket.socket]:
    """Sockets that listen at the address of these settings; with TLS its files were looked at, too.

    Raises:
        UsageError: the address is none of this PC, or taken; the certificate cannot be used.
    """
    _try_certificate(settings)
    where = f"{settings.host}:{settings.port}"
    try:
        found = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except OSError as error:
        raise UsageError(f"There is no address {settings.host!r} ({error.strerror}): correct it") from error
    sockets: list[socket.socket] = []
    try:
        for family, kind, protocol, _, address in found:
            one = socket.socket(family, kind, protocol)
            sockets.append(one)
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # Windows: else another program could take it over
                one.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(address)
            one.listen(_BACKLOG)
            one.setblocking(False)
    except OSError as error:
        for one in sockets:
            one.close()
        raise UsageError(
            f"Nothing can listen at {where} ({error.strerror}): another program may use this port, or the "
            "address is none of this PC; choose another"
        ) from error
    return sockets


def _try_certificate(settings: ApiSettings) -> None:
    if settings.certificate is None or settings.key is None:
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(
            settings.certificate, settings.key, password=_no_password
        )
    except HmiError:
        raise
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The certificate {settings.certificate} with the key {settings.key} cannot be used "
            f"({error.strerror if isinstance(error, OSError) else error}): both are PEM files, and belong "
            "together"
        ) from error


def _no_password() -> str:
    raise UsageError("The key of the certificate is locked by a password: store it without one")


def _config(settings: ApiSettings, app: ASGIApp, ping_s: float) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        ssl_certfile=settings.certificate,
        ssl_keyfile=settings.key,
        loop="none",
        http=Connection,
        ws=CutSocket,
        ws_max_size=16_384,
        ws_ping_interval=ping_s,
        ws_ping_timeout=ping_s,
        ws_per_message_deflate=False,  # 200 clients would cost 200 compressions of the same text
        log_config=None,
        access_log=False,
        proxy_headers=False,  # who asks is who is connected, not who says so
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,  # type: ignore[arg-type]  # it is handed to asyncio.wait_for
        lifespan="on",
    )


def _end(loop: asyncio.AbstractEventLoop) -> None:
    """Close it without waiting for threads that wait for a PLC or a disk."""
    left = asyncio.all_tasks(loop)
    for task in left:
        task.cancel()
    if left:
        _, left = loop.run_until_complete(asyncio.wait(left, timeout=_CANCEL_S))
    if left:
        _log.warning("%d requests still wait for a PLC or a disk at the end of the remote face", len(left))
    loop.close()
