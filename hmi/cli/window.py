"""``hmi`` without a command: the window."""

from __future__ import annotations

import logging
import os
import sys

import typer

from hmi.cli.options import settings_of
from hmi.config.folder import DataFolder
from hmi.model.errors import UsageError
from hmi.station import Station

LANGUAGES = ("en", "ja", "ko")


def open_window(folder: DataFolder, *, demo: bool, language: str | None) -> int:
    """Start the station, show the window until it is closed, and return the exit code.

    Raises:
        UsageError: no display, an unknown language, or what a station's start raises.
    """
    if language is not None and language not in LANGUAGES:
        raise UsageError(f"There is no language {language!r}: choose one of {', '.join(LANGUAGES)}")
    _need_a_display()
    # Qt is imported here only, so that every other command works on a machine without its libraries.
    from hmi.qthreads import QThreadHost
    from hmi.window.app import run

    settings = settings_of(folder, demo=demo)
    host = QThreadHost()
    station = Station(folder, settings, host, demo=demo)
    for refusal in station.start():
        typer.echo(f"hmi: {refusal}", err=True)
    code = run(station, language or settings.language)
    if host.hanging():
        # A thread that hangs in a driver would make Qt abort the process; all its rows are on disk already.
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def _need_a_display() -> None:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise UsageError(
            "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty): "
            "'hmi collect' does the same work without a window"
        )
