from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from hmi.config.folder import DataFolder
from hmi.model.errors import HmiError
from hmi.window import autostart, relaunch

LINUX_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="desktop entries are Linux's")
COMMAND = [r"C:\Program Files\Lineside\hmi.exe", "--data-dir", r'C:\Line "1"\data']


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "config"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    return home / "autostart"


def exec_of(entry: Path) -> list[str]:
    """What a desktop would start: the value unescaped, then split; for paths without other escapes."""
    (line,) = [line for line in entry.read_text("utf-8").splitlines() if line.startswith("Exec=")]
    value = line.removeprefix("Exec=").replace("\\\\", "\\")
    # Python's shlex leaves the stroke before these two where it is.
    return [a.replace("\\$", "$").replace("\\`", "`").replace("%%", "%") for a in shlex.split(value)]


@LINUX_ONLY
def test_on_and_off_again(config: Path, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "Line 1")
    assert autostart.is_available()
    assert not autostart.is_enabled(folder)
    autostart.set_enabled(folder, on=True)
    assert autostart.is_enabled(folder)
    (entry,) = config.iterdir()
    assert exec_of(entry) == [sys.executable, "-m", "hmi", "--data-dir", str(folder.root)]
    autostart.set_enabled(folder, on=False)
    autostart.set_enabled(folder, on=False)
    assert not autostart.is_enabled(folder)
    assert not list(config.iterdir())


@LINUX_ONLY
@pytest.mark.parametrize("name", ["50%d $HOME `x`", 'quote " and \\', "라인 1 (A&B)", "plain"])
def test_any_folder_name_arrives_as_it_is(config: Path, tmp_path: Path, name: str) -> None:
    folder = DataFolder(tmp_path / name)
    autostart.set_enabled(folder, on=True, demo=True)
    (entry,) = config.iterdir()
    value = exec_of(entry)
    assert value[-3:] == ["--data-dir", str(folder.root), "--demo"]


@LINUX_ONLY
def test_each_data_folder_has_its_own_entry(config: Path, tmp_path: Path) -> None:
    own, other = DataFolder.locate(env={}), DataFolder(tmp_path / "Line 2")
    autostart.set_enabled(own, on=True)
    assert (config / "lineside.desktop").is_file()
    assert not autostart.is_enabled(other)
    autostart.set_enabled(other, on=True)
    autostart.set_enabled(own, on=False)
    assert autostart.is_enabled(other)


@LINUX_ONLY
def test_what_the_desktop_has_switched_off_is_off(config: Path, tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "Line 1")
    autostart.set_enabled(folder, on=True)
    (entry,) = config.iterdir()
    entry.write_text(entry.read_text("utf-8") + "Hidden=true\n", "utf-8")
    assert not autostart.is_enabled(folder)


@LINUX_ONLY
def test_a_refusal_of_the_disk_is_told(config: Path, tmp_path: Path) -> None:
    config.parent.mkdir()
    config.touch()  # a file in the folder's place
    with pytest.raises(OSError, match="autostart"):
        autostart.set_enabled(DataFolder(tmp_path), on=True)


def test_the_key_of_windows_holds_a_command_line(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat)
    key = autostart.RunKey(settings)
    assert "Lineside" not in key
    key.put("Lineside", COMMAND)
    seen = QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat)
    assert seen.value("Lineside") == subprocess.list2cmdline(COMMAND)
    assert "Lineside" in key
    key.remove("Lineside")
    assert "Lineside" not in key


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, autostart.RunKey]:
    """Files in the place of the keys of the registry."""
    made = {
        name: autostart.RunKey(QSettings(str(tmp_path / f"{name}.ini"), QSettings.Format.IniFormat))
        for name in ("user", "all")
    }
    monkeypatch.setattr(autostart, "_own_entries", lambda: made["user"])
    monkeypatch.setattr(autostart, "_entries_of_all", lambda: made["all"])
    return made


def test_what_the_set_up_wrote_for_the_user_is_on(keys: dict[str, autostart.RunKey], tmp_path: Path) -> None:
    own = DataFolder.locate(env={})
    keys["user"].put("Lineside", COMMAND[:1])
    assert autostart.is_enabled(own)
    assert not autostart.is_for_all(own)
    assert not autostart.is_enabled(DataFolder(tmp_path))
    autostart.set_enabled(own, on=False)
    assert not autostart.is_enabled(own)


def test_what_the_set_up_wrote_for_all_is_on(keys: dict[str, autostart.RunKey], tmp_path: Path) -> None:
    own, other = DataFolder.locate(env={}), DataFolder(tmp_path)
    keys["all"].put("Lineside", COMMAND[:1])
    assert autostart.is_enabled(own)
    assert autostart.is_for_all(own)
    assert not autostart.is_enabled(other)
    assert not autostart.is_for_all(other)


def test_a_key_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "run.ini").mkdir()
    key = autostart.RunKey(QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat))
    with pytest.raises(HmiError, match="cannot be written"):
        key.put("Lineside", COMMAND)


def test_a_system_without_a_way_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "plan9")
    assert not autostart.is_available()
    assert not autostart.is_enabled(DataFolder(tmp_path))
    with pytest.raises(HmiError, match="plan9"):
        autostart.set_enabled(DataFolder(tmp_path), on=True)


def test_a_packaged_program_is_called_by_its_own_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = tmp_path / "Lineside"
    root.mkdir()
    told = {"name": "Lineside", "version": "1.2.3", "platform": "windows", "python": "3.11.7"}
    (root / "bundle.json").write_text(json.dumps(told), "utf-8")
    monkeypatch.setattr(sys, "executable", str(root / "lineside-cli.exe"))
    window = str(root / "Lineside.exe")
    assert relaunch.demo_command() == [window, "--demo"]
    assert relaunch.own_command(DataFolder(tmp_path)) == [window, "--data-dir", str(tmp_path)]


def test_on_windows_no_console_comes_along(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pythonw.exe").touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert relaunch.demo_command()[0] == str(tmp_path / "pythonw.exe")


def test_a_program_that_does_not_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(HmiError, match="by hand"):
        relaunch.start_detached([str(tmp_path / "nothing")])
