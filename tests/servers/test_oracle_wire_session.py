"""The real driver in thin mode at the wire server: login, statements, arrays, transactions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

import oracledb
import pytest

from tests.servers.fake_sql import PASSWORD, Answer, FakeDatabase
from tests.servers.oracle.engine import BindRow, OraError, OraType, ResultColumn
from tests.servers.oracle.server import OracleServer

Server = OracleServer[FakeDatabase]

INSERT = "insert into tag_values values (:1, :2, :3)"
NUMBERS = "select n, t from numbers"
EVERYTHING = "select * from everything"


@pytest.fixture
def database() -> FakeDatabase:
    return FakeDatabase()


@pytest.fixture
def server(database: FakeDatabase) -> Iterator[Server]:
    with OracleServer(database) as server:
        yield server


@pytest.fixture
def connection(server: Server) -> Iterator[oracledb.Connection]:
    with connect(server) as connection:
        yield connection


def connect(server: Server, **changes: object) -> oracledb.Connection:
    settings = {"user": "hmi", "password": PASSWORD, "dsn": f"127.0.0.1:{server.port}/LINESIDE"} | changes
    return oracledb.connect(**settings)


def numbers(count: int) -> Answer:
    columns = (ResultColumn("N", OraType.NUMBER, 22), ResultColumn("T", OraType.VARCHAR2, 40))
    return columns, [(number, f"row {number}") for number in range(count)]


def in_transaction(connection: oracledb.Connection) -> bool:
    return bool(connection.transaction_in_progress)


def failure(caught: pytest.ExceptionInfo[oracledb.Error]) -> str:
    return str(caught.value.args[0].full_code)


def test_a_login_shows_the_version_and_pings(connection: oracledb.Connection) -> None:
    assert connection.version == "19.24.0.0.0"
    connection.ping()
    assert not in_transaction(connection)


@pytest.mark.parametrize("who", [{"password": "wrong"}, {"user": "nobody"}])
def test_a_wrong_password_and_an_unknown_user_are_refused_alike(server: Server, who: dict[str, str]) -> None:
    with pytest.raises(oracledb.DatabaseError) as caught:
        connect(server, **who)
    assert failure(caught) == "ORA-01017"


@pytest.mark.parametrize(
    ("code", "text"), [(28000, "the account is locked"), (28001, "the password has expired")]
)
def test_a_locked_account_and_an_expired_password_say_so(
    server: Server, database: FakeDatabase, code: int, text: str
) -> None:
    database.refuse_login = OraError(code, text)
    with pytest.raises(oracledb.DatabaseError, match=text) as caught:
        connect(server)
    assert caught.value.args[0].code == code


def test_an_unknown_service_is_refused(server: Server) -> None:
    with pytest.raises(oracledb.OperationalError) as caught:
        connect(server, dsn=f"127.0.0.1:{server.port}/ELSEWHERE")
    assert failure(caught) in ("DPY-6001", "DPY-6005")
    assert "DPY-6001" in str(caught.value)


def test_a_long_connect_string_comes_in_a_packet_of_its_own(server: Server) -> None:
    with connect(server, program="p" * 200) as connection:
        connection.ping()


def test_an_array_lands_in_the_transaction_and_is_committed(
    connection: oracledb.Connection, database: FakeDatabase
) -> None:
    when = datetime.fromisoformat("2026-03-01T12:30:15.123456")
    cursor = connection.cursor()
    cursor.setinputsizes(oracledb.DB_TYPE_TIMESTAMP, oracledb.DB_TYPE_VARCHAR, oracledb.DB_TYPE_NUMBER)
    cursor.executemany(INSERT, [(when, "W100", 1), (when.replace(microsecond=0), None, Decimal("-2.5"))])
    assert cursor.rowcount == 2
    assert in_transaction(connection)
    assert database.rows == []
    connection.commit()
    assert not in_transaction(connection)
    assert database.rows == [[when, "W100", 1], [when.replace(microsecond=0), None, Decimal("-2.5")]]


def test_every_type_of_bind_arrives(connection: oracledb.Connection, database: FakeDatabase) -> None:
    when = datetime.fromisoformat("1999-12-31T23:59:59")
    cursor = connection.cursor()
    national, double, single = (
        oracledb.DB_TYPE_NVARCHAR,
        oracledb.DB_TYPE_BINARY_DOUBLE,
        oracledb.DB_TYPE_BINARY_FLOAT,
    )
    cursor.setinputsizes(None, None, national, double, single, None, None, oracledb.DB_TYPE_BOOLEAN)
    row = (10**37, when, "온도", -1e300, 0.5, b"\x00\xff", True, None)
    cursor.execute("insert into everything values (:1, :2, :3, :4, :5, :6, :7, :8)", row)
    connection.commit()
    assert database.rows == [list(row)]


def test_a_repeated_array_uses_the_open_cursor(
    connection: oracledb.Connection, database: FakeDatabase
) -> None:
    cursor = connection.cursor()
    for batch in range(3):
        cursor.executemany(INSERT, [(batch, number, "x") for number in range(100)])
    connection.commit()
    assert [row[:2] for row in database.rows] == [
        [batch, number] for batch in range(3) for number in range(100)
    ]


def test_autocommit_commits_with_the_statement(server: Server, database: FakeDatabase) -> None:
    with connect(server) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        for _ in range(2):
            cursor.execute(INSERT, (1, 2, 3))
            assert not in_transaction(connection)
    assert len(database.rows) == 2


def test_what_is_not_committed_is_rolled_back(server: Server, database: FakeDatabase) -> None:
    with connect(server) as connection:
        connection.cursor().execute(INSERT, (1, 2, 3))
        connection.rollback()
        assert not in_transaction(connection)
        connection.cursor().execute(INSERT, (4, 5, 6))
    assert database.wait_for(lambda: database.sessions == 0)
    assert (database.rows, database.rolled_back) == ([], 2)


def refuse_odd(row: BindRow) -> OraError | None:
    return OraError(1400, "cannot insert NULL") if isinstance(row[0], int) and row[0] % 2 else None


def test_batch_errors_name_the_rows_and_keep_the_others(
    connection: oracledb.Connection, database: FakeDatabase
) -> None:
    database.refuse = refuse_odd
    cursor = connection.cursor()
    cursor.executemany(
        INSERT, [(number, 0, "x") for number in range(6)], batcherrors=True, arraydmlrowcounts=True
    )
    errors = cursor.getbatcherrors()
    assert [(error.offset, error.full_code) for error in errors] == [
        (offset, "ORA-01400") for offset in (1, 3, 5)
    ]
    assert errors[0].message.startswith("ORA-01400: cannot insert NULL")
    assert cursor.rowcount == 3
    assert cursor.getarraydmlrowcounts() == [1, 1, 1]
    connection.commit()
    assert [row[0] for row in database.rows] == [0, 2, 4]


def test_batch_errors_keep_autocommit_from_committing(server: Server, database: FakeDatabase) -> None:
    database.refuse = refuse_odd
    with connect(server) as connection:
        connection.autocommit = True
        connection.cursor().executemany(INSERT, [(0, 0, "x"), (1, 0, "x")], batcherrors=True)
        assert in_transaction(connection)


def test_without_batch_errors_the_rows_before_the_bad_one_stay(
    connection: oracledb.Connection, database: FakeDatabase
) -> None:
    database.refuse = refuse_odd
    cursor = connection.cursor()
    for _ in range(2):
        with pytest.raises(oracledb.IntegrityError):
            cursor.executemany(
                INSERT, [(0, 0, "x"), (2, 0, "x"), (3, 0, "x"), (4, 0, "x")], arraydmlrowcounts=True
            )
        assert cursor.rowcount == 2
        assert cursor.getarraydmlrowcounts() == [1, 1]
    connection.commit()
    assert len(database.rows) == 4


def test_the_largest_array_with_thousands_of_batch_errors(
    connection: oracledb.Connection, database: FakeDatabase
) -> None:
    database.refuse = lambda row: (
        OraError(12899, "too large") if isinstance(row[0], int) and row[0] < 3000 else None
    )
    cursor = connection.cursor()
    cursor.executemany(INSERT, [(number, 0.5, "some text") for number in range(65_535)], batcherrors=True)
    assert [error.offset for error in cursor.getbatcherrors()] == list(range(3000))
    connection.commit()
    assert len(database.rows) == 62_535


@pytest.mark.parametrize("sdu", [512, 8192, 65536])
def test_texts_and_rows_of_any_length_cross_packets(server: Server, database: FakeDatabase, sdu: int) -> None:
    rows = [(length, "가" * length, "x" * (length % 300)) for length in (1, 84, 85, 252, 253, 4000, 40_000)]
    database.answers[EVERYTHING] = (
        (
            ResultColumn("N", OraType.NUMBER, 22),
            ResultColumn("LONGER", OraType.VARCHAR2, 32767),
            ResultColumn("T", OraType.VARCHAR2, 300),
        ),
        list(rows),
    )
    with connect(server, sdu=sdu) as connection:
        cursor = connection.cursor()
        cursor.executemany(INSERT, rows)
        connection.commit()
        assert database.rows == [list(row) for row in rows]
        assert cursor.execute(EVERYTHING).fetchall() == rows


@pytest.mark.parametrize("prefetch", [0, 2, 100])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 101, 250])
def test_a_query_is_fetched_to_its_end_and_again(
    connection: oracledb.Connection, database: FakeDatabase, prefetch: int, count: int
) -> None:
    database.answers[NUMBERS] = numbers(count)
    cursor = connection.cursor()
    cursor.prefetchrows, cursor.arraysize = prefetch, 50
    for _ in range(2):
        assert cursor.execute(NUMBERS).fetchall() == numbers(count)[1]


def test_a_query_describes_its_columns(connection: oracledb.Connection, database: FakeDatabase) -> None:
    columns = (
        ResultColumn("ID", OraType.NUMBER, 22, precision=10, scale=0, nullable=False),
        ResultColumn("AMOUNT", OraType.NUMBER, 22, precision=0, scale=-127),
        ResultColumn("NAME", OraType.VARCHAR2, 128),
        ResultColumn("TS", OraType.TIMESTAMP, 11, scale=6),
        ResultColumn("PICTURE", OraType.RAW, 16),
    )
    when = datetime.fromisoformat("2026-02-03T04:05:06.000007")
    database.answers[EVERYTHING] = (
        columns,
        [(1, Decimal("0.5"), "a", when, b"\1"), (2, None, None, None, None)],
    )
    cursor = connection.cursor()
    cursor.parse(EVERYTHING)
    described = cursor.execute(EVERYTHING).description or []
    assert [column.name for column in described] == ["ID", "AMOUNT", "NAME", "TS", "PICTURE"]
    assert (described[0].precision, described[0].null_ok) == (10, False)
    assert described[2].internal_size == 128
    assert cursor.fetchall() == [(1, 0.5, "a", when, b"\1"), (2, None, None, None, None)]


def test_an_error_of_a_statement_leaves_the_session_usable(connection: oracledb.Connection) -> None:
    cursor = connection.cursor()
    with pytest.raises(oracledb.DatabaseError, match="does not exist") as caught:
        cursor.execute("select 1 from nowhere")
    assert failure(caught) == "ORA-00942"
    connection.ping()


def test_ddl_is_sent_again_and_runs_again(connection: oracledb.Connection) -> None:
    cursor = connection.cursor()
    for _ in range(2):
        cursor.execute("create table t (n number)")
    cursor.execute("begin null; end;")


def test_names_for_the_session_and_closed_cursors_ride_along(server: Server, database: FakeDatabase) -> None:
    database.answers[NUMBERS] = numbers(1)
    with connect(server, stmtcachesize=1) as connection:
        connection.module, connection.action = "lineside", "write"
        connection.client_identifier, connection.clientinfo, connection.dbop = "me", "info", "op"
        connection.current_schema = "HMI"
        cursor = connection.cursor()
        for _ in range(3):
            cursor.execute(NUMBERS)
            connection.cursor().execute(INSERT, (1, 2, 3))
            connection.cursor().execute("begin null; end;")
        connection.module = None
        connection.ping()
        connection.commit()
    assert len(database.rows) == 3


def test_two_sessions_at_once_are_apart(server: Server, database: FakeDatabase) -> None:
    with connect(server) as one, connect(server) as other:
        one.cursor().execute(INSERT, (1, 1, 1))
        other.cursor().execute(INSERT, (2, 2, 2))
        assert in_transaction(one)
        other.commit()
        assert in_transaction(one)
        one.rollback()
    assert database.rows == [[2, 2, 2]]
    assert server.connections == 2


def test_what_the_server_does_not_know_ends_the_session_and_is_logged(
    server: Server, database: FakeDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    connection = connect(server)
    with pytest.raises(oracledb.Error) as caught:
        connection.createlob(oracledb.DB_TYPE_CLOB)
    assert failure(caught) == "DPY-4011"
    connection.close()
    assert database.wait_for(lambda: database.sessions == 0)
    assert "the client sent function 96" in caplog.text
