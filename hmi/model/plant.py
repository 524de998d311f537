"""The plant as it is configured: PLCs, polling groups and tags.

Field names are those of the configuration database and of the CSV files.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hmi.model.errors import UsageError, did_you_mean


class McProtocol(StrEnum):
    """Frame and code of the MC protocol that the PLC's port is set to."""

    MC_3E_BINARY = "MC_3E_BINARY"
    MC_3E_ASCII = "MC_3E_ASCII"
    MC_4E_BINARY = "MC_4E_BINARY"
    MC_4E_ASCII = "MC_4E_ASCII"

    @property
    def is_4e(self) -> bool:
        """True for 4E frames, which carry a serial number."""
        return self in (McProtocol.MC_4E_BINARY, McProtocol.MC_4E_ASCII)

    @property
    def is_ascii(self) -> bool:
        """True where the fields travel as hexadecimal text."""
        return self in (McProtocol.MC_3E_ASCII, McProtocol.MC_4E_ASCII)


class Series(StrEnum):
    """PLC series: decides limits, subcommands and the base of X and Y numbers."""

    Q = "Q"
    L = "L"
    QNA = "QnA"
    IQ_L = "iQ-L"
    IQ_R = "iQ-R"
    IQ_F = "iQ-F"


class PollingMode(StrEnum):
    """How a group's polls begin: by its own interval, or by a trigger."""

    FIXED = "FIXED"
    HANDSHAKE = "HANDSHAKE"


class GroupCategory(StrEnum):
    """What a group's values are about; a mapping sends each category to its own table."""

    OPERATION = "OPERATION"
    STATE = "STATE"
    ALARM = "ALARM"


class TagType(StrEnum):
    """How the words of a tag are understood."""

    BOOL = "BOOL"
    INT = "INT"
    UINT = "UINT"
    DINT = "DINT"
    UDINT = "UDINT"
    REAL = "REAL"
    LREAL = "LREAL"
    BCD = "BCD"
    STRING = "STRING"


class ByteOrder(StrEnum):
    """Which byte of each word holds the earlier character of a STRING."""

    LOW_FIRST = "LOW_FIRST"
    HIGH_FIRST = "HIGH_FIRST"


class LogMode(StrEnum):
    """Which values of a tag become rows."""

    ALWAYS = "ALWAYS"
    ON_CHANGE = "ON_CHANGE"
    NEVER = "NEVER"


@dataclass(frozen=True, slots=True)
class Plc:
    """One PLC and the way to it; ``connection_timeout`` in seconds, for connecting and for one answer."""

    plc_code: str
    ip_address: str
    plc_name: str = ""
    port: int = 5010
    protocol: McProtocol = McProtocol.MC_3E_BINARY
    series: Series = Series.Q
    network_no: int = 0
    station_no: int = 255
    module_io: int = 1023
    multidrop_no: int = 0
    connection_timeout: float = 3.0
    pool_size: int = 5
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class PollingGroup:
    """Tags of one PLC that are read together."""

    group_name: str
    plc_code: str
    polling_mode: PollingMode = PollingMode.FIXED
    polling_interval_ms: int = 1000
    group_category: GroupCategory = GroupCategory.OPERATION
    trigger_bit_address: str | None = None
    ack_bit_address: str | None = None
    allow_plc_writes: bool = False
    is_active: bool = True
    description: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """One named value of a PLC; its key in the plant is (plc_code, tag_address).

    ``string_length`` is in bytes and set for STRING tags only; ``string_byte_order`` is that of a PLC's own
    string instructions unless it is set otherwise. The recorded value is
    ``raw * scale + offset``; outside ``min_value``..``max_value`` it is UNCERTAIN.
    """

    plc_code: str
    tag_address: str
    tag_name: str
    tag_type: TagType
    group_name: str
    machine_code: str = ""
    unit: str = ""
    scale: float = 1.0
    offset: float = 0.0
    min_value: float | None = None
    max_value: float | None = None
    log_mode: LogMode = LogMode.ALWAYS
    deadband: float = 0.0
    string_length: int | None = None
    is_active: bool = True
    string_byte_order: ByteOrder = ByteOrder.LOW_FIRST


TagKey = tuple[str, str]
"""PLC and address."""


def tag_key(tag: Tag) -> TagKey:
    """What a tag is known by: its PLC and its address."""
    return tag.plc_code, tag.tag_address


@dataclass(frozen=True, slots=True)
class Plant:
    """The whole configuration at one moment, immutable; every reference in it has been checked."""

    plcs: tuple[Plc, ...] = ()
    groups: tuple[PollingGroup, ...] = ()
    tags: tuple[Tag, ...] = ()

    def plc(self, plc_code: str) -> Plc:
        """The PLC of that code.

        Raises:
            UsageError: no PLC has this code.
        """
        for plc in self.plcs:
            if plc.plc_code == plc_code:
                return plc
        known = [plc.plc_code for plc in self.plcs]
        hint = did_you_mean(plc_code, known) or (f"; there are {', '.join(known)}" if known else "")
        raise UsageError(f"There is no PLC {plc_code!r} in the configuration{hint}")

    def group(self, group_name: str) -> PollingGroup:
        """The polling group of that name.

        Raises:
            UsageError: no group has this name.
        """
        for group in self.groups:
            if group.group_name == group_name:
                return group
        known = [group.group_name for group in self.groups]
        raise UsageError(
            f"There is no polling group {group_name!r} in the configuration{did_you_mean(group_name, known)}"
        )

    def active_groups(self) -> tuple[PollingGroup, ...]:
        """The groups that are to run: active ones on active PLCs, in the order of the configuration."""
        active_plcs = {plc.plc_code for plc in self.plcs if plc.is_active}
        return tuple(g for g in self.groups if g.is_active and g.plc_code in active_plcs)

    def tags_of(self, group_name: str) -> tuple[Tag, ...]:
        """The active tags of a group, in the order of the configuration."""
        return tuple(tag for tag in self.tags if tag.group_name == group_name and tag.is_active)
