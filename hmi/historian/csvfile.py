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

from hmi.historian.checksums import SumFile, digest_of, sum_path
from hmi.historian.same_disk import SameDisk
from hmi.model.folders import sync_folder
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

BOM = b"\xef\xbb\xbf"
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


class _Lines(list[str]):
    """What a csv writer writes to: it hands over each row in one piece."""

    def write(self, line: str) -> None:
        self.append(line)


def encode_rows(rows: Iterable[Sequence[object]]) -> list[bytes]:
    """Each row as its line of a CSV file, in UTF-8 and with CRLF at its end."""
    lines = _Lines()
    csv.writer(lines).writerows(rows)
    # A name with a lone surrogate must not keep a whole batch from the disk.
    return [line.encode("utf-8", errors="backslashreplace") for line in lines]


class OpenFile(NamedTuple):
    """A file of ours as it stands after an append."""

    name: str
    rows: int
    size_bytes: int


class RotatingCsv:
    """Appends rows to ``PREFIX_YYYYMMDD_HHMMSS.csv`` (UTC), a new file after a size, an age or a restart.

    UTF-8 with BOM, CRLF; the checksums of the rows go beside each file. Not thread-safe, except
    ``open_file``, which is one snapshot: its owner locks. A batch is never divided between two files, so a
    single one larger than ``max_rows`` makes a larger file.
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
        self.disk = SameDisk(folder)
        self.open_file: OpenFile | None = None
        self._prefix = prefix
        self._header = BOM + encode_rows([columns])[0]
        self._max_rows = max_rows
        self._max_age_s = max_age_s
        self._monotonic = monotonic
        self._now = now
        self._raw: io.FileIO | None = None
        self._sums: SumFile | None = None
        self._appended = 0.0
        self._opened = 0.0
        self._torn: dict[Path, int] = {}

    def append(self, rows: Iterable[Sequence[object]]) -> OpenFile:
        """Write the rows; the file they are in when they are on disk (fsync).

        Raises:
            OSError: the disk refuses; none of the rows is kept, and the next append starts a new file.
        """
        self.mend()
        lines = encode_rows(rows)
        self._close_if_changed()
        self.close_if_due(len(lines))
        begun = self.open_file
        try:
            return self._write(lines)
        except PermissionError as error:
            if begun is None:
                raise
            # Windows: a spreadsheet has locked the file. It holds this one, not the folder.
            _log.warning("%s is held by another program, going on in a new file: %s", begun.name, error)
            return self._write(lines)

    def is_unfinished(self, name: str) -> bool:
        """True for the file that is being written, and for one that ends with a torn line."""
        is_open = self.open_file is not None and self.open_file.name == name
        return is_open or self.folder / name in self._torn

    def close_if_due(self, coming_rows: int = 0) -> None:
        """Close the file when it is old enough, or too full for the rows that come."""
        file = self.open_file
        if file is None:
            return
        is_full = file.rows + max(coming_rows, 1) > self._max_rows
        if is_full or self._monotonic() - self._opened >= self._max_age_s:
            self.close()

    def close_if_quiet(self, seconds: float) -> None:
        """Close the file when nothing was appended for so long."""
        if self.open_file is not None and self._monotonic() - self._appended >= seconds:
            self.close()

    def close(self, *, sync: bool = True) -> None:
        """Close the file; the next append starts a new one. What was appended is on disk already.

        With ``sync`` its checksums are, too; without, the system brings them there within the minute.
        """
        raw, self._raw, sums, self._sums = self._raw, None, self._sums, None
        self.open_file = None
        try:
            if sums is not None:
                sums.close(sync=sync)
        except OSError as error:
            _log.warning("some checksums in %s may not be on disk: %s", self.folder, error)
        finally:
            if raw is not None:
                raw.close()

    def _write(self, lines: Sequence[bytes]) -> OpenFile:
        raw, before = self._file()
        is_new = before.size_bytes == 0
        payload = b"".join([self._header, *lines] if is_new else lines)
        try:
            _write_all(raw, payload)
            os.fsync(raw.fileno())
            if is_new:
                sync_folder(self.folder)
        except OSError:
            self._abort(before)
            raise
        after = OpenFile(before.name, before.rows + len(lines), before.size_bytes + len(payload))
        self.open_file = after
        self._appended = self._monotonic()
        self._add_sums(lines)
        return after

    def _add_sums(self, lines: Sequence[bytes]) -> None:
        """Add the checksums of rows that are on disk. A row without one is a row all the same."""
        if self._sums is None:
            return
        try:
            self._sums.append(digest_of(line[:-2]) for line in lines)
        except OSError as error:
            _log.warning("checksums could not be written, going on in a new file: %s", error)
            self.close(sync=False)

    def _file(self) -> tuple[io.FileIO, OpenFile]:
        if self._raw is None or self.open_file is None:
            self.disk.require()
            self.folder.mkdir(parents=True, exist_ok=True)
            self._raw, name = self._create()
            self._sums = self._create_sums(name)
            self._opened = self._monotonic()
            self.open_file = OpenFile(name, 0, 0)
        return self._raw, self.open_file

    def _create_sums(self, name: str) -> SumFile | None:
        try:
            return SumFile(self.folder / name)
        except OSError as error:
            _log.warning("%s is written without checksums: %s", name, error)
            return None

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
            self.close(sync=False)
        except OSError as error:  # what closing could not write is cut off anyway
            _log.debug("closing %s: %s", path, error)
        self.mend()

    def mend(self) -> None:
        """Cut files back to their last good line; what fails now is tried again before the next append."""
        for path, size in list(self._torn.items()):
            try:
                if size:
                    os.truncate(path, size)
                else:
                    path.unlink(missing_ok=True)
                    sum_path(path).unlink(missing_ok=True)
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
