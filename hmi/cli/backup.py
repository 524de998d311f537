"""``hmi backup``: the CSV files that hold what the historian did not take."""

from __future__ import annotations

from typing import Annotated

import typer

from hmi.cli.options import DataDirOption, DemoOption, folder_of, settings_of
from hmi.cli.tables import make_table, print_table
from hmi.historian.backup import CsvBackup

app = typer.Typer(help="List and show the CSV backup files.", no_args_is_help=True)


@app.command("list")
def list_files(context: typer.Context, data_dir: DataDirOption = None, demo: DemoOption = False) -> None:
    """List the backup files, the newest first; times are in UTC."""
    backup = _backup(context, data_dir, demo=demo)
    files = backup.list_files()
    if not files:
        typer.echo(f"No backup files in {backup.folder}: the historian has taken every row.")
        return
    table = make_table(("file", "first", "last"), ("rows",))
    for file in files:
        rows = "?" if file.rows is None else str(file.rows)
        table.add_row(file.name, _to_the_second(file.first_ts), _to_the_second(file.last_ts), rows)
    print_table(table)
    rows_in_all = sum(file.rows or 0 for file in files)
    megabytes = sum(file.size_bytes for file in files) / 1_000_000
    count = "1 file" if len(files) == 1 else f"{len(files):,} files"
    typer.echo(f"{count} in {backup.folder}: {rows_in_all:,} rows, {megabytes:,.1f} MB", err=True)


@app.command("show")
def show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="FILE", help="A name from 'hmi backup list'.")],
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
    typer.echo(f"{len(preview.rows):,} of {preview.total:,} rows", err=True)


def _to_the_second(ts: str | None) -> str:
    """``2026-11-22T04:35:17.337033Z`` as ``2026-11-22T04:35:17Z``; blank where a file has no row."""
    return "" if ts is None else f"{ts.partition('.')[0].removesuffix('Z')}Z"


def _backup(context: typer.Context, data_dir: DataDirOption, *, demo: bool) -> CsvBackup:
    folder = folder_of(context, data_dir, demo=demo)
    return CsvBackup(settings_of(folder, demo=demo or context.obj.demo).backup_path)
