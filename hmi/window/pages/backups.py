"""The CSV backup files: which there are, and what is in them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QTableView, QVBoxLayout, QWidget

from hmi.historian.backup import CsvBackup
from hmi.historian.backup_files import BackupFile
from hmi.historian.preview import BackupPreview
from hmi.model.status import BackupStatus, ReplayStatus
from hmi.window import formats
from hmi.window.models.backup_model import FileModel
from hmi.window.pages import Page
from hmi.window.snapshot import Snapshot
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.preview_panel import PreviewPanel
from hmi.window.widgets.replay_strip import ReplayStrip
from hmi.window.widgets.row_table import prepare_row_table

_SAMPLES = ("backup_20261122_030405_001.csv", "1,000,000", "1,000.0 MB", *("2026-11-22 03:04:05",) * 2)
_CELL_MARGIN_PX = 28
_ROW_PX = 26


class BackupsPage(Page):
    """Lists and previews off the GUI thread: a file may be large, and its disk slow."""

    def __init__(self, theme: Theme, backups: CsvBackup, tasks: Tasks) -> None:
        super().__init__()
        self._theme = theme
        self._backups = backups
        self._tasks = tasks
        self._known: BackupStatus | None = None
        self._listing = False
        self._asked: tuple[str, str] | None = None
        self.model = FileModel(theme, self)
        self.table = QTableView()
        self.preview = PreviewPanel(theme)
        self.preview.wanted.connect(lambda _: self._read_chosen())
        self.messages = MessageBar(theme)
        self.replay = ReplayStrip(theme)
        self._summary = QLabel()
        self._summary.setObjectName("caption")
        self.refresh = QPushButton(self.tr("&Refresh"))
        self.refresh.setShortcut(QKeySequence(Qt.Key.Key_F5))
        self.refresh.setToolTip(self.tr("Look into the backup folder again (F5)"))
        self.refresh.clicked.connect(self._refresh)
        self._empty = self._make_empty()
        self._prepare_table()
        self._lay_out()
        theme.changed.connect(self._paint)
        self._paint()
        self.setFocusProxy(self.table)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the replay; list the files again when the folder has changed."""
        backup = snapshot.status.backup
        self.replay.show_replay(backup.replay)
        folder = replace(backup, replay=ReplayStatus())
        if snapshot.beat and folder != self._known:
            self._known = folder
            self.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing on this page is older than the moment it is looked at."""
        super().showEvent(event)
        self.look_again()

    def look_again(self) -> None:
        """List the files; the list comes when it is ready."""
        if not self._listing:
            self._listing = True
            self._tasks.operation(self._backups.list_files).success(self._listed).failure(
                self._not_listed
            ).start()

    def _refresh(self) -> None:
        """The chosen file may have grown, too."""
        self.look_again()
        self._read_chosen()

    def selected(self) -> BackupFile | None:
        """The chosen file."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.file(rows[0].row()) if rows else None

    def is_empty(self) -> bool:
        """True when the page explains why there are no files."""
        return self._empty.isVisibleTo(self)

    def _listed(self, files: list[BackupFile]) -> None:
        self._listing = False
        self.messages.clear()
        chosen = self.selected()
        self.model.show_files(files)
        self._show_summary(files)
        self._empty.setVisible(not files)
        self._body.setVisible(bool(files))
        if files and self.selected() is None:
            row = self.model.row_of(chosen.name) if chosen else None
            self.table.selectRow(row or 0)

    def _not_listed(self, text: str) -> None:
        self._listing = False
        self.messages.fail(self.tr("The backup folder cannot be read. {error}").format(error=text))

    def _read_chosen(self) -> None:
        chosen = self.selected()
        if chosen is None:
            return
        name, text = chosen.name, self.preview.filter.text()
        self._asked = (name, text)
        self.preview.show_loading(name)
        (
            self._tasks.operation(lambda: self._backups.preview(name, text=text))
            .success(lambda preview: self._read((name, text), preview))
            .failure(lambda error: self._not_read((name, text), error))
            .start()
        )

    def _read(self, asked: tuple[str, str], preview: BackupPreview) -> None:
        if asked == self._asked:  # an older question may be answered late
            self.preview.show_preview(asked[0], preview)

    def _not_read(self, asked: tuple[str, str], error: str) -> None:
        if asked == self._asked:
            self.preview.show_failure(asked[0], error)

    def _show_summary(self, files: list[BackupFile]) -> None:
        text = self.tr("Files: {files} · rows: {rows} · {size} · {folder}").format(
            files=formats.number(len(files)),
            rows=formats.number(sum(file.rows or 0 for file in files)),
            size=formats.size(sum(file.size_bytes for file in files)),
            folder=self._backups.folder,
        )
        self._summary.setText(text if files else str(self._backups.folder))

    def _make_empty(self) -> QWidget:
        title = QLabel(self.tr("No backup files"))
        title.setObjectName("heading")
        text = QLabel(
            self.tr(
                "Nothing is waiting here for the historian.\n\n"
                "When the historian cannot be reached, rows are kept here as CSV files,\n"
                "so that nothing is lost until it takes them again."
            )
        )
        text.setObjectName("empty")
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addStretch(3)
        return empty

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Backup files"))
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        prepare_row_table(table, _ROW_PX)
        metrics = table.fontMetrics()
        for column, sample in enumerate(_SAMPLES):
            table.setColumnWidth(column, metrics.horizontalAdvance(sample) + _CELL_MARGIN_PX)
        table.selectionModel().selectionChanged.connect(lambda *_: self._read_chosen())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.refresh)
        head.addWidget(self._summary)
        head.addStretch(1)
        self._body = QSplitter(Qt.Orientation.Vertical)
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(8)
        self._body.addWidget(self.table)
        self._body.addWidget(self.preview)
        self._body.setSizes([170, 400])
        self._body.setStretchFactor(1, 1)
        self._body.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.messages)
        column.addWidget(self.replay)
        column.addWidget(self._body, 1)
        column.addWidget(self._empty, 1)
        self._empty.hide()

    def _paint(self) -> None:
        self.refresh.setIcon(self._theme.icon("refresh"))
