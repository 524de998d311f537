"""The account of a station that was killed: every number of every counter, and where it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tests.faults.kill_historians import StoredRow
from tests.faults.kill_plant import CountedPlant, Key


@dataclass(frozen=True)
class Account:
    """Polls, each known by its number; rows that are not as they should be are told one by one."""

    polls: int
    rows: int
    being_read: int
    """Numbers that are nowhere and were never accepted, each the last one that was read before a kill."""
    lost: tuple[str, ...]
    """Numbers that are nowhere and were not being read at a kill, and rows missing of a stored poll."""
    doubled: tuple[str, ...]
    """Keys that are there twice, and numbers under two times."""
    disordered: tuple[str, ...]
    """Numbers that are out of their order in time."""


def account_of(plant: CountedPlant) -> Account:
    """Look at the historian, after everything was brought to its place."""
    rows = plant.recorder.rows()
    stored = {(row.plc_code, row.tag_address, row.ts) for row in rows}
    # The historian of this test may take a row that it refused before a kill: then it is in both, as a
    # refused row is that comes again out of the journal; to send it once more changes nothing.
    rows += [row for row in plant.quarantined() if (row.plc_code, row.tag_address, row.ts) not in stored]
    accepted = plant.accepted()
    keys = Counter((row.plc_code, row.tag_address, row.ts) for row in rows)
    by_tag: defaultdict[Key, list[StoredRow]] = defaultdict(list)
    for row in rows:
        by_tag[row.plc_code, row.tag_address].append(row)
    lost, disordered, being_read, polls = [], [], 0, 0
    doubled = [f"{key} is there {count} times" for key, count in keys.items() if count > 1]
    for counter in plant.counters:
        key = (counter.plc_code, counter.tag_address)
        polled = sorted(by_tag[key], key=lambda row: row.ts)
        numbers = [int(row.value or 0) for row in polled]
        polls += len(numbers)
        doubled += [
            f"{key}: number {n} has {count} times" for n, count in Counter(numbers).items() if count > 1
        ]
        disordered += [f"{key}: {a} before {b}" for a, b in pairwise(numbers) if a >= b]
        missing = set(range(1, plant.last_read(counter) + 1)) - set(numbers)
        excused = missing & plant.campaign.being_read[key] - accepted[key]
        being_read += len(excused)
        lost += [f"{key}: number {n}" for n in sorted(missing - excused)]
        lost += _incomplete(key, polled, plant.tags_of[key], by_tag)
    return Account(polls, len(rows), being_read, tuple(lost), tuple(doubled), tuple(disordered))


def _incomplete(
    key: Key, polled: Sequence[StoredRow], addresses: Sequence[str], by_tag: Mapping[Key, Sequence[StoredRow]]
) -> list[str]:
    """Tags of the group that have not the same polls as its counter."""
    times = {row.ts for row in polled}
    plc_code, problems = key[0], []
    for address in addresses:
        found = {row.ts for row in by_tag[plc_code, address]}
        if found != times:
            problems.append(f"{plc_code} {address}: {len(found)} polls, its counter has {len(times)}")
    return problems
