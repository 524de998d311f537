"""What becomes a row: log modes and deadbands over single polls, and over any sequence of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.model.plant import LogMode, Tag, TagType
from hmi.model.reading import NO_FAULTS, Fault, Quality, Value
from hmi.polling.log_modes import ChangeFilter, Recorded, make_filter

BAD = Fault(Quality.BAD, "PLC P1: no answer")
OTHER_BAD = Fault(Quality.BAD, "end code C056")
DOUBTFUL = Fault(Quality.UNCERTAIN, "beyond max_value")


def tag(
    log_mode: LogMode = LogMode.ON_CHANGE,
    deadband: float = 0.0,
    tag_type: TagType = TagType.INT,
    number: int = 0,
) -> Tag:
    return Tag("P1", f"D{number}", f"tag {number}", tag_type, "G", log_mode=log_mode, deadband=deadband)


class Rows:
    """One tag's filter, and the values that it let pass."""

    def __init__(self, watched: Tag) -> None:
        self.filter = ChangeFilter((watched,))
        self.recorded: list[Value] = []

    def poll(self, value: Value, fault: Fault | None = None) -> bool:
        """Whether it was recorded."""
        picked = self.filter.pick((value,), {0: fault} if fault else NO_FAULTS)
        self.recorded += picked.values
        return bool(picked.tags)


def recorded_of(watched: Tag, values: Sequence[Value]) -> list[Value]:
    rows = Rows(watched)
    for value in values:
        rows.poll(value)
    return rows.recorded


# -- one tag ----------------------------------------------------------------------------------------------


def test_without_a_deadband_every_difference_is_recorded() -> None:
    assert recorded_of(tag(), [5, 5, 6, 6, 5, 5]) == [5, 6, 5]
    assert recorded_of(tag(tag_type=TagType.REAL), [0.0, -0.0, 1e-300, 0.0]) == [0.0, 1e-300, 0.0]


def test_a_change_within_the_deadband_is_none_and_one_beyond_it_is() -> None:
    assert recorded_of(tag(deadband=2.0), [10, 12, 8, 12.5, 10.5, 10.4]) == [10, 12.5, 10.4]


def test_a_slow_drift_is_compared_with_the_recorded_value_and_not_lost() -> None:
    assert recorded_of(tag(deadband=2.0), range(12)) == [0, 3, 6, 9]


@pytest.mark.parametrize(
    ("tag_type", "values", "recorded"),
    [
        (TagType.BOOL, [False, True, True, False], [False, True, False]),
        (TagType.STRING, ["A", "B", "B", ""], ["A", "B", ""]),
    ],
)
def test_bits_and_texts_have_no_deadband(
    tag_type: TagType, values: list[Value], recorded: list[Value]
) -> None:
    assert recorded_of(tag(deadband=5.0, tag_type=tag_type), values) == recorded


def test_the_way_into_bad_and_out_of_it_is_recorded_and_its_reason_is_not() -> None:
    rows = Rows(tag(deadband=2.0))
    assert rows.poll(5)
    assert rows.poll(None, BAD)
    assert not rows.poll(None, OTHER_BAD)
    assert rows.poll(5), "the same value as before the outage"
    assert not rows.poll(6)
    assert rows.recorded == [5, None, 5]


def test_a_tag_that_is_bad_from_the_start_is_recorded_once() -> None:
    rows = Rows(tag())
    assert rows.poll(None, BAD)
    assert not rows.poll(None, BAD)


def test_a_doubtful_value_is_recorded_as_it_becomes_doubtful_and_as_it_changes() -> None:
    rows = Rows(tag(deadband=2.0))
    polls = [(99, None), (99, DOUBTFUL), (100, DOUBTFUL), (102, DOUBTFUL), (102, None)]
    assert [rows.poll(*poll) for poll in polls] == [True, True, False, True, True]


def test_a_quality_that_heals_within_the_deadband_keeps_the_newest_value_as_the_measure() -> None:
    rows = Rows(tag(deadband=2.0))
    for value, fault in ((10, None), (11, DOUBTFUL), (13, DOUBTFUL), (14, DOUBTFUL)):
        rows.poll(value, fault)
    assert rows.recorded == [10, 11, 14]


def test_after_forgetting_the_next_value_is_the_first() -> None:
    rows = Rows(tag(deadband=2.0))
    assert [rows.poll(5), rows.poll(5)] == [True, False]
    rows.filter.forget()
    assert [rows.poll(5), rows.poll(5)] == [True, False]


# -- a group ----------------------------------------------------------------------------------------------

MIXED = (
    tag(LogMode.ON_CHANGE, number=0),
    tag(LogMode.NEVER, number=1),
    tag(LogMode.ALWAYS, number=2),
    tag(LogMode.ON_CHANGE, number=3),
)


def test_a_group_that_always_records_has_no_filter() -> None:
    always = tag(LogMode.ALWAYS)
    assert make_filter((always, always)) is None
    assert make_filter((always, tag(LogMode.NEVER))) is not None


def test_always_and_changed_tags_stand_in_the_order_of_the_group() -> None:
    changes = ChangeFilter(MIXED)
    assert changes.pick((1, 2, 3, 4), NO_FAULTS) == Recorded((MIXED[0], *MIXED[2:]), (1, 3, 4), NO_FAULTS)
    assert changes.pick((1, 9, 3, 4), NO_FAULTS) == Recorded((MIXED[2],), (3,), NO_FAULTS)
    assert changes.pick((1, 9, 3, 5), NO_FAULTS) == Recorded(MIXED[2:], (3, 5), NO_FAULTS)


def test_faults_move_with_their_tags_and_those_of_others_stay_behind() -> None:
    changes = ChangeFilter(MIXED)
    changes.pick((1, 2, 3, 4), NO_FAULTS)
    picked = changes.pick((1, None, 3, None), {1: BAD, 3: OTHER_BAD})
    assert picked == Recorded(MIXED[2:], (3, None), {1: OTHER_BAD})
    picked = changes.pick((1, None, 3, None), {1: BAD, 3: OTHER_BAD})
    assert picked == Recorded((MIXED[2],), (3,), {})


def test_tags_that_are_never_recorded_leave_nothing_even_when_bad() -> None:
    never = ChangeFilter((tag(LogMode.NEVER), tag(LogMode.NEVER)))
    assert never.pick((1, 2), NO_FAULTS) == Recorded((), (), NO_FAULTS)
    assert never.pick((None, None), {0: BAD, 1: BAD}) == Recorded((), (), NO_FAULTS)


def test_readings_of_the_same_tags_share_their_tuple() -> None:
    changes = ChangeFilter(MIXED)
    changes.pick((1, 2, 3, 4), NO_FAULTS)
    steady = [changes.pick((1, 2, number, 4), NO_FAULTS).tags for number in range(3)]
    assert steady[0] is steady[1] is steady[2]
    watched = tuple(tag(number=number) for number in range(3))
    whole = ChangeFilter(watched)
    assert whole.pick((1, 2, 3), NO_FAULTS).tags is watched


def test_readings_of_one_tag_share_its_tuple_however_many_tags_take_turns() -> None:
    watched = tuple(tag(number=number) for number in range(100))
    changes = ChangeFilter(watched)
    values = [0] * len(watched)
    changes.pick(values, NO_FAULTS)
    alone = []
    for _ in range(2):
        for index in range(len(watched)):
            values[index] += 1
            alone.append(changes.pick(values, NO_FAULTS).tags)
    assert [tags for (*tags,) in alone[:100]] == [[one] for one in watched]
    assert all(first is again for first, again in zip(alone[:100], alone[100:], strict=True))


def test_tuples_of_tags_that_change_together_by_chance_are_not_kept_for_ever() -> None:
    watched = tuple(tag(number=number) for number in range(100))
    changes = ChangeFilter(watched)
    values = [0] * len(watched)
    changes.pick(values, NO_FAULTS)
    for index in range(len(watched) - 1):
        values[index] += 1
        values[index + 1] += 1
        assert changes.pick(values, NO_FAULTS).tags == watched[index : index + 2]
    assert len(changes._tuples) == 32


# -- any sequence of polls --------------------------------------------------------------------------------

VALUES = st.one_of(st.integers(-5, 5), st.floats(-5, 5), st.sampled_from([1e15, -1e15, 2.0**53]))


class Seen(NamedTuple):
    """One tag in one poll, as it was read or as it was recorded."""

    value: Value
    quality: Quality


SEEN = st.one_of(
    st.builds(Seen, VALUES, st.just(Quality.GOOD)),
    st.builds(Seen, VALUES, st.just(Quality.UNCERTAIN)),
    st.just(Seen(None, Quality.BAD)),
)


@st.composite
def _plants(draw: st.DrawFn) -> tuple[tuple[Tag, ...], list[tuple[Seen, ...]]]:
    modes = draw(st.lists(st.sampled_from(LogMode), min_size=1, max_size=4))
    deadbands = st.sampled_from([0.0, 0.5, 1.0, 3.0])
    tags = tuple(tag(mode, draw(deadbands), TagType.LREAL, number) for number, mode in enumerate(modes))
    polls = st.lists(st.tuples(*(SEEN for _ in tags)), min_size=1, max_size=30)
    return tags, draw(polls)


def _is_like(seen: Seen, other: Seen, deadband: float) -> bool:
    """Of one quality, and within the deadband."""
    if seen.quality is not other.quality:
        return False
    if not isinstance(seen.value, int | float) or not isinstance(other.value, int | float):
        return seen.value is other.value
    return abs(seen.value - other.value) <= deadband


@given(plant=_plants())
def test_the_rows_drawn_as_steps_stay_within_the_deadband_and_none_is_superfluous(
    plant: tuple[tuple[Tag, ...], list[tuple[Seen, ...]]],
) -> None:
    tags, polls = plant
    changes = ChangeFilter(tags)
    rows: dict[Tag, list[Seen]] = {one: [] for one in tags}
    for poll in polls:
        faults = {
            index: Fault(seen.quality, "x")
            for index, seen in enumerate(poll)
            if seen.quality is not Quality.GOOD
        }
        picked = changes.pick(tuple(seen.value for seen in poll), faults)
        for index, one in enumerate(picked.tags):
            fault = picked.faults.get(index, Fault(Quality.GOOD, ""))
            rows[one].append(Seen(picked.values[index], fault.quality))
        for one, seen in zip(tags, poll, strict=True):
            if one.log_mode is LogMode.ON_CHANGE:
                assert _is_like(rows[one][-1], seen, one.deadband)
    for one in tags:
        if one.log_mode is LogMode.ON_CHANGE:
            assert not any(_is_like(before, after, one.deadband) for before, after in pairwise(rows[one]))
        assert len(rows[one]) == len(polls) or one.log_mode is not LogMode.ALWAYS
        assert not rows[one] or one.log_mode is not LogMode.NEVER
