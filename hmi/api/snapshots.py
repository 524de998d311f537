"""The station's status, asked for once however many want to see it."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from functools import cached_property
from typing import Any

from hmi.api.answers import json_bytes
from hmi.model.status import StationStatus

_FRESH_S = 0.2
"""So old a status may be for those who only look: 50 clients cost what five looks a second cost."""


class Snapshot:
    """One status, and what was made of it by those who asked before."""

    def __init__(self, status: StationStatus) -> None:
        self.status = status
        self.taken = time.monotonic()

    @cached_property
    def plain(self) -> dict[str, Any]:
        """The status object; not to be changed."""
        return self.status.as_dict()

    @cached_property
    def json(self) -> bytes:
        """The status object as JSON."""
        return json_bytes(self.plain)

    @property
    def is_fresh(self) -> bool:
        """Whether it is young enough to be shown."""
        return time.monotonic() - self.taken < _FRESH_S


class Snapshots:
    """Shared by all who ask; ``get`` on the server's loop, ``take`` from any thread."""

    def __init__(self, ask: Callable[[], StationStatus]) -> None:
        self._ask = ask
        self._asking = threading.Lock()
        self._last: Snapshot | None = None
        self._coming: asyncio.Future[Snapshot] | None = None

    async def get(self) -> Snapshot:
        """A fresh one; those who come while one is being taken wait for the same."""
        last = self._last
        if last is not None and last.is_fresh:
            return last
        if self._coming is None:
            self._coming = asyncio.ensure_future(asyncio.to_thread(self.take))
            self._coming.add_done_callback(self._came)
        return await asyncio.shield(self._coming)

    def take(self) -> Snapshot:
        """One of this moment: what a command has done shows in it."""
        with self._asking:
            taken = self._last = Snapshot(self._ask())
        _ = taken.json  # made here, off the loop
        return taken

    def _came(self, _done: asyncio.Future[Snapshot]) -> None:
        self._coming = None
