"""End codes in words."""

from __future__ import annotations

import pytest

from hmi.melsec.endcodes import describe_end_code


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (0xC051, "too many words"),
        (0xC056, "past the last number"),
        (0xC059, "does not know this command"),
        (0xC05F, "check network_no, station_no"),
        (0x4031, "outside the configured range"),
        (0x4B00, "does not reach its target; check network_no"),
        (0xC1A4, "no such target module; check the series"),
    ],
)
def test_known_codes_have_a_meaning_and_a_remedy(code: int, said: str) -> None:
    text = describe_end_code(code)
    assert text.startswith(f"end code {code:04X}: ")
    assert said in text
    assert "; " in text, "a remedy follows the meaning"


@pytest.mark.parametrize(
    ("code", "said"),
    [(0x4ABC, "the CPU's manual"), (0xCEEE, "manual of the port"), (0x7153, "see the PLC's manual")],
)
def test_unknown_codes_say_where_to_look(code: int, said: str) -> None:
    assert describe_end_code(code).startswith(f"end code {code:04X}: ")
    assert said in describe_end_code(code)
