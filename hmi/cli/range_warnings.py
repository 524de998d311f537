"""Asks PLCs how far their devices go, so that an import can warn of tags that lie beyond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from hmi.config.report import RowVerdict
from hmi.melsec.errors import EndCodeError, PlcError
from hmi.melsec.ranges import DeviceRanges, read_device_ranges
from hmi.model.plant import Plant, Plc

_MAX_TIMEOUT_S = 1.0


@dataclass(frozen=True, slots=True)
class RangeWarnings:
    """A sentence for each (file, row) beyond its PLC, and one for each PLC that could not be asked."""

    rows: Mapping[tuple[str, int], str]
    silent: tuple[str, ...]


def range_warnings(plant: Plant, rows: Sequence[RowVerdict]) -> RangeWarnings:
    """Ask the active PLCs of these rows' tags, all at once; takes seconds at most, and raises nothing."""
    concerned = {row.tag.plc_code for row in rows if row.tag is not None}
    plcs = [plc for plc in plant.plcs if plc.is_active and plc.plc_code in concerned]
    if not plcs:
        return RangeWarnings({}, ())
    with ThreadPoolExecutor(len(plcs), thread_name_prefix="ranges") as threads:
        answers = list(threads.map(_ask, plcs))
    known = {
        plc.plc_code: (plc, answer)
        for plc, answer in zip(plcs, answers, strict=True)
        if isinstance(answer, DeviceRanges)
    }
    found = {
        (row.file, row.row): text
        for row in rows
        if row.tag is not None and row.tag.plc_code in known and (text := _problem(row, known))
    }
    return RangeWarnings(found, tuple(answer for answer in answers if isinstance(answer, str)))


def _ask(plc: Plc) -> DeviceRanges | str | None:
    """The ranges; None where the series does not tell; a sentence where the PLC cannot be asked."""
    impatient = replace(plc, connection_timeout=min(plc.connection_timeout, _MAX_TIMEOUT_S))
    try:
        return read_device_ranges(impatient)
    except EndCodeError as error:
        return f"PLC {plc.plc_code} does not tell its device ranges, so they were not checked: {error.detail}"
    except PlcError:
        return f"PLC {plc.plc_code} does not answer, so its device ranges were not checked"


def _problem(row: RowVerdict, known: Mapping[str, tuple[Plc, DeviceRanges]]) -> str:
    assert row.tag is not None  # noqa: S101 - the caller looked; for the type checker
    plc, ranges = known[row.tag.plc_code]
    return ranges.problem(row.tag, plc.series)
