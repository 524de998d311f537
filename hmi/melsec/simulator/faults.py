"""Faults that a simulated PLC shows on purpose: ``NAME`` at every request, ``NAME@N`` only at the Nth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

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
    DROP = "drop"
    """The connection is closed instead of an answer."""
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
    """The connection itself is refused."""


@dataclass(frozen=True, slots=True)
class FaultSpec:
    """One fault; without ``at`` it happens always, else once, at that request (or connection).

    ``delay_s`` is how long a late or slow answer is held back, in seconds.
    """

    name: FaultName
    at: int | None = None
    delay_s: float = 0.0

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


_DELAYS = {FaultName.LATE: LATE_S, FaultName.SLOW: SLOW_S}


def fault_at(faults: Sequence[FaultSpec], number: int) -> FaultSpec | None:
    """The first fault that befalls request ``number``; ``refuse`` is not about requests."""
    for fault in faults:
        if fault.name is not FaultName.REFUSE and fault.happens_at(number):
            return fault
    return None


def refuses(faults: Sequence[FaultSpec], connection: int) -> bool:
    """True where connection ``connection`` is refused."""
    return any(fault.name is FaultName.REFUSE and fault.happens_at(connection) for fault in faults)
