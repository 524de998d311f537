"""A backup file with rows of every kind, and what comes out of it after something happened to it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

from hmi.historian.backup import CsvBackup
from hmi.historian.checksums import sum_path
from hmi.historian.csvfile import ROW_COLUMNS
from hmi.historian.filecheck import FileReader, FileReport
from hmi.model.reading import Quality, Row
from tests.historian.rows import readings_of
from tests.pipeline.samples import EPOCH

Fields = tuple[str, ...]

VALUES = (0.5, 1, None, "LOT 1", 'a "b", c', "two\r\nlines\nor three", "온도", True, -1e300, "")


class DamagedFile:
    """A closed file of 40 rows whose bytes are known row by row, to be damaged again and again."""

    def __init__(self, folder: Path) -> None:
        self.backup = CsvBackup(folder, now=lambda: EPOCH)
        for batch in range(4):
            self.backup.spill(readings_of([_row(batch, number) for number in range(10)]), "test")
        self.backup.close()
        (self.path,) = folder.glob("*.csv")
        self.content = self.path.read_bytes()
        self.sums = sum_path(self.path).read_bytes()
        self.rows = self._read()[0]
        self.spans = self._spans()

    def read(
        self, content: bytes | None = None, sums: bytes | None = None
    ) -> tuple[list[Fields], FileReport]:
        """The intact rows and the report of the file with this content and these checksums."""
        _put(self.path, self.content if content is None else content)
        _put(sum_path(self.path), self.sums if sums is None else sums)
        return self._read()

    def read_changed(self, content: bytes) -> tuple[list[Fields], FileReport]:
        """As ``read``; and every row that comes out is one that was written, no more often than it was."""
        rows, report = self.read(content)
        assert not Counter(rows) - Counter(self.rows)
        assert report.rows == len(self.rows)
        assert report.intact == len(rows)
        lost = len(self.rows) - len(rows)
        assert report.damaged + report.missing >= lost
        assert report.is_intact or report.errors
        return rows, report

    def _read(self) -> tuple[list[Fields], FileReport]:
        reader = FileReader(self.path, ROW_COLUMNS)
        rows = [record.fields for record in reader.records() if record.error is None]
        assert reader.report is not None
        return rows, reader.report

    def _spans(self) -> list[tuple[int, int]]:
        """Begin and end of each row in the file, line end included."""
        begin = self.content.index(b"\r\n") + 2
        spans = []
        for _ in self.rows:
            end = begin
            while True:
                end = self.content.index(b"\r\n", end) + 2
                if self.content[begin:end].count(b'"') % 2 == 0:
                    break
            spans.append((begin, end))
            begin = end
        assert begin == len(self.content)
        return spans


def _put(path: Path, content: bytes) -> None:
    with path.open("r+b") as file:  # cutting it to nothing first would bring every content to the disk
        file.write(content)
        file.truncate()


def _row(batch: int, number: int) -> Row:
    ts = EPOCH + timedelta(seconds=batch)
    return Row(ts, "PLC1", f"D{number}", f"temp {number}", VALUES[number], Quality.GOOD, "PRESS")
