"""Holds a finished bundle to what was promised of it; ``policy.toml`` says what may not be in it."""

from __future__ import annotations

import json
import marshal
import re
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any

from installer import hashes, pe
from installer.places import ROOT, version
from installer.wheels import Platform

PATH_FILE = b"python311.zip\r\nDLLs\r\nlib\r\n"
"""Where Python looks, and nowhere else."""
_MEANT = {"linux": ("runtime/start.py",), "windows": ()}
"""Sources that are in a bundle on purpose."""
_PROGRAMS = {"Lineside.exe": "Lineside", "lineside-cli.exe": "Lineside, command line"}
_MANIFEST = ("PerMonitorV2", "longPathAware", "asInvoker", "8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a")
_KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40}")
_TOLD = 20
"""So many of one kind are named; the rest is counted."""


def problems(payload: Path, platform: Platform) -> list[str]:
    """All that is wrong with a bundle, one line each; none when it may be given to users."""
    found = [
        *_names(payload, platform),
        *_size(payload, platform),
        *_mark(payload, platform),
        *hashes.problems(payload),
    ]
    found += _cut(_contents(payload))
    if platform == "windows":
        found += _windows(payload)
    return found


def artifact_problems(setup: Path) -> list[str]:
    """What is wrong with a finished set-up, seen from outside."""
    size, limit = setup.stat().st_size, int(_rules()["limits"]["setup"])
    return [f"{setup.name} has {size / 1e6:.1f} MB, {limit / 1e6:.0f} are allowed"] if size > limit else []


def summary(payload: Path, platform: Platform) -> str:
    """The bundle in a few lines, for whoever builds it."""
    paths = [path for path in payload.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in paths)
    folders: dict[str, int] = {}
    for path in paths:
        name = "/".join(path.relative_to(payload).parts[:2][: -1 if path.parent == payload else None])
        folders[name or "."] = folders.get(name or ".", 0) + path.stat().st_size
    largest = sorted(folders.items(), key=lambda item: -item[1])[:5]
    lines = [f"{platform}: {len(paths)} files, {size / 1e6:.1f} MB"]
    lines += [f"  {name:<24} {bytes_ / 1e6:>6.1f} MB" for name, bytes_ in largest]
    return "\n".join(lines)


def _names(payload: Path, platform: Platform) -> list[str]:
    found: list[str] = []
    names = sorted(path.relative_to(payload).as_posix() for path in payload.rglob("*") if path.is_file())
    names = [name for name in names if name not in _MEANT[platform]]
    for what, pattern in _rules()["forbidden"].items():
        forbidden = re.compile(pattern, re.IGNORECASE)
        found += _cut([f"{name} is {what}" for name in names if forbidden.search(name)])
    return found


def _size(payload: Path, platform: Platform) -> list[str]:
    size = sum(path.stat().st_size for path in payload.rglob("*") if path.is_file())
    limit = int(_rules()["limits"][platform])
    return [f"{size / 1e6:.1f} MB unpacked, {limit / 1e6:.0f} are allowed"] if size > limit else []


def _mark(payload: Path, platform: Platform) -> list[str]:
    path = payload / "bundle.json"
    if not path.is_file():
        return ["bundle.json is missing"]
    mark = json.loads(path.read_text("utf-8"))
    wanted = {"name": "Lineside", "version": version(), "platform": platform}
    return [
        f"bundle.json says {name} {mark.get(name)!r}, not {value!r}"
        for name, value in wanted.items()
        if mark.get(name) != value
    ]


def _contents(payload: Path) -> Iterator[str]:
    machine = str(ROOT).encode()
    for name, data in _files(payload):
        if _KEY.search(data):
            yield f"{name} holds a private key"
        if machine in data:
            yield f"{name} names the folder it was built in"
        if name.endswith(".pyc"):
            yield from _compiled(name, data)


def _files(payload: Path) -> Iterator[tuple[str, bytes]]:
    """Every file with its content, those in the standard library's archive too."""
    for path in sorted(path for path in payload.rglob("*") if path.is_file()):
        name = path.relative_to(payload).as_posix()
        yield name, path.read_bytes()
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for inner in archive.namelist():
                    yield f"{name}/{inner}", archive.read(inner)


def _compiled(name: str, data: bytes) -> Iterator[str]:
    """What a .pyc says of itself has to be of the bundle, and the same wherever it was built."""
    if data[4:8] != b"\x01\0\0\0":
        yield f"{name} holds the time of its source: it is not the same each time"
    if data[:4] != MAGIC_NUMBER:
        return  # of another Python than this; its code cannot be read
    for code in _codes(marshal.loads(data[16:])):  # noqa: S302 - our own build
        if re.match(r"/|\\|[A-Za-z]:|\.\.", code.co_filename):
            yield f"{name} names {code.co_filename}"
            return


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _codes(part)


def _windows(payload: Path) -> list[str]:
    rules = _rules()
    images = {path: pe.read(path) for path in pe.files(payload)}
    found = [
        f"{path.relative_to(payload)} is not for 64 bits" for path, image in images.items() if not image.x64
    ]
    folders = rules["library_folders"]
    for folder, adder in folders.items():
        path = payload / adder
        if (payload / folder).is_dir() and not (path.is_file() and b"add_dll_directory" in path.read_bytes()):
            found.append(f"Nothing adds {folder} to where libraries are found; {adder} should")
    windows = rules["windows"]
    found += _cut(
        pe.unresolved(
            payload, images, folders=folders, windows=windows["libraries"], windows_sets=windows["sets"]
        )
    )
    path_file = payload / "python311._pth"
    if not path_file.is_file() or path_file.read_bytes() != PATH_FILE:
        found.append("python311._pth does not say exactly where Python looks")
    for name, description in _PROGRAMS.items():
        image = images.get(payload / name)
        found += [f"{name} is missing"] if image is None else _program(name, description, image)
    return found


def _program(name: str, description: str, image: pe.Image) -> list[str]:
    wanted = {"FileDescription": description, "OriginalFilename": name, "ProductName": "Lineside"}
    wanted |= {"FileVersion": version(), "ProductVersion": version()}
    found = [
        f"{name} says {key} {image.version.get(key)!r}, not {value!r}"
        for key, value in wanted.items()
        if image.version.get(key) != value
    ]
    found += [] if image.icon else [f"{name} has no icon"]
    return found + [f"{name}'s manifest has no {part}" for part in _MANIFEST if part not in image.manifest]


def _cut(found: Iterator[str] | list[str]) -> list[str]:
    lines = list(found)
    return lines if len(lines) <= _TOLD else [*lines[:_TOLD], f"... and {len(lines) - _TOLD} more like this"]


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((ROOT / "installer" / "policy.toml").read_text("utf-8"))
