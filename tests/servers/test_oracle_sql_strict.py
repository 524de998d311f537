"""What Oracle refuses is refused, with Oracle's own error; what it takes is taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.oracle.engine import Kind, OraError
from tests.servers.oracle.sql.database import Database
from tests.servers.oracle.sql.session import Session

TABLE = "CREATE TABLE T (A NUMBER(5), B VARCHAR2(10), TS TIMESTAMP(6), CONSTRAINT T_PK PRIMARY KEY (A))"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    database = Database(Path(tmp_path_factory.mktemp("oracle")) / "oracle.db")
    database.create_user("HMI", "tiger")
    session = database.log_in("HMI", password_matches=True)
    for sql in (TABLE, "CREATE SEQUENCE S"):
        session.run(session.parse(sql), [()])
    yield session
    database.close()


@pytest.mark.parametrize(
    ("code", "sql"),
    [
        (900, ""),
        (900, "PRAGMA journal_mode"),
        (900, "REPLACE INTO T VALUES (1, 'b', NULL)"),
        (900, "BEGIN2 TRANSACTION"),
        (904, "SELECT X FROM T"),
        (904, "SELECT T.X FROM T"),
        (904, "INSERT INTO T (A, X) VALUES (1, 2)"),
        (904, 'SELECT "a" FROM T'),
        (904, "SELECT DATETIME(TS) FROM T"),
        (904, "SELECT strftime('%s', TS) FROM T"),
        (911, "SELECT 1 FROM DUAL;"),
        (911, "SELECT ? FROM DUAL"),
        (911, "SELECT [A] FROM T"),
        (911, "SELECT `A` FROM T"),
        (911, "SELECT 1 % 2 FROM DUAL"),
        (913, "INSERT INTO T (A) VALUES (1, 2)"),
        (920, "SELECT A FROM T WHERE A"),
        (923, "SELECT 1"),
        (923, "SELECT A = 1 FROM T"),
        (923, "SELECT *, A FROM T"),
        (925, "INSERT OR IGNORE INTO T (A) VALUES (1)"),
        (926, "INSERT INTO T (A) VALUE (1)"),
        (928, "INSERT INTO T () VALUES (1)"),
        (932, "SELECT A FROM T WHERE TS = 5"),
        (933, "SELECT A FROM T LIMIT 5"),
        (933, "SELECT A FROM T AS X"),
        (933, "INSERT INTO T (A) VALUES (1), (2)"),
        (933, "INSERT INTO T (A) VALUES (1) ON CONFLICT DO NOTHING"),
        (934, "SELECT A FROM T WHERE COUNT(*) > 1"),
        (936, "SELECT A FROM T WHERE A == 1"),
        (936, "SELECT FROM T"),
        (937, "SELECT COUNT(*), A FROM T"),
        (938, "SELECT NVL(A) FROM T"),
        (942, "SELECT * FROM NOWHERE"),
        (942, "SELECT * FROM SYS.SQLITE_MASTER"),
        (942, "SELECT * FROM SYSTEM.T"),
        (947, "INSERT INTO T (A, B) VALUES (1)"),
        (957, "INSERT INTO T (A, A) VALUES (1, 2)"),
        (979, "SELECT A, B, COUNT(*) FROM T GROUP BY A"),
        (1740, 'SELECT "A FROM T'),
        (1745, "SELECT :date FROM DUAL"),
        (1756, "SELECT 'a FROM DUAL"),
        (2287, "SELECT S.NEXTVAL FROM T ORDER BY A"),
        (2287, "SELECT A FROM T WHERE A = S.NEXTVAL"),
        (2289, "SELECT NOWHERE.NEXTVAL FROM DUAL"),
        (3001, "MERGE INTO T USING DUAL ON (A = 1)"),
        (3001, "SELECT A FROM T FOR UPDATE"),
        (3001, "SELECT A, ROW_NUMBER() OVER (ORDER BY A) FROM T"),
        (3001, "SELECT TS AT TIME ZONE 'UTC' FROM T"),
        (3001, "SELECT ONE.A FROM T ONE, T TWO WHERE ONE.A = TWO.A(+)"),
        (3001, "SELECT A FROM T UNION SELECT A FROM T"),
        (3001, "SELECT A FROM T ONE, T TWO"),
        (3001, "SELECT A FROM T JOIN T ON A = A"),
        (3001, "SELECT (SELECT 1 FROM DUAL) FROM T"),
        (3001, "SELECT A + 1 FROM T"),
        (3001, "SELECT A || B FROM T"),
        (3001, "SELECT CASE A WHEN 1 THEN 2 END FROM T"),
        (3001, "SELECT UPPER(B) FROM T"),
        (3001, "SELECT A FROM T WHERE B = 1"),
        (3001, "SELECT A FROM T WHERE B LIKE 'x%'"),
        (3001, "SELECT A FROM T WHERE A IN (1, 2)"),
        (3001, "SELECT TABLE_NAME FROM USER_TABLES"),
        (3001, "INSERT INTO T (A) SELECT A FROM T"),
        (3001, "UPDATE T SET A = 1"),
        (3001, "DELETE FROM T"),
        (3001, "TRUNCATE TABLE T"),
        (3001, "BEGIN NULL; END;"),
        (3001, "CREATE VIEW V AS SELECT A FROM T"),
        (3001, "CREATE TABLE X (A CLOB)"),
        (3001, "CREATE TABLE X (A NUMBER REFERENCES T)"),
        (3001, "CREATE SEQUENCE R START WITH 5"),
        (3001, "ALTER TABLE T ADD B NUMBER"),
        (3001, "DROP INDEX I"),
    ],
)
def test_statement_that_oracle_refuses_is_refused(session: Session, code: int, sql: str) -> None:
    with pytest.raises(OraError) as caught:
        session.parse(sql)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("code", "sql"),
    [
        (902, "CREATE TABLE X (A TEXT)"),
        (902, "CREATE TABLE X (A)"),
        (903, "CREATE TABLE SELECT (A NUMBER)"),
        (904, "CREATE TABLE X (DATE DATE)"),
        (904, "CREATE TABLE X (A NUMBER, PRIMARY KEY (B))"),
        (906, "CREATE TABLE X (A VARCHAR2)"),
        (907, "CREATE TABLE X (A NUMBER AUTOINCREMENT)"),
        (910, "CREATE TABLE X (A VARCHAR2(4001))"),
        (922, "CREATE TABLE X (A NUMBER) WITHOUT ROWID"),
        (922, "CREATE TABLE IF NOT EXISTS X (A NUMBER)"),
        (955, "CREATE TABLE T (A NUMBER)"),
        (957, "CREATE TABLE X (A NUMBER, A DATE)"),
        (972, f"CREATE TABLE {'X' * 129} (A NUMBER)"),
        (1031, "CREATE USER ME IDENTIFIED BY SECRET"),
        (1031, "CREATE TABLE SYSTEM.X (A NUMBER)"),
        (1408, "CREATE INDEX I ON T (A)"),
        (1735, "ALTER TABLE T CHANGE A NUMBER"),
        (2260, "ALTER TABLE T ADD PRIMARY KEY (B)"),
        (2261, "CREATE TABLE X (A NUMBER, UNIQUE (A), UNIQUE (A))"),
        (2436, "CREATE TABLE X (A DATE CHECK (A < SYSDATE))"),
        (2264, "CREATE TABLE X (A NUMBER CONSTRAINT T_PK PRIMARY KEY)"),
    ],
)
def test_definition_that_oracle_refuses_is_refused(session: Session, code: int, sql: str) -> None:
    with pytest.raises(OraError) as caught:
        session.run(session.parse(sql), [()])
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("kind", "sql"),
    [
        (Kind.QUERY, 'select a, t.b as name, t.b "Text" from t where a > -1 and (b is null or not a = 2)'),
        (Kind.QUERY, "SELECT /*+ FIRST_ROWS */ 'it''s' FROM DUAL -- a remark"),
        (Kind.QUERY, "SELECT A FROM HMI.T X WHERE X.B BETWEEN :x AND :y ORDER BY TS FETCH NEXT :n ROWS ONLY"),
        (Kind.QUERY, "SELECT A, COUNT(DISTINCT B) FROM T GROUP BY A"),
        (Kind.DML, "INSERT INTO T SELECT :1, :2, SYSTIMESTAMP FROM DUAL WHERE 1 = 0"),
        (Kind.DDL, "CREATE TABLE X (A NUMBER) TABLESPACE USERS"),
        (Kind.DDL, "DROP TABLE NOT_LOOKED_FOR PURGE"),
        (Kind.OTHER, "LOCK TABLE T IN SHARE ROW EXCLUSIVE MODE WAIT 10"),
        (Kind.OTHER, "ALTER SESSION SET TIME_ZONE='+00:00' NLS_NUMERIC_CHARACTERS='.,'"),
    ],
)
def test_statement_of_oracles_sql_is_understood(session: Session, kind: Kind, sql: str) -> None:
    assert session.parse(sql).kind is kind
