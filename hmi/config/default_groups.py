"""Groups for tags that name none: plain tag lists, and files of other programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hmi.config.columns import GROUPS
from hmi.config.report import RowError
from hmi.config.sheet import Record
from hmi.model.plant import PollingGroup

DEFAULT_INTERVAL_MS = PollingGroup("", "").polling_interval_ms
_REMEDY = "pass --group NAME"


class Homeless(NamedTuple):
    """A tag that names no group."""

    plc_code: str
    interval_ms: int
    record: Record


class DefaultGroups:
    """Finds or makes the groups.

    With a name (``--group NAME``): NAME where the tags are of one PLC, else NAME_<PLC_CODE>. A group of these
    names that the PLC has already is taken, so that a list that later has fewer or more PLCs does not move
    tags from one group into another. Without a name: <PLC_CODE>_<interval>ms, so that tags of another program
    that were read together are read together here.
    A group reads one PLC; a new one is FIXED, at 1,000 ms with a name. New ones are put into ``groups``.
    """

    def __init__(self, name: str | None, groups: dict[str, PollingGroup]) -> None:
        self.errors: list[RowError] = []
        self._name = name
        self._groups = groups
        self._names: dict[tuple[str, int], str] = {}
        self._notes: list[str] = []

    @property
    def notes(self) -> tuple[str, ...]:
        """What was made, as sentences."""
        return tuple(self._notes)

    def name_for(self, plc_code: str, interval_ms: int) -> str | None:
        """The group of such tags; None where ``errors`` says why there is none."""
        return self._names.get(self._key(plc_code, interval_ms))

    def provide(self, tags: Iterable[Homeless]) -> None:
        """Have a group for each of these tags."""
        first: dict[tuple[str, int], Record] = {}
        for tag in tags:
            first.setdefault(self._key(tag.plc_code, tag.interval_ms), tag.record)
        for key, record in first.items():
            problem = self._provide(self._choose(key, alone=len(first) == 1), key)
            if problem:
                self.errors.append(RowError(record.file, problem, record.row))

    def _key(self, plc_code: str, interval_ms: int) -> tuple[str, int]:
        return plc_code, interval_ms if self._name is None else DEFAULT_INTERVAL_MS

    def _choose(self, key: tuple[str, int], *, alone: bool) -> str:
        plc_code, interval_ms = key
        if self._name is None:
            return f"{plc_code}_{interval_ms}ms"
        own = f"{self._name}_{plc_code}"
        plain = self._groups.get(self._name)
        if plain is not None and plain.plc_code == plc_code:
            return self._name
        return self._name if alone and own not in self._groups else own

    def _provide(self, name: str, key: tuple[str, int]) -> str:
        """Returns why the group cannot be had, else a blank text."""
        plc_code, interval_ms = key
        group = self._groups.get(name)
        if group is None:
            try:
                GROUPS.columns[0].parse(name)
            except ValueError as error:
                return f"--group: {name!r} {error}" if self._name else f"{name!r} {error}; {_REMEDY}"
            group = PollingGroup(name, plc_code, polling_interval_ms=interval_ms)
            self._groups[name] = group
            self._notes.append(
                f"polling group {name!r} is new: PLC {plc_code!r}, {group.polling_mode}, {interval_ms:,} ms"
            )
        if group.plc_code != plc_code:
            where = f"reads PLC {group.plc_code!r}, and the tags are on PLC {plc_code!r}"
            if self._name is None:
                return f"polling group {name!r} {where}; {_REMEDY}"
            return f"--group {name}: this group {where}; give another name"
        self._names[key] = name
        return ""
