"""Reads one group over the PLC's pool, and keeps bad tags from costing the others anything."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from hmi.melsec.decode import Decoder
from hmi.melsec.errors import EndCodeError, PlcConnectionError
from hmi.melsec.plan import ReadPlan, plan_reads
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.session import PlcSession
from hmi.model.plant import Series, Tag
from hmi.model.reading import NO_FAULTS, Fault, Quality, Value
from hmi.polling.recorder import Poll

_log = logging.getLogger(__name__)

LOOK_AGAIN_S = 60.0
"""How long a bad tag is left out before it is looked at again."""

_SEARCH_REQUESTS = 32
"""Extra requests a poll may spend on finding bad tags; at 10 ms a scan about a third of a second."""

_TAGS_IN_LOG = 5

_DEVICE_END_CODES = frozenset((0x4005, 0x4030, 0x4031, 0xC051, 0xC052, 0xC056, 0xC05B, 0xC05C, 0xC070))
"""End codes that speak of the devices asked for, or of how many; so asking for others, or fewer, may help.

Meanings and sources: ``hmi.melsec.endcodes``. Any other end code (busy, monitoring timer, command not
known, wrong route) says nothing about a tag.
"""


@dataclass(frozen=True, slots=True)
class _Block:
    """Tags, by index in the group, that are planned together."""

    indices: tuple[int, ...]
    plan: ReadPlan
    decoder: Decoder
    is_whole: bool
    """All tags of the group, in their order."""

    def tags_in(self, request: int) -> tuple[int, ...]:
        """The tags whose words are in that request, in the order of their addresses."""
        fields = zip(self.plan.fields, self.indices, strict=True)
        found = (
            (field.word, index) for field, index in fields if field is not None and field.request == request
        )
        return tuple(index for _, index in sorted(found))


class _PollInWork:
    """Values and faults while a poll is put together."""

    def __init__(self, size: int, faults: Mapping[int, Fault]) -> None:
        self._values: Sequence[Value] = (None,) * size
        self._faults = dict(faults)

    def take(self, block: _Block, payloads: Sequence[bytes | Fault]) -> None:
        """Decode a block's answers."""
        values, faults = block.decoder.decode(payloads)
        if block.is_whole:  # nearly always: no tag is left out
            self._values, self._faults = values, faults
            return
        merged = list(self._values)
        for place, index in enumerate(block.indices):
            merged[index] = values[place]
            if place in faults:
                self._faults[index] = faults[place]
            else:
                self._faults.pop(index, None)
        self._values = merged

    def fail(self, index: int, fault: Fault) -> None:
        """Say why a tag has no value."""
        self._faults[index] = fault

    def done(self) -> Poll:
        """The poll as it stands."""
        return Poll(tuple(self._values), self._faults or NO_FAULTS)


class GroupReader:
    """Reads the tags of one group in as few requests as the plan needs, over one leased connection.

    When the PLC refuses a window with an end code about devices, its tags are searched by halves for
    the bad ones, once, with at most 32 extra requests a poll. Bad tags are left out of the following
    requests and looked at again after ``look_again_s``, with at most one extra request a poll. A window
    that fails although all its parts succeed stays in parts.

    Used by one worker; ``abort`` and ``requests_per_poll`` by any thread.
    """

    def __init__(
        self,
        pool: ConnectionPool,
        tags: Sequence[Tag],
        series: Series,
        *,
        look_again_s: float = LOOK_AGAIN_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._pool = pool
        self._tags = tuple(tags)
        self._series = series
        self._look_again_s = look_again_s
        self._monotonic = monotonic
        self._blocks = [self._plan(range(len(self._tags)))]
        self._left_out: dict[int, Fault] = {}  # tags in no block: bad ones, and those being searched
        self._search: list[tuple[int, ...]] = []  # parts of refused windows, the next one last
        self._found: list[int] = []  # bad tags of the search so far
        self._looks: deque[tuple[float, tuple[int, ...]]] = deque()  # when to look at which bad tags again
        self._lease = threading.Lock()
        self._session: PlcSession | None = None
        self._aborted = False

    @property
    def requests_per_poll(self) -> int:
        """Requests that one poll costs, without the search for bad tags."""
        return sum(len(block.plan.requests) for block in self._blocks)

    def read(self) -> Poll:
        """Read every tag once.

        Raises:
            PlcConnectionError: the PLC did not answer everything; nothing of this poll may be used.
            EndCodeError: the PLC refused for a reason that is not about the tags.
            PoolExhaustedError: no connection became free in time.
        """
        with self._leased() as session:
            poll = _PollInWork(len(self._tags), self._left_out)
            for block in tuple(self._blocks):
                self._read_block(session, block, poll)
            if self._search:
                self._search_bad(session, poll)
            else:
                self._look_again(session, poll)
        return poll.done()

    def abort(self) -> None:
        """Wake a read that hangs, and refuse all further ones; for stopping the group."""
        with self._lease:
            self._aborted = True
            if self._session is not None:
                self._session.abort()

    @contextmanager
    def _leased(self) -> Iterator[PlcSession]:
        with self._pool.lease() as session:
            with self._lease:
                if self._aborted:
                    raise PlcConnectionError(self._tags[0].plc_code, "the group was stopped during this poll")
                self._session = session
            try:
                yield session
            finally:
                with self._lease:
                    self._session = None

    def _plan(self, indices: Sequence[int]) -> _Block:
        plan = plan_reads([self._tags[index] for index in indices], self._series)
        is_whole = len(indices) == len(self._tags) and list(indices) == list(range(len(indices)))
        return _Block(tuple(indices), plan, Decoder(plan), is_whole)

    # -- reading ---------------------------------------------------------------------------------------

    def _read_block(self, session: PlcSession, block: _Block, poll: _PollInWork) -> None:
        payloads: list[bytes | Fault] = []
        refused: dict[int, Fault] = {}
        for request, window in enumerate(block.plan.requests):
            try:
                payloads.append(session.read(window))
            except EndCodeError as error:
                if error.end_code not in _DEVICE_END_CODES:
                    raise
                refused[request] = Fault(Quality.BAD, str(error))
                payloads.append(refused[request])
        poll.take(block, payloads)
        if refused:
            self._take_out(block, refused)

    def _probe(self, session: PlcSession, indices: tuple[int, ...], poll: _PollInWork) -> EndCodeError | None:
        """Read some tags for themselves; the PLC's refusal, or None with their values in the poll."""
        block = self._plan(indices)
        try:
            poll.take(block, [session.read(window) for window in block.plan.requests])
        except EndCodeError as error:
            return error
        return None

    # -- searching bad tags ----------------------------------------------------------------------------

    def _take_out(self, block: _Block, refused: Mapping[int, Fault]) -> None:
        """Move the tags of refused windows from their block into the search."""
        suspects: set[int] = set()
        for request, fault in refused.items():
            tags = block.tags_in(request)
            suspects.update(tags)
            self._left_out.update(dict.fromkeys(tags, fault))
            self._search.extend(_halves(tags) if len(tags) > 1 else [tags])
        self._blocks.remove(block)
        rest = [index for index in block.indices if index not in suspects]
        if rest:
            self._blocks.append(self._plan(rest))

    def _search_bad(self, session: PlcSession, poll: _PollInWork) -> None:
        for _ in range(_SEARCH_REQUESTS):
            part = self._search[-1]
            error = self._probe(session, part, poll)
            if error is not None and error.end_code not in _DEVICE_END_CODES:
                raise error
            self._search.pop()
            if error is None:
                self._readable(part)
            elif len(part) == 1:
                self._bad(part[0], error, poll)
            else:
                self._search.extend(_halves(part))
            if not self._search:
                self._conclude()
                return

    def _readable(self, part: tuple[int, ...]) -> None:
        for index in part:
            del self._left_out[index]
        self._blocks.append(self._plan(part))

    def _bad(self, index: int, error: EndCodeError, poll: _PollInWork) -> None:
        fault = Fault(Quality.BAD, str(error))
        self._left_out[index] = fault
        poll.fail(index, fault)
        self._found.append(index)
        self._looks.append((self._monotonic() + self._look_again_s, (index,)))

    def _conclude(self) -> None:
        found, self._found = self._found, []
        group = self._tags[0].group_name
        if not found:
            _log.warning(
                "group %s: PLC %s refuses a request although it answers all its parts; "
                "it is asked in parts, with %d requests a poll",
                group,
                self._tags[0].plc_code,
                self.requests_per_poll,
            )
            return
        self._merge()
        _log.error(
            "group %s: %d of %d tags are BAD, left out and looked at again every %.0f s: %s; %s",
            group,
            len(found),
            len(self._tags),
            self._look_again_s,
            self._some(found),
            self._left_out[found[0]].reason,
        )

    def _merge(self) -> None:
        """Plan all readable tags together again."""
        readable = [index for index in range(len(self._tags)) if index not in self._left_out]
        self._blocks = [self._plan(readable)] if readable else []

    # -- looking again ---------------------------------------------------------------------------------

    def _look_again(self, session: PlcSession, poll: _PollInWork) -> None:
        """Spend one request on bad tags whose time has come."""
        while self._looks and self._looks[0][0] <= self._monotonic():
            bad = tuple(index for index in self._looks[0][1] if index in self._left_out)
            if not bad:
                self._looks.popleft()
                continue
            error = self._probe(session, bad, poll)
            self._looks.popleft()
            if error is None:
                self._healed(bad)
            elif len(bad) == 1:
                self._looks.append((self._monotonic() + self._look_again_s, bad))
            return

    def _healed(self, tags: tuple[int, ...]) -> None:
        """Take tags back; as one that heals seldom heals alone, the next look is at many of the others."""
        for index in tags:
            del self._left_out[index]
        self._merge()
        _log.warning("group %s: read again: %s", self._tags[0].group_name, self._some(tags))
        if not self._left_out:
            return
        others = self._plan(tuple(self._left_out)).tags_in(0)
        if len(others) > 1:
            self._looks.appendleft((self._monotonic(), others))

    def _some(self, indices: Sequence[int]) -> str:
        shown = [
            f"{tag.tag_address} ({tag.tag_name})"
            for tag in map(self._tags.__getitem__, indices[:_TAGS_IN_LOG])
        ]
        more = len(indices) - len(shown)
        return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _halves(part: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Both halves, the one to search first last; by address, as bad tags mostly lie past a device's end."""
    middle = len(part) // 2
    return [part[middle:], part[:middle]]
