"""Files that are there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A name beside ``path`` to write to; at the end it takes its place, or is gone if something failed.

    Raises:
        OSError: the file cannot take its place.
    """
    beside = path.with_name(f"{path.name}.tmp")
    try:
        yield beside
        beside.replace(path)
    finally:
        with suppress(OSError):  # what went wrong before is worth more than what is left behind
            beside.unlink(missing_ok=True)
