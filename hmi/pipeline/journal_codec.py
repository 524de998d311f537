"""How a reading stands in the journal: one sealed record, its tags by number.

A record's body is JSON: exact for floats, and it keeps bool, int, float, str and None apart. Strings are not
escaped, for JSON's escapes would join two halves of a character that stood apart.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from hmi.model.plant import Tag, TagType
from hmi.model.reading import NO_FAULTS, Fault, Quality, Reading
from hmi.model.times import moment_of, us_of

READING, TAG, GROUP = b"r", b"t", b"g"
"""What kind of record it is: part of its seal, so that no record is taken for one of another kind."""

_Runs = tuple[tuple[int, int], ...]
"""Tag numbers as runs: (first, how many), ...; the tags of a group are mostly one run."""

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Record(NamedTuple):
    """A row of any of the journal's tables: its number, the values in it, its seal, and its body."""

    number: int
    size: int
    crc: int
    body: bytes


def sealed(kind: bytes, number: int, size: int, content: object) -> Record:
    """A record of this content."""
    body = _dump(content).encode("utf-8", "surrogatepass")
    return Record(number, size, _crc(kind, number, size, body), body)


def is_intact(kind: bytes, record: Record) -> bool:
    """True when every bit of the record is as it was sealed."""
    try:
        return record.crc == _crc(kind, record.number, record.size, record.body)
    except TypeError:  # a flipped bit may have made a text of a number
        return False


def content(record: Record) -> Any:
    """What an intact record says."""
    return json.loads(record.body.decode("utf-8", "surrogatepass"))


def _crc(kind: bytes, number: int, size: int, body: bytes) -> int:
    return zlib.crc32(body, zlib.crc32(b"%b%d,%d" % (kind, number, size)))


class Codec:
    """Readings to records and back, with the tags of one journal file; used by one thread at a time.

    Per group it remembers the last tuple of tags: a group that records all its tags has but one, and of a
    group that records changes no more than one is held.
    """

    def __init__(self, tags: Iterable[Record] = ()) -> None:
        self.unsaved: list[Record] = []
        """Tags that are not in the file yet; whoever has saved them clears the list."""
        self._tags: dict[int, Tag] = {}
        self._numbers: dict[tuple[str, ...], int] = {}
        self._last_runs: dict[str, tuple[tuple[Tag, ...], _Runs]] = {}
        self._last_tags: dict[str, tuple[_Runs, tuple[Tag, ...]]] = {}
        self._next_tag = 1
        for record in tags:
            self._know(record.number, tuple(content(record)))

    def encode(self, seq: int, reading: Reading) -> Record:
        """The record of a reading; new tags get numbers and are ``unsaved``.

        Raises:
            TypeError, ValueError: a value is none that a reading may have.
        """
        document = (
            reading.group_name,
            reading.plc_code,
            us_of(reading.ts),
            self._runs(reading),
            reading.values,
            _grouped(reading.faults),
        )
        return sealed(READING, seq, len(reading), document)

    def decode(self, record: Record) -> Reading:
        """The reading of an intact record, without a receipt.

        Raises:
            ValueError, TypeError, KeyError: its tags are not known here, or it is not of our making.
        """
        group_name, plc_code, ts_us, runs, values, faults = content(record)
        return Reading(
            group_name,
            plc_code,
            moment_of(ts_us),
            self._tuple(group_name, tuple((first, count) for first, count in runs)),
            tuple(values),
            _by_index(faults) if faults else NO_FAULTS,
            journal_seq=record.number,
        )

    def _runs(self, reading: Reading) -> _Runs:
        last = self._last_runs.get(reading.group_name)
        if last is not None and last[0] is reading.tags:
            return last[1]
        runs = _in_runs(map(self._number, reading.tags))
        self._last_runs[reading.group_name] = reading.tags, runs
        return runs

    def _number(self, tag: Tag) -> int:
        key = (tag.plc_code, tag.tag_address, tag.tag_name, str(tag.tag_type), tag.group_name)
        number = self._numbers.get(key)
        if number is None:
            number = self._next_tag
            self.unsaved.append(sealed(TAG, number, 0, key))
            self._know(number, key)
        return number

    def _know(self, number: int, key: tuple[str, ...]) -> None:
        plc_code, tag_address, tag_name, tag_type, group_name = key
        self._tags[number] = Tag(plc_code, tag_address, tag_name, TagType(tag_type), group_name)
        self._numbers[key] = number
        self._next_tag = max(self._next_tag, number + 1)

    def _tuple(self, group_name: str, runs: _Runs) -> tuple[Tag, ...]:
        last = self._last_tags.get(group_name)
        if last is not None and last[0] == runs:
            return last[1]
        tags = tuple(self._tags[number] for first, count in runs for number in range(first, first + count))
        self._last_tags[group_name] = runs, tags
        return tags


def _in_runs(numbers: Iterable[int]) -> _Runs:
    runs: list[tuple[int, int]] = []
    first = count = 0
    for number in numbers:
        if count and number == first + count:
            count += 1
            continue
        if count:
            runs.append((first, count))
        first, count = number, 1
    if count:
        runs.append((first, count))
    return tuple(runs)


def _grouped(faults: Mapping[int, Fault]) -> list[tuple[str, str, list[int]]]:
    """Faults with their indexes: where a PLC is down, a hundred values share one reason."""
    indexes: dict[Fault, list[int]] = {}
    for index, fault in faults.items():
        indexes.setdefault(fault, []).append(index)
    return [(str(fault.quality), fault.reason, places) for fault, places in indexes.items()]


def _by_index(grouped: Iterable[tuple[str, str, list[int]]]) -> dict[int, Fault]:
    faults = {}
    for quality, reason, places in grouped:
        fault = Fault(Quality(quality), reason)
        faults.update(dict.fromkeys(places, fault))
    return faults
