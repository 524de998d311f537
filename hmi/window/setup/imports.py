"""Files into the draft and the configuration into files: nothing is stored before it is applied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from hmi.config.exporter import ExportedFile
from hmi.config.importer import Comparison
from hmi.config.report import RowVerdict, Verdict
from hmi.config.wrong_rows import export_wrong_rows
from hmi.model.plant import Plant
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.dialogs.open_file import ask_files, ask_folder
from hmi.window.looks import Tone
from hmi.window.models.import_model import ImportModel, verdict_look
from hmi.window.setup.editor import PlantEditor
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.row_table import prepare_row_table

_ROW_PX = 26
_COLUMNS_PX = (100, 150, 60, 270)
_TAKEN = (Verdict.ADDED, Verdict.CHANGED)
_LEFT_OUT = (Verdict.WRONG, Verdict.SKIPPED)
_MEMORY = "setup/files"


class ImportTab(QWidget):
    """Choose, look, mend or take over; ``said`` carries a tone and a sentence."""

    said = Signal(str, str)

    def __init__(self, context: Context, editor: PlantEditor) -> None:
        super().__init__()
        self.title = self.tr("Import & export")
        self._context = context
        self._editor = editor
        self._files: list[Path] = []
        self._comparison: Comparison | None = None
        self._busy = ""
        self.model = ImportModel(context.theme, self)
        self.table = QTableView()
        self._make_widgets()
        self._lay_out()
        self._connect()
        self._paint()
        self._show()

    # -- for the page and tests --------------------------------------------------------------------------

    def compare(self, files: Sequence[Path]) -> None:
        """Lay these files over the draft, and show what would become of it."""
        self._files = list(files)
        plant, setup = self._editor.draft.plant, self._context.station.setup
        group, plc = self.group.currentText().strip(), str(self.plc.currentData() or "")
        self._begin(self.tr("The files are being read…"))
        work = self._context.tasks.operation(lambda: setup.compare(plant, self._files, group=group, plc=plc))
        work.success(self._compared).failure(self._not_compared).start()

    # -- what happens ------------------------------------------------------------------------------------

    def _choose(self) -> None:
        kinds = self.tr("Tables (*.csv *.txt);;All files (*)").split(";;")
        ask_files(self, self.tr("Choose files to import"), self._place, kinds, self._chosen)

    def _chosen(self, files: list[Path]) -> None:
        self._context.memory.setValue(_MEMORY, str(files[0].parent))
        self.compare(files)

    @property
    def _place(self) -> str:
        """The folder of the last files."""
        return str(self._context.memory.value(_MEMORY, ""))

    def _again(self) -> None:
        if self._files and not self._busy:
            self.compare(self._files)

    def _compared(self, comparison: Comparison) -> None:
        self._busy, self._comparison = "", comparison
        is_wrong = any(row.verdict in _LEFT_OUT for row in _rows_of(comparison))
        self._offer_verdicts(comparison)
        self.verdict.setCurrentIndex(1 if is_wrong and self.verdict.count() > 1 else 0)
        self._show()

    def _not_compared(self, text: str) -> None:
        """What is shown is of other files: nobody is to take it over instead."""
        self._comparison = None
        self._failed(text)

    def _take_over(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return
        if self._is_outdated(comparison):
            return
        self._begin(self.tr("The rows are being taken over…"))
        setup = self._context.station.setup
        work = self._context.tasks.operation(lambda: setup.merged(comparison))
        work.success(lambda plant: self._taken(comparison, plant)).failure(self._failed).start()

    def _is_outdated(self, comparison: Comparison) -> bool:
        """Whether the plant is another by now; then the files are compared again."""
        if comparison.plant == self._editor.draft.plant:
            return False
        text = self.tr("The plant was edited meanwhile, so the files were compared again")
        self.said.emit(Tone.WARNING, text)
        self._again()
        return True

    def _taken(self, comparison: Comparison, plant: Plant) -> None:
        self._busy = ""
        if self._is_outdated(comparison):
            return
        self._comparison = None
        self._editor.change(lambda draft: draft.take(plant))
        count = sum(row.verdict in _TAKEN for row in comparison.report.rows)
        text = self.tr("{n} rows are among the changes; apply them to store them")
        self.said.emit(Tone.NORMAL, text.format(n=formats.number(count)))
        self._show()

    def _save_wrong(self) -> None:
        comparison = self._comparison
        if comparison is None:
            return

        def save(folder: Path) -> None:
            work = self._context.tasks.operation(lambda: export_wrong_rows(comparison, folder))
            work.success(self._saved_wrong).failure(self._failed).start()

        ask_folder(self, self.tr("Where to put the rows that are not imported"), self._place, save)

    def _saved_wrong(self, paths: tuple[Path, ...]) -> None:
        text = self.tr("Written with their reasons, to be mended and imported again: {files}")
        self.said.emit(Tone.NORMAL, text.format(files=", ".join(map(str, paths))))

    def _export(self) -> None:
        ask_folder(
            self, self.tr("Where to put the three files of the configuration"), self._place, self._export_to
        )

    def _export_to(self, folder: Path) -> None:
        setup = self._context.station.setup
        work = self._context.tasks.operation(lambda: setup.export(folder))
        work.success(self._exported).failure(self._failed).start()

    def _exported(self, files: tuple[ExportedFile, ...]) -> None:
        text = self.tr("Written to {folder}: {files}").format(
            folder=files[0].path.parent, files=", ".join(file.path.name for file in files)
        )
        self.said.emit(Tone.NORMAL, text)

    def _begin(self, what: str) -> None:
        self._busy = what
        self._show()

    def _failed(self, text: str) -> None:
        self._busy = ""
        self.said.emit(Tone.ALARM, text)
        self._show()

    # -- showing -----------------------------------------------------------------------------------------

    def _show(self) -> None:
        rows = () if self._comparison is None else _rows_of(self._comparison)
        wanted = self.verdict.currentData()
        self.model.show_rows([row for row in rows if wanted is None or row.verdict == wanted])
        self._result.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._empty.setText(self._busy or self._explanation)
        self._summary.setText(self._busy or self._sum_up())
        self._allow(rows)

    def _sum_up(self) -> str:
        if self._comparison is None:
            return ""
        report, count = self._comparison.report, formats.number
        wrong = Counter(row.file for row in report.of(Verdict.WRONG))
        line = self.tr(
            "{file}: {added} new, {changed} changed, {unchanged} as they are, {skipped} left out, "
            "{wrong} wrong"
        )
        lines = [
            line.format(
                file=counts.file,
                added=count(counts.added),
                changed=count(counts.changed),
                unchanged=count(counts.unchanged),
                skipped=count(counts.skipped),
                wrong=count(wrong[counts.file]),
            )
            for counts in report.files
        ]
        return "\n".join([*lines, *report.made_groups])

    def _allow(self, rows: Sequence[RowVerdict]) -> None:
        is_engineer = self._context.access.is_engineer
        locked = "" if is_engineer else self.tr("Only an engineer may change the setup")
        taken = sum(row.verdict in _TAKEN for row in rows)
        wrong = sum(row.verdict is Verdict.WRONG for row in rows)
        nothing = (
            "" if taken else self.tr("No row is right") if wrong else self.tr("The files change nothing")
        )
        mend = self.tr("Mend what is wrong on the other tabs first") if self._editor.problems else ""
        text = (
            self.tr("&Take over {n} rows") if not wrong else self.tr("&Take over the {n} rows that are right")
        )
        self.take.setText(text.format(n=formats.number(taken)))
        allow(self.choose, self._busy, self.tr("Files of this program, of GX Works or of KEPServerEX"))
        allow(
            self.take,
            self._busy or locked or nothing or mend,
            self.tr("Put these rows among the changes; nothing is stored yet"),
        )
        none = ""
        written = self._comparison.report.rows if self._comparison is not None else ()
        if not any(row.verdict in _LEFT_OUT for row in written):
            none = (
                self.tr("The files have no rows that can be read") if wrong else self.tr("Every row is right")
            )
        allow(self.save_wrong, self._busy or none, self.tr("To mend them in a spreadsheet"))
        allow(self.export, self._busy, self.tr("Write what is stored, to be read in again without a loss"))

    def _offer_verdicts(self, comparison: Comparison) -> None:
        rows = _rows_of(comparison)
        box = self.verdict
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("All rows ({n})").format(n=formats.number(len(rows))), None)
        for verdict in (*_LEFT_OUT, Verdict.CHANGED, Verdict.ADDED, Verdict.UNCHANGED):
            number = sum(row.verdict is verdict for row in rows)
            if number:
                text = self.tr("{verdict} ({n})")
                box.addItem(
                    text.format(verdict=verdict_look(verdict).text, n=formats.number(number)), verdict
                )
        box.blockSignals(False)

    def _offer_names(self) -> None:
        plant = self._editor.draft.plant
        codes, names = [p.plc_code for p in plant.plcs], [g.group_name for g in plant.groups]
        if not self.plc.count() or codes != [self.plc.itemData(i) for i in range(1, self.plc.count())]:
            self.plc.clear()
            self.plc.addItem(self.tr("none"), "")
            for code in codes:
                self.plc.addItem(code, code)
        if names != [self.group.itemText(i) for i in range(self.group.count())]:
            text = self.group.currentText()
            self.group.clear()
            self.group.addItems(names)
            self.group.setCurrentText(text)
        self._show()

    # -- layout ------------------------------------------------------------------------------------------

    def _make_widgets(self) -> None:
        self._explanation = self.tr(
            "Choose CSV files of PLCs, groups and tags, device comments of GX Works, or tags of KEPServerEX. "
            "What would become of every row is shown here first; nothing is stored before you apply it. "
            "Export configuration writes such files to begin with: they have every column."
        )
        self.choose = QPushButton(self.tr("C&hoose files…"))
        self.export = QPushButton(self.tr("E&xport configuration…"))
        self.take = QPushButton()
        self.save_wrong = QPushButton(self.tr("&Save rows that are not imported…"))
        self.plc = QComboBox()
        self.plc.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.group = QComboBox()
        self.group.setEditable(True)
        self.group.setCurrentText("")
        self.verdict = QComboBox()
        self.verdict.setAccessibleName(self.tr("Which rows are shown"))
        self.verdict.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._summary, self._empty = QLabel(), QLabel()
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self._summary, self._empty):
            label.setWordWrap(True)
        self._empty.setObjectName("empty")
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Rows of the files"))
        prepare_row_table(self.table, _ROW_PX)
        for column, width in enumerate(_COLUMNS_PX):
            self.table.setColumnWidth(column, width)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.export.clicked.connect(self._export)
        self.take.clicked.connect(self._take_over)
        self.save_wrong.clicked.connect(self._save_wrong)
        self.verdict.currentIndexChanged.connect(lambda _: self._show())
        self.plc.activated.connect(lambda _: self._again())
        self.group.activated.connect(lambda _: self._again())
        editor = self.group.lineEdit()
        if editor is not None:
            editor.setPlaceholderText(self.tr("none"))
            editor.editingFinished.connect(self._group_written)
        self._editor.edited.connect(self._offer_names)
        self._context.access.changed.connect(self._show)
        self._context.theme.changed.connect(self._paint)

    def _group_written(self) -> None:
        if self._comparison is not None and self.group.currentText().strip() != (
            self._comparison.defaults.group or ""
        ):
            self._again()

    def _paint(self) -> None:
        for button, icon in (
            (self.choose, "upload"),
            (self.export, "download"),
            (self.take, "check"),
            (self.save_wrong, "save"),
        ):
            button.setIcon(self._context.theme.icon(icon))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.choose)
        top.addStretch(1)
        top.addWidget(self.export)
        belong = QFrame()
        belong.setObjectName("panel")
        fields = QGridLayout(belong)
        fields.setContentsMargins(10, 6, 10, 6)
        for at, (text, box) in enumerate(
            (
                (self.tr("PLC of tags that name none"), self.plc),
                (self.tr("Group of tags that name none"), self.group),
            )
        ):
            label = QLabel(text)
            label.setBuddy(box)
            label.setWordWrap(True)
            box.setAccessibleName(text)
            fields.addWidget(label, 0, 2 * at)
            fields.addWidget(box, 0, 2 * at + 1)
            fields.setColumnStretch(2 * at + 1, 1)
        self._result = QWidget()
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 0, 0, 0)
        result.setSpacing(8)
        below = QHBoxLayout()
        below.addWidget(self.verdict)
        below.addStretch(1)
        below.addWidget(self.save_wrong)
        below.addWidget(self.take)
        result.addWidget(self._summary)
        result.addWidget(self.table, 1)
        result.addLayout(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(belong)
        column.addWidget(self._result, 1)
        column.addWidget(self._empty, 1)


def _rows_of(comparison: Comparison) -> tuple[RowVerdict, ...]:
    """Every row of the files, and what is wrong with a file as a whole before them."""
    rows = comparison.report.rows
    known = {(row.file, row.row) for row in rows}
    whole = tuple(
        RowVerdict(error.file, error.row or 0, Verdict.WRONG, reason=error.sentence)
        for error in comparison.report.errors
        if error.row is None or (error.file, error.row) not in known
    )
    return whole + rows
