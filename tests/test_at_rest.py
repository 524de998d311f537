from __future__ import annotations

from pathlib import Path

import pytest

from hmi.at_rest import GrownError, RowsAtRest
from hmi.eventlog import EventLog
from hmi.historian.archive import Archive, Place
from hmi.historian.backup import CsvBackup
from hmi.historian.reasons import reasons_of
from hmi.model.errors import HmiError
from hmi.model.long_work import CancelledWorkError, LongWork
from hmi.model.spill_reasons import BUFFER_FULL, QUEUE_FULL
from hmi.pipeline.buffer import CircularBuffer
from hmi.pipeline.ledger import Ledger
from hmi.pipeline.queue import DataQueue
from tests.historian.replay_rig import ReplayRig, earlier_run
from tests.historian.scripted import ScriptedHistorian
from tests.pipeline.samples import CLOSED, reading

BY = "lee (engineer)"


class Desk:
    """What rests on disk, and its events; nothing runs until the test says so."""

    def __init__(self, folder: Path) -> None:
        self.rig = rig = ReplayRig(folder, ScriptedHistorian(), automatic=False)
        self.events = EventLog(folder / "events.db")
        self.rest = RowsAtRest(rig.backup, rig.quarantine, rig.replay, self.events, keep_days=30)

    def replay_all(self) -> None:
        """Replay what was asked for, to its end."""
        self.rig.start_all()
        try:
            self.rig.until(lambda: self.rig.replay.is_done)
        finally:
            self.rig.end()

    def told(self) -> list[tuple[str, str]]:
        return [(str(event), event.by) for event in self.events.read()]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_file_keeps_why_it_was_written_each_reason_once(tmp_path: Path) -> None:
    backup = CsvBackup(tmp_path)
    for reason in ("ORA-12541: no\nlistener", QUEUE_FULL, QUEUE_FULL, "ORA-12541: no\nlistener"):
        backup.spill([reading(1)], reason)
    backup.close()
    (file,) = backup.list_files()
    assert file.reasons == ("ORA-12541: no listener", QUEUE_FULL)
    assert CsvBackup(tmp_path).list_files() == [file]
    assert reasons_of(tmp_path / "unknown.csv") == ()


def test_what_no_longer_fits_into_memory_says_so(tmp_path: Path) -> None:
    ledger, backup = Ledger(), CsvBackup(tmp_path)
    buffer = CircularBuffer(ledger, backup, CLOSED, max_values=100)
    queue = DataQueue(ledger, backup, CLOSED, max_readings=1, put_timeout=0.0)
    for number in range(3):
        ledger.accept(60)
        buffer.append(reading(number, 60))
        queue.put(reading(10 + number))
    backup.close()
    (file,) = backup.list_files()
    assert set(file.reasons) == {QUEUE_FULL, BUFFER_FULL}


def test_files_tell_how_much_of_them_is_confirmed(desk: Desk) -> None:
    name = earlier_run(desk.rest.folder, reading(1, 10))
    (file,) = desk.rest.files(Place.WAITING)
    assert (file.name, file.file.rows, file.confirmed) == (name, 10, 0)
    desk.rest.replay([name], by=BY)
    desk.replay_all()
    assert desk.rest.files(Place.WAITING) == []
    (file,) = desk.rest.files(Place.REPLAYED)
    assert (file.confirmed, desk.rest.replayed_count()) == (10, 1)
    assert desk.told() == [(f"The replay of {name} was asked for", BY)]


def test_a_missing_folder_is_no_empty_one(desk: Desk) -> None:
    with pytest.raises(HmiError, match="is not there: plug its disk in"):
        desk.rest.files(Place.WAITING)


def test_no_more_rows_are_lost_than_was_agreed(desk: Desk) -> None:
    desk.rig.backup.spill([reading(1, 10)], "test")
    (file,) = desk.rest.files(Place.WAITING)
    assert desk.rest.unconfirmed([file.name], Place.WAITING, LongWork()) == 10
    desk.rig.backup.spill([reading(2, 3)], "test")
    with pytest.raises(GrownError, match="13 rows would be lost now instead of 10"):
        desk.rest.delete([file.name], Place.WAITING, LongWork(), agreed_rows=10, by=BY)
    assert desk.rest.delete([file.name], Place.WAITING, LongWork(), agreed_rows=13, by=BY) == 13
    assert desk.told() == [(f"Backup file {file.name} was deleted; 13 of its rows are not stored", BY)]
    assert not list(desk.rest.folder.rglob("backup*"))


def test_files_that_were_deleted_before_one_that_cannot_be_are_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [earlier_run(desk.rest.folder, reading(number, 10)) for number in (1, 2)]
    delete = Archive.delete

    def held(archive: Archive, name: str, place: Place) -> None:
        if name == names[1]:
            raise PermissionError(13, "Permission denied")
        delete(archive, name, place)

    monkeypatch.setattr(Archive, "delete", held)
    with pytest.raises(HmiError, match="close it in other programs"):
        desk.rest.delete(names, Place.WAITING, LongWork(), agreed_rows=20, by=BY)
    assert desk.told() == [(f"Backup file {names[0]} was deleted; 10 of its rows are not stored", BY)]


def test_of_a_damaged_file_only_what_is_not_intact_is_lost(desk: Desk) -> None:
    name = earlier_run(desk.rest.folder, reading(1, 10))
    path = desk.rest.folder / name
    path.write_bytes(path.read_bytes().replace(b"temp 3", b"temp X"))
    desk.rest.replay(by=BY)
    desk.replay_all()
    (file,) = desk.rest.files(Place.SET_ASIDE)
    assert desk.rest.unconfirmed([name], Place.SET_ASIDE, LongWork()) == 1
    assert desk.rest.delete([file.name], Place.SET_ASIDE, LongWork(), agreed_rows=1, by=BY) == 1
    assert not list((desk.rest.folder / Place.SET_ASIDE).rglob("backup*"))


def test_a_cancelled_work_deletes_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    name = earlier_run(desk.rest.folder, reading(1, 10))
    work = LongWork()
    work.cancel()
    with pytest.raises(CancelledWorkError):
        desk.rest.export([name], Place.WAITING, tmp_path / "a.csv", work, overwrite=False, by=BY)
    with pytest.raises(CancelledWorkError):
        desk.rest.verify([name], Place.WAITING, work, by=BY)
    assert not (tmp_path / "a.csv").exists()
    assert desk.told() == []


def test_a_paused_replay_goes_on_with_what_was_asked_for(desk: Desk) -> None:
    names = [earlier_run(desk.rest.folder, reading(number, 10)) for number in (1, 2)]
    desk.rest.replay([names[0]], by=BY)
    desk.rest.pause(by=BY)
    status = desk.rig.replay.status()
    assert (status.paused, status.asked) == (True, True)
    desk.rest.resume(by=BY)
    desk.replay_all()
    assert [file.name for file in desk.rest.files(Place.WAITING)] == [names[1]]
    desk.rest.replay(by=BY)
    desk.rest.cancel(by=BY)
    status = desk.rig.replay.status()
    assert (status.paused, status.asked) == (False, False)
    assert [text for text, _ in desk.told()][:2] == [
        "The replay was cancelled; what is left waits",
        "The replay of all backup files was asked for",
    ]


def test_the_parts_of_a_work_make_up_the_whole() -> None:
    whole = LongWork()
    whole.part(1, 4).step(0.5)
    assert whole.share == 0.375
