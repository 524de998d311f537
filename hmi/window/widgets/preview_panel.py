"""A look into one backup file: its rows, a filter over all of them, and what is damaged."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from hmi.historian.archive import Place
from hmi.historian.file_rows import Wanted
from hmi.model.reading import Quality
from hmi.window import formats
from hmi.window.backup_texts import report_look
from hmi.window.context import Context
from hmi.window.file_preview import FilePreview
from hmi.window.looks import Look, Tone
from hmi.window.models.preview_model import PreviewModel
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.row_table import prepare_row_table
from hmi.window.widgets.search_box import SearchBox
from hmi.window.widgets.state_label import StateLabel

_CELL_MARGIN_PX = 24
_ROW_PX = 24
_BAR_PX = 90
_FILTER_PX = 150
_STEPS = 100
_DAMAGED = "damaged"
_SAMPLES = (
    "1,000,000 MM",
    "changed since it was written",
    "2026-11-22T03:04:05.000678Z",
    "PRESS_01",
    "W1000.A",
    "DieTemperature_01",
    "-64.60000000000001234",
    "UNCERTAIN MM",
    "2026-11-22T03:04:05.000678Z",
)


class PreviewPanel(QFrame):
    """Shows the file it is given; a filter searches the whole of it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("panel")
        theme = context.theme
        self.source = FilePreview(context, self)
        self.source.told.connect(self._show)
        self._place = Place.WAITING
        self.model = PreviewModel(theme, self.source, self)
        self.table = QTableView()
        self._title = ElidedLabel()
        self._title.setObjectName("title")
        self._count = QLabel()
        self._count.setObjectName("caption")
        self._damage = StateLabel(theme)
        self._make_filter()
        self._make_search()
        self._prepare_table()
        self._lay_out()
        self._show()

    def show_file(self, name: str, place: Place) -> None:
        """Look at another file; a blank name for none. One that is shown already may have grown."""
        if (name, place) == (self.source.name, self._place) and not self.source.failure:
            self.source.look_again()
            return
        self._place = place
        self._title.setText(name)
        self._title.setToolTip(name)
        self.table.setColumnHidden(PreviewModel.PROBLEM, True)
        self.source.open(name, place)
        self._show()

    def count_text(self) -> str:
        """What is said about the number of rows."""
        return self._count.text()

    def damage_text(self) -> str:
        """What the check has found, or how far it is."""
        return self._damage.text()

    def _filter(self) -> None:
        self.filter.answered()
        quality = str(self.quality.currentData())
        is_damaged = quality == _DAMAGED
        self.source.filter(Wanted.of(self.filter.text(), "" if is_damaged else quality, damaged=is_damaged))

    def _show(self) -> None:
        source = self.source
        self._count.setText(source.failure or self._count_text())
        self._show_search(source.share("search"))
        self._show_damage()

    def _count_text(self) -> str:
        source = self.source
        if not source.name:
            return self.tr("Choose a file to look into it")
        total, shown = formats.number(source.count), formats.number(source.shown)
        if source.share("look") is not None:
            return self.tr("Reading… {total} rows so far").format(total=total)
        if not source.is_filtered:
            return self.tr("Rows: {total}").format(total=total)
        if source.share("search") is not None:
            return self.tr("Searching… {shown} of {total} rows so far").format(shown=shown, total=total)
        if not source.shown:
            return self.tr("No row of {total} is like this").format(total=total)
        return self.tr("{shown} of {total} rows").format(shown=shown, total=total)

    def _show_search(self, share: float | None) -> None:
        had_focus = self.stop.hasFocus()
        for widget in (self._bar, self.stop):
            widget.setVisible(share is not None)
        self._bar.setValue(round(_STEPS * (share or 0.0)))
        if had_focus and share is None:
            self.filter.setFocus()

    def _show_damage(self) -> None:
        source = self.source
        check, report = source.share("check"), source.report
        if report is not None:
            look = report_look(report)
        elif check is not None:
            text = self.tr("Checking every row… {pct} %").format(pct=round(100 * check))
            look = Look("changing", Tone.QUIET, text)
        else:
            look = Look("", Tone.QUIET, "")
        self._damage.show_look(look)
        self._damage.setVisible(bool(look.text))
        if source.has_errors:
            self.table.setColumnHidden(PreviewModel.PROBLEM, False)

    def _make_filter(self) -> None:
        self.filter = SearchBox(
            self.tr("Filter: tag, address, PLC, time, value…"), self.tr("Filter the rows")
        )
        self.filter.setToolTip(
            self.tr("Shows the rows that hold every word, in any column; the whole file is searched (Ctrl+F)")
        )
        self.filter.setMinimumWidth(_FILTER_PX)
        self.filter.asked.connect(self._filter)
        self.quality = QComboBox()
        self.quality.setAccessibleName(self.tr("Rows of which quality"))
        self.quality.addItem(self.tr("Every quality"), "")
        for quality in Quality:
            self.quality.addItem(quality.value, quality.value)
        self.quality.addItem(self.tr("Damaged lines"), _DAMAGED)
        self.quality.currentIndexChanged.connect(lambda _: self._filter())

    def _make_search(self) -> None:
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(_BAR_PX)
        self._bar.setAccessibleName(self.tr("Progress of the search"))
        self.stop = QPushButton(self.tr("Stop searc&h"))
        self.stop.setToolTip(self.tr("What was found so far stays"))
        self.stop.clicked.connect(self.source.stop_search)

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Rows of the chosen file"))
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        prepare_row_table(table, _ROW_PX)
        metrics = table.fontMetrics()
        for column, sample in enumerate(_SAMPLES):
            head = str(self.model.headerData(column, Qt.Orientation.Horizontal))
            width = max(metrics.horizontalAdvance(text) for text in (head, sample))
            table.setColumnWidth(column, width + _CELL_MARGIN_PX)
        table.setColumnHidden(PreviewModel.PROBLEM, True)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title, 1)
        head.addWidget(self.filter, 2)
        head.addWidget(self.quality)
        state = QHBoxLayout()
        state.setSpacing(12)
        for widget in (self._count, self._bar, self.stop):
            state.addWidget(widget)
        state.addStretch(1)
        state.addWidget(self._damage)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(state)
