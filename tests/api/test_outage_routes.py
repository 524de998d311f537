"""An Oracle that is away: health says so, rows go to backup files, and come back by a replay over REST."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from prometheus_client.parser import text_string_to_metric_families

from hmi.config.ddl import ddl_of
from hmi.config.settings import OracleConnection
from hmi.model.events import EventKind
from hmi.model.tables import OWN_MAPPINGS
from tests.api.clients import PATIENCE_S
from tests.api.stations import Served, served_station
from tests.historian.oracle_plant import OracleUser
from tests.melsec.scripted import wait_until
from tests.processes import free_port
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer
from tests.servers.oracle.sql.database import Database


def metrics(served: Served) -> dict[str, float]:
    """Those without labels, by name."""
    families = text_string_to_metric_families(served.reader.get("/metrics").body.decode())
    return {one.name: one.value for family in families for one in family.samples if not one.labels}


@pytest.fixture(scope="module")
def oracle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OracleServer[Database]]:
    """One that does not run yet."""
    with closing(Database(tmp_path_factory.mktemp("oracle") / "oracle.db")) as database:
        database.create_user(USER, PASSWORD)
        server = OracleServer(database, port=free_port())
        with server:
            user = OracleUser(server)
            user.run(*(statement.sql for statement in ddl_of(OWN_MAPPINGS)))
            user.connection.close()
        yield server


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, oracle: OracleServer[Database]) -> Iterator[Served]:
    where = OracleConnection(
        "127.0.0.1", oracle.service_name, USER, lambda: PASSWORD, port=oracle.port, connect_timeout=20
    )
    root = tmp_path_factory.mktemp("station")
    with served_station(root, oracle=where, retry_max=0, automatic_replay=False) as found:
        wait_until(lambda: found.station.status().backup.pending_rows > 0)
        yield found


def test_health_says_what_is_wrong(served: Served) -> None:
    answer = served.reader.get("/api/buffer/health")
    assert answer.status == 503
    assert answer.headers["content-type"] == "application/json"
    assert answer.json["healthy"] is False
    assert any("writer" in reason for reason in answer.json["reasons"])


def test_a_history_that_cannot_be_read_says_why(served: Served) -> None:
    answer = served.reader.get("/api/tags/PRESS/D100/history")
    assert (answer.status, answer.code) == (503, "historian_unavailable")
    assert "127.0.0.1" in answer.detail
    assert PASSWORD not in answer.detail


def test_readers_that_wait_for_the_historian_keep_no_command_waiting(
    served: Served, oracle: OracleServer[Database]
) -> None:
    """More of them than there are threads for all routes together."""
    oracle.faults.inject("silent")
    oracle.start()
    with ThreadPoolExecutor(60) as pool:
        readers = [pool.submit(served.reader.get, "/api/tags/PRESS/D100/history") for _ in range(60)]
        assert oracle.faults.wait_until_met("silent", PATIENCE_S)
        assert served.commander.post("/api/polling/stop-all").status == 200
        assert served.commander.post("/api/polling/start-all").status == 200
        assert not any(reader.done() for reader in readers)
        oracle.faults.clear()
        oracle.stop()
        assert {reader.result().status for reader in readers} == {503}


def test_the_metrics_say_that_the_writer_is_down(served: Served) -> None:
    assert metrics(served)["lineside_writer_up"] == 0
    assert metrics(served)["lineside_backup_pending_rows"] > 0


def test_rows_are_replayed_from_the_file_that_was_named(
    served: Served, oracle: OracleServer[Database]
) -> None:
    served.station._storage.backups.close()
    files = served.reader.get("/api/backups").json["files"]
    assert files
    oracle.start()
    try:
        wait_until(lambda: served.reader.get("/api/buffer/health").status == 200)
        waiting = served.reader.get("/api/backups").json["files"]
        for file in waiting:
            answer = served.commander.post(f"/api/backups/{file['name']}/replay")
            assert (answer.status, answer.json["file"]) == (202, file["name"])
        wait_until(lambda: served.reader.get("/api/backups").json["files"] == [])
        replayed = served.reader.get("/api/backups?place=replayed").json["files"]
        assert {file["name"] for file in replayed} == {file["name"] for file in waiting}
        rows = served.reader.get("/api/buffer/metrics").json["rows"]
        assert rows["backed_up"] == 0
        asked = served.events(EventKind.REPLAY_ASKED)
        assert {str(event.detail["files"]) for event in asked} == {file["name"] for file in waiting}
        points = served.reader.get("/api/tags/PRESS/D100/history").json["points"]
        assert points[0]["ts"] <= max(file["last_ts"] for file in replayed)
    finally:
        oracle.stop()
