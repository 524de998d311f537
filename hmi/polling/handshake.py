"""The handshake with a PLC: trigger on, one read, record safe, acknowledge on, trigger off, acknowledge off.

Built by the engine for a HANDSHAKE group, and hosted by its worker::

    recorder = GroupRecorder(group, tags, clock, queue)
    reader = GroupReader(plc, pool, tags)
    handshake = make_handshake(plc, recorder, reader, pool, journal_folder)  # None without a trigger bit
    worker = HandshakeWorker(recorder, reader, handshake)
    if worker.watch is not None:
        plc_poller.add(worker.watch)  # before the worker starts; plc_poller.remove(worker.watch) at its stop

``make_handshake`` raises WritesNotAllowedError where the group may write but its acknowledge bit cannot be.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from hmi.melsec.errors import EndCodeError, PlcError
from hmi.melsec.permits import WritePermit
from hmi.melsec.pool import ConnectionPool
from hmi.model.heartbeat import checkpoint
from hmi.model.plant import Plc, PollingMode
from hmi.model.status import GroupStatus, HandshakePhase
from hmi.polling.acknowledge import AckBit
from hmi.polling.handover import Handover
from hmi.polling.handshake_file import HandshakeFile
from hmi.polling.reader import GroupReader
from hmi.polling.recorder import GroupRecorder
from hmi.polling.troubles import Trouble, Troubles
from hmi.polling.watch import Look, TriggerWatch

_log = logging.getLogger(__name__)

PATIENCE_S = 10.0
"""How long the PLC may leave its trigger on after the acknowledge before the operator is told."""

_REFUSED_S = (0.0, 0.5, 1.0, 2.0, 5.0, 10.0)
"""How long a PLC that refuses the acknowledge is left alone, after its first refusal, its second, and so on.

A busy one takes it at the next look; one that forbids writing has to be set up otherwise, and every attempt
is a line in the log.
"""

_LOOKS = 200
"""Changes of the bits that wait while the worker cannot go on: 100 triggers, as many as by hand."""


def make_handshake(
    plc: Plc, recorder: GroupRecorder, reader: GroupReader, pool: ConnectionPool, folder: Path
) -> PlcHandshake | None:
    """The handshake of the recorder's group, its open trigger kept in ``folder``; None without a trigger bit.

    Raises:
        WritesNotAllowedError: the group may write, but its acknowledge bit is none that can be written.
    """
    group = recorder.group
    if group.polling_mode is not PollingMode.HANDSHAKE or not group.trigger_bit_address:
        return None
    ack = None
    if group.allow_plc_writes and group.ack_bit_address:
        ack = AckBit(pool, WritePermit.for_group(group, plc.series))
    file = HandshakeFile(folder, group.group_name)
    return PlcHandshake(recorder, reader, file, group.trigger_bit_address, ack)


class PlcHandshake:
    """What a group owes its PLC: for every trigger one record, then, where there is ``ack``, the acknowledge.

    Everything is decided by levels, not by what happened before: the trigger, the acknowledge bit, and the
    record that is open, which is on disk. So it does not matter where a crash, an outage or a stop comes.
    An acknowledge needs a PLC that keeps its trigger on until it is acknowledged, and raises the next one
    when the acknowledge is off. Without ``ack`` every rise of the trigger is a record, and that is all.

    ``step`` belongs to the group's worker, who calls it again whenever ``wake`` is set; ``looked`` comes
    from the thread of the PLC's poller, ``status`` and ``abort`` from any.
    """

    def __init__(
        self,
        recorder: GroupRecorder,
        reader: GroupReader,
        file: HandshakeFile,
        trigger: str,
        ack: AckBit | None,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.wake = threading.Event()
        address = None if ack is None else ack.address
        self.watch = TriggerWatch(recorder.group, trigger, address, self, recorder.meter.overran)
        self._recorder = recorder
        self._reader = reader
        self._ack = ack
        self._monotonic = monotonic
        self._plc_code = recorder.group.plc_code
        self._trigger_bit = trigger
        self._troubles = Troubles(recorder.group.group_name)
        self._record = Handover(recorder, file, trigger, self._troubles, self.wake, monotonic)
        self._lock = threading.Lock()  # of the looks, which come from another thread
        self._looks: deque[Look] = deque()
        self._trigger: bool | None = None  # None before the first look
        self._looked_at = 0.0
        self._unread: PlcError | None = None  # why the trigger that is on has no record yet
        self._acknowledged_at: float | None = None
        self._tried = False  # in vain since the last look: wait for the next one
        self._refusals = 0  # of the acknowledge, one after the other
        self._write_again_at = 0.0
        self._is_reading = False

    # -- from other threads ------------------------------------------------------------------------------

    def looked(self, look: Look | None, trouble: str) -> None:
        """Take note of what the watch saw, on the poller's thread."""
        if trouble:
            self._troubles.begin(Trouble.WATCH, trouble)
        else:
            self._troubles.end(Trouble.WATCH)
        if look is None:
            return
        with self._lock:
            if self._looks and self._looks[-1][:2] == look[:2]:
                self._looks[-1] = look
            else:
                self._looks.append(look)
            if len(self._looks) > _LOOKS:
                self._looks.popleft()
                self._recorder.meter.overran(1)
        self.wake.set()

    def status(self, status: GroupStatus) -> GroupStatus:
        """The status of the group's polls, with the handshake's phase and what keeps it from going on."""
        return self._troubles.added_to(status, self._phase())

    def abort(self) -> None:
        """Wake an acknowledge that hangs in the PLC; only together with a stop."""
        if self._ack is not None:
            self._ack.abort()

    def interrupt(self) -> None:
        """Make an acknowledge that hangs fail; it is tried again."""
        if self._ack is not None:
            self._ack.interrupt()

    def replaced(self) -> None:
        """Go on although a thread hangs in ``step``; before the next one."""
        self._is_reading = False
        self._record.doubt()

    def _phase(self) -> HandshakePhase:
        if self._is_reading:
            return HandshakePhase.READING
        if not self._record.is_open:
            return HandshakePhase.WAITING
        if self._acknowledged_at is not None:
            return HandshakePhase.ACKNOWLEDGED
        is_done = self._record.is_safe and self._ack is None
        return HandshakePhase.WAITING if is_done else HandshakePhase.SAVING

    # -- the worker's thread -----------------------------------------------------------------------------

    def step(self, stop: threading.Event) -> None:
        """Go on as far as that is possible now; blocks while the PLC is asked or the data queue is full."""
        if not self._record.load():
            return
        for look in self._take_looks():
            self._see(look)
            self._go_on(stop)
        self._go_on(stop)
        self._acknowledge()

    def _take_looks(self) -> list[Look]:
        with self._lock:
            looks = list(self._looks)
            self._looks.clear()
        return looks

    def _see(self, look: Look) -> None:
        self._trigger, self._looked_at = look.trigger, look.begun
        self._tried = False
        if self._ack is not None:
            self._ack.seen(look.ack, look.begun)
        if not self._record.is_open:
            return
        if not look.trigger:
            self._end_trigger()
        elif self._acknowledged_at is not None and look.begun - self._acknowledged_at >= PATIENCE_S:
            self._tell_impatience()

    def _end_trigger(self) -> None:
        self._troubles.end(Trouble.TRIGGER)
        if self._ack is not None and self._ack.is_on is False and not self._record.is_over:
            _log.warning(
                "group %s: PLC %s took trigger %s back before it was acknowledged; its record is kept",
                self._recorder.group.group_name,
                self._plc_code,
                self._trigger_bit,
            )
        self._record.trigger_is_over()

    def _go_on(self, stop: threading.Event) -> None:
        """Everything but the acknowledge, which has to know of the newest look."""
        self._record.follow(stop)
        if self._record.is_over and not self._tried:
            if self._record.is_safe:
                self._close()
            elif self._trigger and self._ack is None:
                self._record.leave()  # nobody waits for it, and the next one would be read too late
        if self._record.is_open or self._tried or not self._clear_ack():
            return
        if self._trigger:
            self._read(stop)
        elif self._unread is not None:
            self._give_up(self._unread, stop)

    def _read(self, stop: threading.Event) -> None:
        begun = self._monotonic()
        if self._unread is None:
            self._recorder.meter.started(begun - self._looked_at)
        self._is_reading = True
        try:
            poll = self._reader.read()
        except PlcError as error:
            checkpoint()
            self._unread, self._tried = error, True
            self._troubles.begin(
                Trouble.READ,
                f"trigger {self._trigger_bit} is on, but its record cannot be read, which is tried again "
                f"while the trigger stays on: {error}",
            )
            return
        finally:
            self._is_reading = False
        checkpoint()
        self._unread = None
        self._troubles.end(Trouble.READ)
        self._record.open(poll, self._monotonic() - begun, stop)

    def _give_up(self, unread: PlcError, stop: threading.Event) -> None:
        """A trigger that could not be read while it was on leaves a record that says so."""
        error = PlcError(
            self._plc_code,
            f"it took trigger {self._trigger_bit} back before it could be read: {unread.detail}",
        )
        self._unread = None
        self._troubles.end(Trouble.READ)
        self._record.open_unread(error, stop)

    def _close(self) -> None:
        """Forget the trigger for good; only then may its acknowledge go off, which lets the next one come."""
        self._tried = not self._record.close()
        if not self._tried:
            self._acknowledged_at = None

    # -- writing -----------------------------------------------------------------------------------------

    def _clear_ack(self) -> bool:
        """With no record open the acknowledge has to be off: before a read, and after a trigger's end."""
        if self._ack is None or not self._ack.is_on:
            return True
        return self._write(self._ack, on=False)

    def _acknowledge(self) -> None:
        ack, record = self._ack, self._record
        if ack is None or not record.is_safe or record.is_over or not self._trigger:
            return
        if not ack.is_on and not self._tried:
            if self._acknowledged_at is not None:
                _log.warning(
                    "group %s: acknowledge %s went off while trigger %s is on, so it is written again",
                    self._recorder.group.group_name,
                    ack.address,
                    self._trigger_bit,
                )
            self._write(ack, on=True)
        if ack.is_on:
            self._troubles.end(Trouble.ACKNOWLEDGE)
            if self._acknowledged_at is None:
                self._acknowledged_at = self._monotonic()

    def _write(self, ack: AckBit, *, on: bool) -> bool:
        if self._monotonic() < self._write_again_at:
            self._tried = True
            return False
        try:
            ack.write(on)
        except PlcError as error:
            self._tried = True
            if isinstance(error, EndCodeError):
                wait = _REFUSED_S[min(self._refusals, len(_REFUSED_S) - 1)]
                self._refusals += 1
                self._write_again_at = self._monotonic() + wait
            self._troubles.begin(
                Trouble.ACKNOWLEDGE,
                f"acknowledge {ack.address} could not be written {'on' if on else 'off'}, which is tried "
                f"again, at least every {_REFUSED_S[-1]:.0f} s: {error}",
            )
            return False
        self._refusals = 0
        self._troubles.end(Trouble.ACKNOWLEDGE)
        return True

    def _tell_impatience(self) -> None:
        ack = "" if self._ack is None else f" {self._ack.address}"
        self._troubles.begin(
            Trouble.TRIGGER,
            f"PLC {self._plc_code}: trigger {self._trigger_bit} is still on {PATIENCE_S:.0f} s after the "
            f"acknowledge{ack}, and nothing new is read until it was off; the record is safe. Check that the "
            "PLC's program resets its trigger when the acknowledge comes on, and that it uses these bits",
        )
