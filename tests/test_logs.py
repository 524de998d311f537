"""Each part of the way has its log file, and hmi.log has everything."""

from __future__ import annotations

import errno
import logging
import os
import re
import shutil
from pathlib import Path

import pytest

from hmi.logs import logging_to
from hmi.model.errors import UsageError

FULL = "No space left on device"


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("logger", "file"),
    [
        ("hmi.polling.triggered", "polling.log"),
        ("hmi.melsec.pool", "polling.log"),
        ("hmi.pipeline.queue", "buffer.log"),
        ("hmi.historian.writer", "oracle_writer.log"),
    ],
)
def test_a_message_is_in_the_log_of_its_part_and_in_hmi_log(tmp_path: Path, logger: str, file: str) -> None:
    with logging_to(tmp_path, "INFO"):
        logging.getLogger(logger).info("온도 21.5 °C")
    names = [path.name for path in tmp_path.iterdir() if lines(path)]
    assert sorted(names) == sorted(["hmi.log", file])
    assert re.fullmatch(
        rf"\d{{4}}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{{3}}Z INFO +{logger}: 온도 21.5 °C", lines(tmp_path / file)[0]
    )


def test_the_level_is_that_of_the_settings(tmp_path: Path) -> None:
    with logging_to(tmp_path, "WARNING"):
        logging.getLogger("hmi.polling").info("not wanted")
        logging.getLogger("hmi.polling").warning("wanted")
    assert [line.endswith("wanted") and "not" not in line for line in lines(tmp_path / "polling.log")] == [
        True
    ]


def test_nothing_is_written_after_the_end(tmp_path: Path) -> None:
    with logging_to(tmp_path, "INFO"):
        pass
    logging.getLogger("hmi.polling").error("too late")
    assert lines(tmp_path / "hmi.log") == []


def test_a_log_that_cannot_be_written_names_file_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "hmi.log").mkdir()
    with pytest.raises(UsageError, match=r"hmi\.log.*--data-dir"), logging_to(tmp_path, "INFO"):
        pass


class Clock:
    """Monotonic time that the test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr("hmi.logs.time.monotonic", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


LOG = logging.getLogger("hmi")


def refuse(*_: object) -> None:
    raise OSError(errno.ENOSPC, FULL)


def test_a_full_disk_is_told_once_and_the_log_comes_back_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], clock: Clock
) -> None:
    with logging_to(tmp_path, "INFO"):
        with monkeypatch.context() as patch:
            patch.setattr("hmi.logs._LogFile.flush", refuse)
            for _ in range(3):
                LOG.warning("not written")
                clock.now += 2
            LOG.warning("not written, soon after")
            LOG.warning("not tried")
        LOG.warning("not tried either")
        clock.now += 2
        LOG.warning("written")
        LOG.warning("written, too")
    assert capsys.readouterr().err == f"hmi: log file {tmp_path / 'hmi.log'} cannot be written: {FULL}\n"
    text = (tmp_path / "hmi.log").read_text(encoding="utf-8")
    assert "not tried" not in text
    missing, *rest = lines(tmp_path / "hmi.log")[-3:]
    assert missing.endswith(f"hmi.logs: 6 lines are missing here, for they could not be written: {FULL}")
    assert [line.rsplit(": ", 1)[1] for line in rest] == ["written", "written, too"]


def test_a_disk_that_is_full_at_the_end_does_not_keep_the_program_from_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with logging_to(tmp_path, "INFO"):
        LOG.warning("written")
        monkeypatch.setattr("hmi.logs._LogFile.flush", refuse)


def test_a_folder_that_goes_away_is_made_again(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "logs"
    with logging_to(folder, "INFO"):
        LOG.warning("gone")
        shutil.rmtree(folder)
        LOG.warning("here")
        assert [line.rsplit(": ", 1)[1] for line in lines(folder / "hmi.log")] == ["here"]
        shutil.rmtree(folder)
        folder.write_text("a file in its place")
        LOG.warning("nowhere to go")
        folder.unlink()
        clock.now += 2
        LOG.warning("here again")
    missing, written = lines(folder / "hmi.log")
    assert "1 lines are missing here" in missing
    assert written.endswith("here again")


@pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody rename a file that is open")
def test_a_file_that_is_no_longer_the_one_of_its_name_is_left(tmp_path: Path) -> None:
    with logging_to(tmp_path, "INFO"):
        LOG.warning("old")
        (tmp_path / "hmi.log").rename(tmp_path / "moved.log")
        (tmp_path / "hmi.log").touch()
        LOG.warning("new")
    assert [len(lines(tmp_path / name)) for name in ("moved.log", "hmi.log")] == [1, 1]


def test_files_rotate_and_few_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hmi.logs._MAX_BYTES", 60)  # one line
    with logging_to(tmp_path, "INFO"):
        for number in range(20):
            LOG.warning("line %d", number)
    names = sorted(path.name for path in tmp_path.glob("hmi.log*"))
    assert names == ["hmi.log", *(f"hmi.log.{number}" for number in range(1, 6))]
    assert [lines(tmp_path / name)[0].rsplit(" ", 1)[1] for name in names] == [
        "19",
        "18",
        "17",
        "16",
        "15",
        "14",
    ]


def test_a_file_that_another_program_holds_goes_on_growing_and_pushes_no_old_one_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    """Windows renames no file that a viewer has open."""

    def held(self: Path, target: object) -> None:
        raise PermissionError(errno.EACCES, "held", str(self), None, str(target))

    monkeypatch.setattr("hmi.logs._MAX_BYTES", 100)
    for number in range(1, 6):
        (tmp_path / f"hmi.log.{number}").write_text(f"old {number}\n")
    with logging_to(tmp_path, "INFO"):
        with monkeypatch.context() as patch:
            patch.setattr("hmi.logs.Path.replace", held)
            for number in range(20):
                LOG.warning("line %d", number)
                clock.now += 40
        assert len(lines(tmp_path / "hmi.log")) == 20
        assert lines(tmp_path / "hmi.log.5") == ["old 5"]
        clock.now += 100
        LOG.warning("at last")
    assert len(lines(tmp_path / "hmi.log.1")) == 20
    assert lines(tmp_path / "hmi.log.2") == ["old 1"]
    assert len(lines(tmp_path / "hmi.log")) == 1
