"""A session: one connection to one PLC, which reads what a request asks for or says why it cannot."""

from __future__ import annotations

import logging
import threading
import time

from hmi.melsec import diagnosis
from hmi.melsec.client import Client3E, make_client
from hmi.melsec.errors import EndCodeError, PlcConnectionError, WritesNotAllowedError
from hmi.melsec.permits import WritePermit
from hmi.melsec.requests import Request
from hmi.melsec.tcp import AbortedError, TcpConnection
from hmi.model.heartbeat import may_take
from hmi.model.plant import Plc

_log = logging.getLogger("hmi.melsec")


class PlcSession:
    """One connection to a PLC.

    Requests of several threads wait for each other, so that answers are never mixed; ``abort`` never waits.
    After any failure but an end code the connection is closed, because a late answer could follow.
    """

    def __init__(self, plc: Plc) -> None:
        self.plc = plc
        self.answers = 0
        """Answers so far, end codes included: proof that a PLC is there, which a connection alone is not."""
        self.failure: PlcConnectionError | None = None
        """Why the connection was closed or could not be opened; None while all is well."""
        self._lock = threading.Lock()
        self._connection: TcpConnection | None = None
        self._client: Client3E | None = None
        self._aborted = False

    @property
    def is_open(self) -> bool:
        """True while requests can be sent."""
        return self._client is not None

    @property
    def is_aborted(self) -> bool:
        """True after ``abort``; an aborted session is not opened again."""
        return self._aborted

    def open(self) -> None:
        """Connect within the PLC's ``connection_timeout``; an open session stays as it is.

        Raises:
            PlcConnectionError: refused (PlcRefusedError), unreachable, unknown or silent host; or aborted.
        """
        with may_take(self.plc.connection_timeout), self._lock:
            if self._client is not None:
                return
            self.failure = None
            try:
                connection = self._connect()
            except BaseException as error:
                self._drop(error)
                raise
            self._client = make_client(self.plc, connection)

    def read(self, request: Request) -> bytes:
        """The words that a request asks for as little-endian bytes, two for each of ``request.words``.

        Raises:
            EndCodeError: the PLC refused the request; the session can be used on.
            PlcConnectionError: no answer, a lost connection or garbage; the session is closed.
        """
        with may_take(self.plc.connection_timeout), self._lock:
            client = self._require()
            try:
                words = client.read(request)
            except EndCodeError:
                self.answers += 1
                raise
            except BaseException as error:
                self._drop(error)
                raise
            self.answers += 1
            return words

    def write_bit(self, permit: WritePermit, on: bool) -> None:
        """Switch the bit of a permit on or off; every attempt is logged with its group and its outcome.

        Raises:
            WritesNotAllowedError: the permit is for another PLC.
            EndCodeError: the PLC refused; the session can be used on.
            PlcConnectionError: as for ``read``; nobody knows whether the PLC carried the write out.
        """
        if permit.plc_code != self.plc.plc_code:
            raise WritesNotAllowedError(
                f"PLC {self.plc.plc_code}: the permit of polling group {permit.group_name!r} is for PLC "
                f"{permit.plc_code}; nothing was written"
            )
        text = f"PLC {permit.plc_code}: {permit.text} {'on' if on else 'off'} for group {permit.group_name}"
        with may_take(self.plc.connection_timeout), self._lock:
            client = self._require()
            try:
                client.write_bit(permit, on=on)
            except EndCodeError:
                self.answers += 1
                _log.warning("%s was refused", text)
                raise
            except BaseException as error:
                _log.warning("%s was sent without an answer: it may be written or not", text)
                self._drop(error)
                raise
            self.answers += 1
        _log.info("%s written", text)

    def is_stale(self) -> bool:
        """True when the PLC closed the connection while nobody used it, or sent what nobody asked for."""
        with self._lock:
            return self._connection is None or not self._connection.is_quiet()

    def abort(self) -> None:
        """Make a blocked connect or read fail at once, and every later one; from any thread."""
        self._aborted = True
        connection = self._connection
        if connection is not None:
            connection.abort()

    def close(self) -> None:
        """Close the connection; from any thread, a second call changes nothing."""
        if not self._lock.acquire(blocking=False):
            self.abort()
            self._lock.acquire()
        try:
            self._drop(None)
        finally:
            self._lock.release()

    def _require(self) -> Client3E:
        if self._client is None:
            raise diagnosis.aborted(self.plc) if self._aborted else diagnosis.not_open(self.plc)
        return self._client

    def _connect(self) -> TcpConnection:
        deadline = time.monotonic() + self.plc.connection_timeout
        try:
            self._connection = connection = TcpConnection(self.plc.ip_address, self.plc.port)
            # abort() sets its flag before it looks for a connection, so one of the two sees the other.
            if self._aborted:
                raise AbortedError
            connection.open(deadline)
        except AbortedError as error:
            raise diagnosis.aborted(self.plc) from error
        except OSError as error:
            raise diagnosis.not_connected(self.plc, error) from error
        return connection

    def _drop(self, error: BaseException | None) -> None:
        self.failure = error if isinstance(error, PlcConnectionError) else None
        connection, self._connection, self._client = self._connection, None, None
        if connection is not None:
            connection.close()
