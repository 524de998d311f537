"""The self-test, whole and by its checks: what is broken has to make it fail."""

from __future__ import annotations

import json
import platform
import socket
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from hmi import __version__
from hmi.bundle import Bundle
from hmi.config import resources
from hmi.selftest import parts
from hmi.selftest.installed import verify
from hmi.selftest.messages import Messages
from hmi.selftest.proof import CHECKS, nothing_was_complained_of
from hmi.selftest.run import Bench, CheckFailedError, Report, Run
from hmi.selftest.values import ask_oracle
from tests.processes import hmi


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path, Messages())


def test_a_whole_program_passes_and_leaves_one_object_and_a_picture(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    done = hmi("selftest", "--json", "--offscreen", "--picture", picture, HMI_DATA_DIR=str(tmp_path / "own"))
    told = json.loads(done.stdout)
    assert [check for check in told["checks"] if not check["passed"]] == []
    assert (done.returncode, told["passed"], told["packaged"]) == (0, True, False)
    assert (told["program"], told["version"]) == ("Lineside", __version__)
    assert [check["name"] for check in told["checks"]] == [name for name, _ in CHECKS]
    assert QImage(str(picture)).width() == 1280
    assert not (tmp_path / "own").exists()


def test_each_check_runs_whatever_became_of_the_one_before(bench: Bench) -> None:
    def fails(_bench: Bench) -> str:
        raise OSError("[nothing] there")

    told: list[Report] = []
    run = Run([("first", fails), ("second", lambda _: "found")], bench, told.append)
    assert not run.do()
    assert [(c.name, c.passed, c.detail) for c in told[0].checks] == [
        ("first", False, "OSError: [nothing] there"),
        ("second", True, "found"),
    ]


def test_a_check_that_hangs_is_told_with_where_it_stands(bench: Bench) -> None:
    told: list[Report] = []
    codes: list[int] = []
    left = threading.Event()

    def hangs_here(_bench: Bench) -> str:
        left.wait()
        return ""

    def leave(code: int) -> None:
        codes.append(code)
        left.set()

    Run([("first", hangs_here), ("second", hangs_here)], bench, told.append, limit_s=0.05, leave=leave).do()
    first, second = told[0].checks
    assert codes[0] == 1
    assert not first.passed
    assert "hangs_here" in first.detail
    assert second.detail == "not done, for first ended it"


def test_a_warning_of_qt_is_a_finding_unless_it_is_known(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QMessageLogContext, QtMsgType

    where = QMessageLogContext()
    bench.messages.take(QtMsgType.QtWarningMsg, where, "This plugin does not support raise()")
    bench.messages.take(QtMsgType.QtInfoMsg, where, "by the way")
    assert "no warning" in nothing_was_complained_of(bench)
    bench.messages.take(QtMsgType.QtWarningMsg, where, "QPainter::begin: Paint device returned engine == 0")
    with pytest.raises(CheckFailedError, match="Paint device"):
        nothing_was_complained_of(bench)


def test_a_resource_that_is_missing_is_found(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "files; the sound lasts" in parts.files_are_there(bench)
    (tmp_path / "hmi" / "config").mkdir(parents=True)
    for name in parts._FOLDERS:
        (tmp_path / "resources" / name).mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "hmi" / "config" / "resources.py"))
    with pytest.raises(CheckFailedError, match="icons: 0 files of 40"):
        parts.files_are_there(bench)


def test_a_module_that_is_missing_is_found(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_BY_NAME", ("sqlite3", "hazmat.that.is.not.there"))
    with pytest.raises(CheckFailedError, match=r"hazmat\.that"):
        parts.modules_import(bench)


def test_a_file_that_is_another_or_missing_is_found(tmp_path: Path) -> None:
    whole, other, gone = tmp_path / "whole", tmp_path / "other", tmp_path / "lib" / "gone"
    digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    (tmp_path / "SHA256SUMS").write_text(f"{digest}  whole\n{digest}  other\n{digest}  lib/gone\n", "utf-8")
    gone.parent.mkdir()
    for file in (whole, other, gone):
        file.write_text("hello", "utf-8")
    bundle = Bundle(tmp_path, __version__, "linux", platform.python_version())
    assert "3 files" in verify(bundle)
    other.write_text("hullo", "utf-8")
    gone.unlink()
    with pytest.raises(CheckFailedError, match=r"2 of 3 files: other is not .*; lib/gone is missing"):
        verify(bundle)


def test_another_version_than_the_bundle_says_is_found(tmp_path: Path) -> None:
    with pytest.raises(CheckFailedError, match=r"0\.0\.7"):
        verify(Bundle(tmp_path, "0.0.7", "linux", platform.python_version()))


def test_a_listener_where_nothing_should_be_is_found() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        guest = threading.Thread(target=_hang_up, args=(listener,))
        guest.start()
        with pytest.raises(CheckFailedError, match="DPY-6005 was due"):
            ask_oracle(listener.getsockname()[1])
        guest.join()


def _hang_up(listener: socket.socket) -> None:
    with listener.accept()[0] as connection:
        connection.recv(8192)  # what is left unread would be told as a reset, which is another case
