"""A group that was changed by hand meets the rules of an imported one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from hmi.config.group_check import check_group
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Series

GROUP = PollingGroup("QUALITY", "PAINT", PollingMode.HANDSHAKE)
PLANT = Plant((Plc("PAINT", "127.0.0.1", series=Series.IQ_F),), (PollingGroup("STATE", "PAINT"), GROUP))


def problems(**changes: Any) -> dict[str, str]:
    return check_group(replace(GROUP, **changes), PLANT, check_address, check_ack_address)


def test_addresses_are_understood_as_the_plc_writes_them() -> None:
    assert problems(trigger_bit_address=" x017", ack_bit_address="m0100") == {}


@pytest.mark.parametrize(
    ("changes", "column", "text"),
    [
        ({"polling_interval_ms": 99}, "polling_interval_ms", "'99' is not a whole number from 100 to"),
        ({"group_name": " "}, "group_name", "is blank"),
        ({"description": "a\nb"}, "description", "line break"),
        ({"plc_code": "PAINTT"}, "plc_code", "there is no PLC 'PAINTT'; did you mean 'PAINT'?"),
        ({"trigger_bit_address": "X18"}, "trigger_bit_address", "octal"),
        ({"trigger_bit_address": "D100"}, "trigger_bit_address", "D100 is a word"),
        ({"ack_bit_address": "D100.1"}, "ack_bit_address", "cannot be written without"),
        ({"ack_bit_address": "M" * 40}, "ack_bit_address", "is longer than 32 characters"),
        (
            {"trigger_bit_address": "M100", "ack_bit_address": "m100"},
            "ack_bit_address",
            "M100 is the trigger bit",
        ),
    ],
)
def test_what_is_wrong_is_said_of_its_column(changes: dict[str, Any], column: str, text: str) -> None:
    found = problems(**changes)
    assert list(found) == [column]
    assert text in found[column]
