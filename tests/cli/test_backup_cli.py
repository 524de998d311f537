"""``hmi backup`` on a station whose Oracle is not there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.processes import free_port, hmi, hmi_here


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which every row has gone to the CSV backup."""
    place = tmp_path_factory.mktemp("backed-up")
    oracle = (
        f'host = "127.0.0.1"\nport = {free_port()}\nservice_name = "XE"\nusername = "line"\nretry_max = 0\n'
    )
    (place / "settings.toml").write_text(f"[oracle]\n{oracle}", encoding="utf-8")
    collect = ("collect", "--demo", "--data-dir", place, "--duration", "3", "--json")
    done = hmi(*collect, ORACLE_PASSWORD="side-secret")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["rows"]
    assert rows["accepted"] == rows["backed_up"] > 0
    assert "The historian does not take rows" in done.stderr
    return place


def test_the_password_is_nowhere_in_the_data_folder(folder: Path) -> None:
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if b"side-secret" in path.read_bytes()] == []


def test_files_are_listed_with_their_rows(folder: Path) -> None:
    (file,) = (folder / "backup").glob("*.csv")
    done = hmi_here("backup", "list", "--data-dir", folder)
    lines = done.stdout.splitlines()
    rows = file.read_text(encoding="utf-8-sig").count("\n") - 1
    assert lines[0].split() == ["file", "first", "last", "rows"]
    name, first, last, count = lines[1].split()
    assert (name, count) == (file.name, str(rows))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", first)
    assert first <= last
    assert max(map(len, lines)) <= 80
    assert f"1 file in {folder / 'backup'}: {rows:,} rows" in done.stderr


def test_rows_are_shown_and_filtered(folder: Path) -> None:
    (file,) = (folder / "backup").glob("*.csv")
    done = hmi_here("backup", "show", file.name, "--filter", "DoorOpen", "--limit", "5", "--data-dir", folder)
    lines = done.stdout.splitlines()
    assert lines[0].split()[:4] == ["timestamp", "plc_code", "tag_address", "tag_name"]
    assert len(lines) == 6
    assert all("DoorOpen" in line for line in lines[1:])


def test_an_unknown_file_gets_a_proposal(folder: Path) -> None:
    (file,) = (folder / "backup").glob("*.csv")
    done = hmi_here("backup", "show", file.name.replace("backup", "bakup"), "--data-dir", folder)
    assert done.returncode == 2
    assert f"did you mean '{file.name}'" in done.stderr


def test_the_demo_needs_nothing_of_the_oracle_of_the_environment(tmp_path: Path) -> None:
    done = hmi("backup", "list", "--demo", "--data-dir", tmp_path, ORACLE_HOST="127.0.0.1")
    assert done.returncode == 0, done.stderr


def test_an_empty_folder_is_explained(tmp_path: Path) -> None:
    done = hmi_here("backup", "list", "--data-dir", tmp_path)
    assert done.returncode == 0
    assert f"No backup files in {tmp_path / 'backup'}" in done.stdout


def test_a_name_unlike_any_file_points_to_the_list(tmp_path: Path) -> None:
    done = hmi_here("backup", "show", "x", "--data-dir", tmp_path)
    assert done.returncode == 2
    assert "'hmi backup list' shows" in done.stderr
