"""Workers that hang: seen, told with their stacks, woken or replaced, and harmless when they wake."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hmi.logs import logging_to
from hmi.model.heartbeat import may_take
from hmi.model.status import WorkerStatus
from hmi.qthreads import QThreadHandle, QThreadHost
from hmi.supervision import Pace, WorkerHungError
from tests.faults.promises import Prove
from tests.melsec.scripted import wait_until

pytestmark = pytest.mark.promise("R19")

WAIT_S = 30.0
PATIENCE_S = 0.8
LOOK_S = 0.05


class Sleeper:
    """Beats, sleeps in its first runs until it is woken, and counts what it does after that."""

    def __init__(self, name: str = "sleeper", *, sleeps: int = 1) -> None:
        self.name = name
        self.sleeps = sleeps
        self.wake = threading.Event()
        self.begun = threading.Semaphore(0)
        self.beats = 0
        self.done_after_waking = 0
        self.deaths: list[BaseException] = []

    def run(self, stop: threading.Event) -> None:
        self.begun.release()
        if self.sleeps > 0:
            self.sleeps -= 1
            self.sleep_like_a_stone()
            stop.is_set()  # every worker looks sooner or later
            self.done_after_waking += 1
        while not stop.wait(0.01):
            self.beats += 1

    def sleep_like_a_stone(self) -> None:
        self.wake.wait(WAIT_S)

    def crashed(self, error: BaseException) -> None:
        self.deaths.append(error)


class Replaced(Sleeper):
    """May be replaced."""

    def __init__(self, name: str = "sleeper", *, sleeps: int = 1) -> None:
        super().__init__(name, sleeps=sleeps)
        self.replacements: list[BaseException] = []

    def replaced(self, error: BaseException) -> None:
        self.replacements.append(error)


class Interrupted(Sleeper):
    """Can be woken."""

    def interrupt(self) -> None:
        self.wake.set()


@pytest.fixture
def host() -> QThreadHost:
    return QThreadHost(restart_delay_s=0.01, patience_s=PATIENCE_S, look_s=LOOK_S)


@contextmanager
def running(host: QThreadHost, *workers: Sleeper) -> Iterator[list[QThreadHandle]]:
    handles = [host.start(worker) for worker in workers]
    try:
        yield handles
    finally:
        for worker in workers:
            worker.wake.set()
        for handle in handles:
            handle.request_stop()
        for handle in handles:
            assert handle.join(WAIT_S)
        wait_until(lambda: host.hanging() == ())


def status_of(host: QThreadHost, name: str) -> WorkerStatus:
    return next(status for status in host.statuses() if status.name == name)


def wait_for_text(caplog: pytest.LogCaptureFixture, text: str) -> None:
    wait_until(lambda: text in caplog.text)


def test_a_hang_is_told_once_with_the_place_where_it_hangs(
    host: QThreadHost, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    worker, other = Sleeper(), Sleeper("other", sleeps=0)
    with logging_to(tmp_path, "INFO"), running(host, worker, other):
        wait_for_text(caplog, "worker 'sleeper' hangs: no sign of life")
        assert status_of(host, "sleeper").hangs
        assert not status_of(host, "other").hangs
        before = other.beats
        wait_until(lambda: other.beats > before)
        worker.wake.set()
        wait_for_text(caplog, "worker 'sleeper', which hung, goes on")
        assert not status_of(host, "sleeper").hangs
    assert caplog.text.count("hangs: no sign of life") == 1
    text = (tmp_path / "stacks.log").read_text(encoding="utf-8")
    assert "worker 'sleeper' hangs; all threads:" in text
    assert "in sleep_like_a_stone" in text
    assert "hread 0x" in text
    assert "'sleeper'" in text
    assert "'other'" in text


def test_how_soon_a_hang_is_seen(long: bool, prove: Prove, caplog: pytest.LogCaptureFixture) -> None:
    """With the product's own patience in the long form."""
    host = QThreadHost() if long else QThreadHost(patience_s=PATIENCE_S, look_s=LOOK_S)
    worker = Sleeper()
    with running(host, worker):
        assert worker.begun.acquire(timeout=WAIT_S)
        begun = time.monotonic()
        wait_for_text(caplog, "in sleep_like_a_stone")
        took = time.monotonic() - begun
    if long:
        prove("a hang seen and its stacks in the log after {most_s:.1f} s", most_s=took)


def test_a_worker_that_can_be_woken_is_woken_and_not_replaced(
    host: QThreadHost, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Interrupted()
    with running(host, worker) as (handle,):
        wait_until(lambda: worker.beats > 0)
        assert handle.restarts == 0
        wait_for_text(caplog, "goes on")
    assert worker.done_after_waking == 1


def test_a_worker_that_stays_silent_is_replaced_and_does_nothing_when_it_wakes(
    host: QThreadHost, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Replaced()
    with running(host, worker) as (handle,):
        wait_until(lambda: worker.beats > 0)
        assert [type(error) for error in worker.replacements] == [WorkerHungError]
        status = status_of(host, "sleeper")
        assert (status.hangs, status.restarts, handle.restarts) == (False, 1, 1)
        assert status.last_death is not None
        assert "no sign of life" in status.last_death
        assert status.last_death_time is not None
        assert host.hanging() == ("sleeper", "sleeper")
        worker.wake.set()
        wait_for_text(caplog, "the run that hung has ended")
        wait_until(lambda: host.hanging() == ("sleeper",))
    assert (worker.done_after_waking, worker.deaths, handle.restarts) == (0, [], 1)


def test_a_run_left_behind_that_dies_is_not_started_again(host: QThreadHost) -> None:
    class Dying(Replaced):
        def sleep_like_a_stone(self) -> None:
            super().sleep_like_a_stone()
            raise ZeroDivisionError

    worker = Dying()
    with running(host, worker):
        wait_until(lambda: worker.beats > 0)
        worker.wake.set()
        wait_until(lambda: host.hanging() == ("sleeper",))
    assert worker.deaths == []
    assert worker.begun._value == 2


def test_a_worker_that_hangs_again_and_again_leaves_few_threads_behind(
    host: QThreadHost, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Replaced(sleeps=100)
    with running(host, worker) as (handle,):
        wait_until(lambda: len(host.hanging()) == 4)
        wait_for_text(caplog, "restart the program unless it wakes")
        assert status_of(host, "sleeper").hangs
        assert handle.restarts == 3
        worker.sleeps = 0
    assert len(host._threads) == 4


def test_a_stop_is_not_taken_for_a_hang_and_ends_a_replaced_worker(host: QThreadHost) -> None:
    worker = Replaced()
    handle = host.start(worker)
    wait_until(lambda: worker.beats > 0)
    handle.request_stop()
    assert handle.join(WAIT_S)  # though the old run still hangs
    assert host.statuses() == ()
    assert host.hanging() == ("sleeper",)
    worker.wake.set()
    wait_until(lambda: host.hanging() == ())


def test_what_says_that_it_takes_long_is_no_hang(host: QThreadHost, caplog: pytest.LogCaptureFixture) -> None:
    class Patient(Replaced):
        def sleep_like_a_stone(self) -> None:
            with may_take(60.0):
                super().sleep_like_a_stone()

    class Hasty(Sleeper):
        """Hangs, so that the test knows that the other one was looked at for longer than the patience."""

    patient, hasty = Patient("patient"), Hasty("hasty")
    with running(host, patient, hasty):
        wait_for_text(caplog, "worker 'hasty' hangs")
        status = status_of(host, "patient")
        assert (status.hangs, status.restarts) == (False, 0)
    assert "worker 'patient'" not in caplog.text


def test_a_pc_that_slept_makes_nobody_hang(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """All clocks jump by an hour at once; the sleeper would have been silent for all of it."""
    slept = threading.Event()
    real = time.monotonic
    monkeypatch.setattr("hmi.supervision.time.monotonic", lambda: real() + 3600.0 * slept.is_set())
    host = QThreadHost(patience_s=60.0, look_s=LOOK_S)
    worker = Sleeper()
    with running(host, worker):
        assert worker.begun.acquire(timeout=WAIT_S)
        slept.set()
        silent = status_of(host, "sleeper").silent_s  # asked before or after the watcher has noticed
        assert silent > 3500 or silent < 60
        wait_until(lambda: status_of(host, "sleeper").silent_s < 60)
    assert "hangs" not in caplog.text


@pytest.mark.parametrize(
    ("deaths", "delay"), [(1, 0.5), (2, 1.0), (3, 2.0), (5, 8.0), (6, 10.0), (5000, 10.0)]
)
def test_a_worker_that_dies_again_and_again_is_left_alone_longer(deaths: int, delay: float) -> None:
    assert Pace(restart_delay_s=0.5).delay(deaths) == delay


def test_the_delay_is_short_again_after_a_minute_of_health(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Mortal(Sleeper):
        ages = iter((0.0, 0.0, 61.0))

        def run(self, stop: threading.Event) -> None:
            age = next(self.ages, None)
            if age is None:
                stop.wait()
            else:
                lived[0] += age
                raise ZeroDivisionError

    lived = [0.0]
    real = time.monotonic
    monkeypatch.setattr("hmi.supervision.time.monotonic", lambda: real() + lived[0])
    with running(QThreadHost(restart_delay_s=0.01), Mortal()) as (handle,):
        wait_until(lambda: handle.restarts == 3)
        wait_until(lambda: caplog.text.count("started again in") == 3)
    delays = [record.getMessage().rsplit(" in ", 1)[1] for record in caplog.records]
    assert delays == ["0.01 s", "0.02 s", "0.01 s"]


def test_an_interruption_or_a_replacement_that_fails_ends_nothing(
    host: QThreadHost, caplog: pytest.LogCaptureFixture
) -> None:
    class Clumsy(Replaced):
        def replaced(self, error: BaseException) -> None:
            raise OSError("cannot")

    worker = Clumsy()
    with running(host, worker):
        wait_until(lambda: worker.beats > 0)
    assert "could not take note" in caplog.text


def test_the_watch_ends_with_the_last_worker() -> None:
    host = QThreadHost()
    for _ in range(200):
        with running(host, *(Sleeper(f"w{number}", sleeps=0) for number in range(3))):
            pass
    watches: Callable[[], int] = lambda: sum(  # noqa: E731 - read where it is used
        thread.name == "watch over workers" for thread in threading.enumerate()
    )
    wait_until(lambda: watches() == 0)
    assert len(host._threads) <= 6


def test_a_log_that_hangs_does_not_keep_the_watch_from_seeing(host: QThreadHost) -> None:
    """A disk that hangs holds the lock of the log; the watch must not wait for it."""
    handler = logging.NullHandler()
    released = threading.Event()
    handler.handle = lambda _record: released.wait(WAIT_S)  # type: ignore[method-assign,assignment]  # hangs
    logging.getLogger("hmi").addHandler(handler)
    worker = Replaced()
    try:
        with running(host, worker):
            wait_until(lambda: status_of(host, "sleeper").restarts > 0)
            released.set()
            wait_until(lambda: worker.beats > 0)
    finally:
        logging.getLogger("hmi").removeHandler(handler)


_LEFT_BEHIND = """
import sys, threading, time
from hmi.qthreads import QThreadHost

class Worker:
    name = "sleeper"
    runs = 0
    def run(self, stop):
        self.runs += 1
        if self.runs == 1:
            threading.Event().wait(60)
        stop.wait()
    def crashed(self, error):
        pass
    def replaced(self, error):
        pass

def work():
    host = QThreadHost(patience_s=0.1, look_s=0.02)
    handle, worker = host.start(worker := Worker()), worker
    while worker.runs < 2:
        time.sleep(0.01)
    handle.request_stop()
    return handle.join(30), host.hanging()

print(*work())
sys.exit(3)
"""


def test_a_process_ends_with_its_own_code_though_a_thread_was_left_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LEFT_BEHIND], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (3, "True ('sleeper',)"), done.stderr
