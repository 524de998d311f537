import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from installer import setup
from installer.places import BuildError
from installer.setup import build_setup, installed_list, payload_files, texts

TIME = 1_767_225_600
needs_makensis = pytest.mark.skipif(
    shutil.which("makensis") is None, reason="makensis is not installed: apt-get install nsis"
)


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    """Of the names that a payload has, not of its size."""
    folder = tmp_path / "Lineside"
    for name in (
        "Lineside.exe",
        "lineside-cli.exe",
        "bundle.json",
        "lib/a/deep/b.pyc",
        "lib/a.b-1.dist-info/X",
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def a_setup(payload: Path, name: str, version: str = "1.2.3") -> Path:
    return build_setup(payload, payload.parent / name, version=version, fixed_time=TIME, compression="zlib")


@needs_makensis
def test_two_builds_are_equal_to_the_last_byte(payload: Path) -> None:
    first = a_setup(payload, "first.exe").read_bytes()
    (payload / "bundle.json").touch()
    assert a_setup(payload, "second.exe").read_bytes() == first
    assert first[:2] == b"MZ"


@needs_makensis
def test_the_setup_says_its_version_and_asks_for_no_administrator(payload: Path) -> None:
    built = a_setup(payload, "s.exe", "4.5.6").read_bytes()
    for text in ("4.5.6", "Set-up of Lineside"):
        assert text.encode("utf-16-le") in built
    manifest = re.search(rb"<assembly .*?</assembly>", built, re.DOTALL)
    assert manifest is not None
    for part in (
        b'level="asInvoker"',
        b"PerMonitorV2",
        b"<longPathAware",
        b"8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a",
    ):
        assert part in manifest[0]


@needs_makensis
def test_the_uninstaller_is_signed_then_the_setup(payload: Path) -> None:
    signed: list[tuple[str, bool]] = []

    def sign(path: Path) -> None:
        signed.append((path.name, path.read_bytes()[:2] == b"MZ"))

    output = payload.parent / "s.exe"
    build_setup(payload, output, version="1.0", fixed_time=TIME, compression="zlib", sign=sign)
    assert len(signed) == 2
    assert signed[0][0] != "s.exe"
    assert signed[1][0] == "s.exe"
    assert all(is_program for _, is_program in signed)


@needs_makensis
def test_what_cannot_be_signed_is_not_built(payload: Path) -> None:
    def sign(path: Path) -> None:
        raise BuildError("the token is not there")

    with pytest.raises(BuildError, match="the token is not there"):
        build_setup(
            payload, payload.parent / "s.exe", version="1.0", fixed_time=TIME, compression="zlib", sign=sign
        )
    assert not (payload.parent / "s.exe").exists()


@pytest.mark.parametrize("version", ["", "1", "1.2.3.4.5", "1.2rc1", "v1.2"])
@needs_makensis
def test_a_version_windows_cannot_hold_is_refused(payload: Path, version: str) -> None:
    with pytest.raises(BuildError, match="two to four numbers"):
        a_setup(payload, "s.exe", version)


def test_the_list_names_every_file_and_the_deepest_folders_first(payload: Path) -> None:
    assert installed_list(payload_files(payload)).split("\r\n") == [
        "Lineside.exe",
        "bundle.json",
        "lib\\a.b-1.dist-info\\X",
        "lib\\a\\deep\\b.pyc",
        "lineside-cli.exe",
        "lib\\a\\deep\\",
        "lib\\a\\",
        "lib\\a.b-1.dist-info\\",
        "lib\\",
        "",
    ]


@pytest.mark.parametrize("name", ["$x", "한", 'a"b', "a*", "Uninstall.exe", "installed.txt", "x..y"])
def test_a_name_that_could_not_be_installed_is_refused(payload: Path, name: str) -> None:
    (payload / name).write_text("")
    with pytest.raises(BuildError, match="cannot be installed"):
        payload_files(payload)


def test_a_payload_without_its_programs_is_refused(payload: Path) -> None:
    (payload / "Lineside.exe").unlink()
    with pytest.raises(BuildError, match="build the payload first"):
        payload_files(payload)


def scripts() -> str:
    return "".join(path.read_text() for path in sorted(setup.SCRIPTS.glob("*.ns?")))


def test_every_text_is_there_in_all_three_languages_and_is_used() -> None:
    used = set(re.findall(r"\$\(([A-Z_]+)\)", scripts()))
    assert set(texts()) == used
    for name, by_language in texts().items():
        assert set(by_language) == set(setup.LANGUAGES), name
        assert all(by_language.values()), name


def test_every_language_fills_in_the_same() -> None:
    for name, by_language in texts().items():
        filled = {
            tuple(sorted(set(re.findall(r"\$\{?\w+\}?|&\w", text.lower(), re.ASCII))))
            for text in by_language.values()
        }
        assert len(filled) == 1, f"{name}: {filled}"


def test_every_switch_of_the_setup_is_read() -> None:
    for switch in ("CurrentUser", "AllUsers", "DOWNGRADE=", "REMOVEDATA=", "LOG=", "LANG=", "CONTINUE"):
        assert f'"/{switch}"' in scripts()
    for switch in ("STARTMENU", "DESKTOP", "AUTOSTART", "COLLECT"):
        assert re.search(rf'TakeSwitch \$\w+ "{switch}"', scripts())


def test_the_task_runs_for_ever_and_as_nobody_in_particular() -> None:
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    text = (setup.SCRIPTS / "task.xml").read_text()
    task = ET.fromstring(text.partition("?>")[2].encode())
    said = {element.tag.removeprefix(space): element.text for element in task.iter()}
    assert said["UserId"] == "S-1-5-19"
    assert said["ExecutionTimeLimit"] == "PT0S"
    assert said["MultipleInstancesPolicy"] == "IgnoreNew"
    assert said["DisallowStartIfOnBatteries"] == said["StopIfGoingOnBatteries"] == "false"
    assert said["Arguments"] == 'collect --data-dir "$2"'
    assert task.find(f"{space}Triggers/{space}BootTrigger/{space}Repetition/{space}Interval") is not None


def test_nothing_but_data_is_removed_with_all_that_is_in_it() -> None:
    assert set(re.findall(r"RMDir /r (.*)", scripts())) == {"$DataUser", '"$DataUser-demo"', "$DataAll"}
