"""CSV backup files as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt

from hmi.at_rest import RestingFile
from hmi.historian.archive import Place
from hmi.historian.filecheck import FileReport
from hmi.model.status import ReplayStatus
from hmi.window import formats
from hmi.window.backup_texts import file_look, reason_text, reasons_text
from hmi.window.looks import Look, Tone
from hmi.window.models.headed_model import Index
from hmi.window.models.synced_rows import Column, SyncedRows
from hmi.window.theme import Theme

_Role = Qt.ItemDataRole


class FileModel(SyncedRows[RestingFile]):
    """One row per backup file of a place, newest first; rows come and go without a reset."""

    STATE, NAME, ROWS, SIZE, FIRST, LAST, REASON = range(7)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._place = Place.WAITING
        self._replay = ReplayStatus()
        self._reports: Mapping[str, FileReport] = {}

    def key(self, item: RestingFile) -> str:
        """A file is known by its name."""
        return item.name

    def show_files(
        self, place: Place, files: Sequence[RestingFile], reports: Mapping[str, FileReport]
    ) -> None:
        """Show the files of a place; ``reports`` are what checks have found, by name."""
        is_new_report = reports != self._reports
        self._place, self._reports = place, dict(reports)
        self.sync(files)
        if is_new_report:
            self.repaint()

    def show_replay(self, replay: ReplayStatus) -> None:
        """Show how far the replay is with its file."""
        before, self._replay = self._replay, replay
        if (before.file, before.file_rows_done, before.state) != (
            replay.file,
            replay.file_rows_done,
            replay.state,
        ):
            for name in {before.file, replay.file} - {None}:
                row = self.row_of(str(name))
                if row is not None:
                    self.dataChanged.emit(self.index(row, self.STATE), self.index(row, self.STATE))

    def row_of(self, name: str) -> int | None:
        """The row of a file."""
        return next((row for row, file in enumerate(self._items) if file.name == name), None)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows."""
        file = self.item(index.row()) if index.isValid() else None
        if file is None:
            return None
        column = index.column()
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return self.look(file).text if column == self.STATE else self.columns[column].text(file)
            case _Role.TextAlignmentRole:
                return self.alignment(column)
            case _Role.DecorationRole if column == self.STATE:
                return self._theme.state_icon(self.look(file))
            case _Role.ForegroundRole if column == self.STATE and self.look(file).tone is Tone.WARNING:
                return self._theme.colour(Tone.WARNING)
            case _Role.ToolTipRole:
                return self._tool_tip(file, column)
        return None

    def look(self, file: RestingFile) -> Look:
        """The state of a file."""
        return file_look(file, self._place, self._replay, self._reports.get(file.name))

    def _tool_tip(self, file: RestingFile, column: int) -> str | None:
        if column == self.NAME:
            return file.name
        return reasons_text(file.file.reasons) if column == self.REASON else None

    def _columns(self) -> tuple[Column[RestingFile], ...]:
        number, moment = formats.number, formats.moment
        return (
            Column(self.tr("State"), lambda file: file.name, self.tr("Replaying, 100 %")),
            Column(self.tr("File"), lambda file: file.name, "backup_20261122_030405.csv"),
            Column(self.tr("Rows"), lambda file: number(file.file.rows), "1,000,000", is_number=True),
            Column(
                self.tr("Size"), lambda file: formats.size(file.file.size_bytes), "1,000.0 MB", is_number=True
            ),
            Column(self.tr("First reading"), lambda file: moment(file.file.first_ts), "2026-11-22 03:04:05"),
            Column(self.tr("Last reading"), lambda file: moment(file.file.last_ts), "2026-11-22 03:04:05"),
            Column(self.tr("Why it was written"), _reason, "x" * 24),
        )


def _reason(file: RestingFile) -> str:
    """The first reason; others are in the tool tip."""
    reasons = file.file.reasons
    return reason_text(reasons[0] if reasons else "")
