"""Read plans by example: windows, random reads, bit windows, and tags that can never be read."""

from __future__ import annotations

import pytest

from hmi.melsec.devices import DEVICES
from hmi.melsec.limits import Limits, limits_of
from hmi.melsec.plan import Field, ReadPlan, plan_reads
from hmi.melsec.requests import BitWindow, Point, RandomRead, Request, Window
from hmi.model.plant import Series, Tag, TagType
from hmi.model.reading import Fault, Quality
from tests.melsec.synthetic import words_of
from tests.plants import scattered_plant

D, W, M = DEVICES["D"], DEVICES["W"], DEVICES["M"]
WINDOWS_ONLY = Limits(words=960, bits=7168, random_points=0)


def tag(address: str, tag_type: TagType = TagType.INT, length: int | None = None) -> Tag:
    return Tag("PLC1", address, address, tag_type, "G", string_length=length)


def ints(*addresses: str) -> list[Tag]:
    return [tag(address) for address in addresses]


def bits(*addresses: str) -> list[Tag]:
    return [tag(address, TagType.BOOL) for address in addresses]


def plan(*tags: Tag, series: Series = Series.Q, limits: Limits | None = None) -> ReadPlan:
    return plan_reads(tags, series, limits=limits)


# -- windows ---------------------------------------------------------------------------------------------


def test_a_gap_that_fits_is_read_along() -> None:
    reads = plan(tag("D959"), tag("D0"), tag("D500", TagType.DINT))
    assert reads.requests == (Window(D, 0, 960),)
    assert [field and field.places for field in reads.fields] == [(959,), (0,), (500, 501)]
    assert reads.points == 960


def test_one_word_more_is_read_at_random() -> None:
    assert plan(*ints("D0", "D960")).requests == (RandomRead((Point(D, 0), Point(D, 960)), ()),)


def test_without_random_reads_it_needs_a_second_window() -> None:
    reads = plan(*ints("D0", "D960"), limits=WINDOWS_ONLY)
    assert reads.requests == (Window(D, 0, 1), Window(D, 960, 1))


def test_a_value_is_never_torn_over_two_windows() -> None:
    reads = plan(tag("D0"), tag("D959", TagType.DINT), limits=WINDOWS_ONLY)
    assert reads.requests == (Window(D, 0, 1), Window(D, 959, 2))
    assert plan(tag("D0"), tag("D958", TagType.DINT)).requests == (Window(D, 0, 960),)


def test_windows_that_meet_leave_out_the_widest_gap() -> None:
    reads = plan(*ints("D0", "D9", "D955", "D965"), limits=WINDOWS_ONLY)
    assert reads.requests == (Window(D, 0, 10), Window(D, 955, 11))


def test_but_never_so_that_a_window_grows_too_long() -> None:
    reads = plan(*ints("D0", "D700", "D959", "D965", "D1700"), limits=WINDOWS_ONLY)
    assert reads.requests == (Window(D, 0, 701), Window(D, 959, 742))


@pytest.mark.parametrize("series", list(Series))
def test_a_window_is_as_long_as_the_series_allows(series: Series) -> None:
    longest = 480 if series is Series.QNA else 960
    block = [tag(f"D{number}") for number in range(longest)]
    assert plan(*block, series=series).requests == (Window(D, 0, longest),)
    assert len(plan(*block, tag(f"D{longest}"), series=series).requests) == 2


def test_bit_devices_are_read_as_words_from_a_multiple_of_16() -> None:
    reads = plan(*bits("M1", "M17", "M100", "M15359"))
    assert reads.requests == (Window(M, 0, 960),)
    assert reads.fields == (
        Field(0, (0,), 1),
        Field(0, (1,), 1),
        Field(0, (6,), 4),
        Field(0, (959,), 15),
    )
    assert plan(*bits("X1F")).requests == (Window(DEVICES["X"], 0x10, 1),)
    assert plan(*bits("X25"), series=Series.IQ_F).requests == (Window(DEVICES["X"], 0o20, 1),)


def test_bit_of_a_word_shares_the_word() -> None:
    reads = plan(tag("W327C"), *bits("W327C.A", "W327C"))
    assert reads.requests == (Window(W, 0x327C, 1),)
    assert [field and field.bit for field in reads.fields] == [None, 10, None]


def test_the_same_address_twice_is_read_once() -> None:
    reads = plan(tag("D5"), tag("D5"), tag("D4", TagType.REAL))
    assert reads.requests == (Window(D, 4, 2),)


def test_a_string_takes_whole_words() -> None:
    reads = plan(tag("D10", TagType.STRING, 5))
    assert reads.requests == (Window(D, 10, 3),)
    assert len(plan(tag("D10", TagType.STRING, 1920)).requests) == 1


# -- random reads ----------------------------------------------------------------------------------------


def test_stragglers_of_several_devices_share_one_random_read() -> None:
    reads = plan(*ints("D0", "W0", "TN0"), *bits("M20", "B0"))
    (request,) = reads.requests
    assert request.text(Series.Q) == "5 points at random (D0, W0, TN0, ...)"
    assert isinstance(request, RandomRead)
    assert Point(M, 16) in request.singles
    assert reads.fields[3] == Field(0, (3,), 4)


def test_neighbouring_single_words_share_a_point() -> None:
    reads = plan(*ints("D0", "D1", "D2", "D5000"), *bits("M16", "M32"))
    assert reads.requests == (RandomRead((Point(D, 2), Point(D, 5000)), (Point(D, 0), Point(M, 16))),)
    places = [(2,), (3,), (0,), (1,), (4,), (5,)]
    assert [field and field.places for field in reads.fields] == places


def test_a_value_of_two_words_is_one_point_even_among_singles() -> None:
    reads = plan(tag("D0"), tag("D1", TagType.DINT), tag("D3"), tag("D5000"))
    assert reads.requests == (RandomRead((Point(D, 0), Point(D, 3), Point(D, 5000)), (Point(D, 1),)),)


def test_a_long_value_keeps_to_its_own_words_and_its_places_need_not_be_in_a_row() -> None:
    reads = plan(tag("D0", TagType.STRING, 5), tag("D5000", TagType.LREAL))
    assert reads.requests == (RandomRead((Point(D, 2),), (Point(D, 0), Point(D, 5000), Point(D, 5002))),)
    assert [field and field.places for field in reads.fields] == [(1, 2, 0), (3, 4, 5, 6)]


def test_a_double_word_inside_a_long_value_is_one_point_too() -> None:
    reads = plan(tag("D0", TagType.LREAL), tag("D1", TagType.DINT), tag("D3"), tag("D5000"))
    assert reads.requests == (RandomRead((Point(D, 0), Point(D, 3), Point(D, 5000)), (Point(D, 1),)),)
    assert [field and field.places for field in reads.fields] == [(0, 3, 4, 1), (3, 4), (1,), (2,)]


@pytest.mark.parametrize("series", list(Series))
def test_a_random_read_has_as_many_points_as_the_series_allows(series: Series) -> None:
    most = 96 if series in (Series.QNA, Series.IQ_R, Series.IQ_L) else 192
    far = [tag(f"D{30 * number}", TagType.DINT) for number in range(most)]
    assert [request.points for request in plan(*far, series=series).requests] == [most]
    assert len(plan(*far, tag("D7"), series=series).requests) == 2


def test_a_value_too_long_for_a_random_read_goes_by_window() -> None:
    reads = plan(tag("D0", TagType.STRING, 800), *ints("W0", "R0"))
    assert [type(request) for request in reads.requests] == [Window, RandomRead]


def test_any_number_of_values_too_long_for_a_random_read_goes_by_window() -> None:
    reads = plan(*(tag(f"D{400 * number}", TagType.STRING, 800) for number in range(300)))
    assert [request.points for request in reads.requests] == [800] * 150


def test_a_window_is_preferred_where_it_costs_no_request() -> None:
    assert [type(request) for request in plan(*ints("D0", "W0"), limits=Limits(2, 2, 1)).requests] == [
        Window
    ] * 2


def test_random_reads_that_cannot_be_filled_are_not_counted_as_full() -> None:
    texts = [tag(f"D{100 * number}", TagType.STRING, 12) for number in range(4)]
    reads = plan(*texts, tag("D900", TagType.LREAL), limits=Limits(words=9, bits=9, random_points=4))
    # 14 points: four reads of 4 points would do, were there not four values of 3 points that share none.
    assert [type(request) for request in reads.requests] == [Window] * 5


def test_requests_stand_by_device_and_number_and_random_reads_last() -> None:
    blocks = [f"D{number}" for number in (*range(200), *range(5000, 5200))] + [f"W{n:X}" for n in range(300)]
    tags = [*bits("TC7", "TS3"), *ints(*reversed(blocks)), *bits("M0", "X0")]
    reads = plan(*tags, limits=Limits(words=960, bits=7168, random_points=9))
    texts = [request.text(Series.Q) for request in reads.requests]
    assert texts == ["D0-D199", "D5000-D5199", "W0-W12B", "TS3", "TC7", "2 points at random (M0, X0)"]
    assert plan(*tags).requests == plan(*reversed(tags)).requests


# -- devices without words -------------------------------------------------------------------------------


def test_contacts_and_coils_are_read_in_bits() -> None:
    reads = plan(*bits("TS20", "TS3", "CC7"))
    assert reads.requests == (BitWindow(DEVICES["TS"], 3, 18), BitWindow(DEVICES["CC"], 7, 1))
    assert reads.fields == (Field(0, (1,), 1), Field(0, (0,), 0), Field(1, (0,), 0))


@pytest.mark.parametrize(("series", "most"), [(Series.Q, 3584), (Series.IQ_R, 3584), (Series.QNA, 1792)])
def test_a_bit_window_is_no_longer_than_ascii_frames_allow(series: Series, most: int) -> None:
    assert len(plan(*bits("TS0", f"TS{most - 1}"), series=series).requests) == 1
    assert len(plan(*bits("TS0", f"TS{most}"), series=series).requests) == 2


# -- what cannot be read ---------------------------------------------------------------------------------


def test_no_tags_need_no_requests() -> None:
    assert plan().requests == ()
    assert plan().estimated_ms(10) == 0


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (tag("Q1"), "there is no device 'Q'"),
        (tag("D1F"), "decimal"),
        (tag("M1", TagType.INT), "INT needs a word, this is one bit"),
        (tag("M16", TagType.STRING, 4), "STRING needs a word, this is one bit"),
        (tag("TS1", TagType.INT), "INT needs a word, this is one bit"),
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
    assert reads.requests == (Window(D, 0, 3),)


# -- parts of a plan -------------------------------------------------------------------------------------


def test_a_part_has_only_the_requests_it_needs() -> None:
    tags = [*ints("D0", "W0", "Q0", "D1"), *bits("TS0")]
    whole = plan(*tags, limits=Limits(words=2, bits=2, random_points=0))
    assert [request.text(Series.Q) for request in whole.requests] == ["D0-D1", "W0", "TS0"]
    part, numbers = whole.part([4, 2, 1])
    assert numbers == (1, 2)
    assert part.tags == (tags[4], tags[2], tags[1])
    assert part.requests == whole.requests[1:]
    assert part.fields == (Field(1, (0,), 0), None, Field(0, (0,)))
    assert part.faults == {1: Fault(Quality.BAD, whole.faults[2].reason)}
    assert part.estimated_ms(9.0) == pytest.approx(20.0)


def test_a_part_of_no_tags_needs_nothing() -> None:
    part, numbers = plan(tag("D0")).part([])
    assert (part.tags, part.requests, numbers) == ((), (), ())


# -- time ------------------------------------------------------------------------------------------------


def test_every_request_costs_a_scan_and_a_millisecond() -> None:
    assert plan(tag("D0")).estimated_ms(10.0) == pytest.approx(11.0)


def test_on_iq_f_words_cost_time_too() -> None:
    assert plan(*ints("D0", "D499"), series=Series.IQ_F).estimated_ms(10.0) == pytest.approx(11.5)


def test_the_scattered_plant_of_the_facts_fits_in_a_tenth_of_a_second() -> None:
    tags = [tag(f"D{number}") for number in range(0, 12288, 10)]
    reads = plan_reads(tags, Series.Q)
    assert len(reads.requests) == 7
    assert reads.estimated_ms(10.0) == pytest.approx(77.0)


def test_the_body_shop_needs_about_a_dozen_requests_where_others_need_hundreds() -> None:
    plant = scattered_plant()
    assert len(plant.tags) == 3282
    plans = [plan_reads(plant.tags_of(group.group_name), Series.Q) for group in plant.groups]
    assert sum(len(reads.requests) for reads in plans) == 11
    assert sum(map(contiguous_runs, plans)) > 600


def contiguous_runs(reads: ReadPlan) -> int:
    """Requests where only what is strictly contiguous is read together."""
    words = set()
    for field in reads.fields:
        assert field is not None
        words |= {address_of(reads.requests[field.request], place) for place in field.places}
    return sum((device, word - 1) not in words for device, word in words)


def address_of(request: Request, place: int) -> tuple[str, int]:
    assert not isinstance(request, BitWindow)
    device, word = words_of(request)[place]
    return device.name, word


def test_requests_name_what_they_read() -> None:
    assert Window(W, 0x1F0, 16).text(Series.Q) == "W1F0-W1FF"
    assert Window(D, 7, 1).text(Series.Q) == "D7"
    assert Window(DEVICES["X"], 16, 1).text(Series.IQ_F) == "X20-X37"


def test_limits_are_those_of_the_series() -> None:
    assert limits_of(Series.Q) == limits_of(Series.L) == Limits(960, 7168, 192)
    assert limits_of(Series.QNA) == Limits(480, 3584, 96)
    assert limits_of(Series.IQ_R) == limits_of(Series.IQ_L) == Limits(960, 7168, 96)
    assert limits_of(Series.IQ_F) == Limits(960, 3584, 192)
