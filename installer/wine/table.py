"""What was checked, and what was seen: the table that ``make installer-test`` prints."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

_Subject = TypeVar("_Subject")
_WORDS = {True: "passed", False: "FAILED"}


class FailedError(Exception):
    """A check that does not hold; the text says what was seen instead."""


@dataclass(frozen=True)
class Result:
    """One line of the table."""

    name: str
    passed: bool
    seconds: float
    seen: str


def require(holds: object, seen: str) -> None:
    """Fail with what was seen, unless it holds.

    Raises:
        FailedError: it does not.
    """
    if not holds:
        raise FailedError(seen)


def run_checks(checks: list[Callable[[_Subject], str]], subject: _Subject) -> list[Result]:
    """Run them in their order, each on what the one before has left, and tell of each as it ends.

    After a check that fails the next ones run all the same: what they see may say why.
    """
    return [_run(check, subject) for check in checks]


def write_out(results: list[Result]) -> str:
    """The table as text."""
    width = max(len(result.name) for result in results)
    lines = [
        f"{_WORDS[result.passed]}  {result.name:<{width}}  {result.seconds:6.1f} s  {result.seen}"
        for result in results
    ]
    failed = sum(not result.passed for result in results)
    total = sum(result.seconds for result in results)
    lines.append(f"{len(results) - failed} passed, {failed} failed in {total:.0f} s")
    return "\n".join(lines)


def _run(check: Callable[[_Subject], str], subject: _Subject) -> Result:
    name = (check.__doc__ or check.__name__).split("\n", maxsplit=1)[0].rstrip(".")
    began = time.monotonic()
    try:
        passed, seen = True, check(subject)
    except FailedError as failed:
        passed, seen = False, str(failed)
    except Exception as error:  # noqa: BLE001 - one line of the table; the others are still of use
        passed, seen = False, f"{type(error).__name__}: {error}"
    result = Result(name, passed, time.monotonic() - began, " ".join(seen.split())[:300])
    print(f"{_WORDS[passed]}  {name}: {result.seen}", flush=True)
    return result
