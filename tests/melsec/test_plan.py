"""Read plans: as few requests as there can be, and no tag torn."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.devices import DEVICES
from hmi.melsec.limits import limits_of
from hmi.melsec.plan import ReadPlan, plan_reads
from hmi.melsec.requests import Window
from hmi.model.plant import Series, Tag, TagType
from hmi.model.reading import Quality
from tests.melsec.synthetic import words_of


def tag(address: str, tag_type: TagType = TagType.INT, length: int | None = None) -> Tag:
    return Tag("PLC1", address, address, tag_type, "G", string_length=length)


def bits(*addresses: str) -> list[Tag]:
    return [tag(address, TagType.BOOL) for address in addresses]


def plan(*tags: Tag, series: Series = Series.Q) -> ReadPlan:
    return plan_reads(tags, series)


def test_a_gap_that_fits_is_read_along() -> None:
    reads = plan(tag("D959"), tag("D0"), tag("D500", TagType.DINT))
    assert reads.requests == (Window(DEVICES["D"], 0, 960),)
    assert [field and field.places for field in reads.fields] == [(959,), (0,), (500, 501)]
    assert reads.points == 960


def test_one_word_more_needs_a_second_request() -> None:
    assert plan(tag("D0"), tag("D960")).requests == (
        Window(DEVICES["D"], 0, 1),
        Window(DEVICES["D"], 960, 1),
    )


def test_a_value_is_never_torn_over_two_requests() -> None:
    reads = plan(tag("D0"), tag("D959", TagType.DINT))
    assert reads.requests == (Window(DEVICES["D"], 0, 1), Window(DEVICES["D"], 959, 2))
    assert plan(tag("D0"), tag("D958", TagType.DINT)).requests == (Window(DEVICES["D"], 0, 960),)


def test_qna_takes_half_as_much() -> None:
    assert limits_of(Series.QNA).words == 480
    assert len(plan(tag("D0"), tag("D480"), series=Series.QNA).requests) == 2
    assert len(plan(tag("D0"), tag("D479"), series=Series.QNA).requests) == 1


def test_bit_devices_are_read_as_words_from_a_multiple_of_16() -> None:
    reads = plan(*bits("M1", "M17", "M100", "M15359"))
    assert reads.requests == (Window(DEVICES["M"], 0, 960),)
    assert [(*field.places, field.bit) for field in reads.fields if field] == [
        (0, 1),
        (1, 1),
        (6, 4),
        (959, 15),
    ]
    assert plan(*bits("X1F")).requests == (Window(DEVICES["X"], 0x10, 1),)
    assert plan(*bits("X25"), series=Series.IQ_F).requests == (Window(DEVICES["X"], 0o20, 1),)


def test_devices_are_read_apart() -> None:
    reads = plan(tag("D0"), tag("W0"), tag("TN0"), *bits("M0", "B0"))
    assert [request.text(Series.Q) for request in reads.requests] == ["D0", "W0", "TN0", "M0-M15", "B0-BF"]


def test_bit_of_a_word_shares_the_word() -> None:
    reads = plan(tag("W327C"), *bits("W327C.A", "W327C"))
    assert reads.requests == (Window(DEVICES["W"], 0x327C, 1),)
    assert [field and field.bit for field in reads.fields] == [None, 10, None]


def test_the_same_address_twice_is_read_once() -> None:
    reads = plan(tag("D5"), tag("D5"), tag("D4", TagType.REAL))
    assert reads.requests == (Window(DEVICES["D"], 4, 2),)


def test_no_tags_need_no_requests() -> None:
    assert plan().requests == ()
    assert plan().estimated_ms(10) == 0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (tag("Q1"), "there is no device 'Q'"),
        (tag("D1F"), "decimal"),
        (tag("M1", TagType.INT), "INT needs a word, this is one bit"),
        (tag("D1.3", TagType.REAL), "REAL needs a word, this is one bit"),
        (tag("D1", TagType.STRING), "needs its string_length"),
        (tag("D1", TagType.STRING, 0), "needs its string_length"),
        (tag("D1", TagType.STRING, 1921), "961 words do not fit in one request"),
    ],
)
def test_a_bad_tag_is_a_fault_and_the_others_are_read(bad: Tag, said: str) -> None:
    reads = plan(tag("D0"), bad, tag("D2"))
    assert reads.fields[1] is None
    assert list(reads.faults) == [1]
    assert reads.faults[1].quality is Quality.BAD
    assert said in reads.faults[1].reason
    assert reads.requests == (Window(DEVICES["D"], 0, 3),)


def test_a_string_takes_whole_words() -> None:
    reads = plan(tag("D10", TagType.STRING, 5))
    assert reads.requests == (Window(DEVICES["D"], 10, 3),)
    assert len(plan(tag("D10", TagType.STRING, 1920)).requests) == 1


def test_the_scattered_plant_of_the_facts_fits_in_a_second() -> None:
    tags = [tag(f"D{number}") for number in range(0, 12288, 10)]
    reads = plan_reads(tags, Series.Q)
    assert len(reads.requests) == 13
    assert reads.estimated_ms(10.0) == pytest.approx(143.0)


def test_a_window_names_what_it_reads() -> None:
    assert Window(DEVICES["W"], 0x1F0, 16).text(Series.Q) == "W1F0-W1FF"
    assert Window(DEVICES["D"], 7, 1).text(Series.Q) == "D7"
    assert Window(DEVICES["X"], 16, 1).text(Series.IQ_F) == "X20-X37"


# -- properties ------------------------------------------------------------------------------------------

_SIZES = {TagType.INT: 1, TagType.DINT: 2, TagType.LREAL: 4, TagType.STRING: 200}
spans = st.lists(
    st.tuples(st.integers(0, 4000), st.sampled_from(list(_SIZES))).map(
        lambda pair: (pair[0], pair[0] + _SIZES[pair[1]], pair[1])
    ),
    max_size=9,
)


def fewest(wanted: tuple[tuple[int, int], ...], limit: int) -> int:
    """The fewest windows by trying every one that could be the first span's, wherever it may begin."""

    @cache
    def count(left: tuple[tuple[int, int], ...]) -> int:
        if not left:
            return 0
        first = left[0]
        heads = {start for start, _ in left} | {end - limit for _, end in left}
        best = len(left)
        for head in heads:
            if head <= first[0] and first[1] <= head + limit:
                rest = tuple(s for s in left if not (head <= s[0] and s[1] <= head + limit))
                best = min(best, 1 + count(rest))
        return best

    return count(wanted)


@given(spans, st.sampled_from([Series.Q, Series.QNA]))
def test_no_plan_has_fewer_requests(wanted: list[tuple[int, int, TagType]], series: Series) -> None:
    tags = [tag(f"D{start}", kind, 400) for start, _, kind in wanted]
    reads = plan_reads(tags, series)
    brute = fewest(tuple(sorted({(start, end) for start, end, _ in wanted})), limits_of(series).words)
    assert len(reads.requests) == brute


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["D", "W", "R", "M", "X", "B"]),
            st.integers(0, 0x7FFF),
            st.sampled_from(list(_SIZES)),
        ),
        max_size=60,
    ),
    st.sampled_from(list(Series)),
)
def test_every_tag_lies_whole_in_one_request(wanted: list[tuple[str, int, TagType]], series: Series) -> None:
    tags = []
    for name, number, kind in wanted:
        device = DEVICES[name]
        tags.append(tag(Address(device, number).text(series), TagType.BOOL if device.is_bit else kind, 400))
    reads = plan_reads(tags, series)
    assert not reads.faults
    for request in reads.requests:
        assert isinstance(request, Window)
        assert 1 <= request.words <= limits_of(series).words
    for one, field in zip(tags, reads.fields, strict=True):
        assert field is not None
        address = parse_address(one.tag_address, series)
        request = reads.requests[field.request]
        assert isinstance(request, Window)
        device, number = address.device, address.number
        first = number // 16 if device.is_bit else number
        words = [words_of(request)[place] for place in field.places]
        assert words == [(device, first + n) for n in range(len(words))]
        assert field.bit == (number % 16 if device.is_bit else None)
