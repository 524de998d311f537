"""The acknowledge bit of a HANDSHAKE group: what is known of it, and the one way to write it."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable

from hmi.melsec.errors import PlcConnectionError
from hmi.melsec.permits import WritePermit
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.session import PlcSession


class AckBit:
    """One acknowledge bit, written with the permit of its group over the PLC's pool.

    Used by the group's worker only, but for ``abort``. Times are those of ``monotonic``, in seconds.
    """

    def __init__(
        self,
        pool: ConnectionPool,
        permit: WritePermit,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.is_on: bool | None = None
        """None while nobody knows: before the first look, and after a write that was not answered."""
        self.address = permit.text
        self._pool = pool
        self._permit = permit
        self._monotonic = monotonic
        self._written = -math.inf
        self._lease = threading.Lock()
        self._session: PlcSession | None = None
        self._aborted = False

    def seen(self, is_on: bool | None, begun: float) -> None:
        """What a look that began at ``begun`` saw; one that began before our last write proves nothing."""
        if begun > self._written and is_on is not None:
            self.is_on = is_on

    def write(self, on: bool) -> None:
        """Switch the bit.

        Raises:
            PlcError: it was refused, or nobody knows whether it was written.
        """
        self.is_on = None
        try:
            with self._pool.lease() as session:
                self._begin(session)
                try:
                    session.write_bit(self._permit, on)
                finally:
                    self._end()
        finally:
            self._written = self._monotonic()
        self.is_on = on

    def abort(self) -> None:
        """Wake a write that hangs, and refuse all further ones; from another thread, to stop the group."""
        with self._lease:
            self._aborted = True
            if self._session is not None:
                self._session.abort()

    def interrupt(self) -> None:
        """Make a write that hangs fail; later ones begin afresh. From another thread."""
        with self._lease:
            if self._session is not None:
                self._session.abort()

    def _begin(self, session: PlcSession) -> None:
        with self._lease:
            if self._aborted:
                raise PlcConnectionError(
                    self._permit.plc_code,
                    f"the group was stopped before the acknowledge {self.address} was written",
                )
            self._session = session

    def _end(self) -> None:
        with self._lease:
            self._session = None
