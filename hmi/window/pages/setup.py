"""Setting up the plant and the program: everything is edited first, shown, and then applied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QTabWidget, QVBoxLayout

from hmi.config.affected import AffectedGroups
from hmi.config.columns import GROUPS, PLCS, TAGS
from hmi.setup import Applied
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.looks import Tone
from hmi.window.pages import Page
from hmi.window.setup.changes import ChangeStrip
from hmi.window.setup.editor import PlantEditor
from hmi.window.setup.groups import GroupsTab
from hmi.window.setup.historian import HistorianTab
from hmi.window.setup.imports import ImportTab
from hmi.window.setup.mapping import MappingTab
from hmi.window.setup.pin import PinDialog
from hmi.window.setup.plcs import PlcsTab
from hmi.window.setup.program import ProgramTab
from hmi.window.setup.remote import RemoteTab
from hmi.window.setup.restart import GroupRestart
from hmi.window.setup.tags import TagsTab
from hmi.window.snapshot import Snapshot
from hmi.window.widgets.focus import begins_at
from hmi.window.widgets.message_bar import MessageBar


class _Tabs(QTabWidget):
    """Takes the height there is, down to its least; what is long in a tab is scrolled to there."""

    def hasHeightForWidth(self) -> bool:
        """Else a message below would push the buttons out of the page, with all the room in the tables."""
        return False

    def sizeHint(self) -> QSize:
        """The least, for the same reason."""
        return self.minimumSizeHint()


class SetupPage(Page):
    """Tabs of the plant, which share one draft, then those of the program, which save by themselves.

    ``restart_wanted`` asks for a new start of the program.
    """

    smallest = (600, 430)
    restart_wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.editor = PlantEditor(context, self)
        self.plcs = PlcsTab(context, self.editor)
        self.groups = GroupsTab(context, self.editor)
        self.tags = TagsTab(context, self.editor)
        self.imports = ImportTab(context, self.editor)
        self.remote = RemoteTab(context)
        self.programs = (HistorianTab(context), MappingTab(context), self.remote, ProgramTab(context))
        self.strip = ChangeStrip(context, self.editor)
        self.restart = GroupRestart(context, self)
        self.messages = MessageBar(context.theme)
        self.locked = MessageBar(context.theme, closable=False)
        self.tabs = _Tabs()
        self._tab_of: dict[str, PlcsTab | GroupsTab | TagsTab] = {
            PLCS.name: self.plcs,
            GROUPS.name: self.groups,
            TAGS.name: self.tags,
        }
        self._lay_out()
        self._connect()
        self._show_access()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """What is set up does not change by itself; whether other programs reach the station does."""
        if snapshot.beat and self.tabs.currentWidget() is self.remote:
            self.remote.refresh_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what is stored now; somebody else may have changed it."""
        super().showEvent(event)
        self.editor.load()

    def show_group(self, group_name: str) -> None:
        """Open the form of one group."""
        self.tabs.setCurrentWidget(self.groups)
        self._wanted_group = group_name
        if self.editor.draft.number_of(GROUPS, group_name) is None:
            self.editor.load()
        else:
            self._looked()

    def refresh(self) -> None:
        """Show what is stored now, unless something is not applied yet."""
        for tab in self.programs:
            if tab is self.tabs.currentWidget():
                tab.refresh()
                return
        self.editor.load()

    # -- what happens ------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self._wanted_group, self._offers_undo = "", False
        editor = self.editor
        editor.edited.connect(self._edited)
        editor.looked.connect(self._looked)
        editor.failed.connect(self.messages.fail)
        editor.conflicted.connect(self._offer_to_reconcile)
        editor.applied.connect(self._applied)
        self.strip.show_wrong.connect(self._go_to)
        self.strip.discarded.connect(self._discarded)
        self.plcs.deleted.connect(self._deleted)
        self.groups.deleted.connect(self._deleted)
        self.tags.deleted.connect(self._tags_deleted)
        for tab in self.programs:
            tab.restart_wanted.connect(self.restart_wanted)
        self.imports.said.connect(self._say)
        self.restart.done.connect(self._restarted)
        self._context.access.changed.connect(self._show_access)
        self.tabs.currentChanged.connect(lambda _: self._show_access())
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_F5), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.refresh)

    def _looked(self) -> None:
        name, self._wanted_group = self._wanted_group, ""
        number = self.editor.draft.number_of(GROUPS, name) if name else None
        if number is not None:
            self.groups.go_to(number, "polling_interval_ms")
        elif name:
            text = self.tr("{group} is not in the configuration any more; it runs until it is stopped")
            self.messages.warn(text.format(group=name))

    def _offer_to_reconcile(self, text: str) -> None:
        action = self.tr("&Lay my changes over it")
        self.messages.offer(text, action, self.editor.reconcile, shape="warning", tone=Tone.WARNING)

    def _say(self, tone: str, text: str) -> None:
        show = {Tone.ALARM: self.messages.fail, Tone.WARNING: self.messages.warn}
        show.get(Tone(tone), self.messages.say)(text)

    def _applied(self, applied: Applied) -> None:
        if applied.count == 1:
            text = self.tr("1 change is applied.")
        else:
            text = self.tr("{n} changes are applied.").format(n=formats.number(applied.count))
        if not applied.groups.any:
            self.messages.say(text)
            return
        whole = self.tr("{applied} {groups}").format(
            applied=text, groups=self.restart.sentence(applied.groups)
        )
        self.messages.offer(whole, self.restart.offer(applied.groups), lambda: self._restart(applied.groups))

    def _restart(self, groups: AffectedGroups) -> None:
        self.messages.say(self.tr("Polls in progress are finished first…"))
        self.restart.begin(groups)

    def _restarted(self, refused: list[str]) -> None:
        if refused:
            self.messages.fail("\n".join(refused))
        else:
            self.messages.say(self.tr("All groups run as they are configured"))

    def _discarded(self, memento: object, count: int) -> None:
        if count == 1:
            text = self.tr("1 change is discarded")
        else:
            text = self.tr("{n} changes are discarded").format(n=formats.number(count))
        self._offer_undo(text, memento)

    def _deleted(self, name: str, tags: int, memento: object) -> None:
        if tags:
            text = self.tr("{name} and its {n} tags go when the changes are applied; what was recorded stays")
        else:
            text = self.tr("{name} goes when the changes are applied")
        self._offer_undo(text.format(name=name, n=formats.number(tags)), memento)

    def _tags_deleted(self, count: int, memento: object) -> None:
        if count == 1:
            text = self.tr("1 tag goes when the changes are applied; what was recorded stays")
        else:
            text = self.tr("{n} tags go when the changes are applied; what was recorded stays")
        self._offer_undo(text.format(n=formats.number(count)), memento)

    def _offer_undo(self, text: str, memento: object) -> None:
        self.messages.offer(text, self.tr("&Undo"), lambda: self.editor.restore(memento))
        self._offers_undo = True

    def _edited(self) -> None:
        """What would be undone from here on is more than the message says."""
        if self._offers_undo:
            self._offers_undo = False
            self.messages.clear()

    def _go_to(self, table: str, number: int, column: str) -> None:
        self.tabs.setCurrentWidget(self._tab_of[table])
        self._tab_of[table].go_to(number, column)

    # -- operators and engineers -------------------------------------------------------------------------

    def _show_access(self) -> None:
        is_plant = self.tabs.currentWidget() in (*self._tab_of.values(), self.imports)
        self.strip.setVisible(is_plant)
        if self._context.access.is_engineer or not is_plant:
            self.locked.clear()
            return
        text = self.tr("Locked: the setup can be looked at, and changed by an engineer")
        self.locked.offer(text, self.tr("Unl&ock…"), self._unlock, shape="lock")

    def _unlock(self) -> None:
        self._show_access()  # the bar has gone with the click; it stays while locked
        dialog = PinDialog(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- layout ------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for tab in (*self._tab_of.values(), self.imports, *self.programs):
            self.tabs.addTab(tab, tab.title.replace("&", "&&"))  # not a mnemonic
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(8)
        column.addWidget(self.locked)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.messages)
        column.addWidget(self.strip)
        begins_at(self, self.tabs)
