"""What ``hmi check plc`` says of a PLC."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from hmi.melsec.errors import PlcConnectionError, PlcError, PlcRefusedError, PlcSilentError
from hmi.melsec.probe import probe
from hmi.model.plant import McProtocol, Series
from tests.melsec.scripted import (
    Do,
    Script,
    ScriptedPlc,
    Step,
    answer_3e,
    answer_4e,
    echo_head,
    free_port,
    in_turn,
    plc_at,
    words,
)

Make = Callable[[Script], ScriptedPlc]


def a_q(request: bytes) -> Sequence[Step]:
    """A Q with binary 3E frames: it does not know the subcommand of wide numbers."""
    return echo_head(request) if request[13:15] == bytes(2) else (answer_3e(b"", 0xC059),)


def an_iq_r(request: bytes) -> Sequence[Step]:
    """An iQ-R with binary 3E frames: it knows the frames of both."""
    return (answer_3e(words(1)),)


def test_an_answer_is_reported_with_its_time_and_the_scan(scripted: Make) -> None:
    server = scripted(a_q)
    text = probe(plc_at(server.port)).text
    assert text.startswith(f"PLC PLC1: 127.0.0.1:{server.port} answers as MC_3E_BINARY, D0 read in ")
    assert text.endswith(", a scan of less than 1 ms")


def test_the_scan_time_is_estimated_from_requests_that_follow_each_other(scripted: Make) -> None:
    server = scripted(lambda request: (0.012, *a_q(request)))
    text = probe(plc_at(server.port)).text
    found = re.search(r"a scan of about (\d+) ms$", text)
    assert found, text
    assert int(found[1]) >= 10


def test_where_d0_is_refused_sd0_is_looked_at(scripted: Make) -> None:
    server = scripted(in_turn(answer_3e(b"", 0xC056), *[answer_3e(bytes(2))] * 21))
    assert "SD0 read in" in probe(plc_at(server.port)).text


def test_a_plc_that_becomes_busy_has_answered(scripted: Make) -> None:
    server = scripted(in_turn(answer_3e(bytes(2)), answer_3e(b"", 0x4008), answer_3e(b"", 0xC059)))
    assert probe(plc_at(server.port)).text.endswith(" ms")


@pytest.mark.parametrize("series", [Series.Q, Series.L, Series.QNA])
def test_a_series_whose_frames_say_too_much_is_doubted(scripted: Make, series: Series) -> None:
    server = scripted(an_iq_r)
    text = probe(plc_at(server.port, series=series)).text
    assert text.endswith(f"understands frames of iQ-R and iQ-L too, which no {series} does: check its series")


@pytest.mark.parametrize("series", [Series.IQ_R, Series.IQ_L, Series.IQ_F])
def test_the_right_series_is_not_doubted(scripted: Make, series: Series) -> None:
    server = scripted(a_q if series is Series.IQ_F else an_iq_r)
    assert "check" not in probe(plc_at(server.port, series=series)).text


@pytest.mark.parametrize("series", [Series.IQ_R, Series.IQ_L])
def test_a_series_whose_frames_are_refused_is_wrong(scripted: Make, series: Series) -> None:
    server = scripted(a_q)
    with pytest.raises(PlcError, match=f"refuses frames of {series} series PLCs, but answers those of Q, L"):
        probe(plc_at(server.port, series=series))


def test_a_plc_that_refuses_is_a_plc_that_answers(scripted: Make) -> None:
    server = scripted(lambda _: (answer_3e(b"", 0xC201),))
    text = probe(plc_at(server.port)).text
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


def test_the_protocol_is_named_too_where_another_one_ends_the_connection(scripted: Make) -> None:
    def only_3e_ascii(request: bytes) -> Sequence[Step]:
        return (b"D00000FF03FF0000080000002A",) if request.startswith(b"5000") else (Do.CLOSE,)

    server = scripted(only_3e_ascii)
    with pytest.raises(PlcConnectionError, match="set protocol to MC_3E_ASCII"):
        probe(plc_at(server.port, McProtocol.MC_4E_BINARY))


def test_silence_in_every_protocol_is_silence(scripted: Make) -> None:
    server = scripted(in_turn())
    with pytest.raises(PlcSilentError, match="not taken by another client"):
        probe(plc_at(server.port, timeout=0.1))
