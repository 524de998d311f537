"""``hmi check``: the ways to the PLCs and to the historian."""

from __future__ import annotations

import typer

from hmi.cli import plc
from hmi.cli.oracle import check_oracle

app = typer.Typer(help="Check the ways to the PLCs and to the historian.", no_args_is_help=True)
app.command("plc")(plc.check_plc)
app.command("oracle")(check_oracle)
