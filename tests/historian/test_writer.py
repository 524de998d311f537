"""Tests of hmi.historian.writer."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import pytest

from hmi.historian.sqlite import SqliteHistorian
from hmi.model.reading import Destination
from hmi.model.status import RowCounts, WriterState
from tests.historian.rig import MakeRig
from tests.historian.scripted import REFUSED, UNAVAILABLE, ScriptedHistorian
from tests.pipeline.samples import HandClock, reading, settled


def test_rows_are_stored_in_the_embedded_historian(make_rig: MakeRig, tmp_path: Path) -> None:
    historian = SqliteHistorian(tmp_path / "historian.db")
    rig = make_rig(historian)
    readings = [reading(number, 4) for number in range(10)]
    rig.start()
    rig.write_until_settled(*readings)
    rig.finish()
    assert historian.row_count() == 40
    historian.close()
    assert {settled(one) for one in readings} == {Destination.STORED}
    assert rig.ledger.counts() == RowCounts(accepted=40, stored=40)
    assert rig.backed_up() == []


def test_batches_hold_whole_readings_up_to_the_batch_size(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian()
    rig = make_rig(historian, batch_size=10)
    rig.feed(*[reading(number, 4) for number in range(5)])
    rig.finish()
    assert historian.writes == [8, 8, 4]


def test_a_failed_write_is_tried_again(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian(UNAVAILABLE, "lost answer", UNAVAILABLE)
    rig = make_rig(historian)
    rig.start()
    rig.write_until_settled(reading(1, 3))
    rig.finish()
    assert historian.writes == [3, 3, 3, 3]
    assert rig.ledger.counts() == RowCounts(accepted=3, stored=3)
    status = rig.writer.status()
    assert (status.rows_written, status.successful_writes, status.failed_writes, status.retries) == (
        3,
        1,
        3,
        3,
    )
    assert status.success_rate_pct == 25.0
    assert rig.writer.last_error is None


def test_after_the_last_attempt_rows_go_to_csv_and_the_breaker_opens(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian(always=UNAVAILABLE)
    rig = make_rig(historian, probe_interval_s=3600)
    rig.start()
    first, second = reading(1, 3), reading(2, 2)
    rig.write_until_settled(first)
    rig.write_until_settled(second)
    assert historian.writes == [3, 3, 3, 3]  # the second did not even try
    assert rig.writer.status().state is WriterState.BACKUP
    assert rig.writer.last_error == "no answer from the database"
    assert settled(first) is settled(second) is Destination.BACKED_UP
    rig.finish()
    assert rig.writer.status().state is WriterState.STOPPED
    assert rig.ledger.counts() == RowCounts(accepted=5, backed_up=5)
    assert len(rig.backed_up()) == 5


def test_it_tells_for_how_long_the_historian_has_not_answered(make_rig: MakeRig, clock: HandClock) -> None:
    historian = ScriptedHistorian()
    waited = []

    def look() -> None:
        clock.time += 3.0
        waited.append(rig.writer.waits_s)

    historian.before_write = look
    rig = make_rig(historian, monotonic=clock)
    assert rig.writer.waits_s == 0
    rig.feed(reading(1))
    rig.finish()
    assert waited == [3.0]
    assert rig.writer.waits_s == 0


def test_an_attempt_that_hung_is_not_tried_again(make_rig: MakeRig, clock: HandClock) -> None:
    def hang() -> None:
        clock.time += 8.1

    historian = ScriptedHistorian(always=UNAVAILABLE)
    historian.before_write = hang
    rig = make_rig(historian, probe_interval_s=3600, monotonic=clock)
    rig.start()
    rig.write_until_settled(reading(1))
    rig.finish()
    assert historian.writes == [1]
    assert rig.ledger.counts().backed_up == 1


def test_a_refusal_is_not_tried_again(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian(always=REFUSED)
    rig = make_rig(historian, probe_interval_s=3600)
    rig.start()
    rig.write_until_settled(reading(1))
    rig.write_until_settled(reading(2))
    rig.finish()
    assert historian.writes == [1]
    assert rig.ledger.counts().backed_up == 2


def test_a_probe_with_one_attempt_finds_the_historian_well_again(
    make_rig: MakeRig, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "hmi.historian")
    historian = ScriptedHistorian(*[UNAVAILABLE] * 5)
    rig = make_rig(historian, probe_interval_s=0)
    rig.start()
    readings = [reading(number) for number in range(3)]
    for one in readings:
        rig.write_until_settled(one)
    assert [settled(one) for one in readings] == [
        Destination.BACKED_UP,  # four attempts
        Destination.BACKED_UP,  # one probe
        Destination.STORED,
    ]
    assert historian.writes == [1] * 6
    assert rig.writer.status().state is WriterState.RUNNING
    rig.finish()
    assert [record.levelno for record in caplog.records].count(logging.ERROR) == 1
    assert any("takes rows again" in record.getMessage() for record in caplog.records)


class WatchedStop(threading.Event):
    """A stop event that tells when somebody waits on it for long."""

    def __init__(self) -> None:
        super().__init__()
        self.waited_on = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is not None and timeout > 60:
            self.waited_on.set()
        return super().wait(timeout)


def test_while_waiting_for_the_next_attempt_the_state_says_so_and_a_stop_ends_it(make_rig: MakeRig) -> None:
    stop = WatchedStop()
    rig = make_rig(ScriptedHistorian(UNAVAILABLE), retry_delays=(3600,), stop=stop)
    rig.feed(reading(1))
    rig.start()
    assert stop.waited_on.wait(20)
    assert rig.writer.status().state is WriterState.RETRYING
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=1, stored=1)


@pytest.mark.parametrize("bad", [1, 3, 10])
def test_rejected_rows_cost_only_themselves(make_rig: MakeRig, bad: int) -> None:
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: int(row.tag_address[1:]) < bad
    rig = make_rig(historian)
    rig.feed(one := reading(1, 10))
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=10, stored=10 - bad, quarantined=bad)
    assert settled(one) is Destination.QUARANTINED
    assert [row["tag_address"] for row in rig.quarantined()] == [f"D{i}" for i in range(bad)]
    assert rig.quarantined()[0]["code"] == "ORA-12899"
    assert historian.writes == [10]


def test_the_receipt_of_a_reading_beside_rejected_rows_says_stored(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian()
    bad, good = reading(1, 2), reading(2, 2)
    historian.is_bad = lambda row: row.ts == bad.ts
    rig = make_rig(historian)
    rig.feed(bad, good)
    rig.finish()
    assert (settled(bad), settled(good)) == (Destination.QUARANTINED, Destination.STORED)


def test_an_answer_that_forgets_a_row_is_not_believed(make_rig: MakeRig) -> None:
    rig = make_rig(ScriptedHistorian("short"), retry_delays=())
    rig.feed(reading(1, 3))
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=3, backed_up=3)
    assert rig.writer.last_error == "The historian answered for 2 of 3 rows"


def test_at_the_end_there_is_one_attempt_and_the_rest_goes_to_csv(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian(always=UNAVAILABLE)
    rig = make_rig(historian, retry_delays=(3600,))
    rig.feed(*[reading(number, 10) for number in range(5)])
    rig.finish()
    assert historian.writes == [10]
    assert rig.ledger.counts() == RowCounts(accepted=50, backed_up=50)


def test_at_the_end_the_time_is_limited(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian()
    rig = make_rig(historian)
    rig.writer.drain_timeout_s = 0.0
    rig.feed(reading(1))
    rig.finish()
    assert historian.writes == []
    assert rig.ledger.counts() == RowCounts(accepted=1, backed_up=1)


def test_a_batch_that_breaks_the_writer_goes_to_csv_after_the_restart(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian(ZeroDivisionError("a bug"))
    rig = make_rig(historian, probe_interval_s=3600)
    rig.feed(one := reading(1))
    with pytest.raises(ZeroDivisionError) as caught:
        rig.writer.run(rig.stop)
    assert rig.writer.status().state is WriterState.STOPPED
    assert rig.ledger.counts().pending == 1
    rig.writer.crashed(caught.value)
    rig.start()
    assert one.receipt is not None
    assert one.receipt.wait(20) is Destination.BACKED_UP
    rig.finish()
    assert historian.writes == [1]
    assert "a bug" in (rig.writer.last_error or "")


def test_a_bug_in_the_last_writes_costs_no_row(make_rig: MakeRig) -> None:
    rig = make_rig(ScriptedHistorian(ZeroDivisionError("a bug")))
    rig.feed(reading(1), reading(2, 20))
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=21, backed_up=21)


def test_while_both_disks_refuse_the_batch_stays_and_is_said_once(
    make_rig: MakeRig, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.writer._DISK_RETRY_S", 0.001)
    historian = ScriptedHistorian(always=UNAVAILABLE)
    rig = make_rig(historian, probe_interval_s=3600)
    (rig.folder / "backup").write_bytes(b"a file where the folder should be")
    rig.feed(one := reading(1, 2))
    critical = threading.Event()

    def look(record: logging.LogRecord) -> bool:
        if record.levelno == logging.CRITICAL:
            critical.set()
        return True

    caplog.handler.addFilter(look)
    rig.start()
    assert critical.wait(20)
    assert rig.ledger.counts().pending == 2
    refused = rig.writer.disk_refuses
    assert refused
    (rig.folder / "backup").unlink()
    assert one.receipt is not None
    assert one.receipt.wait(20) is Destination.BACKED_UP
    assert not rig.writer.disk_refuses
    rig.finish()
    assert [record.levelno for record in caplog.records].count(logging.CRITICAL) == 1
    assert len(rig.backed_up()) == 2


def test_rows_that_the_quarantine_cannot_take_now_do_not_hold_up_the_others(
    make_rig: MakeRig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("hmi.historian.settlement._RETRY_S", 0.001)
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: row.tag_address == "D2"
    rig = make_rig(historian)
    blocker = rig.folder / "quarantine"
    blocker.write_bytes(b"")
    rig.start()
    rig.feed(bad := reading(1, 3))
    rig.write_until_settled(*(reading(number, 2) for number in range(2, 5)))
    assert rig.ledger.counts() == RowCounts(accepted=9, stored=6, pending=3)
    assert rig.writer.disk_refuses
    blocker.unlink()
    assert bad.receipt is not None
    assert bad.receipt.wait(20) is Destination.QUARANTINED
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=9, stored=8, quarantined=1)
    assert len(rig.quarantined()) == 1
    assert rig.writer.status().rows_written == 8
    assert [record.levelno for record in caplog.records].count(logging.CRITICAL) == 1


def test_a_writer_waits_for_the_quarantine_when_too_much_is_held_back(
    make_rig: MakeRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.settlement._MOST_HELD_BACK", 2)
    monkeypatch.setattr("hmi.historian.writer._DISK_RETRY_S", 0.001)
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: row.tag_address == "D0"
    rig = make_rig(historian)
    blocker = rig.folder / "quarantine"
    blocker.write_bytes(b"")
    tries = iter(range(1, 100))
    historian.before_write = lambda: blocker.unlink() if next(tries) == 3 else None
    rig.start()
    rig.write_until_settled(reading(1, 3))
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=3, stored=2, quarantined=1)


def test_at_the_end_what_nobody_takes_is_dropped_and_said(
    make_rig: MakeRig, caplog: pytest.LogCaptureFixture
) -> None:
    rig = make_rig(ScriptedHistorian(always=UNAVAILABLE))
    (rig.folder / "backup").write_bytes(b"")
    rig.feed(one := reading(1, 2))
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=2, dropped=2)
    assert settled(one) is Destination.DROPPED
    assert any("2 rows lost" in record.getMessage() for record in caplog.records)


def test_at_the_end_rejected_rows_that_the_disk_refuses_are_dropped(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: row.tag_address == "D0"
    rig = make_rig(historian)
    (rig.folder / "quarantine").write_bytes(b"")
    rig.feed(reading(1, 3))
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=3, stored=2, dropped=1)


def test_rows_of_a_writer_that_hangs_are_saved_by_abandon(make_rig: MakeRig) -> None:
    historian, go_on = ScriptedHistorian(), threading.Event()
    historian.before_write = go_on.wait
    rig = make_rig(historian, batch_size=2)
    readings = [reading(number, 2) for number in range(3)]
    rig.feed(*readings)
    rig.start()
    assert historian.write_began.wait(20)
    rig.stop.set()
    rig.writer.abandon()
    assert rig.ledger.counts() == RowCounts(accepted=6, backed_up=6)
    go_on.set()  # the answer comes at last and changes nothing
    rig.finish()
    assert historian.is_closed  # nobody else closes what the late write had opened
    assert rig.ledger.counts() == RowCounts(accepted=6, backed_up=6)
    assert len(rig.backed_up()) == 6
    assert {settled(one) for one in readings} == {Destination.BACKED_UP}


def test_abandon_with_an_empty_buffer_writes_nothing(make_rig: MakeRig) -> None:
    rig = make_rig(ScriptedHistorian())
    rig.finish()
    rig.writer.abandon()
    assert not (rig.folder / "backup").exists()
