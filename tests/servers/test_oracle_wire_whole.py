"""The driver, the wire and the SQL behind it together; and the server as a program of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import oracledb
import pytest

from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer

TABLE = """CREATE TABLE tag_values (
    plc_code VARCHAR2(20) NOT NULL, tag_address VARCHAR2(20) NOT NULL, ts TIMESTAMP(6) NOT NULL,
    value_num NUMBER, value_str VARCHAR2(40), quality VARCHAR2(10),
    CONSTRAINT tag_values_pk PRIMARY KEY (plc_code, tag_address, ts))"""
INSERT = "INSERT INTO tag_values VALUES (:1, :2, :3, :4, :5, :6)"
START = datetime.fromisoformat("2026-03-01T12:00:00.000001")


def connect(port: int, **changes: object) -> oracledb.Connection:
    settings = {"user": USER, "password": PASSWORD, "dsn": f"127.0.0.1:{port}/LINESIDE"} | changes
    return oracledb.connect(**settings)


@pytest.fixture
def connection(oracle_server: OracleServer) -> Iterator[oracledb.Connection]:
    with connect(oracle_server.port) as connection:
        connection.cursor().execute(TABLE)
        yield connection


def rows(count: int) -> list[tuple[object, ...]]:
    return [
        ("PLC1", f"W{number:03X}", START + timedelta(microseconds=number), Decimal(number) / 8, None, "GOOD")
        for number in range(count)
    ]


def insert(cursor: oracledb.Cursor, values: list[tuple[object, ...]]) -> list[tuple[int, str]]:
    """Batch errors by offset."""
    cursor.setinputsizes(None, None, oracledb.DB_TYPE_TIMESTAMP, oracledb.DB_TYPE_NUMBER)
    cursor.executemany(INSERT, values, batcherrors=True)
    return [(error.offset, error.full_code) for error in cursor.getbatcherrors()]


def test_what_is_inserted_is_selected(oracle_server: OracleServer, connection: oracledb.Connection) -> None:
    cursor = connection.cursor()
    assert insert(cursor, rows(500)) == []
    connection.commit()
    assert len(oracle_server.database.rows("HMI.TAG_VALUES")) == 500
    cursor = connection.cursor()
    cursor.setinputsizes(oracledb.DB_TYPE_TIMESTAMP)
    cursor.execute("SELECT * FROM tag_values WHERE ts >= :since ORDER BY ts", [rows(500)[3][2]])
    assert cursor.fetchall() == rows(500)[3:]


def test_a_batch_sent_again_is_told_row_by_row(connection: oracledb.Connection) -> None:
    cursor = connection.cursor()
    insert(cursor, rows(3))
    bad = ("PLC1", "W999", START, None, "x" * 41, None)
    assert insert(cursor, [*rows(5), bad]) == [
        (5, "ORA-12899"),
        *((offset, "ORA-00001") for offset in range(3)),
    ]
    assert cursor.rowcount == 2


def test_a_text_that_is_far_too_long_is_refused(connection: oracledb.Connection) -> None:
    with pytest.raises(oracledb.DatabaseError, match="ORA-"):
        connection.cursor().execute("INSERT INTO tag_values (plc_code) VALUES (:1)", ["x" * 40_000])
    connection.ping()


def test_no_table_and_no_column_are_named(connection: oracledb.Connection) -> None:
    with pytest.raises(oracledb.DatabaseError, match=r"ORA-00942"):
        connection.cursor().execute("INSERT INTO nowhere VALUES (1)")
    with pytest.raises(oracledb.DatabaseError, match=r"ORA-00904.*WRONG"):
        connection.cursor().execute("INSERT INTO tag_values (wrong) VALUES (1)")


def test_logins_that_fail(oracle_server: OracleServer) -> None:
    with pytest.raises(oracledb.DatabaseError, match="ORA-01017"):
        connect(oracle_server.port, password="wrong")
    oracle_server.database.lock_user(USER)
    with pytest.raises(oracledb.DatabaseError, match="ORA-28000"):
        connect(oracle_server.port)


def test_a_statement_that_waits_for_a_lock_is_broken_by_the_timeout(
    oracle_server: OracleServer, connection: oracledb.Connection
) -> None:
    insert(connection.cursor(), rows(1))
    with connect(oracle_server.port) as other:
        other.call_timeout = 300
        with pytest.raises(oracledb.DatabaseError, match="DPY-4024"):
            insert(other.cursor(), rows(1))
        other.rollback()
        connection.commit()
        assert insert(other.cursor(), rows(1)) == [(0, "ORA-00001")]


def test_sessions_that_wait_for_each_other_are_killed_all(
    oracle_server: OracleServer, connection: oracledb.Connection
) -> None:
    insert(connection.cursor(), rows(1))
    oracle_server.faults.inject("slow-execute", seconds=0)  # only to know when the other one is about to wait
    with closing(connect(oracle_server.port)) as other, ThreadPoolExecutor() as background:
        waiting = background.submit(insert, other.cursor(), rows(1))
        assert oracle_server.faults.wait_until_met("slow-execute", 5)
        oracle_server.kill_sessions()
        assert "DPY-4011" in str(waiting.exception(5))
    assert oracle_server.database.rows("HMI.TAG_VALUES") == []


def test_by_hand_it_keeps_what_was_committed(tmp_path: Path) -> None:
    arguments = ("--port", "0", "--password", PASSWORD, "--file", str(tmp_path / "kept.db"))
    for expected, fault in ((0, "cut-after-commit@1"), (1, "slow-reader@0.001")):
        command = (sys.executable, "-m", "tests.servers.oracle", *arguments, "--fault", fault)
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
            assert server.stdout is not None
            port = int(server.stdout.readline().partition("/")[0].rpartition(":")[2])
            connection = connect(port)
            cursor = connection.cursor()
            if expected == 0:
                cursor.execute(TABLE)
                insert(cursor, rows(1))
                with pytest.raises(oracledb.Error, match="DPY-4011"):
                    connection.commit()
            else:
                assert cursor.execute("SELECT COUNT(*) FROM tag_values").fetchone() == (1,)
            connection.close()
            server.terminate()
        assert server.returncode == 0


def test_by_hand_a_fault_that_does_not_exist_is_told() -> None:
    command = (sys.executable, "-m", "tests.servers.oracle", "--fault", "hang-comit")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no fault 'hang-comit'; there are refuse," in done.stderr
