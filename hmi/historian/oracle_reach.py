"""The way to Oracle, tried step by step, so that a person is told which step fails and what to do."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple, TypeVar

import oracledb

from hmi.historian.oracle_errors import is_refusal, remedy_of, words_of
from hmi.historian.oracle_listener import ask, is_answer
from hmi.historian.oracle_pool import OraclePool
from hmi.historian.oracle_session import TCP_CONNECT_S, OracleSession, OracleSettings, Work
from hmi.historian.oracle_tables import OracleTables, TablesReport
from hmi.historian.protocol import HistorianError, HistorianRefusedError

T = TypeVar("T")

_Address = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]


class Reason(StrEnum):
    """Why the way ends before the database has a say."""

    LOOK_UP_SLOW = "look up slow"
    HOST_UNKNOWN = "host unknown"
    NO_ANSWER = "no answer"
    PORT_CLOSED = "port closed"
    UNREACHABLE = "unreachable"
    SILENT = "silent"
    CUT = "cut"
    NO_LISTENER = "no listener"


class CheckStep(NamedTuple):
    """One step: ``network``, ``listener``, ``login`` or ``tables``.

    ``text`` has a line for each thing found, ``remedy`` is what to do where it failed; ``refused`` says that
    waiting does not help. ``missing`` are tables that the program can make, ``reason`` is one of those of
    ``Reason`` where no code of Oracle says it.
    """

    name: str
    ok: bool
    text: str
    remedy: str = ""
    refused: bool = False
    missing: tuple[str, ...] = ()
    reason: Reason | None = None


class _FailedError(Exception):
    """A step failed."""

    def __init__(
        self,
        text: str,
        remedy: str,
        *,
        refused: bool = False,
        missing: tuple[str, ...] = (),
        reason: Reason | None = None,
    ) -> None:
        super().__init__(text)
        self.remedy = remedy
        self.refused = refused
        self.missing = missing
        self.reason = reason


def check_steps(settings: OracleSettings, pool: OraclePool, tables: OracleTables) -> Iterator[CheckStep]:
    """The steps in their order, each tried when it is asked for; the one that fails is the last.

    Each gives up in time: a name within ``connect_timeout``, a connection within 5 s, the listener and the
    login within ``connect_timeout``, the tables within twice ``call_timeout`` plus 3 s.
    """
    with ExitStack() as ending:
        way = _Way(settings, pool, tables, ending)
        for name, step in (
            ("network", way.network),
            ("listener", way.listener),
            ("login", way.login),
            ("tables", way.tables),
        ):
            try:
                text = step()
            except _FailedError as failed:
                yield CheckStep(
                    name, False, str(failed), failed.remedy, failed.refused, failed.missing, failed.reason
                )
                return
            yield CheckStep(name, True, text)


class _Way:
    """The steps, each on what the one before has reached; ``ending`` lets go of it all."""

    def __init__(
        self, settings: OracleSettings, pool: OraclePool, tables: OracleTables, ending: ExitStack
    ) -> None:
        self._settings = settings
        self._address = f"{settings.host}:{settings.port}"
        self._pool = pool
        self._tables = tables
        self._ending = ending
        self._peer: socket.socket
        self._session: OracleSession

    def network(self) -> str:
        """Look the host up and connect to the port."""
        self._peer = self._ending.enter_context(self._connect(self._addresses()))
        return f"{self._address} accepts connections."

    def listener(self) -> str:
        """Ask what ``tnsping`` asks."""
        timeout = self._settings.connect_timeout
        try:
            with self._peer as peer:
                answer = ask(peer, timeout)
        except TimeoutError:
            raise _FailedError(
                f"{self._address} accepts connections, but says nothing within {timeout:g} s.",
                "The listener hangs, or something else answers in its place: check host and port, or have "
                "the listener restarted.",
                reason=Reason.SILENT,
            ) from None
        except OSError as error:
            answer, cut = b"", f" ({error.strerror or error})"
        else:
            cut = ""
        if not answer:
            raise _FailedError(
                f"{self._address} accepts connections, but closes them without a word{cut}.",
                "Check host and port, that it is not the port for TLS, and that the listener lets this "
                "computer in (tcp.invited_nodes).",
                reason=Reason.CUT,
            )
        if not is_answer(answer):
            raise _FailedError(
                f"What answers at {self._address} is no Oracle listener.",
                "Check host and port: it has to be the listener's port without TLS, most often 1521.",
                reason=Reason.NO_LISTENER,
            )
        return "An Oracle listener answers."

    def login(self) -> str:
        """Log in to the service on a session beside the pool."""
        try:
            self._session = self._ending.enter_context(self._pool.apart())
        except HistorianError as error:
            raise self._failed(error.__cause__ or error) from error
        version = self._run(lambda connection, _cursor: connection.version)
        return f"Logged in as {self._settings.username} to Oracle Database {version}."

    def tables(self) -> str:
        """Compare the tables with what is to be written, and insert nothing into each."""
        report: TablesReport = self._run(lambda _connection, cursor: self._tables.inspect(cursor))
        if report.problems:
            raise _FailedError("\n".join(report.problems), "", refused=True, missing=report.missing)
        self._run(self._probe)
        takes = "takes" if len(report.tables) == 1 else "take"
        return "\n".join((f"{', '.join(report.tables)} {takes} rows.", *report.warnings))

    def _probe(self, connection: oracledb.Connection, cursor: oracledb.Cursor) -> None:
        self._tables.probe(cursor)
        connection.rollback()

    def _run(self, work: Work[T]) -> T:
        try:
            return self._session.run(work)
        except (HistorianError, oracledb.Error, OSError) as error:
            raise self._failed(error) from error

    def _failed(self, error: BaseException) -> _FailedError:
        """Of an error of the driver, or of one that says everything already."""
        if isinstance(error, HistorianError):
            text = str(error).removeprefix(f"Oracle {self._settings.where}: ")
            refused = isinstance(error, HistorianRefusedError)
            return _FailedError(text[:1].upper() + text[1:], "", refused=refused)
        return _FailedError(f"{words_of(error)}.", remedy_of(error), refused=is_refusal(error))

    def _addresses(self) -> list[_Address]:
        """The host's addresses; the system's look-up can take long and not be interrupted."""
        host, timeout = self._settings.host, self._settings.connect_timeout
        looked_up: Future[list[_Address]] = Future()
        look_up = partial(socket.getaddrinfo, host, self._settings.port, type=socket.SOCK_STREAM)
        threading.Thread(target=_into, args=(looked_up, look_up), name=f"look up {host}", daemon=True).start()
        try:
            return looked_up.result(timeout)
        except TimeoutError:
            raise _FailedError(
                f"The host name {host!r} could not be looked up within {timeout:g} s.",
                "Check this computer's network and its name server, or enter the IP address of the host.",
                reason=Reason.LOOK_UP_SLOW,
            ) from None
        except (OSError, UnicodeError) as error:  # the latter of a name that no name server can be asked for
            raise _FailedError(
                f"The host name {host!r} is not known ({error}).",
                "Check the spelling of the host name, or enter the IP address of the host.",
                reason=Reason.HOST_UNKNOWN,
            ) from error

    def _connect(self, addresses: list[_Address]) -> socket.socket:
        """A connection to the first address that takes one, each within 5 s."""
        timeout = min(TCP_CONNECT_S, self._settings.connect_timeout)
        reason: OSError = OSError("no address")
        for family, kind, protocol, _name, address in addresses:
            peer = socket.socket(family, kind, protocol)
            try:
                peer.settimeout(timeout)
                peer.connect(address)
            except OSError as error:
                peer.close()
                reason = error
            else:
                return peer
        raise _unreachable(self._address, reason, timeout) from reason


def _unreachable(address: str, reason: OSError, timeout: float) -> _FailedError:
    if isinstance(reason, ConnectionRefusedError):
        return _FailedError(
            f"The host answers, but nothing listens at {address}.",
            "Check the port, or have the listener started (lsnrctl start).",
            reason=Reason.PORT_CLOSED,
        )
    if isinstance(reason, TimeoutError):
        return _FailedError(
            f"No answer from {address} within {timeout:g} s.",
            "Check that the host is on, and that network and firewalls let this port through.",
            reason=Reason.NO_ANSWER,
        )
    return _FailedError(
        f"{address} can not be reached ({reason.strerror or reason}).",
        "Check this computer's network connection and the address of the host.",
        reason=Reason.UNREACHABLE,
    )


def _into(future: Future[T], call: Callable[[], T]) -> None:
    try:
        future.set_result(call())
    except BaseException as error:  # noqa: BLE001  handed to whoever waits
        future.set_exception(error)
