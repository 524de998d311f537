"""``hmi config``: the plant's configuration in, out and under the magnifying glass."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hmi.cli.options import DataDirOption, folder_of, settings_of
from hmi.config.checks import check as check_database
from hmi.config.database import ConfigDatabase
from hmi.config.exporter import export as export_files
from hmi.config.importer import import_files
from hmi.config.report import ImportReport
from hmi.melsec.tag_addresses import check_address
from hmi.model.errors import UsageError

app = typer.Typer(help="Import, export and check PLCs, polling groups and tags.", no_args_is_help=True)


@app.command("import")
def import_(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE", help="CSV files; the header says which table.")
    ],
    group: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="The polling group of tags that name none.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report the same and write nothing.")] = False,
    data_dir: DataDirOption = None,
) -> None:
    """Add and change PLCs, groups and tags from CSV files.

    All of it, or nothing where anything is wrong. What the files do not name stays as it is.
    """
    database = _database(context, data_dir)
    report = import_files(database, files, check_address=check_address, group=group, dry_run=dry_run)
    if report.errors:
        for error in report.errors:
            typer.echo(str(error), err=True)
        raise UsageError(
            f"{_count(len(report.errors), 'error')}, nothing was imported: correct the files and try again"
        )
    _show(report, database)


@app.command("export")
def export(
    context: typer.Context,
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Where the three CSV files are put.")],
    data_dir: DataDirOption = None,
) -> None:
    """Write PLCs, groups and tags as three CSV files.

    plc_connections.csv, polling_groups.csv and tags.csv; importing them gives the same plant.
    """
    for file in export_files(_database(context, data_dir), directory):
        typer.echo(f"{file.path}: {_count(file.rows, 'row')}")


@app.command("check")
def check(context: typer.Context, data_dir: DataDirOption = None) -> None:
    """Look through the stored configuration and the settings."""
    folder = folder_of(context, data_dir)
    settings = settings_of(folder)
    database = ConfigDatabase(folder.station_db)
    findings = check_database(database, check_address=check_address, max_running=settings.max_running_groups)
    for finding in findings:
        typer.echo(f"{'problem' if finding.is_problem else 'warning'}: {finding.text}", err=True)
    if settings.oracle is not None:
        settings.oracle.password()  # a station that has none does not start
    problems = sum(finding.is_problem for finding in findings)
    if problems:
        raise UsageError(f"{database.path}: {_count(problems, 'problem')}")
    typer.echo(f"{_sum_up(database)}; historian: {settings.historian}")


def _database(context: typer.Context, data_dir: Path | None) -> ConfigDatabase:
    return ConfigDatabase(folder_of(context, data_dir).station_db)


def _show(report: ImportReport, database: ConfigDatabase) -> None:
    for counts in report.files:
        typer.echo(str(counts))
    for note in report.made_groups:
        typer.echo(note)
    typer.echo("dry run: nothing was written" if report.dry_run else f"written to {_sum_up(database)}")


def _sum_up(database: ConfigDatabase) -> str:
    plant = database.load_plant()
    plcs, groups, tags = len(plant.plcs), len(plant.groups), len(plant.tags)
    counts = (_count(plcs, "PLC"), _count(groups, "polling group"), _count(tags, "tag"))
    return f"{database.path}: {', '.join(counts)}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
