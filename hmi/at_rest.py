"""Rows on their way that rest on disk: backup files and the quarantine, and what people do with them.

Whoever changes something here is named in the log of events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hmi.eventlog import EventLog
from hmi.historian.archive import Place
from hmi.historian.backup import CsvBackup
from hmi.historian.backup_files import BackupFile, NotDeletedError
from hmi.historian.export import Export
from hmi.historian.file_rows import FileRows
from hmi.historian.filecheck import FileReport
from hmi.historian.quarantine import Chosen, Quarantine
from hmi.historian.replay import Replay
from hmi.model.errors import HmiError
from hmi.model.events import BY_ITSELF, EventKind, named
from hmi.model.long_work import LongWork


@dataclass(frozen=True, slots=True)
class RestingFile:
    """A backup file, and how many of its rows are confirmed: in the historian, or refused by it."""

    file: BackupFile
    confirmed: int

    @property
    def name(self) -> str:
        """In its folder."""
        return self.file.name


class GrownError(HmiError):
    """More rows would be lost than the person has agreed to."""


class RowsAtRest:
    """From any thread but that of a window, for it reads and writes files; ``by`` is who gives a command."""

    def __init__(
        self, backups: CsvBackup, quarantine: Quarantine, replay: Replay, events: EventLog, *, keep_days: int
    ) -> None:
        self.keep_days = keep_days
        """For so many days replayed files are kept."""
        self._backups = backups
        self._quarantine = quarantine
        self._replay = replay
        self._events = events

    # -- files ------------------------------------------------------------------------------------------

    @property
    def folder(self) -> Path:
        """Where the backup files lie."""
        return self._backups.folder

    def files(self, place: Place, work: LongWork | None = None) -> list[RestingFile]:
        """The files of a place, the newest first.

        Raises:
            HmiError: the folder is not there.
            OSError: it cannot be read.
            CancelledWorkError: ``work`` is not wanted any more.
        """
        if not self.folder.is_dir():  # an unplugged disk would look like no rows
            raise HmiError(
                f"The backup folder {self.folder} is not there: plug its disk in, or make the folder"
            )
        confirmed = self._replay.stored_rows() if place is Place.WAITING else {}
        return [
            RestingFile(file, confirmed.get(file.name, 0) if place is Place.WAITING else file.rows or 0)
            for file in self._backups.list_files(place, work)
        ]

    def replayed_count(self) -> int:
        """How many replayed files are kept.

        Raises:
            OSError: the folder cannot be read.
        """
        return self._backups.count_files(Place.REPLAYED)

    def rows_of(self, name: str, place: Place) -> FileRows:
        """The rows of a file by their number.

        Raises:
            UsageError: there is no such file.
        """
        return self._backups.rows_of(name, place)

    def verify(self, names: Sequence[str], place: Place, work: LongWork, *, by: str) -> list[FileReport]:
        """Compare every row of these files with its checksum.

        Raises:
            HmiError: a file is gone, or cannot be read.
            CancelledWorkError: ``work`` is not wanted any more.
        """
        reports = self._reports(names, place, work)
        rows, intact = sum(one.rows for one in reports), sum(one.intact for one in reports)
        self._events.add(EventKind.BACKUP_VERIFIED, named(names), by=by, intact=intact, rows=rows)
        return reports

    def export(
        self,
        names: Sequence[str],
        place: Place,
        destination: Path,
        work: LongWork,
        *,
        overwrite: bool,
        by: str,
    ) -> Export:
        """Write the intact rows of these files to one CSV file, the oldest file first; all of them or none.

        Raises:
            UsageError: the file is there already and not to be overwritten, or has no folder.
            HmiError: a file cannot be read or written.
            CancelledWorkError: ``work`` is not wanted any more; nothing is written.
        """
        done = self._backups.export(names, destination, overwrite=overwrite, place=place, work=work)
        self._events.add(EventKind.BACKUP_EXPORTED, str(destination), by=by, files=len(names))
        return done

    def unconfirmed(self, names: Sequence[str], place: Place, work: LongWork) -> int:
        """Rows of these files that no historian has confirmed: they would be lost with the files.

        Of files that were set aside those are the damaged lines and the missing rows.

        Raises:
            HmiError: a file is gone, or cannot be read.
            CancelledWorkError: ``work`` is not wanted any more.
        """
        if place is Place.REPLAYED:
            return 0
        if place is Place.SET_ASIDE:
            return sum(one.damaged + one.missing for one in self._reports(names, place, work))
        confirmed = self._replay.stored_rows()
        files = self._backups.find(names)
        return sum(max(0, (file.rows or 0) - confirmed.get(file.name, 0)) for file in files)

    def delete(self, names: Sequence[str], place: Place, work: LongWork, *, agreed_rows: int, by: str) -> int:
        """Delete files for good; how many rows were lost with them, of ``agreed_rows`` at the most.

        Raises:
            GrownError: more rows would be lost; nothing is deleted.
            HmiError: a file is gone, or another program holds it; those before it are deleted.
            CancelledWorkError: ``work`` is not wanted any more; nothing is deleted.
        """
        lost = self.unconfirmed(names, place, work)
        if lost > agreed_rows:
            raise GrownError(
                f"{lost:,} rows would be lost now instead of {agreed_rows:,}: rows were written meanwhile. "
                "Nothing is deleted; delete again to be asked again"
            )
        try:
            self._backups.delete(names, place)
        except NotDeletedError as error:
            gone = [name for name in names if not (self.folder / place / name).exists()]
            if gone:
                rows = min(lost, error.rows)
                self._events.add(EventKind.BACKUP_DELETED, named(gone), by=by, rows=rows)
            raise
        self._events.add(EventKind.BACKUP_DELETED, named(names), by=by, rows=lost)
        return lost

    def _reports(self, names: Sequence[str], place: Place, work: LongWork) -> list[FileReport]:
        return [
            self._backups.verify(name, place, work.part(number, len(names)))
            for number, name in enumerate(names)
        ]

    # -- the replay -------------------------------------------------------------------------------------

    def replay(self, names: Sequence[str] | None = None, *, by: str = BY_ITSELF) -> None:
        """Send the rows of these files to the historian, or of all; returns at once."""
        self._replay.start(names)
        if names is None:
            self._events.add(EventKind.REPLAY_ALL_ASKED, by=by)
        else:
            self._events.add(EventKind.REPLAY_ASKED, by=by, files=named(names))

    def pause(self, *, by: str = BY_ITSELF) -> None:
        """Stop the replay after the rows that are on their way; what is left waits."""
        self._replay.pause()
        self._events.add(EventKind.REPLAY_PAUSED, by=by)

    def resume(self, *, by: str = BY_ITSELF) -> None:
        """Go on with the replay that was paused."""
        self._replay.resume()
        self._events.add(EventKind.REPLAY_RESUMED, by=by)

    def cancel(self, *, by: str = BY_ITSELF) -> None:
        """Forget which files were to be replayed; what is left waits, or goes by itself."""
        self._replay.cancel()
        self._events.add(EventKind.REPLAY_CANCELLED, by=by)

    def set_automatic(self, on: bool, *, by: str = BY_ITSELF) -> None:
        """Whether rows go back by themselves; until the end of the program, whatever the settings say."""
        self._replay.set_automatic(on)
        self._events.add(EventKind.AUTOMATIC_REPLAY_ON if on else EventKind.AUTOMATIC_REPLAY_OFF, by=by)

    # -- the quarantine ---------------------------------------------------------------------------------

    @property
    def quarantine(self) -> Quarantine:
        """The rows that the historian refused, to be looked at."""
        return self._quarantine

    def correct(self, chosen: Chosen, *, value: str | None, tag_name: str | None, by: str) -> int:
        """Give rows another value or name and have them sent again; how many.

        Raises:
            CorrectionError: the text is no value of a row's type.
            OSError: the disk refuses.
        """
        count = self._quarantine.correct(chosen, value=value, tag_name=tag_name)
        self._tell_rows(EventKind.QUARANTINE_CORRECTED, count, by)
        self.release(chosen, by=by)
        return count

    def release(self, chosen: Chosen, *, by: str) -> int:
        """Have rows sent to the historian again as they are; how many.

        Raises:
            OSError: the disk refuses.
        """
        count = self._quarantine.release(chosen)
        self._tell_rows(EventKind.QUARANTINE_RELEASED, count, by)
        return count

    def delete_rows(self, chosen: Chosen, *, by: str) -> int:
        """Delete rows of the quarantine for ever; how many.

        Raises:
            OSError: the disk refuses.
        """
        count = self._quarantine.delete(chosen)
        self._tell_rows(EventKind.QUARANTINE_DELETED, count, by)
        return count

    def export_rows(self, destination: Path, *, overwrite: bool, by: str) -> int:
        """Write every row in quarantine, with code and reason, to a CSV file; how many.

        Raises:
            UsageError: the file is there already and not to be overwritten, or has no folder.
            OSError: the quarantine cannot be read, or the file not be written.
        """
        count = self._quarantine.export(destination, overwrite=overwrite)
        self._events.add(EventKind.QUARANTINE_EXPORTED, str(destination), by=by, rows=count)
        return count

    def _tell_rows(self, kind: EventKind, count: int, by: str) -> None:
        if count:
            self._events.add(kind, by=by, rows=count)
