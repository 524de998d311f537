"""Applying an edited plant: stored as a whole, told as events, and what it means for groups that run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hmi.config.affected import affected_groups
from hmi.config.changes import PlantEdit
from hmi.config.columns import GROUPS, TAGS
from hmi.config.database import ChangedMeanwhileError
from hmi.config.folder import DataFolder
from hmi.config.report import Verdict
from hmi.config.settings import load_settings
from hmi.config.wrong_rows import export_wrong_rows
from hmi.demo import prepare_demo
from hmi.melsec.probe import ProbeStep
from hmi.melsec.simulator import SimulatedPlc
from hmi.model.errors import UsageError
from hmi.model.events import EventKind
from hmi.model.plant import Plc, Tag, TagType
from hmi.qthreads import QThreadHost
from hmi.station import Station

GROUP = "PRESS_OPERATION"


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """On the demo plant, with nothing running."""
    folder = DataFolder(tmp_path)
    folder.create()
    prepare_demo(folder)
    made = Station(folder, load_settings(folder, {}), QThreadHost(), demo=True)
    yield made
    made.stop()


def config_events(station: Station) -> list[tuple[str, str]]:
    events = station.events.read()
    return [(event.by, str(event)) for event in events if event.kind is EventKind.CONFIG_CHANGED][::-1]


def test_an_edit_is_stored_shown_and_told(station: Station) -> None:
    draft = station.setup.draft()
    number = draft.number_of(GROUPS, GROUP)
    assert number is not None
    draft.set(GROUPS, [number], "polling_interval_ms", "2500")
    draft.set(GROUPS, [number], "group_name", "PRESSES")
    applied = station.setup.apply(draft.edit(), by="mia (engineer)")
    assert applied.count == 2
    assert station.setup.plant() == draft.plant
    assert "PRESSES" in {group.group_name for group in station.status().groups}
    assert config_events(station) == [
        ("mia (engineer)", f"polling group {GROUP}: group_name {GROUP} -> PRESSES"),
        ("mia (engineer)", f"polling group {GROUP}: polling_interval_ms 1000 -> 2500"),
    ]


def test_many_changes_are_one_event_of_each_sort(station: Station) -> None:
    draft = station.setup.draft()
    draft.set(TAGS, [row.number for row in draft.rows(TAGS)], "deadband", "0.5")
    draft.add_group(replace(station.setup.plant().group(GROUP), group_name="NEW"))
    station.setup.apply(draft.edit())
    assert [text for _, text in config_events(station)] == [
        "1 polling groups added",
        "600 values of tags changed",
    ]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(station: Station) -> None:
    mine, theirs = station.setup.draft(), station.setup.draft()
    for draft, interval in ((theirs, "5000"), (mine, "2000")):
        number = draft.number_of(GROUPS, GROUP)
        assert number is not None
        draft.set(GROUPS, [number], "polling_interval_ms", interval)
    station.setup.apply(theirs.edit())
    with pytest.raises(ChangedMeanwhileError, match="changed by someone else"):
        station.setup.apply(mine.edit())
    assert station.setup.plant().group(GROUP).polling_interval_ms == 5000


def test_an_edit_that_is_wrong_is_refused(station: Station) -> None:
    stored = station.setup.plant()
    wrong = replace(stored, tags=(*stored.tags, Tag("PRESS", "Q7", "a", TagType.INT, GROUP)))
    with pytest.raises(UsageError, match=r"tag PRESS Q7, tag_address: .*no device 'Q'"):
        station.setup.apply(PlantEdit(stored, wrong))
    assert station.setup.plant() == stored


def test_only_groups_that_are_otherwise_now_are_restarted(station: Station) -> None:
    stored = station.setup.plant()
    names = [group.group_name for group in stored.groups]
    first = stored.tags[0]
    renamed = replace(stored, tags=(replace(first, tag_name="Other"), *stored.tags[1:]))
    assert affected_groups(stored, renamed, names).restart == (first.group_name,)
    assert affected_groups(stored, renamed, []).restart == ()
    press = replace(stored.plcs[0], port=1)
    moved = affected_groups(stored, replace(stored, plcs=(press, *stored.plcs[1:])), names)
    assert moved.restart == ("PRESS_OPERATION", "PRESS_ALARM")
    less = replace(
        stored, groups=stored.groups[1:], tags=tuple(t for t in stored.tags if t.group_name != names[0])
    )
    assert affected_groups(stored, less, names).stop == (names[0],)
    assert affected_groups(less, stored, names[1:]).start == (names[0],)
    assert not affected_groups(stored, stored, names).any


def test_a_plc_that_is_not_stored_yet_is_examined_and_read(station: Station) -> None:
    plc = Plc("NEW", "127.0.0.1")
    steps: list[ProbeStep] = []
    tags = [Tag("NEW", "D0", "a", TagType.INT, "G"), Tag("NEW", "D999999", "b", TagType.INT, "G")]
    with SimulatedPlc(plc, tags[:1]) as simulated:
        here = replace(plc, port=simulated.port)
        found = station.setup.examine(here, tags, steps.append)
        good, bad = station.setup.read_once(here, tags)
    assert steps == list(ProbeStep)
    assert "answers as MC_3E_BINARY" in found.text
    assert "1 of 2 tags lie beyond" in found.warning
    assert good.value is not None
    assert bad.value is None


def test_wrong_rows_come_out_to_be_mended_and_go_in_again(station: Station, tmp_path: Path) -> None:
    file = tmp_path / "tags.csv"
    head = "PLC_CODE,TAG_ADDRESS,TAG_NAME,GROUP_NAME"
    rows = [
        "PRESS,D5000,Good,PRESS_OPERATION",
        "PRESS,Q1,Bad,PRESS_OPERATION",
        "PRESS,D5001,,PRESS_OPERATION",
    ]
    file.write_text("\n".join([head, *rows]), encoding="utf-8")
    stored = station.setup.plant()
    comparison = station.setup.compare(stored, [file])
    assert [row.verdict for row in comparison.report.rows] == [Verdict.ADDED, Verdict.WRONG, Verdict.WRONG]
    assert len(station.setup.merged(comparison).tags) == len(stored.tags) + 1
    (written,) = export_wrong_rows(comparison, tmp_path)
    lines = written.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == f"{head},import_error"
    assert "no device 'Q'" in lines[1]
    assert "is blank" in lines[2]
    mended = written.read_text(encoding="utf-8-sig").replace("Q1", "D1").replace("D5001,,", "D5001,Named,")
    written.write_text(mended, encoding="utf-8-sig")
    again = station.setup.compare(stored, [written]).report
    assert not again.errors
    assert [row.verdict for row in again.rows] == [Verdict.ADDED, Verdict.ADDED]


def test_files_of_one_name_leave_their_wrong_rows_in_files_of_their_own(
    station: Station, tmp_path: Path
) -> None:
    files = [tmp_path / "tags.csv", tmp_path / "tags.txt", tmp_path / "other" / "tags.csv"]
    files[-1].parent.mkdir()
    for place, file in enumerate(files):
        file.write_text(
            f"PLC_CODE,TAG_ADDRESS,TAG_NAME,GROUP_NAME\nPRESS,Q{place},t,PRESS_OPERATION", "utf-8"
        )
    comparison = station.setup.compare(station.setup.plant(), files)
    written = export_wrong_rows(comparison, tmp_path)
    assert len(set(written)) == 3
    for place, path in enumerate(written):
        assert f"Q{place}" in path.read_text(encoding="utf-8-sig")
