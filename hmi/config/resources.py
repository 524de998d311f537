"""Finds the files that travel with the program: SQL, translations, icons, the demo plant."""

from __future__ import annotations

from pathlib import Path

from hmi.model.errors import HmiError


def resource_path(*parts: str) -> Path:
    """The path of a resource, in an installed program (``hmi/_resources``) or in a checkout (``resources/``).

    Raises:
        HmiError: the resource is not there, so the installation is incomplete.
    """
    package = Path(__file__).resolve().parents[1]
    installed = package / "_resources"
    root = installed if installed.is_dir() else package.parent / "resources"
    path = root.joinpath(*parts)
    if not path.exists():
        raise HmiError(f"The program's own file {path} is missing: install Lineside again")
    return path
