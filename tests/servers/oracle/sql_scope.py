"""What names in a statement may mean, and the pieces of SQLite's SQL that they become."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.servers.oracle.sql_catalog import Catalog, quoted
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_syntax import Name
from tests.servers.oracle.sql_types import ANY, DataType, Stored, Value, encode

Convert = Callable[[Value], Stored]

_MARK = re.compile("\x01(\\d+)\x02")


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQLite's SQL with Oracle's type; binds are marks, see ``Params``.

    ``bind`` is the parameter where it is nothing but a bind; ``constant`` where it is the same for every row.
    """

    text: str
    type: DataType = ANY
    nullable: bool = True
    bind: int | None = None
    constant: bool = False


class Params:
    """The binds of a statement: which of the row's values goes where, and how it is converted."""

    def __init__(self) -> None:
        self._places: list[int] = []
        self._converts: list[Convert] = []

    def add(self, place: int) -> Sql:
        """A bind, of any type until something says which."""
        self._places.append(place)
        self._converts.append(encode)
        return Sql(f"\x01{len(self._places) - 1}\x02", bind=len(self._places) - 1)

    def convert(self, bind: int, convert: Convert) -> None:
        """Say how a bind is converted."""
        self._converts[bind] = convert

    def place(self, bind: int) -> tuple[int, Convert]:
        """A bind's place in the row, and its conversion."""
        return self._places[bind], self._converts[bind]

    def finish(self, text: str) -> tuple[str, tuple[tuple[int, Convert], ...]]:
        """The text with question marks, and the binds in their order."""
        order = tuple(self.place(int(mark)) for mark in _MARK.findall(text))
        return _MARK.sub("?", text), order


@dataclass(frozen=True, slots=True)
class Context:
    """Whose statement it is, and what there is."""

    catalog: Catalog
    user: str
    schema: str


@dataclass(frozen=True, slots=True)
class Source:
    """One table or query of FROM; ``alias`` qualifies its columns, ``owner`` is that of a table without."""

    alias: str
    owner: str
    columns: dict[str, Sql]


@dataclass(slots=True)
class Scope:
    """The sources that a query's names may speak of, and those of the query around it."""

    sources: list[Source] = field(default_factory=list)
    around: Scope | None = None

    def find(self, name: Name) -> Sql | None:
        """The column that a name means; None where there is none; raises ORA-00918."""
        *qualifiers, column = name.parts
        found = [
            source.columns[column]
            for source in self.sources
            if column in source.columns and _fits(source, qualifiers)
        ]
        if len(found) > 1:
            raise ora(918)
        if found:
            return found[0]
        return self.around.find(name) if self.around else None

    def source(self, alias: str) -> Source:
        """The source that alias.* means."""
        for source in self.sources:
            if source.alias == alias:
                return source
        raise ora(904, quoted(alias))


def _fits(source: Source, qualifiers: list[str]) -> bool:
    if not qualifiers:
        return True
    if qualifiers[-1] != source.alias:
        return False
    return len(qualifiers) == 1 or qualifiers[0] == source.owner
