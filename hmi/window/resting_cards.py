"""What the cards of the page Backups say: what waits, what is refused, what is damaged, what is safe."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from hmi.historian.archive import Place
from hmi.model.status import BackupStatus, ReplayState
from hmi.window import formats
from hmi.window.backup_texts import files_text, rows_text
from hmi.window.looks import Look, Tone
from hmi.window.widgets.place_bar import Card, Resting, quiet

translate = QCoreApplication.translate


def cards_of(
    backup: BackupStatus, quarantined: int, replayed: int | None, keep_days: int
) -> dict[Resting, Card]:
    """One for each place; ``replayed`` files, None before they were counted, are kept for ``keep_days``."""
    return {
        Resting.WAITING: _waiting(backup),
        Resting.QUARANTINE: Card(
            translate("Backups", "Quarantine"),
            rows_text(quarantined),
            translate("Backups", "refused: correct them or delete them")
            if quarantined
            else translate("Backups", "no row is refused"),
            Look("warning", Tone.WARNING, "") if quarantined else quiet("done"),
        ),
        Resting.SET_ASIDE: Card(
            translate("Backups", "Damaged"),
            files_text(backup.set_aside_files),
            translate("Backups", "intact rows are stored; look at the rest")
            if backup.set_aside_files
            else translate("Backups", "no file is damaged"),
            Look("warning", Tone.WARNING, "") if backup.set_aside_files else quiet("done"),
        ),
        Resting.REPLAYED: Card(
            translate("Backups", "Replayed"),
            formats.NOTHING if replayed is None else files_text(replayed),
            translate("Backups", "safe in the historian; kept for {days} days").format(days=keep_days),
            quiet("archive"),
        ),
    }


def _waiting(backup: BackupStatus) -> Card:
    title = translate("Backups", "Waiting")
    figure = rows_text(backup.pending_rows)
    if not backup.file_count:
        return Card(title, figure, translate("Backups", "everything is in the historian"), quiet("done"))
    note = translate("Backups", "in {files}, not in the historian yet")
    note = note.format(files=files_text(backup.file_count))
    if backup.replay.state is ReplayState.RUNNING:
        return Card(title, figure, note, Look("changing", Tone.NORMAL, ""))
    return Card(title, figure, note, Look("warning", Tone.WARNING, ""))


def empty_place(place: Place, folder: Path, keep_days: int) -> tuple[str, str]:
    """Why a place has no files, as a heading and an explanation."""
    match place:
        case Place.WAITING:
            return (
                translate("Backups", "No backup files"),
                translate(
                    "Backups",
                    "Nothing is waiting here for the historian.\n\n"
                    "When the historian cannot be reached, rows are kept in {folder} as CSV files, so that "
                    "nothing is lost until it takes them again.",
                ).format(folder=folder),
            )
        case Place.SET_ASIDE:
            return (
                translate("Backups", "No damaged files"),
                translate(
                    "Backups",
                    "A backup file that turns out to be damaged at its replay is set aside here with a "
                    "report of its lines. Its intact rows are stored all the same.",
                ),
            )
        case Place.REPLAYED:
            return (
                translate("Backups", "No replayed files"),
                translate(
                    "Backups",
                    "A file of which every row is confirmed by the historian is kept here for {days} days, "
                    "then it is deleted.",
                ).format(days=keep_days),
            )
