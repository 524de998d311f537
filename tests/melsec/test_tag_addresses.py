"""Addresses as the configuration asks for them."""

from __future__ import annotations

import pytest

from hmi.melsec.errors import AddressError
from hmi.melsec.tag_addresses import address_series, check_ack_address, check_address
from hmi.model.plant import Series


@pytest.mark.parametrize(
    ("text", "series", "stored", "is_bit"),
    [
        ("d0100", Series.Q, "D100", False),
        (" D100.f ", Series.Q, "D100.F", True),
        ("x01a", Series.Q, "X1A", True),
        ("X017", Series.IQ_F, "X17", True),
        ("zr12", Series.IQ_R, "ZR12", False),
    ],
)
def test_an_address_has_one_spelling_and_is_a_bit_or_not(
    text: str, series: Series, stored: str, is_bit: bool
) -> None:
    assert check_address(text, series) == (stored, is_bit)
    assert check_address(stored, series) == (stored, is_bit)


def test_an_address_of_no_plc_is_refused() -> None:
    with pytest.raises(AddressError, match="octal"):
        check_address("X1A", Series.IQ_F)


@pytest.mark.parametrize(
    ("text", "series", "stored"),
    [
        ("m0101", Series.Q, "M101"),
        ("B1a", Series.Q, "B1A"),
        ("L7", Series.IQ_R, "L7"),
        ("Y017", Series.IQ_F, "Y17"),
    ],
)
def test_a_bit_that_may_be_written_has_one_spelling(text: str, series: Series, stored: str) -> None:
    assert check_ack_address(text, series) == stored


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "D100.3",
            "'D100.3': a bit of a word cannot be written without writing the whole word; use an internal",
        ),
        ("D100", "'D100': D is a word device, not a bit"),
        ("SM400", "SM belongs to the system and is never written"),
        ("SB1", "SB belongs to the system"),
        ("TS1", "TS belongs to a timer or counter"),
        ("CC1", "CC belongs to a timer or counter"),
        ("x1f", "'x1f': X is an input, which the PLC overwrites at its next scan; use M, B, L or Y"),
        ("Q1", "there is no device 'Q'"),
    ],
)
def test_a_bit_that_may_not_be_written_is_refused_with_a_remedy(text: str, said: str) -> None:
    with pytest.raises(AddressError, match=said):
        check_ack_address(text, Series.Q)


@pytest.mark.parametrize(
    ("first", "last", "step", "series", "addresses"),
    [
        ("d8", "D011", 1, Series.Q, ("D8", "D9", "D10", "D11")),
        ("W9", "WF", 2, Series.Q, ("W9", "WB", "WD", "WF")),
        ("X7", "X11", 1, Series.IQ_F, ("X7", "X10", "X11")),
        ("D0.E", "D1.1", 1, Series.Q, ("D0.E", "D0.F", "D1.0", "D1.1")),
        ("M5", "M5", 1, Series.Q, ("M5",)),
    ],
)
def test_a_series_of_addresses_counts_as_its_device_does(
    first: str, last: str, step: int, series: Series, addresses: tuple[str, ...]
) -> None:
    assert address_series(first, last, step, series) == addresses


@pytest.mark.parametrize(("first", "last"), [("D5", "D4"), ("D5", "M9"), ("D5", "D6.1"), ("D5", "")])
def test_a_series_has_a_beginning_and_an_end_of_one_device(first: str, last: str) -> None:
    with pytest.raises(AddressError):
        address_series(first, last, 1, Series.Q)
