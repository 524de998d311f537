"""What is to be replayed: everything by itself, or what a person has asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterable


class ReplayWishes:
    """Safe from any thread."""

    def __init__(self, *, automatic: bool) -> None:
        self._changed = threading.Event()
        self._lock = threading.Lock()
        self._automatic = automatic
        self._paused = False
        self._all = False
        self._names: frozenset[str] = frozenset()
        self._edition = 0

    @property
    def automatic(self) -> bool:
        """Whether every file is replayed by itself."""
        return self._automatic

    def set_automatic(self, on: bool) -> None:
        """Replay every file by itself, or only what is asked for."""
        with self._lock:
            self._edition += 1
            self._automatic = on
            self._paused = self._paused and not on
            self._changed.set()

    def start(self, names: Iterable[str] | None) -> None:
        """Ask for these files, or for all."""
        with self._lock:
            self._edition += 1
            self._paused = False
            if names is None:
                self._all = True
            else:
                self._names |= frozenset(names)
            self._changed.set()

    def pause(self) -> None:
        """Replay no file until somebody goes on, asks for one or switches it on again."""
        self._hold(paused=True)

    def resume(self) -> None:
        """Go on with what was wanted before the pause."""
        self._hold(paused=False)

    def cancel(self) -> None:
        """Forget what was asked for; what goes by itself goes on."""
        with self._lock:
            self._edition += 1
            self._paused, self._all, self._names = False, False, frozenset()
            self._changed.set()

    @property
    def is_paused(self) -> bool:
        """Whether a person has stopped it for now."""
        return self._paused

    def _hold(self, *, paused: bool) -> None:
        with self._lock:
            self._edition += 1
            self._paused = paused
            self._changed.set()

    def wants(self, name: str) -> bool:
        """Whether this file is to be replayed."""
        return not self._paused and (self._automatic or self._all or name in self._names)

    @property
    def wants_any(self) -> bool:
        """Whether any file might be."""
        return not self._paused and (self._automatic or self._all or bool(self._names))

    @property
    def is_asked(self) -> bool:
        """Whether a person waits for it."""
        return self._all or bool(self._names)

    def wait(self, timeout: float) -> None:
        """Return when somebody has said something since the last ``news``, or after ``timeout`` seconds."""
        self._changed.wait(timeout)

    def wake(self) -> None:
        """Have who is in ``wait`` go on now."""
        self._changed.set()

    def news(self) -> tuple[bool, int]:
        """Whether somebody has said something since this was last asked, and the edition of the wishes."""
        with self._lock:
            is_new = self._changed.is_set()
            self._changed.clear()
            return is_new, self._edition

    def fulfilled(self, edition: int) -> None:
        """What was asked for up to that edition is done, as far as it can be now."""
        with self._lock:
            if edition == self._edition and not self._paused:
                self._all, self._names = False, frozenset()
