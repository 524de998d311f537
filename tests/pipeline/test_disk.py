from __future__ import annotations

import threading
from pathlib import Path

from hmi.pipeline.disk import DiskSpace, DiskWatch


class Looks:
    """Answers for a disk, and stops the worker after so many looks."""

    def __init__(self, stop: threading.Event, *answers: tuple[int, int, int] | OSError) -> None:
        self._stop = stop
        self._answers = list(answers)

    def __call__(self, folder: Path) -> tuple[int, int, int]:
        answer = self._answers.pop(0)
        if not self._answers:
            self._stop.set()
        if isinstance(answer, OSError):
            raise answer
        return answer


def test_the_room_of_a_real_folder_is_told(tmp_path: Path) -> None:
    stop = threading.Event()
    watch = DiskWatch([tmp_path, tmp_path], interval_s=0.001)
    thread = threading.Thread(target=watch.run, args=[stop])
    thread.start()
    while not watch.spaces():
        stop.wait(0.001)
    stop.set()
    thread.join()
    (space,) = watch.spaces()
    assert space.folder == tmp_path
    assert 0 < space.free <= space.total


def test_a_folder_that_cannot_be_asked_is_left_out_until_it_can(tmp_path: Path) -> None:
    stop = threading.Event()
    gone = FileNotFoundError(2, "No such file or directory")
    watch = DiskWatch([tmp_path], interval_s=0, usage=Looks(stop, (10, 9, 1), gone))
    watch.run(stop)
    assert watch.spaces() == ()
    stop.clear()
    watch = DiskWatch([tmp_path], interval_s=0, usage=Looks(stop, gone, (10, 9, 1)))
    watch.run(stop)
    assert watch.spaces() == (DiskSpace(tmp_path, 1, 10),)
