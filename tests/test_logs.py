"""Each part of the way has its log file, and hmi.log has everything."""

from __future__ import annotations

import errno
import logging
import re
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


def test_a_full_disk_is_told_once_and_not_by_a_traceback_for_each_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, FULL)

    with logging_to(tmp_path, "INFO"):
        with monkeypatch.context() as patch:
            patch.setattr("hmi.logs._LogFile.flush", full)
            for _ in range(3):
                logging.getLogger("hmi").warning("not written")
        logging.getLogger("hmi").warning("written")
    assert capsys.readouterr().err == f"hmi: log file {tmp_path / 'hmi.log'} cannot be written: {FULL}\n"
    assert lines(tmp_path / "hmi.log")[-1].endswith("written")
