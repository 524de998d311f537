"""CSV files that rows are appended to durably: on disk or not there at all, never half a line."""

from __future__ import annotations

import csv
import io
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hmi.model.reading import Row, Value
from hmi.model.times import utc_text

_log = logging.getLogger(__name__)

ROW_COLUMNS = (
    "timestamp",
    "plc_code",
    "tag_address",
    "tag_name",
    "tag_value",
    "quality",
    "insertion_attempt_time",
)

_BOM = b"\xef\xbb\xbf"
"""Spreadsheets take a CSV file for UTF-8 only when it begins with this."""


def utc_now() -> datetime:
    """The wall time, aware, in UTC."""
    return datetime.now(UTC)


def row_fields(rows: Iterable[Row], attempt: datetime) -> Iterator[tuple[object, ...]]:
    """The fields of rows in the order of ROW_COLUMNS; ``attempt`` is when storing them was tried last."""
    attempt_text = utc_text(attempt)
    ts, ts_text = attempt, attempt_text
    for row in rows:
        if row.ts is not ts:  # the rows of a reading share one ts object
            ts, ts_text = row.ts, utc_text(row.ts)
        value = _field(row.value)
        yield ts_text, row.plc_code, row.tag_address, row.tag_name, value, row.quality.value, attempt_text


def _field(value: Value) -> Value:
    return int(value) if value.__class__ is bool else value


class OpenFile(NamedTuple):
    """The file that is being written, as it stood after the last append."""

    name: str
    rows: int
    size_bytes: int


class RotatingCsv:
    """Appends rows to ``PREFIX_YYYYMMDD_HHMMSS.csv`` (UTC), a new file after a size, an age or a restart.

    UTF-8 with BOM, CRLF. Not thread-safe, except ``open_file``, which is one snapshot: its owner locks.
    A batch is never divided between two files, so a single one larger than ``max_rows`` makes a larger file.
    """

    def __init__(
        self,
        folder: Path,
        prefix: str,
        columns: Sequence[str],
        *,
        max_rows: int = 100_000,
        max_age_s: float = 60.0,
        monotonic: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self.folder = folder
        self.open_file: OpenFile | None = None
        self._prefix = prefix
        self._columns = tuple(columns)
        self._max_rows = max_rows
        self._max_age_s = max_age_s
        self._monotonic = monotonic
        self._now = now
        self._raw: io.FileIO | None = None
        self._opened = 0.0
        self._torn: dict[Path, int] = {}

    def append(self, rows: Iterable[Sequence[object]]) -> str:
        """Write the rows and return the file's name when they are on disk (fsync).

        Raises:
            OSError: the disk refuses; none of the rows is kept, and the next append starts a new file.
        """
        self._mend()
        count, body = self._encode(rows)
        self._close_if_changed()
        self.close_if_due(count)
        raw, before = self._file()
        is_new = before.size_bytes == 0
        payload = _BOM + self._encode([self._columns])[1] + body if is_new else body
        try:
            _write_all(raw, payload)
            os.fsync(raw.fileno())
            if is_new:
                _sync_folder(self.folder)
        except OSError:
            self._abort(before)
            raise
        self.open_file = OpenFile(before.name, before.rows + count, before.size_bytes + len(payload))
        return before.name

    def close_if_due(self, coming_rows: int = 0) -> None:
        """Close the file when it is old enough, or too full for the rows that come."""
        file = self.open_file
        if file is None:
            return
        is_full = file.rows + max(coming_rows, 1) > self._max_rows
        if is_full or self._monotonic() - self._opened >= self._max_age_s:
            self.close()

    def close(self) -> None:
        """Close the file; the next append starts a new one. What was appended is on disk already."""
        raw, self._raw, self.open_file = self._raw, None, None
        if raw is not None:
            raw.close()

    def _encode(self, rows: Iterable[Sequence[object]]) -> tuple[int, bytes]:
        text = io.StringIO(newline="")
        writer = csv.writer(text)
        count = 0
        for count, row in enumerate(rows, start=1):  # noqa: B007 - the last count is the result
            writer.writerow(row)
        # A name with a lone surrogate must not keep a whole batch from the disk.
        return count, text.getvalue().encode("utf-8", errors="backslashreplace")

    def _file(self) -> tuple[io.FileIO, OpenFile]:
        if self._raw is None or self.open_file is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._raw, name = self._create()
            self._opened = self._monotonic()
            self.open_file = OpenFile(name, 0, 0)
        return self._raw, self.open_file

    def _create(self) -> tuple[io.FileIO, str]:
        stem = f"{self._prefix}_{self._now().astimezone(UTC):%Y%m%d_%H%M%S}"
        number = 1
        while True:
            name = f"{stem}.csv" if number == 1 else f"{stem}_{number}.csv"
            try:
                return io.FileIO(os.fspath(self.folder / name), "xb"), name
            except FileExistsError:
                number += 1

    def _close_if_changed(self) -> None:
        """Leave a file that was deleted, replaced or saved by another program; rows would vanish in it."""
        if self._raw is None or self.open_file is None:
            return
        stat = os.fstat(self._raw.fileno())
        if stat.st_nlink == 0 or stat.st_size != self.open_file.size_bytes:
            _log.warning("%s was changed by another program; going on in a new file", self.open_file.name)
            self.close()

    def _abort(self, before: OpenFile) -> None:
        path = self.folder / before.name
        self._torn[path] = before.size_bytes
        try:
            self.close()
        except OSError as error:  # what closing could not write is cut off anyway
            _log.debug("closing %s: %s", path, error)
        self._mend()

    def _mend(self) -> None:
        """Cut files back to their last good line; what fails now is tried again before the next append."""
        for path, size in list(self._torn.items()):
            try:
                if size:
                    os.truncate(path, size)
                else:
                    path.unlink(missing_ok=True)
            except FileNotFoundError:
                _log.debug("%s is gone, nothing to mend", path)
            except OSError as error:
                _log.warning("%s ends with a torn line until it can be cut back: %s", path, error)
                continue
            del self._torn[path]


def _write_all(raw: io.FileIO, payload: bytes) -> None:
    view = memoryview(payload)
    while view:
        # A raw write may take only a part; a full disk shows as an error on the part that follows.
        view = view[raw.write(view) :]


def _sync_folder(folder: Path) -> None:
    """Make a new file's name survive a power loss; Windows does it by itself and cannot be asked."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
