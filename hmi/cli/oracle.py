"""``hmi oracle``: the tables' DDL, and the password."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from hmi.cli.options import DataDirOption, DemoOption, folder_of, is_demo, settings_of
from hmi.config.ddl import PARTITIONED_PRESET, script_of, tables_of
from hmi.config.mapping_file import load_mappings
from hmi.config.passwords import ENV_NAME, store_oracle_password
from hmi.model.errors import UsageError
from hmi.model.tables import Mappings

app = typer.Typer(help="Make Oracle ready: tables and password.", no_args_is_help=True)

PartitionedOption = Annotated[
    bool,
    typer.Option(
        "--partitioned", help="TAG_VALUES in one partition a day; needs the paid Partitioning option."
    ),
]


@app.command("ddl")
def ddl(
    context: typer.Context,
    partitioned: PartitionedOption = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Print the statements that make the tables, for SQL*Plus; needs no database.

    Which tables these are says mapping.toml of the data folder; without it there is one, TAG_VALUES.
    """
    mappings = load_mappings(folder_of(context, data_dir, demo=demo).mapping_file)
    typer.echo(script_of(mappings, partitioned=partitioned))
    if partitioned:
        _say_what_is_not_partitioned(mappings)


def _say_what_is_not_partitioned(mappings: Mappings) -> None:
    plain = [table.table for table in tables_of(mappings) if table.preset != PARTITIONED_PRESET]
    if plain:
        typer.echo(f"hmi: only {PARTITIONED_PRESET} can be partitioned, not {', '.join(plain)}", err=True)


@app.command("password")
def password(
    context: typer.Context,
    user: Annotated[
        str | None,
        typer.Argument(
            metavar="USER", help="The Oracle user; else that of the settings.", show_default=False
        ),
    ] = None,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Store the password of the Oracle user in the system's keyring.

    It is asked for and not shown, or read from a pipe: the first line of it.
    """
    username = user or _username(context, data_dir, demo=demo)
    given = _ask(f"Password of Oracle user {username}: ")
    if not given:
        raise UsageError("No password was given, so nothing was stored")
    store_oracle_password(username, given)
    typer.echo(f"The password of Oracle user {username} is in the system's keyring.")
    if os.environ.get(ENV_NAME):
        typer.echo(f"hmi: {ENV_NAME} is set too, and comes first", err=True)


def _username(context: typer.Context, data_dir: Path | None, *, demo: bool) -> str:
    folder = folder_of(context, data_dir, demo=demo)
    oracle = settings_of(folder, demo=is_demo(context, demo)).oracle
    if oracle is None:
        raise UsageError(
            "No Oracle is named in the settings: give the user, as in 'hmi oracle password SCADA'"
        )
    return oracle.username


def _ask(prompt: str) -> str:
    """From the keyboard without an echo, or the first line of a pipe."""
    if sys.stdin is not None and sys.stdin.isatty():
        try:
            return getpass.getpass(prompt)
        except EOFError:
            return ""
    line = sys.stdin.readline() if sys.stdin is not None else ""
    return line.removeprefix("\ufeff").rstrip("\r\n")
