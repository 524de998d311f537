"""PLCs, groups and tags of a draft as tables, each row marked where it is new, changed or wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject

from hmi.config.draft_rows import DraftRow
from hmi.model.plant import Plc, PollingGroup, Tag
from hmi.window.looks import Look, Tone
from hmi.window.models.row_model import RowModel
from hmi.window.models.runs import runs
from hmi.window.theme import Theme

Row = TypeVar("Row", Plc, PollingGroup, Tag)


@dataclass(frozen=True, slots=True)
class PlantColumn(Generic[Row]):
    """One column: its head, what it says of a row, an example of its width.

    ``columns`` are those of the row that it shows.
    """

    head: str
    text: Callable[[DraftRow[Row]], str]
    sample: str
    columns: tuple[str, ...] = ()


class PlantModel(RowModel[DraftRow[Any]]):
    """Rows of one table; the first column has the mark."""

    def __init__(
        self, theme: Theme, columns: Sequence[PlantColumn[Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(theme, [column.head for column in columns], parent)
        self.columns = columns
        self._wrong: Mapping[int, Collection[str]] = {}

    def show_plant(self, rows: Sequence[DraftRow[Any]], wrong: Mapping[int, Collection[str]]) -> None:
        """Show these; ``wrong`` names the columns of a row, by its number, that something is wrong with."""
        marks_move = wrong != self._wrong
        self._wrong = wrong
        self.show_rows(rows)
        if marks_move:
            self.repaint()

    def ranges(self, numbers: Collection[int]) -> list[tuple[int, int]]:
        """Where these rows stand, those that follow each other as one: first and last."""
        return runs(at for at, row in enumerate(self._rows) if row.number in numbers)

    def text(self, row: DraftRow[Any], column: int) -> str:
        """What a cell says."""
        return self.columns[column].text(row)

    def look(self, row: DraftRow[Any], column: int) -> Look | None:
        """Whether the row is wrong, new or changed."""
        if column != 0:
            return None
        if row.number in self._wrong:
            if self._is_unfinished(row):
                return Look("warning", Tone.WARNING, "")
            return Look("alarm", Tone.ALARM, "")
        if row.stored is None:
            return Look("plus", Tone.NORMAL, "")
        return Look("pencil", Tone.NORMAL, "") if row.is_changed else None

    def tone(self, row: DraftRow[Any], column: int) -> Tone:
        """Wrong cells stand out; rows that are not read are quiet."""
        wrong = self._wrong.get(row.number, ())
        if any(name in wrong for name in self.columns[column].columns) and not self._is_unfinished(row):
            return Tone.ALARM
        return Tone.NORMAL if row.value.is_active else Tone.QUIET

    def _is_unfinished(self, row: DraftRow[Any]) -> bool:
        """Nothing is wrong but what was not filled in yet."""
        wrong = self._wrong[row.number]
        return all(name in row.wrong and not row.wrong[name].text.strip() for name in wrong)

    def identity(self, row: DraftRow[Any]) -> Hashable:
        """A row keeps its number."""
        return row.number
