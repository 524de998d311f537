"""The backup files that wait for their replay: which come next, how many rows, and what the ledger knows."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from hmi.historian.records import Record
from hmi.historian.replay_state import FileProgress, ReplayProgress
from hmi.model.heartbeat import may_take
from hmi.model.reading import Destination
from hmi.pipeline.ledger import Ledger

_log = logging.getLogger(__name__)

_LOOK_EVERY_S = 1.0
_LOOK_SHARE = 20
"""With thousands of files a look takes a while: then it comes so many times less often than that."""

_PURGE_EVERY_S = 3600.0

_FOLDER_S = 30.0
"""What a folder of 10,000 files, or a slow disk, may take without a sign of life."""

_PUT_OFF_S = 30.0
"""Before the next attempt at a file that another program holds, or that the disk does not give."""


class WaitingFile(Protocol):
    """A closed backup file."""

    @property
    def name(self) -> str:
        """In the backup folder."""

    @property
    def rows(self) -> int | None:
        """How many it holds; None where that is not known without reading it."""

    @property
    def size_bytes(self) -> int:
        """How long it is."""

    @property
    def is_of_this_run(self) -> bool:
        """True where this program wrote it since its start, so that the ledger knows its rows."""


class BackupFiles(Protocol):
    """What the replay needs of the CSV backup; from the replay's thread."""

    @property
    def open_rows(self) -> int:
        """Rows of the file that is being written."""

    @property
    def is_there(self) -> bool:
        """Whether the folder can be trusted when it shows no files."""

    def waiting(self, *, close_open: bool = False, close_quiet: bool = False) -> Sequence[WaitingFile]:
        """The closed files that are not set aside, oldest first.

        ``close_open`` has the open one closed, ``close_quiet`` only if nothing comes any more.

        Raises:
            OSError: the folder cannot be read.
        """

    def take_deleted(self) -> int:
        """Rows of files of this run that somebody deleted before ``waiting`` showed them; each once."""

    def read(self, name: str) -> Iterator[Record]:
        """Every record of a file in its order, damaged ones with their error.

        Raises:
            OSError: the file cannot be read now; also while it is read.
        """

    def finish(self, name: str) -> None:
        """Every intact row of the file is at rest elsewhere: archive, delete or set it aside.

        Raises:
            OSError: it has to stay where it is for now.
        """

    def purge_replayed(self) -> int:
        """Delete the files that were replayed longer ago than they are kept; how many."""


@dataclass(slots=True)
class _Known:
    """A file: the ledger came to know ``counted`` of its rows, ``moved`` of them have left it since."""

    name: str
    size_bytes: int
    counted: int
    moved: int
    not_before: float = -math.inf

    @property
    def left(self) -> int:
        return self.counted - self.moved


class ReplayFiles:
    """Belongs to the replay's thread; ``rows_left`` may be asked from any."""

    def __init__(
        self,
        source: BackupFiles,
        ledger: Ledger,
        progress: ReplayProgress,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._source = source
        self._ledger = ledger
        self._progress = progress
        self._monotonic = monotonic
        self._known: dict[str, _Known] = {}
        # A folder that was unplugged comes back with files that are in the ledger already.
        self._ever_known: dict[str, _Known] = {}
        self._next_look = -math.inf
        self._next_purge = -math.inf
        self._set_aside_rows = 0

    def set_aside_rows(self) -> int:
        """Damaged rows of this run's replays, which the ledger counts as quarantined."""
        return self._set_aside_rows

    def look(self, *, at_once: bool, close_open: bool, close_quiet: bool) -> None:
        """Look at the folder, once a second at most; rows of an earlier run or of elsewhere are found.

        ``at_once`` looks in any case, ``close_open`` has the file that is being written replayed, too, and
        ``close_quiet`` where nothing comes any more. Rows of a file that somebody has deleted are discarded.

        Raises:
            OSError: the folder cannot be read.
        """
        if not at_once and self._monotonic() < self._next_look:
            return
        begin = self._monotonic()
        with may_take(_FOLDER_S):
            files = self._source.waiting(close_open=close_open, close_quiet=close_quiet)
        took = self._monotonic() - begin
        self._next_look = begin + max(_LOOK_EVERY_S, _LOOK_SHARE * took)
        self._purge(begin)
        self._known = {file.name: self._ever_known.get(file.name) or self._learnt(file) for file in files}
        self._ever_known |= self._known
        self._discard_deleted()
        self._progress.keep_only(self._ever_known)

    def next(self, may_be: Callable[[str], bool]) -> str | None:
        """The oldest file that may be replayed now; None where there is none."""
        now = self._monotonic()
        for file in self._known.values():
            if may_be(file.name) and now >= file.not_before:
                return file.name
        return None

    @property
    def open_rows(self) -> int:
        """Rows of the file that is being written; from any thread."""
        return self._source.open_rows

    def rows_left(self, of: Callable[[str], bool] | None = None) -> int:
        """Rows that wait, in those closed files or in all."""
        return sum(file.left for file in list(self._known.values()) if of is None or of(file.name))

    def moved_rows(self) -> dict[str, int]:
        """How many rows of each file that was begun have left it; from any thread."""
        return {file.name: file.moved for file in list(self._known.values()) if file.moved}

    def progress_of(self, name: str) -> FileProgress:
        """How far a file is."""
        return self._progress.of(name, self._known[name].size_bytes)

    def account(self, name: str, rows: int) -> None:
        """A file has turned out to hold at least so many intact rows, perhaps more than was known."""
        file = self._known[name]
        if rows > file.counted:
            self._ledger.found(rows - file.counted, Destination.BACKED_UP)
            file.counted = rows

    def moved(self, name: str, rows: int) -> None:
        """Rows of a file are at rest elsewhere; on the writer's thread."""
        file = self._known.get(name)
        if file is not None:
            file.moved += rows

    def put_off(self, name: str) -> None:
        """A file cannot be read or finished now: others come first."""
        file = self._known.get(name)
        if file is not None:
            file.not_before = self._monotonic() + _PUT_OFF_S

    def read(self, name: str) -> Iterator[Record]:
        """Every record of a file.

        Raises:
            OSError: it cannot be read now.
        """
        return self._source.read(name)

    def finish(self, name: str, *, damaged: bool) -> None:
        """The last row of a file is at rest; what it was known to hold beside is damaged, or never was.

        Raises:
            OSError: the file has to stay where it is for now.
        """
        with may_take(_FOLDER_S):
            self._source.finish(name)
        file = self._known.pop(name)
        del self._ever_known[name]
        self._progress.forget(name)
        _log.info("%s is replayed: %d rows of it are stored, or in quarantine if refused", name, file.moved)
        if file.left > 0 and damaged:
            self._set_aside_rows += file.left
            self._ledger.move(file.left, Destination.BACKED_UP, Destination.QUARANTINED)
            _log.error("%d rows of %s are damaged; the file was set aside for a person", file.left, name)
        elif file.left > 0:
            self._ledger.discard(file.left, Destination.BACKED_UP)

    def forget(self, name: str) -> None:
        """A file is gone, perhaps with its folder and only for a while."""
        self._known.pop(name, None)

    def _discard_deleted(self) -> None:
        unseen = self._source.take_deleted()
        if unseen:
            self._ledger.discard(unseen, Destination.BACKED_UP)
            _log.warning("a file was deleted while it was written, and %d rows in it were not stored", unseen)
        gone = self._ever_known.keys() - self._known.keys()
        if not gone or not self._source.is_there:
            return
        for name in gone:
            rows = self._ever_known.pop(name).left
            self._ledger.discard(rows, Destination.BACKED_UP)
            _log.warning("%s was deleted, and %d rows in it were not in the historian", name, rows)

    def _purge(self, now: float) -> None:
        if now < self._next_purge:
            return
        self._next_purge = now + _PURGE_EVERY_S
        try:
            with may_take(_FOLDER_S):
                count = self._source.purge_replayed()
        except OSError as error:
            _log.warning("replayed files that were kept long enough cannot be deleted: %s", error)
            return
        if count:
            _log.info("%d replayed files were kept long enough and are deleted", count)

    def _learnt(self, file: WaitingFile) -> _Known:
        rows, moved = file.rows or 0, self._progress.of(file.name, file.size_bytes).rows
        rows = max(rows, moved)
        if not file.is_of_this_run:
            self._ledger.found(rows - moved, Destination.BACKED_UP)
        return _Known(file.name, file.size_bytes, rows, moved)
