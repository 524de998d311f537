"""How the tags of several groups are read together: one plan for all that is due, and each group's share.

A request costs one scan, however many groups its words belong to. So everything that is due at a tick is
planned as if it were one group; what each of them gets back is its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hmi.melsec.decode import Decoder
from hmi.melsec.plan import ReadPlan, plan_reads
from hmi.melsec.requests import Request
from hmi.model.plant import Series, Tag
from hmi.model.reading import Fault, Value
from hmi.polling.recorder import Poll


class TagSet:
    """The tags that one subscriber reads together; known by identity, so a restarted group is a new one."""

    __slots__ = ("interval_s", "name", "tags")

    def __init__(self, name: str, tags: tuple[Tag, ...], interval_s: float = 0.0) -> None:
        self.name = name
        self.tags = tags
        self.interval_s = interval_s


class Place(NamedTuple):
    """One tag of a set."""

    tag_set: TagSet
    number: int
    """Its index in the set."""

    @property
    def tag(self) -> Tag:
        """The tag itself."""
        return self.tag_set.tags[self.number]


LeftOut = Mapping[TagSet, Mapping[int, Fault]]
"""Tags that are in no request, with the reason, by their index in their set."""


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """Tags of one set whose requests were planned together.

    ``requests`` are numbers of the tick's requests, in the order in which ``decoder`` wants their answers.
    """

    indices: tuple[int, ...]
    requests: tuple[int, ...]
    decoder: Decoder

    def decode(self, answers: Sequence[bytes | Fault | None]) -> tuple[tuple[Value, ...], dict[int, Fault]]:
        """Values and faults of the tags, in the order of ``indices``, from the answers of the tick."""
        return self.decoder.decode([_present(answers[number]) for number in self.requests])


@dataclass(frozen=True, slots=True, eq=False)
class TickPlan:
    """What a tick asks for, the most urgent requests first, and what each set gets of it; immutable."""

    requests: tuple[Request, ...]
    shares: Mapping[TagSet, tuple[Share, ...]]
    places: tuple[tuple[Place, ...], ...]
    """Per request: the tags in it, in the order of their addresses."""
    complete_after: tuple[tuple[TagSet, ...], ...]
    """Per request: the sets that have all their answers with it."""
    empty: tuple[TagSet, ...]
    """Sets without a single tag to ask for."""

    def requests_of(self, tag_set: TagSet) -> int:
        """How many requests carry tags of the set."""
        return len({number for share in self.shares[tag_set] for number in share.requests})

    def poll_of(
        self, tag_set: TagSet, answers: Sequence[bytes | Fault | None], left_out: Mapping[int, Fault]
    ) -> Poll:
        """The set's poll; ``answers`` of all its requests must be there."""
        shares = self.shares[tag_set]
        if len(shares) == 1 and len(shares[0].indices) == len(tag_set.tags):  # nearly always: all, in order
            return Poll(*shares[0].decode(answers))
        values: list[Value] = [None] * len(tag_set.tags)
        faults = dict(left_out)
        for share in shares:
            found, found_faults = share.decode(answers)
            for place, index in enumerate(share.indices):
                values[index] = found[place]
            faults.update((share.indices[place], fault) for place, fault in found_faults.items())
        return Poll(tuple(values), faults)


def plan_tick(
    sets: Sequence[TagSet], series: Series, left_out: LeftOut, blocks: Mapping[Place, int]
) -> TickPlan:
    """Plan all that is due together; tags of different ``blocks`` (0 unless given) share no request."""
    requests: list[tuple[float, Request, tuple[Place, ...]]] = []
    shares: dict[TagSet, list[Share]] = {tag_set: [] for tag_set in sets}
    for places in _by_block(sets, left_out, blocks):
        plan = plan_reads([place.tag for place in places], series)
        first = len(requests)
        inside = _places_in(plan, places)
        for request, its_places in zip(plan.requests, inside, strict=True):
            urgency = min(place.tag_set.interval_s for place in its_places)
            requests.append((urgency, request, its_places))
        for tag_set, positions in _by_set(places).items():
            part, numbers = plan.part(positions)
            indices = tuple(places[position].number for position in positions)
            shares[tag_set].append(Share(indices, tuple(first + n for n in numbers), Decoder(part)))
    return _in_order(requests, shares)


def _in_order(
    requests: Sequence[tuple[float, Request, tuple[Place, ...]]], shares: Mapping[TagSet, Sequence[Share]]
) -> TickPlan:
    """Number the requests so that those of the shortest intervals come first."""
    order = sorted(range(len(requests)), key=lambda number: requests[number][0])
    new = {number: position for position, number in enumerate(order)}
    renumbered = {
        tag_set: tuple(
            Share(share.indices, tuple(new[number] for number in share.requests), share.decoder)
            for share in its_shares
        )
        for tag_set, its_shares in shares.items()
    }
    complete: list[list[TagSet]] = [[] for _ in requests]
    empty: list[TagSet] = []
    for tag_set, its_shares in renumbered.items():
        last = max((number for share in its_shares for number in share.requests), default=None)
        (empty if last is None else complete[last]).append(tag_set)
    return TickPlan(
        tuple(requests[number][1] for number in order),
        renumbered,
        tuple(requests[number][2] for number in order),
        tuple(map(tuple, complete)),
        tuple(empty),
    )


def _by_block(
    sets: Iterable[TagSet], left_out: LeftOut, blocks: Mapping[Place, int]
) -> Iterable[list[Place]]:
    found: dict[int, list[Place]] = {}
    for tag_set in sets:
        without = left_out.get(tag_set, {})
        for index in range(len(tag_set.tags)):
            if index not in without:
                place = Place(tag_set, index)
                found.setdefault(blocks.get(place, 0) if blocks else 0, []).append(place)
    return found.values()


def _by_set(places: Sequence[Place]) -> dict[TagSet, list[int]]:
    """Positions in ``places`` of each set's tags."""
    found: dict[TagSet, list[int]] = {}
    for position, place in enumerate(places):
        found.setdefault(place.tag_set, []).append(position)
    return found


def _places_in(plan: ReadPlan, places: Sequence[Place]) -> list[tuple[Place, ...]]:
    found: list[list[tuple[int, Place]]] = [[] for _ in plan.requests]
    for field, place in zip(plan.fields, places, strict=True):
        if field is not None:
            found[field.request].append((field.places[0], place))
    return [tuple(place for _, place in sorted(inside, key=lambda pair: pair[0])) for inside in found]


def _present(answer: bytes | Fault | None) -> bytes | Fault:
    if answer is None:
        raise RuntimeError("a group was put together before all its answers had come")
    return answer
