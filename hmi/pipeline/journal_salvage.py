"""A damaged journal gives back what is whole in it, and a new one takes its place."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hmi.model.folders import sync_folder
from hmi.model.times import us_of
from hmi.pipeline.journal_codec import (
    GROUP,
    READING,
    TAG,
    Codec,
    Record,
    content,
    is_intact,
    sealed,
)
from hmi.pipeline.journal_file import Changes, JournalFile, checkpoint, log_of
from hmi.pipeline.journal_pages import records_of

_SECOND_NUMBERS = 1 << 40
"""From here on are the numbers of readings whose own number another one has, too."""

_AT_ONCE = 1000


class Rescued(NamedTuple):
    """What came out of a damaged journal, and where that is now."""

    readings: int
    values: int
    aside: Path


def rescue(path: Path) -> Rescued:
    """Put a new journal with every whole reading in the place of a damaged one, which is set aside.

    Readings that had come to rest lately may be among them: they are stored under the same keys again.
    Nobody has the file open. A crash at any point leaves the damaged file or the new one.

    Raises:
        OSError, sqlite3.Error: the disk refuses; the damaged file is where it was.
    """
    fresh = _fresh(path)
    _remove(fresh)
    file = JournalFile(fresh, strict=False)
    try:
        readings, values = _Rescue(file).run(path)
    finally:
        file.close()
    checkpoint(fresh, whole=True)  # on the disk, and in one file
    aside = _free_name(path)
    if path.exists():
        path.replace(aside)
    finish_exchange(path, aside)
    return Rescued(readings, values, aside)


def finish_exchange(path: Path, aside: Path | None = None) -> None:
    """Go on where a crash in ``rescue`` left off; nothing happens where none was.

    Raises:
        OSError: the disk refuses.
    """
    fresh = _fresh(path)
    if path.exists():  # then the new one may not be whole
        _remove(fresh)
    elif fresh.exists():
        # SQLite would take the old file's log for that of the new one.
        with contextlib.suppress(FileNotFoundError):
            log_of(path).replace(log_of(aside or _free_name(path)))
        _index_of(path).unlink(missing_ok=True)
        fresh.replace(path)
        sync_folder(path.parent)


class _Rescue:
    """Carries whole records from a damaged file's pages into a new file."""

    def __init__(self, file: JournalFile) -> None:
        self._file = file
        self._tags: dict[int, Record] = {}
        self._times: dict[str, int] = {}
        self._seals: dict[int, int] = {}  # by number, of the readings that were carried
        self._seconds: set[tuple[int, int]] = set()

    def run(self, path: Path) -> tuple[int, int]:
        """Readings and values in the new file."""
        batch: list[Record] = []
        for record in self._readings(path):
            batch.append(record)
            if len(batch) == _AT_ONCE:
                self._file.commit(Changes(readings=batch))
                batch = []
        self._file.commit(Changes(readings=batch, tags=list(self._tags.values())))
        found = self._check()
        groups = [
            sealed(GROUP, number, 0, item) for number, item in enumerate(sorted(self._times.items()), 1)
        ]
        self._file.commit(Changes(groups=groups))
        return found

    def _readings(self, path: Path) -> Iterator[Record]:
        """Every whole reading once; tags and times are kept on the way."""
        for record in records_of(path, log_of(path)):
            if self._is_known(record):
                continue
            if is_intact(READING, record):
                yield self._own_number(record)
            elif is_intact(TAG, record):
                self._tags[record.number] = record
            elif is_intact(GROUP, record):
                self._note(*content(record))

    def _is_known(self, record: Record) -> bool:
        mark = (record.number, record.crc)
        return self._seals.get(record.number) == record.crc or mark in self._seconds

    def _own_number(self, record: Record) -> Record:
        if record.number not in self._seals:
            self._seals[record.number] = record.crc
            return record
        # An older run's reading of the same number: at rest most likely, but that cannot be known any more.
        self._seconds.add((record.number, record.crc))
        number = _SECOND_NUMBERS + len(self._seconds)
        return sealed(READING, number, record.size, content(record))

    def _check(self) -> tuple[int, int]:
        """Drop readings whose tags are lost: their numbers are going to be others'."""
        codec = Codec(self._tags.values())
        useless: list[int] = []
        readings = values = 0
        for record in self._file.records("readings"):
            try:
                reading = codec.decode(record)
            except (ValueError, TypeError, KeyError):
                useless.append(record.number)
                continue
            self._note(reading.group_name, us_of(reading.ts))
            readings, values = readings + 1, values + len(reading)
        self._file.commit(Changes(deleted=useless))
        return readings, values

    def _note(self, group_name: str, ts_us: int) -> None:
        self._times[group_name] = max(ts_us, self._times.get(group_name, ts_us))


def _fresh(path: Path) -> Path:
    return path.with_name(f"{path.stem}.new{path.suffix}")


def _free_name(path: Path) -> Path:
    """``journal.damaged-YYYYMMDD_HHMMSS.db``, or another if there is one already."""
    name = f"{path.stem}.damaged-{datetime.now(UTC):%Y%m%d_%H%M%S}"
    aside = path.with_name(f"{name}{path.suffix}")
    number = 1
    while aside.exists() or log_of(aside).exists():
        number += 1
        aside = path.with_name(f"{name}-{number}{path.suffix}")
    return aside


def _remove(path: Path) -> None:
    for file in (path, log_of(path), _index_of(path)):
        file.unlink(missing_ok=True)


def _index_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-shm")
