"""The way to Oracle, tried by a person: with settings that need not be saved yet, and never waited for."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from hmi.config.ddl import ddl_of
from hmi.config.settings import OracleConnection
from hmi.historian.protocol import HistorianError
from hmi.historian.tag_directory import TagDirectory
from hmi.model.attempt import Attempt
from hmi.model.tables import Mappings
from hmi.storage import make_oracle

if TYPE_CHECKING:
    from hmi.historian.oracle import OracleHistorian
    from hmi.historian.oracle_reach import CheckStep

_LOOK_S = 0.1
"""How soon somebody who gives up is free."""


def go_the_way(
    historian: OracleHistorian, before_tables: Callable[[], None] | None = None
) -> Iterator[CheckStep]:
    """Each step of the way as it is tried; ``before_tables`` is done once the login stands."""
    for step in historian.check_steps():
        yield step
        if step.name == "login" and step.ok and before_tables is not None:
            before_tables()


def make_tables(
    historian: OracleHistorian, mappings: Mappings, *, partitioned: bool = False
) -> Iterator[str]:
    """Make the tables that are missing; a line for each statement, of what became of it.

    A statement that is refused may be for a table of somebody else that is there.
    """
    for statement in ddl_of(mappings, partitioned=partitioned):
        try:
            (is_new,) = historian.create_tables([statement.sql])
        except HistorianError as error:
            yield f"{statement.what}: not made: {error}"
        else:
            yield f"{statement.what}: {'made' if is_new else 'was there'}"


class OracleCheck:
    """One walk to Oracle, on a thread that nobody has to wait for; ends within the deadlines of its steps."""

    def __init__(self, oracle: OracleConnection, mappings: Mappings, directory: TagDirectory) -> None:
        self._oracle = oracle
        self._mappings = mappings
        self._directory = directory
        self._found: queue.SimpleQueue[CheckStep | str | Exception | None] = queue.SimpleQueue()
        self._historian: OracleHistorian | None = None

    def walk(self, *, create: bool = False, is_cancelled: Callable[[], bool]) -> Iterator[CheckStep | str]:
        """The steps as they are done, with a line for each table where ``create`` makes the missing ones.

        Ends at once when ``is_cancelled`` says so; what hangs then is let go in the background.

        Raises:
            HmiError: the password is not known.
            Exception: something unforeseen, which would keep whoever walks waiting if it were not told.
        """
        Attempt("oracle check", lambda: self._walk(create=create))
        while not is_cancelled():
            try:
                found = self._found.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            if found is None:
                return
            if isinstance(found, Exception):
                raise found
            yield found
        if self._historian is not None:
            Attempt("end oracle check", self._historian.close)

    def _walk(self, *, create: bool) -> None:
        try:
            # Asks the system's keyring, which may ask the user.
            self._historian = historian = make_oracle(self._oracle, self._mappings, self._directory)
        except Exception as error:  # noqa: BLE001  raised again by walk, on the thread that asked
            self._found.put(error)
            return

        def make() -> None:
            for line in make_tables(historian, self._mappings):
                self._found.put(line)

        try:
            with closing(historian):
                for step in go_the_way(historian, make if create else None):
                    self._found.put(step)
        except Exception as error:  # noqa: BLE001  raised again by walk, on the thread that asked
            self._found.put(error)
        finally:
            self._found.put(None)
