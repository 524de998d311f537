"""``hmi`` that kills itself at a named point: ``python -m tests.faults.victim collect --data-dir D``.

Everything is loaded first; then one line of stdin says where it ends: ``NAME@N`` is the Nth passage of a
point of ``kill_points``, an empty line means that it runs like any other.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from hmi.cli import main
from hmi.historian import oracle  # noqa: F401 - loaded now, not when the station is built
from tests.faults.kill_points import POINTS, Point

KILLED_AT = "killed at"
"""How the last line on stdout begins."""


def arm(word: str) -> None:
    """Let the process end at that passage of that point."""
    name, _, passage = word.partition("@")
    owner, attribute = target(POINTS[name])
    setattr(owner, attribute, _deadly(getattr(owner, attribute), POINTS[name], name, int(passage)))


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
        counts = point.counts(args, kwargs)
        if counts and not point.is_after and next(passages) == passage:
            _end(name)
        result = function(*args, **kwargs)
        if counts and point.is_after and next(passages) == passage:
            _end(name)
        return result

    return wrapped


def _end(name: str) -> None:
    os.write(sys.stdout.fileno(), f"{KILLED_AT} {name}\n".encode())
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    if word := sys.stdin.readline().strip():
        arm(word)
    main()
