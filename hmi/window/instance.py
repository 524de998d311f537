"""One window for each data folder: who opens a second one is shown the first."""

from __future__ import annotations

import hashlib
import logging
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from hmi.config.folder import DataFolder

_log = logging.getLogger(__name__)
_ASK, _SHOWN, _CLOSING = b"show\n", b"shown\n", b"closing\n"
_CONNECT_MS = 1_000
_ANSWER_MS = 10_000
"""A window that has just been started answers when it is there."""
_CLOSED_MS = 12_000
"""A station stops in 10 s at most."""


class Door(QObject):
    """Where other starts of the program knock; needs an application, and belongs to its GUI thread.

    ``comes_up`` shows the window, and returns False where it is closing.
    """

    def __init__(self, folder: DataFolder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.comes_up: Callable[[], bool] = lambda: False
        self._name = door_name(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        self._guests: list[QLocalSocket] = []
        """Who has knocked, and who waits for this window to be gone."""

    def knock(self) -> bool:
        """Ask the window of this data folder to come up; True when it has.

        Waits for a window that is closing to be gone. Blocks, in the worst case for 23 s.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_CONNECT_MS):
            return False
        _let_it_come_up()
        socket.write(_ASK)
        answer = b""
        while not answer.endswith(b"\n") and socket.waitForReadyRead(_ANSWER_MS):
            answer += socket.readAll().data()
        if answer == _CLOSING:
            socket.waitForDisconnected(_CLOSED_MS)
        return answer == _SHOWN

    def open(self) -> None:
        """Answer from now on; after ``knock``, when nobody else has answered."""
        # What was left behind by a program that was killed would be in the way.
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            _log.warning("a second start cannot show this window: %s", self._server.errorString())

    def close(self) -> None:
        """Answer no more, and let go who waits for the end of this window."""
        self._server.close()
        for guest in self._guests:
            guest.disconnectFromServer()

    def _accept(self) -> None:
        # Held by this list alone and dropped here, where none of them is at work: one that went while it
        # was emitting a signal, or lived on in a slot of its own, has crashed the program.
        gone = QLocalSocket.LocalSocketState.UnconnectedState
        self._guests = [guest for guest in self._guests if guest.state() is not gone]
        while self._server.hasPendingConnections():
            guest = self._server.nextPendingConnection()
            self._guests.append(guest)
            guest.readyRead.connect(self._answer)
        self._answer()

    def _answer(self) -> None:
        for guest in self._guests:
            if not guest.canReadLine() or guest.readLine().data() != _ASK:
                continue
            if self.comes_up():
                guest.write(_SHOWN)
                guest.disconnectFromServer()
            else:
                guest.write(_CLOSING)


def door_name(folder: DataFolder) -> str:
    """The same for every way to write the folder's path."""
    path = os.path.normcase(os.path.realpath(folder.root))
    return f"lineside-{hashlib.sha256(os.fsencode(path)).hexdigest()[:20]}"


def _let_it_come_up() -> None:
    """Windows lets a program come to the front only if the one that was just started allows it."""
    platform: str = sys.platform
    if platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)  # type: ignore[attr-defined]
