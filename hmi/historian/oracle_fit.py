"""Whether a table, as it is, can hold what a mapping puts into it: said so that its administrator can act.

A problem stops the writing: every row would fail, or values would be lost without a word. A warning is about
single rows, which go to quarantine with their reason, or about values that lose digits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from hmi.historian.oracle_dictionary import ColumnLayout, TableLayout, guards_of
from hmi.historian.oracle_facts import is_whole
from hmi.historian.tag_directory import TagEntry
from hmi.model.errors import did_you_mean
from hmi.model.plant import Tag, TagType
from hmi.model.reading import Quality
from hmi.model.tables import Column, Source, TableMapping, quoted
from hmi.model.tag_keys import is_recorded

_TIMESTAMP_DIGITS = 6
_TIMESTAMP = f"TIMESTAMP({_TIMESTAMP_DIGITS})"

_TIMES = (Source.TS, Source.WRITTEN_AT)
_NUMBERS = (Source.NUMBER, Source.SEQUENCE)
_EITHER = (Source.VALUE, Source.RAW)


class Findings(NamedTuple):
    """Sentences for the administrator."""

    problems: list[str]
    warnings: list[str]


def check_fit(
    mapping: TableMapping,
    layout: TableLayout,
    entries: Iterable[TagEntry],
    may_have_triggers: Callable[[], bool],
) -> Findings:
    """Compare a mapping with its table, for the tags that are recorded there.

    ``may_have_triggers`` is asked only where a trigger would make a difference.
    """
    recorded = [entry for entry in entries if is_recorded(entry.tag)]
    check = _Check(mapping, layout, recorded)
    check.columns()
    if not check.found.problems:
        check.leftovers(may_have_triggers)
        check.key()
        check.values()
    return check.found


class _Check:
    def __init__(self, mapping: TableMapping, layout: TableLayout, entries: Sequence[TagEntry]) -> None:
        self._mapping = mapping
        self._layout = layout
        self._entries = entries
        self._alter = f"ALTER TABLE {quoted(str(layout.table))}"
        self.found = Findings([], [])

    def columns(self) -> None:
        """Each column of the mapping: there, of a fitting type, and long enough."""
        for column in self._mapping.columns:
            layout = self._layout.columns.get(column.name)
            if layout is None:
                self._missing(column)
            elif column.source in _TIMES:
                self._time(column, layout)
            elif column.source in _NUMBERS or (column.source in _EITHER and layout.is_number):
                self._number(column, layout)
            else:
                self._text(column, layout)

    def leftovers(self, may_have_triggers: Callable[[], bool]) -> None:
        """Columns that somebody has to fill: the mapping does not, and Oracle does not by itself."""
        mapped = {column.name for column in self._mapping.columns}
        for layout in self._layout.columns.values():
            if layout.name in mapped or layout.nullable or layout.is_filled:
                continue
            text = (
                f"column {layout.name} is NOT NULL, has no default, and mapping.toml puts nothing into it: "
                "give it a default, let it be NULL, or map it"
            )
            if may_have_triggers():
                self._warn(f"{text}; unless a trigger fills it, all rows are refused (ORA-01400).")
            else:
                self._problem(f"{text}.")

    def key(self) -> None:
        """What keeps a row from coming twice."""
        if guards_of(self._layout.unique, self._mapping.key):
            return
        columns = ", ".join(quoted(name) for name in self._mapping.key)
        self._warn(
            f"nothing is unique over {', '.join(self._mapping.key)}: after a broken connection rows "
            "are looked for before they are written again, with the table locked, which is slow. "
            f"Better: {self._alter} ADD UNIQUE ({columns})."
        )

    def values(self) -> None:
        """Values that have nowhere to go, or may not be missing."""
        for column in self._mapping.columns_of(Source.VALUE, Source.NUMBER):
            if not self._layout.columns[column.name].nullable:
                self._warn(
                    f"column {column.name} is NOT NULL, so rows of BAD values, which have none, go to "
                    f"quarantine. To let them in: {self._alter} MODIFY ({quoted(column.name)} NULL)."
                )
        strings = [entry.tag for entry in self._entries if entry.tag.tag_type is TagType.STRING]
        for column in self._mapping.columns_of(Source.VALUE):
            is_number = self._layout.columns[column.name].is_number
            if strings and is_number and not self._mapping.columns_of(Source.TEXT, Source.EXACT):
                self._warn(
                    f"column {column.name} keeps numbers, so rows of {_such(strings)}, which are STRING, go "
                    "to quarantine: make the column VARCHAR2(4000), or map another one to the text."
                )

    def _missing(self, column: Column) -> None:
        known = list(self._layout.columns)
        hint = did_you_mean(column.name, known).replace("'", "") or "."
        self.found.problems.append(
            f"Table {self._layout.table} has no column {column.name}; it has {', '.join(known)}{hint}"
        )

    def _time(self, column: Column, layout: ColumnLayout) -> None:
        if not layout.is_time:
            self._wrong_type(layout, "a time", _TIMESTAMP)
            return
        digits = 0 if layout.type_name == "DATE" else layout.scale or 0
        if column.name in self._mapping.key and digits < _TIMESTAMP_DIGITS:
            self._problem(
                f"column {column.name} is {layout}, which keeps {digits} digits of a second, so that two "
                f"reads of a tag can fall together: it has to be {_TIMESTAMP}."
            )

    def _number(self, column: Column, layout: ColumnLayout) -> None:
        if not layout.is_number:
            self._wrong_type(layout, "a number", "BINARY_DOUBLE or NUMBER")
            return
        digits = _kept_digits(layout)
        fractions = [entry.tag for entry in self._entries if not _is_whole_in(column, entry)]
        if digits and fractions and column.source is not Source.SEQUENCE:
            self._warn(
                f"column {column.name} is {layout}, which keeps {digits}: values of {_such(fractions)} are "
                "rounded; BINARY_DOUBLE or NUMBER keeps them as they are."
            )

    def _text(self, column: Column, layout: ColumnLayout) -> None:
        if not layout.is_text:
            self._wrong_type(layout, "text", "VARCHAR2")
            return
        longest = _LONGEST.get(column.source)
        if longest is None:
            return
        sizes = [(layout.size_of(longest(self._mapping, entry)), entry.tag) for entry in self._entries]
        too_long = sorted((one for one in sizes if one[0] > layout.length), key=lambda one: -one[0])
        if not too_long:
            return
        size = too_long[0][0]
        unit = "" if layout.is_national else " CHAR" if layout.in_chars else " BYTE"
        text = (
            f"column {column.name} is {layout}, too short for {_such([tag for _, tag in too_long])}, which "
            f"needs {size} {'characters' if layout.in_chars else 'bytes'}: "
            f"{self._alter} MODIFY ({quoted(column.name)} {layout.type_name}({_rounded(size)}{unit}))"
        )
        if len(too_long) == len(sizes):
            self._problem(f"{text}.")
        else:
            self._warn(f"{text}; until then these rows go to quarantine.")

    def _wrong_type(self, layout: ColumnLayout, what: str, better: str) -> None:
        self._problem(
            f"column {layout.name} is {layout}, which can not hold {what}: make it {better}, or map another "
            "column in mapping.toml."
        )

    def _problem(self, text: str) -> None:
        self.found.problems.append(f"Table {self._layout.table}: {text}")

    def _warn(self, text: str) -> None:
        self.found.warnings.append(f"Table {self._layout.table}: {text}")


def _is_whole_in(column: Column, entry: TagEntry) -> bool:
    """Whether what the tag puts into the column has no fraction; a STRING puts nothing into a number."""
    if entry.tag.tag_type is TagType.STRING or is_whole(entry.tag):
        return True
    return column.source is Source.RAW and entry.tag.tag_type not in (TagType.REAL, TagType.LREAL)


def _kept_digits(layout: ColumnLayout) -> str:
    """How many digits a column that rounds does keep; empty where it keeps all of a value."""
    if layout.type_name == "BINARY_FLOAT":
        return "7 digits"
    if layout.type_name == "FLOAT" and layout.precision is not None and layout.precision < 53:
        return f"{layout.precision} bits"
    if layout.type_name == "NUMBER" and layout.scale is not None:
        return "no decimals" if layout.scale <= 0 else f"{layout.scale} decimals"
    return ""


def _string_of(_mapping: TableMapping, entry: TagEntry) -> str:
    """A stand-in for the longest text of a STRING: two bytes each in the PLC, three in UTF-8."""
    return "가" * ((entry.tag.string_length or 0) // 2) if entry.tag.tag_type is TagType.STRING else ""


def _value_of(mapping: TableMapping, entry: TagEntry) -> str:
    if entry.tag.tag_type is TagType.STRING:
        return _string_of(mapping, entry)
    return "-2147483648" if is_whole(entry.tag) else "-2.2250738585072014e-308"


_LONGEST: dict[Source, Callable[[TableMapping, TagEntry], str]] = {
    Source.NAME: lambda mapping, entry: mapping.name_of(*entry),
    Source.PLC_CODE: lambda _, entry: entry.tag.plc_code,
    Source.TAG_ADDRESS: lambda _, entry: entry.tag.tag_address,
    Source.TAG_NAME: lambda _, entry: entry.tag.tag_name,
    Source.TAG_TYPE: lambda _, entry: entry.tag.tag_type.value,
    Source.MACHINE_CODE: lambda _, entry: entry.tag.machine_code,
    Source.UNIT: lambda _, entry: entry.tag.unit,
    Source.GROUP_NAME: lambda _, entry: entry.tag.group_name,
    Source.CATEGORY: lambda _, entry: entry.category.value,
    Source.QUALITY: lambda _mapping, _entry: Quality.UNCERTAIN.value,
    Source.TEXT: _string_of,
    Source.EXACT: _value_of,
    Source.VALUE: _value_of,
    Source.RAW: _value_of,
}
"""The longest text that a tag puts into a column; a reason is cut, and so is in none."""


def _such(tags: Sequence[Tag]) -> str:
    """``P1 D100``, or ``12 tags, the first P1 D100``."""
    first = f"{tags[0].plc_code} {tags[0].tag_address}"
    return first if len(tags) == 1 else f"{len(tags):,} tags, the first {first}"


def _rounded(size: int) -> int:
    return -(-size // 50) * 50
