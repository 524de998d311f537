"""The plant while it is edited in the window: one draft for all tabs, its problems, its plan, its fate."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from hmi.config.changes import overlay
from hmi.config.columns import Table
from hmi.config.database import ChangedMeanwhileError
from hmi.config.plant_draft import PlantDraft
from hmi.model.plant import Plant
from hmi.polling.forecast import PlcForecast
from hmi.setup import RULES, Applied
from hmi.window.context import Context

T = TypeVar("T")
_PAUSE_MS = 250
"""Pause in typing after which the plan is made anew."""


class PlantEditor(QObject):
    """Lives on the GUI thread; what takes time is done off it.

    ``loaded``: there is another plant, everything is to be shown anew. ``looked``: it was looked for one,
    and what is stored is shown unless something is not applied. ``edited``: rows of the draft are
    others. ``planned``: the forecasts are those of the draft. ``applied`` carries an ``Applied``; ``failed``
    a sentence, and so does ``conflicted``: somebody else has stored something meanwhile, ``reconcile`` helps.
    """

    loaded = Signal()
    looked = Signal()
    edited = Signal()
    planned = Signal()
    applied = Signal(object)
    failed = Signal(str)
    conflicted = Signal(str)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.draft = PlantDraft(Plant(), RULES)
        self.problems: Mapping[tuple[str, int], Mapping[str, str]] = {}
        self.forecasts: dict[str, PlcForecast] = {}
        self.is_loaded = self.is_applying = self.is_planning = False
        self._loading = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._plan)

    # -- loading -----------------------------------------------------------------------------------------

    def load(self) -> None:
        """Show what is stored, unless something was edited and is not applied yet."""
        if self._loading:
            return
        if self.has_changes:
            self.looked.emit()
            return
        self._loading = True
        work = self._context.tasks.operation(self._context.station.setup.draft)
        work.success(self._take).failure(self._not_loaded).start()

    def _take(self, draft: PlantDraft) -> None:
        self._loading = False
        if not self.has_changes and not (self.is_loaded and draft.stored == self.draft.stored):
            self.is_loaded = True
            self._show(draft)
        self.looked.emit()

    def _not_loaded(self, text: str) -> None:
        self._loading = False
        self.failed.emit(text)

    def _show(self, draft: PlantDraft) -> None:
        self.draft = draft
        self._edited()
        self.loaded.emit()

    # -- editing -----------------------------------------------------------------------------------------

    @property
    def has_changes(self) -> bool:
        """True where something was edited and is not applied yet."""
        return bool(self.problems) or self.draft.plant != self.draft.stored

    def set(self, table: Table[Any], numbers: Iterable[int], column: str, text: str) -> None:
        """Write a text into a column of these rows."""
        self.draft.set(table, numbers, column, text)
        self._edited()

    def change(self, work: Callable[[PlantDraft], T]) -> T:
        """Do something with the draft, and let everybody know."""
        result = work(self.draft)
        self._edited()
        return result

    def discard(self) -> object:
        """Have everything as it is stored; what comes back brings the edits back by ``restore``."""
        memento = self.draft.memento()
        self._show(PlantDraft(self.draft.stored, RULES))
        return memento

    def restore(self, memento: object) -> None:
        """Bring back what the draft was at that time."""
        self.draft.restore(memento)
        self._edited()

    def problems_of(self, table: Table[Any], number: int) -> Mapping[str, str]:
        """What is wrong with a row, by column."""
        return self.problems.get((table.name, number), {})

    def wrong(self, table: Table[Any]) -> Mapping[int, Collection[str]]:
        """The rows of a table with something wrong, by number: the columns it is wrong with."""
        return {number: found.keys() for (name, number), found in self.problems.items() if name == table.name}

    def _edited(self) -> None:
        self.problems = self.draft.problems()
        self.is_planning = True
        self._pause.start()
        self.edited.emit()

    # -- the plan ----------------------------------------------------------------------------------------

    def _plan(self) -> None:
        plant = self.draft.plant
        work = self._context.tasks.operation(lambda: self._context.station.setup.forecast(plant))
        work.success(lambda forecasts: self._planned(plant, forecasts)).failure(self._not_planned).start()

    def _planned(self, plant: Plant, forecasts: tuple[PlcForecast, ...]) -> None:
        # Edited meanwhile: a newer plan follows, or is there already, for plans may overtake each other.
        if self._pause.isActive() or plant != self.draft.plant:
            return
        self.is_planning = False
        self.forecasts = {forecast.plc_code: forecast for forecast in forecasts}
        self.planned.emit()

    def _not_planned(self, text: str) -> None:
        self.is_planning = False
        self.planned.emit()
        self.failed.emit(text)

    # -- applying ----------------------------------------------------------------------------------------

    def apply(self) -> None:
        """Store the draft as it is now; nothing may be wrong with it."""
        if self.is_applying or self.problems:
            return
        self.is_applying = True
        edit, memento, who = self.draft.edit(), self.draft.memento(), self._context.access.who
        setup = self._context.station.setup

        def applied() -> Callable[[], None]:
            try:
                result, now = setup.apply(edit, by=who), setup.draft()
            except ChangedMeanwhileError as error:
                text = str(error)
                return lambda: self._not_applied(self.conflicted, text)
            return lambda: self._applied(memento, result, now)

        work = self._context.tasks.operation(applied)
        work.success(lambda follow: follow()).failure(
            lambda text: self._not_applied(self.failed, text)
        ).start()
        self.edited.emit()

    def _applied(self, memento: object, applied: Applied, now: PlantDraft) -> None:
        self.is_applying = False
        self.draft.applied(memento)
        if self.draft.stored == now.stored:
            self._edited()
        else:  # somebody else was there in the moment between
            self._reconciled(now)
        self.applied.emit(applied)

    def _not_applied(self, told: SignalInstance, text: str) -> None:
        self.is_applying = False
        self.edited.emit()
        told.emit(text)

    def reconcile(self) -> None:
        """Lay the edits over what somebody else has stored meanwhile."""
        work = self._context.tasks.operation(self._context.station.setup.draft)
        work.success(self._reconciled).failure(self.failed.emit).start()

    def _reconciled(self, draft: PlantDraft) -> None:
        draft.lay(overlay(self.draft.edit(), draft.stored))
        self._show(draft)
