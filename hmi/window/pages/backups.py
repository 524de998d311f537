"""Rows that rest on disk: the backup files, the quarantine, and the way of both to the historian."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout

from hmi.at_rest import RestingFile
from hmi.historian.archive import Place
from hmi.model.long_work import LongWork
from hmi.model.status import BackupStatus, ReplayStatus
from hmi.window.backup_commands import BackupCommands
from hmi.window.context import Context
from hmi.window.looks import Tone
from hmi.window.pages import Page
from hmi.window.resting_cards import cards_of, empty_place
from hmi.window.snapshot import Snapshot
from hmi.window.widgets.file_panel import FilePanel
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.place_bar import PlaceBar, Resting
from hmi.window.widgets.quarantine_panel import QuarantinePanel
from hmi.window.widgets.replay_strip import ReplayStrip
from hmi.window.widgets.work_strip import WorkStrip

_PLACES = {
    Resting.WAITING: Place.WAITING,
    Resting.SET_ASIDE: Place.SET_ASIDE,
    Resting.REPLAYED: Place.REPLAYED,
}
_LOOK_SHARE = 10
"""A list of thousands of files takes a while: it is made so many times less often than that."""

_LISTS_PX = 340
_PLACE_KEY = "backups/place"


class BackupsPage(Page):
    """What waits, why, and what is safe: one card for each place where rows rest, and its list below.

    Lists, previews and commands run off the GUI thread: a file may be large, and its disk slow.
    """

    smallest: ClassVar[tuple[int, int]] = (600, 640)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._at_rest = context.station.at_rest
        self._known: BackupStatus | None = None
        self._listing: LongWork | None = None
        self._list_again = False
        self._not_before = 0.0
        self._replayed: int | None = None
        self._place = Resting.WAITING
        theme = context.theme
        self.commands = BackupCommands(context, self)
        self.bar = PlaceBar(theme)
        self.replay = ReplayStrip(theme)
        self.messages = MessageBar(theme)
        self.work = WorkStrip(theme)
        self.files = FilePanel(context, self.commands)
        self.quarantine = QuarantinePanel(context)
        self._connect()
        self._lay_out()
        remembered = str(context.memory.value(_PLACE_KEY, ""))
        self.bar.choose(Resting(remembered) if remembered in set(Resting) else Resting.WAITING)
        begins_at(self, self.files)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the replay; list the files again when the folder has changed."""
        backup = snapshot.status.backup
        self.replay.show_replay(backup.replay)
        if not snapshot.beat:
            return
        self.files.show_replay(backup.replay)
        self.bar.show_cards(
            cards_of(backup, self.quarantine.source.count, self._replayed, self._at_rest.keep_days)
        )
        if self._place is Resting.QUARANTINE:
            self.quarantine.follow()
        folder = replace(backup, replay=ReplayStatus())
        if folder != self._known and time.monotonic() >= self._not_before:
            self._known = folder
            self.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """Nothing on this page is older than the moment it is looked at."""
        super().showEvent(event)
        self.look_again()
        self.quarantine.source.load()

    def look_again(self) -> None:
        """List the files; the list comes when it is ready."""
        if self._listing is not None:
            self._list_again = True
            return
        place = _PLACES.get(self._place, Place.WAITING)
        work = self._listing = LongWork(self._context.tasks.closing)
        at_rest, begun = self._at_rest, time.monotonic()

        def listed(found: tuple[list[RestingFile], int]) -> None:
            self._not_before = time.monotonic() + _LOOK_SHARE * (time.monotonic() - begun)
            self._listed(place, *found)

        (
            self._context.tasks.operation(lambda: (at_rest.files(place, work), at_rest.replayed_count()))
            .success(listed)
            .failure(self._not_listed)
            .start()
        )

    def open_place(self, place: Resting) -> None:
        """Show one of the places."""
        self.bar.choose(place)

    @property
    def place(self) -> Resting:
        """The place that is shown."""
        return self._place

    # -- inside ------------------------------------------------------------------------------------------

    def _choose(self, place: str) -> None:
        self._place = Resting(place)
        self._context.memory.setValue(_PLACE_KEY, self._place.value)
        is_quarantine = self._place is Resting.QUARANTINE
        panel = self.quarantine if is_quarantine else self.files
        self._stack.setCurrentWidget(panel)
        begins_at(self, panel)
        if is_quarantine:
            self.quarantine.source.load()
        elif self.isVisible():
            self.look_again()

    def _listed(self, place: Place, files: Sequence[RestingFile], replayed: int) -> None:
        self._listing = None
        self._replayed = replayed
        if place is _PLACES.get(self._place):
            self.files.explain(*empty_place(place, self._at_rest.folder, self._at_rest.keep_days))
            self.files.show_files(place, files)
        elif self._place is not Resting.QUARANTINE:
            self._list_again = True  # another place was chosen meanwhile
        if self._list_again:
            self._list_again = False
            self.look_again()

    def _not_listed(self, text: str) -> None:
        self._listing = None
        self._list_again = False
        self._known = None
        self.files.fail()
        self.files.explain(
            self.tr("The backup folder cannot be read"),
            self.tr(
                "{error}\n\nRows that have to go there stay in the journal meanwhile. "
                "Plug the disk in or free it, then try again."
            ).format(error=text),
            self.tr("Tr&y again"),
        )

    def _say(self, tone: str, text: str) -> None:
        show = {Tone.ALARM: self.messages.fail, Tone.WARNING: self.messages.warn}
        show.get(Tone(tone), self.messages.say)(text)

    def _show_work(self) -> None:
        if self.commands.work is not None:
            self.messages.clear()
        self.work.show_work(self.commands.work, self.commands.title)

    def _connect(self) -> None:
        commands, replay = self.commands, self.replay
        self.bar.chosen.connect(self._choose)
        commands.said.connect(self._say)
        commands.changed.connect(self._show_work)
        commands.done.connect(self.look_again)
        self.quarantine.source.said.connect(self._say)
        self.files.refreshed.connect(self.look_again)
        replay.asked.connect(lambda: commands.replay())
        replay.paused.connect(commands.pause)
        replay.resumed.connect(commands.resume)
        replay.cancelled.connect(commands.cancel)
        replay.switched.connect(commands.set_automatic)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.files)
        self._stack.addWidget(self.quarantine)
        # What the lists would like to have is no reason to scroll the page: they scroll themselves.
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack.setMinimumHeight(_LISTS_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.bar)
        column.addWidget(self.replay)
        column.addWidget(self.messages)
        column.addWidget(self.work)
        column.addWidget(self._stack, 1)
