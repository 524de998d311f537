"""A second start on the same data folder, by real programs."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from hmi.config.folder import DataFolder
from hmi.window.frame import MainWindow
from hmi.window.instance import Door, door_name
from tests.processes import command, environment, hmi
from tests.window.samples import PATIENCE_MS

Start = Callable[..., "subprocess.Popen[str]"]
PATIENCE_S = PATIENCE_MS / 1000


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts ``hmi``; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[str]] = []

    def begin(*arguments: str | Path) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        process = subprocess.Popen(command(arguments), stdout=pipe, stderr=pipe, text=True, env=environment())
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for_door(qtbot: QtBot, process: subprocess.Popen[str], folder: Path) -> None:
    """Until somebody answers there."""

    def answers() -> bool:
        assert process.poll() is None, process.communicate()
        guest = QLocalSocket()
        guest.connectToServer(door_name(DataFolder(folder)))
        return guest.waitForConnected(100)

    qtbot.waitUntil(answers, timeout=PATIENCE_MS)


def errors_of(process: subprocess.Popen[str]) -> str:
    """What a program that was told to end has said, but for what the offscreen platform cannot do."""
    _, errors = process.communicate(timeout=PATIENCE_S)
    return "".join(line for line in errors.splitlines(True) if "This plugin does not support" not in line)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a window")
def test_a_second_start_shows_the_first_window(qtbot: QtBot, start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "Line 1"
    first = start("--data-dir", folder, "--demo")
    wait_for_door(qtbot, first, folder)
    (tmp_path / "link").symlink_to(folder)
    second = hmi("--data-dir", tmp_path / "link", "--demo")
    assert (second.returncode, second.stderr) == (0, "")
    assert second.stdout == f"Lineside already works on {tmp_path / 'link'}: its window is shown\n"
    assert first.poll() is None

    first.send_signal(signal.SIGKILL)
    first.wait()
    after = start("--data-dir", folder, "--demo")  # the killed one has left its door behind
    wait_for_door(qtbot, after, folder)
    third = hmi("--data-dir", folder)
    assert (third.returncode, third.stderr) == (0, "")
    assert after.poll() is None
    after.send_signal(signal.SIGTERM)
    assert errors_of(after) == ""
    assert after.returncode == 0


def test_a_folder_at_work_without_a_window_is_refused_as_ever(start: Start, tmp_path: Path) -> None:
    collecting = start("collect", "--demo", "--data-dir", tmp_path)
    deadline = time.monotonic() + PATIENCE_S
    while not (tmp_path / "historian.db").exists():
        assert collecting.poll() is None, collecting.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)  # another process: there is no event to wait for
    second = hmi("--data-dir", tmp_path, "--demo")
    assert second.returncode == 2
    assert second.stdout == ""
    assert second.stderr.startswith(f"hmi: Another Lineside already works on the data folder {tmp_path}: ")
    for way in ("in a browser", "the scheduled task", "--data-dir"):
        assert way in second.stderr


def test_the_window_comes_up_from_wherever_it_is(qtbot: QtBot, window: MainWindow) -> None:
    window.showMinimized()
    assert window.come_up()
    qtbot.waitUntil(lambda: window.isVisible() and not window.isMinimized(), timeout=PATIENCE_MS)
    window.hide()  # as in the tray
    assert window.come_up()
    assert window.isVisible()
    window.showMaximized()
    window.come_up()
    assert window.windowState() & Qt.WindowState.WindowMaximized


def test_who_starts_while_the_window_closes_waits_for_its_end(qtbot: QtBot, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    door = Door(folder)
    door.open()
    guest = QLocalSocket()
    guest.connectToServer(door_name(folder))
    guest.write(b"show\n")
    qtbot.waitUntil(lambda: guest.bytesAvailable() > 0, timeout=PATIENCE_MS)
    assert guest.readAll().data() == b"closing\n"
    assert guest.state() is QLocalSocket.LocalSocketState.ConnectedState
    with qtbot.waitSignal(guest.disconnected, timeout=PATIENCE_MS):
        door.close()
    assert not Door(folder).knock()


def test_nonsense_at_the_door_is_not_answered(qtbot: QtBot, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    door = Door(folder)
    called: list[bool] = []
    door.comes_up = lambda: not called.append(True)  # type: ignore[func-returns-value]  # counts the calls
    door.open()
    guests = [QLocalSocket(), QLocalSocket()]
    for guest, text in zip(guests, (b"GET / HTTP/1.1\n", b"show\n"), strict=True):
        guest.connectToServer(door_name(folder))
        guest.write(text)
    qtbot.waitUntil(lambda: guests[1].bytesAvailable() > 0, timeout=PATIENCE_MS)
    assert guests[1].readAll().data() == b"shown\n"
    assert guests[0].bytesAvailable() == 0
    assert called == [True]
    door.close()
