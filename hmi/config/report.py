"""What an import found and did."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from hmi.model.plant import Plant, Tag

_MAX_SHOWN = 60


@dataclass(frozen=True, slots=True)
class RowError:
    """One thing that is wrong in a file; ``row`` as a spreadsheet numbers it, None for the whole file."""

    file: str
    text: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column is not None:
            place.append(f"column {self.column}")
        return f"{', '.join(place)}: {self.sentence}"

    @property
    def sentence(self) -> str:
        """What is wrong, without the place."""
        shown = "" if self.value is None else f"{shorten(self.value)!r} "
        return f"{shown}{self.text}"


class Verdict(StrEnum):
    """What a row of a file is to the configuration."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """One row of a file: what it is about, and what becomes of it.

    ``reason`` says why it is left out or wrong, or what changes (old -> new); ``remark`` what was understood
    otherwise than it stands. ``name`` is that of the tag, the polling group or the PLC. ``tag`` is the tag as
    it is to be, None for other tables and where there is none.
    """

    file: str
    row: int
    verdict: Verdict
    plc_code: str = ""
    address: str = ""
    name: str = ""
    reason: str = ""
    remark: str = ""
    tag: Tag | None = None

    def __str__(self) -> str:
        what = " ".join(filter(None, (self.address, self.name))) or self.plc_code
        place = f"{self.file}, row {self.row}"
        return f"{place}: {what}: {self.reason}" if what else f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class FileCounts:
    """What the rows of one file are to the configuration; ``origin`` is another program's format."""

    file: str
    table: str
    added: int
    changed: int
    unchanged: int
    skipped: int = 0
    origin: str = ""

    def __str__(self) -> str:
        counts = f"{self.added:,} added, {self.changed:,} changed, {self.unchanged:,} unchanged"
        if not (self.added or self.changed or self.unchanged or self.skipped):
            counts = "no rows below the header"
        if self.skipped:
            counts += f", {self.skipped:,} skipped"
        return f"{self.file}: {self.origin or self.table}: {counts}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole import; with any error nothing was written, nor with ``dry_run``."""

    files: tuple[FileCounts, ...]
    made_groups: tuple[str, ...] = ()
    """Groups that did not exist and were made for tags without one, as sentences."""
    errors: tuple[RowError, ...] = ()
    dry_run: bool = False
    rows: tuple[RowVerdict, ...] = ()
    """Every row of every file, in their order."""
    plant: Plant = field(default_factory=Plant)
    """The plant as the files would have it; of no meaning with errors."""

    @property
    def written(self) -> bool:
        """True when the configuration is now what the files say."""
        return not self.errors and not self.dry_run

    def of(self, verdict: Verdict) -> tuple[RowVerdict, ...]:
        """The rows of that verdict."""
        return tuple(row for row in self.rows if row.verdict is verdict)


def shorten(text: str) -> str:
    """A text that fits into a message."""
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 3] + "..."
