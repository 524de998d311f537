"""Runs checks one after the other, whatever becomes of each, and reports them all."""

from __future__ import annotations

import os
import platform
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from hmi import __version__
from hmi.bundle import find_bundle
from hmi.model.errors import HmiError
from hmi.selftest.messages import Messages
from hmi.stacks import stacks

LIMIT_S = 60.0
"""For each check: twenty times what the slowest takes."""


class CheckFailedError(HmiError):
    """What a check has found."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What checks work with: an empty folder, what was complained of, where a picture is wanted."""

    folder: Path
    messages: Messages
    picture: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one check."""

    name: str
    passed: bool
    seconds: float
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one run."""

    checks: tuple[Outcome, ...]
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether every check has."""
        return all(check.passed for check in self.checks)

    def as_dict(self) -> dict[str, object]:
        """For JSON."""
        return {
            "program": "Lineside",
            "version": __version__,
            "packaged": _is_packaged(),
            "platform": platform.platform(),
            "python": platform.python_version(),
            "qt": _qt_version(),
            "passed": self.passed,
            "seconds": self.seconds,
            "checks": [asdict(check) for check in self.checks],
        }


Check = tuple[str, Callable[[Bench], str]]
"""Its name, and what does it: returns what was found, and raises where that is wrong."""


class Run:
    """One run, on the main thread, for Qt wants it.

    A check that hangs cannot be ended from within: then, as when Qt gives up the process, ``tell`` is called
    with what there is, with where every thread stands, and ``leave`` with exit code 1.
    """

    def __init__(
        self,
        checks: Sequence[Check],
        bench: Bench,
        tell: Callable[[Report], object],
        *,
        limit_s: float = LIMIT_S,
        leave: Callable[[int], object] = os._exit,
    ) -> None:
        self._checks = checks
        self._bench = bench
        self._tell = tell
        self._limit_s = limit_s
        self._leave = leave
        self._outcomes: list[Outcome] = []
        self._begun = self._check_begun = time.monotonic()
        bench.messages.on_fatal = self._break_off

    def do(self) -> bool:
        """Do every check, then tell; returns whether all have passed."""
        for name, check in self._checks:
            self._check_begun = time.monotonic()
            limit = threading.Timer(self._limit_s, self._hangs)
            limit.daemon = True
            limit.start()
            try:
                passed, detail = True, check(self._bench)
            except HmiError as error:
                passed, detail = False, str(error)
            except Exception as error:  # noqa: BLE001  whatever is broken is a finding, and the next is looked at
                passed, detail = False, f"{type(error).__name__}: {error}"
            finally:
                limit.cancel()
            self._outcomes.append(self._outcome(name, detail, passed=passed))
        report = self._report()
        self._tell(report)
        return report.passed

    def _hangs(self) -> None:
        self._break_off(f"It hangs: no end within {self._limit_s:.0f} s\n{stacks()}")

    def _break_off(self, why: str) -> None:
        (current, _), *left = self._checks[len(self._outcomes) :]
        self._outcomes.append(self._outcome(current, why, passed=False))
        self._outcomes += [Outcome(name, False, 0.0, f"not done, for {current} ended it") for name, _ in left]
        self._tell(self._report())
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # a program without a console has none
                stream.flush()
        self._leave(1)

    def _outcome(self, name: str, detail: str, *, passed: bool) -> Outcome:
        return Outcome(name, passed, round(time.monotonic() - self._check_begun, 3), detail)

    def _report(self) -> Report:
        return Report(tuple(self._outcomes), round(time.monotonic() - self._begun, 3))


def _is_packaged() -> bool:
    try:
        return find_bundle() is not None
    except HmiError:  # a damaged one, which a check tells
        return True


def _qt_version() -> str:
    try:
        from PySide6.QtCore import qVersion
    except ImportError:  # which a check tells
        return ""
    return qVersion()
