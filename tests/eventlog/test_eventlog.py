"""What happens is on disk half a second later, in its order, and is found again."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hmi.eventlog import EventLog, Wanted
from hmi.eventlog.file import EventFile
from hmi.model.events import Event, EventKind
from hmi.model.said import Said, Span

BEGIN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


class Clock:
    """A clock that goes on by a second with each look."""

    def __init__(self) -> None:
        self.now = BEGIN

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def log(tmp_path: Path) -> EventLog:
    return EventLog(tmp_path / "events.db", Clock())


def started(log: EventLog, *names: str, by: str = "kim") -> None:
    for name in names:
        log.add(EventKind.GROUP_STARTED, name, by=by)


def subjects(events: list[Event]) -> list[str]:
    return [event.subject for event in events]


def test_what_waits_is_read_before_it_is_on_disk(log: EventLog) -> None:
    started(log, "A", "B")
    assert subjects(log.read()) == ["B", "A"]
    assert {event.seq for event in log.read()} == {0}
    assert not log.path.exists()


def test_what_is_written_has_numbers_and_everything_it_had(log: EventLog) -> None:
    text = Said("{rows} rows are lost", {"rows": 1234})
    log.add(EventKind.ALARM_RAISED, "rows_dropped", text=text, severity="critical")
    log.add(EventKind.PLC_BACK, "PRESS", time=Span(90.0))
    log.flush()
    back, raised = log.read()
    assert (back.seq, raised.seq) == (2, 1)
    assert raised.detail == {"text": text, "severity": "critical"}
    assert str(raised) == "Alarm: 1,234 rows are lost"
    assert str(back) == "PLC PRESS answers again after 1.5 min"
    assert raised.time == "2026-11-22T03:00:01.000000Z"


def test_what_waits_stands_above_what_is_written(log: EventLog) -> None:
    started(log, "A")
    log.flush()
    started(log, "B")
    assert [(event.subject, event.seq) for event in log.read()] == [("B", 0), ("A", 1)]
    assert subjects(log.read(1)) == ["B"]


def test_pages_follow_each_other_without_gap_or_repeat(log: EventLog) -> None:
    names = [f"G{number}" for number in range(25)]
    started(log, *names)
    log.flush()
    read = log.read(10)
    while read[-1].seq > 1:
        read += log.read(10, before=read[-1].seq)
    assert subjects(read) == names[::-1]
    assert log.read(10, before=1) == []


def test_what_came_after_a_number_is_read_alone(log: EventLog) -> None:
    started(log, "A", "B")
    log.flush()
    started(log, "C")
    log.flush()
    started(log, "D")
    assert subjects(log.read(after=2)) == ["D", "C"]


def test_events_are_found_by_kind_person_time_and_words(log: EventLog) -> None:
    started(log, "PRESS", by="kim")
    started(log, "PAINT", by="lee")
    log.add(EventKind.ALL_STOPPED, by="kim")
    log.add(EventKind.PROGRAM_STARTED, version="1.0")

    def found(**wanted: object) -> list[str]:
        return [str(event.kind) for event in log.read(wanted=Wanted(**wanted))]  # type: ignore[arg-type]  # one field

    for flushed in (False, True):
        if flushed:
            log.flush()
        assert found(kinds=frozenset({"all_stopped", "program_started"})) == [
            "program_started",
            "all_stopped",
        ]
        assert found(by="kim") == ["all_stopped", "group_started"]
        assert found(by="") == ["program_started"]
        assert found(since="2026-11-22T03:00:03.000000Z") == ["program_started", "all_stopped"]
        assert found(until="2026-11-22T03:00:02.000000Z") == ["group_started"]
        assert found(matches=lambda event: "PAINT" in str(event)) == ["group_started"]
        assert found(by="kim", matches=lambda event: "PAINT" in str(event)) == []


def test_a_page_of_what_is_rare_is_as_long_as_any(log: EventLog) -> None:
    for number in range(300):
        started(log, f"G{number}", by="kim" if number % 100 == 0 else "lee")
    log.flush()
    wanted = Wanted(matches=lambda event: event.by == "kim")
    assert subjects(log.read(2, wanted=wanted)) == ["G200", "G100"]


def test_who_looks_for_words_holds_nobody_up(log: EventLog) -> None:
    started(log, "A", "B")

    def matches(event: Event) -> bool:
        if event.subject in ("A", "B"):
            started(log, f"beside {event.subject}")
            log.flush()
        return True

    assert subjects(log.read(wanted=Wanted(matches=matches))) == ["B", "A"]
    assert subjects(log.read()) == ["beside A", "beside B", "B", "A"]


def test_a_disk_that_hangs_while_it_writes_holds_no_reader_up(
    log: EventLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(log, "A")
    log.flush()
    assert subjects(log.read()) == ["A"]
    started(log, "B")
    hangs, go_on = threading.Event(), threading.Event()
    write = EventFile.write

    def slow(file: EventFile, events: list[Event], *, above: int = 0) -> int:
        newest = write(file, events, above=above)
        hangs.set()
        go_on.wait()
        return newest

    monkeypatch.setattr(EventFile, "write", slow)
    writer = threading.Thread(target=log.flush)
    writer.start()
    hangs.wait()
    assert [(event.subject, event.seq) for event in log.read()] == [("B", 0), ("A", 1)]
    go_on.set()
    writer.join()
    assert [(event.subject, event.seq) for event in log.read()] == [("B", 2), ("A", 1)]


def test_everybody_who_did_something_is_known(log: EventLog) -> None:
    assert log.people() == []
    started(log, "A", by="lee")
    started(log, "B", by="kim")
    log.add(EventKind.PROGRAM_STARTED, version="1.0")
    log.flush()
    assert log.people() == ["kim", "lee"]


def test_the_edition_tells_that_there_is_something_new(log: EventLog) -> None:
    before = log.edition
    started(log, "A")
    waiting = log.edition
    log.flush()
    assert before != waiting != log.edition
    written = log.edition
    log.flush()
    assert log.edition == written


def test_the_worker_writes_the_last_events_when_it_is_stopped(log: EventLog) -> None:
    stop = threading.Event()
    worker = threading.Thread(target=log.run, args=(stop,))
    worker.start()
    started(log, "A")
    stop.set()
    worker.join()
    assert [event.seq for event in log.read()] == [1]


def test_many_readers_beside_a_writer_miss_nothing_and_see_nothing_twice(log: EventLog) -> None:
    done, wrong = threading.Event(), list[str]()

    def read() -> None:
        seen = 0
        while not done.is_set():
            names = [int(event.subject) for event in log.read(10_000)]
            if names != list(range(len(names)))[::-1] or len(names) < seen:
                wrong.append(f"{len(names)} after {seen}: {names[:5]}")
            seen = len(names)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(400):
        started(log, str(number))
        if number % 7 == 0:
            log.flush()
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []


def test_what_repeats_by_itself_is_put_together(tmp_path: Path) -> None:
    second = [0.0]
    log = EventLog(tmp_path / "events.db", Clock(), monotonic=lambda: second[0])
    for _ in range(58):
        log.add(EventKind.PLC_LOST, "PRESS", error="no answer")
        log.add(EventKind.GROUP_TRIGGERED, "PIECES", by="kim")
    kinds = [event.kind for event in log.read()]
    assert (kinds.count(EventKind.PLC_LOST), kinds.count(EventKind.GROUP_TRIGGERED)) == (1, 58)
    second[0] = 60.0
    stop = threading.Event()
    stop.set()
    log.run(stop)
    assert str(log.read(1)[0]) == "PLC PRESS does not answer: no answer (x 57)"
