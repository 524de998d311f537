"""The short form of ``make monkey``: the same random clicks and keys, for a few seconds."""

from __future__ import annotations

import subprocess
import sys

from tests.processes import environment


def test_random_clicks_and_keys_break_nothing() -> None:
    """In a process of its own, because it listens to every warning and exception there."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.window.monkey", "--minutes", "0.3", "--seed", "7"],
        capture_output=True,
        text=True,
        timeout=120,
        env=environment(),
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "x click" in ended.stdout
