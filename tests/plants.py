"""Small plants as CSV files, the way an engineer brings them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def write_plant(
    folder: Path,
    plcs: Iterable[tuple[str, int]],
    *,
    groups_per_plc: int = 1,
    tags_per_group: int = 10,
    interval_ms: int = 1000,
) -> list[Path]:
    """CSV files of Q series PLCs on loopback, given as (code, port); words from D1000 on, 200 a group."""
    plc_rows, group_rows, tag_rows = [], [], []
    for code, port in plcs:
        plc_rows.append(f"{code},127.0.0.1,{port},1")
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
