"""The table of promises R1 to R21: a pytest plugin that gathers what the marked tests of each have shown.

``pytest -m promise --long --promises`` prints it; a promise without a figure, or with a test that failed,
fails the run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pytest

PROMISES = {
    "R1": "kill -9 at any point: no accepted row lost, at most the poll being read",
    "R2": "power loss: at most 500 ms of rows, none with the strict setting",
    "R3": "a commit whose answer is lost, replay, crash in between: none doubled, none lost",
    "R4": "Oracle refuses: attempts at 0, 1, 2, 4 s, then CSV; then straight to disk, a probe every 5 s",
    "R5": "Oracle hangs: given up in time, window never frozen, recovery within 15 s of its return",
    "R6": "single rows rejected: the rest commits in the same attempt, they go to the quarantine",
    "R7": "permanent errors: no retry storm, an alarm in plain words, rows to CSV",
    "R8": "queue or buffer full: alarm at 80 %, the oldest rows spill to CSV, counted",
    "R9": "disk full, read-only, unplugged: polling goes on, alarm, resumes by itself, no torn file",
    "R10": "damaged backup files: start within 5 s, every intact row replays, the rest is set aside",
    "R11": "clock steps either way: ts never repeats or goes back within a group, the step is reported",
    "R12": "order: rows in the historian reproduce the order of acquisition after any replay",
    "R13": "10 million rows waiting: start within 5 s, memory +50 MB, live data first, progress shown",
    "R14": "crash in the middle of a replay: as R1 and R3",
    "R15": "shutdown with the database hung: exit within 10 s, code 0, everything on disk",
    "R16": "PLC down, slow, garbage, half-open: others undisturbed, never a wrong value as GOOD",
    "R17": "trigger storms: one record for each accepted trigger; repeats merged, and said so",
    "R18": "72 hours: memory under +5 % a day, threads and handles flat, no Qt warning",
    "R19": "a worker dies or hangs: seen within 5 s, restarted, alarm, stacks logged",
    "R20": "broken configuration: never polled in part, a clear error with its place",
    "R21": "a second instance on the same data: refused",
}
"""By id: the fault and what is promised, in a line."""

_IDS, _FIGURE = "promises", "figure"

_MOST = "most_"


class Prove(Protocol):
    """Records a figure of the test's promise, as it was measured in this run."""

    def __call__(self, text: str, **counts: float) -> None:
        """``text`` is a format of ``counts`` and of ``times``.

        Tests with the same text make one figure of the sum of their counts (those that begin with ``most_``:
        of the largest), and ``times`` is how many they were.
        """


@dataclass
class _Row:
    """What the tests of one promise came to."""

    passed: int = 0
    failed: int = 0
    _counts: dict[str, dict[str, float]] = field(default_factory=dict)
    """By text."""

    def add(self, text: str, counts: Mapping[str, float]) -> None:
        sums = self._counts.setdefault(text, {"times": 0})
        for name, count in {**counts, "times": 1}.items():
            before = sums.get(name, 0)
            sums[name] = max(before, count) if name.startswith(_MOST) else before + count

    @property
    def figures(self) -> list[str]:
        return [text.format_map(counts) for text, counts in self._counts.items()]

    @property
    def verdict(self) -> str:
        if self.failed:
            return "**FAILED**"
        return "passed" if self.passed and self.figures else "**NOT SHOWN**"


class _Table:
    """Gathers the reports of marked tests, and prints the table at the end."""

    def __init__(self) -> None:
        self._rows: defaultdict[str, _Row] = defaultdict(_Row)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        for name, ids in report.user_properties:
            if name != _IDS:
                continue
            for promise in str(ids).split():
                self._count(self._rows[promise], report)

    @staticmethod
    def _count(row: _Row, report: pytest.TestReport) -> None:
        row.failed += report.failed
        if report.when == "call" and report.passed:
            row.passed += 1
            for name, figure in report.user_properties:
                if name == _FIGURE and isinstance(figure, tuple):
                    row.add(*figure)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if any(self._rows[promise].verdict != "passed" for promise in PROMISES):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        terminalreporter.section("promises")
        terminalreporter.write_line("| id | promise | shown by this run | tests | |")
        terminalreporter.write_line("|---|---|---|---:|---|")
        for promise, text in PROMISES.items():
            row = self._rows[promise]
            cells = [promise, text, "; ".join(row.figures), str(row.passed + row.failed), row.verdict]
            terminalreporter.write_line(f"| {' | '.join(cells)} |")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("promises")
    group.addoption("--long", action="store_true", help="the long form of tests that have one")
    group.addoption("--promises", action="store_true", help="print the table of promises at the end")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "promise(id, ...): shows a promise of the table in tests/faults/promises.py"
    )
    if config.getoption("--promises"):
        config.pluginmanager.register(_Table(), "promise table")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        ids = [str(promise) for mark in item.iter_markers("promise") for promise in mark.args]
        unknown = set(ids) - set(PROMISES)
        if unknown:
            raise pytest.UsageError(f"{item.nodeid}: there is no promise {', '.join(sorted(unknown))}")
        if ids:
            item.user_properties.append((_IDS, " ".join(sorted(set(ids)))))


@pytest.fixture(scope="session")
def long(request: pytest.FixtureRequest) -> bool:
    """Whether the long form of a test is asked for."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def prove(request: pytest.FixtureRequest) -> Prove:
    """For the table at the end."""

    def record(text: str, **counts: float) -> None:
        request.node.user_properties.append((_FIGURE, (text, counts)))

    return record
