"""QThreads as hosts of workers: deaths noticed and survived, no thread destroyed while it runs."""

from __future__ import annotations

import gc
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QThread

from hmi.qthreads import QThreadHost, install_exception_hooks
from hmi.supervision import WorkerEndedError

WAIT_S = 30.0


class ScriptedWorker:
    """Does what the test says on each start; the last entry is repeated."""

    def __init__(self, *script: Callable[[threading.Event], object]) -> None:
        self.name = "scripted"
        self.script = script
        self.starts = 0
        self.deaths: list[BaseException] = []
        self.threads: list[str] = []
        self.started = threading.Semaphore(0)

    def run(self, stop: threading.Event) -> None:
        act = self.script[min(self.starts, len(self.script) - 1)]
        self.starts += 1
        self.threads.append(threading.current_thread().name)
        self.started.release()
        act(stop)

    def crashed(self, error: BaseException) -> None:
        self.deaths.append(error)


def until_stopped(stop: threading.Event) -> None:
    stop.wait()


def die(_stop: threading.Event) -> None:
    raise ZeroDivisionError("injected")


def leave(_stop: threading.Event) -> None:
    raise SystemExit(3)


def end_early(_stop: threading.Event) -> None:
    return


@pytest.fixture
def host() -> QThreadHost:
    return QThreadHost(restart_delay_s=0.01)


def wait_for_starts(worker: ScriptedWorker, count: int) -> None:
    for _ in range(count):
        assert worker.started.acquire(timeout=WAIT_S)


def test_a_worker_runs_on_a_thread_of_its_own_name_until_it_is_stopped(host: QThreadHost) -> None:
    worker = ScriptedWorker(until_stopped)
    handle = host.start(worker)
    wait_for_starts(worker, 1)
    assert handle.is_alive()
    assert host.hanging() == ("scripted",)
    assert not handle.join(0.01)
    handle.request_stop()
    assert handle.join(WAIT_S)
    assert not handle.is_alive()
    assert host.hanging() == ()
    assert worker.threads == ["scripted"]
    assert (worker.deaths, handle.restarts) == ([], 0)


@pytest.mark.parametrize(
    ("fate", "error"), [(die, ZeroDivisionError), (leave, SystemExit), (end_early, WorkerEndedError)]
)
def test_a_worker_that_dies_is_logged_told_and_started_again(
    host: QThreadHost,
    caplog: pytest.LogCaptureFixture,
    fate: Callable[[threading.Event], object],
    error: type[BaseException],
) -> None:
    worker = ScriptedWorker(fate, until_stopped)
    handle = host.start(worker)
    wait_for_starts(worker, 2)
    assert handle.restarts == 1
    handle.request_stop()
    assert handle.join(WAIT_S)
    assert [type(death) for death in worker.deaths] == [error]
    (record,) = caplog.records
    assert record.levelno == logging.CRITICAL
    assert "'scripted' died" in record.getMessage()
    assert record.exc_info is not None


def test_a_worker_whose_clean_up_fails_is_started_again_all_the_same(
    host: QThreadHost, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_error: BaseException) -> None:
        raise OSError("clean-up failed")

    worker = ScriptedWorker(die, until_stopped)
    worker.crashed = fail  # type: ignore[assignment,method-assign]  # a clean-up that fails
    handle = host.start(worker)
    wait_for_starts(worker, 2)
    handle.request_stop()
    assert handle.join(WAIT_S)
    assert "could not take note" in caplog.text


def test_a_stop_does_not_wait_for_the_restart_and_lets_the_worker_do_its_last_work() -> None:
    worker = ScriptedWorker(die, until_stopped)
    handle = QThreadHost(restart_delay_s=3600).start(worker)
    wait_for_starts(worker, 1)
    handle.request_stop()
    assert handle.join(WAIT_S)
    assert worker.starts in (1, 2)  # 1 when the stop came even before the death


def test_a_worker_that_is_stopped_before_it_began_still_runs_once(host: QThreadHost) -> None:
    worker = ScriptedWorker(until_stopped)
    handle = host.start(worker)
    handle.request_stop()
    assert handle.join(WAIT_S)
    assert worker.starts == 1


def test_a_worker_that_dies_of_a_stop_is_not_started_again(host: QThreadHost) -> None:
    def die_of_the_stop(stop: threading.Event) -> None:
        stop.wait()
        raise ZeroDivisionError("injected")

    worker = ScriptedWorker(die_of_the_stop)
    handle = host.start(worker)
    handle.request_stop()
    assert handle.join(WAIT_S)
    assert (worker.starts, handle.restarts, len(worker.deaths)) == (1, 0, 1)


def test_a_running_thread_outlives_every_reference_of_its_caller(host: QThreadHost) -> None:
    worker = ScriptedWorker(until_stopped)
    host.start(worker)  # the handle is dropped on purpose
    wait_for_starts(worker, 1)
    gc.collect()
    (thread,) = host._threads
    assert isinstance(thread, QThread)
    assert not thread.isFinished()
    thread.task.job.request_stop()
    assert thread.wait(round(1000 * WAIT_S))


def test_threads_that_have_ended_are_used_again(host: QThreadHost) -> None:
    for _ in range(20):
        handle = host.start(ScriptedWorker(until_stopped))
        handle.request_stop()
        assert handle.join(WAIT_S)
    assert len(host._threads) == 1


_COMING_AND_GOING = """
import threading
from hmi.qthreads import QThreadHost

class Worker:
    name = "short"
    def run(self, stop):
        stop.wait()
    def crashed(self, error):
        pass

host = QThreadHost()

def start_and_stop():
    handles = [host.start(Worker()) for _ in range(3)]
    for handle in handles:
        handle.request_stop()
    for handle in handles[:2]:
        handle.join(30)

def come_and_go():
    for _ in range(400):
        threads = [threading.Thread(target=start_and_stop) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

runners = [threading.Thread(target=come_and_go) for _ in range(3)]
for runner in runners:
    runner.start()
for runner in runners:
    runner.join()
while host.hanging():
    pass
print("ended", len(host._threads) <= 100)
"""


def test_threads_that_come_and_go_may_start_workers() -> None:
    """Each command of the window and of the API is a short-lived thread; Qt must not abort the process."""
    done = subprocess.run(
        [sys.executable, "-c", _COMING_AND_GOING], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "ended True", "")


_FRESH = """
import sys, threading
from hmi.qthreads import QThreadHost
if "app" in sys.argv:
    from PySide6.QtCore import QCoreApplication
    app = QCoreApplication([])

class Worker:
    name = "counter"
    count = 0
    def run(self, stop):
        while not stop.wait(0.001):
            self.count += 1
    def crashed(self, error):
        pass

worker = Worker()
handle = QThreadHost().start(worker)
while worker.count < 5:
    threading.Event().wait(0.01)
handle.request_stop()
print("ended", handle.join(30))
"""


@pytest.mark.parametrize("arguments", [[], ["app"]])
def test_a_process_with_and_without_an_application_ends_in_order(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FRESH, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "ended True", "")


@pytest.fixture
def hooks() -> Iterator[None]:
    before = sys.excepthook, threading.excepthook
    sys.excepthook = sys.__excepthook__  # pytest-qt has put its own there
    install_exception_hooks()
    yield
    sys.excepthook, threading.excepthook = before


def test_what_no_one_caught_is_logged_as_critical(hooks: None, caplog: pytest.LogCaptureFixture) -> None:
    thread = threading.Thread(target=lambda: die(threading.Event()), name="helper")
    thread.start()
    thread.join()
    try:
        die(threading.Event())
    except ZeroDivisionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert [record.levelno for record in caplog.records] == [logging.CRITICAL] * 2
    assert "unexpected ZeroDivisionError in thread 'helper': injected" in caplog.text
    assert all(record.exc_info for record in caplog.records)


def test_ctrl_c_keeps_its_meaning(
    hooks: None, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert caplog.records == []
    assert "KeyboardInterrupt" in capsys.readouterr().err
