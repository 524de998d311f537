"""What one request asks of a PLC; whatever its kind, its answer is a row of words.

Limits of points per series are in ``hmi.melsec.limits``, the bytes on the wire in ``hmi.melsec.client``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hmi.melsec.addresses import Address
from hmi.melsec.devices import Device
from hmi.model.plant import Series

POINTS_PER_WORD = 16


@dataclass(frozen=True, slots=True)
class Window:
    """One 0401 read in word units; bit devices are read as words, their ``head`` a multiple of 16."""

    device: Device
    head: int
    words: int

    @property
    def points(self) -> int:
        """What the PLC counts against its limit: words."""
        return self.words

    def text(self, series: Series) -> str:
        """The window as an engineer of that series reads it: ``D100-D119``."""
        return _range_text(
            self.device, self.head, self.words * (POINTS_PER_WORD if self.device.is_bit else 1), series
        )


@dataclass(frozen=True, slots=True)
class BitWindow:
    """One 0401 read in bit units, for devices that cannot be read as words (TS, TC, CS, CC).

    Its answer is packed like that of a bit device read as words: point ``head + n`` is bit ``n % 16`` of
    word ``n // 16``; bits past the last point are 0.
    """

    device: Device
    head: int
    bits: int

    @property
    def words(self) -> int:
        """Words of the packed answer."""
        return -(-self.bits // POINTS_PER_WORD)

    @property
    def points(self) -> int:
        """What the PLC counts against its limit: bits."""
        return self.bits

    def text(self, series: Series) -> str:
        """The window as an engineer of that series reads it: ``TS0-TS31``."""
        return _range_text(self.device, self.head, self.bits, series)


class Point(NamedTuple):
    """One word or one double word of a random read; the number of a bit device is a multiple of 16."""

    device: Device
    number: int


@dataclass(frozen=True)
class RandomRead:
    """One 0403 read: single words, then double words, from anywhere in the PLC.

    The answer has the ``singles`` in their order, then two words for each of the ``doubles``, low word first.
    """

    singles: tuple[Point, ...]
    doubles: tuple[Point, ...]

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        # Frames are looked up by request at every poll; hashing some hundred points costs more than sending.
        return hash((self.singles, self.doubles))

    @property
    def words(self) -> int:
        """Words of the answer."""
        return len(self.singles) + 2 * len(self.doubles)

    @property
    def points(self) -> int:
        """What the PLC counts against its limit: a double word is one point."""
        return len(self.singles) + len(self.doubles)

    def text(self, series: Series) -> str:
        """The request as an engineer of that series reads it: ``3 points at random (D7, W1F, ...)``."""
        points = [Address(device, number).text(series) for device, number in self.singles + self.doubles]
        shown = ", ".join(points[:3]) + (", ..." if len(points) > 3 else "")
        return f"{len(points)} points at random ({shown})"


Request = Window | BitWindow | RandomRead


def _range_text(device: Device, head: int, points: int, series: Series) -> str:
    first = Address(device, head).text(series)
    return first if points == 1 else f"{first}-{Address(device, head + points - 1).text(series)}"
