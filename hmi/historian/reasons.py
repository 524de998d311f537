"""Why a CSV file of the backup was written: beside it, for its columns are a contract with others.

``checksums/NAME.why`` holds the reasons of ``NAME.csv`` in the order in which they came, one by line.
"""

from __future__ import annotations

import logging
from pathlib import Path

from hmi.historian.checksums import FOLDER

_log = logging.getLogger(__name__)

SUFFIX = ".why"
_MOST = 5
_MOST_BYTES = 4_096
_LONGEST = 400


def reasons_path(csv_path: Path) -> Path:
    """Where the reasons of a CSV file lie."""
    return csv_path.parent / FOLDER / f"{csv_path.stem}{SUFFIX}"


def reasons_of(csv_path: Path) -> tuple[str, ...]:
    """Why rows were written to a file, the first reason first; empty where that is not known."""
    try:
        with reasons_path(csv_path).open("rb") as file:
            text = file.read(_MOST_BYTES).decode(errors="replace")
    except OSError:
        return ()
    return tuple(line for line in text.split("\n") if line)[:_MOST]


class ReasonNotes:
    """Notes the reasons of the file that is being written, each once; for one thread at a time.

    They are worth less than the rows: what the disk does not take is not told.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._name = ""
        self._noted: set[str] = set()

    def note(self, name: str, reason: str) -> None:
        """Rows were written to the file ``name`` for this reason."""
        if name != self._name:
            self._name, self._noted = name, set()
        if reason in self._noted or len(self._noted) >= _MOST:
            return
        self._noted.add(reason)
        try:
            with reasons_path(self._folder / name).open("ab") as file:
                file.write(f"{' '.join(reason.split())[:_LONGEST]}\n".encode(errors="replace"))
        except OSError as error:
            _log.debug("why %s was written cannot be kept: %s", name, error)
