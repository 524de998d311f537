from __future__ import annotations

import logging
import threading

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

import hmi.window.tasks
from hmi.model.errors import HmiError
from hmi.window.tasks import Tasks, left_behind


def never(_result: object) -> None:
    raise AssertionError("this must not come back")


def refuse() -> None:
    raise HmiError("Group PRESS: its PLC does not answer")


def fail() -> None:
    raise ZeroDivisionError("by zero")


def deny() -> None:
    raise PermissionError(13, "Permission denied", "backup")


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot: QtBot, tasks: Tasks) -> None:
    results: list[tuple[int, bool]] = []
    here = threading.get_ident()

    def show(worked_on: int) -> None:
        results.append((worked_on, QThread.currentThread() is QApplication.instance().thread()))  # type: ignore[union-attr]  # there is one

    tasks.operation(threading.get_ident).success(show).start()
    qtbot.waitUntil(lambda: bool(results))
    assert results[0][0] != here
    assert results[0][1]


@pytest.mark.parametrize(
    ("work", "text"),
    [
        (refuse, "Group PRESS: its PLC does not answer"),
        (deny, "backup: Permission denied"),
        (fail, "Unexpected error, see hmi.log: by zero"),
    ],
)
def test_a_failure_comes_back_as_a_text(qtbot: QtBot, tasks: Tasks, work: object, text: str) -> None:
    texts: list[str] = []
    assert callable(work)
    tasks.operation(work).success(never).failure(texts.append).start()
    qtbot.waitUntil(lambda: bool(texts))
    assert texts == [text]


def test_what_nobody_expected_is_in_the_log(
    qtbot: QtBot, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    texts: list[str] = []
    with caplog.at_level(logging.ERROR):
        tasks.operation(fail).failure(texts.append).start()
        qtbot.waitUntil(lambda: bool(texts))
    assert "ZeroDivisionError" in caplog.text


def test_nothing_comes_back_after_the_end(qtbot: QtBot) -> None:
    tasks = Tasks()
    begun = threading.Event()

    def work() -> None:
        begun.set()
        tasks.closing.wait()

    tasks.operation(work).success(never).start()
    assert begun.wait(10)
    tasks.close()
    tasks.operation(work).success(never).start()
    QApplication.processEvents()


def test_work_that_hangs_does_not_keep_the_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(hmi.window.tasks, "_PATIENCE_S", 0.05)
    tasks, begun, let_go = Tasks(), threading.Event(), threading.Event()

    def hang() -> None:
        begun.set()
        let_go.wait()

    tasks.operation(hang).success(never).start()
    assert begun.wait(10)
    assert left_behind()
    tasks.close()
    assert "work of the window hangs" in caplog.text
    assert left_behind()
    let_go.set()
    qtbot.waitUntil(lambda: not left_behind())


def test_work_without_callbacks(tasks: Tasks) -> None:
    done = threading.Event()
    tasks.operation(done.set).start()
    assert done.wait(10)


class Dialog(QObject):
    """Somebody who waits for an answer, and may be gone when it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[int] = []

    def tell(self, answer: int) -> None:
        assert isValid(self)
        self.told.append(answer)


def test_an_answer_to_who_is_gone_is_dropped(qtbot: QtBot, tasks: Tasks) -> None:
    gone, waiting, here = threading.Event(), Dialog(), Dialog()
    tasks.operation(lambda: gone.wait(20) and 1).success(waiting.tell).start()
    tasks.operation(lambda: 2).success(here.tell).start()
    qtbot.waitUntil(lambda: here.told == [2])
    delete(waiting)
    gone.set()
    last: list[int] = []
    tasks.operation(lambda: 3).success(last.append).start()
    qtbot.waitUntil(lambda: last == [3])
    tasks.close()
    assert not isValid(waiting)
