"""``hmi backup replay``: rows of backup files to the historian, where no station runs that would do it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Annotated

import typer
from rich.text import Text

from hmi.cli.collect import stop_signals
from hmi.cli.live import LiveOutput
from hmi.cli.noted import note
from hmi.cli.options import DataDirOption, DemoOption, folder_of, is_demo, settings_of
from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.config.only_instance import only_instance
from hmi.config.settings import Settings
from hmi.historian.backup import CsvBackup
from hmi.historian.feed import ReplayFeed
from hmi.historian.quarantine import Quarantine
from hmi.historian.replay import Replay
from hmi.historian.tag_directory import TagDirectory
from hmi.historian.writer import Writer
from hmi.logs import logging_to
from hmi.model.errors import HmiError, UsageError, did_you_mean
from hmi.model.events import EventKind, named
from hmi.model.status import ReplayState, ReplayStatus
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.qthreads import QThreadHost
from hmi.running_mark import hold_running_mark
from hmi.storage import make_historian, mappings_of

_LOOK_S = 0.2
_GIVE_UP_S = 60.0
_END_S = 4.0


def replay(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Names from 'hmi backup list'; without any, all."),
    ] = None,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object on stdout at the end: what became of the rows.")
    ] = False,
) -> None:
    """Send the rows of backup files to the historian, the oldest first; none is stored twice.

    For a data folder on which no station runs. Ctrl+C stops; the next replay goes on from there.
    """
    demo = is_demo(context, demo)
    folder = folder_of(context, data_dir, demo=demo)
    settings = settings_of(folder, demo=demo)
    hold_running_mark()
    with _alone(folder), logging_to(folder.logs, settings.log_level):
        session = _Session(folder, settings)
        session.ask_for(files)
        session.check()
        if files:
            note(folder, EventKind.REPLAY_ASKED, files=named(files))
        else:
            note(folder, EventKind.REPLAY_ALL_ASKED)
        with stop_signals() as stop, session.running(), _Progress() as progress:
            still_since, done = time.monotonic(), -1
            while not stop.wait(_LOOK_S) and not session.replay.is_done:
                status = session.replay.status()
                progress.show(status)
                if status.rows_done != done:
                    still_since, done = time.monotonic(), status.rows_done
                elif time.monotonic() - still_since > _GIVE_UP_S:
                    break
    session.report(as_json=as_json)


@contextmanager
def _alone(folder: DataFolder) -> Iterator[None]:
    with ExitStack() as held:
        try:
            held.enter_context(only_instance(folder))
        except UsageError as error:
            raise HmiError(
                f"{error}. A station that runs replays by itself, or with 'Replay now' on its page Backups"
            ) from error
        yield


class _Session:
    """A replay and its writer, and what they need of a station."""

    def __init__(self, folder: DataFolder, settings: Settings) -> None:
        directory = TagDirectory(ConfigDatabase(folder.station_db).load_plant())
        self._begun = time.monotonic()
        self._names: frozenset[str] | None = None
        self._historian = make_historian(folder, settings, mappings_of(folder, settings), directory)
        self._backups = CsvBackup(settings.backup_path, keep_days=settings.keep_replayed_days)
        self._quarantine = Quarantine(folder.quarantine)
        self._ledger = Ledger()
        feed = ReplayFeed()
        journal = Journal(folder.journal)  # stays closed: what it holds is the next station's
        self._writer = Writer(
            CircularBuffer(self._ledger, self._backups, journal),
            self._historian,
            self._backups,
            self._quarantine,
            self._ledger,
            journal,
            feed,
            retry_delays=settings.retry_delays,
        )
        self.replay = Replay(
            self._backups,
            self._quarantine,
            feed,
            directory,
            self._ledger,
            folder.journal / "replay.json",
            historian_fails=lambda: self._writer.historian_fails,
            automatic=False,
            rows_per_s=settings.replay_rows_per_s,
            batch_size=settings.buffer_batch_size,
        )

    def ask_for(self, names: list[str] | None) -> None:
        """Which files; all of them without names.

        Raises:
            UsageError: a file of that name does not wait.
        """
        waiting = [file.name for file in self._backups.waiting()]
        for name in names or ():
            if name not in waiting:
                hint = did_you_mean(name, waiting) or "; 'hmi backup list' shows what there is"
                raise UsageError(f"No backup file {name!r} waits in {self._backups.folder}{hint}")
        self._names = frozenset(names) if names else None
        self.replay.start(names or None)

    def check(self) -> None:
        """Raises HistorianError, with what to do, where the historian does not take rows now."""
        try:
            self._historian.check()
        except HmiError:
            self._historian.close()
            raise

    @contextmanager
    def running(self) -> Iterator[None]:
        """Replay and write until the end of the block, then stop and let go of everything."""
        host = QThreadHost()
        writer, replay = host.start(self._writer), host.start(self.replay)
        try:
            yield
        finally:
            replay.request_stop()
            replay.join(_END_S)
            writer.request_stop()
            if not writer.join(_END_S):
                self._historian.close()  # ends a write in progress
                writer.join(_END_S)
            self._historian.close()
            self._quarantine.close()

    def report(self, *, as_json: bool) -> None:
        """Say what became of the rows.

        Raises:
            HmiError: something is left, or could not be stored.
        """
        seconds = time.monotonic() - self._begun
        left = [file for file in self._backups.waiting() if self._names is None or file.name in self._names]
        rows_left = self.replay.status().rows_left if self._names is None else sum(f.rows or 0 for f in left)
        stored, refused = self._ledger.counts().stored, self.replay.refused_rows
        if as_json:
            outcome = {
                "stored": stored,
                "refused": refused,
                "left": rows_left,
                "files_left": len(left),
                "seconds": round(seconds, 1),
                "last_error": self.replay.status().last_error,
            }
            typer.echo(json.dumps(outcome))
        summary = (
            f"{stored:,} rows stored in {seconds:,.1f} s, {refused:,} refused or damaged, {rows_left:,} left"
        )
        if not left and not refused:
            typer.echo(f"{summary}: the historian has every row.", err=True)
            return
        remedy = (
            "replay again for what is left"
            if left
            else "'hmi quarantine list' shows refused rows, 'hmi backup list --set-aside' damaged files"
        )
        reason = self.replay.status().last_error
        raise HmiError(f"{summary}{f' ({reason})' if reason else ''}: {remedy}")


class _Progress(LiveOutput):
    """How far the replay is."""

    def show(self, status: ReplayStatus) -> None:
        """Show this status."""
        if self.is_live:
            self.picture(Text(_line(status)))
        else:
            self.line(_line(status))


def _line(status: ReplayStatus) -> str:
    total = status.rows_done + status.rows_left
    line = f"{status.rows_done:,} of {total:,} rows"
    if status.state is ReplayState.RUNNING and status.seconds_left is not None:
        line += f", {status.rows_per_s:,.0f} rows/s, {status.seconds_left:,.0f} s left"
    return f"{line}; {status.last_error}" if status.last_error else line
