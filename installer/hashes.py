"""SHA256SUMS, by which anybody can see whether files are what was built: ``sha256sum -c SHA256SUMS``."""

from __future__ import annotations

from pathlib import Path

from installer.wheels import sha256

NAME = "SHA256SUMS"


def write(folder: Path) -> Path:
    """List every other file below ``folder`` with its hash, by paths with ``/``, sorted."""
    path = folder / NAME
    path.unlink(missing_ok=True)
    lines = [f"{digest}  {name}\n" for name, digest in _found(folder).items()]
    path.write_text("".join(lines), "utf-8", newline="")
    return path


def problems(folder: Path) -> list[str]:
    """What is not as the list in ``folder`` says: files that are missing, different or not listed."""
    path = folder / NAME
    if not path.is_file():
        return [f"{NAME} is missing"]
    listed = {line[66:]: line[:64] for line in path.read_text("utf-8").splitlines()}
    found = _found(folder)
    missing = [f"{name} is missing" for name in listed.keys() - found.keys()]
    strange = [f"{name} is not in {NAME}" for name in found.keys() - listed.keys()]
    other = [
        f"{name} is not what was built"
        for name in listed.keys() & found.keys()
        if listed[name] != found[name]
    ]
    return sorted([*missing, *strange, *other])


def _found(folder: Path) -> dict[str, str]:
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name: sha256(folder / name) for name in paths if name != NAME}
