"""The record of an open trigger, from its read until it is safe and its trigger over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from hmi.melsec.errors import PlcError
from hmi.model.heartbeat import checkpoint
from hmi.model.reading import Destination, Reading, Receipt
from hmi.polling.handshake_file import HandshakeFile, OpenRecord
from hmi.polling.recorder import GroupRecorder, Poll
from hmi.polling.troubles import Trouble, Troubles

_log = logging.getLogger(__name__)

SAVING_PATIENCE_S = 10.0
"""How long a record may be on its way before the operator is told."""

AGAIN_S = 5.0
"""Between two attempts to bring a record to rest which neither the historian nor the disk takes."""

_SAFE = (Destination.STORED, Destination.BACKED_UP, Destination.QUARANTINED)


class _WakingReceipt(Receipt):
    """A receipt that wakes who waits for it: a machine waits for the acknowledge."""

    __slots__ = ("_wake",)

    def __init__(self, wake: threading.Event) -> None:
        super().__init__()
        self._wake = wake

    def settle(self, destination: Destination) -> None:
        """Say where the rows are, and wake the group's worker."""
        super().settle(destination)
        self._wake.set()


class Handover:
    """At most one record at a time, on disk before it is handed to the data queue.

    After a restart the same record (same time, values and faults) is handed in again, for nobody knows how
    far it had come; as the time is part of the rows' key, the historian has it once. Where log modes leave
    nothing to record, the record is on disk all the same, without tags: it says that its trigger was
    answered. Used by the group's worker only; ``is_open`` and ``is_safe`` may be read from any thread.
    """

    def __init__(
        self,
        recorder: GroupRecorder,
        file: HandshakeFile,
        trigger: str,
        troubles: Troubles,
        wake: threading.Event,
        monotonic: Callable[[], float],
    ) -> None:
        self.is_safe = False
        """The open record is committed, or on disk."""
        self._recorder = recorder
        self._file = file
        self._trigger = trigger
        self._troubles = troubles
        self._wake = wake
        self._monotonic = monotonic
        self._is_loaded = False
        self._open: OpenRecord | None = None
        self._receipt: Receipt | None = None  # of the attempt under way
        self._since = 0.0
        self._next_attempt = 0.0

    @property
    def is_open(self) -> bool:
        """There is a record whose trigger is not over, or which is not safe."""
        return self._open is not None

    @property
    def is_over(self) -> bool:
        """There is a record, and its PLC has taken the trigger back."""
        return self._open is not None and self._open.is_over

    def load(self) -> bool:
        """Take up what an earlier run left open; False while the disk does not tell."""
        if self._is_loaded:
            return True
        try:
            found = self._file.read()
        except OSError as error:
            self._troubles.begin(
                Trouble.FILE,
                f"{self._file.path} cannot be read, so nobody knows which trigger is open, and no trigger is "
                f"answered until it can: {error}",
            )
            return False
        checkpoint()
        self._troubles.end(Trouble.FILE)
        self._is_loaded = True
        if found is not None:
            self._take_up(found)
        return True

    def open(self, poll: Poll, poll_s: float, stop: threading.Event) -> None:
        """The trigger was read, in so many seconds."""
        reading = self._begin(poll, is_over=False)
        self._recorder.hand_in(reading, stop)
        self._recorder.succeeded(reading, poll, poll_s)

    def open_unread(self, error: PlcError, stop: threading.Event) -> None:
        """The trigger is over, and none of its tags could be read."""
        reading = self._begin(self._recorder.unread(str(error)), is_over=True)
        self._recorder.hand_in(reading, stop)
        self._recorder.failed(reading, error)

    def trigger_is_over(self) -> None:
        """The PLC has taken its trigger back."""
        if self._open is None or self._open.is_over:
            return
        self._open = replace(self._open, is_over=True)
        if not self.is_safe:  # else it is closed at once
            self._write(self._open)

    def follow(self, stop: threading.Event) -> None:
        """See what has become of the record, and hand it in again where that is due."""
        if self._open is None or self.is_safe:
            return
        now = self._monotonic()
        if self._receipt is None:
            if now >= self._next_attempt:
                # A worker that died before this was on disk left it in memory alone.
                self._write(self._open)
                self._recorder.hand_in(self._with_receipt(self._open.reading), stop)
            return
        destination = self._receipt.wait(0)
        if destination in _SAFE:
            self.is_safe = True
            self._troubles.end(Trouble.RECORD)
        elif destination is not None:
            self._receipt, self._next_attempt = None, now + AGAIN_S
            self._tell_unsafe(f"was lost, and is handed in again every {AGAIN_S:.0f} s")
        elif now - self._since >= SAVING_PATIENCE_S:
            self._tell_unsafe(f"is not safe after {SAVING_PATIENCE_S:.0f} s")

    def doubt(self) -> None:
        """Nobody knows how far the record has come, for the thread that had it hangs: hand it in again."""
        if not self.is_safe:
            self._receipt, self._next_attempt = None, 0.0

    def close(self) -> bool:
        """Forget the record for good; False while the disk refuses."""
        try:
            self._file.remove()
        except OSError as error:
            self._troubles.begin(
                Trouble.FILE,
                f"{self._file.path} cannot be removed, and no next trigger is answered until it can, for "
                f"after a restart it would be taken for the one before: {error}",
            )
            return False
        checkpoint()
        self._troubles.end(Trouble.FILE)
        self._forget()
        return True

    def leave(self) -> None:
        """Make room for the next record while this one is on its way; the next one replaces it on disk.

        From then on it is a reading like those of FIXED groups: it is not handed in again after a kill.
        """
        self._forget()

    def _begin(self, poll: Poll, *, is_over: bool) -> Reading:
        reading = self._recorder.make_reading(poll)
        checkpoint()
        self._open = OpenRecord(reading, self._trigger, is_over)
        self._write(self._open)
        self._since = self._monotonic()
        return self._with_receipt(reading)

    def _with_receipt(self, reading: Reading) -> Reading:
        checkpoint()
        self._receipt = _WakingReceipt(self._wake)
        return replace(reading, receipt=self._receipt)

    def _write(self, record: OpenRecord) -> None:
        """A disk that refuses does not keep the machine waiting: the historian may take the record."""
        try:
            self._file.write(record)
        except OSError as error:
            self._troubles.begin(
                Trouble.FILE,
                f"{self._file.path} cannot be written; if the program is killed before the PLC takes this "
                f"trigger back, its piece is recorded twice: {error}",
            )
        else:
            self._troubles.end(Trouble.FILE)

    def _take_up(self, found: OpenRecord) -> None:
        group = self._recorder.group
        is_same = (found.trigger, found.reading.plc_code) == (self._trigger, group.plc_code)
        self._open = found if is_same else replace(found, is_over=True)
        self._since = self._monotonic()
        _log.warning(
            "group %s: the record of %s was open when the group ended; it is handed in again under the same "
            "time, which stores it once",
            group.group_name,
            _text(found.reading.ts),
        )

    def _forget(self) -> None:
        self._open = self._receipt = None
        self.is_safe = False
        self._next_attempt = 0.0
        self._troubles.end(Trouble.RECORD)

    def _tell_unsafe(self, what: str) -> None:
        self._troubles.begin(
            Trouble.RECORD,
            f"the record of trigger {self._trigger} {what}; a PLC that waits for its acknowledge goes on "
            "waiting: see what is wrong with the historian and with the disk of the backup folder",
        )


def _text(ts: datetime) -> str:
    return f"{ts:%Y-%m-%d %H:%M:%S.%f} UTC"
