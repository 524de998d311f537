"""Rows into tables of an Oracle database, by the real driver over a real socket."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import oracledb
import pytest

from hmi.config.ddl import ddl_of
from hmi.historian.oracle_errors import code_of
from hmi.historian.oracle_tables import OracleTables, TablesReport
from hmi.historian.protocol import TrendPoint
from hmi.model.plant import GroupCategory, TagType
from hmi.model.reading import Quality, Reading
from hmi.model.tables import OWN_TABLE, PRESETS
from tests.historian.oracle_plant import (
    MICROSECOND,
    T0,
    TAGS,
    VALUES,
    OracleUser,
    create,
    directory,
    everywhere,
    inspected,
    row,
    tag,
    trend,
)
from tests.servers.oracle.server import OracleServer
from tests.servers.oracle.sql.session import Session as SqlSession

TOO_LONG = "n" * 256


class TestPresets:
    @pytest.mark.parametrize("preset", PRESETS)
    def test_rows_come_back_as_they_were_read(self, session: OracleUser, preset: str) -> None:
        mapping = PRESETS[preset]
        create(session, mapping)
        tables = inspected(session, mapping, *TAGS)
        batch = [
            one
            for number in range(3)
            for one in Reading("OPERATION", "P1", T0 + number * MICROSECOND, TAGS, VALUES).rows()
        ]
        assert tables.insert(session.cursor, batch, again=False) == []
        session.connection.commit()
        for again in (False, True):
            assert tables.insert(session.cursor, batch, again=again) == []
        assert len(session.rows(mapping.table)) == len(batch)
        for one, value in zip(TAGS, VALUES, strict=True):
            points = trend(session, tables, one.tag_address)
            assert points == [TrendPoint(T0 + n * MICROSECOND, value, Quality.GOOD) for n in range(3)]
            assert {type(point.value) for point in points} == {int if value is True else type(value)}

    def test_own_table(self, session: OracleUser) -> None:
        create(session, OWN_TABLE)
        tables = inspected(session, OWN_TABLE)
        bad = row(None, 1, quality=Quality.BAD)
        tables.insert(
            session.cursor, [row(2**53 + 1), bad, row(7, 2, quality=Quality.UNCERTAIN)], again=False
        )
        first, second, _ = session.rows("TAG_VALUES")
        inserted_at = first.pop("INSERTED_AT")
        assert abs(inserted_at - datetime.now(UTC).replace(tzinfo=None)) < timedelta(minutes=1)
        assert first == {
            "TS": T0.replace(tzinfo=None),
            "PLC_CODE": "P1",
            "TAG_ADDRESS": "D0",
            "TAG_NAME": "온도",
            "TAG_VALUE": float(2**53),
            "TAG_TEXT": "9007199254740993",
            "QUALITY": "GOOD",
            "GROUP_NAME": "OPERATION",
        }
        assert (second["TAG_VALUE"], second["TAG_TEXT"], second["QUALITY"]) == (None, None, "BAD")
        assert trend(session, tables) == [
            TrendPoint(T0, 2**53 + 1, Quality.GOOD),
            TrendPoint(T0 + MICROSECOND, None, Quality.BAD),
            TrendPoint(T0 + 2 * MICROSECOND, 7, Quality.UNCERTAIN),
        ]

    def test_partitioned_own_table(self, session: OracleUser) -> None:
        create(session, OWN_TABLE, partitioned=True)
        tables = inspected(session, OWN_TABLE)
        tables.insert(session.cursor, [row()], again=False)
        assert tables.insert(session.cursor, [row()], again=True) == []
        assert len(session.rows("TAG_VALUES")) == 1

    def test_alarm_log(self, session: OracleUser) -> None:
        mapping = PRESETS["ALARM_LOG"]
        create(session, mapping)
        tables = inspected(session, mapping, *TAGS)
        batch = list(Reading("OPERATION", "P1", T0, TAGS, VALUES).rows())
        before = datetime.now(UTC).replace(tzinfo=None)
        tables.insert(session.cursor, batch, again=False)
        found = session.rows("ALARM_LOG")
        assert len({one["ID"] for one in found}) == len(batch)
        assert {one["CTIME"] for one in found} == {found[0]["CTIME"]}
        assert before <= found[0]["CTIME"] <= datetime.now(UTC).replace(tzinfo=None)
        assert {one["OTIME"] for one in found} == {T0.replace(tzinfo=None)}
        kept = [
            (one["DATATAG_NAME"], one["DATATAG_TYPE"], one["VALUE_STR"], one["VALUE_NUM"], one["VALUE_RAW"])
            for one in found
        ]
        name = "P1.Alarm.MACHINE-000001.D"
        assert kept == [
            (f"{name}0", "REAL", None, 21.5, "21.5"),
            (f"{name}1", "INT", None, -7.0, "-7"),
            (f"{name}2", "BOOL", None, 1.0, "1"),
            (f"{name}3", "STRING", "부품-7", None, "부품-7"),
            (f"{name}4", "INT", None, 6.3, "63"),
            (f"{name}5", "UDINT", None, 4294967295.0, "4294967295"),
        ]

    def test_categories_into_their_own_tables_in_one_transaction(self, session: OracleUser) -> None:
        mappings = {
            GroupCategory.OPERATION: PRESETS["TIME_NAME_VALUE"],
            GroupCategory.STATE: OWN_TABLE,
            GroupCategory.ALARM: PRESETS["ALARM_LOG"],
        }
        session.run(*(statement.sql for statement in ddl_of(mappings)))
        tags = [tag(number, TagType.INT, category) for number, category in enumerate(GroupCategory)]
        tables = OracleTables(mappings, directory(*tags))
        assert tables.inspect(session.cursor) == TablesReport(
            ("HMI.OPERATION", "HMI.TAG_VALUES", "HMI.ALARM_LOG"), (), ()
        )
        tables.probe(session.cursor)
        batch = [row(number, number, f"D{number % 4}") for number in range(12)]
        rejected = tables.insert(session.cursor, batch, again=False)
        assert {(one.row.tag_address, one.code) for one in rejected} == {("D3", "UNKNOWN_TAG")}
        assert len(rejected) == 3
        assert [len(session.rows(name)) for name in ("OPERATION", "TAG_VALUES", "ALARM_LOG")] == [3, 3, 3]
        assert [point.value for point in trend(session, tables, "D2")] == [2, 6, 10]
        assert trend(session, tables, "D3") == []

    def test_one_cursor_parses_each_statement_once(
        self, session: OracleUser, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mappings = {**everywhere(OWN_TABLE), GroupCategory.ALARM: PRESETS["ALARM_LOG"]}
        session.run(*(statement.sql for statement in ddl_of(mappings)))
        tags = (tag(0, TagType.INT), tag(1, TagType.INT, GroupCategory.ALARM))
        tables = OracleTables(mappings, directory(*tags))
        tables.inspect(session.cursor)
        parsed: list[str] = []
        parse = SqlSession.parse

        def spied(session: SqlSession, sql: str) -> Any:
            parsed.append(sql)
            return parse(session, sql)

        monkeypatch.setattr(SqlSession, "parse", spied)
        for call in range(5):
            batch = [row(call, 100 * call + n, f"D{n % 2}") for n in range(10 + call)]
            assert tables.insert(session.cursor, batch, again=False) == []
            session.connection.commit()
            assert len(trend(session, tables)) == sum(5 + (n + 1) // 2 for n in range(call + 1))
        assert [sql.split()[0] for sql in sorted(parsed)] == ["INSERT", "INSERT", "SELECT"]


class TestBadRows:
    @pytest.mark.parametrize("bad", [{3}, {0, 250, 499}, set(range(500))])
    def test_each_costs_only_itself(self, session: OracleUser, bad: set[int]) -> None:
        create(session, OWN_TABLE)
        tables = inspected(session, OWN_TABLE)
        batch = [row(n, n)._replace(tag_name=TOO_LONG) if n in bad else row(n, n) for n in range(500)]
        rejected = tables.insert(session.cursor, batch, again=False)
        assert [one.row.value for one in rejected] == sorted(bad)
        assert {one.code for one in rejected} == {"ORA-12899"}
        assert '"TAG_NAME"' in rejected[0].reason
        assert {one["TAG_TEXT"] for one in session.rows("TAG_VALUES")} == {
            str(n) for n in range(500) if n not in bad
        }

    def test_rows_that_never_reach_the_database(self, session: OracleUser) -> None:
        mapping = replace(PRESETS["TIME_NAME_VALUE"], utc_offset=timedelta(hours=9))
        session.run(
            "CREATE TABLE OPERATION (TIME TIMESTAMP(6), NAME VARCHAR2(40), VALUE NUMBER, UNIQUE (NAME, TIME))"
        )
        tables = inspected(session, mapping, tag(0, TagType.LREAL))
        batch = [row(float(n), n) for n in range(10)]
        batch[2] = row(1e200, 2)
        batch[5] = row("text", 5)
        batch[7] = row(7.0)._replace(ts=datetime.max.replace(tzinfo=UTC))
        rejected = tables.insert(session.cursor, batch, again=False)
        assert {one.row: one.code for one in rejected} == {
            batch[2]: "TOO_LARGE",
            batch[5]: "NOT_A_NUMBER",
            batch[7]: "NOT_A_TIME",
        }
        assert [one["VALUE"] for one in session.rows("OPERATION")] == [0, 1, 3, 4, 6, 8, 9]

    def test_null_that_is_not_allowed(self, session: OracleUser) -> None:
        mapping = PRESETS["TIME_NAME_VALUE"]
        session.run(
            "CREATE TABLE OPERATION (TIME TIMESTAMP(6), NAME VARCHAR2(40), VALUE NUMBER NOT NULL, "
            "UNIQUE (NAME, TIME))"
        )
        tables = OracleTables(everywhere(mapping), directory(*TAGS))
        assert "go to quarantine" in tables.inspect(session.cursor).warnings[0]
        rejected = tables.insert(session.cursor, [row(1), row(None, 1, quality=Quality.BAD)], again=False)
        assert [(one.row.quality, one.code) for one in rejected] == [(Quality.BAD, "ORA-01400")]

    def test_another_row_that_is_in_the_way(self, session: OracleUser) -> None:
        create(session, OWN_TABLE)
        session.run("CREATE UNIQUE INDEX ONE_VALUE ON TAG_VALUES (TAG_TEXT)")
        tables = inspected(session, OWN_TABLE)
        tables.insert(session.cursor, [row(1)], again=False)
        rejected = tables.insert(session.cursor, [row(1), row(1, 1), row(2, 2)], again=True)
        assert [(one.row.ts, one.code) for one in rejected] in (
            [(T0 + MICROSECOND, "ORA-00001")],
            [(T0, "ORA-00001"), (T0 + MICROSECOND, "ORA-00001")],  # whichever is looked at first
        )
        assert "HMI.ONE_VALUE" in rejected[-1].reason

    def test_what_strikes_all_rows_is_raised(self, session: OracleUser) -> None:
        create(session, OWN_TABLE)
        tables = inspected(session, OWN_TABLE)
        session.run("DROP TABLE TAG_VALUES")
        with pytest.raises(oracledb.Error) as error:
            tables.insert(session.cursor, [row()], again=False)
        assert code_of(error.value) == "ORA-00942"


class TestAgain:
    """Rows that may be there already, in a table that does not keep them from coming twice."""

    MAPPING = PRESETS["TIME_NAME_VALUE"]
    BARE = "CREATE TABLE OPERATION (TIME TIMESTAMP(6), NAME VARCHAR2(40), VALUE VARCHAR2(40))"

    def test_only_missing_rows_are_inserted(self, session: OracleUser) -> None:
        session.run(self.BARE)
        tables = inspected(session, self.MAPPING, *TAGS)
        tables.insert(session.cursor, [row(n, n) for n in range(0, 1500, 2)], again=False)
        session.connection.commit()
        batch = [row(n, n) for n in range(1500)]
        assert tables.insert(session.cursor, [*batch, *batch[:5]], again=True) == []
        assert sorted(int(one["VALUE"]) for one in session.rows("OPERATION")) == list(range(1500))

    def test_with_a_sequence(self, session: OracleUser) -> None:
        mapping = PRESETS["ALARM_LOG"]
        sequence, table = (statement.sql for statement in ddl_of(everywhere(mapping)))
        lines = [line for line in table.splitlines() if "UNIQUE" not in line]
        session.run(sequence, "\n".join(lines).replace("(ID),", "(ID)"))
        tables = inspected(session, mapping, *TAGS)
        for count in (3, 5):
            assert tables.insert(session.cursor, [row(n, n) for n in range(count)], again=True) == []
        assert len({one["ID"] for one in session.rows("ALARM_LOG")}) == 5

    @pytest.mark.parametrize("name", ["CHAR(40)", "NVARCHAR2(40)", "NCHAR(40)"])
    @pytest.mark.parametrize("key", ["", ", PRIMARY KEY (NAME, TIME)"])
    def test_names_in_other_kinds_of_text(self, session: OracleUser, name: str, key: str) -> None:
        session.run(f"CREATE TABLE OPERATION (TIME TIMESTAMP(6), NAME {name}, VALUE NVARCHAR2(100){key})")
        tables = inspected(session, self.MAPPING, *TAGS)
        batch = [row("열림サ", 0, "D3"), row(-7, 0, "D1")]
        for _ in range(2):
            assert tables.insert(session.cursor, batch, again=True) == []
        assert len(session.rows("OPERATION")) == 2
        assert [trend(session, tables, address)[0].value for address in ("D3", "D1")] == ["열림サ", -7]

    def test_session_that_was_left_behind_is_waited_for(
        self, session: OracleUser, oracle_server: OracleServer
    ) -> None:
        session.run(self.BARE)
        tables = inspected(session, self.MAPPING, *TAGS)
        left_behind = OracleUser(oracle_server)
        batch = [row(n, n) for n in range(20)]
        tables.insert(left_behind.cursor, batch, again=False)
        waits = threading.Event()

        class Announcing:
            """The second session's cursor; tells when it asks for the lock."""

            def __getattr__(self, name: str) -> Any:
                return getattr(session.cursor, name)

            def execute(self, statement: str, *parameters: Any) -> None:
                if statement.startswith("LOCK TABLE"):
                    waits.set()
                session.cursor.execute(statement, *parameters)

        def insert() -> None:
            tables.insert(Announcing(), batch, again=True)
            session.connection.commit()

        second = threading.Thread(target=insert)
        second.start()
        assert waits.wait(10)
        left_behind.connection.commit()
        second.join(10)
        left_behind.connection.close()
        assert len(session.rows("OPERATION")) == 20

    def test_key_that_was_made_meanwhile(self, session: OracleUser) -> None:
        session.run(self.BARE)
        tables = OracleTables(everywhere(self.MAPPING), directory(*TAGS))
        report = tables.inspect(session.cursor)
        (statement,) = [text.partition("Better: ")[2].rstrip(".") for text in report.warnings]
        tables.insert(session.cursor, [row()], again=False)
        session.connection.commit()
        session.run(statement)
        assert tables.insert(session.cursor, [row(), row(2, 2)], again=False) == []
        assert len(session.rows("OPERATION")) == 2
