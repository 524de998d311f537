"""What a full circular buffer weighs, beside the bare numbers and the pointers to them.

Goal: 6 MB for 100,000 values.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import random
import tracemalloc
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NoReturn

from hmi.melsec.decode import Decoder
from hmi.melsec.plan import plan_reads
from hmi.model.plant import Series, Tag, TagType
from hmi.model.reading import Reading
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.journal import Journal
from hmi.pipeline.ledger import Ledger
from tests.bench.figures import print_table, resident_bytes, times

_VALUES = 100_000
_TAGS = 100
_TIMES_FULL = 10
"""So many full buffers for the memory in RAM, which the system counts in coarse pieces."""

_MIXES = {
    "REAL": (TagType.REAL,),
    "INT": (TagType.INT,),
    "half REAL, half INT": (TagType.REAL, TagType.INT),
}


class _NoSpill:
    """The buffer is never fuller than full here."""

    def spill(self, readings: Sequence[Reading], reason: str) -> NoReturn:
        raise RuntimeError(f"{len(readings)} readings left the buffer: {reason}")


def run() -> None:
    """Measure bare numbers and each mix, and print one table."""
    floor = _traced_mb(_bare_floats)
    rows = [_row("bare floats in one list", floor, floor, _resident_mb(""))]
    for name in _MIXES:
        held = _traced_mb(partial(_full_buffer, name))
        rows.append(_row(f"buffer, {name}", held, floor, _resident_mb(name)))
    print_table(
        f"memory: {_VALUES:,} values, readings of {_TAGS} tags (goal: 6 MB)",
        ["MB", "bytes/value", "x bare", "MB in RAM"],
        rows,
    )


def _row(name: str, held: float, floor: float, resident: float) -> list[str]:
    in_ram = "-" if math.isnan(resident) else f"{resident:.2f}"
    return [name, f"{held:.2f}", f"{held * 1e6 / _VALUES:.1f}", times(held, floor), in_ram]


def _traced_mb(make: Callable[[], object]) -> float:
    """What ``make`` leaves behind in Python's memory as long as its result is held."""
    make()  # what is made once and kept, such as numpy's own tables, is not counted
    gc.collect()
    tracemalloc.start()
    try:
        held = make()
        gc.collect()
        size = tracemalloc.get_traced_memory()[0]
        del held
    finally:
        tracemalloc.stop()
    return size / 1e6


def _resident_mb(mix: str) -> float:
    """The same in RAM, in a fresh process; "" for the bare floats."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as process:
        return process.submit(_grow, mix).result()


def _grow(mix: str) -> float:
    make: Callable[[], object] = partial(_full_buffer, mix) if mix else _bare_floats
    held = [make()]
    before = resident_bytes()
    held += [make() for _ in range(_TIMES_FULL)]
    return (resident_bytes() - before) / _TIMES_FULL / 1e6


def _bare_floats() -> object:
    return [random.random() for _ in range(_VALUES)]


def _full_buffer(mix: str) -> CircularBuffer:
    """As the program fills it: values from the decoder, one tuple of tags for the whole group."""
    types = _MIXES[mix]
    tags = tuple(Tag("PLC1", f"D{2 * i}", f"T{i}", types[i % len(types)], "G") for i in range(_TAGS))
    plan = plan_reads(tags, Series.Q)
    decoder = Decoder(plan)
    buffer = CircularBuffer(Ledger(), _NoSpill(), Journal(Path()), max_values=_VALUES)
    ts = datetime.now(UTC)
    for number in range(_VALUES // _TAGS):
        values, _ = decoder.decode([_words(2 * plan.points)])
        buffer.append(Reading("G", "PLC1", ts + timedelta(seconds=number), tags, values))
    return buffer


def _words(size: int) -> bytes:
    # The second byte of every word below 0x40: every REAL is finite, every INT beyond Python's small ones
    # is an object of its own.
    return bytes(byte & 0x3F if place % 2 else byte for place, byte in enumerate(random.randbytes(size)))
