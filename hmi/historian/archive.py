"""Puts backup files away whose rows are all confirmed: archived, deleted, or set aside for a person."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from hmi.historian.catalog import Entry, entry_of
from hmi.historian.checksums import FOLDER as CHECKSUMS
from hmi.historian.checksums import SUFFIX as SUM_SUFFIX
from hmi.historian.checksums import sum_path
from hmi.historian.filecheck import FileReport
from hmi.historian.reasons import SUFFIX as REASONS_SUFFIX
from hmi.historian.reasons import reasons_path
from hmi.historian.set_aside import report_text

_log = logging.getLogger(__name__)

_DONE_SUFFIX = ".done"
_BESIDE = (SUM_SUFFIX, REASONS_SUFFIX, _DONE_SUFFIX)
_DAY_S = 86_400
_ORPHAN_DAYS = 1
"""A file that a person took away for a moment gets its checksums back with it."""


class Place(StrEnum):
    """Where a file of the backup is; the value is the folder in the backup's own."""

    WAITING = ""
    """Its rows are not confirmed yet."""
    REPLAYED = "replayed"
    SET_ASIDE = "set_aside"
    """It is damaged, and its intact rows are confirmed; the program never deletes it."""


class _Done(NamedTuple):
    """A file whose rows are confirmed and which could not be moved yet; to ``target``, or None: deleted."""

    entry: Entry
    target: Path | None


class Archive:
    """Moves files of the backup folder; safe from any thread.

    A file that another program holds (Windows: a spreadsheet) stays for now: that it is done is kept beside
    its checksums, over a restart too, so that it is not replayed again, and moving it is tried again later.
    Saved by that program in the meantime, it is another file and waits for its replay.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._now = now
        self._lock = threading.Lock()
        self._held: dict[str, _Done] | None = None

    def put_away(self, name: str, report: FileReport, keep_days: int) -> None:
        """Every row of a file is confirmed. A file that is gone meanwhile does not matter."""
        with self._lock:
            target = self._target(name, report, keep_days)
            try:
                self._move(name, target)
            except FileNotFoundError:
                _log.info("%s is gone already", name)
            except OSError as error:
                _log.warning("%s is replayed and stays until it can be put away: %s", name, error)
                self._remember(name, target)

    def is_done(self, entry: Entry) -> bool:
        """True for a file whose rows are confirmed and which only waits to be put away."""
        done = self._load().get(entry.name)  # without the lock: it may be held by a disk that hangs
        return done is not None and done.entry == entry

    def delete(self, name: str, place: Place = Place.WAITING) -> None:
        """Delete a file with what lies beside it.

        Raises:
            OSError: another program holds it, or it is gone.
        """
        with self._lock:
            path = self.folder / place / name
            path.unlink()
            _delete_beside(path)
            if place is Place.SET_ASIDE:
                _unlinked(_report_path(path))

    def try_again(self) -> None:
        """Put away the files that were held before."""
        with self._lock:
            for name, (entry, target) in list(self._load().items()):
                try:
                    if entry_of(self.folder / name) == entry:
                        self._move(name, target)
                except FileNotFoundError:
                    _log.debug("%s is gone already", name)
                except OSError as error:
                    _log.debug("%s is still held: %s", name, error)
                    continue
                self._forget(name)

    def purge(self, keep_days: int) -> int:
        """Delete what was replayed more than ``keep_days`` ago, and what lies beside no file; how many files.

        What cannot be deleted now is tried again the next time.
        """
        replayed = self.folder / Place.REPLAYED
        deleted = 0
        for path in _files(replayed):
            if path.suffix.lower() == ".csv" and self._is_older(path, keep_days) and _unlinked(path):
                _delete_beside(path)
                deleted += 1
        for folder in (self.folder, replayed):
            self._purge_orphans(folder)
        return deleted

    def _purge_orphans(self, folder: Path) -> None:
        # First the checksums, then the files: one made in between has its file by then.
        sums = [path for path in _files(folder / CHECKSUMS) if path.suffix in _BESIDE]
        try:
            stems = {Path(name).stem for name in os.listdir(folder)}  # noqa: PTH208 - thousands of names
        except OSError as error:  # a disk that is unplugged has lost no file
            _log.debug("%s cannot be read: %s", folder, error)
            return
        for path in sums:
            if path.stem not in stems and self._is_older(path, _ORPHAN_DAYS):
                _unlinked(path)

    def set_aside_count(self) -> int:
        """Damaged files that wait for a person."""
        return sum(path.suffix.lower() == ".csv" for path in _files(self.folder / Place.SET_ASIDE))

    def _target(self, name: str, report: FileReport, keep_days: int) -> Path | None:
        if report.is_intact:
            return _free_path(self.folder / Place.REPLAYED / name) if keep_days else None
        target = _free_path(self.folder / Place.SET_ASIDE / name)
        text = report_text(report, target, self.folder, self._now())
        try:
            target.parent.mkdir(exist_ok=True)
            _report_path(target).write_text(text, encoding="utf-8")
        except OSError as error:
            _log.warning("the report of the damaged file %s cannot be written: %s", name, error)
        _log.error("%s is damaged and set aside: %s", name, _report_path(target))
        return target

    def _move(self, name: str, target: Path | None) -> None:
        path = self.folder / name
        if target is None:
            path.unlink()
            _delete_beside(path)
            return
        target.parent.mkdir(exist_ok=True)
        path.rename(target)
        if target.parent.name == Place.REPLAYED:
            _touch(target, self._now())  # it is kept for so many days from now
        for beside in (sum_path, reasons_path):
            try:
                beside(target).parent.mkdir(exist_ok=True)
                beside(path).replace(beside(target))
            except FileNotFoundError:
                _log.debug("%s has none", beside(path))
            except OSError as error:
                _log.warning("%s was left behind: %s", beside(path), error)

    def _is_older(self, path: Path, days: int) -> bool:
        try:
            return self._now().timestamp() - path.stat().st_mtime > days * _DAY_S
        except FileNotFoundError:
            return False

    # -- files that are held ----------------------------------------------------------------------------

    def _done_path(self, name: str) -> Path:
        return self.folder / CHECKSUMS / Path(name).with_suffix(_DONE_SUFFIX).name

    def _remember(self, name: str, target: Path | None) -> None:
        """Keep that a file is done; where the disk refuses that, it is replayed again, and none doubled."""
        try:
            entry = entry_of(self.folder / name)
        except OSError as error:
            _log.debug("%s cannot be looked at: %s", name, error)
            return
        self._held = {**self._load(), name: _Done(entry, target)}
        content = {**entry._asdict(), "target": target and str(target.relative_to(self.folder))}
        path = self._done_path(name)
        try:
            path.parent.mkdir(exist_ok=True)
            with path.open("w", encoding="utf-8") as file:
                json.dump(content, file)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            _log.warning("%s cannot be written: %s", path, error)

    def _forget(self, name: str) -> None:
        self._held = {other: done for other, done in self._load().items() if other != name}
        _unlinked(self._done_path(name))

    def _load(self) -> dict[str, _Done]:
        if self._held is None:
            read = (self._read_done(path) for path in _files(self.folder / CHECKSUMS, _DONE_SUFFIX))
            self._held = {done.entry.name: done for done in read if done is not None}
        return self._held

    def _read_done(self, path: Path) -> _Done | None:
        try:
            content: Any = json.loads(path.read_text(encoding="utf-8"))
            entry = Entry(str(content["name"]), int(content["size_bytes"]), int(content["mtime_ns"]))
            target = content["target"]
            return _Done(entry, None if target is None else self.folder / str(target))
        except (OSError, ValueError, TypeError, KeyError) as error:
            _log.warning("%s cannot be read, its file is replayed again: %s", path, error)
            return None


def _files(folder: Path, suffix: str = "") -> Iterator[Path]:
    """Files of a folder by name, none where it cannot be read."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - thousands of names, of which few become paths
    except OSError:
        return
    yield from (folder / name for name in names if name.endswith(suffix))


def _report_path(path: Path) -> Path:
    return path.with_suffix(".report.txt")


def _delete_beside(path: Path) -> None:
    for beside in (sum_path(path), reasons_path(path)):
        _unlinked(beside)


def _free_path(path: Path) -> Path:
    """The path, or one beside it with a number, where no file is: what was put away is never overwritten."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}_{number}")
    return free


def _touch(path: Path, now: datetime) -> None:
    try:
        os.utime(path, (now.timestamp(), now.timestamp()))
    except OSError as error:
        _log.debug("the time of %s cannot be set: %s", path, error)


def _unlinked(path: Path) -> bool:
    try:
        path.unlink()
    except OSError as error:
        _log.debug("%s cannot be deleted: %s", path, error)
        return False
    return True
