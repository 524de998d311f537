"""Shared by the pipeline's tests."""

from __future__ import annotations

import pytest

from hmi.pipeline.ledger import Ledger
from tests.pipeline.samples import HandClock, MemorySink


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def sink() -> MemorySink:
    return MemorySink()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()
