"""The last steps of every bundle: what it says of itself, licences, parts, hashes, times."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from installer import hashes, licences, sbom
from installer.places import ROOT, fixed_time, version
from installer.wheels import Platform


def finish(target: Path, platform: Platform, *, python: str, python_licence: Path) -> None:
    """Make a bundle whole that holds all its programs; ``python`` is the full version of the one in it.

    Raises:
        BuildError: a licence is missing or not allowed.
    """
    shutil.copy(ROOT / "LICENSE", target / "LICENSE.txt")
    # By this a packaged program knows itself.
    known = {"name": "Lineside", "version": version(), "platform": platform, "python": python}
    (target / "bundle.json").write_text(json.dumps(known, indent=1) + "\n", "utf-8", newline="")
    works = licences.collect(target, platform, python=python_licence)
    sbom.write(target, platform, works, version=version(), fixed_time=fixed_time())
    hashes.write(target)
    _set_times(target)


def _set_times(target: Path) -> None:
    """Give every file and folder the one time and plain rights, so that two builds are equal."""
    paths = [target, *target.rglob("*")]
    for path in paths:
        runs = path.is_dir() or os.access(path, os.X_OK) or ".so" in path.name
        path.chmod(0o755 if runs else 0o644)
    for path in sorted(paths, reverse=True):
        os.utime(path, (fixed_time(), fixed_time()))
