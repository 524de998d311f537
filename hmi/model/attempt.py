"""Work that may hang, so that nobody waits for it longer than there is time."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Attempt:
    """Does the work once, at once, on a thread of its own that the end of the process does not wait for.

    What the work raises is told by ``threading.excepthook``.
    """

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        self.name = name
        self._thread = threading.Thread(target=work, name=name, daemon=True)
        self._thread.start()

    def ends_in(self, seconds: float) -> bool:
        """Wait so long; True when the work has ended."""
        self._thread.join(max(0.0, seconds))
        return not self._thread.is_alive()
