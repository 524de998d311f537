from __future__ import annotations

import pytest

from hmi.historian.protocol import Rejected
from hmi.historian.quarantine_log import RefusalLog
from tests.pipeline.samples import HandClock, reading


def refused(code: str, rows: int) -> list[Rejected]:
    return [Rejected(row, code, "value too large") for row in reading(1, rows).rows()]


def test_a_tag_that_is_refused_at_every_poll_is_told_once_a_minute(caplog: pytest.LogCaptureFixture) -> None:
    clock = HandClock()
    log = RefusalLog(monotonic=clock)
    for _ in range(120):
        log.tell(refused("ORA-12899", 2))
        clock.time += 1
    assert [record.getMessage().split(" refused")[0] for record in caplog.records] == ["2 rows", "120 rows"]


def test_another_code_is_told_at_once(caplog: pytest.LogCaptureFixture) -> None:
    log = RefusalLog(monotonic=HandClock())
    log.tell(refused("ORA-12899", 3))
    log.tell([*refused("ORA-12899", 1), *refused("ORA-02290", 2)])
    assert [record.getMessage().split(": ")[1] for record in caplog.records] == [
        "ORA-12899 value too large",
        "ORA-02290 value too large",
    ]
