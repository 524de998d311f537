"""A historian whose answers are written down beforehand, to fail at the right moment."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from hmi.historian.protocol import (
    HistorianRefusedError,
    HistorianUnavailableError,
    Rejected,
    TrendPart,
    TrendPoint,
    WriteResult,
)
from hmi.model.reading import Row

Key = tuple[str, str, datetime]
Answer = Exception | str
"""An error to raise, ``ok``, ``lost answer`` (commits, then fails) or ``short`` (forgets a row)."""

UNAVAILABLE = HistorianUnavailableError("no answer from the database")
REFUSED = HistorianRefusedError("wrong password")


def key_of(row: Row) -> Key:
    """A row's key."""
    return row.plc_code, row.tag_address, row.ts


class ScriptedHistorian:
    """Keeps rows by key; gives the scripted answers first, then ``always``."""

    name = place = "scripted"

    def __init__(self, *answers: Answer, always: Answer = "ok") -> None:
        self.answers = deque(answers)
        self.always = always
        self.rows: dict[Key, Row] = {}
        self.writes: list[int] = []
        self.is_bad: Callable[[Row], bool] = lambda row: False
        self.before_write: Callable[[], object] = lambda: None
        self.write_began = threading.Event()
        self.is_closed = True

    def write(self, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
        self.is_closed = False
        self.writes.append(len(rows))
        self.write_began.set()
        self.before_write()
        answer = self.answers.popleft() if self.answers else self.always
        if isinstance(answer, Exception):
            raise answer
        bad = [row for row in rows if self.is_bad(row)]
        self._keep(row for row in rows if not self.is_bad(row))
        if answer == "lost answer":
            raise HistorianUnavailableError("connection lost while committing")
        rejected = tuple(Rejected(row, "ORA-12899", "value too large for column") for row in bad)
        return WriteResult(len(rows) - len(bad) - (answer == "short"), rejected)

    def trend(self, *asked: object) -> list[TrendPoint]:
        return []

    def trend_parts(self, *asked: object) -> list[TrendPart]:
        return []

    def check(self) -> str:
        return "scripted"

    def close(self) -> None:
        self.is_closed = True

    def _keep(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self.rows.setdefault(key_of(row), row)
