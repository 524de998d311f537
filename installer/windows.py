"""Makes the Windows program, file by file: Python, the packages, our own and the two programs."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from installer import hashes, launch, runtime, trim, wheels
from installer.places import ROOT, BuildError, fixed_time, version


def payload(target: Path) -> None:
    """Build the tree that the set-up installs into ``target``, which is made anew.

    Raises:
        BuildError: something is missing or not as it is pinned; the text says what to do.
    """
    python, _library = runtime.host()
    new = target.with_name(f"{target.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    _fill(new, python)
    hashes.write(new)
    _set_times(new)
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)


def _fill(target: Path, python: Path) -> None:
    packages = target / "lib"
    packages.mkdir(parents=True)
    fetched = wheels.fetch("windows")
    trim.unpack(fetched, packages, "windows")
    trim.compile_tree(packages, python)
    runtime.put(target, _wheel_of(fetched, runtime.pins()["cpp_wheel"]))
    library = target / f"{runtime.short()}.dll"
    launch.forwarder(target / "python3.dll", library)
    launch.programs(target, version=version(), python_dll=library.name)
    shutil.copy(ROOT / "LICENSE", target / "LICENSE.txt")
    _mark(target, "windows")


def _mark(target: Path, platform: wheels.Platform) -> None:
    """Leave word of what this is, by which a packaged program knows itself."""
    known = {
        "name": "Lineside",
        "version": version(),
        "platform": platform,
        "python": runtime.python_version(),
    }
    (target / "bundle.json").write_text(json.dumps(known, indent=1) + "\n", "utf-8")


def _set_times(target: Path) -> None:
    """Give every file and folder the one time and plain rights, so that two builds are equal."""
    for path in [target, *target.rglob("*")]:
        runs = path.is_dir() or os.access(path, os.X_OK)
        path.chmod(0o755 if runs else 0o644)
    for path in sorted([target, *target.rglob("*")], reverse=True):
        os.utime(path, (fixed_time(), fixed_time()))


def _wheel_of(fetched: list[Path], name: str) -> Path:
    for wheel in fetched:
        if trim.distribution(wheel) == name:
            return wheel
    raise BuildError(f"The lock for Windows names no {name}, which brings the C++ runtime")
