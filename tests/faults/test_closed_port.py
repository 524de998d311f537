"""A database that refuses connections: when it is tried, and what happens in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from hmi.config.settings import Settings
from hmi.historian.oracle import OracleHistorian
from hmi.historian.protocol import WriteResult
from hmi.model.reading import Row
from tests.faults.load import Load, account_of
from tests.faults.oracle import historian_of
from tests.faults.promises import Prove
from tests.historian.rig import MakeRig
from tests.servers.oracle.server import OracleServer

PROBE_S = 5.0

pytestmark = [pytest.mark.promise("R4"), pytest.mark.timeout(120)]


class Attempts:
    """The times at which the historian was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.times: list[float] = []
        write: Callable[..., WriteResult] = OracleHistorian.write

        def noted(historian: OracleHistorian, rows: Sequence[Row], *, again: bool = False) -> WriteResult:
            self.times.append(time.monotonic())
            return write(historian, rows, again=again)

        monkeypatch.setattr(OracleHistorian, "write", noted)

    def pauses(self) -> list[float]:
        return [later - earlier for earlier, later in pairwise(self.times)]


def test_it_is_tried_after_growing_pauses_and_then_every_few_seconds(
    oracle_server: OracleServer,
    make_rig: MakeRig,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    long: bool,
    prove: Prove,
) -> None:
    scale = 1.0 if long else 0.1
    delays = [scale * delay for delay in Settings(tmp_path).retry_delays]
    attempts = Attempts(monkeypatch)
    with closing(historian_of(oracle_server)) as historian:
        rig = make_rig(historian, retry_delays=delays, probe_interval_s=scale * PROBE_S, batch_size=500)
        load = Load(rig)
        with load.running():
            load.until_stored_more(1_000)
            oracle_server.stop()
            first = len(attempts.times) - 1  # at the latest: the one that was on its way
            load.until(lambda counts: counts.backed_up > 0, "rows in the backup")
            retries = attempts.pauses()[-len(delays) :]
            load.until(lambda _: len(attempts.times) > first + len(delays) + 4, "probes")
            probes = attempts.pauses()[-2:]
            oracle_server.start()
            load.until_stored_more(1_000)
        account = account_of(load, oracle_server.database.rows("HMI.TAG_VALUES"))
    assert all(pause >= delay for pause, delay in zip(retries, delays, strict=True))
    assert all(pause >= 0.99 * scale * PROBE_S for pause in probes)
    assert (account.lost, account.doubled) == (0, 0)
    prove(
        f"pauses of {', '.join(f'{pause / scale:.1f}' for pause in retries)} s before the backup, "
        f"then probes every {', '.join(f'{pause / scale:.1f}' for pause in probes)} s"
        + ("" if long else " (ten times as fast)")
    )
