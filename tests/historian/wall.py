"""A wall clock that is moved by hand."""

from __future__ import annotations

from datetime import datetime

from tests.pipeline.samples import EPOCH


class Wall:
    """Stands still at ``time`` (aware, UTC) until a test moves it."""

    def __init__(self) -> None:
        self.time = EPOCH

    def __call__(self) -> datetime:
        return self.time
