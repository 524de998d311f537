"""What chosen tags hold in their PLCs at this moment, asked for once."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from hmi.config.draft_rows import DraftRow
from hmi.melsec.look import Look
from hmi.model.errors import HmiError
from hmi.model.plant import Plant, Tag
from hmi.model.reading import Fault, Quality, Value
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.models.tag_texts import plain_text, value_text
from hmi.window.setup.patience import in_time

_MOST = 960
"""Tags: words of one request of the protocol, which is more than a person looks at."""
_PATIENCE_S = 15.0
"""For each PLC."""


class _Answer(NamedTuple):
    """What a tag held, and when that was known (seconds since 1970)."""

    tag: Tag
    look: Look
    time: float


_Looks = dict[int, _Answer]
"""By the number of the row."""


class TagReader(QObject):
    """Keeps the answers by row until the draft is another; ``changed`` when there are new ones."""

    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._looks: _Looks = {}
        self.is_reading = False

    def refusal(self, rows: Sequence[DraftRow[Tag]]) -> str:
        """Why these cannot be read now; blank where they can."""
        if self.is_reading:
            return self.tr("The PLC is being read")
        if len(rows) > _MOST:
            return self.tr("At most {n} tags are read at once").format(n=formats.number(_MOST))
        if any(row.wrong for row in rows):
            return self.tr("Mend what is wrong first")
        return ""

    def read(self, plant: Plant, rows: Sequence[DraftRow[Tag]]) -> None:
        """Ask the PLCs, off the GUI thread."""
        self.is_reading = True

        def failed(text: str) -> None:
            self._take(_answers(rows, [Look(None, Fault(Quality.BAD, text))] * len(rows)))

        work = self._context.tasks.operation(lambda: self._read(plant, rows))
        work.success(self._take).failure(failed).start()

    def clear(self) -> None:
        """Rows are numbered anew."""
        self._looks = {}

    def value(self, row: DraftRow[Tag]) -> str:
        """What was read of a row, scaled as it would be recorded; blank where nothing was."""
        look = self._look(row)
        return "" if look is None else _text(row.value, look.value)

    def answer(self, rows: Sequence[DraftRow[Tag]]) -> str:
        """What there is to say of one chosen row, or of what went wrong with several."""
        looks = [(row, look) for row in rows if (look := self._look(row)) is not None]
        if len(rows) == 1 and looks:
            row, look = looks[0]
            if look.fault.reason.startswith(f"PLC {row.value.plc_code}: "):
                return look.fault.reason
            if look.fault.reason:
                return self.tr("The PLC: {reason}").format(reason=look.fault.reason)
            text = self.tr("In the PLC at {time}: {value}")
            value = value_text(row.value, look.value)
            return text.format(time=formats.clock(self._looks[row.number].time), value=value)
        bad = [look.fault.reason for _, look in looks if look.fault.quality is Quality.BAD]
        if not bad:
            return ""
        return self.tr("{n} could not be read: {reason}").format(n=formats.number(len(bad)), reason=bad[0])

    def _look(self, row: DraftRow[Tag]) -> Look | None:
        """The answer, as long as the row still asks for the same."""
        answer = self._looks.get(row.number)
        return answer.look if answer is not None and answer.tag == row.value else None

    def _read(self, plant: Plant, rows: Sequence[DraftRow[Tag]]) -> _Looks:
        found: _Looks = {}
        by_plc: dict[str, list[DraftRow[Tag]]] = {}
        for row in rows:
            by_plc.setdefault(row.value.plc_code, []).append(row)
        for code, its in by_plc.items():
            found |= _answers(its, self._ask(plant, code, [row.value for row in its]))
        return found

    def _ask(self, plant: Plant, code: str, tags: list[Tag]) -> list[Look]:
        setup, closing = self._context.station.setup, self._context.tasks.closing
        try:
            plc = plant.plc(code)
            return in_time(lambda: setup.read_once(plc, tags), _PATIENCE_S, closing)
        except HmiError as error:
            return [Look(None, Fault(Quality.BAD, str(error)))] * len(tags)

    def _take(self, found: _Looks) -> None:
        self.is_reading = False
        self._looks |= found
        self.changed.emit()


def _answers(rows: Sequence[DraftRow[Tag]], looks: Sequence[Look]) -> _Looks:
    now = time.time()
    return {row.number: _Answer(row.value, look, now) for row, look in zip(rows, looks, strict=True)}


def _text(tag: Tag, value: Value) -> str:
    return formats.NOTHING if value is None else plain_text(tag, value)
