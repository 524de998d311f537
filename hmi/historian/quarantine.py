"""The quarantine: rows the historian will never take as they are, kept with code and reason."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from hmi.historian.catalog import Catalog
from hmi.historian.csvfile import ROW_COLUMNS, RotatingCsv, row_fields, utc_now
from hmi.historian.protocol import Rejected

_log = logging.getLogger(__name__)

QUARANTINE_COLUMNS = (*ROW_COLUMNS, "code", "reason")

_MAX_AGE_S = 24 * 3600.0
"""One file a day: a tag that is refused at every poll must not make a file a minute."""


class Quarantine:
    """Appends refused rows to ``quarantine_YYYYMMDD_HHMMSS.csv``; safe from any thread."""

    def __init__(
        self,
        folder: Path,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.folder = folder
        self._now = now
        self._csv = RotatingCsv(
            folder, "quarantine", QUARANTINE_COLUMNS, max_age_s=_MAX_AGE_S, monotonic=monotonic, now=now
        )
        self._catalog = Catalog(folder, QUARANTINE_COLUMNS)
        self._lock = threading.Lock()

    def write(self, rejected: Sequence[Rejected]) -> None:
        """Keep refused rows; they are on disk (fsync) when this returns.

        Raises:
            OSError: the disk refuses; none of the rows is kept.
        """
        if not rejected:
            return
        fields = row_fields((item.row for item in rejected), self._now())
        lines = ((*row, item.code, item.reason) for row, item in zip(fields, rejected, strict=True))
        with self._lock:
            name = self._csv.append(lines)
            if self._csv.open_file is not None:
                self._catalog.note(self._csv.open_file)
        first = rejected[0]
        _log.error(
            "%d rows refused by the historian are in %s; the first is %s %s: %s %s",
            len(rejected),
            name,
            first.row.plc_code,
            first.row.tag_address,
            first.code,
            first.reason,
        )

    @property
    def count(self) -> int:
        """Rows in the quarantine folder; files that cannot be read now are left out.

        Raises:
            OSError: the folder cannot be read.
        """
        total = 0
        for entry in self._catalog.entries():
            try:
                total += self._catalog.rows(entry)
            except OSError as error:
                _log.debug("rows of %s cannot be counted: %s", entry.name, error)
        return total

    def close(self) -> None:
        """Close the file that is being written; later rows start a new one."""
        with self._lock:
            self._csv.close()
