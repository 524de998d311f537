"""Tests of hmi.historian.settlement: what becomes of a batch that no disk takes, at the program's end."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.model.reading import Destination, Reading, Row
from hmi.model.status import RowCounts
from tests.historian.rig import MakeRig, WriterRig
from tests.historian.scripted import UNAVAILABLE, ScriptedHistorian
from tests.pipeline.journals import left_in
from tests.pipeline.samples import reading, settled


def break_disk(rig: WriterRig) -> None:
    for name in ("backup", "quarantine"):
        (rig.folder / name).write_bytes(b"a file where the folder should be")


def left_behind(rig: WriterRig) -> list[Reading]:
    rig.journal.close()
    return left_in(rig.folder / "journal")


def refuse(row: Row) -> bool:
    return row.tag_address == "D1" and row.ts.second == 1


@pytest.fixture
def down(make_rig: MakeRig) -> WriterRig:
    """Neither the historian nor the disk takes anything."""
    rig = make_rig(ScriptedHistorian(always=UNAVAILABLE))
    break_disk(rig)
    return rig


def test_at_the_end_readings_stay_in_the_journal(down: WriterRig) -> None:
    down.journal.open()
    readings = [reading(number, 3) for number in range(5)]
    down.feed(*readings)
    down.finish()
    assert down.ledger.counts() == RowCounts(accepted=15, pending=15)
    assert [settled(one) for one in readings] == [None] * 5
    assert left_behind(down) == readings


def test_without_a_journal_they_are_lost_and_counted(down: WriterRig) -> None:
    one = reading(0, 3)
    down.feed(one)
    down.finish()
    assert down.ledger.counts() == RowCounts(accepted=3, dropped=3)
    assert settled(one) is Destination.DROPPED


def test_who_takes_over_from_a_writer_that_hangs_leaves_them_there_too(down: WriterRig) -> None:
    down.journal.open()
    down.feed(reading(0, 3))
    down.writer.abandon()
    assert down.ledger.counts() == RowCounts(accepted=3, pending=3)
    assert left_behind(down) == [reading(0, 3)]


def test_what_is_at_rest_has_left_the_journal(make_rig: MakeRig) -> None:
    historian = ScriptedHistorian("ok", always=UNAVAILABLE)
    historian.is_bad = refuse
    rig = make_rig(historian, batch_size=6)
    rig.journal.open()
    rig.feed(*(reading(number, 3) for number in range(4)))
    rig.finish()
    assert rig.ledger.counts() == RowCounts(accepted=12, stored=5, quarantined=1, backed_up=6)
    assert left_behind(rig) == []


@pytest.mark.parametrize("is_journaled", [True, False])
def test_a_refused_row_that_quarantine_does_not_take_at_the_end(
    make_rig: MakeRig, is_journaled: bool
) -> None:
    """With the journal its reading waits as a whole; without it that row is lost."""
    historian = ScriptedHistorian()
    historian.is_bad = refuse
    rig = make_rig(historian)
    if is_journaled:
        rig.journal.open()
    break_disk(rig)
    readings = [reading(number, 3) for number in range(3)]
    rig.feed(*readings)
    rig.finish()
    if is_journaled:
        assert rig.ledger.counts() == RowCounts(accepted=9, stored=6, pending=3)
        assert left_behind(rig) == readings[1:2]
    else:
        assert rig.ledger.counts() == RowCounts(accepted=9, stored=8, dropped=1)
    assert settled(readings[0]) is Destination.STORED
    assert settled(readings[1]) is (None if is_journaled else Destination.DROPPED)


def test_the_journal_is_asked_last(
    make_rig: MakeRig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ledger, receipts, journal: a crash in between makes rows come again, and none is lost."""
    rig = make_rig(ScriptedHistorian())
    rig.journal.open()
    one = reading(0)
    seen: list[tuple[int, Destination | None]] = []
    monkeypatch.setattr(
        rig.journal, "acknowledge", lambda _: seen.append((rig.ledger.counts().stored, settled(one)))
    )
    rig.feed(one)
    rig.finish()
    assert seen[0] == (1, Destination.STORED)
    assert left_behind(rig) == [one]
