"""``hmi`` that kills itself at a named point: ``python -m tests.faults.victim collect --data-dir D``.

Everything is loaded first; then one line of stdin says where it ends: ``NAME@N`` is the Nth passage of a
point of ``kill_points``, an empty line means that it runs like any other. Of every reading that the journal
has taken it writes a line into the file that the environment names in ACCEPTED_LOG.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import os
import signal
import sys
from collections.abc import Callable, Sequence
from typing import Any

from hmi.cli import main
from hmi.historian import oracle  # noqa: F401 - loaded now, not when the station is built
from hmi.model.reading import Reading
from hmi.pipeline.journal import Journal
from tests.faults.kill_points import POINTS, Point

ACCEPTED_LOG = "VICTIM_ACCEPTED_LOG"
KILLED_AT = "killed at"
"""How the last line on stdout begins."""


def arm(word: str) -> None:
    """Let the process end at that passage of that point."""
    name, _, passage = word.partition("@")
    owner, attribute = target(POINTS[name])
    setattr(owner, attribute, _deadly(getattr(owner, attribute), POINTS[name], name, int(passage)))


def log_accepted(path: str) -> None:
    """Write ``plc_code,tag_address,value`` of the first tag of each reading that is in the journal."""
    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    append = Journal.append

    def logged(journal: Journal, readings: Sequence[Reading]) -> list[Reading]:
        journaled = append(journal, readings)
        lines = [
            f"{one.plc_code},{one.tags[0].tag_address},{one.values[0]}\n"
            for one in journaled
            if one.journal_seq
        ]
        os.write(log, "".join(lines).encode())  # what the system has outlives the process
        return journaled

    setattr(Journal, "append", logged)  # noqa: B010 - an assignment is what mypy forbids


def target(point: Point) -> tuple[Any, str]:
    """What holds the function of a point, a module or a class, and under which name.

    Raises:
        AttributeError: the program has no such function any more.
    """
    owner: Any = importlib.import_module(point.module)
    *path, attribute = point.qualname.split(".")
    for part in path:
        owner = getattr(owner, part)
    getattr(owner, attribute)
    return owner, attribute


def _deadly(function: Callable[..., Any], point: Point, name: str, passage: int) -> Callable[..., Any]:
    passages = itertools.count(1)

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if not point.is_after and next(passages) == passage:
            _end(name)
        result = function(*args, **kwargs)
        if point.is_after and next(passages) == passage:
            _end(name)
        return result

    return wrapped


def _end(name: str) -> None:
    os.write(sys.stdout.fileno(), f"{KILLED_AT} {name}\n".encode())
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    if path := os.environ.get(ACCEPTED_LOG):
        log_accepted(path)
    if word := sys.stdin.readline().strip():
        arm(word)
    main()
