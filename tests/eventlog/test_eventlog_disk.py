"""Damage, full disks, killed processes: the log goes on, and what was written stays."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from hmi.eventlog import EventLog
from hmi.eventlog.file import EventFile
from hmi.model.events import EventKind

_VICTIM = """
import itertools, sys, threading
from pathlib import Path
from hmi.eventlog import EventLog
from hmi.eventlog.file import EventFile
from hmi.model.events import EventKind

log = EventLog(Path(sys.argv[1]))
threading.Thread(target=log.run, args=(threading.Event(),), daemon=True).start()
file = EventFile(Path(sys.argv[1]))
for number in itertools.count():
    log.add(EventKind.GROUP_STARTED, str(number), by="kim")
    while file.newest() <= number:
        pass
    print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "events.db"


def add(log: EventLog, *names: str) -> None:
    for name in names:
        log.add(EventKind.GROUP_STARTED, name, by="kim")


def subjects(log: EventLog) -> list[str]:
    return [event.subject for event in log.read()]


def test_a_killed_process_loses_nothing_that_was_on_disk(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _VICTIM, str(path)], stdout=subprocess.PIPE, text=True
    ) as victim:
        assert victim.stdout is not None
        seen = [victim.stdout.readline().strip() for _ in range(3)]
        victim.kill()
    assert seen == ["0", "1", "2"]
    assert subjects(EventLog(path))[-3:] == ["2", "1", "0"]


def test_the_log_of_the_run_before_goes_on(path: Path) -> None:
    for name in ("A", "B"):
        log = EventLog(path)
        add(log, name)
        log.flush()
    assert [(event.subject, event.seq) for event in EventLog(path).read()] == [("B", 2), ("A", 1)]


@pytest.mark.parametrize("damage", [b"", b"no database at all, but longer than a header of one" * 100])
def test_a_file_that_is_no_database_is_set_aside(path: Path, damage: bytes) -> None:
    path.write_bytes(damage)
    log = EventLog(path)
    add(log, "A")
    for _ in range(2):
        log.flush()
    told = [event.subject for event in log.read()]
    aside = list(path.parent.glob("events-damaged-*.db"))
    assert "A" in told
    assert [file.read_bytes() for file in aside] == ([damage] if damage else [])
    assert (aside[0].name in told) if damage else told == ["A"]


def test_a_database_that_is_torn_is_set_aside_and_the_numbers_go_on(path: Path) -> None:
    log = EventLog(path)
    add(log, *map(str, range(500)))
    log.flush()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    torn = bytearray(path.read_bytes())
    torn[4096:] = b"\xff" * (len(torn) - 4096)
    path.write_bytes(torn)
    with pytest.raises(OSError, match=r"events\.db cannot be read"):
        log.read()
    add(log, "after")
    log.flush()
    assert subjects(log) == ["events-damaged" + subjects(log)[0][14:], "after"]
    assert min(event.seq for event in log.read()) > 500
    assert len(list(path.parent.glob("events-damaged-*.db"))) == 1


def test_a_database_of_something_else_is_set_aside(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, colour TEXT)")
    log = EventLog(path)
    add(log, "A")
    for _ in range(2):
        log.flush()
    assert "A" in subjects(log)


def test_what_a_newer_version_has_written_is_read_as_text(path: Path) -> None:
    log = EventLog(path)
    add(log, "A")
    log.flush()
    with closing(sqlite3.connect(path)) as connection, connection:
        insert = "INSERT INTO events (time, kind, subject, made_by, detail) VALUES ('2027', ?, ?, '', ?)"
        connection.execute(insert, ["teleported", "PRESS", '{"where": "moon", "how": {"strange": [1]}}'])
        connection.execute(insert, ["plc_lost", "PRESS", "{torn"])
        connection.execute(insert, ["plc_back", "PRESS", '["a list"]'])
    back, lost, newer, _ = EventLog(path).read()
    assert str(newer) == "teleported: subject PRESS, where moon, how {'strange': [1]}"
    assert str(lost) == "PLC PRESS does not answer: –"
    assert str(back) == "PLC PRESS answers again after –"


def test_a_disk_that_is_full_makes_events_wait(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    log = EventLog(path)
    add(log, "before")
    log.flush()
    connect = EventFile._connect

    def full(file: EventFile) -> sqlite3.Connection:
        connection = connect(file)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(EventFile, "_connect", full)
    caplog.set_level(logging.WARNING, "hmi.eventlog")
    names = [f"{number} {'x' * 500}" for number in range(20)]
    add(log, *names)
    for _ in range(3):
        log.flush()
    assert len(caplog.records) == 1  # not twice a second
    assert subjects(log) == [*names[::-1], "before"]
    monkeypatch.undo()
    log.flush()
    assert subjects(log) == [*names[::-1], "before"]
    assert all(event.seq for event in log.read())


def test_a_disk_that_is_away_makes_the_newest_events_wait(tmp_path: Path) -> None:
    path = tmp_path / "unplugged" / "events.db"
    log = EventLog(path)
    add(log, *map(str, range(10_005)))
    log.flush()
    assert len(log.read(20_000)) == 10_000
    path.parent.mkdir()
    log.flush()
    assert [event.subject for event in log.read(1)] == ["10004"]
    assert all(event.seq for event in log.read(20_000))


def test_the_oldest_events_go_when_there_are_too_many(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hmi.eventlog.file._KEPT", 2_000)
    log = EventLog(path)
    for begin in range(0, 5_000, 400):
        add(log, *map(str, range(begin, begin + 400)))
        log.flush()
    kept = log.read(10_000)
    assert 2_000 <= len(kept) < 3_400
    assert kept[0].subject == "5199"
    assert kept[0].seq == 5_200
