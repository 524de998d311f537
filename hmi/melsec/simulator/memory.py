"""The device memory of a simulated PLC: one numpy array per device."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from hmi.melsec.addresses import Address
from hmi.melsec.devices import DEVICES, Device
from hmi.melsec.simulator.layout import device_sizes
from hmi.melsec.simulator.limits import EndCode, Refusal
from hmi.model.plant import Series

Words = npt.NDArray[np.uint16]
Bits = npt.NDArray[np.uint8]
Indices = npt.NDArray[np.intp]


class _Counter(NamedTuple):
    """Words that hold the next number of a count, the low one first."""

    name: str
    head: int
    words: int

    def is_in(self, name: str, head: int, count: int) -> bool:
        return name == self.name and head < self.head + self.words and self.head < head + count


class DeviceMemory:
    """Words and bits of every device; every method may be called from any thread.

    Word access to a bit device takes 16 points a word, the head in the lowest bit. What was written from
    outside, by a request or by a test, stays as it is: the signals of the plant no longer touch it, like
    a forced device of a real PLC.

    Requests that reach past the end of a device raise ``Refusal`` with ``range_code`` and change nothing.
    """

    def __init__(
        self, sizes: Mapping[str, int] | None = None, *, range_code: EndCode = EndCode.DEVICE_RANGE
    ) -> None:
        self._lock = threading.RLock()
        self._range_code = range_code
        self._points: dict[str, npt.NDArray[np.uint16 | np.uint8]] = {}
        self._forced: dict[str, npt.NDArray[np.bool_]] = {}
        self._counters: list[_Counter] = []
        self._read_now: set[_Counter] = set()
        for name, size in (sizes or device_sizes(Series.Q)).items():
            kind = np.uint8 if DEVICES[name].is_bit else np.uint16
            self._points[name] = np.zeros(size, kind)
            self._forced[name] = np.zeros(size, np.bool_)

    def size(self, device: Device | str) -> int:
        """Number of points of a device, 0 where the PLC does not have it."""
        name, _ = _identify(device)
        return len(self._points.get(name, ()))

    def read_words(self, device: Device | str, head: int, count: int) -> bytes:
        """``count`` words from ``head`` as little-endian bytes."""
        name, is_bit = _identify(device)
        with self._lock:
            window = self._window(name, head, count * 16 if is_bit else count)
            if self._counters:
                self._read_now.update(one for one in self._counters if one.is_in(name, head, count))
            if is_bit:
                return np.packbits(window, bitorder="little").tobytes()
            return window.astype("<u2").tobytes()

    def read_bits(self, device: Device | str, head: int, count: int) -> Bits:
        """``count`` points of a bit device, each 0 or 1."""
        name, is_bit = _identify(device)
        if not is_bit:
            raise Refusal(EndCode.NOT_IN_THIS_UNIT)
        with self._lock:
            return self._window(name, head, count).astype(np.uint8)

    def write_words(self, device: Device | str, head: int, data: bytes) -> None:
        """Write little-endian words from ``head`` on."""
        name, is_bit = _identify(device)
        if is_bit:
            points: Bits | Words = np.unpackbits(np.frombuffer(data, np.uint8), bitorder="little")
        else:
            points = np.frombuffer(data, "<u2")
        self._write(name, head, points)

    def write_bits(self, device: Device | str, head: int, bits: Bits) -> None:
        """Write points of a bit device, each 0 or 1."""
        name, is_bit = _identify(device)
        if not is_bit:
            raise Refusal(EndCode.NOT_IN_THIS_UNIT)
        self._write(name, head, bits)

    def set_words(self, device: Device | str, head: int, values: Sequence[int]) -> None:
        """As ``write_words``, from numbers; negative ones as two's complement."""
        self.write_words(device, head, np.array([value & 0xFFFF for value in values], "<u2").tobytes())

    def set_bits(self, device: Device | str, head: int, values: Sequence[int | bool]) -> None:
        """As ``write_bits``, from numbers or truth values."""
        self.write_bits(device, head, np.array([bool(value) for value in values], np.uint8))

    def check_words(self, device: Device | str, head: int, count: int) -> None:
        """Raise ``Refusal`` when ``count`` words from ``head`` are not all there."""
        name, is_bit = _identify(device)
        self._window(name, head, count * 16 if is_bit else count)

    def check_bits(self, device: Device | str, head: int, count: int) -> None:
        """Raise ``Refusal`` when ``count`` points from ``head`` are not all there, or are no bits."""
        name, is_bit = _identify(device)
        if not is_bit:
            raise Refusal(EndCode.NOT_IN_THIS_UNIT)
        self._window(name, head, count)

    def simulate(self, name: str, indices: Indices, values: Words | Bits) -> None:
        """Set single points of a device to what the plant's signals say, where they are not forced."""
        with self._lock:
            free = ~self._forced[name][indices]
            self._points[name][indices[free]] = values[free]

    def simulate_bits_of_words(self, name: str, indices: Indices, bits: Words, values: Bits) -> None:
        """Set or clear single bits (0-15) of words, the other bits stay; one word may occur repeatedly."""
        with self._lock:
            free = ~self._forced[name][indices]
            words, masks, on = indices[free], np.left_shift(1, bits[free]), values[free].astype(np.bool_)
            points = self._points[name]
            np.bitwise_or.at(points, words[on], masks[on].astype(points.dtype))
            np.bitwise_and.at(points, words[~on], (~masks[~on] & 0xFFFF).astype(points.dtype))

    def count_reads(self, device: Device | str, number: int, *, words: int = 1) -> None:
        """Make a word, or two as a double word, count the requests that read any of it.

        It holds 1 for the first, wraps after its largest number, and counts on from what is written to it.

        Raises:
            Refusal: the device has no such word.
        """
        name, is_bit = _identify(device)
        if is_bit:
            raise Refusal(EndCode.NOT_IN_THIS_UNIT)
        self.set_words(name, number, [1, 0][:words])
        self._counters.append(_Counter(name, number, words))

    @contextmanager
    def one_request(self) -> Iterator[None]:
        """What is read within is one request: counters among it move on when it ends, unless by an error."""
        with self._lock:
            self._read_now.clear()
            yield
            for counter in self._read_now:
                self._count(counter)

    def is_on(self, bit: Address) -> bool:
        """State of a point of a bit device, or of a bit of a word."""
        if bit.bit is None:
            return bool(self.read_bits(bit.device, bit.number, 1)[0])
        return bool(int.from_bytes(self.read_words(bit.device, bit.number, 1), "little") >> bit.bit & 1)

    def put_bit(self, bit: Address, *, on: bool) -> None:
        """Set or clear one bit; a point of a bit device is written as from outside, a word is not forced."""
        if bit.bit is None:
            self.set_bits(bit.device, bit.number, [on])
            return
        with self._lock:
            word = self._window(bit.device.name, bit.number, 1)
            word[0] = int(word[0]) & ~(1 << bit.bit) | on << bit.bit

    def snapshot(self) -> DeviceMemory:
        """A copy of the whole memory at one moment, to compare with what was read."""
        with self._lock:
            sizes = {name: len(points) for name, points in self._points.items()}
            copied = DeviceMemory(sizes, range_code=self._range_code)
            for name, points in self._points.items():
                copied._points[name][:] = points
        return copied

    def _count(self, counter: _Counter) -> None:
        window = self._points[counter.name][counter.head : counter.head + counter.words]
        number = int.from_bytes(window.astype("<u2").tobytes(), "little") + 1
        window[:] = [number >> 16 * place & 0xFFFF for place in range(counter.words)]

    def _window(self, name: str, head: int, count: int) -> npt.NDArray[np.uint16 | np.uint8]:
        points = self._points.get(name)
        if points is None:
            raise Refusal(EndCode.UNKNOWN_DEVICE)
        if head < 0 or head + count > len(points):
            raise Refusal(self._range_code)
        return points[head : head + count]

    def _write(self, name: str, head: int, points: Words | Bits) -> None:
        with self._lock:
            self._window(name, head, len(points))[:] = points
            self._forced[name][head : head + len(points)] = True


def _identify(device: Device | str) -> tuple[str, bool]:
    known = DEVICES[device] if isinstance(device, str) else device
    return known.name, known.is_bit
