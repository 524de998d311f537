"""What a command of this command line has changed, in the station's log of events."""

from __future__ import annotations

from hmi.config.folder import DataFolder
from hmi.eventlog import EventLog, user_name
from hmi.model.events import EventKind
from hmi.model.said import Figure


def note(folder: DataFolder, kind: EventKind, subject: str = "", **detail: Figure) -> None:
    """Write one event, beside a station that may be running; a disk that does not take it is only told."""
    log = EventLog(folder.events_db)
    log.add(kind, subject, by=f"{user_name()} (command line)", **detail)
    log.flush()
