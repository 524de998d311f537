"""Who waits for whom: table locks, and the one transaction at a time that SQLite can write.

Oracle lets writers of different rows pass each other; here the second one waits until the first ends its
transaction. All waiting is broken by ``wake``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.servers.oracle.engine import StatementInterruptedError
from tests.servers.oracle.sql.errors import ora

ROWS = "ROW EXCLUSIVE"
"""The lock that a table has whose rows are changed."""

_WRITER = ("", "")
_CONFLICTS = {
    "ROW SHARE": {"EXCLUSIVE"},
    "ROW EXCLUSIVE": {"SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE"},
    "SHARE": {"ROW EXCLUSIVE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE"},
    "SHARE ROW EXCLUSIVE": {"ROW EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE"},
    "EXCLUSIVE": {"ROW SHARE", "ROW EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE"},
}
MODES = tuple(sorted(_CONFLICTS, key=len, reverse=True))
"""Those of LOCK TABLE; none begins with one after it."""


@dataclass(slots=True, eq=False)
class Holder:
    """One session: what it holds, whom it waits for, and whether its statement is to end."""

    held: set[tuple[tuple[str, str], str]] = field(default_factory=set)
    waits_for: list[Holder] = field(default_factory=list)
    interrupted: bool = False


class Locks:
    """The locks of a database; safe from any thread."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._holders: set[Holder] = set()

    def lock_table(
        self, holder: Holder, table: tuple[str, str], mode: str, wait_s: float | None = None
    ) -> None:
        """Wait for a table lock, ``wait_s`` at most.

        Raises ORA-00054 where it may not wait, ORA-30006 after waiting, ORA-00060 where that would be for
        ever, and StatementInterruptedError.
        """
        self._take(holder, (table, mode), lambda other: self._blocks(other, table, mode), wait_s)

    def lock_writer(self, holder: Holder) -> None:
        """Wait to be the one that writes."""
        self._take(holder, (_WRITER, ""), lambda other: (_WRITER, "") in other.held, None)

    def release(self, holder: Holder) -> None:
        """The transaction ended: all its locks are free."""
        with self._changed:
            holder.held.clear()
            self._holders.discard(holder)
            self._changed.notify_all()

    def wake(self, holder: Holder) -> None:
        """Let a session's statement end."""
        with self._changed:
            holder.interrupted = True
            self._changed.notify_all()

    def _blocks(self, other: Holder, table: tuple[str, str], mode: str) -> bool:
        return any(held == table and theirs in _CONFLICTS[mode] for held, theirs in other.held)

    def _take(
        self,
        holder: Holder,
        lock: tuple[tuple[str, str], str],
        blocks: Callable[[Holder], bool],
        wait_s: float | None,
    ) -> None:
        if lock in holder.held:
            return
        deadline = None if wait_s is None else time.monotonic() + wait_s
        with self._changed:
            try:
                while blockers := [other for other in self._holders if other is not holder and blocks(other)]:
                    self._wait(holder, blockers, deadline, wait_s)
            finally:
                holder.waits_for = []
            holder.held.add(lock)
            self._holders.add(holder)

    def _wait(
        self, holder: Holder, blockers: list[Holder], deadline: float | None, wait_s: float | None
    ) -> None:
        if holder.interrupted:
            raise StatementInterruptedError
        if wait_s == 0:
            raise ora(54)
        holder.waits_for = blockers
        if _reaches(blockers, holder):
            raise ora(60)
        left = None if deadline is None else deadline - time.monotonic()
        if left is not None and left <= 0:
            raise ora(30006)
        self._changed.wait(left)


def _reaches(waiting: list[Holder], wanted: Holder) -> bool:
    """Whether those waited for wait, in their turn, for ``wanted``."""
    seen: set[int] = set()
    while waiting:
        one = waiting[0]
        waiting = [*waiting[1:], *(other for other in one.waits_for if id(other) not in seen)]
        seen.add(id(one))
        if one is wanted:
            return True
    return False
