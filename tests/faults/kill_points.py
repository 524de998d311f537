"""Where a kill may tell something: by name, before or after a function of the program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Condition = Callable[[tuple[Any, ...], Mapping[str, Any]], bool]


def _always(_args: tuple[Any, ...], _kwargs: Mapping[str, Any]) -> bool:
    return True


class Point(NamedTuple):
    """Before a function, or after it; ``counts`` says of its arguments which calls are meant."""

    module: str
    qualname: str
    is_after: bool = False
    counts: Condition = _always


def _before(module: str, qualname: str, counts: Condition = _always) -> Point:
    return Point(f"hmi.{module}", qualname, False, counts)


def _after(module: str, qualname: str, counts: Condition = _always) -> Point:
    return Point(f"hmi.{module}", qualname, True, counts)


LIVE = {
    "accepted": _after("pipeline.ledger", "Ledger.accept"),
    "into-buffer": _after("pipeline.buffer", "CircularBuffer.append"),
    "before-write": _before("historian.writer", "Writer._attempt"),
    "before-settle": _before("historian.settlement", "Settlement.store"),
    "after-settle": _after("historian.settlement", "Settlement.store"),
}
"""While the historian takes rows."""

OUTAGE = {
    "csv-before-write": _before("historian.csvfile", "_write_all"),
    "csv-before-fsync": _after("historian.csvfile", "_write_all"),
    "csv-before-folder": _before("historian.csvfile", "_sync_folder"),
    "csv-after-fsync": _after("historian.csvfile", "RotatingCsv.append"),
    "backed-up": _after("historian.settlement", "Settlement.back_up"),
}
"""While it does not."""

POINTS = LIVE | OUTAGE
