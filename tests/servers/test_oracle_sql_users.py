"""Users, rights, and what the dictionary tells whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers.oracle.engine import OraError
from tests.servers.oracle.sql.database import Database
from tests.servers.oracle_desk import Desk

TABLE = """
CREATE TABLE ALARM_LOG (
  ID NUMBER(19) NOT NULL,
  CTIME TIMESTAMP(3) WITH TIME ZONE DEFAULT SYSTIMESTAMP NOT NULL,
  NAME VARCHAR2(400 CHAR),
  TEXT NVARCHAR2(20),
  PRICE NUMBER(10,2),
  COUNTER INTEGER,
  CONSTRAINT ALARM_LOG_PK PRIMARY KEY (ID)
)"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "oracle.db")
    database.create_user("HMI", "tiger")
    database.create_user("READER", "reader", grants=("CREATE SESSION", "CREATE SYNONYM"))
    yield database
    database.close()


@pytest.fixture
def owner(database: Database) -> Desk:
    desk = Desk(database.log_in("hmi", password_matches=True))
    for sql in (TABLE, "CREATE INDEX ALARM_LOG_BY_NAME ON ALARM_LOG (NAME, CTIME)", "CREATE SEQUENCE S"):
        desk.run(sql)
    return desk


@pytest.fixture
def reader(database: Database) -> Desk:
    return Desk(database.log_in("READER", password_matches=True))


def code_of(database: Database, user: str, *, password_matches: bool = True) -> int:
    try:
        database.log_in(user, password_matches=password_matches).close()
    except OraError as error:
        return error.code
    return 0


def test_login_is_refused_for_the_reasons_that_oracle_has(database: Database) -> None:
    assert (database.verifier("hmi"), database.verifier("nobody")) == ("tiger", None)
    assert code_of(database, "nobody") == 1017
    database.lock_user("HMI")
    assert code_of(database, "HMI") == 28000
    database.unlock_user("HMI")
    database.expire_password("HMI")
    assert code_of(database, "HMI") == 28001
    database.set_password("HMI", "leopard")
    assert (code_of(database, "HMI"), database.verifier("HMI")) == (0, "leopard")
    database.run("REVOKE CREATE SESSION FROM HMI")
    assert code_of(database, "HMI") == 1045


def test_ten_wrong_passwords_lock_the_account(database: Database) -> None:
    assert {code_of(database, "HMI", password_matches=False) for _ in range(10)} == {1017}
    assert code_of(database, "HMI") == 28000
    database.unlock_user("HMI")
    assert code_of(database, "HMI") == 0


def test_table_without_a_right_is_not_there_and_with_another_right_is_refused(
    owner: Desk, reader: Desk
) -> None:
    query = "SELECT COUNT(*) FROM HMI.ALARM_LOG"
    insert = "INSERT INTO HMI.ALARM_LOG (ID) VALUES (1)"
    assert reader.refused(query) == 'ORA-00942: table or view "HMI"."ALARM_LOG" does not exist'
    owner.run("GRANT SELECT ON ALARM_LOG TO READER")
    assert reader.one(query) == 0
    assert reader.refused(insert).startswith("ORA-01031")
    owner.run("GRANT INSERT ON ALARM_LOG TO PUBLIC")
    assert reader.run(insert) == 1
    reader.session.rollback()
    owner.run("REVOKE SELECT ON ALARM_LOG FROM READER")
    assert reader.refused(query).startswith("ORA-01031")
    assert reader.refused("SELECT HMI.S.NEXTVAL FROM DUAL").startswith("ORA-02289")
    assert reader.refused("DROP TABLE HMI.ALARM_LOG").startswith("ORA-01031")
    assert reader.refused("CREATE TABLE X (A NUMBER)").startswith("ORA-01031")


def test_name_is_looked_for_in_the_schema_then_among_synonyms(
    database: Database, owner: Desk, reader: Desk
) -> None:
    owner.run("GRANT SELECT, INSERT ON ALARM_LOG TO READER")
    owner.run("GRANT SELECT ON S TO READER")
    reader.run("CREATE SYNONYM LOG FOR HMI.ALARM_LOG")
    reader.run("CREATE SYNONYM NUMBERS FOR HMI.S")
    assert reader.run("INSERT INTO LOG (ID) VALUES (NUMBERS.NEXTVAL)") == 1
    assert reader.ask("SELECT LOG.ID, CTIME FROM LOG")[0][0] == 1
    reader.session.commit()
    found = reader.ask(
        "SELECT OWNER, TABLE_OWNER, TABLE_NAME, DB_LINK FROM ALL_SYNONYMS WHERE SYNONYM_NAME = :1", "LOG"
    )
    assert found == [("READER", "HMI", "ALARM_LOG", None)]
    reader.run("ALTER SESSION SET CURRENT_SCHEMA = HMI")
    assert reader.one("SELECT COUNT(*) FROM ALARM_LOG") == 1
    assert reader.one("SELECT SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA') FROM DUAL") == "HMI"


def test_dictionary_tells_only_what_the_user_may_see(owner: Desk, reader: Desk) -> None:
    sql = "SELECT TABLE_NAME FROM ALL_TAB_COLUMNS WHERE OWNER = 'HMI' AND COLUMN_NAME = 'ID'"
    assert reader.ask(sql) == []
    owner.run("GRANT UPDATE ON ALARM_LOG TO READER")
    assert reader.ask(sql) == [("ALARM_LOG",)]
    assert reader.refused("INSERT INTO ALL_TAB_COLUMNS (OWNER) VALUES ('X')").startswith("ORA-01031")


def test_dictionary_is_read_again_after_a_rollback(owner: Desk) -> None:
    owner.run("INSERT INTO ALARM_LOG (ID) VALUES (1)")
    assert owner.one("SELECT COUNT(*) FROM ALL_SEQUENCES") == 1
    owner.session.rollback()
    assert owner.one("SELECT COUNT(*) FROM ALL_SEQUENCES") == 1


def test_columns_are_described_as_oracle_spells_them(owner: Desk) -> None:
    found: list[tuple[Any, ...]] = owner.ask(
        "SELECT COLUMN_NAME, DATA_TYPE, DATA_LENGTH, CHAR_LENGTH, CHAR_USED, DATA_PRECISION, DATA_SCALE, "
        "NULLABLE, DEFAULT_LENGTH FROM ALL_TAB_COLUMNS WHERE OWNER = :1 AND TABLE_NAME = :2 "
        "ORDER BY COLUMN_ID",
        "HMI",
        "ALARM_LOG",
    )
    assert found == [
        ("ID", "NUMBER", 22, 0, None, 19, 0, "N", None),
        ("CTIME", "TIMESTAMP(3) WITH TIME ZONE", 13, 0, None, None, 3, "N", 12),
        ("NAME", "VARCHAR2", 1600, 400, "C", None, None, "Y", None),
        ("TEXT", "NVARCHAR2", 40, 20, "C", None, None, "Y", None),
        ("PRICE", "NUMBER", 22, 0, None, 10, 2, "Y", None),
        ("COUNTER", "NUMBER", 22, 0, None, None, 0, "Y", None),
    ]


def test_keys_indexes_and_sequences_are_told(owner: Desk) -> None:
    keys = "SELECT CONSTRAINT_NAME, STATUS FROM ALL_CONSTRAINTS WHERE CONSTRAINT_TYPE = 'P'"
    assert owner.ask(keys) == [("ALARM_LOG_PK", "ENABLED")]
    columns = "SELECT COLUMN_NAME FROM ALL_CONS_COLUMNS WHERE CONSTRAINT_NAME = 'ALARM_LOG_PK'"
    assert owner.ask(columns) == [("ID",)]
    indexes = "SELECT INDEX_NAME, UNIQUENESS FROM ALL_INDEXES WHERE TABLE_OWNER = 'HMI' ORDER BY INDEX_NAME"
    assert owner.ask(indexes) == [("ALARM_LOG_BY_NAME", "NONUNIQUE"), ("ALARM_LOG_PK", "UNIQUE")]
    parts = "SELECT COLUMN_NAME FROM ALL_IND_COLUMNS WHERE INDEX_NAME = 'ALARM_LOG_BY_NAME'"
    assert owner.ask(parts) == [("NAME",), ("CTIME",)]
    assert owner.ask("SELECT SEQUENCE_OWNER, SEQUENCE_NAME FROM ALL_SEQUENCES") == [("HMI", "S")]


def test_constraint_is_added_only_where_the_rows_allow_it(owner: Desk) -> None:
    for number, name in ((1, "a"), (2, "a"), (3, None)):
        owner.run("INSERT INTO ALARM_LOG (ID, NAME) VALUES (:1, :2)", number, name)
    add = "ALTER TABLE ALARM_LOG ADD CONSTRAINT NEW_ONE"
    assert owner.refused(f"{add} UNIQUE (NAME)").startswith("ORA-02299")
    assert owner.refused(f"{add} CHECK (ID < 3)").startswith("ORA-02293")
    assert owner.refused("ALTER TABLE ALARM_LOG MODIFY NAME NOT NULL").startswith("ORA-02296")
    assert owner.refused("CREATE UNIQUE INDEX I ON ALARM_LOG (NAME)").startswith("ORA-01452")
    owner.run(f"{add} UNIQUE (NAME, ID)")
    owner.run("ALTER TABLE ALARM_LOG ADD CHECK (PRICE < 50)")
    assert owner.refused("INSERT INTO ALARM_LOG (ID, PRICE) VALUES (4, 50)").startswith("ORA-02290")
    owner.run("ALTER TABLE ALARM_LOG MODIFY (NAME VARCHAR2(500 CHAR), CTIME NULL)")
    assert owner.run("INSERT INTO ALARM_LOG (ID, NAME, CTIME) VALUES (4, :1, NULL)", "x" * 500) == 1
