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

from hmi.cli.monitor import Monitor
from hmi.model.status import AlarmStatus, BackupStatus, ReplayState, ReplayStatus
from tests.processes import command, environment
from tests.statuses import status

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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")
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


def test_an_alarm_that_got_worse_is_told_again(capsys: pytest.CaptureFixture[str]) -> None:
    monitor = Monitor()
    monitor.show(status(alarms=(alarm("HIGH", "The disk refuses the journal"),)))
    monitor.show(status(alarms=(alarm("HIGH", "The disk still refuses the journal"),)))
    monitor.show(status(alarms=(alarm("CRITICAL", "Rows wait in memory"),)))
    monitor.show(status())
    told = [line for line in capsys.readouterr().err.splitlines() if "rows accepted" not in line]
    assert told == [
        "ALARM The disk refuses the journal. Free space.",
        "ALARM Rows wait in memory. Free space.",
        "cleared: Rows wait in memory",
    ]


def test_a_replay_is_told_with_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    replay = ReplayStatus(ReplayState.RUNNING, rows_done=5, rows_left=12_000, seconds_left=61.4)
    for backup in (BackupStatus(replay=replay), BackupStatus()):
        Monitor().show(status(backup=backup))
    first, second = capsys.readouterr().err.splitlines()
    assert first.endswith("+ dropped 0  replay: 12,000 rows left, 61 s")
    assert second.endswith("+ dropped 0")


def alarm(severity: str, text: str) -> AlarmStatus:
    return AlarmStatus("disk_refuses", severity, "2026-11-22T03:04:05Z", False, text, "Free space.")
