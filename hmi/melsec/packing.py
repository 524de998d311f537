"""Random reads: which points bring which values, and how they are packed into few requests.

A value of one or two words lies inside one point, so that it is one access of the PLC and never torn. A
longer one has points of its own, half as many as words, and they stay together in one request. No point
reaches past the last word that is wanted, because that may be the last one the device has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hmi.melsec.devices import Device
from hmi.melsec.requests import POINTS_PER_WORD, Point, RandomRead
from hmi.melsec.spans import Item, Span


class Unit(NamedTuple):
    """Values that must be in the same random read, and the words at which their points begin."""

    device: Device
    singles: tuple[int, ...]
    doubles: tuple[int, ...]
    spans: tuple[Span, ...]

    @property
    def points(self) -> int:
        """What the PLC counts."""
        return len(self.singles) + len(self.doubles)


def unit_of(item: Item) -> Unit:
    """One item by itself: double words where its own double words lie, then as many more as fit."""
    span = item.span
    if span.length == 1:  # most by far
        return Unit(span.device, (span.start,), (), item.riders)
    doubles = {rider.start for rider in item.riders if rider.length == 2}
    taken = doubles | {start + 1 for start in doubles}
    singles = []
    for word in range(span.start, span.end):
        if word in taken:
            continue
        if word + 1 < span.end and word + 1 not in taken:
            doubles.add(word)
            taken.add(word + 1)
        else:
            singles.append(word)
    return Unit(span.device, tuple(singles), tuple(sorted(doubles)), item.riders)


def pair_of(first: Item, second: Item) -> Unit:
    """Two neighbouring single words in one double word."""
    return Unit(first.span.device, (), (first.span.start,), first.riders + second.riders)


def pack(units: Iterable[Unit], limit: int) -> list[list[Unit]]:
    """Units by request, none with more than ``limit`` points; in each they keep the order they came in.

    The largest first, each where it first fits; no unit may have more points than the limit.
    """
    requests: list[list[tuple[int, Unit]]] = []
    room: list[int] = []
    points = place = 0
    for unit in sorted(enumerate(units), key=lambda numbered: -numbered[1].points):
        if unit[1].points != points:  # a smaller one may fit where the last one did not
            points, place = unit[1].points, 0
        while place < len(room) and room[place] < points:
            place += 1
        if place == len(room):
            requests.append([])
            room.append(limit)
        requests[place].append(unit)
        room[place] -= points
    return [[unit for _, unit in sorted(request)] for request in requests]


def usable_points(sizes: Iterable[int], limit: int) -> int:
    """The most points of one request that units of these sizes can fill, however many there are of each."""
    sums = 1  # bit n: n points can be filled
    for size in {size for size in sizes if size <= limit}:
        for _ in range(limit // size):
            sums |= sums << size
    return (sums & ((2 << limit) - 1)).bit_length() - 1


def random_read(units: Sequence[Unit]) -> tuple[RandomRead, dict[Span, tuple[int, ...]]]:
    """The request of some units, and the places of every value's words in its answer."""
    singles = dict.fromkeys((unit.device, word) for unit in units for word in unit.singles)
    doubles = dict.fromkeys((unit.device, word) for unit in units for word in unit.doubles)
    at_double = {key: len(singles) + 2 * place for place, key in enumerate(doubles)}
    at_word = {(device, word + 1): place + 1 for (device, word), place in at_double.items()}
    at_word |= at_double
    at_word |= {key: place for place, key in enumerate(singles)}
    places: dict[Span, tuple[int, ...]] = {}
    for span in (span for unit in units for span in unit.spans):
        if span.length == 2:
            low = at_double[span.device, span.start]
            places[span] = (low, low + 1)
        else:
            places[span] = tuple(at_word[span.device, word] for word in range(span.start, span.end))
    return RandomRead(_points(singles), _points(doubles)), places


def _points(words: Iterable[tuple[Device, int]]) -> tuple[Point, ...]:
    return tuple(Point(device, word * POINTS_PER_WORD if device.is_bit else word) for device, word in words)
