"""The Oracle historian over scripted connections: what it keeps, gives up, writes again and remembers."""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest

from hmi.historian import oracle_pool, oracle_session
from hmi.historian.oracle import OracleHistorian
from hmi.historian.oracle_tables import TablesReport
from hmi.historian.protocol import (
    HistorianError,
    HistorianRefusedError,
    HistorianUnavailableError,
    TrendPoint,
    WriteResult,
)
from hmi.model.reading import Quality
from tests.historian.scripted_sessions import (
    BEGIN,
    SETTINGS,
    Database,
    Hang,
    ScriptedTables,
    fails,
    nothing,
    rows,
    started_at,
)
from tests.melsec.scripted import wait_until

ONE = dataclasses.replace(SETTINGS, pool_min=1)
"""No second session in the background, where a test counts them."""
LOST = "DPY-4011: the database or network closed the connection"


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Database:
    database = Database()
    monkeypatch.setattr(oracle_session, "connect", database.connect)
    return database


@pytest.fixture
def tables() -> ScriptedTables:
    return ScriptedTables()


@pytest.fixture
def historian(database: Database, tables: ScriptedTables) -> Iterator[OracleHistorian]:
    historian = OracleHistorian(ONE, tables, now=started_at())
    yield historian
    historian.close()


class TestWrite:
    def test_commits_once_and_keeps_the_session(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables
    ) -> None:
        assert historian.write(rows(1500)) == WriteResult(1500)
        assert historian.write(rows(500, first=1500)) == WriteResult(500)
        assert database.attempts == 1
        assert len(database.stored) == 2000
        assert tables.inspections == 1
        assert tables.again == [False, False]

    def test_no_rows_no_connection(self, historian: OracleHistorian, database: Database) -> None:
        assert historian.write([]) == WriteResult(0)
        assert database.attempts == 0

    def test_rejected_rows_come_back_and_the_rest_is_committed(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables
    ) -> None:
        tables.is_bad = lambda row: row.value == 2.0
        nan = rows(1, first=900)[0]._replace(value=float("nan"))
        result = historian.write([*rows(5), nan])
        assert result.stored == len(database.stored) == 4
        assert [(one.row.value, one.code) for one in result.rejected[1:]] == [(2.0, "ORA-12899")]
        assert result.rejected[0].code == "NOT_FINITE"

    def test_session_that_may_be_broken_is_closed_without_a_word_to_the_database(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        historian.write(rows(1))
        connection = database.connections[0]
        connection.on_execute = fails("ORA-00923: what")
        with pytest.raises(HistorianUnavailableError, match="ORA-00923"):
            historian.write(rows(10))
        assert connection.rollbacks == 0
        assert connection.closed.wait(10)
        assert historian.write(rows(10)) == WriteResult(10)

    def test_rollback_that_fails_drops_the_session(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        historian.write(rows(1))
        database.connections[0].on_execute = fails("ORA-00060: deadlock")
        database.connections[0].on_rollback = fails(LOST)
        with pytest.raises(HistorianUnavailableError, match="DPY-4011"):
            historian.write(rows(10))
        historian.write(rows(10))
        assert database.attempts == 2

    def test_programming_error_is_not_hidden_and_drops_the_session(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        historian.write(rows(1))

        def fail() -> None:
            raise KeyError("bug")

        database.connections[0].on_execute = fail
        with pytest.raises(KeyError, match="bug"):
            historian.write(rows(2))
        assert historian.write(rows(2)) == WriteResult(2)
        assert database.attempts == 2

    def test_only_the_sessions_own_thread_closes_the_connection(
        self, historian: OracleHistorian, database: Database
    ) -> None:
        historian.write(rows(1))
        historian.close()
        closer = database.connections[0].closed_by
        assert closer is not None
        assert closer is not threading.current_thread()
        assert not closer.is_alive()

    def test_connections_are_logged(
        self, historian: OracleHistorian, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level(logging.INFO, "hmi.historian")
        historian.write(rows(1))
        historian.close()
        assert [record.getMessage() for record in caplog.records] == [
            "Connected to Oracle Database 19.24.0.0.0, HMI@db1:1521/PLANT",
            "Connection to Oracle HMI@db1:1521/PLANT closed",
        ]


class TestDoubt:
    """A row whose commit was not answered is looked for before it is inserted again."""

    def test_rows_of_a_commit_in_doubt_are_asked_for_again_and_live_rows_are_not(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables
    ) -> None:
        historian.write(rows(1))
        connection = database.connections[0]

        def commit_then_fail() -> None:
            connection.stored |= connection.open
            fails(LOST)()

        connection.on_commit = commit_then_fail
        with pytest.raises(HistorianUnavailableError, match=r"not known whether.*none is stored twice"):
            historian.write(rows(10))
        assert historian.write(rows(10, first=10)) == WriteResult(10)
        assert historian.write(rows(10)) == WriteResult(10)
        assert historian.write(rows(11)) == WriteResult(11)
        assert tables.again == [False, False, False, True, True]
        assert len(database.stored) == 20

    def test_network_error_of_the_system_at_the_commit_is_doubt_as_well(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables
    ) -> None:
        historian.write(rows(1))

        def reset() -> None:
            raise ConnectionResetError(104, "Connection reset by peer")

        database.connections[0].on_commit = reset
        with pytest.raises(HistorianUnavailableError, match=r"not known whether.*") as error:
            historian.write(rows(10))
        assert "reset by peer" in str(error.value)
        historian.write(rows(10))
        assert tables.again[-1] is True

    def test_failure_before_the_commit_is_no_doubt(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables
    ) -> None:
        historian.write(rows(1))
        database.connections[0].on_execute = fails(LOST)
        with pytest.raises(HistorianUnavailableError):
            historian.write(rows(10, first=1))
        historian.write(rows(10, first=1))
        assert tables.again == [False, False, False]

    def test_rows_from_before_the_start_may_have_been_stored_by_an_earlier_run(
        self, database: Database, tables: ScriptedTables
    ) -> None:
        historian = OracleHistorian(ONE, tables, now=started_at(BEGIN + timedelta(seconds=10)))
        historian.write(rows(1, first=11))
        historian.write(rows(2, first=10))
        historian.write(rows(5))
        historian.close()
        assert tables.again == [False, True, True]

    def test_rows_from_before_the_clock_was_set_back_may_have_been_stored_by_an_earlier_run(
        self, historian: OracleHistorian, tables: ScriptedTables
    ) -> None:
        historian.write([row._replace(ts=row.ts + timedelta(days=1)) for row in rows(1)])
        historian.write([row._replace(ts=row.ts + timedelta(days=1)) for row in rows(2)])
        assert tables.again == [False, True]

    @pytest.mark.parametrize("place", ["execute", "commit"])
    def test_a_hang_is_left_behind_in_time_and_is_doubt(
        self, database: Database, tables: ScriptedTables, monkeypatch: pytest.MonkeyPatch, place: str
    ) -> None:
        monkeypatch.setattr(oracle_session, "GRACE_S", 0.05)
        historian = OracleHistorian(dataclasses.replace(ONE, call_timeout=0.5), tables, now=started_at())
        historian.write(rows(1))
        hanging, hang = database.connections[0], Hang()
        setattr(hanging, f"on_{place}", hang)
        with pytest.raises(HistorianUnavailableError, match=r"no answer within.*Look for locks"):
            historian.write(rows(10, first=1))
        assert historian.write(rows(10, first=20)) == WriteResult(10)
        assert not hanging.closed.is_set()
        hang.let_go.set()
        assert hanging.closed.wait(10), "closes by itself when the driver returns"
        assert len(database.stored) == (11 if place == "execute" else 21), "no commit after it was given up"
        historian.write(rows(10, first=1))
        assert tables.again == [False, False, False, True]
        assert len(database.stored) == 21
        historian.close()

    def test_close_ends_a_write_in_progress_which_is_doubt(
        self,
        historian: OracleHistorian,
        database: Database,
        tables: ScriptedTables,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(oracle_pool, "CLOSE_WAIT_S", 0.05)
        historian.write(rows(1))
        database.connections[0].on_commit = hang = Hang()
        errors: list[HistorianError] = []

        def write() -> None:
            try:
                historian.write(rows(5))
            except HistorianError as error:
                errors.append(error)

        writer = threading.Thread(target=write)
        writer.start()
        assert hang.entered.wait(10)
        historian.close()
        writer.join(10)
        hang.let_go.set()
        assert not writer.is_alive()
        assert "closed by the program while writing" in str(errors[0])
        historian.write(rows(5))
        assert tables.again[-1] is True


class TestInspection:
    def test_problems_are_all_told_and_looked_for_again_at_the_next_write(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables
    ) -> None:
        tables.report = TablesReport(("A", "B"), ("A: no column TS.", "B: QUALITY is too short."), ())
        for _ in range(2):
            with pytest.raises(HistorianRefusedError, match=r"no column TS\. B: QUALITY is too short\."):
                historian.write(rows(1))
        assert tables.inspections == 2
        assert database.attempts == 1
        assert tables.again == []
        tables.report = TablesReport(("A", "B"), (), ())
        assert historian.write(rows(1)) == WriteResult(1)

    def test_warnings_are_logged_once(
        self, historian: OracleHistorian, tables: ScriptedTables, caplog: pytest.LogCaptureFixture
    ) -> None:
        tables.report = TablesReport(("A",), (), ("A has no unique key.",))
        for number in range(3):
            tables.forget()
            historian.write(rows(1, first=number))
        assert tables.inspections == 3
        assert [text for text in caplog.messages if "unique key" in text] == [
            "Oracle HMI@db1:1521/PLANT: A has no unique key."
        ]

    @pytest.mark.parametrize("text", ["ORA-00942: no table", "ORA-00904: no column", LOST])
    def test_tables_are_looked_at_again_after_what_may_have_changed_them(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables, text: str
    ) -> None:
        historian.write(rows(1))
        database.connections[0].on_execute = fails(text)
        with pytest.raises(HistorianError):
            historian.write(rows(1))
        database.connections[0].on_execute = nothing
        historian.write(rows(1))
        assert tables.inspections == 2


class TestTrend:
    def test_reads_on_another_session_while_a_write_hangs(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables
    ) -> None:
        tables.points = [TrendPoint(BEGIN, 1.0, Quality.GOOD)]
        historian.write(rows(1))
        database.connections[0].on_commit = hang = Hang()
        writer = threading.Thread(target=lambda: historian.write(rows(1)))
        writer.start()
        assert hang.entered.wait(10)
        assert historian.trend("P1", "D100", BEGIN, BEGIN, 10) == tables.points
        hang.let_go.set()
        writer.join(10)
        assert database.attempts == 2

    @pytest.mark.parametrize(
        ("text", "error", "kept"),
        [
            (LOST, HistorianUnavailableError, False),
            ("ORA-00942: no table", HistorianRefusedError, True),
            ("ORA-01555: snapshot too old", HistorianUnavailableError, True),
        ],
    )
    def test_failure_is_told_and_costs_the_writer_nothing(
        self,
        historian: OracleHistorian,
        database: Database,
        text: str,
        error: type[HistorianError],
        kept: bool,
    ) -> None:
        historian.write(rows(1))
        database.connections[0].on_execute = fails(text)
        with pytest.raises(error, match=text[:9]):
            historian.trend("P1", "D100", BEGIN, BEGIN, 10)
        database.connections[0].on_execute = nothing
        assert historian.write(rows(1)) == WriteResult(1)
        assert database.attempts == (1 if kept else 2)


class TestCreate:
    def test_says_of_each_whether_it_was_made(
        self, historian: OracleHistorian, database: Database, tables: ScriptedTables
    ) -> None:
        historian.write(rows(1))
        taken = iter([nothing, nothing, fails("ORA-00955: name is already used"), nothing])
        original = database.connect

        def connect(settings: object) -> object:
            connection = original(SETTINGS)
            connection.on_execute = lambda: next(taken)()
            return connection

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(oracle_session, "connect", connect)
            assert historian.create_tables(["CREATE A", "CREATE B", "CREATE C"]) == [True, False, True]
        assert database.connections[1].statements[1:] == ["CREATE A", "CREATE B", "CREATE C"]
        assert database.connections[1].closed.wait(10)
        assert not tables.is_inspected


def test_the_pool_is_filled_while_the_writer_writes(database: Database, tables: ScriptedTables) -> None:
    historian = OracleHistorian(SETTINGS, tables)
    historian.write(rows(1))
    wait_until(lambda: len(database.standing) == 2)
    historian.close()
    assert not database.standing
