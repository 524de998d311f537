"""Events as a CSV file that a spreadsheet opens as it is."""

from __future__ import annotations

import csv
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hmi.eventlog import EventLog, Wanted
from hmi.model.errors import HmiError
from hmi.model.events import Event
from hmi.model.whole_file import whole_file
from hmi.window.event_texts import event_text, kind_text

if TYPE_CHECKING:
    from _csv import Writer  # the csv module does not name it

_PAGE = 500
_HEADER = ("time", "who", "about", "what", "kind", "subject")


class ExportStoppedError(HmiError):
    """The window was closed in the middle of it; no file was written."""


def export_events(path: Path, events: EventLog, wanted: Wanted, stop: threading.Event) -> int:
    """Write all that are asked for, the newest first, and say how many; times are local, with their zone.

    The file is there whole or not at all. For a thread of its own.

    Raises:
        OSError: the log cannot be read, or the file not written.
        ExportStoppedError: ``stop`` was set.
    """
    with whole_file(path) as new, new.open("w", encoding="utf-8-sig", newline="") as file:
        return _write(csv.writer(file), events, wanted, stop)


def _write(writer: Writer, events: EventLog, wanted: Wanted, stop: threading.Event) -> int:
    writer.writerow(_HEADER)
    count = 0
    page = _newest(events, wanted)
    while page:
        writer.writerows(map(_row, page))
        count += len(page)
        if stop.is_set():
            raise ExportStoppedError("The export was stopped: the window is closed")
        time.sleep(0)
        oldest = page[-1].seq
        page = events.read(_PAGE, before=oldest, wanted=wanted) if oldest else []
    return count


def _newest(events: EventLog, wanted: Wanted) -> list[Event]:
    """The first page, longer where it takes more to reach an event with a number: others have none yet."""
    limit = _PAGE
    page = events.read(limit, wanted=wanted)
    while len(page) == limit and not page[-1].seq:
        limit *= 2
        page = events.read(limit, wanted=wanted)
    return page


def _row(event: Event) -> tuple[str, ...]:
    local = datetime.fromisoformat(event.time).astimezone().isoformat(timespec="milliseconds")
    return local, event.by, kind_text(event), event_text(event), event.kind, event.subject
