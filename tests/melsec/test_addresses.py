"""Addresses as engineers write them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.devices import DEVICES, UNREAD, Device
from hmi.melsec.errors import AddressError
from hmi.model.plant import Series


@pytest.mark.parametrize(
    ("text", "series", "device", "number", "bit"),
    [
        ("D100", Series.Q, "D", 100, None),
        ("d0100", Series.Q, "D", 100, None),
        ("W1F0", Series.Q, "W", 0x1F0, None),
        ("WFF", Series.Q, "W", 0xFF, None),
        ("XA0", Series.Q, "X", 0xA0, None),
        ("X0A0", Series.IQ_R, "X", 0xA0, None),
        ("X17", Series.IQ_F, "X", 0o17, None),
        ("B1F", Series.IQ_F, "B", 0x1F, None),
        ("ZR100", Series.Q, "ZR", 100, None),
        ("R100", Series.Q, "R", 100, None),
        ("SB1", Series.Q, "SB", 1, None),
        ("SD210", Series.Q, "SD", 210, None),
        ("TN3", Series.Q, "TN", 3, None),
        ("TS010", Series.Q, "TS", 10, None),
        ("tc7", Series.IQ_F, "TC", 7, None),
        ("CS255", Series.IQ_R, "CS", 255, None),
        ("CC1023", Series.QNA, "CC", 1023, None),
        ("D100.3", Series.Q, "D", 100, 3),
        ("W327C.A", Series.Q, "W", 0x327C, 10),
        ("w327c.a", Series.Q, "W", 0x327C, 10),
        ("Ｗ３２７Ｃ．Ａ", Series.Q, "W", 0x327C, 10),
    ],
)
def test_parse(text: str, series: Series, device: str, number: int, bit: int | None) -> None:
    assert parse_address(text, series) == Address(DEVICES[device], number, bit)


@pytest.mark.parametrize(
    ("text", "series", "said"),
    [
        ("D1F", Series.Q, "numbers of D are decimal"),
        ("D", Series.Q, "numbers of D are decimal"),
        ("XG", Series.Q, "numbers of X are hexadecimal"),
        ("X18", Series.IQ_F, "numbers of X are octal .* on iQ-F"),
        ("Q100", Series.Q, "there is no device 'Q'"),
        ("", Series.Q, "begins with a device, as in D100"),
        ("100", Series.Q, "begins with a device, as in D100"),
        ("D100.G", Series.Q, "one digit from 0 to F"),
        ("D100.10", Series.Q, "one digit from 0 to F"),
        ("D100.", Series.Q, "one digit from 0 to F"),
        ("M100.1", Series.Q, "M is a bit device"),
        ("D99999999", Series.Q, "larger than any device"),
        ("D-1", Series.Q, "numbers of D are decimal"),
        ("D①", Series.Q, "numbers of D are decimal"),
        ("ZR100", Series.IQ_F, "iQ-F series PLCs have no ZR; use R, or check the series"),
        ("V0", Series.IQ_F, "iQ-F series PLCs have no V; use M"),
        ("TS1F", Series.Q, "numbers of TS are decimal"),
        ("Y9", Series.IQ_F, "numbers of Y are octal"),
    ],
)
def test_what_is_no_address_is_explained(text: str, series: Series, said: str) -> None:
    with pytest.raises(AddressError, match=said):
        parse_address(text, series)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("LTN0", "LTN is a long timer"),
        ("lcn5", "LCN is a long counter"),
        ("LTS0", "LTS is a long timer"),
        ("LSTN1", "LSTN is a long retentive timer"),
        ("STN0", "STN is a retentive timer"),
        ("SN0", "SN is a retentive timer"),
        ("BL0", "BL is an SFC block"),
        ("Z0", "Z is an index register"),
        ("S0", "S is a step relay"),
        ("S", "S is a step relay"),
        ("DX1F", "DX is a direct input or output"),
        ("RD0", "RD is a refresh data register"),
        ("U0\\G0", "U is a module's or network's memory"),
        ("U3E0\\HG10", "U is a module's or network's memory"),
        ("J1¥W0", "J is a module's or network's memory"),
    ],
)
def test_a_device_that_is_not_read_is_no_other_device_with_a_wrong_number(text: str, what: str) -> None:
    with pytest.raises(AddressError, match=f"{what}, a device that is not read; let the PLC's program copy"):
        parse_address(text, Series.IQ_R)


def test_no_device_is_both_read_and_not_read() -> None:
    assert not set(UNREAD) & set(DEVICES)


@pytest.mark.parametrize("series", list(Series))
@pytest.mark.parametrize(
    "name", ["X", "Y", "B", "W", "SB", "SW", "D", "M", "TN", "TS", "TC", "CN", "CS", "CC"]
)
def test_ten_is_ten_points_in_the_base_of_the_device_and_series(series: Series, name: str) -> None:
    octal = series is Series.IQ_F and name in ("X", "Y")
    base = 8 if octal else 16 if name in ("X", "Y", "B", "W", "SB", "SW") else 10
    assert parse_address(f"{name}10", series).number == base


def test_every_device_is_on_every_series_but_v_and_zr_on_iq_f() -> None:
    missing = {(series, name) for series in Series for name, one in DEVICES.items() if not one.is_on(series)}
    assert missing == {(Series.IQ_F, "V"), (Series.IQ_F, "ZR")}


@given(
    device=st.sampled_from(list(DEVICES.values())),
    number=st.integers(0, 0xFFFFFF),
    bit=st.none() | st.integers(0, 15),
    series=st.sampled_from(list(Series)),
)
def test_text_and_parse_are_inverse(device: Device, number: int, bit: int | None, series: Series) -> None:
    assume(device.is_on(series))
    address = Address(device, number, None if device.is_bit else bit)
    assert parse_address(address.text(series), series) == address


@given(st.text(max_size=12))
def test_no_text_raises_anything_else(text: str) -> None:
    with suppress(AddressError):
        assert parse_address(text, Series.Q).number >= 0
