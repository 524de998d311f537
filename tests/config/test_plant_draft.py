"""A plant that is edited text by text, as a window does it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hmi.config.changes import ChangeKind, overlay
from hmi.config.columns import GROUPS, PLCS, TAGS
from hmi.config.draft_rules import edit_problems
from hmi.config.merge import Rules
from hmi.config.plant_draft import PlantDraft
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.plant import Plant, Plc, PollingGroup, Series, Tag, TagType
from tests.plants import scattered_plant

RULES = Rules(check_address, check_ack_address)
PLANT = Plant(
    (Plc("PRESS", "10.0.0.1"), Plc("BODY", "10.0.0.2", series=Series.IQ_R)),
    (PollingGroup("FAST", "PRESS"), PollingGroup("SLOW", "PRESS"), PollingGroup("STATE", "BODY")),
    (
        Tag("PRESS", "D100", "Force", TagType.INT, "FAST"),
        Tag("PRESS", "D101", "Speed", TagType.INT, "FAST"),
        Tag("BODY", "ZR10", "Cycle", TagType.INT, "STATE"),
    ),
)


@pytest.fixture
def draft() -> PlantDraft:
    return PlantDraft(PLANT, RULES)


def plc(draft: PlantDraft, code: str) -> int:
    number = draft.number_of(PLCS, code)
    assert number is not None
    return number


def group(draft: PlantDraft, name: str) -> int:
    number = draft.number_of(GROUPS, name)
    assert number is not None
    return number


def tag(draft: PlantDraft, address: str) -> int:
    return next(row.number for row in draft.rows(TAGS) if row.value.tag_address == address)


def texts(draft: PlantDraft) -> list[str]:
    return [str(change) for change in draft.changes()]


def test_what_was_not_touched_is_no_change(draft: PlantDraft) -> None:
    assert draft.plant == PLANT
    assert draft.changes() == ()
    assert draft.problems() == {}


def test_a_text_becomes_a_value_and_a_change(draft: PlantDraft) -> None:
    draft.set(PLCS, [plc(draft, "PRESS")], "port", " 5012 ")
    draft.set(PLCS, [plc(draft, "PRESS")], "plc_name", "Press shop")
    assert draft.plant.plc("PRESS").port == 5012
    assert texts(draft) == ["PLC PRESS: plc_name blank -> Press shop", "PLC PRESS: port 5010 -> 5012"]
    draft.set(PLCS, [plc(draft, "PRESS")], "port", "5010")
    draft.set(PLCS, [plc(draft, "PRESS")], "plc_name", "")
    assert draft.changes() == ()


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("plc_code", "", "is blank"),
        ("plc_code", "BODY", "is there already"),
        ("ip_address", "10.0.0.300", "is not an IPv4 address"),
        ("ip_address", "not a host", "neither an IPv4 address nor a host name"),
        ("port", "x", "is not a whole number from 1 to 65535"),
        ("port", "70000", "is not a whole number"),
        ("connection_timeout", "0", "from 0.1 to 60"),
        ("series", "iQ-X", "is not one of"),
    ],
)
def test_a_text_that_is_no_value_stays_a_text_with_its_reason(
    draft: PlantDraft, column: str, text: str, sentence: str
) -> None:
    number = plc(draft, "PRESS")
    draft.set(PLCS, [number], column, text)
    row = draft.row(PLCS, number)
    assert row is not None
    assert row.text(column) == text
    assert sentence in draft.problems()[PLCS.name, number][column]
    assert draft.plant == PLANT


def test_a_new_name_is_one_change_and_known_to_all(draft: PlantDraft) -> None:
    draft.set(PLCS, [plc(draft, "PRESS")], "plc_code", "PRESS1")
    draft.set(GROUPS, [group(draft, "FAST")], "group_name", "QUICK")
    assert texts(draft) == [
        "PLC PRESS: plc_code PRESS -> PRESS1",
        "polling group FAST: group_name FAST -> QUICK",
    ]
    assert draft.plant.group("QUICK").plc_code == "PRESS1"
    assert [(t.plc_code, t.group_name) for t in draft.plant.tags[:2]] == [("PRESS1", "QUICK")] * 2
    assert not draft.problems()


def test_names_that_are_typed_through_another_name_never_run_into_it(draft: PlantDraft) -> None:
    number = plc(draft, "BODY")
    for text in ("B", "PRESS", "PRESS2"):
        draft.set(PLCS, [number], "plc_code", text)
    assert [group.plc_code for group in draft.plant.groups] == ["PRESS", "PRESS", "PRESS2"]
    assert not draft.problems()


def test_a_taken_name_is_free_when_the_other_one_goes(draft: PlantDraft) -> None:
    number = plc(draft, "BODY")
    draft.set(PLCS, [number], "plc_code", "PRESS")
    assert draft.problems()
    draft.delete(PLCS, [plc(draft, "PRESS")])
    assert not draft.problems()
    assert [row.value.plc_code for row in draft.rows(PLCS)] == ["PRESS"]


def test_what_belongs_to_a_deleted_row_goes_with_it(draft: PlantDraft) -> None:
    before = draft.memento()
    draft.delete(PLCS, [plc(draft, "PRESS")])
    assert [group.group_name for group in draft.plant.groups] == ["STATE"]
    assert [tag.tag_address for tag in draft.plant.tags] == ["ZR10"]
    assert {change.kind for change in draft.changes()} == {ChangeKind.DELETED}
    assert len(draft.changes()) == 5
    draft.restore(before)
    assert draft.plant == PLANT
    draft.delete(GROUPS, [group(draft, "FAST")])
    assert len(draft.changes()) == 3


def test_an_address_is_kept_in_its_spelling_and_brings_its_type(draft: PlantDraft) -> None:
    number = tag(draft, "D100")
    draft.set(TAGS, [number], "tag_address", "ｄ０１０２")
    assert draft.plant.tags[0].tag_address == "D102"
    kinds = []
    for text in ("m5", "D7"):
        draft.set(TAGS, [number], "tag_address", text)
        kinds.append(draft.plant.tags[0].tag_type)
    assert kinds == [TagType.BOOL, TagType.INT]
    assert texts(draft) == ["tag PRESS D100: tag_address D100 -> D7"]
    draft.set(TAGS, [number], "tag_address", "D101")
    assert "is tag 'Speed' of group 'FAST' already" in draft.problems()[TAGS.name, number]["tag_address"]
    draft.set(TAGS, [tag(draft, "D101")], "tag_address", "D103")
    assert not draft.problems()
    assert [t.tag_address for t in draft.plant.tags] == ["D101", "D103", "ZR10"]


def test_a_string_needs_a_length_and_other_types_have_none(draft: PlantDraft) -> None:
    number = tag(draft, "D100")
    draft.set(TAGS, [number], "tag_type", "STRING")
    assert list(draft.problems()[TAGS.name, number]) == ["string_length"]
    draft.set(TAGS, [number], "string_length", "20")
    assert not draft.problems()
    draft.set(TAGS, [number], "tag_type", "INT")
    assert not draft.problems()
    assert draft.plant == PLANT


def test_a_tag_that_changes_its_group_changes_its_plc(draft: PlantDraft) -> None:
    draft.set(TAGS, [tag(draft, "D100")], "group_name", "STATE")
    assert draft.plant.tags[0].plc_code == "BODY"
    assert not draft.problems()


def test_a_series_has_to_fit_the_addresses(draft: PlantDraft) -> None:
    number = plc(draft, "BODY")
    draft.set(PLCS, [number], "series", "iQ-F")
    assert "does not fit 1 of its addresses" in draft.problems()[PLCS.name, number]["series"]


def test_a_group_does_not_leave_its_tags_behind(draft: PlantDraft) -> None:
    number = group(draft, "FAST")
    draft.set(GROUPS, [number], "plc_code", "BODY")
    assert "2 tags of the group are on PLC 'PRESS'" in draft.problems()[GROUPS.name, number]["plc_code"]


def test_trigger_and_acknowledge_bits(draft: PlantDraft) -> None:
    number = group(draft, "FAST")
    draft.set(GROUPS, [number], "trigger_bit_address", "D5")
    assert "D5 is a word" in draft.problems()[GROUPS.name, number]["trigger_bit_address"]
    draft.set(GROUPS, [number], "trigger_bit_address", "m005")
    draft.set(GROUPS, [number], "ack_bit_address", "M5")
    assert "is the trigger bit" in draft.problems()[GROUPS.name, number]["ack_bit_address"]
    draft.set(GROUPS, [number], "ack_bit_address", "")
    assert not draft.problems()
    assert draft.plant.group("FAST").trigger_bit_address == "M5"


def test_new_rows_are_unfinished_until_what_they_need_is_there(draft: PlantDraft) -> None:
    number = draft.add_plc(Plc(draft.free_name(PLCS, "PRESS"), ""))
    assert list(draft.problems()[PLCS.name, number]) == ["ip_address"]
    draft.set(PLCS, [number], "ip_address", "10.0.0.3")
    draft.add_group(PollingGroup("NEW", "PRESS_2"))
    first, second = draft.add_tags([Tag("PRESS_2", "", "", TagType.INT, "NEW")] * 2)
    assert list(draft.problems()[TAGS.name, first]) == ["tag_address", "tag_name"]
    assert len(draft.plant.tags) == 3
    draft.set(TAGS, [first, second], "tag_name", "Level")
    draft.set(TAGS, [first], "tag_address", "W1F")
    draft.set(TAGS, [second], "tag_address", "X0")
    assert not draft.problems()
    assert [change.kind for change in draft.changes()] == [ChangeKind.ADDED] * 4
    assert draft.plant.tags[-1].tag_type is TagType.BOOL


def test_what_was_edited_is_laid_over_what_others_stored_meanwhile(draft: PlantDraft) -> None:
    draft.set(PLCS, [plc(draft, "PRESS")], "port", "5012")
    draft.delete(TAGS, [tag(draft, "D101")])
    newer = replace(PLANT, groups=(*PLANT.groups, PollingGroup("OTHER", "BODY")))
    both = overlay(draft.edit(), newer)
    assert both.plc("PRESS").port == 5012
    assert both.group("OTHER").plc_code == "BODY"
    assert [t.tag_address for t in both.tags] == ["D100", "ZR10"]
    again = PlantDraft(newer, RULES)
    again.lay(both)
    assert texts(again) == ["PLC PRESS: port 5010 -> 5012", "tag PRESS D101 deleted"]


def test_what_no_longer_fits_to_what_others_stored_is_wrong_at_its_row(draft: PlantDraft) -> None:
    draft.set(TAGS, [tag(draft, "ZR10")], "unit", "ms")
    newer = replace(PLANT, groups=PLANT.groups[:2], tags=PLANT.tags[:2])
    again = PlantDraft(newer, RULES)
    again.lay(overlay(draft.edit(), newer))
    ((row, problems),) = again.problems().items()
    assert row == (TAGS.name, tag(again, "ZR10"))
    assert list(problems) == ["group_name"]


def test_new_rows_do_not_take_the_places_of_those_brought_back(draft: PlantDraft) -> None:
    draft.add_tags([Tag("PRESS", "D200", "Level", TagType.INT, "FAST")])
    fresh = PlantDraft(draft.stored, RULES)
    fresh.restore(draft.memento())
    fresh.add_tags([Tag("PRESS", "D201", "Flow", TagType.INT, "FAST")])
    assert [t.tag_address for t in fresh.plant.tags] == ["D100", "D101", "ZR10", "D200", "D201"]


def test_an_edit_that_is_wrong_is_known_by_its_rows(draft: PlantDraft) -> None:
    edit = draft.edit()
    assert list(edit_problems(edit, RULES)) == []
    wrong = replace(PLANT, tags=(*PLANT.tags, Tag("PRESS", "X1G", "a", TagType.INT, "FAST")))
    (problem,) = edit_problems(replace(edit, wanted=wrong), RULES)
    assert problem.startswith("tag PRESS X1G, tag_address: ")


def test_thousands_of_tags_are_changed_at_once() -> None:
    plant = scattered_plant()
    draft = PlantDraft(plant, RULES)
    numbers = [row.number for row in draft.rows(TAGS)]
    draft.set(TAGS, numbers, "unit", "mm")
    assert not draft.problems()
    assert len(draft.changes()) == len(plant.tags)
    draft.take(plant)
    assert draft.changes() == ()
