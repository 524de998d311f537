"""How far each file has been replayed, on disk, so that a replay goes on where it was."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Container
from pathlib import Path
from typing import Any, NamedTuple

_log = logging.getLogger(__name__)

_SAVE_EVERY_S = 1.0


class FileProgress(NamedTuple):
    """Of one file: how many records from its beginning are done with, and how many rows those were.

    ``size_bytes`` is that of the file: one that was saved by another program meanwhile is another file.
    """

    records: int = 0
    rows: int = 0
    size_bytes: int = 0


class ReplayProgress:
    """Files that were begun and are not finished; belongs to the replay's thread.

    What is on disk may be up to a second behind, or be lost: those rows are sent once more, and none is
    stored twice.
    """

    def __init__(self, path: Path, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._monotonic = monotonic
        self._files: dict[str, FileProgress] = _load(path)
        self._saved = dict(self._files)
        self._next_save = monotonic()

    def of(self, name: str, size_bytes: int) -> FileProgress:
        """How far a file of that size is; nothing for one that was never begun."""
        progress = self._files.get(name)
        if progress is None or progress.size_bytes != size_bytes:
            return FileProgress(size_bytes=size_bytes)
        return progress

    def note(self, name: str, progress: FileProgress) -> None:
        """A file has come so far; saved once a second at most."""
        self._files[name] = progress
        if self._monotonic() >= self._next_save:
            self.save()

    def keep_only(self, names: Container[str]) -> None:
        """Forget the files that are not there any more."""
        self._files = {name: progress for name, progress in self._files.items() if name in names}

    def forget(self, name: str) -> None:
        """A file is finished or gone."""
        if self._files.pop(name, None) is not None:
            self.save()

    def save(self) -> None:
        """Bring to disk what is not there yet; a disk that refuses costs nothing but rows sent again."""
        if self._files == self._saved:
            return
        self._next_save = self._monotonic() + _SAVE_EVERY_S
        scratch = self._path.with_suffix(".tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            scratch.write_text(json.dumps(self._files), encoding="utf-8")
            scratch.replace(self._path)
        except OSError as error:
            _log.warning("the progress of the replay could not be saved in %s: %s", self._path, error)
            return
        self._saved = dict(self._files)


def _load(path: Path) -> dict[str, FileProgress]:
    try:
        content: Any = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): FileProgress(*map(int, figures)) for name, figures in content.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        _log.warning("%s cannot be read, files are replayed from their beginning: %s", path, error)
        return {}
