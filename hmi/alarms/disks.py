"""What may be wrong with the disks that rows are kept on."""

from __future__ import annotations

from collections.abc import Iterator

from hmi.alarms.condition import Condition, Facts, Severity
from hmi.model.said import Said
from hmi.pipeline.disk import DiskSpace

_LOW_BYTES = 1_000_000_000
_LOW_SHARE = 0.05
_LOW_AT_MOST_BYTES = 10_000_000_000
"""Of a large disk 5 % are room for weeks."""
_CRITICAL_BYTES = 200_000_000
_OVER = 1.2
"""So much more than the limit has to be free again."""


def found(facts: Facts) -> Iterator[Condition]:
    """Disks that refuse, and those that will."""
    if facts.backup_refuses or facts.journal_refuses:
        yield _refuses(facts)
    low = [disk for disk in facts.disks if disk.free < _OVER * _limit(disk)]
    if low:
        yield _low(min(low, key=lambda disk: disk.free), raises=any(d.free < _limit(d) for d in low))


def _limit(disk: DiskSpace) -> float:
    return max(_LOW_BYTES, min(disk.total * _LOW_SHARE, _LOW_AT_MOST_BYTES))


def _low(disk: DiskSpace, *, raises: bool) -> Condition:
    """One alarm for all disks: the folders are on the same one as a rule."""
    advice = Said(
        "Free space on it, or delete backup files whose rows are stored. When it is full, rows that the "
        "historian does not take have no place any more; polling goes on in any case."
    )
    return Condition(
        "disk_low",
        Severity.CRITICAL if disk.free < _CRITICAL_BYTES else Severity.MEDIUM,
        Said(
            "Only {size} MB are free on the disk of {folder}",
            {"size": round(disk.free / 1e6), "folder": str(disk.folder)},
        ),
        (advice,),
        raises=raises,
    )


def _refuses(facts: Facts) -> Condition:
    if facts.backup_refuses and facts.journal_refuses:
        text = Said("Rows wait in memory: neither the historian nor the disk takes them")
        means = Said("When the buffer is full the oldest rows are lost.")
    elif facts.backup_refuses:
        text = Said("The disk refuses CSV backup files, and the historian takes no rows")
        means = Said("The rows are in the journal and wait there.")
    else:
        text = Said("The disk refuses the journal: what is read is in memory only")
        means = Said("A crash or a power failure would lose it, until the historian has taken it.")
    advice = Said(
        "Free space on the disk of the data folder and of the backup folder and check that they can be "
        "written; it goes on by itself then."
    )
    error = (facts.writer_error,) if facts.backup_refuses and facts.writer_error else ()
    return Condition(
        "disk_refuses",
        Severity.CRITICAL if facts.backup_refuses and facts.journal_refuses else Severity.HIGH,
        text,
        (means, advice, *error),
    )
