"""How backup files look and why they were written, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hmi.at_rest import RestingFile
from hmi.historian.archive import Place
from hmi.historian.filecheck import FileReport
from hmi.model.spill_reasons import BUFFER_FULL, HISTORIAN_FAILS, NO_ANSWER, NO_TIME_LEFT, QUEUE_FULL
from hmi.model.status import ReplayState, ReplayStatus
from hmi.window import formats
from hmi.window.looks import Look, Tone

translate = QCoreApplication.translate


def rows_text(count: int) -> str:
    """A number of rows."""
    if count == 1:
        return translate("Backups", "1 row")
    return translate("Backups", "{n} rows").format(n=formats.number(count))


def files_text(count: int) -> str:
    """A number of files."""
    if count == 1:
        return translate("Backups", "1 file")
    return translate("Backups", "{n} files").format(n=formats.number(count))


def reason_text(reason: str) -> str:
    """Why rows were written to a file; what the historian said stays as it said it."""
    match reason:
        case "":
            return translate("Backups", "not recorded")
        case value if value == QUEUE_FULL:
            return translate("Backups", "Overflow: the data queue was full")
        case value if value == BUFFER_FULL:
            return translate("Backups", "Overflow: the buffer was full")
        case value if value == NO_TIME_LEFT:
            return translate("Backups", "End of the program: no time was left to store them")
        case value if value == NO_ANSWER:
            return translate("Backups", "End of the program: the historian did not answer")
        case value if value == HISTORIAN_FAILS:
            return translate("Backups", "The historian did not take rows")
    return translate("Backups", "Historian: {reason}").format(reason=reason)


def reasons_text(reasons: tuple[str, ...]) -> str:
    """All reasons of a file, one by line."""
    return "\n".join(map(reason_text, reasons or ("",)))


def stored_pct(file: RestingFile, replay: ReplayStatus) -> int:
    """How much of a file is confirmed, in whole percent; 100 only when all of it is."""
    rows = file.file.rows or 0
    confirmed = replay.file_rows_done if replay.file == file.name else file.confirmed
    return min(99, 100 * confirmed // rows) if rows and confirmed < rows else 100 if rows else 0


def file_look(file: RestingFile, place: Place, replay: ReplayStatus, report: FileReport | None) -> Look:
    """The state of a file; ``report`` is what a check of it has found."""
    if place is Place.REPLAYED:
        return Look("done", Tone.QUIET, translate("Backups", "Stored"))
    if place is Place.SET_ASIDE:
        return Look("warning", Tone.WARNING, translate("Backups", "Damaged"))
    pct = stored_pct(file, replay)
    if replay.file == file.name and replay.state is not ReplayState.IDLE:
        text = translate("Backups", "Replaying, {pct} %").format(pct=pct)
        return Look("changing", Tone.NORMAL, text)
    if file.file.is_open:
        return Look("changing", Tone.NORMAL, translate("Backups", "Being written"))
    if report is not None and not report.is_intact:
        return Look("warning", Tone.WARNING, translate("Backups", "Waiting, damaged"))
    if 0 < pct < 100:
        return Look("stopped", Tone.QUIET, translate("Backups", "Waiting, {pct} % stored").format(pct=pct))
    return Look("stopped", Tone.QUIET, translate("Backups", "Waiting"))


def report_look(report: FileReport) -> Look:
    """What the check of a file has found."""
    if not report.is_intact:
        text = translate("Backups", "Damaged lines: {damaged} · missing rows: {missing}").format(
            damaged=formats.number(report.damaged), missing=formats.number(report.missing)
        )
        return Look("warning", Tone.WARNING, text)
    if report.has_checksums:
        return Look("done", Tone.QUIET, translate("Backups", "Every row is as it was written"))
    return Look("done", Tone.QUIET, translate("Backups", "Every line is a row; the file has no checksums"))
