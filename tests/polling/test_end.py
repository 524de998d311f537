"""The end of the polling: nothing waits for a tick or a trigger that is still far away."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.model.plant import PollingMode
from hmi.polling import poller
from hmi.polling.engine import PollingEngine
from hmi.qthreads import QThreadHost
from tests.polling.conftest import WAIT_S, Field, Inbox

_HOUR_MS = 3_600_000


def test_the_end_waits_for_no_tick(
    plants: Field, inbox: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poller, "_LOOK_FOR_STOP_S", 10 * WAIT_S)
    plants.add_plc()
    plants.add_group("G", interval_ms=_HOUR_MS)
    plants.add_group("H", mode=PollingMode.HANDSHAKE)
    host = QThreadHost(patience_s=10 * WAIT_S)
    engine = PollingEngine(lambda: plants.plant, inbox.queue, host, tmp_path)
    assert engine.start_all() == []
    inbox.next("G")
    engine.close()
    assert host.statuses() == ()
