"""The circular buffer: readings that wait for the writer; the oldest leave first when it is full."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from hmi.model.reading import Reading
from hmi.model.status import BufferStatus
from hmi.pipeline.hour import HourlyRate
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.overflow import Overflow, SpillSink
from hmi.pipeline.rest import Rest

_STOP_POLL_S = 0.1
"""How soon a stop is seen while waiting; an Event cannot be waited for together with a Condition."""


class CircularBuffer:
    """Up to ``max_values`` values in whole readings; safe from any thread, with one thread that takes.

    Readings that were taken are in flight: still held, never spilled, and given out again by the next
    ``take`` until ``done`` is called, so that a writer that died loses nothing.
    """

    def __init__(
        self,
        ledger: Ledger,
        spill: SpillSink,
        journal: Journal,
        *,
        max_values: int = 100_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._overflow = Overflow(Rest(ledger, journal), spill, "circular buffer")
        self._max_values = max_values
        # One spill costs one fsync: at ten times the load, one spill per reading would stop the consumer.
        self._spill_values = max_values // 50
        self._monotonic = monotonic
        self._rate = HourlyRate(monotonic)
        self._changed = threading.Condition(threading.Lock())
        self._waiting: deque[Reading] = deque()
        self._in_flight: list[Reading] = []
        self._values = 0
        self._wanted = 0
        self._awaited = 0  # waiting readings whose rest somebody waits for
        self._overflow_count = 0

    def append(self, reading: Reading) -> None:
        """Hold a reading; when the buffer is full the oldest 2 % go to the CSV backup first."""
        with self._changed:
            self._waiting.append(reading)
            self._awaited += reading.receipt is not None
            self._values += len(reading)
            oldest = self._evict()
            spilled = sum(map(len, oldest))
            self._overflow_count += spilled
            self._rate.add(len(reading), spilled)
            if self._values >= self._wanted or self._awaited:
                self._changed.notify_all()
        if oldest:
            self._overflow.spill(oldest)

    def wait_for(
        self,
        values: int,
        timeout: float,
        stop: threading.Event,
        other_work_in: Callable[[], float] = lambda: math.inf,
    ) -> bool:
        """Return when ``values`` values are held, ``timeout`` seconds have passed or ``stop`` is set.

        A reading with a receipt is waited for by somebody, perhaps a machine: then this returns at once.
        ``other_work_in`` says in how many seconds the taker could do something else: when nothing of the
        above has come by then, this returns False. It may not call this buffer; ``wake`` has it asked again.
        """
        deadline = self._monotonic() + timeout
        with self._changed:
            self._wanted = values
            while self._values < values and not self._awaited and not stop.is_set():
                left = deadline - self._monotonic()
                if left <= 0:
                    return True
                # A batch that stayed in flight comes first: the historian may hold some of its rows.
                other = math.inf if self._in_flight else other_work_in()
                if other <= 0:
                    return False
                self._changed.wait(min(left, other, _STOP_POLL_S))
            return True

    def wake(self) -> None:
        """Have whoever waits in ``wait_for`` look again for other work; from any thread."""
        with self._changed:
            self._changed.notify_all()

    def take(self, max_values: int) -> list[Reading]:
        """The oldest whole readings that fit in ``max_values``, at least one if any waits.

        They are in flight until ``done``; without it the same batch comes again.
        """
        with self._changed:
            if not self._in_flight:
                self._in_flight = self._oldest(max_values)
            return list(self._in_flight)

    def done(self) -> None:
        """What was taken last has come to rest."""
        with self._changed:
            self._values -= sum(map(len, self._in_flight))
            self._in_flight = []

    def is_in_flight(self, batch: Sequence[Reading]) -> bool:
        """True until ``done`` is called for this batch, which ``take`` has given out."""
        with self._changed:
            return bool(self._in_flight) and self._in_flight[0] is batch[0]

    @property
    def room(self) -> int:
        """Values that may come on top of the live ones: until the buffer is half full; 0 or less for none."""
        return self._max_values // 2 - self._values

    def status(self) -> BufferStatus:
        """Fill level in values, those in flight included, and what overflowed."""
        with self._changed:
            return BufferStatus(
                current_size=self._values,
                max_size=self._max_values,
                utilization_pct=round(100.0 * self._values / self._max_values, 1),
                overflow_count=self._overflow_count,
                overflow_rate_pct=round(self._rate.percent(), 3),
            )

    def _oldest(self, max_values: int) -> list[Reading]:
        batch: list[Reading] = []
        room = max_values
        while self._waiting and (not batch or len(self._waiting[0]) <= room):
            reading = self._pop()
            room -= len(reading)
            batch.append(reading)
        return batch

    def _evict(self) -> list[Reading]:
        oldest: list[Reading] = []
        if self._values <= self._max_values:
            return oldest
        keep = self._max_values - self._spill_values
        # The newest stays if it fits at all; only one that is larger than the buffer goes as well.
        while self._waiting and self._values > (keep if len(self._waiting) > 1 else self._max_values):
            reading = self._pop()
            self._values -= len(reading)
            oldest.append(reading)
        return oldest

    def _pop(self) -> Reading:
        reading = self._waiting.popleft()
        self._awaited -= reading.receipt is not None
        return reading
