"""``python -m installer.compare``: two lists of hashes of the same bundle, built on two kinds of machine.

What was taken as it is has to be equal. What a compiler of the machine made may differ: it is told.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

_MADE = re.compile(
    r"Lineside\.exe|lineside-cli\.exe|python3\.dll|sbom\.cdx\.json|.*\.pyc|python311\.zip|licenses/python\.txt"
)
"""Our own programs, compiled Python, the list that has their hashes, and that Python's licence."""
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def differences(first: str, second: str) -> tuple[list[str], list[str]]:
    """What must not differ and does, and what differs and may; both lists are of ``SHA256SUMS``' form."""
    one, two = _read(first), _read(second)
    missing = [f"{name} is in one of them only" for name in sorted(one.keys() ^ two.keys())]
    differing = sorted(name for name in one.keys() & two.keys() if one[name] != two[name])
    may = [name for name in differing if _MADE.fullmatch(name)]
    return missing + [f"{name} differs" for name in differing if name not in may], may


def _read(text: str) -> dict[str, str]:
    matches = [_LINE.fullmatch(line) for line in text.splitlines()]
    return {match[2]: match[1] for match in matches if match}


def main() -> int:
    """Compare two files; 1 when something differs that must not, or when there is nothing to compare."""
    parser = argparse.ArgumentParser(prog="python -m installer.compare", description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    chosen = parser.parse_args()
    texts = [path.read_text("utf-8") for path in (chosen.first, chosen.second)]
    counts = [len(_read(text)) for text in texts]
    problems, may = differences(*texts)
    print(f"{counts[0]} and {counts[1]} files, {len(may)} made on the machine differ: {', '.join(may[:20])}")
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems or 0 in counts else 0


if __name__ == "__main__":
    sys.exit(main())
