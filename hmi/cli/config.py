"""``hmi config``: the plant's configuration in, out and under the magnifying glass."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hmi.cli.import_report import (
    refuse_to_overwrite,
    show_errors,
    show_rows,
    show_warnings,
    write_report,
)
from hmi.cli.noted import note
from hmi.cli.options import DataDirOption, folder_of, settings_of
from hmi.cli.range_warnings import RangeWarnings, range_warnings
from hmi.config.checks import check as check_database
from hmi.config.database import ConfigDatabase
from hmi.config.exporter import export as export_files
from hmi.config.importer import import_files
from hmi.config.mapping_check import check_mappings
from hmi.config.mapping_file import load_mappings
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.errors import UsageError
from hmi.model.events import EventKind

app = typer.Typer(help="Import, export and check PLCs, polling groups and tags.", no_args_is_help=True)

FilesArgument = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE",
        help="CSV files: PLCs, groups, tags, device comments of GX Works, tags of KEPServerEX.",
    ),
]
PlcOption = Annotated[
    str | None,
    typer.Option(
        metavar="CODE", help="The PLC of tags that name none, if there are several.", show_default=False
    ),
]
GroupOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The polling group of tags that name none.", show_default=False),
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        "--report",
        metavar="FILE.csv",
        help="Write what becomes of every row to a CSV file.",
        show_default=False,
    ),
]


@app.command("import")
def import_(
    context: typer.Context,
    files: FilesArgument,
    plc: PlcOption = None,
    group: GroupOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report the same and write nothing.")] = False,
    report_file: ReportOption = None,
    offline: Annotated[
        bool, typer.Option("--offline", help="Do not ask the PLCs how far their devices go.")
    ] = False,
    data_dir: DataDirOption = None,
) -> None:
    """Add and change PLCs, groups and tags from CSV files.

    The header says what a file is. All of it, or nothing where anything is wrong. What the files do not name
    stays as it is. Rows of other programs that cannot be tags here are skipped, and told.
    """
    refuse_to_overwrite(report_file, files)
    folder = folder_of(context, data_dir)
    database = ConfigDatabase(folder.station_db)
    report = import_files(
        database,
        files,
        check_address=check_address,
        check_ack_address=check_ack_address,
        group=group,
        plc=plc,
        dry_run=dry_run,
    )
    if report.errors:
        show_errors(report)
        if report_file is not None:
            write_report(report_file, report, {})
        raise UsageError(
            f"{_count(len(report.errors), 'error')}, nothing was imported: correct the files and try again"
        )
    show_rows(report)
    warnings = RangeWarnings({}, ()) if offline else range_warnings(report.plant, report.rows)
    show_warnings(warnings.rows, warnings.silent)
    typer.echo("dry run: nothing was written" if report.dry_run else f"written to {_sum_up(database)}")
    if report.written:
        for counts in report.files:
            if counts.added or counts.changed:
                note(folder, EventKind.CONFIG_CHANGED, counts.table, change=f"imported from {counts}")
    if report_file is not None:
        write_report(report_file, report, warnings.rows)


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
    """Check what is configured, settings and mapping.toml too."""
    folder = folder_of(context, data_dir)
    settings = settings_of(folder)
    mappings = load_mappings(folder.mapping_file)
    database = ConfigDatabase(folder.station_db)
    findings = check_database(
        database,
        check_address=check_address,
        check_ack_address=check_ack_address,
        max_running=settings.max_running_groups,
    ) + check_mappings(database.load_plant(), mappings)
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


def _sum_up(database: ConfigDatabase) -> str:
    plant = database.load_plant()
    plcs, groups, tags = len(plant.plcs), len(plant.groups), len(plant.tags)
    counts = (_count(plcs, "PLC"), _count(groups, "polling group"), _count(tags, "tag"))
    return f"{database.path}: {', '.join(counts)}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
