"""``hmi backup`` on a station whose Oracle is not there."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import pytest

from hmi.historian.backup import CsvBackup
from tests.historian.rig import csv_rows
from tests.pipeline.samples import reading
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


@pytest.mark.parametrize("command", ["backup", "quarantine"])
def test_a_wrong_data_folder_does_not_look_like_one_without_rows(tmp_path: Path, command: str) -> None:
    done = hmi_here(command, "list", "--data-dir", tmp_path / "wrong")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"There is no data folder {tmp_path / 'wrong'}" in done.stderr
    assert not (tmp_path / "wrong").exists()


def test_an_unplugged_disk_does_not_look_like_a_folder_without_files(tmp_path: Path) -> None:
    place = tmp_path / "usb" / "backup"
    (tmp_path / "settings.toml").write_text(f"[backup]\npath = '{place}'\n", encoding="utf-8")
    done = hmi_here("backup", "list", "--data-dir", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"The backup folder {place} is not there: plug its disk in" in done.stderr


def test_a_name_unlike_any_file_points_to_the_list(tmp_path: Path) -> None:
    done = hmi_here("backup", "show", "x", "--data-dir", tmp_path)
    assert done.returncode == 2
    assert "'hmi backup list' shows" in done.stderr


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A data folder with an intact file and one in which a value was changed, of 3 rows each."""
    backup = CsvBackup(tmp_path / "backup")
    for number in range(2):
        backup.spill([reading(number, 3)], "test")
        backup.close()
    names = [file.name for file in backup.waiting()]
    path = backup.folder / names[1]
    path.write_bytes(path.read_bytes().replace(b"0.5", b"0.6", 1))
    return names


def test_damage_is_found_and_named(tmp_path: Path, files: list[str]) -> None:
    done = hmi_here("backup", "verify", "--data-dir", tmp_path)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{files[0]}: 3 rows, intact",
        f"{files[1]}: 2 of 3 rows intact, 1 line damaged, 0 rows missing",
    ]
    assert done.stderr.splitlines() == [
        f"{files[1]} line 2: changed since it was written",
        "hmi: 1 file of 2 damaged or not readable",
    ]
    done = hmi_here("backup", "verify", files[0], "--data-dir", tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{files[0]}: 3 rows, intact\n", "")
    shutil.rmtree(tmp_path / "backup" / "checksums")
    done = hmi_here("backup", "verify", "--data-dir", tmp_path)
    assert done.returncode == 0
    assert f"{files[1]}: 3 rows, intact, by structure alone: it has no checksums" in done.stdout


def test_nothing_to_verify(tmp_path: Path) -> None:
    done = hmi_here("backup", "verify", "--data-dir", tmp_path)
    assert done.returncode == 0
    assert "No backup files" in done.stdout
    assert hmi_here("backup", "verify", "x.csv", "--data-dir", tmp_path).returncode == 2


def test_files_are_exported_into_one(tmp_path: Path, files: list[str]) -> None:
    to = tmp_path / "all.csv"
    done = hmi_here("backup", "export", *files, "--to", to, "--data-dir", tmp_path)
    assert (done.returncode, done.stdout) == (0, f"5 rows written to {to}\n")
    assert done.stderr == f"{files[1]}: 2 of 3 rows intact, 1 line damaged, 0 rows missing\n"
    assert len(csv_rows(tmp_path)) == 5
    again = hmi_here("backup", "export", files[0], "--to", to, "--data-dir", tmp_path)
    assert again.returncode == 2
    assert "is there already" in again.stderr
    again = hmi_here("backup", "export", files[0], "--to", to, "--overwrite", "--data-dir", tmp_path)
    assert again.stdout == f"3 rows written to {to}\n"


def test_files_are_deleted_when_it_is_confirmed(
    tmp_path: Path, files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = hmi_here("backup", "delete", *files, "--data-dir", tmp_path)
    assert done.returncode == 2
    assert "2 files with 6 rows that are not confirmed in the historian" in done.stderr
    assert hmi_here("backup", "delete", "x.csv", "--yes", "--data-dir", tmp_path).returncode == 2
    done = hmi_here("backup", "delete", files[0], "--yes", "--data-dir", tmp_path)
    assert (done.returncode, done.stdout) == (0, "1 file with 3 rows deleted\n")
    for answer, code, left in (("n\n", 1, 1), ("y\n", 0, 0)):
        with monkeypatch.context() as terminal:
            answers = io.StringIO(answer)
            terminal.setattr(answers, "isatty", lambda: True)
            terminal.setattr("sys.stdin", answers)
            done = hmi_here("backup", "delete", files[1], "--data-dir", tmp_path)
        assert done.returncode == code
        assert "Delete 1 file with 3 rows" in done.stdout
        assert len(list((tmp_path / "backup").glob("*.csv"))) == left


def test_files_put_away_are_listed(tmp_path: Path, files: list[str]) -> None:
    backup = CsvBackup(tmp_path / "backup")
    for name in files:
        backup.finish(name)
    for option, name, folder in (
        ("--replayed", files[0], "replayed"),
        ("--set-aside", files[1], "set_aside"),
    ):
        done = hmi_here("backup", "list", option, "--data-dir", tmp_path)
        assert [line.split()[0] for line in done.stdout.splitlines()] == ["file", name]
        assert f"1 file in {tmp_path / 'backup' / folder}: 3 rows" in done.stderr
    assert "No backup files" in hmi_here("backup", "list", "--data-dir", tmp_path).stdout
    gone = hmi_here("backup", "show", files[1], "--data-dir", tmp_path)
    assert gone.returncode == 2
    assert f"it was damaged and set aside: see {tmp_path / 'backup' / 'set_aside'}" in gone.stderr
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "No replayed files" in hmi_here("backup", "list", "--replayed", "--data-dir", empty).stdout
    assert list(empty.iterdir()) == []
    assert hmi_here("backup", "list", "--replayed", "--set-aside", "--data-dir", tmp_path).returncode == 2
