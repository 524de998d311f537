"""Brings the events that are asked for into their table: page by page, and new ones as they come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from hmi.eventlog import EVERYTHING, EventLog, Wanted
from hmi.model.errors import HmiError
from hmi.model.events import Event
from hmi.window.models.event_model import EventModel
from hmi.window.tasks import Tasks

_Read: TypeAlias = Callable[[], list[Event]]
_Show: TypeAlias = Callable[[list[Event]], None]

PAGE = 200
"""Events that are read in one go."""


class _OutdatedError(HmiError):
    """Something else is asked for by now; nobody is told."""


class EventFeed(QObject):
    """Reads off the GUI thread, one question at a time.

    ``shown`` when the table has what was asked for, with how many rows came on top of those there before;
    ``failed`` with a text for the user.
    """

    shown = Signal(int)
    failed = Signal(str)

    def __init__(
        self, events: EventLog, tasks: Tasks, model: EventModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._events = events
        self._tasks = tasks
        self._model = model
        self._question = 0
        """Counts up with every other filter: an older question may be answered late."""
        self._edition: int | None = None
        self._busy = False
        self.wanted = EVERYTHING
        model.more_wanted.connect(self._more)

    def ask(self, wanted: Wanted) -> None:
        """Show these instead of those before."""
        self._question += 1
        self.wanted = self._while_asked(wanted, self._question)
        self._begin()

    def look(self) -> None:
        """Show what is new; costs nothing when nothing is."""
        if self._busy or self._edition == self._events.edition:
            return
        newest = next((event.seq for event in self._model.events() if event.seq), 0)
        wanted = self.wanted
        self._edition = self._events.edition
        self._read(lambda: self._events.read(PAGE, after=newest, wanted=wanted), self._newer)

    def _while_asked(self, wanted: Wanted, question: int) -> Wanted:
        """Words are looked for in every event, for seconds in a large log: not for an older question."""
        matches = wanted.matches
        if matches is None:
            return wanted

        def still_matches(event: Event) -> bool:
            if question != self._question or self._tasks.closing.is_set():
                raise _OutdatedError
            return matches(event)

        return replace(wanted, matches=still_matches)

    def _begin(self) -> None:
        wanted = self.wanted
        self._edition = self._events.edition
        self._read(lambda: self._events.read(PAGE, wanted=wanted), self._first)

    def _more(self) -> None:
        events = self._model.events()
        if self._busy or not events or not events[-1].seq:
            return
        wanted, oldest = self.wanted, events[-1].seq
        self._read(lambda: self._events.read(PAGE, before=oldest, wanted=wanted), self._older)

    def _first(self, events: list[Event]) -> None:
        self._model.start_with(events, has_more=len(events) >= PAGE)
        self.shown.emit(0)

    def _newer(self, events: list[Event]) -> None:
        if len(events) >= PAGE:  # some in between may be left out
            self._begin()
        else:
            self.shown.emit(self._model.add_newer(events))

    def _older(self, events: list[Event]) -> None:
        self._model.add_older(events, has_more=len(events) >= PAGE)
        self.shown.emit(0)

    def _read(self, read: _Read, show: _Show) -> None:
        question = self._question
        self._busy = True

        def succeed(events: list[Event]) -> None:
            if question == self._question:
                self._busy = False
                show(events)

        def fail(text: str) -> None:
            if question == self._question:
                self._busy = False
                self.failed.emit(text)

        self._tasks.operation(read).success(succeed).failure(fail).start()
