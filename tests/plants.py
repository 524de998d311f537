"""Plants to test with: small ones as CSV files, the way an engineer brings them, and a real one's shape."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType


def write_plant(
    folder: Path,
    plcs: Iterable[tuple[str, int]],
    *,
    groups_per_plc: int = 1,
    tags_per_group: int = 10,
    interval_ms: int = 1000,
    timeout_s: float = 1.0,
) -> list[Path]:
    """CSV files of Q series PLCs on loopback, given as (code, port); words from D1000 on, 200 a group."""
    plc_rows, group_rows, tag_rows = [], [], []
    for code, port in plcs:
        plc_rows.append(f"{code},127.0.0.1,{port},{timeout_s:g}")
        for number in range(groups_per_plc):
            group = f"{code}_G{number}"
            group_rows.append(f"{group},{code},FIXED,{interval_ms}")
            head = 1000 + number * 200
            tag_rows += [f"{code},D{head + i},{group}_T{i},INT,{group}" for i in range(tags_per_group)]
    return [
        _write(folder / "plcs.csv", "PLC_CODE,IP_ADDRESS,PORT,CONNECTION_TIMEOUT", plc_rows),
        _write(folder / "groups.csv", "GROUP_NAME,PLC_CODE,POLLING_MODE,POLLING_INTERVAL_MS", group_rows),
        _write(folder / "tags.csv", "PLC_CODE,TAG_ADDRESS,TAG_NAME,TAG_TYPE,GROUP_NAME", tag_rows),
    ]


def _write(path: Path, header: str, rows: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


class _Share(NamedTuple):
    """What one PLC of the body shop has: how many tags of each device, and between which numbers."""

    plc_code: str
    machines: int
    words: int
    w: range
    bits: int
    m: range
    b: range


_BODY_SHOP = (
    _Share("BODY1", 17, 948, range(0x7A0), 702, range(800, 21000), range(0x50)),
    _Share("BODY2", 11, 571, range(0x600, 0xC00), 421, range(9600, 30000), range(0)),
    _Share("BODY3", 6, 320, range(0xA80, 0xFDC), 240, range(22400, 35078), range(0)),
)


def scattered_plant(ports: Sequence[int] = (5010, 5011, 5012), *, interval_ms: int = 1000) -> Plant:
    """The shape of a real body shop: 3,282 tags on three Q series PLCs, scattered; always the same.

    1,839 words in W between 0 and FDB (hexadecimal), 1,363 bits in M between 800 and 35077, 80 bits in B; one
    FIXED group for each PLC, PLCs on loopback.
    """
    shuffle = random.Random(3282)
    plcs, groups, tags = [], [], []
    for share, port in zip(_BODY_SHOP, ports, strict=True):
        group = f"{share.plc_code}_ALL"
        plcs.append(Plc(share.plc_code, "127.0.0.1", port=port))
        groups.append(PollingGroup(group, share.plc_code, polling_interval_ms=interval_ms))
        words = [(f"W{number:X}", TagType.INT) for number in _scattered(shuffle, share.w, share.words)]
        bits = [f"M{number}" for number in _scattered(shuffle, share.m, share.bits)]
        bits += [f"B{number:X}" for number in share.b]
        for place, (address, kind) in enumerate([*words, *((bit, TagType.BOOL) for bit in bits)]):
            machine = f"{share.plc_code}-CELL-{place % share.machines:03d}"  # 14 characters
            tags.append(Tag(share.plc_code, address, f"T_{address}", kind, group, machine_code=machine))
    return Plant(tuple(plcs), tuple(groups), tuple(tags))


def _scattered(shuffle: random.Random, numbers: range, count: int) -> list[int]:
    """So many of the numbers, the first and the last among them."""
    between = shuffle.sample(numbers[1:-1], count - 2)
    return sorted([numbers[0], numbers[-1], *between])
