"""Fetches the pinned wheels of a platform, each checked against the hash in its lock."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from installer.places import CACHE, ROOT, BuildError

Platform = Literal["windows", "linux"]

_LOCKS = {name: ROOT / "installer" / f"wheels-{name}.txt" for name in ("windows", "linux")}
_UV_PLATFORM = {"windows": "x86_64-pc-windows-msvc", "linux": "x86_64-manylinux_2_34"}
_PIP_PLATFORMS = {
    "windows": ("win_amd64",),
    "linux": (
        "manylinux_2_34_x86_64",
        "manylinux_2_28_x86_64",
        "manylinux_2_17_x86_64",
        "manylinux2014_x86_64",
    ),
}
PYTHON = "3.11"
"""Which Python the bundles are made with; the full version is the runtime's."""


def fetch(platform: Platform) -> list[Path]:
    """The wheels of the lock, downloaded where they are not yet in the cache; sorted by name.

    Raises:
        BuildError: pip cannot fetch one, or one is not what the lock says.
    """
    folder = CACHE / platform
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {digest: name for name, digest in locked(platform)}
    have = {sha256(path): path for path in folder.glob("*.whl")}
    if not wanted.keys() <= have.keys():
        _download(platform, folder, "--require-hashes", "--requirement", str(_LOCKS[platform]))
        have = {sha256(path): path for path in folder.glob("*.whl")}
    missing = [name for digest, name in wanted.items() if digest not in have]
    if missing:
        raise BuildError(f"pip has not brought {', '.join(missing)} as {_LOCKS[platform].name} has them")
    return sorted((have[digest] for digest in wanted), key=lambda path: path.name.lower())


def locked(platform: Platform) -> list[tuple[str, str]]:
    """What the lock of a platform names: (name==version, SHA-256), in its order."""
    text = _LOCKS[platform].read_text("utf-8")
    found = re.findall(r"^(\S+==\S+) --hash=sha256:([0-9a-f]{64})$", text, re.MULTILINE)
    if not found:
        raise BuildError(f"{_LOCKS[platform]} names no wheel: run 'python -m installer lock'")
    return found


def lock() -> None:
    """Write both locks anew: what pyproject.toml asks for, in the versions of constraints.txt, by hash."""
    for platform, path in _LOCKS.items():
        with tempfile.TemporaryDirectory() as temporary:
            names = _resolved(platform)
            folder = Path(temporary)
            wishes = folder / "names.txt"
            wishes.write_text("\n".join(names), "utf-8")
            _download(platform, folder, "--requirement", str(wishes))
            hashes = {_key(wheel.name.split("-")[0]): sha256(wheel) for wheel in folder.glob("*.whl")}
        lines = [f"{name} --hash=sha256:{hashes[_key(name.split('==')[0])]}" for name in names]
        path.write_text("\n".join(["# Made by 'python -m installer lock'.", *lines, ""]), "utf-8")


def sha256(path: Path) -> str:
    """The hash of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _resolved(platform: str) -> list[str]:
    """name==version of all that the program needs there, by that platform's markers."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--extra", "api"]
    command += ["--python-platform", _UV_PLATFORM[platform], "--python-version", PYTHON]
    command += ["--constraints", "constraints.txt", "--no-emit-index-url", "--no-header", "--no-annotate"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode != 0:
        raise BuildError(f"uv finds no set of packages for {platform}:\n{done.stderr}")
    return sorted(line.split(" ;")[0].strip() for line in done.stdout.splitlines() if "==" in line)


def _download(platform: str, folder: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--python-version", PYTHON, "--implementation", "cp"]
    for name in _PIP_PLATFORMS[platform]:
        command += ["--platform", name]
    done = subprocess.run(
        [*command, "--dest", str(folder), *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise BuildError(f"pip cannot fetch the wheels for {platform}:\n{done.stderr}")


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
