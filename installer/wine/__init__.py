"""Tries the set-up in a fresh Windows of Wine: what it puts, what runs, what it takes away again.

Wine is evidence and no Windows: the release job runs the installed program on Windows itself.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

from installer import hashes
from installer.places import BUILD, BuildError, fixed_time, version
from installer.setup import build_setup
from installer.wine import checks_machine, checks_running, checks_user
from installer.wine.prefix import Prefix, missing_tools
from installer.wine.table import run_checks, write_out
from installer.wine.world import World

_OLDER = "0.0.9"
PICTURES = BUILD / "pictures"


def run(setup: Path, payload: Path) -> int:
    """Run all checks of ``setup``, which installs ``payload``; 0 where all hold, or where there is no Wine.

    Raises:
        BuildError: there is no set-up, or Wine does not start.
    """
    missing = missing_tools()
    if missing:
        print(f"SKIPPED: the set-up was not tried, because {', '.join(missing)} is not on this machine.")
        return 0
    if not setup.is_file():
        raise BuildError(f"{setup} is not there: run 'make installer' first")
    with tempfile.TemporaryDirectory(prefix="lineside-wine-") as temporary:
        folder = Path(temporary)
        older = _older_setup(payload, folder)
        with Prefix(folder / "windows") as prefix:
            world = World(prefix, setup, older, version(), _OLDER, PICTURES)
            results = run_checks(
                [
                    *checks_user.CHECKS,
                    *checks_running.CHECKS,
                    *checks_user.LAST_CHECKS,
                    *checks_machine.CHECKS,
                ],
                world,
            )
    print(f"\n{write_out(results)}\nPictures: {PICTURES}", flush=True)
    return 0 if all(result.passed for result in results) else 1


def _older_setup(payload: Path, folder: Path) -> Path:
    """A set-up of a version before: one file that is gone since, one that has changed; packed quickly."""
    print("A set-up of a version before is made ...", file=sys.stderr)
    older = folder / "older"
    shutil.copytree(payload, older)
    stale = older / "lib" / "stale" / "gone.pyc"
    stale.parent.mkdir()
    stale.write_bytes(b"stale")
    known = json.loads((older / "bundle.json").read_text("utf-8"))
    (older / "bundle.json").write_text(json.dumps(known | {"version": _OLDER}), "utf-8")
    hashes.write(older)
    output = folder / f"Lineside-{_OLDER}-setup.exe"
    return build_setup(older, output, version=_OLDER, fixed_time=fixed_time(), compression="zlib")
