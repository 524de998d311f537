"""Nonsense in, one clear message out: the thing, the remedy, the exit code, never a traceback.

Some in a process of its own, whose exit code and streams are the operating system's; most in this one.
"""

from __future__ import annotations

import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.plants import write_plant
from tests.processes import free_port, hmi, hmi_here


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A listener that accepts (its backlog does) and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def configured(folder: Path, port: int, *, interval_ms: int = 1000, timeout_s: float = 1.0) -> Path:
    files = write_plant(folder / "csv", [("PRESS", port)], interval_ms=interval_ms, timeout_s=timeout_s)
    done = hmi_here("config", "import", *files, "--data-dir", folder)
    assert done.returncode == 0, done.stderr
    return folder


def check_refusal(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert [word for word in words if word not in done.stderr] == []


def test_an_unreachable_plc_is_named_with_its_address(tmp_path: Path) -> None:
    port = free_port()
    folder = configured(tmp_path, port)
    check_refusal(hmi_here("check", "plc", "--data-dir", folder), 1, "PRESS", f"127.0.0.1:{port}")
    check_refusal(hmi_here("read", "PRESS", "D100", "--data-dir", folder), 1, "PRESS", str(port))


def test_collecting_from_an_unreachable_plc_says_so_and_records_bad_rows(tmp_path: Path) -> None:
    folder = configured(tmp_path, free_port(), interval_ms=100)
    # The alarm comes after 2 s, lest a PLC that is back at once raises one.
    check_refusal(hmi("collect", "--duration", "4", "--data-dir", folder), 1, "PRESS_G0", "PRESS", "ALARM")
    with closing(sqlite3.connect(folder / "historian.db")) as historian:
        rows = historian.execute("SELECT DISTINCT tag_value, quality FROM tag_values").fetchall()
    assert rows == [(None, "BAD")]


def test_a_listener_that_says_nothing_is_told_apart(tmp_path: Path, silent_port: int) -> None:
    folder = configured(tmp_path, silent_port, interval_ms=100, timeout_s=0.3)
    check_refusal(
        hmi_here("check", "plc", "PRESS", "--data-dir", folder), 1, "PRESS", str(silent_port), "answer"
    )
    check_refusal(hmi_here("collect", "--duration", "1", "--data-dir", folder), 1, "PRESS")


def test_plcs_without_a_polling_group_are_no_silent_success(tmp_path: Path) -> None:
    plcs = tmp_path / "plcs.csv"
    plcs.write_text(f"PLC_CODE,IP_ADDRESS,PORT\nPRESS,127.0.0.1,{free_port()}\n")
    folder = tmp_path / "data"
    assert hmi_here("config", "import", plcs, "--data-dir", folder).returncode == 0
    for command in (("collect", "--duration", "1"), ("plan",)):
        check_refusal(
            hmi_here(*command, "--data-dir", folder), 2, "No polling group is active", "--group NAME"
        )
    check_refusal(
        hmi_here("config", "check", "--data-dir", folder), 0, "warning: no polling group is configured"
    )


def test_the_demo_keeps_away_from_the_data_of_a_real_plant(tmp_path: Path) -> None:
    folder = configured(tmp_path, free_port())
    done = hmi_here("collect", "--demo", "--duration", "1", "--data-dir", folder)
    check_refusal(done, 2, str(folder), "leave out --demo")
    assert not (folder / "historian.db").exists()


def test_the_password_that_a_station_would_miss_is_found_by_the_check(tmp_path: Path) -> None:
    folder = configured(tmp_path, free_port())
    done = hmi(
        *("config", "check", "--data-dir", folder),
        ORACLE_HOST="127.0.0.1",
        ORACLE_SERVICE_NAME="XE",
        ORACLE_USERNAME="scada",
        PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring",
    )
    check_refusal(done, 2, "'scada'", "ORACLE_PASSWORD")


def test_every_plc_that_cannot_be_read_is_counted(tmp_path: Path) -> None:
    folder = configured(tmp_path, free_port())
    check_refusal(hmi_here("check", "plc", "--data-dir", folder), 1, "1 of 1 PLCs cannot be read: PRESS")


def test_an_unknown_plc_gets_a_proposal(tmp_path: Path) -> None:
    folder = configured(tmp_path, free_port())
    check_refusal(hmi_here("read", "PRES", "D100", "--data-dir", folder), 2, "did you mean 'PRESS'?")
    check_refusal(hmi_here("read", "MIXER", "D100", "--data-dir", folder), 2, "; there are PRESS")


def test_an_address_that_no_plc_has(tmp_path: Path) -> None:
    folder = configured(tmp_path, free_port())
    check_refusal(hmi_here("read", "PRESS", "Q100", "--data-dir", folder), 2, "Q100", "device")


def test_a_broken_csv_is_refused_with_file_and_row(tmp_path: Path) -> None:
    folder = configured(tmp_path, free_port())
    broken = tmp_path / "more.csv"
    broken.write_text(
        "PLC_CODE,TAG_ADDRESS,TAG_NAME,GROUP_NAME\nPRESS,D1,ok,PRESS_G0\nPRES,D2,wrong,PRESS_G0\n"
    )
    check_refusal(hmi_here("config", "import", broken, "--data-dir", folder), 2, "more.csv", "3", "PRES")


def test_a_missing_csv_is_named(tmp_path: Path) -> None:
    check_refusal(
        hmi_here("config", "import", tmp_path / "none.csv", "--data-dir", tmp_path / "data"), 2, "none.csv"
    )


def test_a_data_folder_that_cannot_be_written(tmp_path: Path) -> None:
    # Root may write into read-only folders, so a file stands where the folder would be.
    blocked = tmp_path / "taken"
    blocked.write_text("not a folder")
    check_refusal(hmi_here("collect", "--duration", "1", "--data-dir", blocked), 2, str(blocked))


def test_a_locked_configuration(tmp_path: Path) -> None:
    folder = configured(tmp_path, free_port())
    with closing(sqlite3.connect(folder / "station.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        check_refusal(hmi_here("plan", "--data-dir", folder), 2, "station.db", "locked")


def test_a_configuration_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "station.db").write_bytes(b"This is a letter, not a database. " * 100)
    check_refusal(hmi("collect", "--duration", "1", "--data-dir", tmp_path), 2, "station.db")


def test_an_empty_configuration_says_how_to_begin(tmp_path: Path) -> None:
    check_refusal(
        hmi_here("collect", "--duration", "1", "--data-dir", tmp_path), 2, "hmi config import", "--demo"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("collect", "--durations", "1"), ("--durations", "--duration")),
        (("colect",), ("colect", "collect")),
        (("collect", "--duration", "soon"), ("--duration", "number")),
        (("simulate", "--fault", "sleepy"), ("sleepy", "split")),
        (("simulate", "--scan-ms", "inf"), ("--scan-ms", "10000")),
        (("--lang", "fr"), ("fr", "ko")),
    ],
)
def test_wrong_use_is_answered_with_what_is_right(
    tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    check_refusal(hmi_here(*arguments, HMI_DATA_DIR=str(tmp_path)), 2, *words)


def test_the_window_without_a_display_points_to_collect(tmp_path: Path) -> None:
    done = hmi("--demo", "--data-dir", tmp_path, DISPLAY="", WAYLAND_DISPLAY="", QT_QPA_PLATFORM="")
    check_refusal(done, 2, "display", "hmi collect")
