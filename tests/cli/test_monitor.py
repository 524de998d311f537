"""The live table of ``hmi collect`` on a real terminal."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.processes import command, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(columns: int, *arguments: str | Path) -> str:
    """What a program writes to a terminal of that width, without colours and cursor movements."""
    import fcntl
    import termios

    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    program = subprocess.Popen(
        command(arguments), stdout=subprocess.DEVNULL, stderr=theirs, env=environment(TERM="xterm")
    )
    os.close(theirs)
    shown = b""
    with suppress(OSError):  # the end of a terminal is an error
        while more := os.read(ours, 65536):
            shown += more
    os.close(ours)
    assert program.wait(timeout=30) == 0
    return _ESCAPES.sub("", shown.decode())


@pytest.mark.parametrize(("columns", "tells_requests"), [(80, False), (120, True)])
def test_every_group_has_one_whole_line_on_a_terminal(
    tmp_path: Path, columns: int, tells_requests: bool
) -> None:
    shown = on_terminal(columns, "collect", "--demo", "--duration", "1.5", "--data-dir", tmp_path)
    lines = [line.rstrip() for line in shown.splitlines()]
    assert "…" not in shown
    for group in ("PRESS_OPERATION", "PAINT_QUALITY"):
        (line, *_) = [line for line in lines if group in line]
        assert line.split()[:3] == ["●", "running", group]
    assert ("requests" in shown) is tells_requests
    assert any(line.startswith("rows accepted =") for line in lines)
    assert "No alarms" in shown
    assert "No alarms" not in lines[-1]
