"""Reads what is due of one PLC, for several groups in shared requests or for one alone."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

from hmi.melsec.decode import decode_reading
from hmi.melsec.errors import EndCodeError, PlcConnectionError, PlcError
from hmi.melsec.plan import plan_reads
from hmi.melsec.pool import ConnectionPool
from hmi.melsec.requests import Request
from hmi.melsec.session import PlcSession
from hmi.model.plant import Plc, Tag
from hmi.model.reading import Fault, Quality, Value
from hmi.polling.isolation import LOOK_AGAIN_S, Isolation, speaks_of_devices
from hmi.polling.recorder import Poll
from hmi.polling.tick import Place, TagSet, TickPlan, plan_tick

_PLANS_KEPT = 64
"""Plans of what was due together; ten groups of three intervals need seven at most."""

_FOLLOWS_S = 0.001
"""A request so soon after an answer meets the same scan, and waits for its whole length."""

Deliver = Callable[[TagSet, Poll, int], None]
"""Takes a set's poll, as soon as its last answer is there, and the number of requests that carried it."""

Pause = Callable[[Sequence[TagSet]], None]
"""Called between two requests with the sets that still wait, if any; may read more urgent ones meanwhile."""


class SharedReader:
    """Reads several groups of one PLC in as few requests as there can be, over one leased connection.

    Used by one thread; ``abort`` by any. A bad tag costs only itself, see ``Isolation``.
    """

    def __init__(
        self,
        plc: Plc,
        pool: ConnectionPool,
        *,
        look_again_s: float = LOOK_AGAIN_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._plc = plc
        self._pool = pool
        self._look_again_s = look_again_s
        self._monotonic = monotonic
        self._isolation = Isolation(plc.plc_code, plc.series, look_again_s=look_again_s, monotonic=monotonic)
        self._plans: OrderedDict[tuple[TagSet, ...], TickPlan] = OrderedDict()
        self._planned_for = self._isolation.version
        self._lease = threading.Lock()
        self._session: PlcSession | None = None
        self._aborted = False
        self._answered_at = 0.0

    def read(self, sets: Sequence[TagSet], deliver: Deliver, pause: Pause | None = None) -> None:
        """Read every set once; each is delivered as soon as it is complete.

        ``pause`` may call ``read`` for others. Sets that were delivered stay so whatever is raised later.

        Raises:
            PlcConnectionError: the PLC did not answer everything; nothing of the sets that were not
                delivered may be used.
            EndCodeError: the PLC refused for a reason that is not about the tags.
            PoolExhaustedError: no connection became free in time.
        """
        if self._session is not None:  # in the pause of another read
            _Tick(self, self._session, sets, deliver, pause).run()
            return
        with self._pool.lease() as session:
            self._hold(session)
            try:
                _Tick(self, session, sets, deliver, pause).run()
            finally:
                with self._lease:
                    self._session = None

    def plan(self, sets: Sequence[TagSet]) -> TickPlan:
        """The plan for sets that are due together; from memory unless tags have turned out bad meanwhile."""
        key, isolation = tuple(sets), self._isolation
        if self._planned_for != isolation.version:
            self._planned_for = isolation.version
            self._plans.clear()
        found = self._plans.get(key)
        if found is None:
            found = plan_tick(sets, self._plc.series, isolation.left_out, isolation.blocks)
            self._plans[key] = found
            if len(self._plans) > _PLANS_KEPT:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(key)
        return found

    def forget(self, tag_set: TagSet) -> None:
        """The set is not read any more."""
        self._isolation.forget(tag_set)

    def abort(self) -> None:
        """Wake a read that hangs, and refuse all further ones; from any thread."""
        with self._lease:
            self._aborted = True
            if self._session is not None:
                self._session.abort()

    def interrupt(self) -> None:
        """Make a read that hangs fail; later ones begin afresh. From any thread."""
        with self._lease:
            if self._session is not None:
                self._session.abort()

    def renewed(self) -> SharedReader:
        """A reader in the place of this one, in which a thread hangs: its connection is free for others.

        What was known of bad tags is found out anew, for the search may be what hangs.
        """
        self.abort()
        with self._lease:
            session = self._session
        if session is not None:
            self._pool.give_up(session)
        return SharedReader(self._plc, self._pool, look_again_s=self._look_again_s, monotonic=self._monotonic)

    def _hold(self, session: PlcSession) -> None:
        with self._lease:
            if self._aborted:
                raise PlcConnectionError(self._plc.plc_code, "the group was stopped during this poll")
            self._session = session

    # -- for the ticks -----------------------------------------------------------------------------------

    @property
    def isolation(self) -> Isolation:
        """What is known of bad tags."""
        return self._isolation

    def ask(self, session: PlcSession, request: Request) -> bytes:
        """One request, its time taken for the estimate of the scan."""
        if not session.is_open and session.failure is not None:
            raise session.failure  # a more urgent group has lost the connection meanwhile
        begun, before = time.perf_counter(), self._answered_at
        answer = session.read(request)
        self._answered_at = now = time.perf_counter()
        follows = begun - before < _FOLLOWS_S
        self._pool.scan.add(now - (before if follows else begun), follows=follows)
        return answer

    def probe(
        self, session: PlcSession, places: Sequence[Place]
    ) -> EndCodeError | dict[Place, tuple[Value, Fault | None]]:
        """Read some tags for themselves: the PLC's refusal, or their values.

        Raises:
            EndCodeError: a refusal that is not about devices.
        """
        plan = plan_reads([place.tag for place in places], self._plc.series)
        try:
            answers = [self.ask(session, request) for request in plan.requests]
        except EndCodeError as error:
            if not speaks_of_devices(error):
                raise
            return error
        values, faults = decode_reading(plan, answers)
        return {place: (values[i], faults.get(i)) for i, place in enumerate(places)}


class _Tick:
    """One read in work."""

    def __init__(
        self,
        reader: SharedReader,
        session: PlcSession,
        sets: Sequence[TagSet],
        deliver: Deliver,
        pause: Pause | None,
    ) -> None:
        self._reader = reader
        self._session = session
        self._deliver = deliver
        self._pause = pause
        self._plan = reader.plan(sets)
        # A pause may find bad tags: what this read leaves out was settled when it was planned.
        left_out = reader.isolation.left_out
        self._left_out = {tag_set: dict(left_out.get(tag_set, {})) for tag_set in sets}
        self._waiting = dict.fromkeys(sets)
        self._answers: list[bytes | Fault | None] = [None] * len(self._plan.requests)
        self._refused: dict[int, EndCodeError] = {}
        self._found: dict[Place, tuple[Value, Fault | None]] = {}

    def run(self) -> None:
        for number, request in enumerate(self._plan.requests):
            if number and self._pause is not None:
                self._pause(tuple(self._waiting))
            self._ask(number, request)
            for tag_set in self._plan.complete_after[number]:
                if not self._is_refused(tag_set):
                    self._hand_over(tag_set)
        self._isolate()
        for tag_set in tuple(self._waiting):
            self._hand_over(tag_set)

    def _ask(self, number: int, request: Request) -> None:
        try:
            self._answers[number] = self._reader.ask(self._session, request)
        except EndCodeError as error:
            if not speaks_of_devices(error):
                raise
            self._answers[number] = Fault(Quality.BAD, str(error))
            self._refused[number] = error

    def _is_refused(self, tag_set: TagSet) -> bool:
        return bool(self._refused) and any(
            number in self._refused for share in self._plan.shares[tag_set] for number in share.requests
        )

    def _isolate(self) -> None:
        isolation = self._reader.isolation
        for number, error in self._refused.items():
            isolation.refuse(self._plan.places[number], error)
        if isolation.is_searching:
            isolation.search(self._probe)
        else:
            isolation.look_again(self._probe)

    def _probe(self, places: tuple[Place, ...]) -> EndCodeError | None:
        for tag_set in tuple(self._waiting):
            if not self._reader.isolation.is_searched(tag_set):
                self._hand_over(tag_set)
        if self._pause is not None:
            self._pause(tuple(self._waiting))
        outcome = self._reader.probe(self._session, places)
        if isinstance(outcome, EndCodeError):
            return outcome
        self._found.update(outcome)
        return None

    def _hand_over(self, tag_set: TagSet) -> None:
        del self._waiting[tag_set]
        poll = self._plan.poll_of(tag_set, self._answers, self._left_out[tag_set])
        self._deliver(tag_set, self._with_found(tag_set, poll), self._plan.requests_of(tag_set))

    def _with_found(self, tag_set: TagSet, poll: Poll) -> Poll:
        """The poll with what the search has brought: values of the readable, reasons of the others."""
        if not self._refused and not self._found:
            return poll
        values, faults = list(poll.values), dict(poll.faults)
        now_out = self._reader.isolation.left_out.get(tag_set, {})
        faults.update((index, fault) for index, fault in now_out.items() if index in faults)
        for place, (value, fault) in self._found.items():
            if place.tag_set is not tag_set:
                continue
            values[place.number] = value
            faults.pop(place.number, None)
            if fault is not None:
                faults[place.number] = fault
        return Poll(tuple(values), faults)


class GroupReader:
    """Reads the tags of one group for itself: as few requests as the plan needs, over one connection.

    Used by one worker; ``abort`` and ``requests_per_poll`` by any thread.
    """

    def __init__(
        self,
        plc: Plc,
        pool: ConnectionPool,
        tags: Sequence[Tag],
        *,
        look_again_s: float = LOOK_AGAIN_S,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._set = TagSet(tags[0].group_name, tuple(tags))
        self._reader = SharedReader(plc, pool, look_again_s=look_again_s, monotonic=monotonic)
        self.requests_per_poll = 0
        """Requests that one poll costs, without the search for bad tags; 0 before they are planned."""

    def prepare(self) -> None:
        """Plan the requests before the first of them is wanted; that takes some 30 ms for a thousand tags."""
        self.requests_per_poll = len(self._reader.plan([self._set]).requests)

    def read(self) -> Poll:
        """Read every tag once.

        Raises:
            PlcConnectionError, EndCodeError, PoolExhaustedError: as ``SharedReader.read``.
        """
        polls: list[Poll] = []
        try:
            self._reader.read([self._set], lambda _, poll, __: polls.append(poll))
        except PlcError:
            if not polls:  # else it was whole before a look at bad tags failed
                raise
        self.prepare()
        return polls[0]

    def abort(self) -> None:
        """Wake a read that hangs, and refuse all further ones; for stopping the group."""
        self._reader.abort()

    def interrupt(self) -> None:
        """Make a read that hangs fail; later ones begin afresh. From any thread."""
        self._reader.interrupt()

    def renew(self) -> None:
        """Go on although a thread hangs in a read, which brings nothing any more."""
        self._reader = self._reader.renewed()
