"""Tells whether a folder is still on the disk it was on.

A disk that is unplugged leaves its mount point behind, an empty folder on another disk: files that are made
there vanish from sight as soon as the disk is back.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path


class SameDisk:
    """Remembers the disk of ``folder`` from the first time it is there; safe from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._device = device_of(folder) if folder.is_dir() else None

    @property
    def is_gone(self) -> bool:
        """True where the folder, or the place where it was, is on another disk now.

        Raises:
            OSError: the disk does not answer.
        """
        return self._device is not None and device_of(self._folder) != self._device

    def require(self) -> None:
        """Have nothing made on another disk than before.

        Raises:
            OSError: the disk is gone, or does not answer.
        """
        if self.is_gone:
            raise OSError(
                errno.ENODEV,
                "its disk is not there any more: plug it in again, or start anew to go on without it",
                os.fspath(self._folder),
            )
        self._device = device_of(self._folder)


def device_of(folder: Path) -> int:
    """The disk that a folder is on, or would be if it was made now.

    Raises:
        OSError: the disk does not answer, or not even the root of the path is there.
    """
    for place in (folder, *folder.parents[:-1]):
        try:
            return place.stat().st_dev
        except FileNotFoundError:
            continue
    return Path(folder.anchor).stat().st_dev
