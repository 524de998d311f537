"""Makes a worker sleep like a stone in the middle of its work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

WAIT_S = 30.0


class Stone:
    """Once ``armed``, the first call of a method on the thread ``who`` sleeps before it, or ``after`` it.

    Until ``wake`` is set; ``asleep`` says that it sleeps.
    """

    def __init__(
        self,
        monkeypatch: pytest.MonkeyPatch,
        who: str,
        owner: type,
        method: str,
        *,
        after: bool = False,
    ) -> None:
        self.armed = threading.Event()
        self.asleep = threading.Event()
        self.wake = threading.Event()
        self._who = who
        real: Callable[..., Any] = getattr(owner, method)

        def sleeps_before(*arguments: Any, **named: Any) -> Any:
            self.sleep_like_a_stone()
            return real(*arguments, **named)

        def sleeps_after(*arguments: Any, **named: Any) -> Any:
            result = real(*arguments, **named)
            self.sleep_like_a_stone()
            return result

        monkeypatch.setattr(owner, method, sleeps_after if after else sleeps_before)

    def sleep_like_a_stone(self) -> None:
        """A name to be found in the stacks."""
        if self.armed.is_set() and threading.current_thread().name == self._who:
            self.armed.clear()
            self.asleep.set()
            assert self.wake.wait(WAIT_S)
