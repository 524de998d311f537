"""How much room the disks of the data folder and of the backup folder have left."""

from __future__ import annotations

import logging
import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

_log = logging.getLogger(__name__)


class DiskSpace(NamedTuple):
    """Room on the disk of a folder, in bytes."""

    folder: Path
    free: int
    total: int


class DiskWatch:
    """A worker: looks every ``interval_s`` seconds, so that who asks never waits for a disk that hangs."""

    name = "disk"

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        interval_s: float = 5.0,
        usage: Callable[[Path], tuple[int, int, int]] = shutil.disk_usage,
    ) -> None:
        self._folders = tuple(dict.fromkeys(folders))
        self._interval_s = interval_s
        self._usage = usage
        self._found: tuple[DiskSpace, ...] = ()

    def run(self, stop: threading.Event) -> None:
        """Look until ``stop`` is set."""
        while not stop.is_set():
            self._found = tuple(space for folder in self._folders if (space := self._look(folder)))
            stop.wait(self._interval_s)

    def crashed(self, error: BaseException) -> None:
        """Nothing to mend: the next look tells anew."""

    def spaces(self) -> tuple[DiskSpace, ...]:
        """What was found last, without the folders that cannot be asked; from any thread."""
        return self._found

    def _look(self, folder: Path) -> DiskSpace | None:
        try:
            total, _, free = self._usage(folder)
        except OSError as error:  # gone, or unplugged: writing to it tells the user
            _log.debug("the disk of %s cannot be asked for its room: %s", folder, error)
            return None
        return DiskSpace(folder, free, total)
