"""Rows that Oracle refuses: the others are stored in the same attempt, these kept with code and reason."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest

from hmi.historian.oracle import OracleHistorian
from hmi.model.reading import Destination, Reading
from tests.faults.oracle import historian_of
from tests.faults.promises import Prove
from tests.historian.rig import MakeRig, WriterRig
from tests.pipeline.samples import reading
from tests.servers.oracle.server import OracleServer

TOO_LONG = "가" * 1334
"""Of 4,002 bytes, for a column that takes 4,000."""

BATCH = 500

pytestmark = pytest.mark.promise("R6")


def batch_with(bad: int) -> Reading:
    """500 rows in one reading, the bad ones spread over it."""
    whole = reading(1, BATCH)
    step = BATCH // bad
    texts = {index * step for index in range(bad)}
    values = tuple(TOO_LONG if index in texts else value for index, value in enumerate(whole.values))
    return replace(whole, values=values)


def written(rig: WriterRig, batch: Reading) -> WriterRig:
    rig.start()
    rig.write_until_settled(batch)
    rig.finish()
    return rig


@pytest.mark.parametrize("bad", [1, 3, 499, 500])
def test_bad_rows_of_a_batch_cost_only_themselves(
    bad: int, oracle_server: OracleServer, make_rig: MakeRig, prove: Prove
) -> None:
    with closing(historian_of(oracle_server, limit_s=20)) as historian:
        rig = written(make_rig(historian, batch_size=BATCH), batch_with(bad))
    counts, status = rig.ledger.counts(), rig.writer.status()
    assert (counts.stored, counts.quarantined, counts.backed_up) == (BATCH - bad, bad, 0)
    assert (status.successful_writes, status.failed_writes, status.retries) == (1, 0, 0)
    assert len(oracle_server.database.rows("HMI.TAG_VALUES")) == BATCH - bad
    quarantined = rig.quarantined()
    assert len(quarantined) == bad
    assert {row["code"] for row in quarantined} == {"ORA-12899"}
    assert all("TAG_TEXT" in row["reason"] for row in quarantined)
    assert {row["tag_value"] for row in quarantined} == {TOO_LONG}
    prove(
        "{times} batches: {stored} rows stored, {quarantined} in quarantine, {most_attempts} attempt each",
        stored=counts.stored,
        quarantined=counts.quarantined,
        most_attempts=status.successful_writes + status.failed_writes,
    )


def test_bad_rows_beside_rows_that_are_there_already(oracle_server: OracleServer, make_rig: MakeRig) -> None:
    with closing(historian_of(oracle_server, limit_s=20)) as historian:
        first_half_stored(historian)
        batch = batch_with(50)
        rig = written(make_rig(historian, batch_size=BATCH), batch)
    counts = rig.ledger.counts()
    assert (counts.stored, counts.quarantined) == (450, 50)
    assert batch.receipt is not None
    assert batch.receipt.wait(0) is Destination.QUARANTINED
    assert len(oracle_server.database.rows("HMI.TAG_VALUES")) == 450


def first_half_stored(historian: OracleHistorian) -> None:
    rows = [row for row in batch_with(50).rows() if row.value != TOO_LONG]
    assert historian.write(rows[:225]).stored == 225
