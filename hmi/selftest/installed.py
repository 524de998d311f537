"""The check of a packaged program's files: each is the one that was packaged."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from pathlib import Path

from hmi import __version__
from hmi.bundle import Bundle, find_bundle
from hmi.selftest.run import Bench, CheckFailedError

_SUMS = "SHA256SUMS"
_TOLD = 5


def bundle_is_whole(_bench: Bench) -> str:
    """Every file has its SHA-256, and all say the same version."""
    bundle = find_bundle()
    return "not packaged" if bundle is None else verify(bundle)


def verify(bundle: Bundle) -> str:
    """What was verified; raises with what is missing or another than was packaged."""
    told = (bundle.version, bundle.python)
    if told != (__version__, platform.python_version()):
        raise CheckFailedError(
            f"bundle.json says version {told[0]} with Python {told[1]}, and this is version {__version__} "
            f"with Python {platform.python_version()}"
        )
    count, wrong = 0, []
    for path, digest in _sums(bundle.root / _SUMS):
        count += 1
        if (found := _digest(bundle.root / path)) != digest:
            wrong.append(f"{path} is {'missing' if found is None else 'not the one that was packaged'}")
    if wrong or not count:
        raise CheckFailedError(f"{len(wrong)} of {count} files: {'; '.join(wrong[:_TOLD])}")
    return f"{count} files of {bundle.root} as they were packaged"


def _sums(file: Path) -> Iterator[tuple[str, str]]:
    """Path and hash of each line ``hash  path``."""
    for line in file.read_text("utf-8").splitlines():
        digest, _, path = line.partition("  ")
        yield path, digest


def _digest(file: Path) -> str | None:
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return None
