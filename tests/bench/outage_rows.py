"""What became of every reading of a run with outages: in the table, in the CSV files, or nowhere."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from tests.bench.outage_station import ACCEPTED
from tests.bench.stations import TAGS
from tests.servers.oracle.sql.database import Database

ReadingKey = tuple[str, datetime]
"""Group, and the time of the read, naive in UTC."""

_GROUPED = """SELECT GROUP_NAME, TS, COUNT(*), COUNT(DISTINCT TAG_ADDRESS)
FROM HMI.TAG_VALUES GROUP BY GROUP_NAME, TS"""


class Account(NamedTuple):
    """Rows of the readings of some span of time."""

    accepted: int
    lost: int
    """Neither in the table nor in a CSV file."""
    doubled: int
    """In the table more than once, or in the CSV files."""
    in_both: int
    """In the table and in a CSV file: the commit was in doubt, and a replay finds them there."""


class Rows:
    """All of a run, once its process has ended."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.accepted = _accepted(folder / ACCEPTED)
        self._stored, self._distinct = _stored(database)
        self._in_files = _in_files(sorted((folder / "backup").glob("*.csv")))
        known = set(self.accepted)
        self.foreign = sum(1 for key in self._stored.keys() | self._in_files.keys() if key not in known)
        """Readings that nobody accepted."""

    def account(self, begin: float, end: float) -> Account:
        """Of what was read between two times, in seconds since 1970."""
        keys = [key for key in self.accepted if begin <= key[1].replace(tzinfo=UTC).timestamp() < end]
        return Account(
            accepted=TAGS * len(keys),
            # Readings travel whole: one that is half here and half there counts as half lost.
            lost=sum(TAGS - min(TAGS, max(self._distinct[key], self._in_files[key])) for key in keys),
            doubled=sum(
                self._stored[key] - self._distinct[key] + max(0, self._in_files[key] - TAGS) for key in keys
            ),
            in_both=sum(min(self._distinct[key], self._in_files[key]) for key in keys),
        )

    def times_between(self, begin: float, end: float) -> Mapping[str, list[float]]:
        """When each group was read, in seconds since 1970, in order."""
        times: dict[str, list[float]] = {}
        for group, ts in self.accepted:
            at = ts.replace(tzinfo=UTC).timestamp()
            if begin <= at < end:
                times.setdefault(group, []).append(at)
        return times


def _accepted(file: Path) -> list[ReadingKey]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [(group, _naive(text)) for group, text in map(str.split, lines)]


def _stored(database: Database) -> tuple[Counter[ReadingKey], Counter[ReadingKey]]:
    """Rows of each reading in the table, and how many tags they are of."""
    session = database.admin()
    try:
        found = list(session.query(session.parse(_GROUPED), ()))
    finally:
        session.close()
    rows: Counter[ReadingKey] = Counter()
    tags: Counter[ReadingKey] = Counter()
    for group, ts, count, distinct in found:
        assert isinstance(ts, datetime)
        rows[str(group), ts] = int(str(count))
        tags[str(group), ts] = int(str(distinct))
    return rows, tags


def _in_files(files: Iterable[Path]) -> Counter[ReadingKey]:
    """Rows of each reading in CSV files; of a row in two of them, both count."""
    rows: Counter[ReadingKey] = Counter()
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                rows[row["tag_name"].rpartition("_")[0], _naive(row["timestamp"])] += 1
    return rows


@lru_cache(maxsize=1000)
def _naive(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
