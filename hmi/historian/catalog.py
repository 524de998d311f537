"""What lies in a folder of CSV files, without reading every file again and again."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TypeVar

from hmi.historian.checksums import rows_written
from hmi.historian.csvfile import OpenFile
from hmi.historian.reasons import reasons_of
from hmi.historian.records import read_records
from hmi.model.errors import UsageError, did_you_mean

_NAME = re.compile(r"[a-z]+_(?P<time>\d{8}_\d{6})(?:_(?P<number>\d+))?\.csv", re.IGNORECASE)
_FIRST_FIELD = re.compile(rb'^"?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[0-9.]*Z)"?,', re.MULTILINE)
_CHUNK = 1024 * 1024
_END_BYTES = (2 * 1024, 64 * 1024)
"""How much of each end of a file is read to find a row; the second only where the first held none."""

Times = tuple[str | None, str | None]
"""ISO 8601 text of a first and of a last row; None where there is none."""


_Rows = TypeVar("_Rows", int, int | None)


class Entry(NamedTuple):
    """One CSV file of the folder as the operating system lists it."""

    name: str
    size_bytes: int
    mtime_ns: int


class Catalog:
    """What the CSV files of one folder hold, kept by name, size and time of change; thread-safe.

    The rows of our own files are known from the writing (``note``), those of earlier runs by the size of
    their checksums; other files are read once.
    """

    def __init__(self, folder: Path, columns: Sequence[str]) -> None:
        self.folder = folder
        self._columns = tuple(columns)
        self._lock = threading.Lock()
        self._noted: dict[str, OpenFile] = {}
        self._unseen: set[str] = set()  # noted names that nobody has been shown as closed files
        self._counted: dict[Entry, int] = {}
        self._times: dict[Entry, Times] = {}
        self._reasons: dict[Entry, tuple[str, ...]] = {}

    def note(self, file: OpenFile) -> None:
        """Remember how a file of our own stands."""
        with self._lock:
            if file.name not in self._noted:
                self._unseen.add(file.name)
            self._noted[file.name] = file

    def seen(self, names: Iterable[str]) -> None:
        """These files were shown closed: from here on it shows by itself when one goes away."""
        with self._lock:
            self._unseen.difference_update(names)

    def take_deleted(self, is_unfinished: Callable[[str], bool]) -> int:
        """Rows of files of our own that went away before they were ``seen``; each once."""
        with self._lock:
            unseen = [self._noted[name] for name in self._unseen if not is_unfinished(name)]
        gone = [file for file in unseen if not (self.folder / file.name).exists()]
        with self._lock:
            for file in gone:
                self._unseen.discard(file.name)
                del self._noted[file.name]
        return sum(file.rows for file in gone)

    def entries(self) -> list[Entry]:
        """The folder's CSV files, newest first; empty while the folder does not exist.

        Raises:
            OSError: the folder cannot be read.
        """
        return sorted(self.unsorted_entries(), key=_age_key, reverse=True)

    def path_of(self, name: str) -> Path:
        """The path of a file of this folder.

        Raises:
            UsageError: there is no such file.
        """
        path = self.folder / name
        if Path(name).name == name and name.lower().endswith(".csv") and path.is_file():
            return path
        hint = did_you_mean(name, [entry.name for entry in self.entries()])
        hint = hint or "; 'hmi backup list' shows what there is"
        raise UsageError(f"There is no backup file {name!r} in {self.folder}{hint}")

    def unsorted_entries(self) -> list[Entry]:
        """As ``entries``, in no order, which costs half as much."""
        try:
            with os.scandir(self.folder) as listing:
                found = [entry for item in listing if (entry := _entry(item)) is not None]
        except FileNotFoundError:
            return []
        self._forget_all_but(found)
        return found

    def known_rows(self, entry: Entry) -> int | None:
        """Rows of a file as far as they are known without reading it."""
        with self._lock:
            noted = self._noted.get(entry.name)
            if noted is not None and noted.size_bytes == entry.size_bytes:
                return noted.rows
            rows = self._counted.get(entry)
        return rows if rows is not None else self._learn(entry, rows_written(self.folder / entry.name))

    def rows(self, entry: Entry) -> int:
        """Rows of a file, read now if they are not known yet.

        Raises:
            OSError: the file cannot be read, e.g. because another program has locked it.
        """
        known = self.known_rows(entry)
        return (
            known
            if known is not None
            else self._learn(entry, _count(self.folder / entry.name, self._columns))
        )

    def is_of_this_run(self, name: str) -> bool:
        """True for a file that this program wrote since its start."""
        with self._lock:
            return name in self._noted

    def times(self, entry: Entry) -> Times:
        """Timestamps of the first and of the last row of a file; its ends are read once.

        Raises:
            OSError: the file cannot be read.
        """
        with self._lock:
            times = self._times.get(entry)
        if times is None:
            times = _first_and_last_ts(self.folder / entry.name)
            with self._lock:
                self._times[entry] = times
        return times

    def reasons(self, entry: Entry) -> tuple[str, ...]:
        """Why the rows of a file were written, as they came; empty where that is not known."""
        with self._lock:
            reasons = self._reasons.get(entry)
        if reasons is None:
            reasons = reasons_of(self.folder / entry.name)
            with self._lock:
                self._reasons[entry] = reasons
        return reasons

    def _learn(self, entry: Entry, rows: _Rows) -> _Rows:
        if rows is not None:
            with self._lock:
                self._counted[entry] = rows
        return rows

    def _forget_all_but(self, found: Sequence[Entry]) -> None:
        names, entries = {entry.name for entry in found}, set(found)
        with self._lock:
            # One that is unseen may have been made after the listing.
            known = names | self._unseen
            self._noted = {name: file for name, file in self._noted.items() if name in known}
            self._counted = {entry: rows for entry, rows in self._counted.items() if entry in entries}
            self._times = {entry: times for entry, times in self._times.items() if entry in entries}
            self._reasons = {entry: known for entry, known in self._reasons.items() if entry in entries}


def _first_and_last_ts(path: Path) -> Times:
    with path.open("rb", buffering=0) as file:
        for count in _END_BYTES:
            file.seek(0)
            head = file.read(count)
            file.seek(max(0, file.seek(0, os.SEEK_END) - count))
            tail = file.read(count)
            first = _FIRST_FIELD.search(head)
            last = _FIRST_FIELD.findall(tail[: tail.rfind(b"\n") + 1])
            if first and last:
                return first[1].decode(), last[-1].decode()
    return first[1].decode() if first else None, last[-1].decode() if last else None


def entry_of(path: Path) -> Entry:
    """A file as it stands now.

    Raises:
        OSError: it is gone.
    """
    stat = path.stat()
    return Entry(path.name, stat.st_size, stat.st_mtime_ns)


def _entry(item: os.DirEntry[str]) -> Entry | None:
    if not item.name.lower().endswith(".csv") or not item.is_file(follow_symlinks=False):
        return None
    try:
        stat = item.stat(follow_symlinks=False)
    except FileNotFoundError:  # it went away between listing and looking
        return None
    return Entry(item.name, stat.st_size, stat.st_mtime_ns)


def _age_key(entry: Entry) -> tuple[str, int, str]:
    match = _NAME.fullmatch(entry.name)
    if match is None:  # a file that was put there: its place is by its time of change
        changed = datetime.fromtimestamp(entry.mtime_ns / 1e9, UTC)
        return f"{changed:%Y%m%d_%H%M%S}", 0, entry.name
    return match["time"], int(match["number"] or 1), entry.name


def _count(path: Path, columns: Sequence[str]) -> int:
    """Rows of a file: by whole lines, which is fast, or by records where a quote may hide a line end."""
    lines, start = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if b'"' in chunk:
                file.seek(0)
                return sum(record.error is None for record in read_records(file, columns))
            lines += chunk.count(b"\n")
            start = start or chunk[:4]
    has_header = bool(start) and not start.lstrip(b"\xef\xbb\xbf")[:1].isdigit()
    return max(0, lines - has_header)
