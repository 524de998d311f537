"""The pages of the main window, each made when it is first needed: most are not opened in a session."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from hmi.window.context import Context
from hmi.window.first_start.page import FirstStart
from hmi.window.pages import Page
from hmi.window.pages.alarms import AlarmsPage
from hmi.window.pages.backups import BackupsPage
from hmi.window.pages.events import EventsPage
from hmi.window.pages.groups import GroupsPage
from hmi.window.pages.overview import OverviewPage
from hmi.window.pages.setup import SetupPage
from hmi.window.pages.tags import TagsPage
from hmi.window.widgets.page_stack import PageStack

_NAMES = ("overview", "groups", "tags", "backups", "alarms", "events", "setup")


class PageSet(QObject):
    """By their names those that the navigation opens, in its order; and the first start.

    ``set_up_wanted`` carries the name of a group; the other signals are those of setup and first start.
    """

    set_up_wanted = Signal(str)
    restart_wanted = Signal()
    import_wanted = Signal()
    quit_wanted = Signal()
    begun = Signal()
    """The first start is over: a value is recorded."""

    def __init__(self, context: Context, stack: PageStack) -> None:
        """A page goes into ``stack`` once it is made."""
        super().__init__(stack)
        self._context, self._stack = context, stack

    def __iter__(self) -> Iterator[str]:
        """Names, without making anything."""
        return iter(_NAMES)

    def __getitem__(self, name: str) -> Page:
        """The page of that name."""
        if name not in _NAMES:
            raise KeyError(name)
        page: Page = getattr(self, name)
        return page

    @cached_property
    def overview(self) -> OverviewPage:
        """Whether data flow."""
        return self._stack.add(OverviewPage(self._context))

    @cached_property
    def groups(self) -> GroupsPage:
        """What the polling groups do."""
        page = GroupsPage(self._context)
        page.set_up_wanted.connect(self.set_up_wanted)
        return self._stack.add(page)

    @cached_property
    def tags(self) -> TagsPage:
        """Values and trends."""
        return self._stack.add(TagsPage(self._context))

    @cached_property
    def backups(self) -> BackupsPage:
        """Rows that are not in the historian."""
        return self._stack.add(BackupsPage(self._context))

    @cached_property
    def alarms(self) -> AlarmsPage:
        """What is wrong, and what was."""
        return self._stack.add(AlarmsPage(self._context))

    @cached_property
    def events(self) -> EventsPage:
        """What has happened."""
        return self._stack.add(EventsPage(self._context))

    @cached_property
    def setup(self) -> SetupPage:
        """Plant and program, to be changed."""
        page = SetupPage(self._context)
        page.restart_wanted.connect(self.restart_wanted)
        return self._stack.add(page)

    @cached_property
    def first_start(self) -> FirstStart:
        """In the place of pages that have nothing to show before the first PLC."""
        page = FirstStart(self._context)
        page.finished.connect(self.begun)
        page.import_wanted.connect(self.import_wanted)
        page.quit_wanted.connect(self.quit_wanted)
        return self._stack.add(page)

    @property
    def is_first_start_under_way(self) -> bool:
        """Its own plant is stored, and the first row is still to come."""
        return "first_start" in vars(self) and self.first_start.is_begun
