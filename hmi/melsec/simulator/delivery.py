"""How an answer goes over the wire: whole, in pieces, late, or not to its end."""

from __future__ import annotations

from dataclasses import dataclass

from hmi.melsec.simulator.faults import FaultChooser, FaultName, FaultSpec

SEGMENT = 1460
"""Bytes after which a built-in port begins the next TCP segment."""

GAP_S = 0.001
"""Pause between two pieces of an answer: long enough for the client to see them apart."""

_IN_THE_HEADER = 7
"""Bytes of the first piece of a split answer: no frame's header is complete with them."""

_MOST_PIECES = 20


@dataclass(frozen=True, slots=True)
class Delivery:
    """Pieces of bytes, each with the seconds to wait before it is sent; then the connection may be closed."""

    pieces: tuple[tuple[float, bytes], ...]
    closes: bool = False


def deliver(answer: bytes, fault: FaultSpec | None, chooser: FaultChooser) -> Delivery:
    """How the answer is sent under a fault; faults that change what it says have done so already."""
    if fault is None:
        return Delivery(_segments(answer))
    if fault.name is FaultName.SPLIT:
        step = max(_IN_THE_HEADER, len(answer) // _MOST_PIECES)
        return Delivery(_pieces(answer, [*range(_IN_THE_HEADER, len(answer), step)]))
    if fault.name is FaultName.LATE_TAIL:
        (_, head), (_, tail) = _pieces(answer, [chooser.inside(len(answer))])
        return Delivery(((0.0, head), (fault.delay_s, tail)))
    if fault.name is FaultName.CUT:
        return Delivery(_segments(answer[: chooser.inside(len(answer))]), closes=True)
    (_, first), *rest = _segments(answer)
    return Delivery(((fault.delay_s, first), *rest))


def _segments(answer: bytes) -> tuple[tuple[float, bytes], ...]:
    return _pieces(answer, [*range(SEGMENT, len(answer), SEGMENT)])


def _pieces(answer: bytes, cuts: list[int]) -> tuple[tuple[float, bytes], ...]:
    ends = zip([0, *cuts], [*cuts, len(answer)], strict=True)
    return tuple((GAP_S if begin else 0.0, answer[begin:end]) for begin, end in ends)
