"""The rows of imported files and what becomes of each, as a table."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QCoreApplication, QObject

from hmi.config.report import RowVerdict, Verdict
from hmi.window import formats
from hmi.window.looks import Look, Tone
from hmi.window.models.row_model import RowModel
from hmi.window.theme import Theme

translate = QCoreApplication.translate


def verdict_look(verdict: Verdict) -> Look:
    """What becomes of a row, as it is shown."""
    match verdict:
        case Verdict.ADDED:
            return Look("plus", Tone.NORMAL, translate("Import", "New"))
        case Verdict.CHANGED:
            return Look("pencil", Tone.NORMAL, translate("Import", "Changed"))
        case Verdict.UNCHANGED:
            return Look("done", Tone.QUIET, translate("Import", "As it is"))
        case Verdict.SKIPPED:
            return Look("warning", Tone.WARNING, translate("Import", "Left out"))
        case Verdict.WRONG:
            return Look("alarm", Tone.ALARM, translate("Import", "Wrong"))


class ImportModel(RowModel[RowVerdict]):
    """One row for each row of a file."""

    VERDICT, FILE, ROW, WHAT, REASON = range(5)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, (), parent)
        self._heads = (
            self.tr("Becomes"),
            self.tr("File"),
            self.tr("Row"),
            self.tr("What"),
            self.tr("Why, or what changes"),
        )

    def text(self, row: RowVerdict, column: int) -> str:
        """What a cell says."""
        match column:
            case self.VERDICT:
                return verdict_look(row.verdict).text
            case self.FILE:
                return row.file
            case self.ROW:
                return formats.number(row.row) if row.row else ""
            case self.WHAT:
                return " ".join(filter(None, (row.plc_code, row.address, row.name)))
            case _:
                return "; ".join(filter(None, (row.reason, row.remark)))

    def look(self, row: RowVerdict, column: int) -> Look | None:
        """The form of the verdict."""
        return verdict_look(row.verdict) if column == self.VERDICT else None

    def tone(self, row: RowVerdict, column: int) -> Tone:
        """Wrong rows stand out, and rows that stay as they are do not."""
        tone = verdict_look(row.verdict).tone
        return tone if column == self.VERDICT or tone is Tone.QUIET else Tone.NORMAL

    def identity(self, row: RowVerdict) -> Hashable:
        """Its place."""
        return row.file, row.row, row.reason
