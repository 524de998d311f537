"""The read plan: which requests to send to one PLC, and where in their answers each tag lies.

A request costs one PLC scan, whatever its size, so a plan has as few requests as there can be: every gap
that fits in the series' limit is read along with the tags on both sides of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hmi.melsec.devices import DEVICES, Device
from hmi.melsec.errors import AddressError
from hmi.melsec.limits import Limits, limits_of
from hmi.melsec.requests import POINTS_PER_WORD, BitWindow, Request, Window
from hmi.melsec.spans import Span, locate
from hmi.model.plant import Series, Tag
from hmi.model.reading import Fault, Quality

_REQUEST_OVERHEAD_MS = 1.0
"""What a request costs beside the PLC's scan, measured on QnU built-in ports."""

_WORD_MS = 0.001
"""What each word costs on iQ-F; on the other series words cost nothing."""

_ORDER = {device: place for place, device in enumerate(DEVICES.values())}


@dataclass(frozen=True, slots=True)
class Field:
    """Where one tag lies: ``places`` are its words in the answer to a request, the lowest word first.

    ``bit`` (0-15) is set where the tag is one bit of its word.
    """

    request: int
    places: tuple[int, ...]
    bit: int | None = None


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """Immutable plan of one poll; ``fields`` and ``faults`` speak of the tags by their index.

    A tag has a field, or a fault where it can never be read; it is never torn over two requests.
    """

    tags: tuple[Tag, ...]
    requests: tuple[Request, ...]
    fields: tuple[Field | None, ...]
    faults: Mapping[int, Fault]
    series: Series

    @property
    def points(self) -> int:
        """Points in all requests, as the PLC counts them."""
        return sum(request.points for request in self.requests)

    def estimated_ms(self, scan_ms: float) -> float:
        """Time one poll takes on a PLC with that scan time: one scan and 1 ms for each request."""
        words = sum(request.words for request in self.requests) if self.series is Series.IQ_F else 0
        return len(self.requests) * (scan_ms + _REQUEST_OVERHEAD_MS) + words * _WORD_MS

    def part(self, indices: Sequence[int]) -> tuple[ReadPlan, tuple[int, ...]]:
        """The plan of some of the tags, in the order given, with only those requests that they need.

        The second result tells which requests of this plan those are: the part decodes their answers.
        """
        fields = [self.fields[index] for index in indices]
        needed = tuple(sorted({field.request for field in fields if field is not None}))
        number = {request: place for place, request in enumerate(needed)}
        plan = ReadPlan(
            tuple(self.tags[index] for index in indices),
            tuple(self.requests[request] for request in needed),
            tuple(field and Field(number[field.request], field.places, field.bit) for field in fields),
            MappingProxyType(
                {place: self.faults[index] for place, index in enumerate(indices) if index in self.faults}
            ),
            self.series,
        )
        return plan, needed


def plan_reads(tags: Sequence[Tag], series: Series) -> ReadPlan:
    """The fewest requests that bring these tags; a tag that cannot be read becomes a fault."""
    limits = limits_of(series)
    located: dict[int, tuple[Span, int | None]] = {}
    faults: dict[int, Fault] = {}
    for index, tag in enumerate(tags):
        try:
            located[index] = locate(tag, series, limits)
        except AddressError as error:
            faults[index] = Fault(Quality.BAD, str(error))
    requests, places = _cover({span for span, _ in located.values()}, limits)
    fields: list[Field | None] = [None] * len(tags)
    for index, (span, bit) in located.items():
        fields[index] = _field(span, bit, *places[span])
    return ReadPlan(tuple(tags), tuple(requests), tuple(fields), MappingProxyType(faults), series)


def _field(span: Span, bit: int | None, request: int, at: int) -> Field:
    if span.device.has_words:
        return Field(request, tuple(range(at, at + span.length)), bit)
    word, packed_bit = divmod(at, POINTS_PER_WORD)
    return Field(request, (word,), packed_bit)


def _cover(spans: Iterable[Span], limits: Limits) -> tuple[list[Request], dict[Span, tuple[int, int]]]:
    """Cover each device from the left with the fewest windows, none longer than its limit.

    A window has to begin no later than the first span that is not yet covered, and reaches farthest when
    it begins right there; so the greedy way is the best one.
    """
    windows: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (_ORDER[span.device], span.start)):
        first = windows[-1][0] if windows else None
        limit = limits.words if span.device.has_words else limits.bits // 2
        if first is not None and first.device is span.device and span.end <= first.start + limit:
            windows[-1].append(span)
        else:
            windows.append([span])
    places = {
        span: (request, span.start - window[0].start)
        for request, window in enumerate(windows)
        for span in window
    }
    return [
        _window(window[0].device, window[0].start, max(s.end for s in window)) for window in windows
    ], places


def _window(device: Device, start: int, end: int) -> Request:
    if not device.has_words:
        return BitWindow(device, start, end - start)
    return Window(device, start * POINTS_PER_WORD if device.is_bit else start, end - start)
