"""Groups for tags that name none: plain tag lists, imported with ``--group NAME``."""

from __future__ import annotations

from collections.abc import Iterable

from hmi.config.columns import GROUPS
from hmi.config.csvfile import Record
from hmi.config.report import RowError
from hmi.model.plant import PollingGroup


class DefaultGroups:
    """Finds or makes the group of each PLC: NAME where the tags are of one PLC, else NAME_<PLC_CODE>.

    A group of these names that the PLC has already is taken, so that a list that later has fewer or more
    PLCs does not move tags from one group into another. A group reads one PLC; a new one is FIXED at
    1,000 ms. New groups are put into ``groups``.
    """

    def __init__(self, name: str, groups: dict[str, PollingGroup]) -> None:
        self.errors: list[RowError] = []
        self._name = name
        self._groups = groups
        self._names: dict[str, str] = {}
        self._notes: list[str] = []

    @property
    def notes(self) -> tuple[str, ...]:
        """What was made, as sentences."""
        return tuple(self._notes)

    def name_for(self, plc_code: str) -> str | None:
        """The group of that PLC's tags; None where ``errors`` says why there is none."""
        return self._names.get(plc_code)

    def provide(self, tags: Iterable[tuple[str, Record]]) -> None:
        """Have a group for every PLC code among these tags without one."""
        first: dict[str, Record] = {}
        for plc_code, record in tags:
            first.setdefault(plc_code, record)
        for plc_code, record in first.items():
            name = self._choose(plc_code, alone=len(first) == 1)
            problem = self._provide(name, plc_code)
            if problem:
                self.errors.append(RowError(record.file, problem, record.row))

    def _choose(self, plc_code: str, *, alone: bool) -> str:
        own = f"{self._name}_{plc_code}"
        plain = self._groups.get(self._name)
        if plain is not None and plain.plc_code == plc_code:
            return self._name
        return self._name if alone and own not in self._groups else own

    def _provide(self, name: str, plc_code: str) -> str:
        """Returns why the group cannot be had, else a blank text."""
        group = self._groups.get(name)
        if group is None:
            try:
                GROUPS.columns[0].parse(name)
            except ValueError as error:
                return f"--group: {name!r} {error}"
            group = self._groups[name] = PollingGroup(name, plc_code)
            mode, interval = group.polling_mode, group.polling_interval_ms
            self._notes.append(f"polling group {name!r} is new: PLC {plc_code!r}, {mode}, {interval:,} ms")
        if group.plc_code != plc_code:
            return (
                f"--group {name}: this group reads PLC {group.plc_code!r}, "
                f"and the tags are on PLC {plc_code!r}; give another name"
            )
        self._names[plc_code] = name
        return ""
