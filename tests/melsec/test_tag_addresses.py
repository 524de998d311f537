from __future__ import annotations

import pytest

from hmi.melsec.errors import AddressError
from hmi.melsec.tag_addresses import check_address
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
