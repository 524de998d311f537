"""The backup files of one place, what can be done with them, and a look into the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hmi.at_rest import RestingFile
from hmi.historian.archive import Place
from hmi.historian.filecheck import FileReport
from hmi.model.status import ReplayStatus
from hmi.window import formats
from hmi.window.backup_commands import BackupCommands
from hmi.window.backup_texts import rows_text
from hmi.window.context import Context
from hmi.window.dialogs.question import Question
from hmi.window.dialogs.save_file import ask_where
from hmi.window.models.backup_model import FileModel
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.empty_text import EmptyText
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.preview_panel import PreviewPanel
from hmi.window.widgets.row_table import chosen_rows, prepare_row_table

_CELL_MARGIN_PX = 28
_ICON_PX = 20
_ROW_PX = 26
_LIST_PX, _PREVIEW_PX = 190, 300


class FilePanel(QWidget):
    """``refreshed`` when a person wants the folder looked at again."""

    refreshed = Signal()

    def __init__(self, context: Context, commands: BackupCommands) -> None:
        super().__init__()
        self._context = context
        self._commands = commands
        self._place = Place.WAITING
        self._reports: dict[str, FileReport] = {}
        self._chosen = ""
        self._shown: list[RestingFile] = []
        self.model = FileModel(context.theme, self)
        self.table = QTableView()
        self.preview = PreviewPanel(context)
        self.empty = EmptyText()
        self.empty.action.clicked.connect(lambda: self.refreshed.emit())
        self._summary = ElidedLabel()
        self._summary.setObjectName("caption")
        self._make_buttons()
        self._prepare_table()
        self._lay_out()
        commands.changed.connect(self._allow_buttons)
        commands.verified.connect(self._verified)
        commands.asked.connect(self._ask)
        context.theme.changed.connect(self._paint)
        self._paint()
        self._allow_buttons()

    # -- showing -----------------------------------------------------------------------------------------

    def show_files(self, place: Place, files: Sequence[RestingFile]) -> None:
        """Show the files of a place; what is chosen and where the list stands stay."""
        is_other_place, self._place = place is not self._place, place
        self._reports = {name: report for name, report in self._reports.items() if self._is_same(name, files)}
        first = self.model.item(self.table.rowAt(0))
        self.model.show_files(place, files, self._reports)
        self._shown = list(files)
        self._keep_place(None if is_other_place else first)
        self._show_summary(files)
        self._show_whether(is_empty=not files)
        if files and not self.selected():
            self.table.selectRow(0)
        self._show_chosen()

    def show_replay(self, replay: ReplayStatus) -> None:
        """Show how far the replay is with its file."""
        self.model.show_replay(replay)

    def explain(self, title: str, text: str, action: str = "") -> None:
        """Say why there is nothing, or why it cannot be read."""
        self.empty.explain(title, text, action)

    def fail(self) -> None:
        """The folder cannot be read: show why instead of what was there before."""
        self.model.show_files(self._place, (), {})
        self._shown = []
        self._summary.setText("")
        self._show_whether(is_empty=True)
        self._show_chosen()

    def _show_whether(self, *, is_empty: bool) -> None:
        focus = QApplication.focusWidget()
        if is_empty and focus is not None and self._body.isAncestorOf(focus):
            # Qt would look for the next place of the keyboard, and scroll a small window's page to it.
            self.refresh.setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentIndex(1 if is_empty else 0)

    def is_empty(self) -> bool:
        """True when it explains why there are no files."""
        return self._stack.currentIndex() == 1

    def selected(self) -> list[RestingFile]:
        """The chosen files, in the order of the list."""
        return [file for row in chosen_rows(self.table) if (file := self.model.item(row)) is not None]

    def summary(self) -> str:
        """What is said of all files together."""
        return self._summary.text()

    # -- inside ------------------------------------------------------------------------------------------

    def _is_same(self, name: str, files: Sequence[RestingFile]) -> bool:
        """Whether a file is still the one that was checked."""
        before = next((one for one in self._shown if one.name == name), None)
        after = next((one for one in files if one.name == name), None)
        return before is not None and after is not None and before.file.size_bytes == after.file.size_bytes

    def _keep_place(self, first: RestingFile | None) -> None:
        """Rows that came above the first visible one push nothing away; at the top, new ones show."""
        bar = self.table.verticalScrollBar()
        if first is None or bar.value() == 0:
            return
        row = self.model.row_of(first.name)
        if row is not None:
            bar.setValue(row)

    def _show_chosen(self) -> None:
        chosen = self._current()
        self.preview.show_file(chosen.name if chosen else "", self._place)
        self._allow_buttons()

    def _current(self) -> RestingFile | None:
        """The file that is looked into: the one that was chosen last, of several."""
        selection = self.table.selectionModel()
        current = selection.currentIndex()
        if current.isValid() and selection.isRowSelected(current.row()):
            return self.model.item(current.row())
        return next(iter(self.selected()), None)

    def _names(self) -> list[str]:
        return [file.name for file in self.selected()]

    def _show_summary(self, files: Sequence[RestingFile]) -> None:
        text = self.tr("Files: {files} · rows: {rows} · {size} · {folder}").format(
            files=formats.number(len(files)),
            rows=formats.number(sum(file.file.rows or 0 for file in files)),
            size=formats.size(sum(file.file.size_bytes for file in files)),
            folder=self._context.station.at_rest.folder / self._place,
        )
        self._summary.setText(text if files else "")
        self._summary.setToolTip(text)

    def _allow_buttons(self) -> None:
        busy = ""
        if self._commands.work is not None:
            busy = self.tr("Not now: {work} is under way").format(work=self._commands.title)
        none = "" if self.selected() else self.tr("Choose one or more files first")
        replayable = {
            Place.WAITING: "",
            Place.REPLAYED: self.tr("Every row of these files is in the historian already"),
            Place.SET_ASIDE: self.tr("Every intact row of these files was replayed already"),
        }[self._place]
        allow(self.replay, replayable or none, self.tr("Send the rows of the chosen files to the historian"))
        allow(self.verify, busy or none, self.tr("Compare every row of the chosen files with its checksum"))
        allow(self.export, busy or none, self.tr("Write the rows of the chosen files to one CSV file"))
        allow(
            self.delete,
            busy or none,
            self.tr("Delete the chosen files; you are asked before any row is lost"),
        )

    def _verified(self, reports: list[FileReport]) -> None:
        self._reports |= {report.name: report for report in reports}
        self.model.show_files(self._place, self._shown, self._reports)

    def _ask(self, names: tuple[str, ...], place: Place, lost: int) -> None:
        files = self._commands.files_text(names)
        text = self.tr("{rows} of {files} are not in the historian yet. Delete them for ever?")
        if lost == 1:
            text = self.tr("{rows} of {files} is not in the historian yet. Delete it for ever?")
        detail = self.tr(
            "They are nowhere else. A replay brings them to the historian; an export keeps a copy of them."
        )
        if place is Place.SET_ASIDE:
            text = self.tr("Damaged or missing in {files}: {rows}. Delete what is left of them?")
            detail = self.tr(
                "The intact rows are in the historian. What can still be made out of the damaged lines is "
                "only in these files."
            )
        question = Question(
            self,
            self._context.theme,
            text.format(rows=rows_text(lost), files=files),
            detail,
            action=self.tr("Delete for ever"),
            keep=self.tr("Keep the files"),
        )
        question.ask(lambda: self._commands.delete(names, place, lost))

    def _ask_where(self) -> None:
        names, place = self._names(), self._place
        proposed = f"export_{datetime.now().astimezone():%Y%m%d_%H%M%S}.csv"
        ask_where(
            self, self._context.memory, proposed, lambda path: self._commands.export(names, place, path)
        )

    # -- making ------------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        commands = self._commands
        self.replay = QPushButton(self.tr("&Replay"))
        self.replay.clicked.connect(lambda: commands.replay(self._names()))
        self.verify = QPushButton(self.tr("&Verify"))
        self.verify.clicked.connect(lambda: commands.verify(self._names(), self._place))
        self.export = QPushButton(self.tr("&Export…"))
        self.export.clicked.connect(self._ask_where)
        self.delete = QPushButton(self.tr("&Delete…"))
        self.delete.clicked.connect(lambda: commands.ask_to_delete(self._names(), self._place))
        self.refresh = QPushButton()
        self.refresh.setAccessibleName(self.tr("Refresh"))
        self.refresh.setToolTip(self.tr("Look into the backup folder again (F5)"))
        self.refresh.setShortcut(QKeySequence(Qt.Key.Key_F5))
        self.refresh.clicked.connect(lambda: self.refreshed.emit())
        QShortcut(
            QKeySequence(QKeySequence.StandardKey.Delete),
            self.table,
            self.delete.click,
            context=Qt.ShortcutContext.WidgetShortcut,
        )

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Backup files"))
        table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        prepare_row_table(table, _ROW_PX)
        metrics = table.fontMetrics()
        for number, column in enumerate(self.model.columns):
            width = max(metrics.horizontalAdvance(text) for text in (column.head, column.sample))
            icon = _ICON_PX if number == FileModel.STATE else 0
            table.setColumnWidth(number, width + _CELL_MARGIN_PX + icon)
        table.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        table.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for button in (self.replay, self.verify, self.export, self.delete):
            head.addWidget(button)
        head.addSpacing(6)
        head.addWidget(self._summary, 1)
        head.addWidget(self.refresh)
        self._body = body = QSplitter(Qt.Orientation.Vertical)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(8)
        body.addWidget(self.table)
        body.addWidget(self.preview)
        body.setSizes([_LIST_PX, _PREVIEW_PX])
        body.setStretchFactor(1, 1)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(self._stack, 1)
        self._stack.addWidget(body)  # without a parent the first would be shown as a window
        self._stack.addWidget(self.empty)
        begins_at(self, self.table)

    def _paint(self) -> None:
        theme = self._context.theme
        icons = (
            (self.replay, "start"),
            (self.verify, "shield-check"),
            (self.export, "download"),
            (self.delete, "trash-2"),
            (self.refresh, "refresh"),
        )
        for button, icon in icons:
            button.setIcon(theme.icon(icon))
