"""Where the rows are: six numbers, and whether they add up."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hmi.model.status import RowCounts, StationStatus, WriterState
from hmi.window import formats
from hmi.window.looks import Look, Tone
from hmi.window.theme import Theme
from hmi.window.widgets.columns import Columns
from hmi.window.widgets.figure import Figure
from hmi.window.widgets.state_label import StateLabel

_LATEST_ROW_AGE_MS = 2000.0
"""A row has to be in the historian 2 s after its poll."""

_NARROWEST_PX = 130
_SPACING_PX = 8


class RowFigures(QWidget):
    """The figures by name, in as many lines as the width asks for; ``balance`` is a line of its own."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        texts = {
            "stored": (self.tr("Rows stored"), self.tr("Committed in the historian since the start.")),
            "pending": (self.tr("Pending"), self.tr("Rows on their way: in queue, buffer or writer.")),
            "backed_up": (
                self.tr("Backed up"),
                self.tr("Rows in CSV backup files that are not in the historian yet."),
            ),
            "quarantined": (
                self.tr("Quarantined"),
                self.tr("Rows the historian refused, and damaged ones of backup files; they are kept."),
            ),
            "dropped": (self.tr("Dropped"), self.tr("Rows that neither historian nor disk took.")),
            "age": (
                self.tr("Row age, p95"),
                self.tr("95 of 100 rows are stored no later than this after their poll (last 5 minutes)."),
            ),
        }
        self.figures = {name: Figure(theme, *pair) for name, pair in texts.items()}
        self.balance = StateLabel(theme)
        self._columns = Columns(tuple(self.figures.values()), _NARROWEST_PX, (2, 3, 6), _SPACING_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._columns)

    def fit(self, width: int) -> None:
        """Have room in so many pixels."""
        self._columns.fit(width)

    def show_status(self, status: StationStatus) -> None:
        """Show these numbers."""
        rows, figures = status.rows, self.figures
        figures["stored"].show_number(formats.number(rows.stored))
        figures["pending"].show_number(formats.number(rows.pending))
        for name, count, tone in (
            ("backed_up", rows.backed_up, Tone.WARNING),
            ("quarantined", rows.quarantined, Tone.WARNING),
            ("dropped", rows.dropped, Tone.ALARM),
        ):
            figures[name].show_number(formats.number(count), tone if count else Tone.NORMAL)
        # While nothing is stored the last rows' age would look as if all were well.
        age = None if status.writer.state is WriterState.BACKUP else status.writer.p95_row_age_ms
        late = age is not None and age > _LATEST_ROW_AGE_MS
        text = formats.with_unit(formats.seconds(age), self.tr("s"))
        figures["age"].show_number(text, Tone.WARNING if late else Tone.NORMAL)
        self._show_balance(rows)

    def _show_balance(self, rows: RowCounts) -> None:
        accepted = formats.number(rows.accepted)
        if rows.balanced:
            text = self.tr("All {count} accepted rows are accounted for").format(count=accepted)
            self.balance.show_look(Look("done", Tone.QUIET, text))
        else:
            text = self.tr("Of {count} accepted rows some are not accounted for: keep hmi.log and report it")
            self.balance.show_look(Look("alarm", Tone.ALARM, text.format(count=accepted)))
