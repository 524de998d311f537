"""Tables on stdout: aligned for people, never cut off for scripts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

_WIDE = 400
"""Columns where stdout is no terminal: wide enough that nothing is shortened."""


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
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = _WIDE
    console.print(table)
