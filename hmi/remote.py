"""The face that a station shows to other programs: what it is to the station and to the window.

It is made by whoever starts the program (``hmi.api``), so that neither needs a web server to be installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hmi.config.api_tokens import Scope
from hmi.config.settings import ApiSettings
from hmi.model.events import BY_ITSELF


class RemoteState(StrEnum):
    """Whether other programs reach the station."""

    OFF = "off"
    LISTENING = "listening"
    FAILED = "failed"
    """It is wanted, and does not work; ``error`` says why."""
    MISSING = "missing"
    """The web server is not part of this installation."""


@dataclass(frozen=True, slots=True)
class RemoteStatus:
    """The remote face at one moment; ``watching`` are the clients of its WebSocket."""

    state: RemoteState = RemoteState.OFF
    url: str = ""
    """Where this PC reaches it."""
    host: str = ""
    """The address at which it listens; 0.0.0.0 are all of this PC."""
    error: str = ""
    watching: int = 0


@dataclass(frozen=True, slots=True)
class RemoteAnswer:
    """What the station answered when it was asked as other programs ask it."""

    url: str
    station: str
    groups: int

    def __str__(self) -> str:
        return f"{self.url} answers: {self.station}, {self.groups} groups"


class Remote(Protocol):
    """Serves a station to other programs; every method from any thread."""

    def status(self) -> RemoteStatus:
        """What it is doing; at once."""

    def apply(self, wanted: ApiSettings) -> None:
        """Serve as these settings want it, or not at all; what fails is in ``status``, never raised.

        The same settings once more change nothing, unless it has failed with them. Blocks for some seconds
        where it has to stop first.
        """

    def retry(self) -> None:
        """Try once more what has failed, with the settings as they are; blocks as ``apply`` does."""

    def stop(self, timeout: float) -> None:
        """Serve no longer; blocks up to ``timeout`` seconds."""

    def has_token(self, scope: Scope) -> bool:
        """Whether there is a token of this scope; may ask the system's keyring.

        Raises:
            UsageError: the keyring cannot be asked.
        """

    def token_variable(self, scope: Scope) -> str:
        """The environment variable that sets the token, so it cannot be renewed; blank where none does."""

    def renew_token(self, scope: Scope, *, by: str = BY_ITSELF) -> str:
        """Make a new token, which from now on is the only one of its scope; it can never be shown again.

        Raises:
            UsageError: the environment sets it, or the system's keyring does not take it.
        """

    def check(self) -> RemoteAnswer:
        """Go the way that other programs go, and say what was found.

        Raises:
            HmiError: with what is wrong and what to do.
        """
