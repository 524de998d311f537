"""The special registers in which a CPU keeps how many points each device has.

Sources: QCPU User's Manual (Function Explanation, Program Fundamentals), special register list, "Device
assignment" SD286-SD311; MELSEC iQ-R CPU Module User's Manual (Application) and MELSEC iQ-F FX5 User's Manual
(Application), special register lists, SD260-SD309. The numbers agree with the device range catalogue of the
independent client plc-comm-slmp.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hmi.model.plant import Series


@dataclass(frozen=True, slots=True)
class RangeRegister:
    """Where the points of a device stand: in SD ``sd_number``, or with its neighbour as low and high word.

    ``older`` is the one word that a CPU without the double word has: there the double word is 0.
    """

    sd_number: int
    is_double: bool
    older: int | None = None


_TIMER, _COUNTER = ("TN", "TS", "TC"), ("CN", "CS", "CC")

_Q = (
    {name: RangeRegister(number, False) for name, number in (("X", 290), ("Y", 291), ("L", 293), ("F", 295))}
    | {name: RangeRegister(number, False) for name, number in (("SB", 296), ("V", 297), ("SW", 304))}
    | dict.fromkeys(_TIMER, RangeRegister(299, False))
    | dict.fromkeys(_COUNTER, RangeRegister(301, False))
    | {
        "M": RangeRegister(286, True, older=292),
        "B": RangeRegister(288, True, older=294),
        "D": RangeRegister(308, True, older=302),
        "W": RangeRegister(310, True, older=303),
        "ZR": RangeRegister(306, True),
    }
)
_IQ_F = (
    {
        name: RangeRegister(number, True)
        for name, number in (
            *(("X", 260), ("Y", 262), ("M", 264), ("B", 266), ("SB", 268), ("F", 270), ("L", 274)),
            *(("D", 280), ("W", 282), ("SW", 284), ("R", 304)),
        )
    }
    | dict.fromkeys(_TIMER, RangeRegister(288, True))
    | dict.fromkeys(_COUNTER, RangeRegister(292, True))
)
_IQ_R = {name: register for name, register in _IQ_F.items() if name != "R"} | {
    "V": RangeRegister(272, True),
    "ZR": RangeRegister(306, True),
}

_REGISTERS: Mapping[Series, Mapping[str, RangeRegister]] = MappingProxyType(
    {
        Series.Q: MappingProxyType(_Q),
        Series.L: MappingProxyType(_Q),
        Series.QNA: MappingProxyType({}),
        Series.IQ_L: MappingProxyType(_IQ_R),
        Series.IQ_R: MappingProxyType(_IQ_R),
        Series.IQ_F: MappingProxyType(_IQ_F),
    }
)


def range_registers(series: Series) -> Mapping[str, RangeRegister]:
    """The register of each device by name; empty where the series keeps none.

    R is part of ZR where there is a ZR, and SM and SD are fixed: they have no register of their own.
    """
    return _REGISTERS[series]
