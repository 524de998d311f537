"""A database that accepts connections and says nothing, under a whole station."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from hmi.config.ddl import ddl_of
from hmi.config.folder import DataFolder
from hmi.config.settings import Settings, load_settings
from hmi.demo import prepare_demo
from hmi.model.status import StationStatus
from hmi.model.tables import OWN_MAPPINGS
from hmi.qthreads import QThreadHost
from hmi.station import Station
from tests.faults.promises import Prove
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer

PATIENCE_S = 90.0
ALARMS = {"historian_waits", "historian_down"}

# After a reset the driver lets its socket be collected without closing it.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


@dataclass
class Silence:
    """A station, its database, and what was seen of both."""

    station: Station
    server: OracleServer
    begun: float = 0.0

    def until(self, condition: Callable[[StationStatus], bool], what: str) -> StationStatus:
        """The first status that meets the condition."""
        deadline, pause = time.monotonic() + PATIENCE_S, threading.Event()
        while time.monotonic() < deadline:
            status = self.station.status()
            assert status.rows.balanced
            if condition(status):
                return status
            pause.wait(0.05)
        raise AssertionError(f"never: {what}; {self.station.status()}")

    def begin(self) -> None:
        """From now on nobody is answered."""
        self.server.faults.inject("silent")
        self.server.kill_sessions()
        self.begun = time.monotonic()

    def last(self) -> tuple[float, StationStatus]:
        """Seconds until the alarm, and the status when rows go to files and every group goes on."""
        self.until(lambda status: bool(ALARMS & {alarm.id for alarm in status.alarms}), "an alarm")
        alarmed = time.monotonic() - self.begun
        polls = {group.group_name: group.poll_count for group in self.station.status().groups}
        status = self.until(lambda status: status.rows.backed_up > 0, "rows in files")
        status = self.until(
            lambda status: all(
                group.poll_count > polls[group.group_name] + 1
                for group in status.groups
                if group.mode == "FIXED"
            ),
            "every group polled on",
        )
        return alarmed, status

    def end(self) -> float:
        """Answers come again, and every file is replayed; seconds until the first row was stored."""
        before = self.station.status().rows.stored
        self.server.faults.clear()
        healed = time.monotonic()
        self.until(lambda status: status.rows.stored > before, "rows stored again")
        stored_again = time.monotonic() - healed
        self.until(lambda status: status.rows.backed_up == 0, "everything replayed")
        return stored_again


def settings_for(folder: DataFolder, server: OracleServer) -> Settings:
    session = server.database.log_in(USER, password_matches=True)
    for statement in ddl_of(OWN_MAPPINGS):
        session.run(session.parse(statement.sql), [()])
    session.close()
    environment = {
        "ORACLE_HOST": server.host,
        "ORACLE_PORT": str(server.port),
        "ORACLE_SERVICE_NAME": server.service_name,
        "ORACLE_USERNAME": USER,
        "ORACLE_PASSWORD": PASSWORD,
    }
    return load_settings(folder, environment)


def quick(settings: Settings) -> Settings:
    """With time limits that a test can wait for."""
    assert settings.oracle is not None
    return replace(settings, retry_max=0, oracle=replace(settings.oracle, connect_timeout=6, call_timeout=6))


@pytest.mark.promise("R5")
@pytest.mark.parametrize("from_the_start", [True, False], ids=["from the start", "in the middle"])
def test_polling_goes_on_the_alarm_comes_and_afterwards_every_row_is_there_once(
    from_the_start: bool, long: bool, oracle_server: OracleServer, tmp_path: Path, prove: Prove
) -> None:
    folder = DataFolder(tmp_path / "station")
    folder.create()
    prepare_demo(folder)
    settings = settings_for(folder, oracle_server)
    settings = settings if long else quick(settings)
    silence = Silence(Station(folder, settings, QThreadHost(), demo=True), oracle_server)
    if from_the_start:
        silence.begin()
    assert silence.station.start() == []
    try:
        if not from_the_start:
            silence.until(lambda status: status.rows.stored > 0, "rows stored")
            silence.begin()
        alarmed_s, during = silence.last()
        recovered_s = silence.end()
    finally:
        silence.station.stop()
    rows = silence.station.status().rows
    assert alarmed_s < 30
    assert recovered_s < 15
    assert sum(group.error_count for group in during.groups) == 0
    assert (rows.pending, rows.dropped, rows.quarantined, rows.backed_up) == (0, 0, 0, 0)
    stored = Counter(
        (row["PLC_CODE"], row["TAG_ADDRESS"], row["TS"])
        for row in oracle_server.database.rows("HMI.TAG_VALUES")
    )
    assert (len(stored), max(stored.values())) == (rows.accepted, 1)
    when = "from the start" if from_the_start else "in the middle"
    prove(
        f"silent {when}: alarm after {{most_s:.1f}} s, stored again {{most_back:.1f}} s after its return, "
        "{lost:.0f} of {rows:.0f} rows lost, {doubled:.0f} doubled",
        most_s=alarmed_s,
        most_back=recovered_s,
        lost=rows.accepted - len(stored),
        rows=rows.accepted,
        doubled=sum(count - 1 for count in stored.values()),
    )
