"""``hmi backup``: the CSV files that hold what the historian did not take."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from hmi.cli.noted import note
from hmi.cli.options import DataDirOption, DemoOption, folder_seen, is_demo, settings_of
from hmi.cli.tables import make_table, print_table
from hmi.historian.archive import Place
from hmi.historian.backup import CsvBackup
from hmi.historian.backup_files import BackupFile
from hmi.historian.filecheck import FileReport
from hmi.model.errors import HmiError, UsageError
from hmi.model.events import EventKind, named

app = typer.Typer(
    help="List, show, verify, export, replay and delete the CSV backup files.", no_args_is_help=True
)

_NO_FILES = {
    Place.WAITING: "No backup files in {folder}: no row waits there for the historian.",
    Place.REPLAYED: "No replayed files in {folder}.",
    Place.SET_ASIDE: "No damaged files in {folder}.",
}

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A name from 'hmi backup list'.")]
FilesArgument = Annotated[
    list[str], typer.Argument(metavar="FILE", help="Names from 'hmi backup list'.", show_default=False)
]


@app.command("list")
def list_files(
    context: typer.Context,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
    replayed: Annotated[bool, typer.Option("--replayed", help="The files replayed already.")] = False,
    set_aside: Annotated[
        bool, typer.Option("--set-aside", help="The damaged files: what is intact of them was replayed.")
    ] = False,
) -> None:
    """List the backup files, the newest first; times are in UTC."""
    if replayed and set_aside:
        raise UsageError("--replayed and --set-aside are two lists: ask for one of them")
    place = Place.REPLAYED if replayed else Place.SET_ASIDE if set_aside else Place.WAITING
    backup = _backup(context, data_dir, demo=demo)
    files = backup.list_files(place)
    folder = backup.folder / place
    if not files:
        typer.echo(_NO_FILES[place].format(folder=folder))
        return
    table = make_table(("file", "first", "last"), ("rows",))
    for file in files:
        rows = "?" if file.rows is None else str(file.rows)
        table.add_row(file.name, _to_the_second(file.first_ts), _to_the_second(file.last_ts), rows)
    print_table(table)
    megabytes = sum(file.size_bytes for file in files) / 1_000_000
    typer.echo(f"{_files(len(files))} in {folder}: {_rows_in(files)}, {megabytes:,.1f} MB", err=True)
    if place is Place.SET_ASIDE:
        typer.echo("The .report.txt beside each says which lines are damaged, and what to do.", err=True)


@app.command("show")
def show(
    context: typer.Context,
    name: FileArgument,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
    limit: Annotated[int, typer.Option(min=1, help="Rows at the most.")] = 20,
    filter_text: Annotated[
        str, typer.Option("--filter", help="Only rows with this text.", show_default=False)
    ] = "",
) -> None:
    """Show the rows of a backup file, and which lines are damaged."""
    preview = _backup(context, data_dir, demo=demo).preview(name, limit=limit, text=filter_text)
    table = make_table(preview.header)
    for row in preview.rows:
        table.add_row(*row)
    print_table(table)
    for error in preview.errors:
        typer.echo(f"{name} line {error.line}: {error.reason}", err=True)
    wanted = f" with {filter_text!r}" if filter_text else ""
    typer.echo(f"{len(preview.rows):,} of {_rows(preview.total)}{wanted}", err=True)


@app.command("verify")
def verify(
    context: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Names from 'hmi backup list'; else all.", show_default=False),
    ] = None,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Read backup files to their end and say what is damaged in them; exit 1 where anything is."""
    backup = _backup(context, data_dir, demo=demo)
    files = backup.find(names) if names else backup.list_files()[::-1]
    if not files:
        typer.echo(_NO_FILES[Place.WAITING].format(folder=backup.folder))
    intact = sum(_is_intact(backup, file.name) for file in files)
    if intact < len(files):
        raise HmiError(f"{_files(len(files) - intact)} of {len(files):,} damaged or not readable")


@app.command("export")
def export(
    context: typer.Context,
    names: FilesArgument,
    to: Annotated[Path, typer.Option("--to", metavar="PATH", help="The CSV file to write.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Write the intact rows of backup files to one CSV file; the files stay."""
    done = _backup(context, data_dir, demo=demo).export(names, to, overwrite=overwrite)
    folder = folder_seen(context, data_dir, demo=demo)
    note(folder, EventKind.BACKUP_EXPORTED, str(done.path), files=len(done.reports))
    for report in done.reports:
        if not report.is_intact:
            typer.echo(_verdict(report), err=True)
    typer.echo(f"{_rows(done.rows)} written to {done.path}")


@app.command("delete")
def delete(
    context: typer.Context,
    names: FilesArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Delete backup files for ever: the rows in them are not confirmed in the historian."""
    backup = _backup(context, data_dir, demo=demo)
    files = backup.find(names)
    what = f"{_files(len(files))} with {_rows_in(files)} that are not confirmed in the historian"
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError(
                f"This deletes {what}: keep them with 'hmi backup export' first, or say --yes if they may go"
            )
        typer.confirm(f"Delete {what}, for ever?", abort=True)
    rows = backup.delete(names)
    note(folder_seen(context, data_dir, demo=demo), EventKind.BACKUP_DELETED, named(names), rows=rows)
    typer.echo(f"{_files(len(files))} with {_rows(rows)} deleted")


def _is_intact(backup: CsvBackup, name: str) -> bool:
    try:
        report = backup.verify(name)
    except UsageError:
        typer.echo(f"{name} has gone meanwhile: replayed, or deleted", err=True)
        return True
    except HmiError as error:  # the other files are looked at all the same
        typer.echo(str(error), err=True)
        return False
    typer.echo(_verdict(report))
    for line in report.errors:
        typer.echo(f"{name} line {line.line}: {line.reason}", err=True)
    return report.is_intact


def _verdict(report: FileReport) -> str:
    by = "" if report.has_checksums else ", by structure alone: it has no checksums"
    if report.is_intact:
        return f"{report.name}: {_rows(report.rows)}, intact{by}"
    return (
        f"{report.name}: {report.intact:,} of {_rows(report.rows)} intact, "
        f"{_count(report.damaged, 'line')} damaged, {_rows(report.missing)} missing{by}"
    )


def _rows_in(files: Sequence[BackupFile]) -> str:
    return _rows(sum(file.rows or 0 for file in files))


def _rows(count: int) -> str:
    return _count(count, "row")


def _files(count: int) -> str:
    return _count(count, "file")


def _count(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def _to_the_second(ts: str | None) -> str:
    """``2026-11-22T04:35:17.337033Z`` as ``2026-11-22T04:35:17Z``; blank where a file has no row."""
    return "" if ts is None else f"{ts.partition('.')[0].removesuffix('Z')}Z"


def _backup(context: typer.Context, data_dir: DataDirOption, *, demo: bool) -> CsvBackup:
    folder = folder_seen(context, data_dir, demo=demo)
    place = settings_of(folder, demo=is_demo(context, demo)).backup_path
    if place != folder.backup and not place.is_dir():  # else an unplugged disk would look like no rows
        raise HmiError(f"The backup folder {place} is not there: plug its disk in, or make the folder")
    return CsvBackup(place)
