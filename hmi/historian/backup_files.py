"""What is told of the files of the CSV backup."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hmi.model.errors import HmiError


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One file of the backup folder.

    ``rows`` and the times (ISO 8601, UTC) are None where another program keeps the file locked.
    ``reasons`` tell why its rows were written, as they came; empty where that was not kept.
    """

    name: str
    rows: int | None
    size_bytes: int
    first_ts: str | None
    last_ts: str | None
    is_open: bool
    reasons: tuple[str, ...] = ()


class WaitingFile(NamedTuple):
    """A closed file whose rows are not confirmed in the historian.

    ``rows`` is None until they are counted; ``is_of_this_run`` tells that this program wrote it since its
    start.
    """

    name: str
    rows: int | None
    size_bytes: int
    is_of_this_run: bool


class NotDeletedError(HmiError):
    """A file could not be deleted; ``rows`` is the number of rows that were, in files before it."""

    def __init__(self, message: str, rows: int) -> None:
        super().__init__(message)
        self.rows = rows
