"""The command ``hmi``: options of its own, its sub-commands, and what an error looks like to a user."""

from __future__ import annotations

import io
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from hmi import __version__
from hmi.cli import (
    api,
    backup,
    check,
    collect,
    config,
    oracle,
    plan,
    plc,
    quarantine,
    replay,
    selftest,
    simulate,
    window,
)
from hmi.cli.options import DataDirOption, DemoOption, Place
from hmi.model.errors import HmiError

app = typer.Typer(
    name="hmi",
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    suggest_commands=True,
)
app.add_typer(api.app, name="api")
app.add_typer(config.app, name="config")
app.add_typer(check.app, name="check")
app.add_typer(oracle.app, name="oracle")
app.add_typer(backup.app, name="backup")
backup.app.command()(replay.replay)
app.add_typer(quarantine.app, name="quarantine")
app.command()(collect.collect)
app.command()(simulate.simulate)
app.command()(plan.plan)
app.command()(plc.read)
app.command()(selftest.selftest)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Lineside {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
    lang: Annotated[str | None, typer.Option(metavar="ko|en|ja", help="Language of the window.")] = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Read MELSEC PLCs into a historian, every value exactly once. Without a command: open the window."""
    context.obj = Place(data_dir, demo)
    if context.invoked_subcommand is None:
        raise typer.Exit(window.open_window(context.obj.folder(), demo=demo, language=lang))


def main() -> NoReturn:
    """Run the command line and exit: 0 done, 1 failed, 2 wrong use or configuration.

    Errors that a person can act on are one message on stderr; a traceback means a defect of the program.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A Korean tag name shown on a German Windows is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of ``hmi`` with these arguments."""
    try:
        app(arguments, prog_name="hmi")
    except SystemExit as done:  # wrong use has been explained, with what comes near
        return done.code if isinstance(done.code, int) else 1
    except HmiError as error:
        _complain(str(error))
        return error.exit_code
    except OSError as error:
        _complain(": ".join(str(part) for part in (error.filename, error.strerror or error) if part))
        return 1
    except Exception:  # noqa: BLE001 - the last line of defence: say whose fault it is, keep the evidence
        traceback.print_exc()
        _complain("this is a defect of the program; please report the lines above")
        return 1
    return 0


def _complain(text: str) -> None:
    typer.echo(f"hmi: {text}", err=True)
