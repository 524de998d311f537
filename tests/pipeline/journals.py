"""Journals of several runs on one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hmi.model.reading import Reading
from hmi.pipeline.journal import Journal

EVERYTHING = 1 << 60


@contextmanager
def opened(folder: Path, *, strict: bool = False) -> Iterator[Journal]:
    """A journal from its start to its end in order."""
    journal = Journal(folder, strict=strict)
    journal.open()
    try:
        yield journal
    finally:
        journal.close()


def left_in(folder: Path) -> list[Reading]:
    """What a run would find; it stays there."""
    with opened(folder) as journal:
        return journal.take_leftovers(EVERYTHING)
