"""Everything that can be found out about a PLC and its tags in a few seconds, step by step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hmi.melsec.errors import EndCodeError
from hmi.melsec.probe import ProbeStep, probe
from hmi.melsec.ranges import read_device_ranges
from hmi.model.plant import Plc, Tag


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found: sentences for the user.

    ``scan_ms`` is None where it was not told; ``warning`` is blank, or says that tags lie ``beyond`` the
    device ranges (a sentence for each) or that the ranges are not known.
    """

    text: str
    scan_ms: float | None
    warning: str = ""
    beyond: tuple[str, ...] = ()


def examine(
    plc: Plc, tags: Sequence[Tag], begins: Callable[[ProbeStep], object] = lambda _: None
) -> Examination:
    """Try the way to a PLC, then ask it how far its devices go; ``begins`` is called with every step.

    Takes up to four ``connection_timeout``, and six seconds more.

    Raises:
        PlcError: as for ``probe``.
    """
    found = probe(plc, begins)
    begins(ProbeStep.RANGES)
    try:
        ranges = read_device_ranges(plc)
    except EndCodeError as error:
        return Examination(found.text, found.scan_ms, f"{error}; its device ranges are not known")
    problems = tuple(text for tag in tags if (text := ranges.problem(tag, plc.series))) if ranges else ()
    warning = ""
    if problems:
        warning = f"PLC {plc.plc_code}: {len(problems)} of {len(tags)} tags lie beyond its device ranges"
    return Examination(found.text, found.scan_ms, warning, problems)
