"""Faults by name: what the server does wrong on purpose, how often, and who ran into it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

_STEPS = ("execute", "commit")
NAMES = (
    "refuse",
    "silent",
    "slow-reader",
    "ora-login",
    *(
        f"{what}-{step}"
        for step in _STEPS
        for what in ("hang", "slow", "cut-before", "cut-after", "rst-before", "rst-after", "ora")
    ),
)
"""Every fault:

- ``refuse``: the listener refuses with TNS code ``code`` (12514);
- ``silent``: TCP is accepted, nothing is ever answered;
- ``slow-reader``: waits ``delay`` seconds (0.05) before each packet it reads;
- ``ora-login``: the login fails with ``code``;
- ``hang-...``: no answer, not even to a break; the step is not done, and a session that goes rolls back;
- ``slow-...``: waits ``seconds`` (1.0) before the step; a break ends the wait, and the step is not done;
- ``cut-before-...``, ``cut-after-...``: the connection is closed in order, before the step or instead of its
  answer; ``rst-...`` the same with a reset. After a commit means: it is committed;
- ``ora-execute``: the call fails with ``code``, or only the row number ``row`` (from 0) of an array;
- ``ora-commit``: the commit fails with ``code``, and the transaction stays open.

``execute`` is any statement, ``commit`` a commit by itself or after a statement (autocommit).
"""


@dataclass(slots=True)
class _Fault:
    name: str
    times: int | None
    code: int
    row: int | None
    seconds: float


class Faults:
    """The faults that are on; from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._faults: list[_Fault] = []
        self._met: set[str] = set()
        self._held: list[Callable[[], None]] = []

    def inject(
        self,
        name: str,
        *,
        times: int | None = None,
        code: int | None = None,
        row: int | None = None,
        seconds: float = 1.0,
        delay: float = 0.05,
    ) -> None:
        """Do it ``times`` times, or until ``clear``. Several faults, also of one name, may be on together.

        Raises:
            ValueError: no such fault, or an error code is missing.
        """
        if name not in NAMES:
            raise ValueError(f"no fault {name!r}; there are {', '.join(NAMES)}")
        if code is None and name.startswith("ora-"):
            raise ValueError(f"fault {name!r} needs the error's code")
        pause = delay if name == "slow-reader" else seconds
        with self._changed:
            self._faults.append(_Fault(name, times, 12514 if code is None else code, row, pause))
            self._met.discard(name)

    def clear(self) -> None:
        """Heal: no more faults, and sessions that hang are let go by closing them."""
        with self._changed:
            self._faults = []
            held, self._held = self._held, []
        for let_go in held:
            let_go()

    def wait_until_met(self, name: str, timeout: float) -> bool:
        """Wait until somebody has run into that fault since it was injected; False after so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: name in self._met, timeout)

    def meets(self, name: str) -> bool:
        """The server is at the fault's place: whether it is on, counted as met."""
        return self._take(name) is not None

    def code_of(self, name: str) -> int | None:
        """The error code of a fault that is on, counted as met; not of those for one row."""
        fault = self._take(name)
        return None if fault is None else fault.code

    def seconds_of(self, name: str) -> float:
        """How long a fault that is on makes the client wait, counted as met; 0 where it is off."""
        fault = self._take(name)
        return 0.0 if fault is None else fault.seconds

    def packet_delay(self) -> float:
        """Seconds to wait before a packet is read."""
        return self.seconds_of("slow-reader")

    def row_codes(self, count: int) -> dict[int, int]:
        """The error codes by row of an array of so many rows, counted as met."""
        if not self._faults:
            return {}
        with self._changed:
            due = [
                fault
                for fault in self._faults
                if fault.name == "ora-execute" and fault.row is not None and fault.row < count
            ]
            for fault in due:
                self._count(fault)
            return {fault.row: fault.code for fault in due if fault.row is not None}

    def holds(self, name: str, let_go: Callable[[], None]) -> bool:
        """Whether a session is to hang here, until ``clear`` calls ``let_go``."""
        if not self._faults:
            return False
        with self._changed:
            fault = self._find(name)
            if fault is None:
                return False
            self._held.append(let_go)
            self._count(fault)
            return True

    def release(self, let_go: Callable[[], None]) -> None:
        """A session that hung is gone, whoever ended it."""
        with self._changed:
            if let_go in self._held:
                self._held.remove(let_go)

    def _take(self, name: str) -> _Fault | None:
        if not self._faults:  # without the lock: this is asked several times for each call
            return None
        with self._changed:
            fault = self._find(name)
            if fault is not None:
                self._count(fault)
            return fault

    def _find(self, name: str) -> _Fault | None:
        return next((fault for fault in self._faults if fault.name == name and fault.row is None), None)

    def _count(self, fault: _Fault) -> None:
        self._met.add(fault.name)
        self._changed.notify_all()
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self._faults.remove(fault)
