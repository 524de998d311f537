"""What a simulated CPU tells about itself in its special registers: how many points each device has."""

from __future__ import annotations

from hmi.melsec.range_registers import RangeRegister, range_registers
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.model.plant import Series

_MOST_OF_A_WORD = 0xFFFF
_MOST_OF_AN_OLDER_WORD = 0x8000


def tell_ranges(memory: DeviceMemory, series: Series) -> None:
    """Write the size of each device of the memory where a CPU of that series keeps it.

    Of more points than fit into a register it tells the most it can: 65,535 in a word of its own, 32,768 in
    one that has a double word as its successor.
    """
    for name, register in range_registers(series).items():
        size = memory.size(name)
        _put(memory, register.sd_number, min(size, _most_of(register)), is_double=register.is_double)
        if register.older is not None:
            _put(memory, register.older, min(size, _MOST_OF_AN_OLDER_WORD), is_double=False)


def _most_of(register: RangeRegister) -> int:
    return 0xFFFFFFFF if register.is_double else _MOST_OF_A_WORD


def _put(memory: DeviceMemory, number: int, points: int, *, is_double: bool) -> None:
    words = [points & 0xFFFF, points >> 16] if is_double else [points]
    if number + len(words) <= memory.size("SD"):
        memory.set_words("SD", number, words)
