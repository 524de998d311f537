"""``hmi collect``: the station without a window."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from hmi.api.face import RemoteFace
from hmi.cli.api import remote_lines, with_api
from hmi.cli.monitor import Monitor
from hmi.cli.options import DataDirOption, DemoOption, folder_of, polled_plant_of, settings_of
from hmi.cli.windows_end import stop_at_the_end
from hmi.crash_log import crashes_to
from hmi.model.errors import HmiError
from hmi.model.status import StationStatus
from hmi.qthreads import QThreadHost, take_short_turns
from hmi.running_mark import hold_running_mark
from hmi.station import Station

_REFRESH_S = 1.0


def collect(
    context: typer.Context,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
    duration: Annotated[
        float | None,
        typer.Option(min=0.1, help="Seconds to collect; without it until Ctrl+C.", show_default=False),
    ] = None,
    api: Annotated[
        bool, typer.Option("--api", help="Let other programs ask: REST, WebSocket, metrics; see 'hmi api'.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object on stdout at the end: the status.")
    ] = False,
) -> None:
    """Collect without a window until told to stop.

    Ctrl+C, a polite kill and the end of the session write out everything and shut down in order.
    """
    demo = demo or context.obj.demo
    folder = folder_of(context, data_dir, demo=demo)
    polled_plant_of(folder)
    take_short_turns()
    hold_running_mark()
    settings = settings_of(folder, demo=demo)
    if api:
        settings = with_api(settings)
    station = Station(folder, settings, QThreadHost(), demo=demo, remote=RemoteFace)
    with crashes_to(folder.crash_log) as crash, stop_signals() as stop, Monitor() as monitor:
        for refusal in station.start():
            monitor.say(f"hmi: {refusal}")
        if crash is not None:
            crash.tell(station.events)
            monitor.say(f"hmi: {crash}")
        for line in remote_lines(station):
            monitor.say(line)
        monitor.say(f"Recording into {station.historian.place}")
        if station.recovered_rows:
            monitor.say(f"{station.recovered_rows} rows that the last run left in the journal are taken up")
        try:
            _watch(station, stop, monitor, duration)
            monitor.say("Stopping: the polls in progress end, and what is left is written out.")
        finally:
            station.stop()
        status = station.status()
        monitor.show(status, last=True)
    if as_json:
        typer.echo(json.dumps(status.as_dict()))
    _judge(status, Path(folder.root))


def _watch(station: Station, stop: threading.Event, monitor: Monitor, duration: float | None) -> None:
    end = None if duration is None else time.monotonic() + duration
    while not stop.is_set():
        left = _REFRESH_S if end is None else min(_REFRESH_S, end - time.monotonic())
        if left <= 0:
            return
        stop.wait(left)
        monitor.show(station.status())


def _judge(status: StationStatus, folder: Path) -> None:
    """Fail where nothing could be read or a row was lost: a script must notice."""
    silent = [group for group in status.groups if group.poll_count and not group.success_count]
    if silent:
        names = ", ".join(group.group_name for group in silent)
        raise HmiError(f"these groups could not be read at all: {names}. {silent[0].last_error}")
    if status.rows.dropped:
        raise HmiError(f"{status.rows.dropped} rows were lost: see {folder / 'logs' / 'buffer.log'}")


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """An event that Ctrl+C, a polite kill, a console's close and the end of the session set.

    Windows waits for the end of the process. The handlers from before come back at the end of the block.
    """
    stop = threading.Event()
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in _ending_signals()}
    try:
        stop_at_the_end(stop)
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ending_signals() -> Iterator[signal.Signals]:
    yield from (signal.SIGINT, signal.SIGTERM)
    if hasattr(signal, "SIGBREAK"):
        yield signal.SIGBREAK  # Windows: Ctrl+Break
    # The terminal is gone; whoever started us with nohup wants us to go on.
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        yield signal.SIGHUP
