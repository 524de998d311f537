"""What keeps a PLC's handshake from going on: shown while it lasts, counted and logged once."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from hmi.model.status import GroupState, GroupStatus, HandshakePhase
from hmi.model.times import utc_text
from hmi.polling.clock import utc_now

_log = logging.getLogger(__name__)


class Trouble(Enum):
    """What can keep a handshake; the value says of what the end is logged."""

    WATCH = "its trigger is watched again"
    READ = "it can be read again"
    FILE = "the disk takes its open trigger again"
    RECORD = "its record is safe"
    ACKNOWLEDGE = "its acknowledge bit is written again"
    TRIGGER = "its PLC has taken the trigger back"


class _Told(NamedTuple):
    text: str
    at: datetime


class Troubles:
    """The troubles of one group at this moment; every method from any thread."""

    def __init__(self, group_name: str) -> None:
        self._group_name = group_name
        self._lock = threading.Lock()
        self._lasting: dict[Trouble, _Told] = {}
        self._last: _Told | None = None
        self._count = 0

    def begin(self, trouble: Trouble, text: str) -> None:
        """A trouble; one that lasts already keeps its time, and shows the newest text."""
        with self._lock:
            known = self._lasting.get(trouble)
            self._lasting[trouble] = self._last = _Told(text, known.at if known else utc_now())
            if known is None:
                self._count += 1
                _log.error("group %s: handshake: %s", self._group_name, text)

    def end(self, trouble: Trouble) -> None:
        """A trouble is over; most calls find none."""
        with self._lock:
            told = self._lasting.pop(trouble, None)
        if told is not None:
            lasted = (utc_now() - told.at).total_seconds()
            _log.warning("group %s: %s, after %.1f s", self._group_name, trouble.value, lasted)

    def added_to(self, status: GroupStatus, phase: HandshakePhase) -> GroupStatus:
        """The status of the group's polls with these troubles and the phase of its handshake."""
        with self._lock:
            lasting, last = list(self._lasting.values()), self._last
            count = status.error_count + self._count
        status = replace(status, error_count=count, handshake=phase.value)
        if last is not None and (lasting or utc_text(last.at) >= (status.last_error_time or "")):
            shown = lasting[-1] if lasting else last
            status = replace(status, last_error=shown.text, last_error_time=utc_text(shown.at))
        return replace(status, state=GroupState.ERROR) if lasting else status
