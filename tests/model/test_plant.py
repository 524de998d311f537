"""Looking things up in a plant, and what a wrong name is answered with."""

from __future__ import annotations

import pytest

from hmi.model.errors import UsageError, did_you_mean
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType

PLANT = Plant(
    plcs=(Plc("PRESS", "10.0.0.1"), Plc("BODY", "10.0.0.2", is_active=False)),
    groups=(
        PollingGroup("PRESS_FAST", "PRESS"),
        PollingGroup("PRESS_OFF", "PRESS", is_active=False),
        PollingGroup("BODY_FAST", "BODY"),
    ),
    tags=(
        Tag("PRESS", "D1", "one", TagType.INT, "PRESS_FAST"),
        Tag("PRESS", "D2", "two", TagType.INT, "PRESS_FAST", is_active=False),
        Tag("BODY", "D3", "three", TagType.INT, "BODY_FAST"),
    ),
)


def test_only_active_groups_of_active_plcs_run() -> None:
    assert [group.group_name for group in PLANT.active_groups()] == ["PRESS_FAST"]


def test_only_active_tags_are_polled() -> None:
    assert [tag.tag_name for tag in PLANT.tags_of("PRESS_FAST")] == ["one"]


def test_names_are_found() -> None:
    assert PLANT.plc("BODY").ip_address == "10.0.0.2"
    assert PLANT.group("BODY_FAST").plc_code == "BODY"


def test_a_wrong_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'PRESS'"):
        PLANT.plc("pres")
    with pytest.raises(UsageError, match="did you mean 'BODY_FAST'"):
        PLANT.group("BODY_FATS")


def test_nothing_is_proposed_where_nothing_is_near() -> None:
    assert did_you_mean("ZZZZ", ["PRESS", "BODY"]) == ""
