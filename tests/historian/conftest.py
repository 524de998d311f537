"""Shared by the historian's tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from hmi.historian.protocol import Historian
from tests.historian.oracle_plant import OracleUser
from tests.historian.replay_rig import MakeReplayRig, ReplayRig
from tests.historian.rig import MakeRig, WriterRig
from tests.pipeline.samples import HandClock
from tests.servers.oracle.server import OracleServer


@pytest.fixture
def clock() -> HandClock:
    """A clock that the test moves."""
    return HandClock()


@pytest.fixture
def make_rig(tmp_path: Path) -> Iterator[MakeRig]:
    """Makes writer rigs and ends them with the test."""
    with ExitStack() as ending:

        def make(historian: Historian, **settings: object) -> WriterRig:
            rig = WriterRig(tmp_path, historian, **settings)  # type: ignore[arg-type]  # a test's own keywords
            ending.callback(rig.backup.close)
            ending.callback(rig.quarantine.close)
            ending.callback(rig.stop.set)
            return rig

        yield make


@pytest.fixture
def make_replay_rig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeReplayRig]:
    """Makes rigs with a replay that looks around often, and ends them with the test."""
    for name in ("replay._IDLE_S", "replay_files._LOOK_EVERY_S", "replay_released._LOOK_EVERY_S"):
        monkeypatch.setattr(f"hmi.historian.{name}", 0.02)
    with ExitStack() as ending:

        def make(historian: Historian, **settings: object) -> ReplayRig:
            rig = ReplayRig(tmp_path, historian, **settings)  # type: ignore[arg-type]  # a test's own keywords
            ending.callback(rig.backup.close)
            ending.callback(rig.quarantine.close)
            ending.callback(rig.stop.set)
            ending.callback(rig.replay_stop.set)
            return rig

        yield make


@pytest.fixture
def session(oracle_server: OracleServer) -> Iterator[OracleUser]:
    """A user's session in an Oracle schema without tables."""
    user = OracleUser(oracle_server)
    yield user
    user.connection.close()
