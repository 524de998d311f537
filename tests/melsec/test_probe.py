"""What ``hmi check plc`` says of a PLC."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from hmi.melsec.errors import PlcConnectionError, PlcRefusedError, PlcSilentError
from hmi.melsec.probe import probe
from tests.melsec.scripted import (
    Script,
    ScriptedPlc,
    Step,
    answer_3e,
    answer_4e,
    echo_head,
    free_port,
    in_turn,
    plc_at,
)

Make = Callable[[Script], ScriptedPlc]


def test_an_answer_is_reported_with_its_time(scripted: Make) -> None:
    server = scripted(echo_head)
    text = probe(plc_at(server.port))
    assert text.startswith(f"PLC PLC1: 127.0.0.1:{server.port} answers as MC_3E_BINARY, D0 read in ")
    assert text.endswith(" ms")


def test_where_d0_is_refused_sd0_is_looked_at(scripted: Make) -> None:
    server = scripted(in_turn(answer_3e(b"", 0xC056), answer_3e(bytes(2))))
    assert "SD0 read in" in probe(plc_at(server.port))


def test_a_plc_that_refuses_is_a_plc_that_answers(scripted: Make) -> None:
    server = scripted(lambda _: (answer_3e(b"", 0xC201),))
    text = probe(plc_at(server.port))
    assert "but refuses to be read" in text
    assert "end code C201" in text


def test_a_refused_port_is_an_error() -> None:
    with pytest.raises(PlcRefusedError, match="check the port"):
        probe(plc_at(free_port()))


def test_the_protocol_it_answers_is_named(scripted: Make) -> None:
    def only_4e_binary(request: bytes) -> Sequence[Step]:
        return (answer_4e(request, bytes(2)),) if request.startswith(b"\x54\x00") else ()

    server = scripted(only_4e_binary)
    with pytest.raises(PlcConnectionError, match="it answers MC_4E_BINARY; set protocol to MC_4E_BINARY"):
        probe(plc_at(server.port, timeout=0.2))


def test_silence_in_every_protocol_is_silence(scripted: Make) -> None:
    server = scripted(in_turn())
    with pytest.raises(PlcSilentError, match="not taken by another client"):
        probe(plc_at(server.port, timeout=0.1))
