"""Tests of hmi.historian.replay: rows of files on their way back, with a real writer beside it."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from hmi.historian.csvfile import utc_now
from hmi.historian.quarantine_rows import EVERY_ROW
from hmi.historian.replay_state import FileProgress, ReplayProgress
from hmi.historian.sqlite import SqliteHistorian
from hmi.model.reading import Destination
from hmi.model.status import ReplayState, RowCounts
from hmi.model.times import utc_text
from tests.historian.replay_rig import (
    DOWN,
    MakeReplayRig,
    earlier_run,
    keys_of,
    press_directory,
    rows_of,
)
from tests.historian.scripted import REFUSED, ScriptedHistorian, key_of
from tests.pipeline.samples import HandClock, reading


@pytest.fixture
def backup_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "backup"
    folder.mkdir()
    return folder


def test_files_of_an_earlier_run_are_found_and_stored(
    make_replay_rig: MakeReplayRig, backup_folder: Path, tmp_path: Path
) -> None:
    readings = [reading(number, 10) for number in range(7)]
    earlier_run(backup_folder, *readings[:3])
    earlier_run(backup_folder, *readings[3:])
    historian = SqliteHistorian(tmp_path / "historian.db")
    rig = make_replay_rig(historian)
    rig.start_all()
    rig.until_replayed()
    rig.end()
    assert historian.row_count() == 70
    historian.close()
    assert rig.ledger.counts() == RowCounts(accepted=70, stored=70)
    assert not list(backup_folder.glob("*.csv"))
    assert (rig.replay.status().rows_done, rig.replay.status().rows_left) == (70, 0)


def test_the_oldest_file_goes_first_and_each_in_its_own_order(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    readings = [reading(number, 10) for number in range(6)]
    for one in readings:
        earlier_run(backup_folder, one)
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian, batch_size=4)
    rig.start_all()
    rig.until_replayed()
    rig.end()
    assert list(historian.rows.values()) == rows_of(*readings)
    assert historian.writes == [4, 4, 2] * 6


def test_rows_of_an_outage_come_back_by_themselves_with_polling_stopped(
    make_replay_rig: MakeReplayRig,
) -> None:
    historian = ScriptedHistorian(always=DOWN)
    rig = make_replay_rig(historian, probe_interval_s=0.01, retry_delays=())
    rig.start_all()
    readings = [reading(number, 10) for number in range(5)]
    rig.write_until_settled(*readings)
    rig.backup.close()
    rig.until(lambda: rig.replay.status().state is ReplayState.WAITING)
    assert rig.ledger.counts() == RowCounts(accepted=50, backed_up=50)
    historian.always = "ok"
    rig.until_replayed()
    rig.end()
    assert set(historian.rows) == keys_of(*readings)
    assert rig.ledger.counts() == RowCounts(accepted=50, stored=50)
    assert rig.writer.status().rows_written == 0  # figures of live rows alone


def test_rows_of_the_file_that_is_being_written_come_back_when_no_more_come(
    make_replay_rig: MakeReplayRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.backup._QUIET_S", 0.05)
    historian = ScriptedHistorian(DOWN)
    rig = make_replay_rig(historian, retry_delays=(), probe_interval_s=0.0)
    rig.start_all()
    rig.write_until_settled(away := reading(1, 10))
    assert rig.replay.status().rows_left == 10
    rig.write_until_settled(reading(2, 10))  # the historian is back
    rig.until(lambda: not rig.backup.open_rows)
    rig.until_replayed()
    rig.end()
    assert keys_of(away) < set(historian.rows)
    assert rig.ledger.counts() == RowCounts(accepted=20, stored=20)


def test_live_rows_go_first(make_replay_rig: MakeReplayRig, backup_folder: Path) -> None:
    old = [reading(number, 10) for number in range(20)]
    live = [reading(number, 10) for number in range(100, 105)]
    earlier_run(backup_folder, *old)
    historian, held, go_on = ScriptedHistorian(), threading.Event(), threading.Event()

    def hold() -> None:
        held.set()
        go_on.wait(20)

    historian.before_write = hold
    rig = make_replay_rig(historian)
    rig.start_all()
    assert held.wait(20)  # the writer is at a batch of old rows
    rig.feed(*live)
    go_on.set()
    rig.until_replayed()
    rig.end()
    order = [key[2] for key in historian.rows]
    places = [order.index(one.ts) for one in live]
    assert max(places) < 2 * 10 + 5 * 10  # behind one or two batches of old rows, not behind twenty
    assert rig.ledger.counts() == RowCounts(accepted=250, stored=250)


def test_a_replay_that_fails_does_not_open_the_breaker(
    make_replay_rig: MakeReplayRig, backup_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.old_rows._PAUSE_S", 0.01)
    earlier_run(backup_folder, one := reading(1, 10))
    historian = ScriptedHistorian(REFUSED, "lost answer", "short")
    rig = make_replay_rig(historian, probe_interval_s=3600)
    rig.start_all()
    rig.until_replayed()
    assert not rig.writer.historian_fails
    rig.end()
    assert historian.writes == [10] * 4
    assert set(historian.rows) == keys_of(one)
    assert rig.ledger.counts() == RowCounts(accepted=10, stored=10)
    status = rig.writer.status()
    assert (status.failed_writes, status.successful_writes) == (0, 0)
    assert rig.replay.status().last_error is None


def test_a_replay_that_hangs_opens_the_breaker(
    make_replay_rig: MakeReplayRig, backup_folder: Path, clock: HandClock
) -> None:
    def hang() -> None:
        clock.time += 8.1

    earlier_run(backup_folder, reading(1, 10))
    historian = ScriptedHistorian(always=DOWN)
    historian.before_write = hang
    rig = make_replay_rig(historian, probe_interval_s=3600, monotonic=clock)
    rig.start_all()
    rig.until(lambda: rig.writer.historian_fails)
    assert rig.replay.status().state is ReplayState.WAITING
    rig.end()
    assert len(historian.writes) == 1


def test_rejected_rows_go_to_quarantine_and_the_rest_is_stored(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    earlier_run(backup_folder, *[reading(number, 10) for number in range(3)])
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: row.tag_address in ("D3", "D4")
    rig = make_replay_rig(historian)
    rig.start_all()
    rig.until_replayed()
    rig.end()
    assert rig.ledger.counts() == RowCounts(accepted=30, stored=24, quarantined=6)
    assert {(row["tag_address"], row["code"]) for row in rig.quarantined()} == {
        ("D3", "ORA-12899"),
        ("D4", "ORA-12899"),
    }


def test_rows_whose_quarantine_cannot_be_written_wait(
    make_replay_rig: MakeReplayRig, backup_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.old_rows._PAUSE_S", 0.01)
    earlier_run(backup_folder, reading(1, 10))
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: row.tag_address == "D0"
    rig = make_replay_rig(historian)
    blocker = rig.folder / "quarantine"
    blocker.write_bytes(b"a file where the folder should be")
    rig.start_all()
    rig.until(lambda: len(historian.writes) > 1)
    assert rig.ledger.counts() == RowCounts(accepted=10, backed_up=10)
    blocker.unlink()
    rig.until_replayed()
    rig.end()
    assert rig.ledger.counts() == RowCounts(accepted=10, stored=9, quarantined=1)


def test_rows_that_no_historian_should_get_are_quarantined(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    ahead = utc_now() + timedelta(days=2)
    name = earlier_run(backup_folder, reading(1, 3))
    path = backup_folder / name
    lines = path.read_bytes().splitlines(keepends=True)
    lines += [
        f"{utc_text(ahead)},PLC_PRESS,D1,temp 1,0.5,GOOD,{utc_text(ahead)}\r\n".encode(),
        lines[-1].replace(b"0.5", b"warm").replace(b"03:00:01", b"03:00:02"),
    ]
    path.unlink()
    (backup_folder / "foreign.csv").write_bytes(b"".join(lines))
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian)
    rig.start_all()
    rig.until_replayed()
    rig.end()
    assert rig.ledger.counts() == RowCounts(accepted=5, stored=3, quarantined=2)
    assert sorted((row["code"], row["tag_value"]) for row in rig.quarantined()) == [
        ("FUTURE", "0.5"),
        ("NOT_A_NUMBER", "warm"),
    ]
    assert historian.writes == [3]


def test_switched_off_it_waits_to_be_asked(make_replay_rig: MakeReplayRig, backup_folder: Path) -> None:
    names = [earlier_run(backup_folder, reading(number, 10)) for number in range(3)]
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian, automatic=False)
    rig.start_all()
    rig.until(lambda: rig.replay.status().rows_left == 30)
    assert rig.replay.status().state is ReplayState.IDLE
    assert not historian.writes
    rig.replay.start([names[1], "gone.csv"])
    rig.until(lambda: rig.ledger.counts().stored == 10 and rig.replay.is_done)
    assert {key[2] for key in historian.rows} == {reading(1).ts}
    assert rig.replay.status().rows_left == 20
    rig.replay.set_automatic(True)
    rig.until_replayed()
    rig.end()
    assert rig.ledger.counts() == RowCounts(accepted=30, stored=30)


def test_asked_for_all_it_does_what_is_there_once(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    earlier_run(backup_folder, reading(1, 10))
    rig = make_replay_rig(ScriptedHistorian(), automatic=False)
    rig.start_all()
    rig.replay.start()
    rig.until_replayed()
    rig.until(lambda: rig.replay.is_done)
    earlier_run(backup_folder, reading(2, 10))
    rig.replay.set_automatic(False)  # has it look
    rig.until(lambda: rig.replay.status().rows_left == 10)
    assert rig.replay.status().state is ReplayState.IDLE
    rig.end()
    assert rig.ledger.counts() == RowCounts(accepted=20, stored=10, backed_up=10)


def test_paused_in_the_middle_of_a_file_it_goes_on_there(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    readings = [reading(number, 10) for number in range(10)]
    earlier_run(backup_folder, *readings)
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian)
    historian.before_write = lambda: rig.replay.pause() if len(historian.writes) == 3 else None
    rig.start_all()
    rig.until(lambda: rig.replay.status().state is ReplayState.IDLE and len(historian.writes) >= 3)
    rig.until(lambda: rig.replay.status().file is None)
    before = sum(historian.writes)
    assert rig.ledger.counts() == RowCounts(accepted=100, stored=before, backed_up=100 - before)
    rig.replay.start()
    rig.until_replayed()
    rig.end()
    assert sum(historian.writes) == 100
    assert rig.ledger.counts() == RowCounts(accepted=100, stored=100)


def test_a_batch_at_rest_since_the_last_note_is_not_sent_again(
    make_replay_rig: MakeReplayRig, backup_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier_run(backup_folder, *(reading(number, 10) for number in range(10)))
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian)
    at_the_fourth, noted = threading.Event(), threading.Event()
    note = ReplayProgress.note

    def fourth_write_waits() -> None:
        if len(historian.writes) == 3:
            at_the_fourth.set()
            assert noted.wait(20)

    def writer_goes_on_after_it(progress: ReplayProgress, name: str, come_so_far: FileProgress) -> None:
        note(progress, name, come_so_far)
        if at_the_fourth.is_set() and not noted.is_set():
            rig.replay.pause()
            noted.set()
            assert rig.replay_feed.wait_until_empty(20)

    historian.before_write = fourth_write_waits
    monkeypatch.setattr(ReplayProgress, "note", writer_goes_on_after_it)
    rig.start_all()
    rig.until(lambda: rig.replay.status().state is ReplayState.IDLE and len(historian.writes) > 3)
    rig.until(lambda: rig.replay.status().file is None)
    rig.replay.start()
    rig.until_replayed()
    rig.end()
    assert historian.writes == [10] * 10
    assert rig.ledger.counts() == RowCounts(accepted=100, stored=100)


def test_after_a_stop_another_run_goes_on_in_the_middle(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    readings = [reading(number, 10) for number in range(10)]
    earlier_run(backup_folder, *readings)
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian)
    historian.before_write = lambda: rig.replay_stop.set() if len(historian.writes) == 4 else None
    rig.start_all()
    assert rig.replay_stop.wait(20)
    rig.end()
    done = sum(historian.writes)
    assert 40 <= done < 100
    second = make_replay_rig(historian)
    second.start_all()
    second.until_replayed()
    second.end()
    assert sum(historian.writes) <= 110  # what the writer was at when it stopped came again
    assert set(historian.rows) == keys_of(*readings)
    counts = second.ledger.counts()
    assert counts.accepted == counts.stored <= 100 - done + 10


def test_the_throttle_spreads_the_rows(
    make_replay_rig: MakeReplayRig, backup_folder: Path, clock: HandClock
) -> None:
    earlier_run(backup_folder, *[reading(number, 10) for number in range(10)])
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian, rows_per_s=10.0, monotonic=clock)
    rig.start_all()
    rig.until(lambda: rig.replay.status().file is not None)
    written = []
    for second in range(1, 101):
        clock.time += 0.1
        rig.until(lambda: rig.replay._next_batch > clock() or not rig.backup.waiting())
        written.append(rig.replay.status().rows_done)
        assert written[-1] <= 10 * (0.1 * second + 0.5)
    rig.replay_stop.set()
    rig.end()


def test_released_rows_are_sent_also_when_it_is_switched_off(make_replay_rig: MakeReplayRig) -> None:
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: row.value == 0.5
    rig = make_replay_rig(historian, automatic=False)
    rig.start_all()
    one = reading(1, 25)
    rig.write_until_settled(one)
    assert rig.ledger.counts() == RowCounts(accepted=25, quarantined=25)
    rig.quarantine.correct(EVERY_ROW, value=7.5)
    rig.quarantine.release(EVERY_ROW)
    rig.until(lambda: rig.quarantine.count == 0)
    rig.end()
    assert {row.value for row in historian.rows.values()} == {7.5}
    assert set(historian.rows) == keys_of(one)
    assert rig.ledger.counts() == RowCounts(accepted=25, stored=25)


def test_a_released_row_that_is_refused_again_is_held_again(make_replay_rig: MakeReplayRig) -> None:
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: row.tag_address in ("D0", "D1")
    rig = make_replay_rig(historian)
    rig.start_all()
    rig.write_until_settled(reading(1, 3))
    historian.is_bad = lambda row: row.tag_address == "D0"
    rig.quarantine.release(EVERY_ROW)
    rig.until(lambda: rig.quarantine.count == 1)
    rig.end()
    assert rig.ledger.counts() == RowCounts(accepted=3, stored=2, quarantined=1)
    (left,) = rig.quarantine.rows()
    assert (left.row.tag_address, left.attempts) == ("D0", 2)


def test_rows_in_quarantine_of_an_earlier_run_are_found(make_replay_rig: MakeReplayRig) -> None:
    historian = ScriptedHistorian()
    historian.is_bad = lambda row: True
    first = make_replay_rig(historian)
    first.start_all()
    first.write_until_settled(reading(1, 3))
    first.end()
    second = make_replay_rig(historian)
    second.start_all()
    second.until(lambda: second.ledger.counts().quarantined == 3)
    second.quarantine.delete(EVERY_ROW)
    second.until(lambda: second.ledger.counts() == RowCounts())
    second.end()


def test_a_batch_that_breaks_the_writer_is_taken_apart(
    make_replay_rig: MakeReplayRig, backup_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hmi.historian.old_rows._PAUSE_S", 0.0)
    earlier_run(backup_folder, one := reading(1, 10))
    historian = ScriptedHistorian()
    broken = key_of(rows_of(one)[6])
    write = historian.write

    def breaks(rows: object, *, again: bool = False) -> object:
        if any(key_of(row) == broken for row in rows):  # type: ignore[attr-defined]  # rows, as the writer gives
            raise ZeroDivisionError("a bug")
        return write(rows, again=again)  # type: ignore[arg-type]  # likewise

    monkeypatch.setattr(historian, "write", breaks)
    rig = make_replay_rig(historian)
    rig.start_replay()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError) as caught:
            rig.writer.run(rig.stop)
        rig.writer.crashed(caught.value)
        assert not rig.writer.historian_fails
    rig.start()
    rig.until_replayed()
    rig.end()
    assert rig.ledger.counts() == RowCounts(accepted=10, stored=9, quarantined=1)
    assert [(row["tag_address"], row["code"]) for row in rig.quarantined()] == [("D6", "UNEXPECTED")]


def test_a_file_that_cannot_be_put_away_does_not_keep_the_others(
    make_replay_rig: MakeReplayRig, backup_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [earlier_run(backup_folder, reading(number, 10)) for number in range(2)]
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian)
    finish = rig.backup.finish

    def locked(name: str) -> None:
        if name == names[0]:
            raise PermissionError(13, "used by another process", name)
        finish(name)

    monkeypatch.setattr(rig.backup, "finish", locked)
    rig.start_all()
    rig.until(lambda: rig.ledger.counts().stored == 20 and rig.replay.status().file is None)
    rig.end()
    assert (backup_folder / names[0]).exists()
    assert not (backup_folder / names[1]).exists()
    assert sum(historian.writes) == 20


def test_files_of_this_run_are_counted_once(make_replay_rig: MakeReplayRig) -> None:
    rig = make_replay_rig(ScriptedHistorian(), automatic=False)
    rig.feed(one := reading(1, 10))
    rig.writer.drain_timeout_s = 0.0
    rig.finish()
    rig.backup.close()
    assert rig.ledger.counts() == RowCounts(accepted=10, backed_up=10)
    rig.start_replay()
    rig.until(lambda: rig.replay.status().rows_left == 10)
    rig.stop_replay()
    assert rig.ledger.counts() == RowCounts(accepted=10, backed_up=10)
    assert one.receipt is not None
    assert one.receipt.wait(0) is Destination.BACKED_UP


def test_without_progress_for_a_minute_it_is_stuck(
    make_replay_rig: MakeReplayRig, backup_folder: Path, clock: HandClock
) -> None:
    earlier_run(backup_folder, reading(1, 10))
    rig = make_replay_rig(ScriptedHistorian(), monotonic=clock)  # no writer runs
    rig.start_replay()
    rig.until(lambda: rig.replay_feed.has_batch)
    assert rig.replay.status().state is ReplayState.RUNNING
    clock.time += 61
    assert rig.replay.status().state is ReplayState.STUCK
    rig.stop_replay()


def test_unknown_tags_are_stored_too(make_replay_rig: MakeReplayRig, backup_folder: Path) -> None:
    earlier_run(backup_folder, one := reading(1, 10))
    historian = ScriptedHistorian()
    rig = make_replay_rig(historian, directory=press_directory(0))
    rig.start_all()
    rig.until_replayed()
    rig.end()
    assert [row._replace(group_name="PRESS") for row in historian.rows.values()] == rows_of(one)


def test_files_of_a_folder_that_was_gone_for_a_while_are_counted_once(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    earlier_run(backup_folder, *[reading(number, 10) for number in range(3)])
    rig = make_replay_rig(ScriptedHistorian(), automatic=False)
    rig.start_all()
    rig.until(lambda: rig.replay.status().rows_left == 30)
    backup_folder.rename(backup_folder.with_name("unplugged"))
    rig.until(lambda: rig.replay.status().rows_left == 0)
    backup_folder.with_name("unplugged").rename(backup_folder)
    rig.until(lambda: rig.replay.status().rows_left == 30)
    assert rig.ledger.counts() == RowCounts(accepted=30, backed_up=30)
    rig.end()


def test_rows_of_a_file_that_somebody_deleted_are_accounted_for_no_more(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    earlier_run(backup_folder, reading(1, 10))
    name = earlier_run(backup_folder, reading(2, 10))
    rig = make_replay_rig(ScriptedHistorian(), automatic=False)
    rig.start_all()
    rig.until(lambda: rig.replay.status().rows_left == 20)
    (backup_folder / name).unlink()
    rig.until(lambda: rig.replay.status().rows_left == 10)
    rig.until(lambda: rig.ledger.counts() == RowCounts(accepted=10, backed_up=10))
    rig.end()


def test_rows_of_a_file_that_was_deleted_while_it_was_written_are_accounted_for_no_more(
    make_replay_rig: MakeReplayRig, backup_folder: Path
) -> None:
    rig = make_replay_rig(ScriptedHistorian(always=DOWN), automatic=False)
    rig.start_all()
    rig.feed(reading(1, 10))
    rig.until(lambda: rig.ledger.counts().backed_up == 10)
    (path,) = backup_folder.glob("*.csv")
    rig.backup.delete([path.name])
    rig.until(lambda: rig.ledger.counts() == RowCounts())
    rig.end()
