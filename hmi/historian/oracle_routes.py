"""Which table a row goes to, and what is put into it that the row does not carry."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hmi.historian.oracle_facts import (
    TagFacts,
    facts_of,
    identity_of,
    needs_directory,
    told_by_address,
    unconfigured,
)
from hmi.historian.protocol import Rejected
from hmi.historian.tag_directory import TagDirectory, TagEntry
from hmi.model.reading import Row
from hmi.model.tables import Mappings, TableMapping
from hmi.model.tag_keys import same_names


class Share(NamedTuple):
    """The rows that go into one table, in their order, and the facts of each one's tag."""

    mapping: TableMapping
    rows: Sequence[Row]
    facts: Sequence[TagFacts]


class _Refusal(NamedTuple):
    code: str
    reason: str


class _Route(NamedTuple):
    table: int
    facts: TagFacts


class _Known(NamedTuple):
    """What was looked up for one edition of the directory; ``refused`` by (plc_code, tag_address)."""

    edition: object
    routes: dict[tuple[str, ...], _Route]
    refused: dict[tuple[str, str], _Refusal]


class Routes:
    """Splits rows by table; may be used by several threads at once."""

    def __init__(self, mappings: Mappings, directory: TagDirectory) -> None:
        self._mappings = mappings
        self._directory = directory
        self.tables = tuple(dict.fromkeys(mappings.values()))
        only = self.tables[0] if len(self.tables) == 1 else None
        self._one_for_all = only if only is not None and not needs_directory(only) else None
        self._identity = identity_of(self.tables)
        self._known = _Known(None, {}, {})

    def split(self, rows: Sequence[Row]) -> tuple[list[Share], list[Rejected]]:
        """The rows by table, and those that can be given to none."""
        if self._one_for_all is not None and not self._one_for_all.name_template:
            return [Share(self._one_for_all, rows, ())], []
        shares: list[tuple[list[Row], list[TagFacts]]] = [([], []) for _ in self.tables]
        rejected: list[Rejected] = []
        identity, known = self._identity, self._up_to_date()
        routes = known.routes
        for row in rows:
            key = identity(row)
            route = routes.get(key) or self._route(row, known)
            if isinstance(route, _Refusal):
                rejected.append(Rejected(row, *route))
                continue
            routes[key] = route
            share = shares[route.table]
            share[0].append(row)
            share[1].append(route.facts)
        return [
            Share(mapping, *share) for mapping, share in zip(self.tables, shares, strict=True) if share[0]
        ], rejected

    def table_of(self, plc_code: str, tag_address: str) -> tuple[TableMapping, TagEntry] | None:
        """Where the rows of a tag are; None where that is not known."""
        entry = self._directory.find(plc_code, tag_address)
        if entry is not None:
            return self._mappings[entry.category], entry
        mapping = self._one_for_all
        if mapping is None or not told_by_address(mapping):
            return None
        return mapping, unconfigured(plc_code, tag_address)

    def _up_to_date(self) -> _Known:
        edition = self._directory.edition
        if self._known.edition is not edition:
            refused = {
                (tag.plc_code, tag.tag_address): _Refusal(
                    "SAME_NAME",
                    f"{same.name!r} is the name of {len(same.tags)} tags in table {same.table}, which would "
                    "keep one value of them: put more fields into name in mapping.toml, then send it again",
                )
                for same in same_names(self._mappings, self._directory.entries())
                for tag in same.tags
            }
            self._known = _Known(edition, {}, refused)
        return self._known

    def _route(self, row: Row, known: _Known) -> _Route | _Refusal:
        refusal = known.refused.get((row.plc_code, row.tag_address))
        if refusal is not None:
            return refusal
        entry = self._directory.find(row.plc_code, row.tag_address)
        if entry is None and self._one_for_all is None:
            return _Refusal(
                "UNKNOWN_TAG",
                f"{row.plc_code} has no tag {row.tag_address} in the configuration, and without it the row's "
                "table or what to put there is not known: configure the tag, then send the row again",
            )
        if entry is None:
            entry = unconfigured(row.plc_code, row.tag_address)
        mapping = self._mappings[entry.category]
        return _Route(self.tables.index(mapping), facts_of(entry, mapping, row))
