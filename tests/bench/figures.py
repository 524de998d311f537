"""Percentiles, and the table that every benchmark prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample that ``share`` of all samples do not exceed."""
    ordered = sorted(samples)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A title, then one aligned line per row: its name to the left, figures to the right."""
    lines = [["", *columns], *map(list, rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns) + 1)]
    print(f"\n{title}")
    for name, *figures in lines:
        cells = [figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True)]
        print("  ".join(["  " + name.ljust(widths[0]), *cells]).rstrip())


def times(figure: float, floor: float) -> str:
    """A ratio to the floor, as the tables show it."""
    return f"{figure / floor:.2f}"


def cpu_seconds(pid: int) -> float:
    """Processor time a running process has used so far, all threads; NaN on a system without /proc."""
    try:
        # The name in parentheses may hold spaces, so fields are counted from behind it.
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2]
    except OSError:
        return math.nan
    user, system = fields.split()[11:13]
    return (int(user) + int(system)) / 100.0  # USER_HZ is 100 on every Linux that runs Qt


def resident_bytes() -> float:
    """Memory of this process that is in RAM; NaN on a system without /proc."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return math.nan
    return int(pages) * 4096.0
