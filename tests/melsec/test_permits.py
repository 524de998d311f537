"""Leave to write: who gets it, for what, and that nothing is written without it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import pytest

from hmi.melsec.client import Client3E
from hmi.melsec.errors import EndCodeError, PlcConnectionError, WritesNotAllowedError
from hmi.melsec.permits import WritePermit
from hmi.model.plant import McProtocol, PollingGroup, PollingMode, Series
from tests.melsec.scripted import Do, Script, ScriptedPlc, answer_3e, in_turn, opened, plc_at

Make = Callable[[Script], ScriptedPlc]

GROUP = PollingGroup(
    "PRESS",
    "PLC1",
    PollingMode.HANDSHAKE,
    trigger_bit_address="M100",
    ack_bit_address="m0101",
    allow_plc_writes=True,
)


def test_a_permit_names_the_one_plc_and_the_one_bit() -> None:
    permit = WritePermit.for_group(GROUP, Series.Q)
    assert (permit.plc_code, permit.group_name, permit.text) == ("PLC1", "PRESS", "M101")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"allow_plc_writes": False}, r"'PRESS' may not write to PLC PLC1; set its allow_plc_writes"),
        ({"ack_bit_address": None}, "no acknowledge bit to write; set its ack_bit_address"),
        ({"ack_bit_address": ""}, "no acknowledge bit to write"),
        ({"ack_bit_address": "D100"}, "'D100': D is a word device, not a bit; use an internal relay"),
        ({"ack_bit_address": "D100.3"}, "cannot be written without writing the whole word"),
        ({"ack_bit_address": "SM50"}, "SM belongs to the system"),
        ({"ack_bit_address": "SB2"}, "SB belongs to the system"),
        ({"ack_bit_address": "TC3"}, "TC belongs to a timer or counter"),
        ({"ack_bit_address": "X1G"}, "numbers of X are hexadecimal"),
    ],
)
def test_who_may_not_write_gets_no_permit(changes: dict[str, object], said: str) -> None:
    with pytest.raises(WritesNotAllowedError, match=said):
        WritePermit.for_group(replace(GROUP, **changes), Series.Q)  # type: ignore[arg-type] # fields by name


def test_a_permit_is_neither_made_nor_changed_by_hand() -> None:
    permit = WritePermit.for_group(GROUP, Series.Q)
    with pytest.raises(TypeError, match="for_group only"):
        WritePermit()
    with pytest.raises(FrozenInstanceError):
        permit.plc_code = "PLC2"  # type: ignore[misc] # what the test is about
    with pytest.raises(TypeError):
        replace(permit, plc_code="PLC2")


def test_a_session_refuses_the_permit_of_another_plc(scripted: Make) -> None:
    server = scripted(in_turn(answer_3e(b"")))
    permit = WritePermit.for_group(replace(GROUP, plc_code="PLC2"), Series.Q)
    with opened(plc_at(server.port)) as session:
        with pytest.raises(WritesNotAllowedError, match="is for PLC PLC2; nothing was written"):
            session.write_bit(permit, on=True)
        assert session.is_open
    assert not server.requests


@pytest.mark.parametrize("on", [True, False])
def test_a_write_is_logged(scripted: Make, caplog: pytest.LogCaptureFixture, on: bool) -> None:
    caplog.set_level(logging.INFO, "hmi.melsec")
    server = scripted(in_turn(answer_3e(b"")))
    with opened(plc_at(server.port)) as session:
        session.write_bit(WritePermit.for_group(GROUP, Series.Q), on=on)
        assert session.answers == 1
    assert caplog.messages == [f"PLC PLC1: M101 {'on' if on else 'off'} for group PRESS written"]


def test_a_refused_write_says_what_was_asked_and_leaves_the_session_usable(
    scripted: Make, caplog: pytest.LogCaptureFixture
) -> None:
    server = scripted(in_turn(answer_3e(b"", 0x0055), answer_3e(b"")))
    with opened(plc_at(server.port)) as session:
        permit = WritePermit.for_group(GROUP, Series.Q)
        with pytest.raises(EndCodeError, match="refused to switch M101 on: end code 0055"):
            session.write_bit(permit, on=True)
        session.write_bit(permit, on=True)
    assert caplog.messages == ["PLC PLC1: M101 on for group PRESS was refused"]


@pytest.mark.parametrize("answer", [Do.CLOSE, answer_3e(b"\x01")])
def test_a_write_without_its_answer_ends_the_connection_and_is_logged_as_unknown(
    scripted: Make, caplog: pytest.LogCaptureFixture, answer: bytes | Do
) -> None:
    server = scripted(in_turn((answer,)))
    with opened(plc_at(server.port)) as session:
        with pytest.raises(PlcConnectionError):
            session.write_bit(WritePermit.for_group(GROUP, Series.Q), on=True)
        assert not session.is_open
    assert "may be written or not" in caplog.text


LIBRARY_WRITES: list[Callable[[Client3E], object]] = [
    lambda client: client.batchwrite_wordunits("D0", [1]),
    lambda client: client.batchwrite_bitunits("M0", [1]),
    lambda client: client.randomwrite(["D0"], [1], [], []),
    lambda client: client.randomwrite_bitunits(["M0"], [1]),
    lambda client: client.remote_run(0),
    lambda client: client.remote_stop(),
    lambda client: client.remote_pause(),
    lambda client: client.remote_latchclear(),
    lambda client: client.remote_reset(),
    lambda client: client.remote_unlock("1234"),
    lambda client: client.remote_lock("1234"),
]


@pytest.mark.parametrize("protocol", list(McProtocol))
def test_the_library_cannot_write_or_operate_the_plc(scripted: Make, protocol: McProtocol) -> None:
    server = scripted(in_turn())
    with opened(plc_at(server.port, protocol)) as session:
        client = session._client
        assert client is not None
        for write in LIBRARY_WRITES:
            with pytest.raises(WritesNotAllowedError, match="only reading is allowed"):
                write(client)
    assert not server.requests
