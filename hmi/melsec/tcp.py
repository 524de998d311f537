"""One TCP connection whose every wait has a deadline and can be ended from another thread."""

from __future__ import annotations

import contextlib
import os
import selectors
import socket
import sys
import threading
import time

_KEEPALIVE_IDLE_S = 10
_KEEPALIVE_INTERVAL_S = 5
_KEEPALIVE_PROBES = 3


class AbortedError(Exception):
    """Another thread asked this connection to give up."""


class LookupTimeoutError(TimeoutError):
    """Nobody could say in time which address the host's name stands for."""


class PeerClosedError(Exception):
    """The other side closed the connection, in order or by a reset."""


_AddressInfo = tuple[
    socket.AddressFamily,
    socket.SocketKind,
    int,
    str,
    tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes],
]
"""One answer of ``getaddrinfo``."""


def _look_up(host: str, port: int, flags: int = 0) -> _AddressInfo:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=flags)
    except ValueError as error:  # letters that no host name has, or too many
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    # A PLC speaks IPv4; a name may have an IPv6 address before that, which leads nowhere.
    return min(found, key=lambda one: one[0] != socket.AF_INET)


class _Lookup:
    """The search for a host's address, which the system gives no deadline; ``done`` has a byte when it ends.

    The thread may outlive the wait for it, by the seconds after which the system gives up.
    """

    def __init__(self, host: str, port: int) -> None:
        self.done, self._bell = socket.socketpair()
        self._found: _AddressInfo | OSError | None = None
        threading.Thread(target=self._run, args=(host, port), name=f"lookup {host}", daemon=True).start()

    def result(self) -> _AddressInfo:
        """The address, once ``done``; raises OSError where there is none."""
        if isinstance(self._found, tuple):
            return self._found
        raise self._found or OSError("the search for the host's address came to nothing")

    def _run(self, host: str, port: int) -> None:
        try:
            self._found = _look_up(host, port)
        except OSError as error:
            self._found = error
        finally:
            # Nobody listens any more where the wait has ended before.
            with self._bell, contextlib.suppress(OSError):
                self._bell.send(b"!")


class TcpConnection:
    """A connection to ``host``:``port``; deadlines are in seconds of ``time.monotonic``.

    One thread at a time uses it; ``abort`` may come from any other. It is opened once and closed once.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._socket: socket.socket | None = None
        self._selector = selectors.DefaultSelector()
        # A byte in this pair wakes a blocked select; shutting the socket down would not, on every system.
        self._wake_in, self._wake_out = socket.socketpair()
        self._selector.register(self._wake_in, selectors.EVENT_READ)
        self._aborted = False
        self._closed = False
        self._closing = threading.Lock()

    def open(self, deadline: float) -> None:
        """Connect.

        Raises:
            LookupTimeoutError: the address of the host's name was not found by the deadline.
            TimeoutError: the host did not answer by the deadline.
            AbortedError: ``abort`` was called.
            OSError: refused, unreachable, or no such host.
        """
        family, kind, number, _, address = self._resolve(deadline)
        self._socket = sock = socket.socket(family, kind, number)
        sock.setblocking(False)
        _tune(sock)
        with contextlib.suppress(BlockingIOError):
            sock.connect(address)
        self._selector.register(sock, selectors.EVENT_WRITE)
        self._wait(deadline)
        error = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if error:
            raise OSError(error, _words(error))
        self._selector.modify(sock, selectors.EVENT_READ)

    def is_quiet(self) -> bool:
        """True when the connection stands and nothing waits to be read, as it has to be before a request."""
        try:
            self._require().recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def send(self, data: bytes, deadline: float) -> None:
        """Send all of ``data``.

        Raises:
            TimeoutError, AbortedError, PeerClosedError: see ``receive``.
        """
        sock, rest = self._require(), memoryview(data)
        while rest:
            try:
                rest = rest[sock.send(rest) :]
            except BlockingIOError:
                self._selector.modify(sock, selectors.EVENT_WRITE)
                self._wait(deadline)
                self._selector.modify(sock, selectors.EVENT_READ)
            except OSError as error:
                raise PeerClosedError(str(error)) from error

    def receive(self, buffer: memoryview, got: int, need: int, deadline: float) -> int:
        """Read on after the ``got`` bytes in ``buffer`` until ``need`` or more are there; how many are.

        Raises:
            TimeoutError: the deadline passed; ``args[0]`` is the number of bytes that had come.
            AbortedError: ``abort`` was called.
            PeerClosedError: the other side closed the connection.
        """
        sock = self._require()
        while got < need:
            try:
                self._wait(deadline)
                count = sock.recv_into(buffer[got:])
            except TimeoutError:
                raise TimeoutError(got) from None
            except BlockingIOError:
                continue  # a wake-up without data, which select may give
            except OSError as error:
                raise PeerClosedError(str(error)) from error
            if count == 0:
                raise PeerClosedError
            got += count
        return got

    def abort(self) -> None:
        """End the wait of the thread that uses the connection, now or when it next waits; from any thread."""
        with self._closing:
            self._aborted = True
            if not self._closed:
                # A full pair has bytes enough to wake the waiting thread.
                with contextlib.suppress(OSError):
                    self._wake_out.send(b"!")

    def close(self) -> None:
        """Close in order, so that the PLC frees its connection; a second call changes nothing."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._selector.close()
            self._wake_in.close()
            self._wake_out.close()
            if self._socket is not None:
                with contextlib.suppress(OSError):  # not connected (any more): there is nothing to shut down
                    self._socket.shutdown(socket.SHUT_RDWR)
                self._socket.close()

    def _resolve(self, deadline: float) -> _AddressInfo:
        try:
            return _look_up(self._host, self._port, socket.AI_NUMERICHOST)
        except socket.gaierror:
            lookup = _Lookup(self._host, self._port)  # it is a name, then
        self._selector.register(lookup.done, selectors.EVENT_READ)
        try:
            self._wait(deadline)
        except TimeoutError as error:
            raise LookupTimeoutError from error
        finally:
            self._selector.unregister(lookup.done)
            lookup.done.close()
        return lookup.result()

    def _require(self) -> socket.socket:
        if self._socket is None:
            raise PeerClosedError("the connection was never opened")
        return self._socket

    def _wait(self, deadline: float) -> None:
        while True:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                raise TimeoutError(0)
            events = self._selector.select(remaining)
            if self._aborted:
                raise AbortedError
            if events:
                return


def _tune(sock: socket.socket) -> None:
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (
        ("TCP_KEEPIDLE", _KEEPALIVE_IDLE_S),
        ("TCP_KEEPINTVL", _KEEPALIVE_INTERVAL_S),
        ("TCP_KEEPCNT", _KEEPALIVE_PROBES),
    ):
        # Not every system lets a connection choose these, and some know them by name only.
        if hasattr(socket, option):
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def _words(error: int) -> str:
    """What the system says of an error of sockets; Windows' own numbers are unknown to ``os.strerror``."""
    platform: str = sys.platform
    if platform == "win32":
        import ctypes

        text: str = ctypes.FormatError(error)  # type: ignore[attr-defined]
        return text
    return os.strerror(error)
