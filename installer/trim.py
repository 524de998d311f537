"""Takes out of wheels and of the standard library what ``payload.toml`` allows, and compiles it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from installer.places import ROOT, BuildError
from installer.wheels import Platform

_ALLOWED = ROOT / "installer" / "payload.toml"


def unpack(wheels: Iterable[Path], target: Path, platform: Platform) -> None:
    """Put what is allowed of these wheels, and our own package with its resources, into ``target``.

    Raises:
        BuildError: a distribution or a pattern of ``payload.toml`` is not met by what there is.
    """
    for wheel in wheels:
        _unpack_one(wheel, target, platform)
    _own(target)


def stdlib(home: Path, target: Path) -> None:
    """Copy the allowed modules of the standard library at ``home`` (``lib/python3.11``) into ``target``.

    Raises:
        BuildError: one of them is not there.
    """
    for name in _allowed()["stdlib"]["modules"]:
        package, module = home / name, home / f"{name}.py"
        if package.is_dir():
            ignored = shutil.ignore_patterns("__pycache__", "test", "tests", "idle_test", "*.exe")
            shutil.copytree(package, target / name, ignore=ignored)
        elif module.is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(module, target / module.name)
        else:
            raise BuildError(f"{home} has no module {name}: is it the whole standard library?")


def compile_tree(folder: Path, python: Path) -> None:
    """Replace every ``.py`` below ``folder`` by a ``.pyc`` in its place, by this interpreter.

    Traces name files relative to ``folder``, so nothing of the building machine is in them; what is
    written depends on the sources alone, so that two builds are equal.

    Raises:
        BuildError: a file does not compile.
    """
    command = [str(python), "-S", str(ROOT / "installer" / "compile_files.py"), str(folder)]
    # One hash seed: sets of constants are written in its order.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"{folder} does not compile:\n{done.stdout}{done.stderr}")


def distribution(wheel: Path) -> str:
    """The normalized name of the distribution in a wheel file."""
    return re.sub(r"[-_.]+", "-", wheel.name.split("-")[0]).lower()


def _unpack_one(wheel: Path, target: Path, platform: Platform) -> None:
    name = distribution(wheel)
    rules = _rules(name, wheel)
    take = [*rules.get("take", ()), *rules.get(platform, ())] or ["**"]
    drop = [*_allowed()["every"]["drop"], *rules.get("drop", ())]
    with zipfile.ZipFile(wheel) as archive:
        for info in archive.infolist():
            path = _where(info.filename)
            if info.is_dir() or not _any(take, path) or _any(drop, path):
                continue
            whole = target / path
            whole.parent.mkdir(parents=True, exist_ok=True)
            whole.write_bytes(archive.read(info))


def _rules(name: str, wheel: Path) -> dict[str, Any]:
    allowed = _allowed()
    if name in allowed["whole"]["names"]:
        return {}
    rules: dict[str, Any] | None = allowed["distribution"].get(name)
    if rules is None:
        raise BuildError(f"{wheel.name} is new: say in {_ALLOWED.name} what of {name!r} the bundle needs")
    return rules


def _where(name: str) -> str:
    """Where a file of a wheel is installed: what is in its folders of data goes beside the packages."""
    return re.sub(r"^[^/]+\.data/(purelib|platlib)/", "", name)


def _own(target: Path) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "_resources")
    shutil.copytree(ROOT / "hmi", target / "hmi", ignore=ignored)
    resources = ROOT / "resources"
    for pattern in _allowed()["own"]["resources"]:
        found = [path for path in resources.glob(f"{pattern}/**/*") if path.is_file()]
        found += [path for path in resources.glob(pattern) if path.is_file()]
        if not found:
            raise BuildError(f"resources/{pattern} holds nothing")
        for path in found:
            copied = target / "hmi" / "_resources" / path.relative_to(resources)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copied)


@cache
def _allowed() -> dict[str, Any]:
    return tomllib.loads(_ALLOWED.read_text("utf-8"))


def _any(patterns: Sequence[str], path: str) -> bool:
    return any(_pattern(pattern).fullmatch(path) for pattern in patterns)


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A path with ``*`` (no slash), ``**`` (any depth) and ``[!x]`` as a regular expression."""
    parts = re.split(r"(\*\*/|\*\*|\*|\[![^\]]*\])", pattern)
    meanings = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*"}
    return re.compile("".join(_part(part, meanings) for part in parts))


def _part(part: str, meanings: dict[str, str]) -> str:
    if part.startswith("[!"):
        return f"[^/{re.escape(part[2:-1])}]"
    return meanings.get(part, re.escape(part))
