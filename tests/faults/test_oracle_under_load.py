"""Every fault of a database server under load: nothing lost, nothing doubled, and it comes back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import pytest

from tests.faults.load import Load, account_of
from tests.faults.oracle import historian_of
from tests.faults.promises import Prove
from tests.historian.rig import MakeRig
from tests.servers.oracle.server import OracleServer

SOME = 1_000

# After a reset the driver lets its socket be collected without closing it.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.promise("R3"),
]


@dataclass(frozen=True)
class Fault:
    """One fault: by its name in ``Faults``, or something done to the server."""

    name: str
    details: tuple[tuple[str, Any], ...] = ()
    times: int | None = None
    """How often; None until it is healed, and then rows must have gone to CSV meanwhile."""

    def __str__(self) -> str:
        return "-".join([self.name, *(f"{key}={value}" for key, value in self.details)])


LASTING = [
    Fault("port-closed"),
    Fault("refuse"),
    Fault("silent"),
    Fault("hang-execute"),
    Fault("hang-commit"),
    Fault("slow-commit", (("seconds", 30),)),
    Fault("cut-before-commit"),
    Fault("cut-after-commit"),
    Fault("rst-after-execute"),
    Fault("ora-login", (("code", 28000),)),
    Fault("ora-execute", (("code", 942),)),
    Fault("ora-execute", (("code", 1653),)),
    Fault("ora-commit", (("code", 1034),)),
]

PASSING = [
    Fault("cut-before-execute", times=2),
    Fault("cut-after-execute", times=2),
    Fault("cut-before-commit", times=2),
    Fault("cut-after-commit", times=2),
    Fault("rst-before-execute", times=2),
    Fault("rst-before-commit", times=2),
    Fault("rst-after-commit", times=2),
    Fault("ora-execute", (("code", 60),), times=2),
    Fault("ora-commit", (("code", 3113),), times=2),
]


def begin(fault: Fault, server: OracleServer) -> None:
    if fault.name == "port-closed":
        server.stop()
        return
    server.faults.inject(fault.name, times=fault.times, **dict(fault.details))
    if fault.name in ("refuse", "silent", "ora-login"):
        server.kill_sessions()  # else nobody would log in
    assert server.faults.wait_until_met(fault.name, 20)


def end(fault: Fault, server: OracleServer) -> None:
    if fault.name == "port-closed":
        server.start()
    server.faults.clear()


def promise_of(fault: Fault) -> str:
    """Which of the promises a lasting fault is about."""
    if fault.name in ("port-closed", "refuse"):
        return "R4"
    if dict(fault.details).get("code") in (28000, 942, 1653):
        return "R7"
    return "R5" if fault.name.startswith(("silent", "hang", "slow")) else "R3"


@pytest.mark.parametrize(
    "fault",
    [pytest.param(fault, marks=pytest.mark.promise(promise_of(fault)), id=str(fault)) for fault in LASTING],
)
def test_rows_go_to_csv_while_it_lasts_and_to_the_database_afterwards(
    fault: Fault, oracle_server: OracleServer, make_rig: MakeRig, prove: Prove
) -> None:
    with closing(historian_of(oracle_server)) as historian:
        rig = make_rig(historian, retry_delays=(0.1,), probe_interval_s=0.3, batch_size=500)
        load = Load(rig)
        with load.running():
            load.until_stored_more(SOME)
            begin(fault, oracle_server)
            load.until(lambda counts: counts.backed_up > 0, "rows in the backup")
            end(fault, oracle_server)
            load.until_stored_more(SOME)
        account = account_of(load, oracle_server.database.rows("HMI.TAG_VALUES"))
    counts = rig.ledger.counts()
    assert counts.balanced
    assert (counts.pending, counts.dropped, counts.quarantined) == (0, 0, 0)
    assert counts.accepted == account.accepted
    assert (account.lost, account.doubled, account.foreign) == (0, 0, 0)
    prove(
        "{times} lasting faults under load: {rows:,} rows, {lost} lost, {doubled} doubled",
        rows=account.accepted,
        lost=account.lost,
        doubled=account.doubled,
    )


@pytest.mark.parametrize("fault", PASSING, ids=str)
def test_a_passing_fault_costs_another_attempt_and_nothing_else(
    fault: Fault, oracle_server: OracleServer, make_rig: MakeRig
) -> None:
    with closing(historian_of(oracle_server)) as historian:
        rig = make_rig(historian, retry_delays=(0.0, 0.1, 0.2), probe_interval_s=0.3, batch_size=500)
        load = Load(rig)
        with load.running():
            load.until_stored_more(SOME)
            begin(fault, oracle_server)
            load.until_stored_more(2 * SOME)
        account = account_of(load, oracle_server.database.rows("HMI.TAG_VALUES"))
    counts = rig.ledger.counts()
    assert counts.balanced
    assert counts.accepted == counts.stored == account.accepted
    assert (account.lost, account.doubled, account.foreign, account.in_both) == (0, 0, 0, 0)
    assert rig.writer.status().retries > 0


def test_a_slow_reader_only_slows_the_writer_down(oracle_server: OracleServer, make_rig: MakeRig) -> None:
    with closing(historian_of(oracle_server)) as historian:
        rig = make_rig(historian, batch_size=500)
        load = Load(rig)
        with load.running():
            load.until_stored_more(SOME)
            oracle_server.faults.inject("slow-reader", delay=0.002)
            load.until_stored_more(SOME)
            oracle_server.faults.clear()
        account = account_of(load, oracle_server.database.rows("HMI.TAG_VALUES"))
    assert rig.ledger.counts().stored == account.accepted
    assert (account.lost, account.doubled, account.foreign) == (0, 0, 0)


Act = Callable[[OracleServer], None]


@pytest.mark.parametrize(
    "act",
    [OracleServer.kill_sessions, lambda server: (server.stop(), server.start())],
    ids=["kill", "restart"],
)
def test_a_database_that_restarts_is_found_again(
    act: Act, oracle_server: OracleServer, make_rig: MakeRig
) -> None:
    with closing(historian_of(oracle_server)) as historian:
        rig = make_rig(historian, retry_delays=(0.1, 0.2, 0.4), batch_size=500)
        load = Load(rig)
        with load.running():
            for _ in range(3):
                load.until_stored_more(SOME)
                act(oracle_server)
            load.until_stored_more(SOME)
        account = account_of(load, oracle_server.database.rows("HMI.TAG_VALUES"))
    assert rig.ledger.counts().stored == account.accepted
    assert (account.lost, account.doubled, account.foreign) == (0, 0, 0)
