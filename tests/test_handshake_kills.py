"""Triggers of machines while the station is killed again and again: one record for each of them.

The machines are simulated in this process and wait for their acknowledge, as real ones do; the station is a
process of its own that gets SIGKILL at random moments.
"""

from __future__ import annotations

import csv
import random
import signal
import sqlite3
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.melsec.simulator import CellTiming, HandshakeCell, SimulatedPlc
from tests.faults.promises import Prove
from tests.processes import Restarted, free_port, hmi_here

TRIGGERS, KILLS = 300, 6
LONG_TRIGGERS, LONG_KILLS = 1000, 20
"""So many at least; there are more kills, some two in a hundred triggers."""
PLCS = ("PAINT", "WELD", "PRESS")
GROUPS_PER_PLC = 10
TAGS_PER_GROUP = 8
BETWEEN_KILLS = (1, 60)
"""Triggers from one kill to the next."""
WAIT_S = 30.0
"""How long the machines may make no progress."""

Key = tuple[str, str, str]

pytestmark = pytest.mark.promise("R17")


class Cells:
    """Machines behind handshake groups, and the data folder of the station that is to answer them."""

    def __init__(self, folder: Path) -> None:
        self.folder = DataFolder(folder)
        self.kills = 0
        files = _write_plant(folder / "csv")
        done = hmi_here("config", "import", *files, "--data-dir", folder)
        assert done.returncode == 0, done.stderr
        (folder / "settings.toml").write_text("[polling]\nmax_running_groups = 100\n", encoding="utf-8")
        plant = ConfigDatabase(self.folder.station_db).load_plant()
        self.station = Restarted("collect", "--data-dir", folder)
        self.plcs = [
            SimulatedPlc(
                plc,
                [tag for tag in plant.tags if tag.plc_code == plc.plc_code],
                [group for group in plant.groups if group.plc_code == plc.plc_code],
                port=plc.port,
                scan_ms=0,
                timing=CellTiming(pause_s=0.0),
            )
            for plc in plant.plcs
        ]
        self.cells: dict[str, HandshakeCell] = {
            name: cell for plc in self.plcs for name, cell in plc.cells.items()
        }
        self.tag_addresses = {
            group.group_name: {tag.tag_address for tag in plant.tags_of(group.group_name)}
            for group in plant.groups
        }

    @contextmanager
    def serving(self) -> Iterator[None]:
        with ExitStack() as stack:
            for plc in self.plcs:
                stack.enter_context(plc)
            stack.callback(self.station.close)
            yield

    @property
    def raised(self) -> int:
        return sum(cell.raised for cell in self.cells.values())

    @property
    def completed(self) -> int:
        return sum(cell.completed for cell in self.cells.values())

    def kill_after(self, triggers: int, delay_s: float) -> None:
        """Run the station until so many more triggers were raised, then kill it."""
        target = self.raised + triggers
        self.kills += 1
        with self.station.running():
            self._wait_until(lambda: self.raised >= target)
            time.sleep(delay_s)  # so that no step of the handshake is where the kill always comes

    def finish(self) -> None:
        """No further piece: let the station answer what is left, and end it in order."""
        for cell in self.cells.values():
            cell.timing = replace(cell.timing, pause_s=1e9)  # a machine has no switch of its own
        with self.station.running() as station:
            self._wait_until(lambda: self.completed == self.raised)
            station.send_signal(signal.SIGTERM)
            _, errors = station.communicate(timeout=60)
        assert station.returncode == 0, errors

    def _wait_until(self, condition: Callable[[], bool]) -> None:
        seen, deadline = -1, 0.0
        while not condition():
            progress = self.raised + self.completed
            if progress != seen:
                seen, deadline = progress, time.monotonic() + WAIT_S
            assert time.monotonic() < deadline, f"no trigger was answered for {WAIT_S:g} s"
            time.sleep(0.002)

    def rows(self) -> dict[Key, tuple[float, str]]:
        """(value, quality) of every row, in the historian or in the backup, by its key."""
        with closing(sqlite3.connect(self.folder.historian_db)) as historian:
            stored = historian.execute(
                "SELECT plc_code, tag_address, ts, tag_value, quality FROM tag_values"
            ).fetchall()
        rows = {(plc, address, ts): (float(value), quality) for plc, address, ts, value, quality in stored}
        assert len(rows) == len(stored)
        for path in self.folder.backup.glob("*.csv"):
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    key = (row["plc_code"], row["tag_address"], row["timestamp"])
                    value = (float(row["tag_value"]), row["quality"])
                    assert rows.setdefault(key, value) == value, "one key with two values"
        return rows


def _write_plant(folder: Path) -> list[Path]:
    plcs, groups, tags = [], [], []
    for code in PLCS:
        plcs.append(f"{code},127.0.0.1,{free_port()}")
        for number in range(GROUPS_PER_PLC):
            name, bit, head = f"{code}_{number}", 100 + 10 * number, 1000 + 50 * number
            groups.append(f"{name},{code},HANDSHAKE,100,M{bit},M{bit + 1},1")
            tags.append(f"{code},D{head},{name}_PIECE,UDINT,{name}")
            tags += [f"{code},D{head + 1 + i},{name}_T{i},INT,{name}" for i in range(1, TAGS_PER_GROUP)]
    group_columns = (
        "GROUP_NAME,PLC_CODE,POLLING_MODE,POLLING_INTERVAL_MS,TRIGGER_BIT_ADDRESS,ACK_BIT_ADDRESS,"
        "ALLOW_PLC_WRITES"
    )
    folder.mkdir(parents=True)
    return [
        _write(folder / "plcs.csv", "PLC_CODE,IP_ADDRESS,PORT", plcs),
        _write(folder / "groups.csv", group_columns, groups),
        _write(folder / "tags.csv", "PLC_CODE,TAG_ADDRESS,TAG_NAME,TAG_TYPE,GROUP_NAME", tags),
    ]


def _write(path: Path, header: str, rows: list[str]) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def killed(long: bool, tmp_path_factory: pytest.TempPathFactory) -> Cells:
    """The cells after the triggers, the kills among them and an end in order."""
    triggers, kills = (LONG_TRIGGERS, LONG_KILLS) if long else (TRIGGERS, KILLS)
    rng = random.Random(7)  # the same kills each time
    cells = Cells(tmp_path_factory.mktemp("kills"))
    with cells.serving():
        while cells.raised < triggers or cells.kills < kills:
            cells.kill_after(rng.randint(*BETWEEN_KILLS), rng.uniform(0, 0.3))
        cells.finish()
    return cells


@pytest.mark.timeout(400)  # the first test to ask for the cells runs the kills
def test_every_trigger_is_one_record_with_its_piece(killed: Cells, prove: Prove) -> None:
    pieces: dict[str, list[int]] = defaultdict(list)
    counters = {
        (cell.group.plc_code, cell.counter.tag_address): name
        for name, cell in killed.cells.items()
        if cell.counter is not None
    }
    for (plc_code, address, _), (value, _) in killed.rows().items():
        if (plc_code, address) in counters:
            pieces[counters[plc_code, address]].append(int(value))
    for name, cell in killed.cells.items():
        assert sorted(pieces[name]) == list(range(1, cell.raised + 1)), name
    prove(f"{killed.raised:,} triggers, {killed.kills} kills: one record each")


def test_every_record_is_whole_and_good(killed: Cells) -> None:
    rows = killed.rows()
    assert {quality for _, quality in rows.values()} == {"GOOD"}
    addresses_at: dict[tuple[str, str], set[str]] = defaultdict(set)
    for plc_code, address, ts in rows:
        addresses_at[plc_code, ts].add(address)
    for found in addresses_at.values():
        # Groups of one PLC may by chance have records of the same microsecond.
        whole = [tags for tags in killed.tag_addresses.values() if tags & found]
        assert found == set().union(*whole)
    assert len(rows) == killed.raised * TAGS_PER_GROUP


def test_every_machine_goes_on_and_nothing_is_left_open(killed: Cells) -> None:
    for cell in killed.cells.values():
        assert (cell.completed, cell.overdue) == (cell.raised, 0)
    assert list(killed.folder.journal.glob("handshake-*")) == []
