"""A PLC in memory that refuses requests by a rule: what tests of the search for bad tags have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hmi.melsec.errors import EndCodeError
from hmi.melsec.requests import RandomRead, Request
from hmi.melsec.scan_time import ScanMeter

DEVICE_RANGE = 0xC056
NO_ACCESS = 0xC05B
BUSY = 0x4008


class Clock:
    """Monotonic time that the test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def numbers_in(request: Request) -> list[int]:
    """The numbers of D that a request reads, in the order of its answer."""
    if isinstance(request, RandomRead):
        doubles = [point.number + word for point in request.doubles for word in (0, 1)]
        return [point.number for point in request.singles] + doubles
    return list(range(request.head, request.head + request.words))


class RuledSession:
    """A session whose PLC refuses what ``refuse`` says (None, or an end code); D<n> holds n."""

    is_open = True

    def __init__(self) -> None:
        self.refuse: Callable[[Request], int | None] = lambda _request: None
        self.reads: list[Request] = []

    def read(self, request: Request) -> bytes:
        self.reads.append(request)
        code = self.refuse(request)
        if code is not None:
            raise EndCodeError("P1", code, f"end code {code:04X}: refused")
        return b"".join(number.to_bytes(2, "little") for number in numbers_in(request))

    def refuse_addresses(self, bad: set[int], code: int = NO_ACCESS) -> None:
        """Refuse every request that touches one of these numbers."""
        self.refuse = lambda request: code if bad.intersection(numbers_in(request)) else None


class RuledPool:
    """The one session of a PLC with rules, leased like that of a pool."""

    def __init__(self) -> None:
        self.session = RuledSession()
        self.scan = ScanMeter()

    @contextmanager
    def lease(self, timeout: float = 10.0) -> Iterator[RuledSession]:
        yield self.session

    def requests(self) -> int:
        """Requests since the last call."""
        count = len(self.session.reads)
        self.session.reads.clear()
        return count
