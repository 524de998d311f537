"""The scan times that were measured last, kept in the data folder for plans made while nothing runs."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from hmi.config.folder import DataFolder
from hmi.model.times import utc_text

_log = logging.getLogger(__name__)

_FILE = "scan_times.json"


@dataclass(frozen=True, slots=True)
class ScanTime:
    """A PLC's scan time in ms; ``measured_at`` is ISO 8601 text in UTC."""

    scan_ms: float
    measured_at: str


def load_scan_times(folder: DataFolder) -> dict[str, ScanTime]:
    """The last measured scan time of each PLC, by its code; a file that is missing or damaged is as none."""
    try:
        document = json.loads((folder.root / _FILE).read_text("utf-8"))
        return {str(code): _understand(entry) for code, entry in document.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        _log.warning("the measured scan times in %s cannot be read: %r", folder.root / _FILE, error)
        return {}


def save_scan_times(folder: DataFolder, measured: Mapping[str, float], now: datetime) -> None:
    """Keep these scan times in ms, by PLC; those of other PLCs stay. A full disk costs only a warning."""
    if not measured:
        return
    times = load_scan_times(folder)
    times |= {code: ScanTime(scan_ms, utc_text(now)) for code, scan_ms in measured.items()}
    path = folder.root / _FILE
    new = path.with_suffix(".tmp")
    try:
        new.write_text(
            json.dumps({code: asdict(time) for code, time in times.items()}, indent=1, ensure_ascii=False),
            encoding="utf-8",
        )
        new.replace(path)
    except OSError as error:
        _log.warning("the measured scan times could not be kept in %s: %s", path, error)


def _understand(entry: Mapping[str, object]) -> ScanTime:
    scan_ms, measured_at = entry["scan_ms"], entry["measured_at"]
    if not isinstance(scan_ms, int | float) or not math.isfinite(scan_ms) or scan_ms < 0:
        raise ValueError(f"{scan_ms!r} is not a scan time")
    return ScanTime(float(scan_ms), str(measured_at))
