"""Lets groups run as they are configured now, when a person says so."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from hmi.config.affected import AffectedGroups
from hmi.model.errors import HmiError
from hmi.polling.errors import NotRunningError, UnknownGroupError
from hmi.window import formats
from hmi.window.context import Context

_MOST = 5
"""Groups that are named; of more, that there are more."""


class GroupRestart(QObject):
    """``done`` carries the refusals, a sentence each; empty where all groups run as they are to."""

    done = Signal(list)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def sentence(self, groups: AffectedGroups) -> str:
        """What does not run as it is configured; blank where all does."""
        parts = (
            (groups.restart, self.tr("Running with their old settings: {groups}.")),
            (groups.stop, self.tr("Running, and not to run any more: {groups}.")),
            (groups.start, self.tr("Not started yet: {groups}.")),
        )
        return " ".join(text.format(groups=_listed(names)) for names, text in parts if names)

    def offer(self, groups: AffectedGroups) -> str:
        """What a button says that puts it right."""
        restart, stop, start = map(len, (groups.restart, groups.stop, groups.start))
        count = formats.number(restart + stop + start)
        if restart and not (stop or start):
            return (
                self.tr("&Restart 1 group")
                if restart == 1
                else self.tr("&Restart {n} groups").format(n=count)
            )
        if start and not (restart or stop):
            return self.tr("S&tart 1 group") if start == 1 else self.tr("S&tart {n} groups").format(n=count)
        if stop and not (restart or start):
            return self.tr("S&top 1 group") if stop == 1 else self.tr("S&top {n} groups").format(n=count)
        return self.tr("Restart, start and stop {n} g&roups").format(n=count)

    def begin(self, groups: AffectedGroups) -> None:
        """Stop, restart and start them, one after the other."""
        work = self._context.tasks.operation(lambda: self._renew(groups))
        work.success(self.done.emit).failure(lambda text: self.done.emit([text])).start()

    def _renew(self, groups: AffectedGroups) -> list[str]:
        station, who = self._context.station, self._context.access.who
        refused = []
        for name in (*groups.stop, *groups.restart):
            with suppress(NotRunningError, UnknownGroupError):  # somebody else has stopped it meanwhile
                station.stop_group(name, by=who)
        for name in (*groups.restart, *groups.start):
            try:
                station.start_group(name, by=who)
            except HmiError as error:
                refused.append(str(error))
        return refused


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_MOST]) + (", …" if len(names) > _MOST else "")
