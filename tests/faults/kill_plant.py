"""A station that is killed again and again while its PLCs, which count their own reads, go on."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.melsec.addresses import parse_address
from hmi.melsec.simulator import SimulatedPlc
from hmi.model.plant import Tag, TagType
from tests.faults.kill_historians import Recorder, StoredRow
from tests.faults.victim import ACCEPTED_LOG, KILLED_AT
from tests.historian.rig import quarantined_rows
from tests.processes import Restarted, free_port, hmi_here

PLCS = ("PAINT", "WELD")
GROUPS_PER_PLC = 3
TAGS_PER_GROUP = 5
INTERVAL_MS = 100
NOT_REACHED_S = 10.0
"""After so long a point is not reached any more."""
SETTLED_S = 60.0

Key = tuple[str, str]
"""plc_code and tag_address."""


@dataclass(frozen=True)
class Kill:
    """At a named point's Nth passage, or, with a blank name, after so many seconds."""

    name: str = ""
    passage: int = 1
    after_s: float = 0.0
    outage: bool = False
    """Whether the historian takes nothing meanwhile."""
    stop: bool = False
    """Whether it is told to stop, once it has polled."""
    refusals: bool = False
    """Whether the historian refuses single rows meanwhile."""


@dataclass
class Campaign:
    """What was done to the station."""

    at_points: Counter[str] = field(default_factory=Counter)
    at_random: int = 0
    not_reached: Counter[str] = field(default_factory=Counter)
    being_read: defaultdict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    """By counter: the number that was read last before each kill."""

    @property
    def kills(self) -> int:
        return self.at_points.total() + self.at_random


class CountedPlant:
    """Two PLCs of three groups each; the first tag of each group counts the requests that read it."""

    def __init__(self, root: Path, recorder: Recorder) -> None:
        self.folder = DataFolder(root / "data")
        self.recorder = recorder
        self._accepted_log = root / "accepted.csv"
        self.campaign = Campaign()
        done = hmi_here("config", "import", *_write_plant(root / "csv"), "--data-dir", self.folder.root)
        assert done.returncode == 0, done.stderr
        self.folder.settings_file.write_text(recorder.settings, encoding="utf-8")
        plant = ConfigDatabase(self.folder.station_db).load_plant()
        self.counters = [tag for tag in plant.tags if tag.tag_type is TagType.UDINT]
        self.tags_of = {
            (tag.plc_code, tag.tag_address): [one.tag_address for one in plant.tags_of(tag.group_name)]
            for tag in self.counters
        }
        self._plcs = {
            plc.plc_code: SimulatedPlc(
                plc,
                [tag for tag in plant.tags if tag.plc_code == plc.plc_code],
                port=plc.port,
                scan_ms=1.0,
                counters=[
                    f"{tag.tag_address}:UDINT" for tag in self.counters if tag.plc_code == plc.plc_code
                ],
            )
            for plc in plant.plcs
        }
        self._station = Restarted(
            "collect",
            "--json",
            "--data-dir",
            self.folder.root,
            loader=("-m", "tests.faults.victim"),
            **recorder.environment,
            **{ACCEPTED_LOG: str(self._accepted_log)},
        )

    @contextmanager
    def serving(self) -> Iterator[None]:
        with ExitStack() as stack:
            for plc in self._plcs.values():
                stack.enter_context(plc)
            stack.callback(self._station.close)
            yield

    def last_read(self, counter: Tag) -> int:
        """The number that the last request got."""
        address = parse_address(counter.tag_address, self._plcs[counter.plc_code].plc.series)
        words = self._plcs[counter.plc_code].memory.read_words(address.device, address.number, 2)
        return int.from_bytes(words, "little") - 1

    def kill(self, kill: Kill) -> None:
        """Run the station until it is killed."""
        word = f"{kill.name}@{kill.passage}" if kill.name else ""
        with ExitStack() as stack:
            if kill.outage:
                stack.enter_context(self.recorder.outage())
            if kill.refusals:
                stack.enter_context(self.recorder.refusals())
            station = stack.enter_context(self._station.running(word))
            if kill.stop:
                self._until_polled()
                station.send_signal(signal.SIGTERM)
            self._wait_for_end(station, kill)
        self._until(
            lambda: not any(plc._connections for plc in self._plcs.values()), 10.0, "connections close"
        )
        for counter in self.counters:
            key = (counter.plc_code, counter.tag_address)
            self.campaign.being_read[key].add(self.last_read(counter))

    def _wait_for_end(self, station: subprocess.Popen[str], kill: Kill) -> None:
        try:
            station.wait(NOT_REACHED_S if kill.name else kill.after_s)
        except subprocess.TimeoutExpired:
            if kill.name:
                self.campaign.not_reached[kill.name] += 1
            else:
                self.campaign.at_random += 1
            station.kill()
            return
        output, errors = station.communicate()
        assert output.endswith(f"{KILLED_AT} {kill.name}\n"), f"{kill}: it ended by itself: {output}{errors}"
        self.campaign.at_points[kill.name] += 1

    def accepted(self) -> dict[Key, set[int]]:
        """By counter: the numbers of the readings that the journal had taken."""
        found: defaultdict[Key, set[int]] = defaultdict(set)
        for line in self._accepted_log.read_text().splitlines():
            plc_code, address, number = line.split(",")
            found[plc_code, address].add(int(number))
        return found

    def quarantined(self) -> list[StoredRow]:
        """Rows that the historian has refused."""
        return [
            StoredRow(
                row["plc_code"],
                row["tag_address"],
                row["timestamp"].removesuffix("Z"),
                float(row["tag_value"]),
            )
            for row in quarantined_rows(self.folder.quarantine)
        ]

    def _until_polled(self) -> None:
        begun = [self.last_read(counter) for counter in self.counters]
        self._until(lambda: all(map(int.__gt__, map(self.last_read, self.counters), begun)), 20.0, "polls")

    def finish(self) -> dict[str, Any]:
        """Let the station bring everything to its place, and end it in order; its last status."""
        with self._station.running() as station:
            self._until_polled()
            self._until(self._is_replayed, SETTLED_S, "everything replayed")
            station.send_signal(signal.SIGTERM)
            output, errors = station.communicate(timeout=30)
        assert station.returncode == 0, errors
        status: dict[str, Any] = json.loads(output)
        return status

    def _is_replayed(self) -> bool:
        return not list(self.folder.backup.glob("*.csv"))

    @staticmethod
    def _until(condition: Callable[[], bool], timeout: float, what: str) -> None:
        deadline, pause = time.monotonic() + timeout, threading.Event()
        while not condition():
            assert time.monotonic() < deadline, f"never: {what}"
            pause.wait(0.02)


def _write_plant(folder: Path) -> list[Path]:
    plcs, groups, tags = [], [], []
    for code in PLCS:
        plcs.append(f"{code},127.0.0.1,{free_port()}")
        for number in range(GROUPS_PER_PLC):
            # So far apart that no request reads the words of another group along with its own.
            group, head = f"{code}_{number}", 1000 + 2000 * number
            groups.append(f"{group},{code},FIXED,{INTERVAL_MS}")
            tags.append(f"{code},D{head},{group}_READS,UDINT,{group}")
            tags += [f"{code},D{head + 1 + i},{group}_T{i},INT,{group}" for i in range(1, TAGS_PER_GROUP)]
    return [
        _write(folder / "plcs.csv", "PLC_CODE,IP_ADDRESS,PORT", plcs),
        _write(folder / "groups.csv", "GROUP_NAME,PLC_CODE,POLLING_MODE,POLLING_INTERVAL_MS", groups),
        _write(folder / "tags.csv", "PLC_CODE,TAG_ADDRESS,TAG_NAME,TAG_TYPE,GROUP_NAME", tags),
    ]


def _write(path: Path, header: str, rows: list[str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path
