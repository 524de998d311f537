"""Runs the real program in real processes, as a user's shell does, or in this one."""

from __future__ import annotations

import io
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import IO
from unittest.mock import patch

from hmi.cli.app import run

_LISTENING = range(10_000, 30_000)
_given: set[int] = set()
_SETTINGS = ("HMI_", "ORACLE_", "BUFFER_", "BACKUP_")


def environment(**more: str) -> dict[str, str]:
    """This process's environment without any setting of the program, and no terminal's size.

    Tests that run beside each other have one of their own in theirs.
    """
    sizes = ("COLUMNS", "LINES")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_SETTINGS) and k not in sizes}
    return kept | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUNBUFFERED": "1"} | more


def hmi(*arguments: str | Path, timeout: float = 60.0, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``hmi`` to its end."""
    return subprocess.run(
        command(arguments),
        capture_output=True,
        text=True,
        timeout=timeout,
        env=environment(**more),
        check=False,
    )


def hmi_here(*arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``hmi`` to its end in this process.

    For what a process of its own adds nothing to but the time in which an interpreter starts.
    """
    words = list(map(str, arguments))
    out, errors = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, environment(**more), clear=True),
        redirect_stdout(out),
        redirect_stderr(errors),
    ):
        code = run(words)
    return subprocess.CompletedProcess(words, code, out.getvalue(), errors.getvalue())


@contextmanager
def hmi_running(
    *arguments: str | Path, ready: str | None = None, **more: str
) -> Iterator[subprocess.Popen[str]]:
    """``hmi`` in the background; with ``ready``, entered when a line with that text was on its stdout."""
    process = subprocess.Popen(
        command(arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(**more)
    )
    try:
        if ready is not None:
            assert process.stdout is not None
            wait_for_line(process, process.stdout, ready)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()


class Restarted:
    """``hmi`` run again and again with the same arguments: the next one is loaded while one runs.

    Loading takes longer than all that follows, and is not what a test of ends and beginnings is about.
    ``loader`` are the words for the interpreter, of a program that begins when it has read a line.
    """

    _LOADED = ("-c", "import sys; from hmi.cli import main; sys.stdin.readline(); main()")

    def __init__(self, *arguments: str | Path, loader: Sequence[str] = _LOADED, **more: str) -> None:
        self._command = [sys.executable, *loader, *map(str, arguments)]
        self._environment = environment(**more)
        self._next = self._load()

    @contextmanager
    def running(self, line: str = "") -> Iterator[subprocess.Popen[str]]:
        """``hmi`` in the background, killed at the end; ``line`` is what its loader reads."""
        process, self._next = self._next, self._load()
        try:
            assert process.stdin is not None
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
            yield process
        finally:
            self._kill(process)

    def close(self) -> None:
        """End the one that was loaded in vain."""
        self._kill(self._next)

    def _load(self) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self._command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=self._environment
        )

    @staticmethod
    def _kill(process: subprocess.Popen[str]) -> None:
        if process.poll() is None:
            process.kill()
        process.communicate()


def command(arguments: Sequence[str | Path]) -> list[str]:
    """The words of the command."""
    return [sys.executable, "-m", "hmi", *map(str, arguments)]


def free_port() -> int:
    """A TCP port of loopback that nothing listens on at this moment, another one each time.

    None of those that a system gives to outgoing connections: a test beside this one could be given it before
    a program has started that is to listen there, or while that is away.
    """
    while True:
        port = _LISTENING.start + secrets.randbelow(len(_LISTENING))
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            if port not in _given:
                _given.add(port)
                return port


def wait_until_polled(station: subprocess.Popen[str]) -> None:
    """Wait until a ``hmi collect`` has said that it has rows."""
    assert station.stderr is not None
    wait_for_line(station, station.stderr, "rows accepted")


def wait_for_line(process: subprocess.Popen[str], stream: IO[str], text: str) -> None:
    """Wait for a line with that text in one of the process's outputs; not for one that has ended."""
    said = []
    for line in stream:
        if text in line:
            return
        said.append(line)
    _, errors = process.communicate()
    raise AssertionError(f"{process.args!r} ended before it said {text!r}: {''.join(said)}{errors}")
