"""Puts the intact rows of several CSV files into one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from hmi.historian.csvfile import BOM, encode_rows
from hmi.historian.filecheck import FileReader, FileReport, readable
from hmi.model.errors import HmiError, UsageError
from hmi.model.long_work import LongWork

_ROWS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Export:
    """What became of an export: ``rows`` are in the file, ``reports`` tell what of each source is not."""

    path: Path
    rows: int
    reports: tuple[FileReport, ...]

    @property
    def lost(self) -> int:
        """Damaged lines and missing rows of the sources."""
        return sum(report.damaged + report.missing for report in self.reports)


def export_files(
    paths: Sequence[Path],
    columns: Sequence[str],
    destination: Path,
    *,
    outside: Path,
    overwrite: bool,
    work: LongWork,
) -> Export:
    """Write the intact rows of ``paths``, in their order, to one file: all of them or none.

    Raises:
        UsageError: there is a file already and ``overwrite`` is False, there is no such folder, or it is
            ``outside`` or in it, where the file would be taken for one that waits for its replay.
        HmiError: a file cannot be read, or the disk refuses.
        CancelledWorkError: ``work`` is not wanted any more.
    """
    _check_destination(destination, outside, overwrite)
    try:
        # Beside it, so that the rename at the end cannot fail for another disk.
        fd, scratch = tempfile.mkstemp(prefix=f".{destination.name}.", suffix=".tmp", dir=destination.parent)
        try:
            with os.fdopen(fd, "wb") as file:
                file.write(BOM + encode_rows([columns])[0])
                copying = _Copying(columns, file, work, paths)
                reports = tuple(copying.copy(path) for path in paths)
                file.flush()
                os.fsync(file.fileno())
            Path(scratch).replace(destination)
        except BaseException:
            Path(scratch).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise HmiError(
            f"{destination} cannot be written ({error.strerror or error}): close it in other programs, "
            "free the disk, or name another file"
        ) from error
    return Export(destination, sum(report.intact for report in reports), reports)


def _check_destination(destination: Path, outside: Path, overwrite: bool) -> None:
    if not destination.parent.is_dir():
        raise UsageError(f"There is no folder {destination.parent}: make it, or name another file")
    if destination.is_dir():
        raise UsageError(f"{destination} is a folder: name a file in it")
    if destination.resolve().is_relative_to(outside.resolve()):
        raise UsageError(f"{destination} would lie in the backup folder and be replayed: name another folder")
    if destination.exists() and not overwrite:
        raise UsageError(f"{destination} is there already: name another file, or ask to overwrite it")


class _Copying:
    """Copies the intact rows of one file after the other."""

    def __init__(self, columns: Sequence[str], file: BinaryIO, work: LongWork, paths: Sequence[Path]) -> None:
        self._columns = columns
        self._file = file
        self._work = work
        self._done = 0
        self._whole = max(1, sum(path.stat().st_size for path in paths))

    def copy(self, path: Path) -> FileReport:
        reader = FileReader(path, self._columns)
        rows = (record.fields for record in reader.records() if record.error is None)
        while True:
            with readable(path):
                part = list(islice(rows, _ROWS_AT_ONCE))
            if not part:
                break
            self._file.writelines(encode_rows(part))
            self._work.step(min(1.0, (self._done + reader.position) / self._whole))
        self._done += path.stat().st_size
        assert reader.report is not None  # noqa: S101 - the last record was read
        return reader.report
