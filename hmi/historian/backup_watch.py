"""Looks at the backup folder for those who may not wait for its disk."""

from __future__ import annotations

import threading

from hmi.historian.backup import CsvBackup
from hmi.model.heartbeat import may_take
from hmi.model.status import BackupStatus

_LOOK_S = 30.0
"""What a slow disk, or a file that somebody else has put there, may take without a sign of life."""


class BackupWatch:
    """A worker: looks every ``interval_s`` seconds, and once more after a stop."""

    name = "backup"

    def __init__(self, backups: CsvBackup, *, interval_s: float = 0.5) -> None:
        self._backups = backups
        self._interval_s = interval_s
        self._found = BackupStatus()

    def run(self, stop: threading.Event) -> None:
        """Look until ``stop`` is set."""
        while not stop.is_set():
            self._look()
            stop.wait(self._interval_s)
        self._look()

    def crashed(self, error: BaseException) -> None:
        """Nothing to mend: the next look tells anew."""

    def status(self) -> BackupStatus:
        """What was found last; from any thread, at once."""
        return self._found

    def _look(self) -> None:
        with may_take(_LOOK_S):
            self._found = self._backups.status()
