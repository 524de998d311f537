from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.model.live import GroupValues, LastGood
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Tag, TagType
from hmi.model.reading import NO_FAULTS, Fault, Quality, Value
from hmi.model.status import GroupState, GroupStatus
from hmi.window.models.tag_export import export_tags
from hmi.window.models.tag_list import TagFilter, TagList, Wanted, natural
from hmi.window.models.tag_model import TagModel
from hmi.window.models.tag_texts import value_text
from hmi.window.models.tag_values import Trust
from hmi.window.theme import Theme
from hmi.window.widgets.tag_table import TagTable
from tests.statuses import group
from tests.window.samples import PATIENCE_MS

NOW = datetime(2026, 11, 22, 3, 4, 10, tzinfo=UTC)
PLCS = (Plc("PRESS", "10.0.0.1"), Plc("PAINT", "10.0.0.2"))
GROUPS = (PollingGroup("FAST", "PRESS"), PollingGroup("SHAKE", "PAINT", PollingMode.HANDSHAKE))
_Role = Qt.ItemDataRole


def tag(address: str, name: str, of: str = "FAST", kind: TagType = TagType.INT, **more: object) -> Tag:
    return Tag("PRESS" if of == "FAST" else "PAINT", address, name, kind, of, **more)  # type: ignore[arg-type]  # a test's own


TAGS = (
    tag("D10", "Force", unit="kN", machine_code="PRS-01"),
    tag("D2", "Oil temperature", unit="°C", scale=0.1, machine_code="PRS-02"),
    tag("M0", "Door", kind=TagType.BOOL, machine_code="PRS-01"),
    tag("D30", "Recipe", "SHAKE", TagType.STRING, string_length=8),
)
PLANT = Plant(PLCS, GROUPS, TAGS)
BAD = Fault(Quality.BAD, "end code C056: outside the PLC's range")


def live(
    values: tuple[Value, ...] = (990, 46.3, True),
    faults: dict[int, Fault] | None = None,
    *,
    last_good: dict[int, LastGood] | None = None,
    age_s: float = 1,
    tags: tuple[Tag, ...] = TAGS[:3],
) -> GroupValues:
    ts = NOW - timedelta(seconds=age_s)
    return GroupValues("FAST", "PRESS", tags, ts, values, faults or NO_FAULTS, last_good or {})


def statuses(**changes: object) -> dict[str, GroupStatus]:
    fast = replace(group("FAST", tag_count=3), **changes)  # type: ignore[arg-type]  # a test's own
    return {"FAST": fast, "SHAKE": group("SHAKE", plc_code="PAINT", mode="HANDSHAKE")}


@pytest.fixture
def model(theme: Theme) -> TagModel:
    made = TagModel(theme)
    made.configure(TagList(PLANT))
    return made


def show(model: TagModel, *groups: GroupValues, **changes: object) -> None:
    model.show_values(groups or (live(),), statuses(**changes), NOW.timestamp())


def names(model: TagModel) -> list[str]:
    return [str(model.index(row, model.NAME).data()) for row in range(model.rowCount())]


def test_the_model_is_sound(theme: Theme, check_model: Callable[[QAbstractItemModel], None]) -> None:
    model = TagModel(theme)
    check_model(model)
    model.configure(TagList(PLANT))
    show(model)
    model.set_filter(TagFilter(quality=Wanted.BAD))
    show(model, live((990, None, True), {1: BAD}))
    model.sort(model.VALUE)
    model.set_filter(TagFilter())
    model.sort(-1)
    model.configure(TagList(Plant()))


def test_a_tag_that_is_as_it_should_be_is_gray_and_plain(model: TagModel) -> None:
    show(model)
    assert model.texts(0) == ["PRESS", "FAST", "PRS-01", "D10", "Force", "990\u00a0kN", "GOOD", "now", ""]
    for column in range(model.columnCount()):
        assert model.index(0, column).data(_Role.DecorationRole) is None
    assert model.index(0, model.VALUE).data(_Role.ForegroundRole) is None


def test_a_bad_tag_shows_its_last_good_value_hollow_with_its_time_and_reason(
    model: TagModel, theme: Theme
) -> None:
    before = NOW - timedelta(minutes=7)
    show(model, live((990, None, True), {1: BAD}, last_good={1: LastGood(before, 46.3)}))
    value, quality, age, reason = model.texts(1)[model.VALUE :]
    assert (value, quality, age) == ("46.3\u00a0°C", "BAD", "7 min ago")
    assert reason.startswith("last good ")
    assert reason.endswith(" · end code C056: outside the PLC's range")
    assert f"{before.astimezone():%H:%M:%S}" in reason
    assert model.index(1, model.VALUE).data(_Role.FontRole).italic()
    assert model.index(1, model.QUALITY).data(_Role.ForegroundRole).name() == theme.colours.alarm
    assert model.index(1, model.QUALITY).data(_Role.DecorationRole) is not None


def test_a_tag_that_was_never_good_has_no_value_at_all(model: TagModel) -> None:
    show(model, live((990, None, True), {1: BAD}))
    assert model.texts(1)[model.VALUE :] == ["–", "BAD", "–", BAD.reason]


def test_an_uncertain_value_is_shown_with_its_reason(model: TagModel, theme: Theme) -> None:
    why = Fault(Quality.UNCERTAIN, "990 is above the highest value of 900")
    show(model, live(faults={0: why}))
    assert model.texts(0)[model.VALUE :] == ["990\u00a0kN", "UNCERTAIN", "now", why.reason]
    assert model.index(0, model.QUALITY).data(_Role.ForegroundRole).name() == theme.colours.warning
    assert model.index(0, model.VALUE).data(_Role.FontRole) is None


@pytest.mark.parametrize(
    ("age_s", "changes", "reason"),
    [
        (1, {"state": GroupState.STOPPED}, "FAST is stopped"),
        (60, {}, "FAST was not polled for 60 s"),
        (60, {"interval_ms": 60_000}, ""),
        (3600, {"mode": "HANDSHAKE"}, ""),
    ],
)
def test_what_is_not_read_any_more_is_stale(
    model: TagModel, age_s: float, changes: dict[str, object], reason: str
) -> None:
    show(model, live(age_s=age_s), **changes)
    now = model.now(0)
    assert (now.trust, now.reason) == (Trust.STALE if reason else Trust.GOOD, reason)
    assert (model.index(0, model.VALUE).data(_Role.FontRole) is not None) is bool(reason)


@pytest.mark.parametrize(
    ("plant", "changes", "polled", "reason"),
    [
        (PLANT, {}, (), "FAST was not polled yet"),
        (PLANT, {"state": GroupState.STOPPED}, (), "FAST is stopped"),
        (PLANT, {}, TAGS[1:3], "FAST runs with its old tags until it is restarted"),
        (
            replace(PLANT, tags=(replace(TAGS[0], is_active=False),)),
            {},
            (),
            "the tag is not active in the configuration",
        ),
        (
            replace(PLANT, groups=(replace(GROUPS[0], is_active=False), GROUPS[1])),
            {},
            (),
            "FAST is not active in the configuration",
        ),
        (
            replace(PLANT, plcs=(replace(PLCS[0], is_active=False), PLCS[1])),
            {},
            (),
            "PLC PRESS is not active in the configuration",
        ),
    ],
)
def test_a_tag_without_any_value_says_why(
    model: TagModel, plant: Plant, changes: dict[str, object], polled: tuple[Tag, ...], reason: str
) -> None:
    model.configure(TagList(plant))
    groups = (live((1,) * len(polled), tags=polled),) if polled else ()
    model.show_values(groups, statuses(**changes), NOW.timestamp())
    assert model.texts(0)[model.VALUE :] == ["–", "no value", "–", reason]


def test_a_handshake_group_waits_for_its_trigger(model: TagModel) -> None:
    show(model)
    assert model.texts(3)[model.REASON] == "SHAKE was not triggered yet"


def test_tags_that_came_with_a_restart_are_found(model: TagModel) -> None:
    show(model)
    show(model, live((7, 8, 9), tags=(TAGS[2], TAGS[1], TAGS[0])))
    assert [model.texts(row)[model.VALUE] for row in range(3)] == ["9\u00a0kN", "8.0\u00a0°C", "ON"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TagFilter("FORCE"), ["Force"]),
        (TagFilter("prs-01 d"), ["Force", "Door"]),
        (TagFilter("d1 prs"), ["Force"]),
        (TagFilter("c056"), ["Oil temperature"]),
        (TagFilter("oil c056 outside"), ["Oil temperature"]),
        (TagFilter("not triggered"), ["Recipe"]),
        (TagFilter("force door"), []),
        (TagFilter(plc_code="PAINT"), ["Recipe"]),
        (TagFilter(group_name="FAST", machine_code="PRS-02"), ["Oil temperature"]),
        (TagFilter(quality=Wanted.NOT_GOOD), ["Oil temperature", "Recipe"]),
        (TagFilter(quality=Wanted.BAD), ["Oil temperature"]),
        (TagFilter(quality=Wanted.UNCERTAIN), []),
        (TagFilter(quality=Wanted.STALE), ["Recipe"]),
    ],
)
def test_filter(model: TagModel, wanted: TagFilter, found: list[str]) -> None:
    show(model, live((990, None, True), {1: BAD}))
    model.set_filter(wanted)
    assert names(model) == found
    assert model.total == 4


def test_rows_come_and_go_with_their_quality(model: TagModel) -> None:
    model.set_filter(TagFilter(quality=Wanted.BAD))
    show(model)
    assert names(model) == []
    show(model, live((990, None, True), {1: BAD}))
    assert names(model) == ["Oil temperature"]


def test_rows_are_sorted_by_what_they_mean_and_stay_while_values_change(model: TagModel) -> None:
    show(model)
    model.sort(model.ADDRESS)
    assert [model.texts(row)[model.ADDRESS] for row in range(4)] == ["D2", "D10", "D30", "M0"]
    model.sort(model.VALUE, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["Recipe", "Force", "Oil temperature", "Door"]
    show(model, live((1, 2, True)))
    assert names(model) == ["Recipe", "Force", "Oil temperature", "Door"]
    for column in (model.QUALITY, model.AGE, model.REASON):
        model.sort(column)
        assert sorted(names(model)) == sorted(one.tag_name for one in TAGS)
    model.sort(-1)
    assert names(model) == [one.tag_name for one in TAGS]


def test_numbers_in_names_count_as_numbers() -> None:
    assert sorted(["D10", "d2", "ZR1", "D2.A"], key=natural) == ["d2", "D2.A", "D10", "ZR1"]


@pytest.mark.parametrize(
    ("kind", "scale", "value", "text"),
    [
        (TagType.BOOL, 1, False, "OFF"),
        (TagType.INT, 1, -12345, "-12,345"),
        (TagType.INT, 0.01, 1.5, "1.50"),
        (TagType.INT, 1 / 3, 2.0, "2"),
        (TagType.REAL, 1, 31.43041, "31.4304"),
        (TagType.REAL, 1, 50.0, "50"),
        (TagType.REAL, 1, 1234567.891, "1,234,568"),
        (TagType.REAL, 1, 1.5e-7, "1.5e-07"),
        (TagType.REAL, 1, 0.0, "0"),
        (TagType.LREAL, 1, float("inf"), "inf"),
        (TagType.STRING, 1, "AB 1", "AB 1"),
        (TagType.STRING, 1, " AB ", '" AB "'),
        (TagType.STRING, 1, "", '""'),
        (TagType.STRING, 1, "A\x00B", "A\\x00B"),
        (TagType.STRING, 1, "압력", "압력"),
        (TagType.INT, 1, None, "–"),
    ],
)
def test_values_are_written_so_that_they_can_be_read(
    english: None, kind: TagType, scale: float, value: Value, text: str
) -> None:
    assert value_text(tag("D0", "X", kind=kind, scale=scale), value) == text


def test_what_is_chosen_stays_chosen_while_rows_come_and_go(
    qtbot: QtBot, model: TagModel, tmp_path: Path
) -> None:
    table = TagTable(model)
    qtbot.addWidget(table)
    table.resize(1200, 300)
    show(model)
    table.choose({("PRESS", "D2"), ("PRESS", "M0")})
    model.sort(model.ADDRESS)
    assert [one.tag_name for one in table.chosen_tags()] == ["Oil temperature", "Door"]
    model.set_filter(TagFilter("door"))
    assert [one.tag_name for one in table.chosen_tags()] == ["Door"]
    model.set_filter(TagFilter("force"))
    assert [one.tag_name for one in table.chosen_tags()] == ["Force"]
    model.set_filter(TagFilter("nothing"))
    assert table.chosen_tags() == []
    assert table.current_row() is None


def test_chosen_rows_are_copied_for_a_spreadsheet(qtbot: QtBot, model: TagModel) -> None:
    table = TagTable(model)
    qtbot.addWidget(table)
    table.show()
    qtbot.waitExposed(table)
    table.setFocus()
    qtbot.waitUntil(table.hasFocus, timeout=PATIENCE_MS)
    show(model)
    table.choose({("PRESS", "D10"), ("PRESS", "M0")})
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert [line[3:7] for line in lines] == [
        ["D10", "Force", "990\u00a0kN", "GOOD"],
        ["M0", "Door", "ON", "GOOD"],
    ]


def test_columns_are_remembered_and_fold_where_it_is_narrow(
    qtbot: QtBot, model: TagModel, tmp_path: Path
) -> None:
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    for width in (123, 0):
        table = TagTable(model)
        qtbot.addWidget(table)
        table.recall(memory)
        if width:
            table.setColumnWidth(model.NAME, width)
            table.remember(memory)
        assert table.columnWidth(model.NAME) == 123
    for width, hidden in ((1200, []), (700, [model.PLC, model.GROUP]), (500, [0, 1, 2])):
        table.resize(width, 300)
        table.resizeEvent(QResizeEvent(table.size(), table.size()))
        assert [column for column in range(9) if table.isColumnHidden(column)] == hidden


def test_export_of_what_is_shown(model: TagModel, tmp_path: Path) -> None:
    show(model, live((990, None, True), {1: BAD}))
    path = tmp_path / "tags.csv"
    assert export_tags(path, model.snapshot()) == 4
    lines = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [(line["tag_address"], line["tag_value"], line["quality"]) for line in lines] == [
        ("D10", "990", "GOOD"),
        ("D2", "", "BAD"),
        ("M0", "1", "GOOD"),
        ("D30", "", "NONE"),
    ]
    assert lines[0]["time_utc"] == "2026-11-22T03:04:09.000000Z"
    assert lines[1]["reason"] == BAD.reason
    with pytest.raises(OSError, match="missing"):
        export_tags(tmp_path / "missing" / "tags.csv", [])


def test_ten_thousand_tags_are_shown_and_found(theme: Theme, qtbot: QtBot) -> None:
    tags = tuple(
        replace(TAGS[0], tag_address=f"D{n}", tag_name=f"Tag {n}", machine_code=f"M{n % 34}")
        for n in range(10_000)
    )
    model = TagModel(theme)
    table = TagTable(model)
    qtbot.addWidget(table)
    table.show()
    model.configure(TagList(replace(PLANT, tags=tags)))
    signals: list[object] = []
    model.dataChanged.connect(lambda *changed: signals.append(changed))
    for second in range(3):
        show(model, live(tuple(range(second, 10_000 + second)), tags=tags))
    assert len(signals) == 3, "one signal for all rows, not one for each"
    model.set_filter(TagFilter("tag 99 m3"))
    assert 0 < model.rowCount() < 100
    assert all("99" in name for name in names(model))
