"""A minute of ``hmi collect`` into an Oracle table beside one into SQLite: what is there, and how old it got.

Ten groups of 100 tags at 1 s against ``hmi simulate``; station, plant and database in processes of their own.
Goal: 95 of 100 rows are in the table 1 s after their read, and each is there once, with its microseconds.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from hmi.config.folder import DataFolder
from tests.bench.figures import print_table
from tests.bench.stations import (
    GROUPS,
    TAGS,
    Status,
    last_line,
    process,
    simulated_plant,
    status_of,
    use_oracle,
)
from tests.bench.wire_server import PASSWORD, WireServer, connect, wire_server
from tests.processes import command, hmi

_INTERVAL_S = 1.0
_SECONDS = 60.0
_PATIENCE_S = _SECONDS + 60.0

Key = tuple[str, str, datetime]
"""plc_code, tag_address, and the time of the read, naive in UTC."""


class _Found(NamedTuple):
    """What a run left behind: its status, how many rows are there, and their keys by group."""

    status: Status
    rows: int
    keys: Mapping[str, set[Key]]


def run() -> None:
    """Collect twice and print one table."""
    interval_ms = round(1000 * _INTERVAL_S)
    with tempfile.TemporaryDirectory() as name, simulated_plant(Path(name), interval_ms) as folder:
        embedded = _found(_collect(folder), _sqlite_rows(DataFolder(folder).historian_db))
        with wire_server(Path(name) / "oracle.db") as server:
            use_oracle(folder, server.settings)
            _create_table(folder)
            oracle = _found(_collect(folder), _oracle_rows(server))
    print_table(
        f"record: {GROUPS} groups x {TAGS} tags x {_INTERVAL_S:g} s for {_SECONDS:g} s (goal: p95 1,000 ms)",
        _COLUMNS,
        [["SQLite", *_figures(embedded)], ["Oracle", *_figures(oracle)]],
    )
    _require_all(embedded)
    _require_all(oracle)


def _create_table(folder: Path) -> None:
    made = hmi("oracle", "create", "--data-dir", folder, ORACLE_PASSWORD=PASSWORD)
    if made.returncode:
        raise RuntimeError(f"the table could not be made: {made.stderr}")


def _collect(folder: Path) -> Status:
    words = command(["collect", "--data-dir", folder, "--duration", str(_SECONDS), "--json"])
    with process(words, ORACLE_PASSWORD=PASSWORD) as running:
        return status_of(last_line(running, _PATIENCE_S))


# -- what is there ---------------------------------------------------------------------------------------


def _sqlite_rows(file: Path) -> Iterable[tuple[str, Key]]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT tag_name, plc_code, tag_address, ts FROM tag_values").fetchall()
    for name, plc_code, address, text in rows:
        ts = datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
        yield _group_of(name), (plc_code, address, ts)


def _oracle_rows(server: WireServer) -> Iterable[tuple[str, Key]]:
    with closing(connect(server)) as connection, connection.cursor() as cursor:
        cursor.arraysize = cursor.prefetchrows = 5000
        rows = cursor.execute("SELECT TAG_NAME, PLC_CODE, TAG_ADDRESS, TS FROM TAG_VALUES").fetchall()
    for name, plc_code, address, ts in rows:
        yield _group_of(name), (plc_code, address, ts)


def _group_of(tag_name: str) -> str:
    return tag_name.rpartition("_")[0]


def _found(status: Status, rows: Iterable[tuple[str, Key]]) -> _Found:
    keys: dict[str, set[Key]] = defaultdict(set)
    count = 0
    for group, key in rows:
        keys[group].add(key)
        count += 1
    return _Found(status, count, keys)


# -- what it tells ---------------------------------------------------------------------------------------

_COLUMNS = (
    "accepted",
    "stored",
    "in the table",
    "keys",
    "whole polls",
    "us kept",
    "interval ms",
    "row age p50",
    "p95",
    "max ms",
    "batch ms",
)


def _figures(found: _Found) -> list[str]:
    rows, writer = found.status["rows"], found.status["writer"]
    times = _times(found)
    gaps = [
        (after - before).total_seconds()
        for of_group in times.values()
        for before, after in pairwise(of_group)
    ]
    fine = [ts.microsecond % 1000 != 0 for of_group in times.values() for ts in of_group]
    ages = [writer[name] for name in ("p50_row_age_ms", "p95_row_age_ms", "max_row_age_ms")]
    return [
        f"{rows['accepted']:,}",
        f"{rows['stored']:,}",
        f"{found.rows:,}",
        f"{sum(map(len, found.keys.values())):,}",
        f"{_whole_polls(found):,} of {_polls(found):,}",
        f"{100 * sum(fine) / len(fine):.1f} %",
        f"{1000 * min(gaps):.0f}-{1000 * max(gaps):.0f}",
        *(f"{age:.0f}" for age in ages),
        f"{writer['avg_write_latency_ms']:.1f}",
    ]


def _times(found: _Found) -> dict[str, list[datetime]]:
    """The times of each group's polls, in order."""
    return {group: sorted({ts for _, _, ts in keys}) for group, keys in found.keys.items()}


def _polls(found: _Found) -> int:
    return sum(group["poll_count"] for group in found.status["groups"])


def _whole_polls(found: _Found) -> int:
    """Polls whose every tag is there under the same time."""
    whole = 0
    for keys in found.keys.values():
        tags: dict[datetime, int] = defaultdict(int)
        for _, _, ts in keys:
            tags[ts] += 1
        whole += sum(count == TAGS for count in tags.values())
    return whole


def _require_all(found: _Found) -> None:
    """Refuse the figures of a run that lost or doubled rows."""
    rows = found.status["rows"]
    keys = sum(map(len, found.keys.values()))
    counts = {rows["accepted"], rows["stored"], found.rows, keys, TAGS * _whole_polls(found)}
    if len(counts) != 1 or _whole_polls(found) != _polls(found):
        raise RuntimeError(f"rows were lost or doubled: {rows}, {found.rows} in the table, {keys} keys")
