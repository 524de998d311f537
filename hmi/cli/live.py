"""Progress of long work on stderr: one live picture on a terminal, else a plain line every 5 s."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console, RenderableType
from rich.live import Live

_PLAIN_EVERY_S = 5.0


class LiveOutput:
    """A context; belongs to one thread."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False)
        self._live = Live(console=self._console, auto_refresh=False) if self._console.is_terminal else None
        self._next_plain = 0.0

    def __enter__(self) -> Self:
        if self._live:
            self._live.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._live:
            self._live.stop()

    @property
    def is_live(self) -> bool:
        """True on a terminal."""
        return self._live is not None

    @property
    def width(self) -> int:
        """Columns of the terminal."""
        return self._console.width

    def say(self, text: str) -> None:
        """One line, at once."""
        self._console.print(text, markup=False, soft_wrap=True)

    def picture(self, shown: RenderableType) -> None:
        """Replace what is shown on the terminal; nothing elsewhere."""
        if self._live:
            self._live.update(shown, refresh=True)

    def line(self, text: str, *, last: bool = False) -> None:
        """A plain line, unless the one before is younger than 5 s; ``last`` in any case."""
        if last or time.monotonic() >= self._next_plain:
            self._next_plain = time.monotonic() + _PLAIN_EVERY_S
            self.say(text)
