"""Alarms that stand or were not seen, and those of the past, as tables."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QObject

from hmi.model.status import AlarmStatus
from hmi.window import formats
from hmi.window.alarm_history import AlarmLife
from hmi.window.alarm_texts import alarm_text
from hmi.window.looks import Look, Tone, severity_look
from hmi.window.models.row_model import RowModel
from hmi.window.theme import Theme


class AlarmModel(RowModel[AlarmStatus]):
    """One row for each alarm: those that stand, then those that were over before anybody saw them."""

    SEVERITY, TEXT, SINCE, STATE = range(4)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, (), parent)
        self._heads = (self.tr("Severity"), self.tr("Alarm"), self.tr("Since"), self.tr("State"))

    def identity(self, row: AlarmStatus) -> Hashable:
        """There is one of each id."""
        return row.id

    def text(self, row: AlarmStatus, column: int) -> str:
        """What a cell says."""
        match column:
            case self.SEVERITY:
                return severity_look(row.severity).text
            case self.TEXT:
                return alarm_text(row)
            case self.SINCE:
                return formats.moment(row.since)
        return self.state_text(row)

    def look(self, row: AlarmStatus, column: int) -> Look | None:
        """The form of its severity; hollow and gray where it is over."""
        return alarm_look(row) if column == self.SEVERITY else None

    def tone(self, row: AlarmStatus, column: int) -> Tone:
        """Only the severity is coloured; what somebody has seen, or is over, stands back."""
        if column == self.SEVERITY:
            return alarm_look(row).tone
        return Tone.QUIET if row.over_since is not None else Tone.NORMAL

    def state_text(self, alarm: AlarmStatus) -> str:
        """Whether somebody has seen it, who and when; when it was over."""
        if alarm.over_since is not None:
            return self.tr("over since {time}, not acknowledged").format(
                time=formats.moment(alarm.over_since)
            )
        if not alarm.acknowledged:
            return self.tr("not acknowledged")
        if not alarm.acknowledged_by:
            return self.tr("acknowledged")
        return self.acknowledged_text(alarm.acknowledged_by, formats.moment(alarm.acknowledged_at))

    def acknowledged_text(self, who: str, time: str) -> str:
        """Who has seen it, and when."""
        return self.tr("acknowledged by {who}, {time}").format(who=who, time=time)


class AlarmHistoryModel(RowModel[AlarmLife]):
    """One row for each life of an alarm, the newest first. Gray: it is the past."""

    RAISED, SEVERITY, TEXT, ACKNOWLEDGED, OVER, LASTED = range(6)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, (), parent)
        self._heads = (
            self.tr("Raised"),
            self.tr("Severity"),
            self.tr("Alarm"),
            self.tr("Acknowledged"),
            self.tr("Over"),
            self.tr("Lasted"),
        )

    def identity(self, row: AlarmLife) -> Hashable:
        """The same id is raised at different times."""
        return row.id, row.raised

    def text(self, row: AlarmLife, column: int) -> str:
        """What a cell says."""
        match column:
            case self.RAISED:
                return formats.moment(row.raised)
            case self.SEVERITY:
                return severity_look(row.severity).text
            case self.TEXT:
                return row.text
            case self.ACKNOWLEDGED:
                return self._acknowledged(row)
            case self.OVER:
                return self._over(row)
        lasted = row.lasted_s()
        return formats.NOTHING if lasted is None or row.stopped else formats.duration(lasted)

    def _acknowledged(self, life: AlarmLife) -> str:
        if life.acknowledged is None:
            return formats.NOTHING
        time = formats.moment(life.acknowledged)
        return self.acknowledged_text(life.by, time) if life.by else time

    def acknowledged_text(self, who: str, time: str) -> str:
        """Who has seen it, and when."""
        return self.tr("{time} by {who}").format(time=time, who=who)

    def _over(self, life: AlarmLife) -> str:
        if life.stopped:
            return self.tr("not before {time}, the end of the program").format(time=formats.moment(life.over))
        return self.tr("stands") if life.over is None else formats.moment(life.over)


def alarm_look(alarm: AlarmStatus) -> Look:
    """The look of an alarm: by its severity while it stands, hollow when it is over."""
    look = severity_look(alarm.severity)
    return look if alarm.over_since is None else Look("over", Tone.QUIET, look.text)
