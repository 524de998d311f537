"""What the command line changes is in the log of events, with who did it."""

from __future__ import annotations

import math
from contextlib import closing
from pathlib import Path

import pytest

from hmi.eventlog import EventLog, user_name
from hmi.historian.backup import CsvBackup
from hmi.historian.protocol import Rejected
from hmi.historian.quarantine import Quarantine
from hmi.model.events import EventKind
from hmi.model.reading import Quality, Row
from tests.pipeline.samples import EPOCH, reading
from tests.processes import hmi_here


def noted(place: Path) -> list[tuple[str, str]]:
    """The kinds and sentences that somebody at the command line is answerable for, the oldest first."""
    events = EventLog(place / "events.db").read()
    assert {event.by for event in events} == {f"{user_name()} (command line)"}
    return [(event.kind, str(event)) for event in reversed(events)]


def run(*words: str | Path) -> None:
    done = hmi_here(*words)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def plant(tmp_path: Path) -> Path:
    """PLCs and tags in one file each."""
    (tmp_path / "plcs.csv").write_text("PLC_CODE,IP_ADDRESS\nPRESS,127.0.0.1\n", encoding="utf-8")
    (tmp_path / "tags.csv").write_text(
        "PLC_CODE,TAG_ADDRESS,TAG_NAME\nPRESS,D1,Force\nPRESS,D2,Stroke\n", encoding="utf-8"
    )
    return tmp_path


def test_an_import_is_an_event_and_a_dry_run_is_none(plant: Path) -> None:
    data = plant / "data"
    command = ("config", "import", plant / "plcs.csv", plant / "tags.csv", "--group", "FORCES", "--offline")
    run(*command, "--data-dir", data, "--dry-run")
    assert not (data / "events.db").exists()
    run(*command, "--data-dir", data)
    events = noted(data)
    assert [kind for kind, _ in events] == [EventKind.CONFIG_CHANGED] * 2
    assert events[1][1] == "imported from tags.csv: tags: 2 added, 0 changed, 0 unchanged"
    run(*command, "--data-dir", data)
    assert noted(data) == events, "nothing was changed"


def test_what_happens_to_the_quarantine_is_an_event(tmp_path: Path) -> None:
    row = Row(EPOCH, "PLC1", "D100", "Force", math.nan, Quality.GOOD, "PRESS")
    with closing(Quarantine(tmp_path / "quarantine")) as quarantine:
        quarantine.write([Rejected(row, "NOT_FINITE", "nan cannot be kept")])
    run("quarantine", "export", tmp_path / "kept.csv", "--data-dir", tmp_path)
    run("quarantine", "correct", "PLC1", "D100", "--value", "7", "--data-dir", tmp_path)
    run("quarantine", "send", "PLC1", "D100", "--data-dir", tmp_path)
    run("quarantine", "send", "PLC1", "D100", "--data-dir", tmp_path)
    run("quarantine", "delete", "--all", "--yes", "--data-dir", tmp_path)
    assert noted(tmp_path) == [
        (EventKind.QUARANTINE_EXPORTED, f"1 rows in quarantine were exported to {tmp_path / 'kept.csv'}"),
        (EventKind.QUARANTINE_CORRECTED, "1 rows in quarantine were corrected"),
        (EventKind.QUARANTINE_RELEASED, "1 rows in quarantine were sent again"),
        (EventKind.QUARANTINE_DELETED, "1 rows in quarantine were deleted"),
    ]


def test_what_happens_to_backup_files_is_an_event(tmp_path: Path) -> None:
    backup = CsvBackup(tmp_path / "backup")
    backup.spill([reading(0)], "the historian is away")
    backup.close()
    (file,) = backup.list_files()
    run("backup", "export", file.name, "--to", tmp_path / "kept.csv", "--data-dir", tmp_path)
    run("backup", "delete", file.name, "--yes", "--data-dir", tmp_path)
    (exported, _), (deleted, text) = noted(tmp_path)
    assert (exported, deleted) == (EventKind.BACKUP_EXPORTED, EventKind.BACKUP_DELETED)
    assert file.name in text
