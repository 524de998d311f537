"""``hmi oracle`` and ``hmi check oracle``: the tables, the password, and the way to both."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from hmi.cli.noted import note
from hmi.cli.options import DataDirOption, DemoOption, folder_of, is_demo, settings_of
from hmi.config.database import ConfigDatabase
from hmi.config.ddl import PARTITIONED_PRESET, script_of, tables_of
from hmi.config.folder import DataFolder
from hmi.config.mapping_file import load_mappings
from hmi.config.passwords import ENV_NAME, store_oracle_password
from hmi.config.settings import OracleConnection
from hmi.historian.sqlite import SqliteHistorian
from hmi.historian.tag_directory import TagDirectory
from hmi.model.errors import HmiError, UsageError
from hmi.model.events import EventKind
from hmi.model.tables import Mappings
from hmi.oracle_check import go_the_way, make_tables
from hmi.storage import make_oracle

if TYPE_CHECKING:
    from hmi.historian.oracle import OracleHistorian

app = typer.Typer(help="Make Oracle ready: tables and password.", no_args_is_help=True)

PartitionedOption = Annotated[
    bool,
    typer.Option(
        "--partitioned", help="TAG_VALUES in one partition a day; needs the paid Partitioning option."
    ),
]


# -- tables ---------------------------------------------------------------------------------------------


@app.command("ddl")
def ddl(
    context: typer.Context,
    partitioned: PartitionedOption = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Print the statements that make the tables.

    They are for SQL*Plus or your administrator; no database is needed. Which tables these are says
    mapping.toml of the data folder; without it there is one, TAG_VALUES.
    """
    mappings = load_mappings(folder_of(context, data_dir, demo=demo).mapping_file)
    typer.echo(script_of(mappings, partitioned=partitioned))
    if partitioned:
        _say_what_is_not_partitioned(mappings)


@app.command("create")
def create(
    context: typer.Context,
    partitioned: PartitionedOption = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Make the tables that are missing.

    On the way that 'hmi check oracle' goes; a table that is there stays as it is.
    """
    folder = folder_of(context, data_dir, demo=demo)
    oracle = _oracle_of(folder, demo=is_demo(context, demo))
    mappings = load_mappings(folder.mapping_file)

    def make() -> None:
        for line in make_tables(historian, mappings, partitioned=partitioned):
            typer.echo(line)
        for mapping in tables_of(mappings):
            if not mapping.preset:
                typer.echo(f"table {mapping.table}: left alone, its columns are those of mapping.toml")
        if partitioned:
            _say_what_is_not_partitioned(mappings)

    historian = make_oracle(oracle, mappings, _directory_of(folder))
    try:
        _go_the_way(historian, before_tables=make)
    finally:
        historian.close()


def _say_what_is_not_partitioned(mappings: Mappings) -> None:
    plain = [mapping.table for mapping in tables_of(mappings) if mapping.preset != PARTITIONED_PRESET]
    if plain:
        typer.echo(f"hmi: only {PARTITIONED_PRESET} can be partitioned, not {', '.join(plain)}", err=True)


# -- the way there --------------------------------------------------------------------------------------


def check_oracle(context: typer.Context, data_dir: DataDirOption = None, demo: DemoOption = False) -> None:
    """Try the way to Oracle, step by step.

    The steps are network, listener, login and tables; the one that fails is the last, with what to do about
    it. Where no Oracle is named in the settings, the embedded historian is checked.
    """
    folder = folder_of(context, data_dir, demo=demo)
    settings = settings_of(folder, demo=is_demo(context, demo))
    if settings.oracle is None:
        typer.echo(
            f"No host is set under [oracle] in {folder.settings_file}, nor ORACLE_HOST, so rows go to the "
            "embedded historian."
        )
        typer.echo(SqliteHistorian(folder.historian_db).check())
        return
    historian = make_oracle(settings.oracle, load_mappings(folder.mapping_file), _directory_of(folder))
    try:
        _go_the_way(historian)
    finally:
        historian.close()


def _go_the_way(historian: OracleHistorian, before_tables: Callable[[], None] | None = None) -> None:
    """Show each step of the way; ``before_tables`` is done once the login stands."""
    failed = None
    for step in go_the_way(historian, before_tables):
        head = f"{step.name:<9} {'ok' if step.ok else 'failed':<7} "
        typer.echo(head + step.text.replace("\n", "\n" + " " * len(head)))
        failed = None if step.ok else step
    if failed is not None:
        remedy = failed.remedy or "put in order what is said above"
        raise HmiError(f"Oracle does not take rows yet ({failed.name}): {remedy}")


def _directory_of(folder: DataFolder) -> TagDirectory:
    return TagDirectory(ConfigDatabase(folder.station_db).load_plant())


def _oracle_of(folder: DataFolder, *, demo: bool) -> OracleConnection:
    oracle = settings_of(folder, demo=demo).oracle
    if oracle is None:
        raise UsageError(
            "No Oracle is named in the settings: set ORACLE_HOST, ORACLE_SERVICE_NAME and ORACLE_USERNAME, "
            f"or write host, service_name and username under [oracle] in {folder.settings_file}"
        )
    return oracle


# -- the password ---------------------------------------------------------------------------------------


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
    """Keep the Oracle password in the system's keyring.

    It is asked for and not shown, or read from a pipe: the first line of it.
    """
    folder = folder_of(context, data_dir, demo=demo)
    username = user or _oracle_of(folder, demo=is_demo(context, demo)).username
    given = _ask(f"Password of Oracle user {username}: ")
    if not given:
        raise UsageError("No password was given, so nothing was stored")
    store_oracle_password(username, given)
    note(folder, EventKind.PASSWORD_CHANGED, username)
    typer.echo(f"The password of Oracle user {username} is in the system's keyring.")
    if os.environ.get(ENV_NAME):
        typer.echo(f"hmi: {ENV_NAME} is set too, and comes first", err=True)


def _ask(prompt: str) -> str:
    """From the keyboard without an echo, or the first line of a pipe."""
    try:
        if sys.stdin is not None and sys.stdin.isatty():
            return getpass.getpass(prompt)
        line = sys.stdin.readline() if sys.stdin is not None else ""
    except EOFError:
        return ""
    except UnicodeDecodeError:
        raise UsageError(
            "What was given is not text in this system's encoding, so nothing was stored"
        ) from None
    return line.removeprefix("\ufeff").rstrip("\r\n")
