"""The quarantine as it is looked at, and the commands to it, off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hmi.historian.quarantine import Quarantine
from hmi.historian.quarantine_rows import EVERY_ROW, CodeCount, RowKey, TagCount, Which
from hmi.window.backup_texts import rows_text
from hmi.window.context import Context
from hmi.window.looks import Tone

MOST_SHOWN = 100_000
"""The newest rows; a filter finds the others."""


@dataclass(frozen=True, slots=True)
class QuarantineView:
    """What a look has found: the keys of the rows that the filter leaves, and all codes.

    ``tags`` are those of the chosen code; ``released`` of all rows, ``total``, are to be sent.
    """

    keys: Sequence[RowKey]
    codes: Sequence[CodeCount]
    tags: Sequence[TagCount]
    total: int
    released: int


class QuarantineSource(QObject):
    """``loaded`` carries a QuarantineView, ``read`` rows, ``failed`` why it cannot be read.

    ``said`` carries a tone and a text for the message bar; ``corrected`` comes when a correction was taken,
    ``refused`` with the reason when it was not.
    """

    loaded = Signal(object)
    read = Signal(object)
    failed = Signal(str)
    said = Signal(str, str)
    corrected = Signal()
    refused = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = context.tasks
        self._at_rest = context.station.at_rest
        self._access = context.access
        self._loading = False
        self._again = False
        self._on_the_way: Sequence[RowKey] = ()
        self.which = EVERY_ROW

    @property
    def count(self) -> int:
        """Rows in quarantine as far as they are known; never waits for a disk."""
        return self._at_rest.quarantine.count

    def choose(self, which: Which) -> None:
        """Look only at these."""
        self.which = which
        self.load()

    def load(self) -> None:
        """Look again; ``loaded`` comes when it is ready."""
        if self._loading:
            self._again = True
            return
        self._loading = True
        quarantine, which = self._at_rest.quarantine, self.which
        work = self._tasks.operation(lambda: _look(quarantine, which))
        work.success(lambda view: self._loaded(which, view)).failure(self._not_loaded).start()

    def ask_for(self, keys: Sequence[RowKey]) -> None:
        """Read these rows; ``read`` brings them."""
        keys, quarantine = tuple(keys), self._at_rest.quarantine
        self._tasks.operation(lambda: quarantine.find(keys)).success(self.read.emit).failure(
            self.failed.emit
        ).start()

    # -- commands ----------------------------------------------------------------------------------------

    def correct(self, keys: Sequence[RowKey], *, value: str | None, tag_name: str | None) -> None:
        """Give rows another value or name and send them again."""
        at_rest, who = self._at_rest, self._access.who

        def done(count: int) -> None:
            self.corrected.emit()
            self._sent(count, keys)

        work = self._tasks.operation(lambda: at_rest.correct(keys, value=value, tag_name=tag_name, by=who))
        work.success(done).failure(self.refused.emit).start()

    def release(self, keys: Sequence[RowKey]) -> None:
        """Send rows again as they are."""
        at_rest, who = self._at_rest, self._access.who
        work = self._tasks.operation(lambda: at_rest.release(keys, by=who))
        work.success(lambda count: self._sent(count, keys)).failure(self._not_done).start()

    def delete(self, keys: Sequence[RowKey]) -> None:
        """Delete rows for ever; whoever calls has asked."""
        at_rest, who = self._at_rest, self._access.who

        def done(count: int) -> None:
            text = self.tr("Deleted from the quarantine: {rows}. No historian has them")
            self.said.emit(Tone.NORMAL, text.format(rows=rows_text(count)))
            self.load()

        self._tasks.operation(lambda: at_rest.delete_rows(keys, by=who)).success(done).failure(
            self._not_done
        ).start()

    def export(self, path: Path) -> None:
        """Write every row to a file; whoever calls has asked whether it may be replaced."""
        at_rest, who = self._at_rest, self._access.who

        def done(count: int) -> None:
            text = self.tr("Exported to {path}: {rows}. They stay in quarantine, too")
            self.said.emit(Tone.NORMAL, text.format(rows=rows_text(count), path=path))

        self._tasks.operation(lambda: at_rest.export_rows(path, overwrite=True, by=who)).success(
            done
        ).failure(self._not_done).start()

    # -- inside ------------------------------------------------------------------------------------------

    def _loaded(self, which: Which, view: QuarantineView) -> None:
        self._loading = False
        if self._again or which != self.which:
            self._again = False
            self.load()
            return
        self.loaded.emit(view)
        if self._on_the_way and not view.released:
            self._find_out()

    def _not_loaded(self, text: str) -> None:
        self._loading = self._again = False
        self.failed.emit(text)

    def _not_done(self, text: str) -> None:
        self.said.emit(Tone.ALARM, text)
        self.load()

    def _sent(self, count: int, keys: Sequence[RowKey]) -> None:
        self._on_the_way = tuple({*self._on_the_way, *keys})
        text = self.tr("On their way to the historian: {rows}")
        self.said.emit(Tone.NORMAL, text.format(rows=rows_text(count)))
        self.load()

    def _find_out(self) -> None:
        """Nothing is on its way any more: what is back was refused again, the rest is stored."""
        keys, self._on_the_way = self._on_the_way, ()
        quarantine = self._at_rest.quarantine
        work = self._tasks.operation(lambda: len(quarantine.find(keys)))
        work.success(lambda back: self._tell(len(keys) - back, back)).failure(self.failed.emit).start()

    def _tell(self, stored: int, back: int) -> None:
        if back:
            text = self.tr("Stored: {stored}. Refused again: {back}, see their reasons")
            tone = Tone.WARNING
        else:
            text, tone = self.tr("Stored in the historian: {stored}"), Tone.NORMAL
        self.said.emit(tone, text.format(stored=rows_text(stored), back=rows_text(back)))


def _look(quarantine: Quarantine, which: Which) -> QuarantineView:
    keys = quarantine.keys(which, MOST_SHOWN)
    codes, tags = quarantine.codes(), quarantine.tag_counts(which.code)
    return QuarantineView(keys, codes, tags, quarantine.count, quarantine.count_released())
