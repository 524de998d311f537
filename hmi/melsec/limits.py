"""How many points a PLC takes in one request, by its series.

Measured on real PLCs over built-in ports and Ethernet modules in binary frames; above a limit stands end code
C051 (words), C052 (bits) or C054 (random points).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hmi.model.plant import Series


@dataclass(frozen=True, slots=True)
class Limits:
    """Most points of one request.

    ``words`` and ``bits`` of a 0401 read in that unit, ``bits`` in binary frames, while ASCII takes half of
    them; ``random_points`` of a 0403 read, where a double word is one point.
    """

    words: int
    bits: int
    random_points: int


_LIMITS: Mapping[Series, Limits] = MappingProxyType(
    {
        Series.Q: Limits(960, 7168, 192),
        Series.L: Limits(960, 7168, 192),
        Series.QNA: Limits(480, 3584, 96),
        Series.IQ_L: Limits(960, 7168, 96),
        Series.IQ_R: Limits(960, 7168, 96),
        Series.IQ_F: Limits(960, 3584, 192),
    }
)


def limits_of(series: Series) -> Limits:
    """The limits of a PLC of that series."""
    return _LIMITS[series]
