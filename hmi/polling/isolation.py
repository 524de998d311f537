"""Finds the tags for which a PLC refuses a request, and keeps them from costing the others anything."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.errors import EndCodeError
from hmi.model.plant import Series, TagType
from hmi.model.reading import Fault, Quality
from hmi.polling.meter import are_bad
from hmi.polling.tick import Place, TagSet

_log = logging.getLogger(__name__)

LOOK_AGAIN_S = 60.0
"""How long a bad tag is left out before it is looked at again."""

SEARCH_REQUESTS = 32
"""Extra requests a tick may spend on finding bad tags; at 10 ms a scan about a third of a second."""

_LOOKED_AT_TOGETHER = 64
"""Bad tags that are looked at with one request, once another one of them was found to be readable."""

_TAGS_IN_LOG = 5

_RANGE_END_CODES = frozenset((0x4031, 0xC056))
"""The request reaches past the last number of a device."""

_DEVICE_END_CODES = _RANGE_END_CODES | {
    0x4005,
    0x4030,
    0xC051,
    0xC052,
    0xC053,
    0xC054,
    0xC05B,
    0xC05C,
    0xC070,
}
"""End codes that speak of the devices asked for, or of how many; so asking for others, or fewer, may help.

Meanings and sources: ``hmi.melsec.endcodes``. Any other end code (busy, monitoring timer, command not
known, wrong route) says nothing about a tag.
"""

_ONE_WORD = frozenset((TagType.BOOL, TagType.INT, TagType.UINT, TagType.BCD))

Probe = Callable[[tuple[Place, ...]], EndCodeError | None]
"""Reads some tags for themselves, now; the PLC's refusal, or None when their values have come.

Raises EndCodeError for a refusal that is not about tags.
"""


def speaks_of_devices(error: EndCodeError) -> bool:
    """True where asking for other devices, or for fewer, may help."""
    return error.end_code in _DEVICE_END_CODES


class _Part(NamedTuple):
    """Suspects in the order of their addresses, and the end code for all of them where it is known."""

    places: tuple[Place, ...]
    end_code: int | None = None


class Isolation:
    """Knows the bad tags of one PLC; used by the one thread that reads.

    The sets of a refused request are asked for one by one, the most urgent first, so that a bad tag of one
    costs the others no value; where one is refused, it is searched by halves, with at most 32 extra requests
    a tick. A tag past the end of its device is found once, and with it all those behind it. Bad tags are left
    out of the requests that follow, and looked at again after ``look_again_s``, with at most one extra
    request a tick. Where a PLC refuses a request although it answers all its parts, these stay apart in
    blocks of their own until such a look finds that they are answered together again.

    A probe may read more urgent sets before its own request: what they call meanwhile is ``refuse``, which
    adds to the search, while ``search`` and ``look_again`` leave it to the one under way.
    """

    def __init__(
        self,
        plc_code: str,
        series: Series,
        *,
        look_again_s: float = LOOK_AGAIN_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.left_out: dict[TagSet, dict[int, Fault]] = {}
        """Tags that are in no request: bad ones, and those being searched."""
        self.blocks: dict[Place, int] = {}
        """Tags that must not share a request with those of other blocks; 0 where a tag is not named."""
        self.version = 0
        """Another number whenever ``left_out`` or ``blocks`` have changed: plans made before are void."""
        self._plc_code = plc_code
        self._series = series
        self._look_again_s = look_again_s
        self._monotonic = monotonic
        self._parts: list[_Part] = []  # of refused requests, the next one to search last
        self._in_hand: _Part | None = None  # the one that is being asked for
        self._is_busy = False
        self._found: list[Place] = []  # bad tags of the search in progress
        self._readable: list[tuple[Place, ...]] = []  # and what it found to be readable
        self._looks: deque[tuple[float, tuple[Place, ...]]] = deque()  # when to look at which again
        self._apart: deque[tuple[float, tuple[Place, ...]]] = deque()  # when to ask for which together again

    @property
    def is_searching(self) -> bool:
        """True while the search for bad tags is not over."""
        return bool(self._parts)

    def is_searched(self, tag_set: TagSet) -> bool:
        """True while the search has not found out about every tag of the set."""
        parts = self._parts if self._in_hand is None else (*self._parts, self._in_hand)
        return any(place.tag_set is tag_set for part in parts for place in part.places)

    def refuse(self, places: Iterable[Place], error: EndCodeError) -> None:
        """Begin to search the tags of a refused request; until one is found to be readable it is left out."""
        ordered = tuple(sorted(places, key=self._address_key))
        for place in ordered:
            self._leave_out(place, Fault(Quality.BAD, str(error)))
        by_set = _by_set(ordered)
        if len(by_set) == 1:
            self._parts.append(_Part(ordered, error.end_code))
        else:
            urgent_last = sorted(by_set, key=lambda tag_set: -tag_set.interval_s)
            self._parts += [_Part(tuple(by_set[tag_set])) for tag_set in urgent_last]

    def forget(self, tag_set: TagSet) -> None:
        """The set is not read any more; a search in progress begins anew where a request is refused again.

        For the set may have been the one whose tags were refused.
        """
        self.left_out.pop(tag_set, None)
        self.blocks = {place: block for place, block in self.blocks.items() if place.tag_set is not tag_set}
        self._looks = _looks_without(self._looks, tag_set)
        self._apart = _looks_without(self._apart, tag_set)
        self._found = list(_without(self._found, tag_set))
        self.version += 1
        if self.is_searching:
            for place in _without((place for part in self._parts for place in part.places), tag_set):
                self._put_back(place)
            self._parts = []
            self._conclude()

    # -- searching ---------------------------------------------------------------------------------------

    def search(self, probe: Probe) -> None:
        """Go on with the search, with up to 32 probes."""
        if self._is_busy:
            return
        with self._busy():
            budget = SEARCH_REQUESTS
            while self._parts and budget > 0:
                part = self._parts.pop()
                if part.end_code is not None and len(part.places) > 1:
                    self._halve(part, part.end_code, probe)
                else:
                    budget -= self._look_into(part, probe)
                budget -= 1
        if not self._parts:
            self._tell_apart()
            self._conclude()

    @contextmanager
    def _busy(self) -> Iterator[None]:
        self._is_busy = True
        try:
            yield
        finally:
            self._is_busy = False

    def _ask(self, part: _Part, places: tuple[Place, ...], probe: Probe) -> EndCodeError | None:
        """Probe some places of a part; when nobody answers, the part is searched another time."""
        self._in_hand = part
        try:
            return probe(places)
        except BaseException:
            self._parts.append(part)
            raise
        finally:
            self._in_hand = None

    def _halve(self, part: _Part, end_code: int, probe: Probe) -> None:
        places = part.places
        first, second = places[: len(places) // 2], places[len(places) // 2 :]
        error = self._ask(part, first, probe)
        if error is None:
            self._take_back(first)
            # Past the end of a device is past it, so the second half must be refused. For any other reason
            # the whole may have been too much, and both halves are readable.
            self._parts.append(_Part(second, end_code if end_code in _RANGE_END_CODES else None))
        else:
            self._parts += (_Part(second), _Part(first, error.end_code))

    def _look_into(self, part: _Part, probe: Probe) -> int:
        """Probe a part; returns how many requests it took beside that."""
        places = part.places
        error = self._ask(part, places, probe)
        if error is None:
            self._take_back(places)
        elif len(places) > 1:
            # Its turn comes after those of which nothing is known yet: they may all be readable.
            self._parts.insert(0, _Part(places, error.end_code))
        else:
            self._quarantine(places, error)
            return self._find_beyond(places[0], error, probe)
        return 0

    def _find_beyond(self, bad: Place, error: EndCodeError, probe: Probe) -> int:
        """A device ends at one number: if the last suspect is refused too, all behind the bad one are.

        Only a tag of one word tells where that is; a longer one may begin before the end.
        """
        if error.end_code not in _RANGE_END_CODES or bad.tag.tag_type not in _ONE_WORD:
            return 0
        key = self._address_key(bad)
        suspects = sorted((p for part in self._parts for p in part.places), key=self._address_key)
        beyond = [p for p in suspects if self._address_key(p) > key and self._address_key(p)[0] == key[0]]
        if len(beyond) < 2:
            return 0
        last = probe((beyond[-1],))
        if last is not None and last.end_code in _RANGE_END_CODES:
            gone = set(beyond)
            rest = (tuple(p for p in part.places if p not in gone) for part in self._parts)
            self._parts = [_Part(places) for places in rest if places]
            self._quarantine(beyond, last)
        return 1

    def _take_back(self, places: tuple[Place, ...]) -> None:
        """Read them again, in requests of their own until the search is over."""
        self.version += 1
        block = max(self.blocks.values(), default=0) + 1
        for place in places:
            self._put_back(place)
            self.blocks[place] = block
        self._readable.append(places)

    def _quarantine(self, places: Sequence[Place], error: EndCodeError) -> None:
        fault = Fault(Quality.BAD, str(error))
        for place in places:
            self._leave_out(place, fault)
            self.blocks.pop(place, None)
            self._looks.append((self._monotonic() + self._look_again_s, (place,)))
        self._found += places

    def _tell_apart(self) -> None:
        """No tag is bad, and yet a request was refused: its parts stay in blocks of their own."""
        if self._found or len(self._readable) < 2:
            return
        parts, self._readable = self._readable, []
        _log.warning(
            "PLC %s refuses a request although it answers all its parts; it is asked in %d parts: %s",
            self._plc_code,
            len(parts),
            _some([places[0] for places in parts]),
        )
        together = tuple(place for places in parts for place in places)
        self._apart.append((self._monotonic() + self._look_again_s, together))

    def _conclude(self) -> None:
        """The bad ones are gone, so the others may share requests again."""
        found, self._found = self._found, []
        readable, self._readable = self._readable, []
        for place in (place for places in readable for place in places):
            self.blocks.pop(place, None)
        self.version += 1
        for tag_set, places in _by_set(found).items():
            _log.error(
                "group %s: %s, left out and looked at again every %.0f s: %s; %s",
                tag_set.name,
                are_bad(len(places), len(tag_set.tags)),
                self._look_again_s,
                _some(places),
                self.left_out[tag_set][places[0].number].reason,
            )

    # -- looking again -----------------------------------------------------------------------------------

    def look_again(self, probe: Probe) -> None:
        """Spend one probe on tags whose time has come."""
        if self._is_busy or not (self._looks or self._apart):
            return
        now = self._monotonic()
        with self._busy():
            if self._looks and self._looks[0][0] <= now:
                self._look_at_bad(probe)
            elif self._apart and self._apart[0][0] <= now:
                self._look_together(probe)

    def _look_at_bad(self, probe: Probe) -> None:
        _, looked_at = self._looks[0]
        bad = tuple(filter(self._is_left_out, looked_at))
        error = probe(bad) if bad else None
        self._looks.popleft()
        if not bad:
            return
        if error is None:
            self._healed(bad)
        elif len(bad) == 1:
            self._looks.append((self._monotonic() + self._look_again_s, bad))

    def _look_together(self, probe: Probe) -> None:
        """Ask once more for what a PLC refused as a whole: one refusal by chance must not cost for ever."""
        _, looked_at = self._apart[0]
        apart = tuple(p for p in looked_at if p in self.blocks and not self._is_left_out(p))
        error = probe(apart) if apart else None
        self._apart.popleft()
        if error is not None:
            self._apart.append((self._monotonic() + self._look_again_s, apart))
            return
        for place in apart:
            self.blocks.pop(place, None)  # a more urgent read may have had it refused meanwhile
        self.version += 1

    def _healed(self, places: tuple[Place, ...]) -> None:
        """Take tags back; as one that heals seldom heals alone, the next look is at many of the others."""
        for place in places:
            self._put_back(place)
        healed = set(places)
        kept = ((at, tuple(p for p in looked_at if p not in healed)) for at, looked_at in self._looks)
        self._looks = deque((at, looked_at) for at, looked_at in kept if looked_at)
        for tag_set, its_places in _by_set(places).items():
            _log.warning("group %s: read again: %s", tag_set.name, _some(its_places))
        others = [Place(tag_set, index) for tag_set, bad in self.left_out.items() for index in bad]
        if len(others) > 1:
            others.sort(key=self._address_key)
            self._looks.appendleft((self._monotonic(), tuple(others[:_LOOKED_AT_TOGETHER])))

    # -- small things ------------------------------------------------------------------------------------

    def _leave_out(self, place: Place, fault: Fault) -> None:
        self.left_out.setdefault(place.tag_set, {})[place.number] = fault
        self.version += 1

    def _is_left_out(self, place: Place) -> bool:
        return place.number in self.left_out.get(place.tag_set, {})

    def _put_back(self, place: Place) -> None:
        left_out = self.left_out[place.tag_set]
        del left_out[place.number]
        if not left_out:
            del self.left_out[place.tag_set]
        self.version += 1

    def _address_key(self, place: Place) -> tuple[str, int, int]:
        address: Address = parse_address(place.tag.tag_address, self._series)
        return address.device.name, address.number, address.bit or 0


def _without(places: Iterable[Place], tag_set: TagSet) -> tuple[Place, ...]:
    return tuple(place for place in places if place.tag_set is not tag_set)


def _looks_without(
    looks: Iterable[tuple[float, tuple[Place, ...]]], tag_set: TagSet
) -> deque[tuple[float, tuple[Place, ...]]]:
    left = ((at, _without(places, tag_set)) for at, places in looks)
    return deque((at, places) for at, places in left if places)


def _by_set(places: Iterable[Place]) -> Mapping[TagSet, list[Place]]:
    found: dict[TagSet, list[Place]] = {}
    for place in places:
        found.setdefault(place.tag_set, []).append(place)
    return found


def _some(places: Sequence[Place]) -> str:
    shown = [f"{place.tag.tag_address} ({place.tag.tag_name})" for place in places[:_TAGS_IN_LOG]]
    more = len(places) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
