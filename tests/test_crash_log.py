"""A crash of the real program leaves its stacks, and the next start says so, once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from hmi.crash_log import Crash, bound
from hmi.eventlog import EventLog
from hmi.model.events import EventKind
from tests.processes import environment, hmi_running, wait_until_polled

POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="signals are sent")
_RUN = """
import sys
from pathlib import Path
from hmi.crash_log import crashes_to
with crashes_to(Path(sys.argv[1])) as crash:
    print(crash, flush=True)
    if crash is not None:
        crash.tell(EventLog(Path(sys.argv[1]).with_name("events.db")))
    {body}
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "crash.log"


@pytest.fixture
def run(log: Path) -> Callable[[str], subprocess.CompletedProcess[str]]:
    """A program that keeps its crashes; what it says is the crash that it has found."""

    def run(body: str = "pass") -> subprocess.CompletedProcess[str]:
        text = "from hmi.eventlog import EventLog\nimport faulthandler, os, signal\n" + _RUN.format(body=body)
        words = [sys.executable, "-c", text, str(log)]
        return subprocess.run(words, env=environment(), capture_output=True, text=True, check=False)

    return run


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("end", ["faulthandler._sigsegv()", "os.abort()"])
def test_a_crash_is_told_once(run: Run, log: Path, end: str) -> None:
    assert run(end).returncode
    assert "most recent call first" in log.read_text("utf-8")
    found = run().stdout
    assert f"details in {log}" in found
    assert run().stdout == "None\n"


def test_a_start_that_fails_leaves_the_news_to_the_next(run: Run, log: Path) -> None:
    run("os.abort()")
    crashed = log.stat().st_mtime_ns
    text = "from hmi.crash_log import *\nimport sys\nwith crashes_to(Path(sys.argv[1])): raise OSError"
    subprocess.run(
        [sys.executable, "-c", text, str(log)], env=environment(), check=False, capture_output=True
    )
    assert log.stat().st_mtime_ns == crashed
    assert "unexpectedly" in run().stdout


@pytest.mark.parametrize("end", ["pass", "sys.exit(1)", "raise OSError"])
def test_a_clean_end_leaves_nothing(run: Run, log: Path, end: str) -> None:
    run(end)
    assert log.read_bytes() == b""


@POSIX_ONLY
def test_a_kill_is_no_crash(run: Run, log: Path) -> None:
    run("os.kill(os.getpid(), signal.SIGKILL)")
    assert "pid" in log.read_text("utf-8")
    assert run().stdout == "None\n"


def test_stacks_of_an_error_that_was_dealt_with_are_no_crash(run: Run) -> None:
    run("""faulthandler.dump_traceback(open(sys.argv[1], "ab"))""")
    assert run().stdout == "None\n"


@pytest.mark.parametrize(
    ("line", "is_crash"),
    [
        ("Windows fatal exception: access violation", True),
        ("Windows fatal exception: code 0xc0000374", True),
        ("Windows fatal exception: code 0x8001010d", False),
    ],
)
def test_windows_tells_of_errors_that_end_nothing(run: Run, log: Path, line: str, is_crash: bool) -> None:
    log.parent.mkdir()
    log.write_text(f"=== Lineside 0.1.0 2026-11-23T02:00:00+00:00 pid 1\n{line}\n\nThread 0x1:\n", "utf-8")
    assert ("unexpectedly" in run().stdout) is is_crash


def test_a_defect_is_kept_and_told(run: Run, log: Path) -> None:
    assert "ZeroDivisionError" in run("1 / 0").stderr
    assert "ZeroDivisionError" in log.read_text("utf-8")
    assert "unexpectedly" in run().stdout


def test_the_file_keeps_its_end(log: Path) -> None:
    log.parent.mkdir()
    log.write_bytes(b"".join(b"line %d\n" % number for number in range(200_000)))
    bound(log)
    kept = log.read_bytes()
    assert len(kept) <= 1_000_000
    assert kept.startswith(b"line ")
    assert kept.endswith(b"line 199999\n")


def test_without_a_file_the_program_goes_on(run: Run, log: Path) -> None:
    log.mkdir(parents=True)
    done = run("print('works')")
    assert done.stdout == "None\nworks\n"
    assert "no stacks" in done.stderr


def test_the_event_names_time_and_file(tmp_path: Path) -> None:
    events = EventLog(tmp_path / "events.db")
    Crash("2026-11-23T02:00:00+00:00", tmp_path / "crash.log").tell(events)
    (event,) = events.read()
    assert str(event) == (
        f"The program ended unexpectedly at 2026-11-23T02:00:00+00:00; details in {tmp_path / 'crash.log'}"
    )


@POSIX_ONLY
def test_a_collector_that_crashes_is_told_of_at_its_next_start(tmp_path: Path) -> None:
    words = ("collect", "--demo", "--data-dir", tmp_path)
    with hmi_running(*words) as station:
        wait_until_polled(station)
        station.send_signal(signal.SIGSEGV)
        assert station.wait() == -signal.SIGSEGV
    assert "Thread 0x" in (tmp_path / "logs" / "crash.log").read_text("utf-8")
    with hmi_running(*words) as station:
        assert station.stderr is not None
        said = ""
        while "rows accepted" not in said:
            said += station.stderr.readline()
        assert "ended unexpectedly" in said
        station.send_signal(signal.SIGINT)
        station.wait()
    kinds = [event.kind for event in EventLog(tmp_path / "events.db").read()]
    assert kinds.count(EventKind.PROGRAM_CRASHED) == 1
    assert "ended unexpectedly" in (tmp_path / "logs" / "hmi.log").read_text("utf-8")
