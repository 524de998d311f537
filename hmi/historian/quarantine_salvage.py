"""What becomes of a damaged quarantine: it is set aside whole, and every row that is intact is kept."""

from __future__ import annotations

import errno
import logging
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path

from filelock import FileLock

from hmi.historian.quarantine_file import inode, open_file, translated
from hmi.historian.quarantine_rows import COLUMNS, State, Stored, loaded

_log = logging.getLogger(__name__)

_UNFINISHED = ".salvage"
"""Ends the name of a file that was set aside and whose rows are not all in the new file yet."""

_UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""The second comes of an error whose text quotes what is damaged."""

_SELECT = f"SELECT id, {', '.join(COLUMNS)} FROM rows WHERE id > ? ORDER BY id"
_INSERT = f"INSERT OR IGNORE INTO rows ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
_CHUNK = 10_000
_LOCK_S = 10.0
_MAX_GAPS = 1_000
_FARTHEST = 2**40
_FIRST_ID, _LAST_ID = -(2**63), 2**63 - 1
_STATE = COLUMNS.index("state")
_PAGE_BYTES = 4096


def set_aside(path: Path, damaged: int | None, now: datetime) -> None:
    """Move a damaged file away, unless another process has done so, and save its rows into a new one.

    ``damaged`` is the inode of the file that was found so.

    Raises:
        OSError: it cannot be moved, e.g. because another program holds it open; try again later.
    """
    with FileLock(path.with_name(f"{path.name}.lock"), timeout=_LOCK_S):
        if damaged is not None and inode(path) == damaged:
            aside = _free_name(path, now)
            wal = Path(f"{path}-wal")
            if wal.exists():  # first, and as a copy: rows may be in it alone
                shutil.copyfile(wal, f"{aside}-wal")
            path.rename(aside)
            for suffix in ("-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        _finish(path)


def finish_salvage(path: Path) -> None:
    """Go on where a salvage was cut off by the end of its process.

    Raises:
        OSError: the rows cannot be written now.
    """
    if any(path.parent.glob(f"*{_UNFINISHED}")):
        with FileLock(path.with_name(f"{path.name}.lock"), timeout=_LOCK_S):
            _finish(path)


def _finish(path: Path) -> None:
    for aside in sorted(path.parent.glob(f"*{_UNFINISHED}")):
        saved = _save_rows(aside, path)
        kept = aside.with_suffix("")
        aside.rename(kept)
        wal = Path(f"{aside}-wal")
        if wal.exists():
            wal.rename(f"{kept}-wal")
        _log.error(
            "The quarantine %s was damaged: %d rows of it are intact and go on in a new file; "
            "the damaged one is kept as %s",
            path,
            saved,
            kept.name,
        )


def _free_name(path: Path, now: datetime) -> Path:
    stem = f"{path.stem}_damaged_{now:%Y%m%d_%H%M%S}"
    number = 1
    while True:
        name = f"{stem}{path.suffix}" if number == 1 else f"{stem}_{number}{path.suffix}"
        if not any((path.parent / f"{name}{ending}").exists() for ending in ("", _UNFINISHED)):
            return path.parent / f"{name}{_UNFINISHED}"
        number += 1


def _save_rows(source: Path, target: Path) -> int:
    """Copy the intact rows; those already there stay as they are, so that it may be done again."""
    with translated(target), closing(open_file(target)) as connection:
        (before,) = connection.execute("SELECT count(*) FROM rows").fetchone()
        rows = _intact_rows(source)
        while chunk := list(islice(rows, _CHUNK)):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(_INSERT, chunk)
            connection.execute("COMMIT")
        (after,) = connection.execute("SELECT count(*) FROM rows").fetchone()
    return int(after - before)


def _intact_rows(source: Path) -> Iterator[Sequence[Stored]]:
    """The fields of the rows that can be read; where not even the file's head can be, by a head of ours."""
    with tempfile.TemporaryDirectory(dir=source.parent, ignore_cleanup_errors=True) as place:
        copy = Path(place) / "quarantine.db"
        try:
            _copy(source, copy)
            if not _opens(copy):
                _copy(source, copy)
                _give_head(copy)
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise  # there will be room later
            _log.error("Nothing of %s can be read: %s", source, error)
            return
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            yield from _checked(_readable(connection))


def _copy(source: Path, copy: Path) -> None:
    """Reading changes a file with a write-ahead log, and what is set aside stays as it was."""
    shutil.copyfile(source, copy)
    for suffix in ("-wal", "-shm"):
        Path(f"{copy}{suffix}").unlink(missing_ok=True)
    wal = Path(f"{source}-wal")
    if wal.exists():
        shutil.copyfile(wal, f"{copy}-wal")


def _opens(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(_SELECT, (_LAST_ID,)).fetchone()
    except _UNREADABLE:
        return False
    return True


def _give_head(path: Path) -> None:
    """Put the first page of an empty quarantine before the others: its tables begin at the same pages."""
    model = path.with_name("model.db")
    open_file(model).close()
    head = bytearray(model.read_bytes()[:_PAGE_BYTES])
    pages = max(1, path.stat().st_size // _PAGE_BYTES)
    head[18:20] = b"\x01\x01" if not Path(f"{path}-wal").exists() else b"\x02\x02"
    head[28:32] = pages.to_bytes(4)
    head[32:40] = bytes(8)  # no free pages, for nothing is written
    head[92:96] = head[24:28]  # the size is of the last change
    with path.open("r+b") as file:
        file.write(head)


def _checked(rows: Iterator[Sequence[Stored]]) -> Iterator[Sequence[Stored]]:
    for _, *fields in rows:
        if fields[_STATE] not in (State.HELD, State.RELEASED):
            fields[_STATE] = State.HELD.value
        try:
            loaded(fields)
        except ValueError:
            continue  # its fields are not what was written
        yield fields


def _readable(connection: sqlite3.Connection) -> Iterator[Sequence[Stored]]:
    """Every row that SQLite can read, jumping over the places where it cannot."""
    after = _FIRST_ID
    for _ in range(_MAX_GAPS):
        try:
            for row in connection.execute(_SELECT, (after,)):
                after = max(after, row[0])
                yield row
        except _UNREADABLE as error:
            _log.debug("rows after %d cannot be read: %s", after, error)
        else:
            return
        beyond = _beyond_damage(lambda start: _can_read(connection, start), max(after, 0))
        if beyond is None:
            return
        after = beyond


def _can_read(connection: sqlite3.Connection, after: int) -> bool:
    try:
        connection.execute(_SELECT, (after,)).fetchone()
    except _UNREADABLE:
        return False
    return True


def _beyond_damage(can_read: Callable[[int], bool], bad: int) -> int | None:
    """The first start after ``bad`` from which reading goes on; None where there is none."""
    step = 1
    while not can_read(bad + step):
        step *= 2
        if step > _FARTHEST:
            return None
    good = bad + step
    bad += step // 2
    while good - bad > 1:
        middle = (good + bad) // 2
        if can_read(middle):
            good = middle
        else:
            bad = middle
    return good
