"""Values that no historian can keep, found before a database sees them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from hmi.historian.protocol import Rejected
from hmi.model.reading import Row, Value


def screen(rows: Iterable[Row]) -> tuple[list[Row], list[Rejected]]:
    """The rows that can be stored, in their order, and those that can not, each with its reason.

    Decoding marks such values BAD long before this point; a row that gets here all the same must cost
    only itself, not the batch it came with.
    """
    kept: list[Row] = []
    rejected: list[Rejected] = []
    for row in rows:
        refusal = _refusal(row.value)
        if refusal is None:
            kept.append(row)
        else:
            rejected.append(Rejected(row, *refusal))
    return kept, rejected


def _refusal(value: Value) -> tuple[str, str] | None:
    # Exact classes, commonest first: this runs once per row, and a bool needs no look.
    kind = value.__class__
    if kind is float:
        if not math.isfinite(value):  # type: ignore[arg-type]  # mypy does not narrow by __class__
            return "NOT_FINITE", f"{value} is not a number that a database can keep"
    elif kind is int:
        if not -(2**63) <= value < 2**63:  # type: ignore[operator]  # likewise
            return "TOO_LARGE", f"{value} does not fit in 64 bits"
    elif kind is str:
        try:
            value.encode()  # type: ignore[union-attr]  # likewise
        except UnicodeEncodeError:
            return "NOT_TEXT", f"{value!a} holds half a character"
    return None
