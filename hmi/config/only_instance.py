"""Keeps two stations from working on one data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from hmi.config.folder import DataFolder
from hmi.model.errors import UsageError


@contextmanager
def only_instance(folder: DataFolder) -> Iterator[None]:
    """Hold the data folder: two stations in one would write each other's files.

    Raises:
        UsageError: another process holds it, or this user may not.
    """
    try:
        lock = FileLock(folder.root / "station.lock", thread_local=False).acquire(timeout=0)
    except Timeout as error:
        raise UsageError(
            f"Another Lineside already works on the data folder {folder.root}: it records already, and "
            "its page can be looked at in a browser. To work here, end it (its window, 'hmi collect', or "
            'the scheduled task "Lineside collect"), or name another folder with --data-dir'
        ) from error
    except PermissionError as error:
        raise UsageError(
            f"{error.filename or folder.root} cannot be opened for writing: another user has made it; allow "
            "this user to, or name another folder with --data-dir"
        ) from error
    with lock:
        yield
