"""An Oracle Database as far as the wire shows it: python-oracledb in thin mode connects and works."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from typing import Generic, Self

from typing_extensions import TypeVar

from tests.servers.oracle.connection import Connection
from tests.servers.oracle.engine import SqlDatabase
from tests.servers.oracle.faults import Faults
from tests.servers.oracle.sql.database import Database
from tests.servers.oracle.watch import Watch

D = TypeVar("D", bound=SqlDatabase, default=Database)


class OracleServer(Generic[D]):
    """Listens on ``host``; a thread for each connection, all of them gone after ``stop``.

    ``port`` 0 takes a free one at the first start, and keeps it: ``start`` after ``stop`` is a restart at the
    same address over the same database. Used by one thread.
    """

    def __init__(
        self,
        database: D,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        service_name: str = "LINESIDE",
        faults: Faults | None = None,
    ) -> None:
        self.database = database
        self.host = host
        self.port = port
        self.service_name = service_name
        self.faults = faults or Faults()
        self.connections = 0
        """TCP connections taken since the last start, refused ones too."""
        self._open: list[Connection] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Listen; raises OSError where the port is taken."""
        self._listener = socket.create_server((self.host, self.port), backlog=64)
        self.port = self._listener.getsockname()[1]
        self.connections = 0
        self._watch = Watch()
        self._acceptor = threading.Thread(target=self._accept, name="oracle listener", daemon=True)
        self._acceptor.start()

    def stop(self) -> None:
        """Close the port, then every session."""
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._acceptor.join()
        self.kill_sessions()
        self._watch.stop()

    def kill_sessions(self) -> None:
        """Close every connection; returns when all are rolled back. New ones are welcome."""
        with self._lock:
            dropped, self._open = self._open, []
        # The newest first: one that waits for a lock must not get it and answer because an older one is gone.
        for connection in reversed(dropped):
            connection.drop()
        for connection in dropped:
            connection.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
                connection = Connection(
                    client,
                    self.connections,
                    service_name=self.service_name,
                    database=self.database,
                    faults=self.faults,
                    watch=self._watch,
                )
                self._open = [one for one in self._open if one.is_alive]
                # Within the lock: a connection that is listed has a thread to join.
                connection.start()
                self._open.append(connection)
