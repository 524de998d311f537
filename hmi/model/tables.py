"""Tables of Oracle that keep values: which category goes where, and what each column holds.

The program's own table is described like a customer's, so that there is one way to write a row.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from hmi.model.plant import GroupCategory, LogMode, Plant, Tag


class Source(StrEnum):
    """What a column holds."""

    TS = "ts"
    """Time of the read, in UTC plus the mapping's offset."""
    WRITTEN_AT = "written_at"
    """Time of the attempt that wrote the row, by this computer's clock; as TS."""
    NAME = "name"
    """The name that the mapping's template builds."""
    VALUE = "value"
    """The value, as a number or as text: whichever the column can hold."""
    NUMBER = "number"
    """The value as a number, BOOL as 0 or 1; NULL for a STRING."""
    TEXT = "text"
    """The text of a STRING; NULL for a number."""
    EXACT = "exact"
    """Text of a STRING and of a whole number, which a BINARY_DOUBLE rounds beyond 2**53; else NULL."""
    RAW = "raw"
    """The value as the PLC has it, before scale and offset; a STRING as it is."""
    QUALITY = "quality"
    REASON = "reason"
    """Why the value is not GOOD."""
    PLC_CODE = "plc_code"
    TAG_ADDRESS = "tag_address"
    TAG_NAME = "tag_name"
    TAG_TYPE = "tag_type"
    MACHINE_CODE = "machine_code"
    UNIT = "unit"
    GROUP_NAME = "group_name"
    CATEGORY = "category"
    SEQUENCE = "sequence"
    """The next number of the mapping's sequence."""


NAME_FIELDS = ("plc_code", "machine_code", "tag_address", "tag_name", "group_name", "category", "unit")
"""What may stand in braces in a name template."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, its name as Oracle keeps it (in capitals unless it was made in quotes)."""

    name: str
    source: Source


@dataclass(frozen=True, slots=True)
class TableMapping:
    """One table and how a row of a category is written into it.

    ``table`` is NAME or OWNER.NAME and ``sequence`` likewise, both as Oracle keeps them. ``key`` names the
    columns that together are different for every value: the time and what tells the tag. Values of tags
    are written only when they change where ``on_change`` is set, whatever their log mode ALWAYS says.
    """

    table: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    preset: str = ""
    """The usual shape it was made from; empty where the columns were listed one by one."""
    name_template: str = ""
    sequence: str = ""
    utc_offset: timedelta = timedelta(0)
    on_change: bool = False

    def columns_of(self, *sources: Source) -> tuple[Column, ...]:
        """The columns that hold one of these, in their order."""
        return tuple(column for column in self.columns if column.source in sources)

    @property
    def key_columns(self) -> tuple[Column, ...]:
        """The columns of the key, in its order."""
        by_name = {column.name: column for column in self.columns}
        return tuple(by_name[name] for name in self.key)

    @property
    def name_fields(self) -> frozenset[str]:
        """What the name is built of."""
        return frozenset(field for _, field, _, _ in string.Formatter().parse(self.name_template) if field)

    def name_of(self, tag: Tag, category: GroupCategory) -> str:
        """The name of a tag by the template."""
        return self.name_template.format(
            plc_code=tag.plc_code,
            machine_code=tag.machine_code,
            tag_address=tag.tag_address,
            tag_name=tag.tag_name,
            group_name=tag.group_name,
            category=category.value,
            unit=tag.unit,
        )


Mappings = Mapping[GroupCategory, TableMapping]
"""Every category and its table."""


def quoted(name: str) -> str:
    """NAME or OWNER.NAME as it stands in SQL text, where a reserved word does no harm."""
    return ".".join(f'"{part}"' for part in name.split("."))


def _shape(table: str, key: Iterable[str], columns: Mapping[str, Source], **more: object) -> TableMapping:
    listed = tuple(Column(name, source) for name, source in columns.items())
    return TableMapping(table, listed, tuple(key), **more)  # type: ignore[arg-type]  # a preset's own fields


PRESETS: Mapping[str, TableMapping] = MappingProxyType(
    {
        "TAG_VALUES": _shape(
            "TAG_VALUES",
            ("PLC_CODE", "TAG_ADDRESS", "TS"),
            {
                "TS": Source.TS,
                "PLC_CODE": Source.PLC_CODE,
                "TAG_ADDRESS": Source.TAG_ADDRESS,
                "TAG_NAME": Source.TAG_NAME,
                "TAG_VALUE": Source.NUMBER,
                "TAG_TEXT": Source.EXACT,
                "QUALITY": Source.QUALITY,
                "GROUP_NAME": Source.GROUP_NAME,
            },
            preset="TAG_VALUES",
        ),
        "TIME_NAME_VALUE": _shape(
            "OPERATION",
            ("NAME", "TIME"),
            {"TIME": Source.TS, "NAME": Source.NAME, "VALUE": Source.VALUE},
            preset="TIME_NAME_VALUE",
            name_template="{plc_code}.Operation.{machine_code}.{tag_address}",
        ),
        "ALARM_LOG": _shape(
            "ALARM_LOG",
            ("DATATAG_NAME", "OTIME"),
            {
                "ID": Source.SEQUENCE,
                "CTIME": Source.WRITTEN_AT,
                "OTIME": Source.TS,
                "DATATAG_NAME": Source.NAME,
                "DATATAG_TYPE": Source.TAG_TYPE,
                "VALUE_STR": Source.TEXT,
                "VALUE_NUM": Source.NUMBER,
                "VALUE_RAW": Source.RAW,
            },
            preset="ALARM_LOG",
            name_template="{plc_code}.Alarm.{machine_code}.{tag_address}",
            sequence="ALARM_LOG_SEQ",
            on_change=True,
        ),
        "TAG_NAME_VALUE": _shape(
            "TAG_LOG",
            ("TAG_NAME", "TIMESTAMP"),
            {
                "TAG_NAME": Source.NAME,
                "TAG_VALUE": Source.VALUE,
                "TIMESTAMP": Source.TS,
                "QUALITY": Source.QUALITY,
            },
            preset="TAG_NAME_VALUE",
            name_template="{plc_code}.{machine_code}.{tag_address}",
        ),
    }
)
"""The program's own table, and the three shapes that customers' tables usually have."""

OWN_TABLE = PRESETS["TAG_VALUES"]

OWN_MAPPINGS: Mappings = MappingProxyType(dict.fromkeys(GroupCategory, OWN_TABLE))
"""Everything into the program's own table."""


def with_log_modes(plant: Plant, mappings: Mappings) -> Plant:
    """The plant with the tags of tables that are written on change set to ON_CHANGE; NEVER stays."""
    changing = {group.group_name for group in plant.groups if mappings[group.group_category].on_change}
    if not changing:
        return plant
    return replace(
        plant,
        tags=tuple(
            replace(tag, log_mode=LogMode.ON_CHANGE)
            if tag.group_name in changing and tag.log_mode is LogMode.ALWAYS
            else tag
            for tag in plant.tags
        ),
    )
