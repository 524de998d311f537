"""Watches the clients whose statements are in progress: one that does not wait interrupts his own."""

from __future__ import annotations

import select
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.servers.oracle.transport import Wire

_TICK_S = 0.02


class Watch:
    """One thread for all sessions of a server, asleep while no statement is in progress.

    A client waits for its answer in silence; what comes earlier is a break, or the end of the connection.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._guarded: dict[Wire, Callable[[], None]] = {}
        self._some = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="oracle watch", daemon=True)
        self._thread.start()

    @contextmanager
    def guarding(self, wire: Wire, interrupt: Callable[[], None]) -> Iterator[None]:
        """Call ``interrupt`` from the watch's thread, again and again, while the client does not wait."""
        with self._lock:
            self._guarded[wire] = interrupt
        if not self._some.is_set():
            self._some.set()
        try:
            yield
        finally:
            with self._lock:
                del self._guarded[wire]

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._some.set()
        self._thread.join()

    def _run(self) -> None:
        while self._some.wait() and not self._stopping.wait(_TICK_S):
            with self._lock:
                if not self._guarded:
                    self._some.clear()
                    if self._stopping.is_set():  # set just before, and what woke us is cleared
                        return
                    continue
                # Under the lock, so that no session ends its statement and closes its socket meanwhile.
                sockets = {wire.socket: interrupt for wire, interrupt in self._guarded.items()}
                ready, _, _ = select.select(list(sockets), [], [], 0)
                for one in ready:
                    sockets[one]()
