"""What an import found and did."""

from __future__ import annotations

from dataclasses import dataclass

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
        shown = "" if self.value is None else f"{shorten(self.value)!r} "
        return f"{', '.join(place)}: {shown}{self.text}"


@dataclass(frozen=True, slots=True)
class FileCounts:
    """What the rows of one file are to the configuration."""

    file: str
    table: str
    added: int
    changed: int
    unchanged: int

    def __str__(self) -> str:
        counts = f"{self.added:,} added, {self.changed:,} changed, {self.unchanged:,} unchanged"
        return f"{self.file}: {self.table}: {counts}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole import; with any error nothing was written, nor with ``dry_run``."""

    files: tuple[FileCounts, ...]
    made_groups: tuple[str, ...] = ()
    """Groups that did not exist and were made for tags without one, as sentences."""
    errors: tuple[RowError, ...] = ()
    dry_run: bool = False

    @property
    def written(self) -> bool:
        """True when the configuration is now what the files say."""
        return not self.errors and not self.dry_run


def shorten(text: str) -> str:
    """A text that fits into a message."""
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 3] + "..."
