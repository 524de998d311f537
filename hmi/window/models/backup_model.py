"""CSV backup files, and the rows of one of them, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hmi.historian.backup_files import BackupFile
from hmi.historian.preview import BackupPreview
from hmi.model.reading import Quality
from hmi.window import formats
from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FileModel(QAbstractTableModel):
    """One row per backup file, newest first."""

    NAME, ROWS, SIZE, FIRST, LAST, STATE = range(6)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._files: Sequence[BackupFile] = ()
        self._heads = (
            self.tr("File"),
            self.tr("Rows"),
            self.tr("Size"),
            self.tr("First row"),
            self.tr("Last row"),
            self.tr("State"),
        )

    def show_files(self, files: Sequence[BackupFile]) -> None:
        """Show these files; the selection stays where the names are the same."""
        same = [file.name for file in files] == [file.name for file in self._files]
        if not same:
            self.beginResetModel()
        self._files = files
        if not same:
            self.endResetModel()
        elif files:
            self.dataChanged.emit(self.index(0, 0), self.index(len(files) - 1, self.STATE))

    def file(self, row: int) -> BackupFile | None:
        """The file in that row."""
        return self._files[row] if 0 <= row < len(self._files) else None

    def row_of(self, name: str) -> int | None:
        """The row of a file."""
        return next((row for row, file in enumerate(self._files) if file.name == name), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of files."""
        return 0 if parent.isValid() else len(self._files)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of columns."""
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """Heads of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == _Role.DisplayRole:
            return self._heads[section]
        return self._alignment(section) if role == _Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows."""
        file = self.file(index.row()) if index.isValid() else None
        if file is None:
            return None
        match role:
            case _Role.DisplayRole | _Role.AccessibleTextRole:
                return self._text(file, index.column())
            case _Role.TextAlignmentRole:
                return self._alignment(index.column())
            case _Role.DecorationRole if index.column() == self.STATE:
                shape = "changing" if file.is_open else "stopped"
                return self._theme.state_icon(Look(shape, Tone.QUIET, ""))
        return None

    def _text(self, file: BackupFile, column: int) -> str:
        match column:
            case self.NAME:
                return file.name
            case self.ROWS:
                return formats.number(file.rows)
            case self.SIZE:
                return formats.size(file.size_bytes)
            case self.FIRST:
                return formats.moment(file.first_ts)
            case self.LAST:
                return formats.moment(file.last_ts)
        return self.tr("being written") if file.is_open else self.tr("waiting")

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column in (self.ROWS, self.SIZE) else _LEFT


class PreviewModel(QAbstractTableModel):
    """The rows of one file as they stand in it; times are in UTC, as the file has them."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._header: tuple[str, ...] = ()
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._value = self._quality = -1

    def show_preview(self, preview: BackupPreview | None) -> None:
        """Show these rows, or nothing."""
        self.beginResetModel()
        self._header = preview.header if preview else ()
        self._rows = preview.rows if preview else ()
        names = list(self._header)
        self._value = names.index("tag_value") if "tag_value" in names else -1
        self._quality = names.index("quality") if "quality" in names else -1
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of columns."""
        return 0 if parent.isValid() else len(self._header)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        """The file's own column names."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._header):
            return None
        if role == _Role.DisplayRole:
            return self._header[section]
        return self._alignment(section) if role == _Role.TextAlignmentRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], index.column()
        match role:
            case _Role.DisplayRole | _Role.ToolTipRole:
                return row[column]
            case _Role.TextAlignmentRole:
                return self._alignment(column)
            case _Role.DecorationRole if column == self._quality:
                return self._quality_icon(row[column])
        return None

    def _quality_icon(self, quality: str) -> Any:
        if quality == Quality.GOOD:
            return None
        return self._theme.state_icon(Look("warning", Tone.QUIET, quality))

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        return _RIGHT if column == self._value else _LEFT
