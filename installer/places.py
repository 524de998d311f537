"""Where the builder finds and puts things, and the one version and the one time that all of them bear."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import hmi

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "installer"
CACHE = BUILD / "cache"
"""Downloads; each is checked against its hash before use."""
WINDOWS = BUILD / "windows" / "Lineside"
"""What the Windows set-up installs, file by file."""
LINUX = BUILD / "linux" / "lineside"
"""What the Linux bundle holds, file by file."""
DIST = ROOT / "dist"
"""What is given to users."""

_FIRST_TIME = 1_767_225_600
"""2026-01-01: the time of a source that knows none."""


class BuildError(Exception):
    """Something is missing or wrong; the text says what it is and what to do."""


def version() -> str:
    """That of the program, which everything built from it bears."""
    return hmi.__version__


def fixed_time() -> int:
    """The one time, in seconds since 1970, that all built files bear, so that two builds are equal.

    SOURCE_DATE_EPOCH, else the time of the last commit.
    """
    named = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if named:
        if not named.isdigit():
            raise BuildError(
                f"SOURCE_DATE_EPOCH is {named!r}: give whole seconds since 1970, or leave it out"
            )
        return int(named)
    told = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"],  # noqa: S607 - git is where PATH says
        capture_output=True,
        text=True,
        check=False,
    )
    return int(told.stdout) if told.returncode == 0 and told.stdout.strip().isdigit() else _FIRST_TIME
