"""Runs the real program in real processes, as a user's shell does."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_SETTINGS = ("HMI_", "ORACLE_", "BUFFER_", "BACKUP_")


def environment(**more: str) -> dict[str, str]:
    """This process's environment without any setting of the program."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_SETTINGS)}
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
            _wait_for_line(process, ready)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()


def command(arguments: Sequence[str | Path]) -> list[str]:
    """The words of the command."""
    return [sys.executable, "-m", "hmi", *map(str, arguments)]


def free_port() -> int:
    """A TCP port of loopback that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for_line(process: subprocess.Popen[str], text: str) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        if text in line:
            return
    _, errors = process.communicate()
    raise AssertionError(f"{process.args!r} ended before it said {text!r}: {errors}")
