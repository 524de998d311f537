"""The connections to one PLC: few, reused, one owner at a time, and patient while the PLC is away."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from hmi.melsec import diagnosis
from hmi.melsec.errors import PlcConnectionError, PlcRefusedError, PoolExhaustedError
from hmi.melsec.outage import Outage
from hmi.melsec.scan_time import ScanMeter
from hmi.melsec.session import PlcSession
from hmi.model.heartbeat import may_take
from hmi.model.plant import Plc
from hmi.model.status import LinkState, PlcStatus

_IDLE_LIMIT_S = 600.0
_FULL_LIMIT_S = 600.0
"""How long a PLC that takes no further connection is not asked for one."""

_ATTEMPT_PATIENCE_S = 0.3
"""How long a lease waits for what another one's attempt to reach the PLC finds out."""

_log = logging.getLogger("hmi.melsec")


class _Idle(NamedTuple):
    session: PlcSession
    since: float


class ConnectionPool:
    """Up to ``plc.pool_size`` connections to one PLC; every method may be called from any thread.

    While the PLC is away, ``lease`` fails at once with the last error, except for one attempt after each
    wait of 0.25, 0.5, 0.9, 0.9, ... s; leases meanwhile wait up to 0.3 s for what it finds. A PLC may have
    fewer connections than the pool wants: what it refuses while others work makes the pool smaller for
    10 minutes, it is no outage.
    """

    def __init__(
        self,
        plc: Plc,
        *,
        scan: ScanMeter | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.scan = scan or ScanMeter()
        """What whoever reads over these connections learns of the PLC's scan."""
        self._plc = plc
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._idle: list[_Idle] = []
        self._busy: set[PlcSession] = set()
        self._attempt: PlcSession | None = None
        self._outage = Outage(plc.plc_code, monotonic)
        self._limit = plc.pool_size
        self._limit_until = 0.0
        self._aborts = 0
        self._closed = False

    @contextmanager
    def lease(self, timeout: float = 10.0) -> Iterator[PlcSession]:
        """An open session for one owner, who gives it back at the end of the ``with``.

        Raises:
            PoolExhaustedError: none became free within ``timeout`` seconds.
            PlcConnectionError: the PLC is away, or the pool was aborted or closed.
        """
        session = self._acquire(timeout)
        try:
            yield session
        finally:
            self._release(session)

    def status(self) -> PlcStatus:
        """State and counts at one instant; never waits for the PLC."""
        with self._changed:
            self._note_answers()
            self._close_long_idle()
            error = self._outage.last_error
            return PlcStatus(
                plc_code=self._plc.plc_code,
                state=self._state(),
                connections_in_use=len(self._busy),
                connections_idle=len(self._idle),
                reconnects=self._outage.reconnects,
                last_error=None if error is None else str(error),
                requests=self.scan.requests,
                scan_ms=self.scan.scan_ms,
            )

    def abort(self) -> None:
        """Make every lease in progress fail at once, waiting or reading; later ones begin afresh."""
        with self._changed:
            self._aborts += 1
            sessions = list(self._busy)
            self._changed.notify_all()
        for session in sessions:
            session.abort()

    def give_up(self, session: PlcSession) -> None:
        """Let others have the place of a session whose owner hangs; a read in progress fails at once."""
        with self._changed:
            self._busy.discard(session)
            if self._attempt is session:
                self._attempt = None
            self._changed.notify_all()
        session.abort()

    def close(self) -> None:
        """Close all connections for good; leases in progress fail, and so does every later one."""
        with self._changed:
            self._closed = True
            self._close_idle()
        self.abort()

    # -- taking ------------------------------------------------------------------------------------------

    def _acquire(self, timeout: float) -> PlcSession:
        deadline = self._monotonic() + timeout
        aborts = self._aborts
        while True:
            session = self._reserve(deadline, timeout, aborts)
            if session.is_open:
                return session
            try:
                session.open()
            except PlcRefusedError:
                if self._release(session):
                    continue  # full, but others work: wait for one of those
                raise
            except BaseException:
                self._release(session)
                raise
            return session

    def _reserve(self, deadline: float, timeout: float, aborts: int) -> PlcSession:
        """Wait for a session that is free, or for the right to open a new one."""
        with self._changed:
            self._wait_for_attempt(aborts)
            while True:
                if self._closed or aborts != self._aborts:
                    raise diagnosis.aborted(self._plc)
                session = self._take_idle() or self._take_new()
                if session is not None:
                    self._busy.add(session)
                    return session
                remaining = deadline - self._monotonic()
                if remaining <= 0 or not self._wait(remaining):
                    raise PoolExhaustedError(
                        self._plc.plc_code,
                        f"none of the {len(self._busy)} connections to {diagnosis.where(self._plc)} became "
                        f"free in {timeout:g} s; make its groups' intervals longer, or pool_size larger",
                    )

    def _wait_for_attempt(self, aborts: int) -> None:
        """While another lease tries the PLC, wait a little for the outcome.

        Groups of one interval poll at the same tick. If all but the one that tries failed at once, they
        would see a PLC that came back one interval later than it.
        """
        self._note_answers()
        self._changed.wait_for(
            lambda: self._attempt is None or self._closed or aborts != self._aborts, _ATTEMPT_PATIENCE_S
        )

    def _wait(self, seconds: float) -> bool:
        with may_take(seconds):
            return self._changed.wait(seconds)

    def _take_idle(self) -> PlcSession | None:
        self._close_long_idle()
        while self._idle:
            session = self._idle.pop().session
            if not session.is_stale():
                return session
            session.close()
        return None

    def _take_new(self) -> PlcSession | None:
        self._note_answers()
        if self._outage.is_lasting:
            self._fail_between_attempts()
        if len(self._busy) >= self._current_limit():
            return None
        session = PlcSession(self._plc)
        if self._outage.is_lasting:
            self._attempt = session
        return session

    def _fail_between_attempts(self) -> None:
        error, wait = self._outage.last_error, self._outage.wait_s()
        if error is not None and (self._attempt is not None or wait > 0):
            raise PlcConnectionError(self._plc.plc_code, error.detail) from error

    def _note_answers(self) -> None:
        """An attempt's first answer ends the outage for all, before its owner gives it back."""
        if self._attempt is not None and self._attempt.answers:
            self._attempt = None
            self._outage.answered()

    def _current_limit(self) -> int:
        if self._limit < self._plc.pool_size and self._monotonic() >= self._limit_until:
            self._limit = self._plc.pool_size
        return self._limit

    # -- giving back -------------------------------------------------------------------------------------

    def _release(self, session: PlcSession) -> bool:
        """Take a session back; True when it failed only because the PLC has no further connection."""
        with self._changed:
            self._busy.discard(session)
            if self._attempt is session:
                self._attempt = None
            is_full = self._judge(session)
            if session.is_open:
                if self._closed or session.is_aborted:
                    session.close()
                else:
                    self._idle.append(_Idle(session, self._monotonic()))
            self._changed.notify_all()
            return is_full

    def _judge(self, session: PlcSession) -> bool:
        """Learn from the way a lease ended; True when the PLC merely has no further connection."""
        error = session.failure
        if error is None:
            if session.answers:
                self._outage.answered()
            return False
        if session.is_aborted:
            return False
        if session.answers:
            # A connection that had worked is lost: what was learned of the PLC's limit may be wrong.
            self._limit = self._plc.pool_size
            self._outage.lost(error)
            # Those that lie idle were mostly lost with it, unseen: each would cost a group one more poll.
            self._close_idle()
            return False
        working = self._count_working()
        if working:
            self._limit, self._limit_until = working, self._monotonic() + _FULL_LIMIT_S
            self._outage.last_error = error
            _log.warning("%s; going on with %d of %d connections", error, working, self._plc.pool_size)
            return True
        self._close_idle()
        self._outage.attempt_failed(error)
        return False

    def _count_working(self) -> int:
        sessions = [*self._busy, *(idle.session for idle in self._idle)]
        return sum(session.is_open and session.answers > 0 for session in sessions)

    def _close_long_idle(self) -> None:
        limit = self._monotonic() - _IDLE_LIMIT_S
        for idle in [idle for idle in self._idle if idle.since <= limit]:
            self._idle.remove(idle)
            idle.session.close()

    def _close_idle(self) -> None:
        while self._idle:
            self._idle.pop().session.close()

    def _state(self) -> LinkState:
        if self._outage.is_down:
            return LinkState.DOWN
        is_connected = bool(self._idle) or any(session.is_open for session in self._busy)
        return LinkState.CONNECTED if is_connected else LinkState.IDLE
