"""Makes the Windows program, file by file: Python, the packages, our own and the two programs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from installer import launch, runtime, trim, wheels
from installer.finish import finish
from installer.places import BuildError, version


def payload(target: Path, sign: Callable[[Path], None] | None = None) -> None:
    """Build the tree that the set-up installs into ``target``, which is made anew.

    ``sign`` signs in place what is made here: the two programs and the library that leads to Python.

    Raises:
        BuildError: something is missing or not as it is pinned; the text says what to do.
    """
    python, _library = runtime.host()
    new = target.with_name(f"{target.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    made = _fill(new, python)
    if sign is not None:
        for program in made:
            sign(program)
    finish(new, "windows", python=runtime.python_version(), python_licence=runtime.licence())
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)


def _fill(target: Path, python: Path) -> list[Path]:
    packages = target / "lib"
    packages.mkdir(parents=True)
    fetched = wheels.fetch("windows")
    trim.unpack(fetched, packages, "windows")
    trim.compile_tree(packages, python)
    runtime.put(target, _wheel_of(fetched, runtime.pins()["cpp_wheel"]))
    library = target / f"{runtime.short()}.dll"
    forwarder = target / "python3.dll"
    launch.forwarder(forwarder, library)
    return [*launch.programs(target, version=version(), python_dll=library.name), forwarder]


def _wheel_of(fetched: list[Path], name: str) -> Path:
    for wheel in fetched:
        if trim.distribution(wheel) == name:
            return wheel
    raise BuildError(f"The lock for Windows names no {name}, which brings the C++ runtime")
