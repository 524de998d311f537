"""Shared by all tests: no window on a screen, no thread left behind."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.keyrings import memory_keyring  # noqa: F401 - a fixture of every test
from tests.servers.oracle.fixture import oracle_server  # noqa: F401 - a fixture of every test

pytest_plugins = ["tests.faults.promises"]

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Machines are shared and noisy: how long an example or its making takes says nothing about what is tested.
settings.register_profile("lineside", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("lineside")

_GRACE_S = 20.0


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail the test that leaves a thread running; a thread already on its way out is given a moment."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + _GRACE_S
    left = _left_over(before)
    while left and time.monotonic() < deadline:
        left[0].join(timeout=0.05)
        left = _left_over(before)
    assert not left, f"threads left running: {[thread.name for thread in left]}"


def _left_over(before: set[threading.Thread]) -> list[threading.Thread]:
    # A QThread that touched Python shows up as a _DummyThread that never "ends"; its own host joins it.
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not isinstance(thread, threading._DummyThread)
    ]
