"""The MSI, made of a tiny payload and read back by msiinfo."""

from __future__ import annotations

import shutil
import subprocess
import uuid
from pathlib import Path

import pytest

from installer import msi
from installer.places import BuildError

_TIME = 1_800_000_000
needs_wixl = pytest.mark.skipif(
    shutil.which("wixl") is None or shutil.which("msiinfo") is None,
    reason="wixl and msitools are not installed: make installer brings them",
)


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    folder = tmp_path / "payload"
    (folder / "lib" / "deep").mkdir(parents=True)
    for name in ("Lineside.exe", "lineside-cli.exe", "lib/a.txt", "lib/deep/b (1)+x.txt"):
        (folder / name).write_text(name, "utf-8")
    return folder


def _table(path: Path, name: str) -> list[list[str]]:
    told = subprocess.run(["msiinfo", "export", str(path), name], capture_output=True, text=True, check=True)
    return [line.split("\t") for line in told.stdout.splitlines()[3:]]


def _built(payload: Path, name: str, version: str = "1.2.3") -> Path:
    return msi.build_msi(payload, payload.parent / name, version=version, fixed_time=_TIME)


@needs_wixl
def test_it_installs_every_file_for_all_users(payload: Path) -> None:
    made = _built(payload, "a.msi")
    names = {row[2].rpartition("|")[2] for row in _table(made, "File")}
    assert names == {"Lineside.exe", "lineside-cli.exe", "a.txt", "b (1)+x.txt"}
    folders = {row[0]: row[1:] for row in _table(made, "Directory")}
    assert folders["INSTALLDIR"] == ["ProgramFiles64Folder", "Lineside"]
    properties = {row[0]: row[1] for row in _table(made, "Property")}
    assert properties["ALLUSERS"] == "1"
    assert properties["ProductVersion"] == "1.2.3"
    assert properties["UpgradeCode"] == f"{{{msi.UPGRADE_CODE}}}"
    assert [row[4] for row in _table(made, "Shortcut")] == ["[INSTALLDIR]Lineside.exe"]
    assert sorted(row[2:5] for row in _table(made, "Registry")) == [
        [msi.OWN_KEY, "InstallDir", "[INSTALLDIR]"],
        [msi.OWN_KEY, "Version", "1.2.3"],
    ]


@needs_wixl
def test_it_refuses_beside_a_copy_of_the_set_up_and_under_a_newer_one(payload: Path) -> None:
    conditions = {row[0] for row in _table(_built(payload, "a.msi"), "LaunchCondition")}
    assert conditions == {
        "NOT WIX_DOWNGRADE_DETECTED",
        "Installed OR (NOT SETUPCOPY AND NOT USERCOPY)",
        "Installed OR NOT WINDOWSBUILD OR WINDOWSBUILD >= 17763",
    }


@needs_wixl
def test_two_builds_are_equal(payload: Path) -> None:
    first = _built(payload, "a.msi").read_bytes()
    other = payload.parent / "other" / "payload"
    shutil.copytree(payload, other)
    assert _built(other, "b.msi").read_bytes() == first
    (payload / "lib" / "a.txt").write_text("something else", "utf-8")
    assert _built(payload, "a.msi").read_bytes() != first


@needs_wixl
def test_components_keep_their_names_from_version_to_version(payload: Path) -> None:
    before = {row[5]: row[1] for row in _table(_built(payload, "a.msi"), "Component")}
    code = {row[0]: row[1] for row in _table(payload.parent / "a.msi", "Property")}["ProductCode"]
    (payload / "lib" / "new.txt").write_bytes(b"")
    after = {row[5]: row[1] for row in _table(_built(payload, "b.msi", "1.3.0"), "Component")}
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1
    assert {row[0]: row[1] for row in _table(payload.parent / "b.msi", "Property")}["ProductCode"] != code


@needs_wixl
def test_the_finished_file_is_signed(payload: Path) -> None:
    signed: list[Path] = []
    path = msi.build_msi(
        payload, payload.parent / "a.msi", version="1.2", fixed_time=_TIME, sign=signed.append
    )
    assert signed == [path]


@pytest.mark.parametrize("version", ["1.2.3.4", "1", "300.1", "1.2.70000", "1.x"])
def test_a_version_that_windows_does_not_take_is_refused(
    payload: Path, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: name)
    with pytest.raises(BuildError, match="must be two or three numbers"):
        _built(payload, "a.msi", version)


def test_without_wixl_it_says_what_to_install(payload: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(BuildError, match="apt-get install wixl"):
        _built(payload, "a.msi")


def test_what_wixl_does_not_write_is_not_taken() -> None:
    with pytest.raises(BuildError, match="whose summary is not found"):
        msi.settled(b"something else", uuid.uuid4(), _TIME)
