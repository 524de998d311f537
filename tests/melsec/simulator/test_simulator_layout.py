"""Device ranges of the simulated PLCs."""

from __future__ import annotations

import pytest

from hmi.melsec.simulator.layout import DEFAULT_SIZES, device_sizes, word_count
from hmi.model.errors import UsageError
from hmi.model.plant import Series, Tag, TagType


def tag(address: str, tag_type: TagType = TagType.INT, length: int | None = None) -> Tag:
    return Tag("P1", address, "T", tag_type, "G", string_length=length)


def test_ranges_as_they_leave_the_factory() -> None:
    sizes = device_sizes(Series.Q)
    assert (sizes["D"], sizes["W"], sizes["M"], sizes["X"]) == (12288, 0x2000, 8192, 0x2000)
    assert "ZR" not in device_sizes(Series.IQ_F)
    assert set(DEFAULT_SIZES) == set(Series)


@pytest.mark.parametrize(
    ("address", "tag_type", "length", "device", "size"),
    [
        ("D20000", TagType.INT, None, "D", 20001),
        ("D20000", TagType.REAL, None, "D", 20002),
        ("D20000", TagType.LREAL, None, "D", 20004),
        ("D20000", TagType.STRING, 7, "D", 20004),
        ("D20000.F", TagType.BOOL, None, "D", 20001),
        ("W2000", TagType.INT, None, "W", 0x2001),
        ("M9001", TagType.BOOL, None, "M", 9008),
        ("M9008", TagType.DINT, None, "M", 9040),
        ("D100", TagType.INT, None, "D", 12288),
        ("not an address", TagType.INT, None, "D", 12288),
    ],
)
def test_tags_make_room_for_themselves(
    address: str, tag_type: TagType, length: int | None, device: str, size: int
) -> None:
    assert device_sizes(Series.Q, [tag(address, tag_type, length)])[device] == size


def test_explicit_sizes_win() -> None:
    assert device_sizes(Series.Q, [tag("D20000")], {"D": 12288})["D"] == 12288
    with pytest.raises(UsageError, match="no device 'DD'"):
        device_sizes(Series.Q, limits={"DD": 1})


def test_words_of_a_string() -> None:
    assert [word_count(tag("D0", TagType.STRING, n)) for n in (1, 2, 7, 16)] == [1, 1, 4, 8]


def test_timers_and_their_contacts_are_as_many() -> None:
    sizes = device_sizes(Series.Q, [tag("TN3000")])
    assert (sizes["TN"], sizes["TS"], sizes["TC"]) == (3001, 3001, 3001)
    assert device_sizes(Series.Q, limits={"CS": 100})["CN"] == 100
