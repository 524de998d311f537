"""Arrays of rows, transactions, locks and what a session sees of another's work."""

# ruff: noqa: DTZ001  DATE and TIMESTAMP know no time zone

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.servers.oracle.engine import OraError, StatementInterruptedError
from tests.servers.oracle.sql.database import Database
from tests.servers.oracle_desk import Desk

TABLE = """
CREATE TABLE TAG_VALUES (
  TS TIMESTAMP(6) NOT NULL,
  TAG VARCHAR2(8) NOT NULL,
  VALUE BINARY_DOUBLE CONSTRAINT TAG_VALUES_POSITIVE CHECK (VALUE >= 0),
  INSERTED_AT TIMESTAMP(6) DEFAULT SYS_EXTRACT_UTC(SYSTIMESTAMP) NOT NULL,
  CONSTRAINT TAG_VALUES_PK PRIMARY KEY (TAG, TS) USING INDEX
)"""
INSERT = "INSERT INTO TAG_VALUES (TS, TAG, VALUE) VALUES (:1, :2, :3)"
INSERT_MISSING = (
    "INSERT INTO TAG_VALUES (TS, TAG, VALUE) SELECT :1, :2, :3 FROM DUAL "
    "WHERE NOT EXISTS (SELECT 1 FROM TAG_VALUES WHERE TAG = :4 AND TS = :5)"
)
COUNT = "SELECT COUNT(*) FROM TAG_VALUES"
NOON = datetime(2026, 1, 2, 12)


def rows_of(count: int, first: int = 0) -> list[tuple[Any, ...]]:
    return [(NOON + timedelta(seconds=n), f"D{n}", float(n)) for n in range(first, first + count)]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "oracle.db")
    database.create_user("HMI", "tiger")
    session = database.log_in("HMI", password_matches=True)
    session.run(session.parse(TABLE), [()])
    session.close()
    yield database
    database.close()


@pytest.fixture
def log_in(database: Database) -> Callable[[], Desk]:
    return lambda: Desk(database.log_in("HMI", password_matches=True))


@pytest.fixture
def desk(log_in: Callable[[], Desk]) -> Desk:
    return log_in()


def test_array_is_inserted_and_defaults_are_filled_in(desk: Desk, database: Database) -> None:
    result = desk.many(INSERT, rows_of(500))
    assert (result.applied, set(result.counts), result.errors) == (500, {1}, ())
    assert database.rows("HMI.TAG_VALUES") == []
    desk.session.commit()
    rows = database.rows("HMI.TAG_VALUES")
    assert [(row["TS"], row["TAG"], row["VALUE"]) for row in rows] == rows_of(500)
    assert {row["INSERTED_AT"] for row in rows} != {None}


def test_bad_rows_of_an_array_are_listed_and_those_of_the_index_come_last(desk: Desk) -> None:
    rows = rows_of(8)
    rows[1] = rows[0]
    rows[2] = (NOON, "too long a tag", 1.0)
    rows[4] = (NOON, None, 1.0)
    rows[5] = (NOON, "D5", -1.0)
    rows[6] = (None, "D6", 1.0)
    result = desk.many(INSERT, rows, batch_errors=True)
    assert (result.applied, result.counts) == (3, (1, 0, 0, 1, 0, 0, 0, 1))
    assert [(error.offset, str(error.error)) for error in result.errors] == [
        (2, 'ORA-12899: value too large for column "HMI"."TAG_VALUES"."TAG" (actual: 14, maximum: 8)'),
        (4, 'ORA-01400: cannot insert NULL into ("HMI"."TAG_VALUES"."TAG")'),
        (5, "ORA-02290: check constraint (HMI.TAG_VALUES_POSITIVE) violated"),
        (6, 'ORA-01400: cannot insert NULL into ("HMI"."TAG_VALUES"."TS")'),
        (1, "ORA-00001: unique constraint (HMI.TAG_VALUES_PK) violated"),
    ]
    assert desk.one(COUNT) == 3


def test_array_stops_at_the_first_bad_row_and_keeps_those_before(desk: Desk) -> None:
    with pytest.raises(OraError) as caught:
        desk.many(INSERT, [*rows_of(3), rows_of(1)[0], *rows_of(1, 4)])
    assert (caught.value.code, caught.value.applied) == (1, 3)
    assert desk.one(COUNT) == 3
    assert desk.session.in_transaction


def test_statement_that_changes_nothing_begins_no_transaction(desk: Desk) -> None:
    desk.run("INSERT INTO TAG_VALUES (TS, TAG, VALUE) SELECT NULL, NULL, NULL FROM DUAL WHERE 1 = 0")
    desk.refused(INSERT, None, None, None)
    assert not desk.session.in_transaction


def test_rows_that_are_there_are_left_out(desk: Desk) -> None:
    desk.many(INSERT, rows_of(2))
    result = desk.many(INSERT_MISSING, [(*row, row[1], row[0]) for row in rows_of(4)])
    assert (result.applied, result.counts) == (2, (0, 0, 1, 1))


def test_trend_is_read_newest_first(desk: Desk) -> None:
    desk.many(INSERT, [(NOON + timedelta(microseconds=n), "D1", float(n)) for n in range(10)])
    sql = (
        "SELECT TS, VALUE FROM TAG_VALUES WHERE TAG = :1 AND TS BETWEEN :2 AND :3 "
        "ORDER BY TS DESC FETCH FIRST :4 ROWS ONLY"
    )
    found = desk.ask(sql, "D1", NOON, NOON + timedelta(microseconds=5), 2)
    assert found == [(NOON + timedelta(microseconds=n), float(n)) for n in (5, 4)]


def test_rollback_and_close_undo_and_ddl_commits(desk: Desk, log_in: Callable[[], Desk]) -> None:
    desk.many(INSERT, rows_of(2))
    desk.session.rollback()
    assert desk.one(COUNT) == 0
    desk.many(INSERT, rows_of(2))
    desk.run("CREATE TABLE OTHER (A NUMBER)")
    desk.many(INSERT, rows_of(2, 2))
    desk.session.close()
    assert log_in().one(COUNT) == 2


def test_table_is_compiled_anew_after_it_changed(desk: Desk, log_in: Callable[[], Desk]) -> None:
    statement = desk.session.parse(INSERT)
    other = log_in()
    other.run("ALTER TABLE TAG_VALUES MODIFY TAG VARCHAR2(20)")
    desk.session.run(statement, [(NOON, "longer than before", 1.0)])
    desk.session.commit()
    other.run("DROP TABLE TAG_VALUES PURGE")
    with pytest.raises(OraError, match="ORA-00942"):
        desk.session.run(statement, rows_of(1))


def test_missing_quota_holds_rows_back(database: Database, desk: Desk) -> None:
    database.run("ALTER USER HMI QUOTA 0 ON USERS")
    assert desk.refused(INSERT, *rows_of(1)[0]).startswith("ORA-01950")
    assert desk.run(INSERT_MISSING.replace("NOT EXISTS", "EXISTS"), *rows_of(1)[0], "D0", NOON) == 0
    assert desk.one(COUNT) == 0


def test_partitions_take_no_row_without_a_time(desk: Desk) -> None:
    bounds = "(PARTITION P1 VALUES LESS THAN (TIMESTAMP '2026-01-01 00:00:00'))"
    interval = "INTERVAL (NUMTODSINTERVAL(1, 'DAY'))"
    desk.run(f"CREATE TABLE BY_DAY (TS TIMESTAMP) PARTITION BY RANGE (TS) {interval} {bounds}")
    assert desk.run("INSERT INTO BY_DAY VALUES (:1)", NOON) == 1
    assert desk.refused("INSERT INTO BY_DAY VALUES (:1)", None).startswith("ORA-14400")
    assert desk.refused("INSERT INTO BY_DAY SELECT NULL FROM DUAL").startswith("ORA-14400")
    assert desk.run("INSERT INTO BY_DAY SELECT NULL FROM DUAL WHERE 1 = 0") == 0


def test_sequence_gives_no_value_twice(desk: Desk, log_in: Callable[[], Desk]) -> None:
    desk.run("CREATE SEQUENCE S CACHE 1000")
    desk.run("CREATE TABLE NUMBERED (ID NUMBER(19) PRIMARY KEY, TEXT VARCHAR2(9))")
    desk.many("INSERT INTO NUMBERED VALUES (S.NEXTVAL, :1)", [("a",), ("b",)])
    desk.session.rollback()
    desk.run("INSERT INTO NUMBERED SELECT S.NEXTVAL, 'c' FROM DUAL WHERE 1 = 1")
    assert desk.ask("SELECT ID, TEXT FROM NUMBERED") == [(3, "c")]
    desk.session.commit()
    assert log_in().one("SELECT S.NEXTVAL FROM DUAL") == 4


def test_identity_numbers_the_rows(desk: Desk) -> None:
    desk.run("CREATE TABLE NUMBERED (ID NUMBER GENERATED ALWAYS AS IDENTITY, TEXT VARCHAR2(9))")
    desk.many("INSERT INTO NUMBERED (TEXT) VALUES (:1)", [("a",), ("b",)])
    assert desk.ask("SELECT ID, TEXT FROM NUMBERED ORDER BY ID DESC") == [(2, "b"), (1, "a")]
    assert desk.refused("INSERT INTO NUMBERED (ID) VALUES (5)").startswith("ORA-32795")


def test_rows_are_counted_by_group(desk: Desk) -> None:
    desk.many(INSERT, [(NOON + timedelta(seconds=n), f"D{n % 2}", n // 2) for n in range(8)])
    found = desk.ask("SELECT TAG, COUNT(*), COUNT(DISTINCT TS) FROM TAG_VALUES GROUP BY TAG ORDER BY TAG")
    assert found == [("D0", 4, 4), ("D1", 4, 4)]


def test_blank_matches_blank(desk: Desk) -> None:
    desk.run("CREATE TABLE NOTES (TEXT VARCHAR2(9))")
    desk.many("INSERT INTO NOTES VALUES (:1)", [("",), ("a",)])
    same = "SELECT COUNT(*) FROM NOTES WHERE NVL(TEXT, ' ') = NVL(:1, ' ')"
    assert (desk.one(same, None), desk.one(same, "a"), desk.one(same, "b")) == (1, 1, 0)


def test_what_was_committed_is_there_again(database: Database, desk: Desk, tmp_path: Path) -> None:
    desk.run("CREATE SEQUENCE S")
    assert desk.one("SELECT S.NEXTVAL FROM DUAL") == 1
    desk.many(INSERT, rows_of(3))
    desk.session.commit()
    desk.many(INSERT, rows_of(3, 3))
    database.close()
    again = Database(tmp_path / "oracle.db")
    desk = Desk(again.log_in("hmi", password_matches=True))
    assert (desk.one(COUNT), desk.one("SELECT S.NEXTVAL FROM DUAL")) == (3, 2)
    assert desk.refused(INSERT, *rows_of(1)[0]).startswith("ORA-00001")
    again.close()


class Waiter:
    """A statement on a thread of its own."""

    def __init__(self, work: Callable[[], object]) -> None:
        self.error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(work,))
        self._thread.start()

    def _run(self, work: Callable[[], object]) -> None:
        try:
            work()
        except (OraError, StatementInterruptedError) as error:
            self.error = error

    def join(self) -> None:
        self._thread.join(10)
        assert not self._thread.is_alive()

    @property
    def is_waiting(self) -> bool:
        self._thread.join(0.1)
        return self._thread.is_alive()


def test_lock_waits_for_the_transactions_of_others(desk: Desk, log_in: Callable[[], Desk]) -> None:
    other = log_in()
    other.many(INSERT, rows_of(1))
    lock = "LOCK TABLE TAG_VALUES IN SHARE ROW EXCLUSIVE MODE"
    assert desk.refused(f"{lock} NOWAIT").startswith("ORA-00054")
    assert desk.refused(f"{lock} WAIT 1").startswith("ORA-30006")
    assert desk.refused("DROP TABLE TAG_VALUES").startswith("ORA-00054")
    waiter = Waiter(lambda: desk.run(f"{lock} WAIT 10"))
    assert waiter.is_waiting
    other.session.commit()
    waiter.join()
    assert desk.session.in_transaction
    waiter = Waiter(lambda: other.many(INSERT, rows_of(1, 1)))
    assert waiter.is_waiting
    desk.session.close()
    waiter.join()
    assert (waiter.error, other.one(COUNT)) == (None, 2)


def test_lock_outlives_a_statement_that_changes_nothing(desk: Desk, log_in: Callable[[], Desk]) -> None:
    desk.many(INSERT, rows_of(1))
    desk.session.commit()
    desk.run("LOCK TABLE TAG_VALUES IN SHARE ROW EXCLUSIVE MODE")
    assert desk.run(INSERT_MISSING, *rows_of(1)[0], "D0", NOON) == 0
    desk.refused(INSERT, *rows_of(1)[0])
    assert desk.session.in_transaction
    assert log_in().refused("LOCK TABLE TAG_VALUES IN EXCLUSIVE MODE NOWAIT").startswith("ORA-00054")


def test_reader_waits_for_nobody_and_sees_what_is_committed(desk: Desk, log_in: Callable[[], Desk]) -> None:
    desk.run("LOCK TABLE TAG_VALUES IN EXCLUSIVE MODE")
    desk.many(INSERT, rows_of(1))
    assert (desk.one(COUNT), log_in().one(COUNT)) == (1, 0)


def test_waiting_statement_can_be_interrupted(desk: Desk, log_in: Callable[[], Desk]) -> None:
    other = log_in()
    other.many(INSERT, rows_of(1))
    waiter = Waiter(lambda: desk.many(INSERT, rows_of(1)))
    assert waiter.is_waiting
    desk.session.interrupt()
    waiter.join()
    assert isinstance(waiter.error, StatementInterruptedError)
    other.session.rollback()
    assert desk.many(INSERT, rows_of(1)).applied == 1


def test_sessions_that_wait_for_each_other_are_told(desk: Desk, log_in: Callable[[], Desk]) -> None:
    desk.run("CREATE TABLE OTHER (A NUMBER)")
    other = log_in()
    desk.run("LOCK TABLE TAG_VALUES IN EXCLUSIVE MODE")
    other.run("LOCK TABLE OTHER IN EXCLUSIVE MODE")
    waiter = Waiter(lambda: desk.run("LOCK TABLE OTHER IN EXCLUSIVE MODE"))
    assert waiter.is_waiting
    assert other.refused("LOCK TABLE TAG_VALUES IN EXCLUSIVE MODE").startswith("ORA-00060")
    other.session.rollback()
    waiter.join()
    assert waiter.error is None
