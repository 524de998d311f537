"""``hmi backup replay`` without a station."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from hmi.historian.sqlite import SqliteHistorian
from tests.historian.replay_rig import earlier_run
from tests.pipeline.samples import reading
from tests.processes import free_port, hmi_here


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "backup").mkdir()
    return tmp_path


def stored_rows(folder: Path) -> int:
    with closing(SqliteHistorian(folder / "historian.db")) as historian:
        return historian.row_count()


def test_every_file_is_replayed(folder: Path) -> None:
    for number in range(3):
        earlier_run(folder / "backup", *[reading(10 * number + second, 20) for second in range(5)])
    done = hmi_here("backup", "replay", "--json", "--data-dir", folder)
    assert done.returncode == 0, done.stderr
    outcome = json.loads(done.stdout)
    assert {name: outcome[name] for name in ("stored", "refused", "left", "files_left")} == {
        "stored": 300,
        "refused": 0,
        "left": 0,
        "files_left": 0,
    }
    assert "300 rows stored in" in done.stderr
    assert stored_rows(folder) == 300
    again = hmi_here("backup", "replay", "--data-dir", folder)
    assert again.returncode == 0
    assert "0 rows stored" in again.stderr


def test_only_the_files_that_are_named(folder: Path) -> None:
    earlier_run(folder / "backup", reading(1, 20))
    name = earlier_run(folder / "backup", reading(2, 30))
    done = hmi_here("backup", "replay", name, "--data-dir", folder)
    assert done.returncode == 0, done.stderr
    assert stored_rows(folder) == 30
    wrong = hmi_here("backup", "replay", name, "--data-dir", folder)
    assert wrong.returncode == 2
    assert "did you mean" in wrong.stderr


def test_rows_that_are_damaged_are_told(folder: Path) -> None:
    name = earlier_run(folder / "backup", *[reading(second, 20) for second in range(5)])
    path = folder / "backup" / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    done = hmi_here("backup", "replay", "--data-dir", folder)
    assert done.returncode == 1
    assert "99 rows stored" in done.stderr
    assert "1 refused or damaged" in done.stderr
    assert stored_rows(folder) == 99


def test_a_historian_that_is_not_there_is_said_at_once(folder: Path) -> None:
    earlier_run(folder / "backup", reading(1, 20))
    oracle = f'host = "127.0.0.1"\nport = {free_port()}\nservice_name = "XE"\nusername = "line"\n'
    (folder / "settings.toml").write_text(f"[oracle]\n{oracle}", encoding="utf-8")
    done = hmi_here("backup", "replay", "--data-dir", folder, ORACLE_PASSWORD="secret")
    assert done.returncode == 1
    assert "127.0.0.1" in done.stderr


def test_beside_a_station_it_refuses(folder: Path) -> None:
    with FileLock(folder / "station.lock"):
        done = hmi_here("backup", "replay", "--data-dir", folder)
    assert done.returncode == 1
    assert "replays by itself" in done.stderr
