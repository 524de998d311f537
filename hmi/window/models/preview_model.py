"""The rows of one backup file as they stand in it; times are in UTC, as the file has them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt

from hmi.historian.csvfile import ROW_COLUMNS
from hmi.historian.file_rows import FileRow
from hmi.model.reading import Quality
from hmi.window import formats
from hmi.window.file_preview import FilePreview
from hmi.window.looks import Look, Tone
from hmi.window.models.headed_model import LEFT, RIGHT, HeadedModel, Index
from hmi.window.theme import Theme

_Role = Qt.ItemDataRole


class PreviewModel(HeadedModel):
    """Grows with what the preview has found; a row whose page is still read is blank."""

    LINE, PROBLEM, FIRST_FIELD = range(3)
    VALUE = FIRST_FIELD + ROW_COLUMNS.index("tag_value")
    QUALITY = FIRST_FIELD + ROW_COLUMNS.index("quality")

    def __init__(self, theme: Theme, preview: FilePreview, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._preview = preview
        self._count = 0
        self._heads = (self.tr("Line"), self.tr("What is wrong"), *ROW_COLUMNS)
        preview.opened.connect(self._begin)
        preview.counted.connect(self._follow)
        preview.filled.connect(self._filled)
        theme.changed.connect(self.repaint)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Number of rows shown."""
        return 0 if parent.isValid() else self._count

    def alignment(self, column: int) -> Qt.AlignmentFlag:
        """Numbers stand at the right."""
        return RIGHT if column in (self.LINE, self.VALUE) else LEFT

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= self._count:
            return None
        column = index.column()
        if role == _Role.TextAlignmentRole:
            return self.alignment(column)
        if role not in (_Role.DisplayRole, _Role.ToolTipRole, _Role.DecorationRole, _Role.ForegroundRole):
            return None
        row = self._preview.row(index.row())
        if row is None:
            return None
        match role:
            case _Role.DisplayRole:
                return self._text(row, column)
            case _Role.ToolTipRole:
                return row.error or self._text(row, column)
            case _Role.DecorationRole:
                return self._icon(row, column)
        return self._theme.colour(Tone.WARNING) if row.error and column == self.PROBLEM else None

    def _text(self, row: FileRow, column: int) -> str:
        if column == self.LINE:
            return formats.number(row.line)
        if column == self.PROBLEM:
            return row.error or ""
        place = column - self.FIRST_FIELD
        return row.fields[place] if place < len(row.fields) else ""

    def _icon(self, row: FileRow, column: int) -> Any:
        if column == self.LINE and row.error:
            return self._theme.state_icon(Look("warning", Tone.WARNING, row.error))
        if column == self.QUALITY and len(row.fields) == len(ROW_COLUMNS):
            quality = self._text(row, column)
            if quality != Quality.GOOD:
                return self._theme.state_icon(Look("warning", Tone.QUIET, quality))
        return None

    def _begin(self) -> None:
        self.beginResetModel()
        self._count = 0
        self.endResetModel()

    def _follow(self) -> None:
        """Take rows in, or out at the end: what stands at a place is read when it is shown."""
        count = self._preview.shown
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        elif count < self._count:
            self.beginRemoveRows(QModelIndex(), count, self._count - 1)
            self._count = count
            self.endRemoveRows()

    def _filled(self, first: int, last: int) -> None:
        self._repaint_rows(first, min(last, self._count - 1))
