"""The CPython of the Linux bundle: this machine's, copied so that it runs in any folder of any machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from installer import trim
from installer.linux_libs import look, named, slim
from installer.places import BuildError
from installer.wheels import PYTHON

_ASK = """
import json, os, platform, sys, sysconfig
print(json.dumps({
    "version": platform.python_version(),
    "kind": f"{sys.implementation.name} {sys.platform} {platform.machine()}",
    "program": os.path.realpath(sys.executable), "prefix": sys.base_prefix,
    "library": os.path.realpath(sysconfig.get_path("stdlib")), "built_in": sys.builtin_module_names,
    "settings": sysconfig._get_sysconfigdata_name(), "suffix": sysconfig.get_config_var("EXT_SUFFIX"),
    "sources": sysconfig.get_config_var("abs_srcdir"),
}))
"""
_KIND = "cpython linux x86_64"
_NOWHERE = "/nonexistent"
_NOT_OURS = ("/usr", "/usr/local")
"""Folders that every machine has; any other prefix tells of the one that Python was built on."""


@dataclass(frozen=True)
class Host:
    """An interpreter of this machine."""

    version: str
    program: Path
    prefix: Path
    library: Path
    """The standard library: ``lib/python3.11``."""
    built_in: frozenset[str]
    settings: str
    """The name of the module that holds what it was built with."""
    suffix: str
    """How its extension modules end: ``.cpython-311-x86_64-linux-gnu.so``."""
    told_of: tuple[str, ...]
    """Folders of the machine it was built on, which its files may name."""


def host() -> Host:
    """The CPython 3.11 named by LINESIDE_PYTHON, else the one that this program runs on.

    Raises:
        BuildError: it is another Python, or for another machine.
    """
    python = os.environ.get("LINESIDE_PYTHON", "").strip() or sys.executable
    told = _run([python, "-I", "-c", _ASK], f"{python} does not answer")
    known = json.loads(told)
    if known["kind"] != _KIND or not known["version"].startswith(f"{PYTHON}."):
        raise BuildError(
            f"The Linux bundle is made of CPython {PYTHON} for x86_64, and {python} is {known['kind']} "
            f"{known['version']}: name another with LINESIDE_PYTHON, or make .venv with python{PYTHON}"
        )
    folders = {known["prefix"], known["sources"]} - {*_NOT_OURS, None}
    return Host(
        known["version"],
        Path(known["program"]),
        Path(known["prefix"]),
        Path(known["library"]),
        frozenset(known["built_in"]),
        known["settings"],
        known["suffix"],
        tuple(sorted(folders, key=len, reverse=True)),
    )


def put(host: Host, target: Path) -> None:
    """Put the interpreter and its standard library, compiled, into ``target`` (the bundle's ``runtime``).

    Raises:
        BuildError: something of it is not there.
    """
    program = target / "bin" / f"python{PYTHON}"
    library = target / "lib" / f"python{PYTHON}"
    program.parent.mkdir(parents=True)
    _copy(host.program, program, "$ORIGIN/../lib")
    trim.stdlib(host.library, library)
    # What Python was built with: paths and compilers of the building machine, which nothing here asks for.
    (library / f"{host.settings}.py").write_text("build_time_vars = {}\n", "utf-8")
    trim.compile_tree(library, host.program)
    modules = library / "lib-dynload"
    modules.mkdir()
    for name in named()["extensions"]:
        source = host.library / "lib-dynload" / f"{name}{host.suffix}"
        if source.is_file():
            _copy(source, modules / source.name, "$ORIGIN/../..")
        elif name not in host.built_in:
            raise BuildError(f"{host.program} has no module {name}: is it the whole Python?")


def forget(host: Host, target: Path) -> None:
    """Write over the folders of the machine this Python was built on, where files name them; lengths stay.

    The last name of a folder stays too: a linker keeps a text that ends another one only once, and
    ``…/3.11.7`` may hold Python's own version.

    Raises:
        BuildError: one is shorter than what it is written over with.
    """
    others = {folder.encode(): _elsewhere(folder).encode() for folder in host.told_of}
    for folder, other in others.items():
        if len(folder) != len(other):
            raise BuildError(
                f"{folder.decode()} is too short to be written over: put Python in a longer path"
            )
    for path in sorted(target.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            new = data
            for folder, other in others.items():
                new = new.replace(folder, other)
            if new != data:
                path.write_bytes(new)


def _elsewhere(folder: str) -> str:
    kept = f"/{Path(folder).name}"
    return _NOWHERE.ljust(len(folder) - len(kept), "/") + kept


def _copy(source: Path, target: Path, place: str) -> None:
    shutil.copy(source, target)
    target.chmod(0o755)
    slim(target)
    look(target, place)


def _run(command: list[str], wrong: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise BuildError(f"{wrong}: {error}") from error
    if done.returncode != 0:
        raise BuildError(f"{wrong}: {done.stderr.strip()}")
    return done.stdout
