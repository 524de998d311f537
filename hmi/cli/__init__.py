"""The command line: ``hmi`` opens the window, its commands do everything that needs none."""

from __future__ import annotations

from hmi.cli.app import main

__all__ = ["main"]
