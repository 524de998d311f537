"""Records of a file in slices small enough to be one batch of the writer."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hmi.historian.protocol import Rejected, WriteResult
from hmi.historian.records import Record
from hmi.historian.replay_rows import RowMaker
from hmi.model.heartbeat import checkpoint
from hmi.model.reading import Destination, Row

_BREATH_RECORDS = 100
"""Between two of these the interpreter is offered to the other threads: parsing must not delay a poll."""


@dataclass(frozen=True, slots=True)
class ReplayBatch:
    """A slice of a source: an ``OldBatch`` that tells its maker what became of it.

    ``records`` is the number of records it was made of, damaged ones included.
    """

    rows: Sequence[Row]
    refused: Sequence[Rejected]
    origin: Destination
    records: int
    when_settled: Callable[[ReplayBatch, WriteResult], None]
    when_failed: Callable[[str], None]

    def __len__(self) -> int:
        """Rows that it brings to rest."""
        return len(self.rows) + len(self.refused)

    def settle(self, result: WriteResult) -> None:
        """Tell the maker."""
        self.when_settled(self, result)

    def failed(self, reason: str) -> None:
        """Tell the maker."""
        self.when_failed(reason)


class Slice:
    """Rows of up to ``size`` records, and what could not become a row."""

    def __init__(self, records: Iterable[Record], maker: RowMaker) -> None:
        self.rows: list[Row] = []
        self.refused: list[Rejected] = []
        self.records = 0
        self.damaged = 0
        for self.records, record in enumerate(records, start=1):
            if self.records % _BREATH_RECORDS == 0:
                time.sleep(0)
                checkpoint()
            if record.error is not None:
                self.damaged += 1
                continue
            made = maker.make(record.fields)
            if isinstance(made, Rejected):
                self.refused.append(made)
            else:
                self.rows.append(made)


def slices(records: Iterator[Record], maker: RowMaker, size: int) -> Iterator[Slice]:
    """All records, ``size`` at a time."""
    while True:
        part = Slice(islice(records, size), maker)
        if not part.records:
            return
        yield part
