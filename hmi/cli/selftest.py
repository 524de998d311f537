"""``hmi selftest``: proves that this installation works."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

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
        _paint_offscreen()
    if not prove(_print_json if as_json else _print_for_people, picture=picture):
        raise typer.Exit(1)


def _paint_offscreen() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    windows = os.environ.get("SYSTEMROOT")
    if windows is not None:  # offscreen, Qt does not look for the system's fonts by itself
        os.environ.setdefault("QT_QPA_FONTDIR", str(Path(windows) / "Fonts"))


def _print_json(report: Report) -> None:
    typer.echo(json.dumps(report.as_dict()))


def _print_for_people(report: Report) -> None:
    width = max(len(check.name) for check in report.checks)
    for check in report.checks:
        verdict = "passed" if check.passed else "FAILED"
        lines = check.detail.replace("\n", f"\n{' ' * (width + 18)}")
        typer.echo(f"{check.name:{width}}  {verdict}  {check.seconds:5.1f} s  {lines}")
    failed = sum(not check.passed for check in report.checks)
    typer.echo(f"{failed} of {len(report.checks)} checks failed" if failed else "All checks passed")
