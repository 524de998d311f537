"""Faults that a simulated PLC shows on purpose: ``NAME`` at every request, ``NAME@N`` only at the Nth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from hmi.model.errors import UsageError, did_you_mean

LATE_S = 5.0
"""How late a ``late`` answer is: later than any client should wait."""

SLOW_S = 0.5
"""How long a ``slow`` answer takes: within the timeout of a patient client."""


class FaultName(StrEnum):
    """What goes wrong.

    Requests are counted per PLC from 1, over all connections. ``refuse`` counts connections: ``refuse``
    refuses every one, ``refuse@N`` resets the Nth. ``wrong-serial`` concerns 4E frames, a 3E frame has
    no serial to be wrong.
    """

    SPLIT = "split"
    """The answer comes in many small pieces, cut inside the header as well."""
    LATE = "late"
    """The right answer, after the client has given up."""
    SLOW = "slow"
    """The right answer, slowly."""
    LATE_TAIL = "late-tail"
    """The right answer in two pieces, the second one slowly."""
    DROP = "drop"
    """The connection is closed instead of an answer, and nothing was done."""
    CUT = "cut"
    """What was asked is done, and the connection closed in the middle of the answer."""
    HALF_OPEN = "half-open"
    """The connection stays open, and nothing ever comes over it again."""
    GARBAGE = "garbage"
    """Bytes that are no answer."""
    WRONG_SERIAL = "wrong-serial"
    """An answer with the serial number of another request."""
    END_CODE = "end-code"
    """The request is refused with end code C05F."""
    DEVICE_RANGE = "device-range"
    """The request is refused as reaching past the end of the device."""
    REFUSE = "refuse"
    """The connection itself is refused; where the port was open before, it is reset at once."""


@dataclass(frozen=True, slots=True)
class FaultSpec:
    """One fault; without ``at`` it happens always, else once, at that request (or connection).

    ``delay_s`` is how long a late or slow answer, or its tail, is held back, in seconds; ``share`` the
    chance of 0..1 that the fault happens where it can.
    """

    name: FaultName
    at: int | None = None
    delay_s: float = 0.0
    share: float = 1.0

    @property
    def is_constant(self) -> bool:
        """True where it happens every time."""
        return self.at is None and self.share >= 1.0

    @classmethod
    def parse(cls, text: str) -> FaultSpec:
        """Understand ``NAME`` or ``NAME@N``.

        Raises:
            UsageError: no such fault, or N is not a whole number from 1.
        """
        word, has_number, number = text.strip().partition("@")
        known = [name.value for name in FaultName]
        if word.casefold() not in known:
            hint = did_you_mean(word, known) or "."
            raise UsageError(f"There is no fault {word!r}{hint} Known faults: {', '.join(known)}")
        name = FaultName(word.casefold())
        if has_number and not (number.isascii() and number.isdigit() and int(number) > 0):
            raise UsageError(f"Fault {text!r}: after @ comes the number of a request from 1, as in {name}@3")
        return cls(name, int(number) if has_number else None, _DELAYS.get(name, 0.0))

    def happens_at(self, number: int) -> bool:
        """True where the fault befalls the request (or connection) of that number."""
        return self.at is None or self.at == number


_DELAYS = {FaultName.LATE: LATE_S, FaultName.SLOW: SLOW_S, FaultName.LATE_TAIL: SLOW_S}


class FaultChooser:
    """Says what befalls each request and each connection; the same for the same ``seed``.

    Belongs to one thread at a time.
    """

    def __init__(self, faults: Sequence[FaultSpec], seed: int = 0) -> None:
        self.faults = tuple(faults)
        self._random = Random(seed)  # noqa: S311 - chance for tests, no secret

    @property
    def refuses_always(self) -> bool:
        """True where no connection is ever accepted."""
        return any(fault.name is FaultName.REFUSE and fault.is_constant for fault in self.faults)

    def for_request(self, number: int) -> FaultSpec | None:
        """The first fault that befalls request ``number``; ``refuse`` is not about requests."""
        for fault in self.faults:
            if fault.name is not FaultName.REFUSE and self._happens(fault, number):
                return fault
        return None

    def refuses(self, connection: int) -> bool:
        """True where connection ``connection`` is refused."""
        refusals = (fault for fault in self.faults if fault.name is FaultName.REFUSE)
        return any(self._happens(fault, connection) for fault in refusals)

    def inside(self, length: int) -> int:
        """A place to cut an answer of ``length`` bytes, not at its ends."""
        return self._random.randrange(1, length)

    def _happens(self, fault: FaultSpec, number: int) -> bool:
        return fault.happens_at(number) and (fault.share >= 1.0 or self._random.random() < fault.share)
