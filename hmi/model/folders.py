"""What a file's name needs to be as safe as its content."""

from __future__ import annotations

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make names that were made, changed or deleted in a folder survive a power loss.

    Raises:
        OSError: the disk refuses.
    """
    if os.name == "nt":  # Windows does it by itself and cannot be asked
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
