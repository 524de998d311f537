"""Lets makensis call a function of ours: it can only start a program, which asks us by a local socket.

Who asks must know a key, so that nobody else on the machine can have a program signed meanwhile.
"""

from __future__ import annotations

import os
import secrets
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Listener
from pathlib import Path
from types import TracebackType
from typing import Self

_CLOSE = "close"
_KEY = "LINESIDE_HOOK_KEY"


class Hook:
    """While it is entered, ``command "FILE"`` calls ``function(FILE)``, and fails when that does.

    The function runs on a thread of its own. Without a function nothing is started.
    """

    def __init__(self, function: Callable[[Path], None] | None) -> None:
        self._function = function
        self._key = secrets.token_hex(16)
        self._listener = (
            Listener(("127.0.0.1", 0), authkey=self._key.encode()) if function is not None else None
        )
        self._thread = threading.Thread(target=self._serve, name="hook")
        self.error: Exception | None = None
        """What the function raised last."""

    @property
    def command(self) -> str:
        """The command line, to which the quoted file is added."""
        if self._listener is None:
            return ""
        parts = [sys.executable, str(Path(__file__).resolve()), str(self._listener.address[1])]
        return subprocess.list2cmdline(parts) if sys.platform == "win32" else shlex.join(parts)

    @property
    def environment(self) -> dict[str, str]:
        """What the command must find in its environment."""
        return {_KEY: self._key}

    def __enter__(self) -> Self:
        if self._listener is not None:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._listener is not None:
            ask(int(self._listener.address[1]), _CLOSE, self._key)
            self._thread.join()
            self._listener.close()
        if self.error is not None and error is not None:
            raise self.error from error

    def _serve(self) -> None:
        assert self._listener is not None  # noqa: S101 - the thread starts only with it
        while True:
            try:
                connection = self._listener.accept()
            except (AuthenticationError, EOFError, OSError):  # a stranger
                continue
            with connection as asked:
                path = str(asked.recv())
                if path == _CLOSE:
                    asked.send(True)
                    return
                asked.send(self._call(Path(path)))

    def _call(self, path: Path) -> bool:
        assert self._function is not None  # noqa: S101 - likewise
        try:
            self._function(path)
        except Exception as error:  # noqa: BLE001 - told to makensis, and raised where the hook ends
            self.error = error
            return False
        return True


def ask(port: int, path: str, key: str) -> bool:
    """Ask the hook on this port to work on a file; whether it could."""
    with Client(("127.0.0.1", port), authkey=key.encode()) as hook:
        hook.send(path)
        return bool(hook.recv())


if __name__ == "__main__":
    sys.exit(0 if ask(int(sys.argv[1]), sys.argv[2], os.environ[_KEY]) else 1)
