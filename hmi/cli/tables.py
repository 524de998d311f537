"""Tables on stdout: aligned, and never cut, neither for people nor for scripts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

_WIDE = 400
"""Columns: wide enough that nothing is shortened. A terminal breaks a line that is too long for it, which
reads better than names and numbers with their ends cut off."""


def make_table(texts: Sequence[str], numbers: Sequence[str] = ()) -> Table:
    """A table without lines; ``texts`` are columns aligned left, ``numbers`` those aligned right."""
    table = Table(box=None, pad_edge=False)
    for title in texts:
        table.add_column(title, no_wrap=True)
    for title in numbers:
        table.add_column(title, justify="right", no_wrap=True)
    return table


def print_table(table: Table) -> None:
    """Print to stdout."""
    Console(highlight=False, width=_WIDE).print(table)
