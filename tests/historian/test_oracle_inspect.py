"""Oracle's tables looked at before anything is written, by the real driver over a real socket."""

from __future__ import annotations

from dataclasses import replace

import oracledb
import pytest

from hmi.config.ddl import ddl_of
from hmi.historian.oracle_errors import code_of, words_of
from hmi.historian.oracle_tables import OracleTables, TablesReport
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import GroupCategory, Tag
from hmi.model.tables import OWN_MAPPINGS, OWN_TABLE, PRESETS, TableMapping
from tests.historian.oracle_plant import (
    TAGS,
    OracleUser,
    create,
    directory,
    everywhere,
    inspected,
    row,
    trend,
)


class TestInspect:
    def report(self, session: OracleUser, mapping: TableMapping, *tags: Tag) -> TablesReport:
        tables = OracleTables(everywhere(mapping), directory(*tags))
        report = tables.inspect(session.cursor)
        assert tables.is_inspected is not bool(report.problems)
        tables.forget()
        assert not tables.is_inspected
        return report

    @pytest.mark.parametrize("preset", PRESETS)
    def test_tables_of_the_ddl_fit(self, session: OracleUser, preset: str) -> None:
        create(session, PRESETS[preset])
        name = f"HMI.{PRESETS[preset].table}"
        assert self.report(session, PRESETS[preset], *TAGS) == TablesReport((name,), (), ())

    def test_missing_table_and_sequence(self, session: OracleUser) -> None:
        report = self.report(session, PRESETS["ALARM_LOG"])
        assert report.tables == ()
        sequence, table = report.problems
        assert sequence.startswith("Sequence ALARM_LOG_SEQ of schema HMI for table ALARM_LOG is missing")
        assert table.startswith("Table ALARM_LOG of schema HMI is missing, or this user does not see it: ")
        assert "run `hmi oracle create`" in table

    def test_table_of_somebody_else(self, session: OracleUser) -> None:
        mapping = replace(OWN_TABLE, table="PLANT.VALUES_OF_TAGS", preset="")
        session.database.create_user("PLANT", "x")
        admin = session.database.admin()
        create_there = ddl_of(everywhere(replace(mapping, preset="TAG_VALUES")))[0].sql

        def run(statement: str) -> None:
            admin.run(admin.parse(statement), [()])

        run(create_there)
        (problem,) = self.report(session, mapping).problems
        assert problem.startswith(
            "Table PLANT.VALUES_OF_TAGS is missing, or this user does not see it: correct"
        )
        run("GRANT SELECT, INSERT ON PLANT.VALUES_OF_TAGS TO HMI")
        run("CREATE SYNONYM HMI.MINE FOR PLANT.VALUES_OF_TAGS")
        for table in ("PLANT.VALUES_OF_TAGS", "MINE"):
            tables = inspected(session, replace(mapping, table=table))
            tables.probe(session.cursor)
            assert tables.insert(session.cursor, [row()], again=True) == []
            assert [point.value for point in trend(session, tables)] == [1.5]
        admin.close()

    def test_one_table_under_two_names(self, session: OracleUser) -> None:
        create(session, OWN_TABLE)
        mappings = {**OWN_MAPPINGS, GroupCategory.ALARM: replace(OWN_TABLE, table="HMI.TAG_VALUES")}
        (problem,) = OracleTables(mappings, directory(*TAGS)).inspect(session.cursor).problems
        assert problem.startswith("HMI.TAG_VALUES and TAG_VALUES are the same table")

    def test_columns_are_read_as_they_were_made(self, session: OracleUser) -> None:
        session.run(
            "CREATE TABLE OPERATION (TIME TIMESTAMP(3) WITH TIME ZONE, NAME VARCHAR2(20 BYTE), "
            "VALUE NUMBER(10,2), SITE VARCHAR2(8) NOT NULL, LINE VARCHAR2(8) DEFAULT 'L1' NOT NULL)"
        )
        report = self.report(session, PRESETS["TIME_NAME_VALUE"], *TAGS)
        time, name = report.problems
        assert "column TIME is TIMESTAMP(3) WITH TIME ZONE, which keeps 3 digits" in time
        assert (
            "column NAME is VARCHAR2(20 BYTE), too short for 6 tags, the first P1 D0, which needs 30 bytes"
            in name
        )
        assert [text.split(":")[1].strip() for text in report.warnings] == [
            "column VALUE is NUMBER(10,2), which keeps 2 decimals"
        ]
        session.run("ALTER TABLE OPERATION MODIFY (TIME TIMESTAMP(6) WITH TIME ZONE)")
        session.run(name.rpartition(": ")[2].rstrip("."))
        (site,) = self.report(session, PRESETS["TIME_NAME_VALUE"], *TAGS).problems
        assert "column SITE is NOT NULL, has no default" in site

    def test_columns_that_oracle_fills(self, session: OracleUser) -> None:
        session.run(
            "CREATE TABLE OPERATION (ID NUMBER GENERATED ALWAYS AS IDENTITY, TIME TIMESTAMP(6), "
            "NAME VARCHAR2(40), VALUE VARCHAR2(40), SITE VARCHAR2(8) DEFAULT 'A' NOT NULL, PRIMARY KEY (ID), "
            "CONSTRAINT ONCE UNIQUE (TIME, NAME))"
        )
        mapping = PRESETS["TIME_NAME_VALUE"]
        assert self.report(session, mapping, *TAGS) == TablesReport(("HMI.OPERATION",), (), ())
        tables = inspected(session, mapping, *TAGS)
        for _ in range(2):
            assert tables.insert(session.cursor, [row(n, n) for n in range(3)], again=True) == []
        assert {one["SITE"] for one in session.rows("OPERATION")} == {"A"}

    def test_names_that_two_tags_have(self, session: OracleUser) -> None:
        create(session, PRESETS["TIME_NAME_VALUE"])
        mapping = replace(PRESETS["TIME_NAME_VALUE"], name_template="{machine_code}.{tag_name}")
        same = [replace(one, tag_name="Speed") for one in TAGS[:5]]
        (problem,) = self.report(session, mapping, *same).problems
        assert problem == (
            "Table OPERATION: 'MACHINE-000001.Speed' is the name of P1 D0, P1 D1, P1 D2 and 2 more, of which "
            "the table would keep one value: put more fields into name in mapping.toml."
        )

    def test_insert_without_a_look_is_a_mistake(self, session: OracleUser) -> None:
        with pytest.raises(RuntimeError, match="was not inspected"):
            OracleTables(OWN_MAPPINGS, TagDirectory()).insert(session.cursor, [row()], again=False)


class TestProbe:
    def probe(self, session: OracleUser, mapping: TableMapping) -> str:
        with pytest.raises(oracledb.Error) as error:
            OracleTables(everywhere(mapping), directory()).probe(session.cursor)
        assert words_of(error.value).endswith(f"; table {mapping.table}")  # the database may not say which
        return code_of(error.value)

    def test_fails_like_an_insert(self, session: OracleUser) -> None:
        mapping = PRESETS["ALARM_LOG"]
        assert self.probe(session, mapping) == "ORA-00942"
        sequence, table = (statement.sql for statement in ddl_of(everywhere(mapping)))
        session.run(table.replace("VALUE_RAW", "RAW_VALUE"))
        assert self.probe(session, mapping) == "ORA-00904"
        session.run("DROP TABLE ALARM_LOG", table)
        assert self.probe(session, mapping) == "ORA-02289"
        session.run(sequence)
        OracleTables(everywhere(mapping), directory()).probe(session.cursor)
        assert session.rows("ALARM_LOG") == []

    def test_right_that_is_missing(self, session: OracleUser) -> None:
        mapping = replace(OWN_TABLE, table="PLANT.TAG_VALUES")
        self.give(session, ddl_of(everywhere(mapping))[0].sql, "GRANT SELECT ON PLANT.TAG_VALUES TO HMI")
        assert self.probe(session, mapping) == "ORA-01031"

    @pytest.mark.parametrize("is_guarded", [True, False])
    def test_right_to_read_is_needed_where_rows_have_to_be_looked_for(
        self, session: OracleUser, is_guarded: bool
    ) -> None:
        mapping = replace(OWN_TABLE, table="PLANT.TAG_VALUES")
        table = ddl_of(everywhere(mapping))[0].sql
        bare = table.replace("PRIMARY KEY (PLC_CODE, TAG_ADDRESS, TS)", "CHECK (TS IS NOT NULL)")
        self.give(session, table if is_guarded else bare, "GRANT INSERT ON PLANT.TAG_VALUES TO HMI")
        tables = inspected(session, mapping)
        if is_guarded:
            tables.probe(session.cursor)
        else:
            with pytest.raises(oracledb.Error, match=r"ORA-(00942|01031|41900)"):
                tables.probe(session.cursor)

    def give(self, session: OracleUser, *statements: str) -> None:
        """Have somebody else, PLANT, own what the statements make."""
        session.database.create_user("PLANT", "x")
        admin = session.database.admin()
        for statement in statements:
            admin.run(admin.parse(statement), [()])
        admin.close()
