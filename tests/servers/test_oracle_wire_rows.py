"""Any rows, through the real driver to the database and back, over packets of any size."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import oracledb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.servers.fake_sql import PASSWORD, FakeDatabase
from tests.servers.oracle.engine import OraType, ResultColumn
from tests.servers.oracle.server import OracleServer

INSERT = "insert into everything values (:1, :2, :3, :4, :5, :6)"
SELECT = "select * from everything"
COLUMNS = (
    ResultColumn("A_NUMBER", OraType.NUMBER, 22),
    ResultColumn("A_TEXT", OraType.VARCHAR2, 4000),
    ResultColumn("A_MOMENT", OraType.TIMESTAMP, 11),
    ResultColumn("SOME_BYTES", OraType.RAW, 2000),
    ResultColumn("A_DOUBLE", OraType.BINARY_DOUBLE, 8),
    ResultColumn("A_SECOND", OraType.DATE, 7),
)
BIND_TYPES = (
    oracledb.DB_TYPE_NUMBER,
    oracledb.DB_TYPE_VARCHAR,
    oracledb.DB_TYPE_TIMESTAMP,
    oracledb.DB_TYPE_RAW,
    oracledb.DB_TYPE_BINARY_DOUBLE,
    oracledb.DB_TYPE_DATE,
)
MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))  # noqa: DTZ001 - naive UTC travels
ROWS = st.tuples(
    *(
        st.none() | values
        for values in (
            st.integers(-(10**38) + 1, 10**38 - 1)
            | st.decimals(min_value=Decimal("-1e12"), max_value=Decimal("1e12"), places=9),
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=600),
            MOMENTS,
            st.binary(min_size=1, max_size=600),
            st.floats(allow_nan=False),
            MOMENTS.map(lambda moment: moment.replace(microsecond=0)),
        )
    )
)


@pytest.mark.parametrize("sdu", [512, 8192])
def test_any_rows_come_back(sdu: int) -> None:
    database = FakeDatabase()
    with (
        OracleServer(database) as server,
        oracledb.connect(
            user="hmi", password=PASSWORD, dsn=f"127.0.0.1:{server.port}/LINESIDE", sdu=sdu
        ) as connection,
    ):

        @settings(max_examples=60)
        @given(st.lists(ROWS, min_size=1, max_size=30))
        def check(rows: list[tuple[object, ...]]) -> None:
            database.rows.clear()
            cursor = connection.cursor()
            cursor.setinputsizes(*BIND_TYPES)
            cursor.executemany(INSERT, rows)
            connection.commit()
            assert [tuple(row) for row in database.rows] == rows
            database.answers[SELECT] = (COLUMNS, [tuple(row) for row in database.rows])
            assert cursor.execute(SELECT, fetch_decimals=True).fetchall() == rows

        check()
