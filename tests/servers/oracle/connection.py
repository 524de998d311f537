"""One client's connection from accept to close, on its own thread."""

from __future__ import annotations

import logging
import socket
import threading

from tests.servers.oracle import handshake
from tests.servers.oracle.auth import log_in
from tests.servers.oracle.engine import OraError, SqlDatabase, SqlSession
from tests.servers.oracle.faults import Faults
from tests.servers.oracle.gate import CutError, Gate
from tests.servers.oracle.primitives import ProtocolError, Reader
from tests.servers.oracle.replies import outcome
from tests.servers.oracle.session import Session
from tests.servers.oracle.transport import BreakError, ClientGoneError, Wire
from tests.servers.oracle.watch import Watch

_log = logging.getLogger(__name__)


class Connection:
    """Serves one client; ``drop`` from any thread, and then ``join``, end it."""

    def __init__(
        self,
        client: socket.socket,
        number: int,
        *,
        service_name: str,
        database: SqlDatabase,
        faults: Faults,
        watch: Watch,
    ) -> None:
        self._wire = Wire(client, faults)
        self._number = number
        self._service_name = service_name
        self._database = database
        self._faults = faults
        self._watch = watch
        self._sql: SqlSession | None = None
        self._thread = threading.Thread(target=self._serve, name=f"oracle session {number}", daemon=True)

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    @property
    def is_alive(self) -> bool:
        """The client is served still."""
        return self._thread.is_alive()

    def drop(self) -> None:
        """End the connection; what it did not commit is rolled back."""
        self._wire.shut()

    def join(self) -> None:
        """Wait until it has ended."""
        self._thread.join()

    def _serve(self) -> None:
        reset = False
        try:
            self._converse()
        except (ClientGoneError, BreakError, OSError):
            pass  # the usual ends: the client closed, gave up during the login, or was reset
        except CutError as cut:
            reset = cut.reset
        except ProtocolError as error:
            _log.warning("Session %d ends: the client sent %s", self._number, error)
        finally:
            # Rolled back first: a client that sees the end may count on it.
            if self._sql is not None:
                self._sql.close()
            self._wire.close(reset=reset)

    def _converse(self) -> None:
        wire = self._wire
        Gate(wire, self._faults).hang("silent")
        service = handshake.read_connect(wire)
        if code := self._faults.code_of("refuse") or self._unknown(service):
            handshake.refuse(wire, code)
            return
        handshake.accept(wire)
        reader = Reader(wire.pull)
        handshake.negotiate(reader, wire)
        try:
            self._sql = log_in(reader, wire.send_message, self._database, self._faults, self._number)
        except OraError as error:
            wire.send_message(outcome(in_transaction=False, error=error))
            return
        Session(wire, reader, self._sql, self._faults, self._watch).serve()

    def _unknown(self, service: str) -> int | None:
        return None if service.upper() == self._service_name.upper() else handshake.UNKNOWN_SERVICE
