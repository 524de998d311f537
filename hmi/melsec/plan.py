"""The read plan: which requests to send to one PLC, and where in their answers each tag lies.

A request costs one PLC scan, whatever its size, so a plan has as few requests as there can be, of two kinds:

* A window reads one device from some word on, up to the series' limit; any gap in it is read along. Bit
  devices are read as words of 16 points; the contacts and coils of timers and counters, which have no
  words, by windows of bits only.
* A random read takes words of any devices, up to the series' limit of points. A double word is one point, so
  two neighbouring single words share one.

A value of one or two words lies inside one point, a longer one has points of its own in one request, and a
value that lies in another one is read along with it. Values of more points than a random read takes go by
window. No value is ever torn over two requests.
``hmi.melsec.cover`` finds the fewest requests, ``tradeoff`` and ``packing`` the parts of that question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hmi.melsec.cover import cover
from hmi.melsec.devices import DEVICES, Device
from hmi.melsec.errors import AddressError
from hmi.melsec.limits import Limits, limits_of
from hmi.melsec.packing import random_read
from hmi.melsec.requests import POINTS_PER_WORD, BitWindow, Request, Window
from hmi.melsec.spans import Item, Span, locate, outermost
from hmi.model.plant import Series, Tag
from hmi.model.reading import Fault, Quality

_REQUEST_OVERHEAD_MS = 1.0
"""What a request costs beside the PLC's scan, measured on QnU built-in ports."""

_WORD_MS = 0.001
"""What each word costs on iQ-F; on the other series words cost nothing."""

_ORDER = {device: place for place, device in enumerate(DEVICES.values())}

_Places = dict[Span, tuple[int, tuple[int, ...]]]
"""The request of a span, and its units in the answer: words, or bits where the device has no words."""


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


def plan_reads(tags: Sequence[Tag], series: Series, *, limits: Limits | None = None) -> ReadPlan:
    """The fewest requests that bring these tags; a tag that cannot be read becomes a fault.

    ``limits`` are those of the series unless a test wants smaller ones.
    """
    limits = limits or limits_of(series)
    located: dict[int, tuple[Span, int | None]] = {}
    faults: dict[int, Fault] = {}
    for index, tag in enumerate(tags):
        try:
            located[index] = locate(tag, series, limits)
        except AddressError as error:
            faults[index] = Fault(Quality.BAD, str(error))
    requests, places = _read_spans({span for span, _ in located.values()}, limits)
    fields: list[Field | None] = [None] * len(tags)
    for index, (span, bit) in located.items():
        request, own = places[span]
        if span.device.has_words:
            fields[index] = Field(request, own, bit)
        else:
            word, packed_bit = divmod(own[0], POINTS_PER_WORD)
            fields[index] = Field(request, (word,), packed_bit)
    return ReadPlan(tuple(tags), tuple(requests), tuple(fields), MappingProxyType(faults), series)


def _read_spans(spans: Iterable[Span], limits: Limits) -> tuple[list[Request], _Places]:
    """Requests by device and number, random reads last, and where in them each span lies."""
    by_device: dict[Device, list[Span]] = {}
    for span in spans:
        by_device.setdefault(span.device, []).append(span)
    devices = sorted(by_device, key=_ORDER.__getitem__)
    best = cover([outermost(by_device[device]) for device in devices if device.has_words], limits)
    windows = [*best.windows]
    for device in devices:
        if not device.has_words:
            windows += _bit_windows(outermost(by_device[device]), limits)
    requests: list[Request] = []
    places: _Places = {}
    for items in windows:
        for span in (rider for item in items for rider in item.riders):
            at = span.start - items[0].span.start
            places[span] = len(requests), tuple(range(at, at + span.length))
        requests.append(_window(items[0].span.device, items[0].span.start, items[-1].span.end))
    for units in best.random:
        request, own = random_read(units)
        places |= {span: (len(requests), at) for span, at in own.items()}
        requests.append(request)
    return requests, places


def _bit_windows(items: Sequence[Item], limits: Limits) -> list[list[Item]]:
    """Windows from the left, each as long as ASCII frames allow too; no plant has timers for a second one."""
    windows: list[list[Item]] = []
    for item in items:
        if windows and item.span.end <= windows[-1][0].span.start + limits.bits // 2:
            windows[-1].append(item)
        else:
            windows.append([item])
    return windows


def _window(device: Device, start: int, end: int) -> Request:
    if not device.has_words:
        return BitWindow(device, start, end - start)
    return Window(device, start * POINTS_PER_WORD if device.is_bit else start, end - start)
