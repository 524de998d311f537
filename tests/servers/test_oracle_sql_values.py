"""Values go in as Oracle takes them and come out as they were."""

# ruff: noqa: DTZ001  DATE and TIMESTAMP know no time zone

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.oracle.engine import OraType
from tests.servers.oracle.sql.database import Database
from tests.servers.oracle_desk import Desk

COLUMNS = {
    "V10": "VARCHAR2(10)",
    "V10C": "VARCHAR2(10 CHAR)",
    "NV": "NVARCHAR2(10)",
    "C3": "CHAR(3)",
    "N": "NUMBER",
    "N5": "NUMBER(5)",
    "N52": "NUMBER(5,2)",
    "N5M": "NUMBER(5,-2)",
    "I": "INTEGER",
    "BD": "BINARY_DOUBLE",
    "BF": "BINARY_FLOAT",
    "D": "DATE",
    "TS6": "TIMESTAMP",
    "TS3": "TIMESTAMP(3)",
    "TZ": "TIMESTAMP WITH TIME ZONE",
}
NOON = datetime(2026, 1, 2, 12, 30, 15, 123456)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    database = Database(Path(tmp_path_factory.mktemp("oracle")) / "oracle.db")
    database.create_user("HMI", "tiger")
    desk = Desk(database.log_in("HMI", password_matches=True))
    desk.run(f"CREATE TABLE T ({', '.join(f'{name} {kind}' for name, kind in COLUMNS.items())})")
    yield desk
    database.close()


def through(desk: Desk, column: str, value: Any) -> Any:
    try:
        desk.run(f"INSERT INTO T ({column}) VALUES (:1)", value)
        return desk.one(f"SELECT {column} FROM T")
    finally:
        desk.session.rollback()


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("V10", "", None),
        ("V10", "0123456789", "0123456789"),
        ("V10C", "압력" * 5, "압력" * 5),
        ("C3", "a", "a  "),
        ("N", 2**63, 2**63),
        (
            "N",
            Decimal("12345678901234567890.123456789012345678"),
            Decimal("12345678901234567890.123456789012345678"),
        ),
        ("N", 0.1, Decimal("0.1")),
        ("N", "1e3", 1000),
        ("N5", Decimal("2.5"), 3),
        ("N52", Decimal("-1.005"), Decimal("-1.01")),
        ("N5M", 1250, 1300),
        ("I", "7", 7),
        ("BD", 5, 5.0),
        ("BD", 5e-324, 5e-324),
        ("BD", math.inf, math.inf),
        ("BF", 0.1, 0.10000000149011612),
        ("D", NOON, NOON.replace(microsecond=0)),
        ("TS6", NOON, NOON),
        ("TS3", NOON.replace(microsecond=999_500), NOON.replace(second=16, microsecond=0)),
        ("TZ", NOON, NOON),
    ],
)
def test_value_is_kept_as_oracle_keeps_it(desk: Desk, column: str, value: Any, kept: Any) -> None:
    found = through(desk, column, value)
    assert (type(found), found) == (type(kept), kept)


def test_not_a_number_is_a_number_of_its_own(desk: Desk) -> None:
    assert math.isnan(through(desk, "BD", math.nan))


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        (
            "V10",
            "압력압력",
            'ORA-12899: value too large for column "HMI"."T"."V10" (actual: 12, maximum: 10)',
        ),
        ("NV", "12345678901", "ORA-12899"),
        ("N5", 99999.5, "ORA-01438"),
        ("N52", 1000, "ORA-01438"),
        ("N", "five", "ORA-01722: invalid number"),
        ("N", "NaN", "ORA-01722"),
        ("N", 10**126, "ORA-01426"),
        ("N", math.nan, "ORA-01426"),
        ("N", NOON, "ORA-00932"),
        ("BD", "1_0", "ORA-01722"),
        ("TS6", "2026-01-02 12:30:15", "ORA-01861"),
        ("TS6", 5, "ORA-00932"),
        ("V10", 1.5, "ORA-03001"),
    ],
)
def test_value_that_does_not_fit_is_refused(desk: Desk, column: str, value: Any, error: str) -> None:
    assert desk.refused(f"INSERT INTO T ({column}) VALUES (:1)", value).startswith(error)


@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=-(10**29), max_value=10**29)
)
def test_number_comes_back_to_38_digits(desk: Desk, value: Decimal) -> None:
    assert through(desk, "N", value) == value


@given(value=st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)))
def test_time_comes_back_to_the_microsecond(desk: Desk, value: datetime) -> None:
    assert through(desk, "TS6", value) == value


@given(value=st.floats(allow_nan=False))
def test_double_comes_back_exactly(desk: Desk, value: float) -> None:
    assert through(desk, "BD", value) == value


def test_query_describes_its_columns_as_oracle_does(desk: Desk) -> None:
    columns = {column.name: column for column in desk.session.parse("SELECT * FROM T").columns}
    assert (columns["V10C"].type, columns["V10C"].size) == (OraType.VARCHAR2, 40)
    assert (columns["N52"].precision, columns["N52"].scale) == (5, 2)
    assert (columns["N"].precision, columns["N"].scale) == (0, -127)
    assert columns["TS6"].type is OraType.TIMESTAMP
    named = desk.session.parse('SELECT COUNT( * ), v10 "m", v10 FROM T GROUP BY V10').columns
    assert [column.name for column in named] == ["COUNT(*)", "m", "V10"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("-1.50", Decimal("-1.5")),
        ("NVL('', 'x')", "x"),
        ("NVL(:1, 'x')", "x"),
        ("USER", "HMI"),
        ("SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')", "HMI"),
        ("DATE '2026-01-02'", datetime(2026, 1, 2)),
        ("TIMESTAMP '2026-01-02 03:04:05.678'", datetime(2026, 1, 2, 3, 4, 5, 678_000)),
    ],
)
def test_expression_has_oracles_value(desk: Desk, expression: str, value: Any) -> None:
    assert desk.one(f"SELECT {expression} FROM DUAL", *([None] if ":1" in expression else [])) == value


def test_utc_of_the_server_does_not_follow_the_sessions_time_zone(desk: Desk) -> None:
    desk.run("ALTER SESSION SET TIME_ZONE='+09:00'")
    utc = desk.one("SELECT SYS_EXTRACT_UTC(SYSTIMESTAMP) FROM DUAL")
    assert abs(utc - datetime.now(UTC).replace(tzinfo=None)) < timedelta(hours=1)
