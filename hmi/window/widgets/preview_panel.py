"""A look into one backup file: its rows, a filter over them, and its damaged lines."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QTableView, QVBoxLayout

from hmi.historian.preview import BackupPreview
from hmi.window import formats
from hmi.window.looks import Look, Tone
from hmi.window.models.backup_model import PreviewModel
from hmi.window.theme import Theme
from hmi.window.widgets.row_table import prepare_row_table
from hmi.window.widgets.state_label import StateLabel

_TYPING_MS = 250
_ERRORS_PX = 84
_CELL_MARGIN_PX = 24
_ROW_PX = 24
_SAMPLES = (
    "2026-11-22T03:04:05.000678Z",
    "PRESS_01",
    "W1000.A",
    "DieTemperature_01",
    "-64.60000000000001234",
    "UNCERTAIN MM",
)


class PreviewPanel(QFrame):
    """Asks for a preview by ``wanted`` and shows what it is given; a filter searches the whole file."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._title = QLabel()
        self._title.setObjectName("title")
        self._count = QLabel()
        self._count.setObjectName("caption")
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter: tag, address, PLC, quality, time…"))
        self.filter.setAccessibleName(self.tr("Filter the rows"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(340)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(lambda: self.wanted.emit(self.filter.text()))
        self.filter.textChanged.connect(lambda _: self._typing.start())
        self.model = PreviewModel(theme, self)
        self.table = QTableView()
        self._prepare_table()
        self._damage = StateLabel(theme)
        self._errors = QPlainTextEdit()
        self._errors.setReadOnly(True)
        self._errors.setTabChangesFocus(True)
        self._errors.setMaximumHeight(_ERRORS_PX)
        self._errors.setAccessibleName(self.tr("Damaged lines"))
        self._lay_out()

    def show_loading(self, name: str) -> None:
        """The file is being read."""
        self._title.setText(name)
        self._count.setText(self.tr("Reading…"))

    def show_preview(self, name: str, preview: BackupPreview) -> None:
        """Show what was found in the file."""
        self._title.setText(name)
        had_columns = self.model.columnCount() > 0
        self.model.show_preview(preview)
        if not had_columns:
            self._fit_columns()
        self._count.setText(self._count_text(preview))
        self._show_errors(preview)

    def show_failure(self, name: str, text: str) -> None:
        """The file could not be read."""
        self._title.setText(name)
        self.model.show_preview(None)
        self._count.setText(text)
        self._errors.hide()
        self._damage.hide()

    def count_text(self) -> str:
        """What is said about the number of rows."""
        return self._count.text()

    def errors_text(self) -> str:
        """The damaged lines as shown; empty where there are none."""
        return self._errors.toPlainText() if self._errors.isVisibleTo(self) else ""

    def _count_text(self, preview: BackupPreview) -> str:
        total, shown = formats.number(preview.total), formats.number(len(preview.rows))
        if self.filter.text() and not preview.total:
            return self.tr("No row holds this text")
        if preview.total > len(preview.rows):
            return self.tr("The first {shown} of {total} rows").format(shown=shown, total=total)
        return self.tr("Rows: {total}").format(total=total)

    def _show_errors(self, preview: BackupPreview) -> None:
        damaged = preview.bad_lines > 0
        self._damage.setVisible(damaged)
        self._errors.setVisible(damaged)
        if damaged:
            text = self.tr("Damaged lines: {count}").format(count=formats.number(preview.bad_lines))
            self._damage.show_look(Look("warning", Tone.WARNING, text))
            line = self.tr("Line {line}: {reason}")
            lines = (line.format(line=error.line, reason=error.reason) for error in preview.errors)
            self._errors.setPlainText("\n".join(lines))

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Rows of the chosen file"))
        prepare_row_table(table, _ROW_PX)

    def _fit_columns(self) -> None:
        metrics = self.table.fontMetrics()
        for column, sample in enumerate(_SAMPLES[: self.model.columnCount()]):
            head = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            width = max(metrics.horizontalAdvance(text) for text in (head, sample))
            self.table.setColumnWidth(column, width + _CELL_MARGIN_PX)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.filter)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._damage, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._errors)
        self._damage.hide()
        self._errors.hide()
