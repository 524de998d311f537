"""``hmi selftest``: proves that this installation works."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from hmi.cli.tables import make_table, print_table

if TYPE_CHECKING:
    from hmi.selftest.run import Report


def selftest(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
    offscreen: Annotated[
        bool, typer.Option("--offscreen", help="Paint the window into memory, not on the display.")
    ] = False,
    picture: Annotated[
        Path | None,
        typer.Option("--picture", help="Keep the picture of the window in this file.", show_default=False),
    ] = None,
) -> None:
    """Prove that this installation works, without a PLC and without Oracle.

    Everything is tried for real, in a temporary folder: modules, files, a simulated PLC, the embedded
    historian, Oracle's driver, the window, the web server. Your data are not touched.
    """
    from hmi.selftest.proof import prove

    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if not prove(_print_json if as_json else _print_for_people, picture=picture):
        raise typer.Exit(1)


def _print_json(report: Report) -> None:
    typer.echo(json.dumps(report.as_dict()))


def _print_for_people(report: Report) -> None:
    table = make_table(("CHECK", "", "FOUND"), ("SECONDS",))
    for check in report.checks:
        # As text, for what was found may have brackets, which a table takes for marks of its own.
        verdict, found = "passed" if check.passed else "FAILED", Text(check.detail)
        table.add_row(check.name, verdict, found, f"{check.seconds:.1f}")
    print_table(table)
    failed = sum(not check.passed for check in report.checks)
    typer.echo(f"{failed} of {len(report.checks)} checks failed" if failed else "All checks passed")
