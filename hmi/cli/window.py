"""``hmi`` without a command: the window."""

from __future__ import annotations

import logging
import os
import sys

import typer

from hmi.cli.options import settings_of
from hmi.config.folder import DataFolder
from hmi.config.settings import Settings
from hmi.crash_log import crashes_to
from hmi.model.errors import UsageError
from hmi.running_mark import hold_running_mark
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
    from hmi.window.app import make_application

    settings = settings_of(folder, demo=demo)
    make_application(language or settings.language)
    return _window_on(folder, settings, demo=demo)


def _window_on(folder: DataFolder, settings: Settings, *, demo: bool) -> int:
    from hmi.api.face import RemoteFace
    from hmi.qthreads import QThreadHost
    from hmi.window.app import run
    from hmi.window.instance import Door
    from hmi.window.tasks import left_behind

    door = Door(folder)
    if door.knock():
        typer.echo(f"Lineside already works on {folder.root}: its window is shown")
        return 0
    door.open()
    hold_running_mark()
    host = QThreadHost()
    station = Station(folder, settings, host, demo=demo, remote=RemoteFace)
    try:
        with crashes_to(folder.crash_log) as crash:
            for refusal in station.start():
                typer.echo(f"hmi: {refusal}", err=True)
            if crash is not None:
                crash.tell(station.events)
            code = run(station, door)
    finally:
        door.close()
    if host.hanging() or left_behind():
        # A thread that hangs in a driver would make Qt abort the process, one that hangs for the window keep
        # it for ever; all rows are on disk already.
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # a program without a console has none
                stream.flush()
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
