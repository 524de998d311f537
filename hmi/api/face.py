"""The remote face of a station: switched on and off while it runs (``hmi.remote.Remote``)."""

from __future__ import annotations

import importlib.util
import logging
import secrets
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from hmi.config.api_tokens import ENV_NAMES, RENEWED, ApiTokens, Scope, digest_of
from hmi.config.settings import ApiSettings, environment_of
from hmi.model.errors import HmiError, UsageError
from hmi.model.events import BY_ITSELF, EventKind
from hmi.model.worker import WorkerHandle, WorkerHost
from hmi.remote import RemoteAnswer, RemoteState, RemoteStatus
from hmi.station import Station

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from hmi.api.guard import Guard
    from hmi.api.server import ApiServer

_log = logging.getLogger(__name__)

_STOP_S = 3.0
_EVERYWHERE = "0.0.0.0"  # noqa: S104  compared with, never listened at by default
_MISSING = "The web server is not part of this installation: install it with 'pip install lineside-hmi[api]'"


class RemoteFace:
    """Serves one station; every method from any thread."""

    def __init__(self, station: Station, host: WorkerHost) -> None:
        self._station = station
        self._host = host
        self._tokens = ApiTokens(station.data_folder, environment_of(demo=station.demo))
        self._own_token = secrets.token_urlsafe(32)
        self._changing = threading.Lock()
        self._settings = ApiSettings()
        self._shown = _at_rest()
        self._server: ApiServer | None = None
        self._running: WorkerHandle | None = None
        self._guard: Guard | None = None
        self._watching = 0

    def status(self) -> RemoteStatus:
        """What it is doing; at once."""
        return replace(self._shown, watching=self._watching)

    def apply(self, wanted: ApiSettings) -> None:
        """Serve as these settings want it, or not at all."""
        with self._changing:
            if wanted == self._settings and self._shown.state is not RemoteState.FAILED:
                return
            was = self._running is not None
            self._end(_STOP_S)
            self._settings = wanted
            if not wanted.enabled:
                if was:
                    self._station.events.add(EventKind.REMOTE_STOPPED)
                return
            try:
                self._begin(wanted)
            except HmiError as error:
                state = RemoteState.FAILED if is_installed() else RemoteState.MISSING
                self._shown = RemoteStatus(state, error=str(error))
                _log.error("the remote face does not work: %s", error)
                self._station.events.add(EventKind.REMOTE_FAILED, error=str(error))
            else:
                self._station.events.add(EventKind.REMOTE_STARTED, url_of(wanted))

    def retry(self) -> None:
        """Try once more what has failed."""
        self.apply(self._settings)

    def stop(self, timeout: float) -> None:
        """Serve no longer."""
        with self._changing:
            self._end(timeout)
            self._settings = ApiSettings()

    def has_token(self, scope: Scope) -> bool:
        """Whether there is a token of this scope."""
        return scope in self._tokens.digests()

    def token_variable(self, scope: Scope) -> str:
        """The environment variable that sets the token; blank where none does."""
        return ENV_NAMES[scope] if self._tokens.is_fixed(scope) else ""

    def renew_token(self, scope: Scope, *, by: str = BY_ITSELF) -> str:
        """Make a new token; it is shown once."""
        token = self._tokens.renew(scope)
        guard = self._guard
        if guard is not None:
            guard.forget_tokens()
        self._station.events.add(RENEWED[scope], by=by)
        return token

    def check(self) -> RemoteAnswer:
        """Ask the own station by the way other programs take."""
        from hmi.api.probe import probe

        shown, settings = self._shown, self._settings
        if shown.state is not RemoteState.LISTENING:
            raise HmiError(shown.error or "It is switched off")
        return probe(shown.url, self._own_token, settings)

    # -- with the lock held -----------------------------------------------------------------------------

    def _begin(self, wanted: ApiSettings) -> None:
        if not is_installed():
            raise UsageError(_MISSING)
        from hmi.api.guard import Guard
        from hmi.api.server import ApiServer, listen

        station = self._station

        def tell(address: str) -> None:
            station.events.add(EventKind.REMOTE_REFUSED, address)

        guard = self._guard = Guard(self._tokens.digests, tell, own=digest_of(self._own_token))

        def make() -> ASGIApp:
            from hmi.api.app import make_app

            return make_app(
                station,
                guard,
                origins=tuple(wanted.origins.split()),
                is_tls=wanted.certificate is not None,
                watching=self._count,
            )

        def serves(error: str) -> None:
            if self._server is server:
                self._shown = RemoteStatus(RemoteState.FAILED, error=error) if error else _listening(wanted)

        server = self._server = ApiServer(wanted, listen(wanted), make, tell=serves)
        self._shown = _listening(wanted)
        self._running = self._host.start(server)

    def _count(self, watching: int) -> None:
        self._watching = watching

    def _end(self, timeout: float) -> None:
        running, self._running, self._guard, self._server = self._running, None, None, None
        self._shown = _at_rest()
        if running is not None:
            running.request_stop()
            if not running.join(timeout):
                _log.warning("the remote face does not end within %.0f s", timeout)
        self._watching = 0


def is_installed() -> bool:
    """Whether the web server is part of this installation."""
    return all(
        importlib.util.find_spec(name) for name in ("fastapi", "uvicorn", "websockets", "prometheus_client")
    )


def _at_rest() -> RemoteStatus:
    """While nothing is wanted of it."""
    return RemoteStatus() if is_installed() else RemoteStatus(RemoteState.MISSING, error=_MISSING)


def _listening(settings: ApiSettings) -> RemoteStatus:
    return RemoteStatus(RemoteState.LISTENING, url_of(settings), settings.host)


def url_of(settings: ApiSettings) -> str:
    """Where this PC reaches it."""
    host = "127.0.0.1" if settings.host == _EVERYWHERE else settings.host
    return f"{'http' if settings.certificate is None else 'https'}://{host}:{settings.port}"
