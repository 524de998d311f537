"""What every route works with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Path
from starlette.requests import HTTPConnection

from hmi.api.guard import Caller, Guard
from hmi.api.live import LiveHub
from hmi.api.snapshots import Snapshots
from hmi.station import Station

_MOST_READERS = 8


@dataclass(frozen=True, slots=True)
class ApiContext:
    """One application's; ``is_tls`` says whether browsers reach it by https."""

    station: Station
    snapshots: Snapshots
    guard: Guard
    live: LiveHub
    is_tls: bool = False
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_MOST_READERS))
    """Of those that wait for the historian or a disk: commands always find a thread."""


def _context(connection: HTTPConnection) -> ApiContext:
    context = connection.app.state.context
    assert isinstance(context, ApiContext)  # noqa: S101  for the type
    return context


def _caller(connection: HTTPConnection) -> Caller:
    caller = connection.state.caller
    assert isinstance(caller, Caller)  # noqa: S101  for the type: the gate lets nobody else through
    return caller


Name = Annotated[str, Path(min_length=1, max_length=300)]
"""Of what the configuration has; longer ones are nothing that there could be."""
Api = Annotated[ApiContext, Depends(_context)]
By = Annotated[Caller, Depends(_caller)]
"""Who gives a command: ``by.who`` is written into the log of events."""
