"""What a historian is to the writer, whichever database stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from hmi.model.errors import HmiError
from hmi.model.reading import Quality, Row, Value


class HistorianError(HmiError):
    """The historian did not take a batch."""


class HistorianUnavailableError(HistorianError):
    """It may work again by itself (connection, timeout, lock): try again with back-off.

    Also raised when it is in doubt whether a commit happened; the same batch may always be written again.
    """


class HistorianRefusedError(HistorianError):
    """It will not work until a person changes something (login, tables, rights, space): no retry storm."""


class Rejected(NamedTuple):
    """A row the historian will never take as it is."""

    row: Row
    code: str
    reason: str


class WriteResult(NamedTuple):
    """``stored`` rows are committed, or were there already; stored + rejected = rows given."""

    stored: int
    rejected: tuple[Rejected, ...] = ()


class TrendPoint(NamedTuple):
    """One stored value: aware UTC time, value (BOOL as 0 or 1, None where BAD), quality."""

    ts: datetime
    value: Value
    quality: Quality


class TrendPart(NamedTuple):
    """The values of one tag in a part of a longer time.

    ``first`` and ``last`` are the times of its rows (aware, UTC); ``good`` of its ``rows`` have a number,
    and of those are lowest, highest and mean (None where there is none).
    """

    first: datetime
    last: datetime
    rows: int
    good: int
    low: float | None
    high: float | None
    mean: float | None


class TrendSource(Protocol):
    """What is stored, to be read."""

    @property
    def place(self) -> str:
        """Which database it is: ``USER@host:port/service``, or the name of its file."""

    def trend(
        self, plc_code: str, tag_address: str, start: datetime, end: datetime, limit: int
    ) -> list[TrendPoint]:
        """The newest ``limit`` points of a tag with ``start <= ts <= end`` (aware), oldest first.

        From any thread, also while rows are written.

        Raises:
            HistorianError: they can not be read, or not now.
        """

    def trend_parts(
        self, plc_code: str, tag_address: str, start: datetime, end: datetime, part_s: int
    ) -> list[TrendPart]:
        """The points of a tag with ``start <= ts <= end`` (aware) by parts of so many seconds, oldest first.

        Parts without any row are left out. From any thread, also while rows are written.

        Raises:
            HistorianError: they can not be read, or not now.
        """


class Historian(TrendSource, Protocol):
    """A database that keeps rows for ever, each key (plc_code, tag_address, ts) once."""

    @property
    def name(self) -> str:
        """``sqlite`` or ``oracle``."""

    def write(self, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
        """Store the rows in one transaction and return when they are committed.

        Connects by itself where no connection stands. Runs on the writer's thread and gives up within
        the historian's own deadline. Idempotent: rows already there count as stored. ``again`` says that
        the rows come out of a file and may be there although nobody was told so.

        Raises:
            HistorianUnavailableError: try the same rows again later.
            HistorianRefusedError: a person has to act first.
        """

    def check(self) -> str:
        """Try the way to the database end to end; one line that says what was found.

        Raises:
            HistorianError: with what is wrong and what to do.
        """

    def close(self) -> None:
        """Let go of the database; never hangs."""
