"""Ways in which a row could be stored twice, or be told stored and not be there."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hmi.config.ddl import ddl_of
from hmi.historian.oracle import OracleHistorian
from hmi.historian.oracle_insert import ALTERED_KEY
from hmi.historian.oracle_session import OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import HistorianRefusedError
from hmi.model.plant import Tag, TagType
from hmi.model.reading import Destination, Reading, Receipt
from hmi.model.tables import OWN_MAPPINGS, Column, Source, TableMapping
from tests.historian.oracle_plant import (
    OracleUser,
    directory,
    everywhere,
    inspected,
    row,
    tag,
    trend,
)
from tests.historian.rig import MakeRig
from tests.melsec.scripted import wait_until
from tests.servers.oracle.fixture import PASSWORD
from tests.servers.oracle.server import OracleServer

BARE = TableMapping(
    "BARE",
    tuple(
        Column(source.name, source)
        for source in (Source.TS, Source.PLC_CODE, Source.TAG_ADDRESS, Source.NUMBER, Source.TEXT)
    ),
    ("PLC_CODE", "TAG_ADDRESS", "TS"),
)
BARE_TABLE = (
    'CREATE TABLE BARE (TS TIMESTAMP(6), PLC_CODE VARCHAR2(9), TAG_ADDRESS VARCHAR2(9), "NUMBER" NUMBER, '
    "TEXT VARCHAR2(5))"
)


def historian_of(server: OracleServer, tables: OracleTables) -> OracleHistorian:
    settings = OracleSettings("127.0.0.1", "LINESIDE", "HMI", PASSWORD, port=server.port, pool_min=1)
    return OracleHistorian(settings, tables)


def test_batch_that_comes_again_because_the_quarantine_could_not_be_written(
    session: OracleUser, oracle_server: OracleServer, make_rig: MakeRig, tmp_path: Path
) -> None:
    """The disk refuses the bad row, so that the batch stays; its good row is in a table without a key."""
    session.run(BARE_TABLE)
    tags = (tag(0, TagType.INT), tag(1, TagType.STRING, string_length=20))
    tables = OracleTables(everywhere(BARE), directory(*tags))
    in_the_way = tmp_path / "quarantine"
    in_the_way.touch()
    receipt = Receipt()
    reading = Reading("OPERATION", "P1", datetime.now(UTC), tags, (7, "too long"), receipt=receipt)
    with closing(historian_of(oracle_server, tables)) as historian:
        rig = make_rig(historian)
        rig.start()
        rig.feed(reading)
        wait_until(lambda: rig.writer.disk_refuses)
        in_the_way.unlink()
        assert receipt.wait(20) is Destination.QUARANTINED
        rig.finish()
    assert [one["NUMBER"] for one in session.rows("BARE")] == [7]
    assert len(rig.quarantined()) == 1


def test_a_blank_that_is_part_of_the_key_is_found_again(session: OracleUser) -> None:
    mapping = TableMapping(
        "BLANKS",
        (
            Column("TS", Source.TS),
            Column("MACHINE", Source.MACHINE_CODE),
            Column("NAME", Source.NAME),
            Column("VAL", Source.VALUE),
        ),
        ("MACHINE", "NAME", "TS"),
        name_template="{tag_address}",
    )
    session.run("CREATE TABLE BLANKS (TS TIMESTAMP(6), MACHINE VARCHAR2(9), NAME VARCHAR2(9), VAL NUMBER)")
    blank = Tag("P1", "D0", "온도", TagType.REAL, "OPERATION")
    tables = inspected(session, mapping, blank, replace(blank, tag_address="D1", machine_code="M1"))
    batch = [row(2.5, number, address) for number in range(3) for address in ("D0", "D1")]
    for _ in range(2):
        assert tables.insert(session.cursor, batch, again=True) == []
    assert len(session.rows("BLANKS")) == len(batch)
    assert [len(trend(session, tables, address)) for address in ("D0", "D1")] == [3, 3]


def test_table_that_is_made_anew_with_too_short_a_time(
    session: OracleUser, oracle_server: OracleServer
) -> None:
    (table,) = ddl_of(OWN_MAPPINGS)
    session.run(table.sql)
    with closing(historian_of(oracle_server, OracleTables(OWN_MAPPINGS, directory()))) as historian:
        assert historian.write([row()]).stored == 1
        session.run("DROP TABLE TAG_VALUES", table.sql.replace("TIMESTAMP(6)", "TIMESTAMP(3)"))
        result = historian.write([row(number, number) for number in range(5)])
        assert (result.stored, [one.row.value for one in result.rejected]) == (1, [1, 2, 3, 4])
        assert {one.code for one in result.rejected} == {ALTERED_KEY}
        with pytest.raises(HistorianRefusedError, match=r"TIMESTAMP\(3\), which keeps 3 digits"):
            historian.write([row(9, 1_000_000)])
    assert len(session.rows("TAG_VALUES")) == 1
