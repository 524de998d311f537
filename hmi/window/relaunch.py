"""How this program is called again: after it has ended, at the start of the system, for the demo plant."""

from __future__ import annotations

from PySide6.QtCore import QProcess

from hmi.bundle import window_command
from hmi.config.folder import DataFolder
from hmi.model.errors import HmiError


def own_command(folder: DataFolder, *, demo: bool = False) -> list[str]:
    """The program and its arguments, to open the window on this data folder."""
    return [*window_command(), "--data-dir", str(folder.root), *(["--demo"] if demo else [])]


def demo_command() -> list[str]:
    """The program and its arguments, to open the window on the demo plant in the demo's own folder."""
    return [*window_command(), "--demo"]


def start_detached(command: list[str]) -> None:
    """Start a program that lives on without this one.

    Raises:
        HmiError: the system does not start it.
    """
    started, _process_id = QProcess.startDetached(command[0], command[1:], "")
    if not started:
        raise HmiError(f"{command[0]} could not be started: start Lineside by hand")
