"""Commands to backup files: given off the GUI thread, visible until they have shown their effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from hmi.historian.archive import Place
from hmi.historian.export import Export
from hmi.historian.filecheck import FileReport
from hmi.model.long_work import LongWork
from hmi.window import formats
from hmi.window.backup_texts import files_text, rows_text
from hmi.window.context import Context
from hmi.window.looks import Tone

T = TypeVar("T")
_LINES_TOLD = 5


class BackupCommands(QObject):
    """One long work at a time; ``said`` carries a tone and a text for the message bar.

    ``changed`` when a work begins or ends, ``verified`` when reports of files are there, ``done`` when files
    may have come or gone. ``asked`` carries the files, their place and how many rows would be lost with
    them: ``delete`` them only when a person agrees.
    """

    said = Signal(str, str)
    changed = Signal()
    verified = Signal(object)
    done = Signal()
    asked = Signal(object, object, int)

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at_rest = context.station.at_rest
        self._tasks = context.tasks
        self._access = context.access
        self.work: LongWork | None = None
        """What is under way."""
        self.title = ""

    # -- files -------------------------------------------------------------------------------------------

    def verify(self, names: Sequence[str], place: Place) -> None:
        """Compare every row of these files with its checksum."""
        at_rest, who = self._at_rest, self._access.who
        self._run(
            self.tr("Verifying {files}").format(files=self.files_text(names)),
            lambda work: at_rest.verify(names, place, work, by=who),
            self._verified,
        )

    def export(self, names: Sequence[str], place: Place, path: Path) -> None:
        """Write the rows of these files to one; whoever calls has asked whether it may be replaced."""
        at_rest, who = self._at_rest, self._access.who
        oldest_first = tuple(reversed(names))
        self._run(
            self.tr("Exporting {files}").format(files=self.files_text(names)),
            lambda work: at_rest.export(oldest_first, place, path, work, overwrite=True, by=who),
            self._exported,
        )

    def ask_to_delete(self, names: Sequence[str], place: Place) -> None:
        """Delete these files if every row of them is confirmed; else find out what would be lost and ask."""
        at_rest = self._at_rest

        def found(lost: int) -> None:
            if lost:
                self.asked.emit(tuple(names), place, lost)
            else:
                self.delete(names, place, 0)

        self._run(
            self.tr("Looking for rows of {files} that are not stored").format(files=self.files_text(names)),
            lambda work: at_rest.unconfirmed(names, place, work),
            found,
        )

    def delete(self, names: Sequence[str], place: Place, agreed_rows: int) -> None:
        """Delete files with which so many rows are lost at the most."""
        at_rest, who = self._at_rest, self._access.who

        def deleted(lost: int) -> None:
            if lost:
                text = self.tr("Deleted: {files}. Lost, for they were not in the historian: {rows}")
                tone = Tone.WARNING
            else:
                text, tone = self.tr("Deleted: {files}. Every row of them is confirmed"), Tone.NORMAL
            self.said.emit(tone, text.format(files=self.files_text(names), rows=rows_text(lost)))

        self._run(
            self.tr("Deleting {files}").format(files=self.files_text(names)),
            lambda work: at_rest.delete(names, place, work, agreed_rows=agreed_rows, by=who),
            deleted,
        )

    def files_text(self, names: Sequence[str]) -> str:
        """One file by its name, several by their number."""
        if len(names) == 1:
            return names[0]
        return files_text(len(names))

    # -- the replay: these only note what is wanted, and never wait ---------------------------------------

    def replay(self, names: Sequence[str] | None = None) -> None:
        """Send the rows of these files to the historian, or of all."""
        self._at_rest.replay(names, by=self._access.who)

    def pause(self) -> None:
        """Stop the replay after the rows that are on their way."""
        self._at_rest.pause(by=self._access.who)

    def resume(self) -> None:
        """Go on with the replay."""
        self._at_rest.resume(by=self._access.who)

    def cancel(self) -> None:
        """Forget what was asked for."""
        self._at_rest.cancel(by=self._access.who)

    def set_automatic(self, on: bool) -> None:
        """Whether rows go back by themselves."""
        self._at_rest.set_automatic(on, by=self._access.who)

    # -- inside ------------------------------------------------------------------------------------------

    def _run(self, title: str, do: Callable[[LongWork], T], then: Callable[[T], object]) -> None:
        if self.work is not None:  # the buttons are disabled then, and say why
            return
        work = self.work = LongWork(self._tasks.closing)
        self.title = title

        def ended() -> None:
            self.work = None
            self.changed.emit()
            self.done.emit()

        def succeed(result: T) -> None:
            ended()
            then(result)

        def fail(text: str) -> None:
            ended()
            if work.is_cancelled:
                self.said.emit(Tone.NORMAL, self.tr("Cancelled: {title}").format(title=title))
            else:
                self.said.emit(Tone.ALARM, text)

        self.changed.emit()
        self._tasks.operation(lambda: do(work)).success(succeed).failure(fail).start()

    def _verified(self, reports: list[FileReport]) -> None:
        self.verified.emit(reports)
        bad = [report for report in reports if not report.is_intact]
        if not bad:
            rows = sum(report.rows for report in reports)
            text = self.tr("Intact: {files}. Every row is as it was written: {rows}")
            if not all(report.has_checksums for report in reports):
                text = self.tr("No line is damaged: {files}, {rows}. Not every file has checksums")
            names = [report.name for report in reports]
            text = text.format(files=self.files_text(names), rows=rows_text(rows))
            self.said.emit(Tone.NORMAL, text)
            return
        self.said.emit(Tone.WARNING, "\n".join(self._damage(report) for report in bad[:_LINES_TOLD]))

    def _damage(self, report: FileReport) -> str:
        lines = [formats.number(error.line) for error in report.errors[:_LINES_TOLD]]
        more = len(report.errors) > _LINES_TOLD
        return self.tr(
            "{file} is damaged, {intact} of {rows} intact; lines {lines}. "
            "A replay stores the intact rows and sets the file aside"
        ).format(
            file=report.name,
            intact=formats.number(report.intact),
            rows=rows_text(report.rows),
            lines=", ".join(lines) + ("…" if more else ""),
        )

    def _exported(self, done: Export) -> None:
        rows, path = rows_text(done.rows), str(done.path)
        if done.lost:
            text = self.tr("Exported to {path}: {rows}. Left out, for they are damaged or missing: {lost}")
            text = text.format(rows=rows, path=path, lost=rows_text(done.lost))
            self.said.emit(Tone.WARNING, text)
        else:
            self.said.emit(Tone.NORMAL, self.tr("Exported to {path}: {rows}").format(rows=rows, path=path))
