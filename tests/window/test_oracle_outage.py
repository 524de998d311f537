"""A window over a database that hangs: it goes on, says what is wrong, and closes in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hmi.config.ddl import ddl_of
from hmi.config.folder import DataFolder
from hmi.config.settings import Settings, load_settings
from hmi.model.status import WriterState
from hmi.model.tables import OWN_MAPPINGS
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.window.frame import MainWindow
from hmi.window.theme import Theme
from tests.bench.outage_station import EventLoop
from tests.faults.promises import Prove
from tests.historian.rig import csv_rows
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer
from tests.window.samples import PATIENCE_MS


@pytest.fixture
def settings(folder: DataFolder, oracle_server: OracleServer) -> Settings:
    """Of a station that records into the server; hanging calls are given up after 2 s."""
    session = oracle_server.database.log_in(USER, password_matches=True)
    for statement in ddl_of(OWN_MAPPINGS):
        session.run(session.parse(statement.sql), [()])
    session.close()
    environment = {
        "ORACLE_HOST": "127.0.0.1",
        "ORACLE_PORT": str(oracle_server.port),
        "ORACLE_SERVICE_NAME": oracle_server.service_name,
        "ORACLE_USERNAME": USER,
        "ORACLE_PASSWORD": PASSWORD,
        "ORACLE_RETRY_MAX": "0",
    }
    loaded = load_settings(folder, environment)
    assert loaded.oracle is not None
    return replace(loaded, oracle=replace(loaded.oracle, call_timeout=1))


@pytest.fixture
def window(qtbot: QtBot, folder: DataFolder, settings: Settings, theme: Theme) -> Iterator[MainWindow]:
    station = Station(folder, settings, QThreadHost(), demo=True)
    assert station.start() == []
    opened = MainWindow(station, theme)  # closed here: qtbot would do it before the station has ended
    opened.show()
    yield opened
    opened.close()
    qtbot.waitUntil(lambda: opened.stopped, timeout=PATIENCE_MS)
    opened.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(window: MainWindow, figure: str) -> int:
    return int(window.pages.overview.rows.figures[figure].number().replace(",", ""))


@pytest.mark.promise("R5")
@pytest.mark.parametrize("fault", ["hang-commit", "hang-execute"])
def test_it_goes_on_while_the_database_hangs_and_closes_in_the_middle(
    qtbot: QtBot,
    window: MainWindow,
    oracle_server: OracleServer,
    folder: DataFolder,
    fault: str,
    prove: Prove,
) -> None:
    qtbot.waitUntil(lambda: shown(window, "stored") > 0, timeout=PATIENCE_MS)
    oracle_server.faults.inject(fault)
    qtbot.waitUntil(lambda: oracle_server.faults.wait_until_met(fault, 0), timeout=PATIENCE_MS)

    loop = EventLoop(window)
    pending = shown(window, "pending")
    for entry in (*window.navigation.entries, window.navigation.entries[0]):
        QTest.keyClick(window, entry.key)
        assert window.pages[entry.name].isVisible()
    qtbot.waitUntil(lambda: shown(window, "pending") > pending, timeout=PATIENCE_MS)

    qtbot.waitUntil(lambda: shown(window, "backed_up") > 0, timeout=PATIENCE_MS)
    prove(
        "the window's longest pause over a database that hangs {most_ms:.0f} ms", most_ms=loop.worst_gap_ms()
    )
    last = window.snapshots.last
    assert last is not None
    assert last.status.writer.state is WriterState.BACKUP
    (alarm,) = [alarm for alarm in last.status.alarms if alarm.id == "historian_down"]
    assert "did not answer in time" in alarm.guidance or "not known whether" in alarm.guidance

    window.close()
    qtbot.waitUntil(lambda: window.stopped, timeout=PATIENCE_MS)
    rows = window.snapshots.last.status.rows if window.snapshots.last else last.status.rows
    assert rows.balanced
    files = csv_rows(folder.backup)
    table = oracle_server.database.rows(f"{USER}.TAG_VALUES")
    keys = {(row["PLC_CODE"], row["TAG_ADDRESS"], row["TS"]) for row in table}
    assert len(keys) == len(table)
    assert len(table) + len(files) >= rows.accepted
