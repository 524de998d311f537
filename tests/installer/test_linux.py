"""The Linux bundle: its libraries, its programs, its archive, and what stands beside them."""

from __future__ import annotations

import configparser
import importlib.util
import shutil
import subprocess
import sys
import tarfile
from dataclasses import replace
from pathlib import Path

import pytest

from installer import linux, linux_elf, linux_libs, linux_runtime
from installer.places import ROOT, BuildError
from installer.wheels import PYTHON

FILES = ROOT / "installer" / "linux_files"
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bundle is built on Linux")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An extension module of this Python that needs a library of the machine."""
    found = importlib.util.find_spec("_sqlite3")
    if found is None or found.origin is None or not found.has_location:
        pytest.skip("this Python has sqlite3 built in")
    source = Path(found.origin)
    target = tmp_path / "bundle" / "runtime" / "lib" / "python3.11" / "lib-dynload" / source.name
    target.parent.mkdir(parents=True)
    shutil.copy(source, target)
    return target


@pytest.fixture
def bundle(tmp_path: Path, library: Path) -> Path:
    return tmp_path / "bundle"


@pytest.fixture
def host() -> linux_runtime.Host:
    if sys.version_info[:2] != (3, 11):
        pytest.skip("the bundle is made of 3.11")
    return linux_runtime.host()


def test_an_elf_file_says_what_it_needs_and_a_text_is_none(library: Path, tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text("text", "utf-8")

    said = linux_elf.read(library)

    assert said is not None
    assert "libsqlite3.so.0" in said.needed
    assert linux_elf.newest(said.versions, "GLIBC") >= (2, 2)
    assert linux_elf.read(text) is None


def test_what_is_needed_comes_along_and_is_found_beside(bundle: Path, library: Path) -> None:
    linux_libs.look(library, "$ORIGIN/../..")
    assert linux_libs.lacking(bundle) == [f"{library.relative_to(bundle).as_posix()}: libsqlite3.so.0"]

    came = linux_libs.complete(bundle, bundle)

    assert "libsqlite3.so.0" in came
    assert (bundle / "runtime" / "lib" / "libsqlite3.so.0").is_file()
    assert linux_libs.lacking(bundle) == []


def test_a_library_that_nobody_decided_on_stops_the_build(
    bundle: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linux_libs.look(library, "$ORIGIN/../..")
    monkeypatch.setattr(linux_libs, "named", lambda: {"granted": ["libc.so.6"], "taken": []})

    with pytest.raises(BuildError, match=r"linux\.toml neither takes nor takes for granted"):
        linux_libs.complete(bundle, bundle)


def test_another_python_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "python"
    other.write_text(
        '#!/bin/sh\necho \'{"version": "3.12.1", "kind": "cpython linux x86_64"}\'\n', encoding="utf-8"
    )
    other.chmod(0o755)
    monkeypatch.setenv("LINESIDE_PYTHON", str(other))

    with pytest.raises(BuildError, match=rf"made of CPython {PYTHON} .* LINESIDE_PYTHON"):
        linux_runtime.host()


def test_folders_of_the_building_machine_are_written_over_in_place(
    host: linux_runtime.Host, tmp_path: Path
) -> None:
    file = tmp_path / "library"
    file.write_bytes(b"a /home/builder/python/lib b")

    linux_runtime.forget(replace(host, told_of=("/home/builder/python",)), tmp_path)

    assert file.read_bytes() == b"a /nonexistent//python/lib b"


def test_a_version_at_the_end_of_a_folder_stays(host: linux_runtime.Host, tmp_path: Path) -> None:
    file = tmp_path / "library"
    # The linker keeps "3.11.7" once, as the end of the longer text.
    file.write_bytes(b"/home/builder/python/3.11.7\0")

    linux_runtime.forget(replace(host, told_of=("/home/builder/python/3.11.7",)), tmp_path)

    assert file.read_bytes().endswith(b"/3.11.7\0")
    assert b"builder" not in file.read_bytes()


def test_a_folder_too_short_to_be_written_over_is_refused(host: linux_runtime.Host, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="/py is too short"):
        linux_runtime.forget(replace(host, told_of=("/py",)), tmp_path)


def test_the_program_is_found_through_a_link_and_in_a_folder_with_a_blank(tmp_path: Path) -> None:
    folder = tmp_path / "My Lineside"
    (folder / "runtime" / "bin").mkdir(parents=True)
    shutil.copy(FILES / "lineside", folder / "lineside")
    python = folder / "runtime" / "bin" / "python3.11"
    python.write_text('#!/bin/sh\nprintf "%s\\n" "$$" "$@"\n', "utf-8")
    python.chmod(0o755)
    link = tmp_path / "lineside"
    link.symlink_to(folder / "lineside")

    process = subprocess.Popen([str(link), "collect", "a b"], stdout=subprocess.PIPE, text=True)
    told, _ = process.communicate(timeout=30)

    # The same process: a signal reaches the program.
    start = str(folder / "runtime" / "start.py")
    assert told.splitlines() == [str(process.pid), "-I", "-S", start, "collect", "a b"]


def test_two_archives_of_one_folder_are_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    for name in ("one", "two"):
        folder = tmp_path / name
        (folder / "inner").mkdir(parents=True)
        for file in ("b", "a") if name == "one" else ("a", "b"):
            (folder / "inner" / file).write_text(file, "utf-8")

    archives = [linux.pack(tmp_path / name, tmp_path / f"{name}.tar.xz") for name in ("one", "two")]

    assert archives[0].read_bytes() == archives[1].read_bytes()
    with tarfile.open(archives[0]) as tar:
        assert tar.getnames() == ["lineside", "lineside/inner", "lineside/inner/a", "lineside/inner/b"]
        assert {(member.uname, member.mtime) for member in tar} == {("root", 1800000000)}


def test_the_service_and_the_menu_call_the_programs_of_the_bundle() -> None:
    service = configparser.RawConfigParser(comment_prefixes="#")
    service.optionxform = str  # type: ignore[assignment,method-assign] # systemd minds the case
    service.read(FILES / "lineside-collect.service", "utf-8")
    menu = configparser.RawConfigParser(comment_prefixes="#")
    menu.read(FILES / "lineside.desktop", "utf-8")

    started = service["Service"]
    assert started["ExecStart"] == "/opt/lineside/lineside-cli collect --data-dir %S/lineside"
    assert (started["DynamicUser"], started["StateDirectory"], started["Restart"]) == (
        "yes",
        "lineside",
        "always",
    )
    assert menu["Desktop Entry"]["Exec"] == "/opt/lineside/lineside"
    # By this the desktop knows whose window it is.
    assert menu["Desktop Entry"]["StartupWMClass"] == "lineside"
