"""Faults: how they are named, and what a client sees of each."""

from __future__ import annotations

import contextlib
import socket
import time

import pytest

from hmi.melsec.simulator import FaultName, FaultSpec, SimulatedPlc
from hmi.model.errors import UsageError
from hmi.model.plant import McProtocol, Plc, Series

REQUEST = bytes.fromhex("5400 3412 0000 00 FF FF03 00 0C00 1000 0104 0000 640000 A8 0100")
ANSWER = bytes.fromhex("D400 3412 0000 00 FF FF03 00 0400 0000 D204")


def faulty(*faults: str, series: Series = Series.Q) -> SimulatedPlc:
    plc = Plc("P1", "127.0.0.1", protocol=McProtocol.MC_4E_BINARY, series=series)
    simulated = SimulatedPlc(plc, scan_ms=0, faults=[FaultSpec.parse(fault) for fault in faults])
    simulated.memory.set_words("D", 100, [1234])
    return simulated


def connect(plc: SimulatedPlc) -> socket.socket:
    return socket.create_connection(("127.0.0.1", plc.port), timeout=5)


def ask(client: socket.socket, size: int = len(ANSWER)) -> bytes:
    client.sendall(REQUEST)
    received = b""
    while len(received) < size and (piece := client.recv(size - len(received))):
        received += piece
    return received


@pytest.mark.parametrize("name", list(FaultName))
def test_every_name_is_understood(name: FaultName) -> None:
    always, once = FaultSpec.parse(name.value.upper()), FaultSpec.parse(f" {name}@12 ")
    assert (always.name, always.at) == (name, None)
    assert (once.name, once.at) == (name, 12)
    assert always.happens_at(1)
    assert [n for n in range(1, 30) if once.happens_at(n)] == [12]


def test_an_unknown_name_is_answered_with_the_nearest_and_the_list() -> None:
    with pytest.raises(UsageError, match=r"no fault 'half-opn'; did you mean 'half-open'\?.*split, late"):
        FaultSpec.parse("half-opn@3")
    with pytest.raises(UsageError, match=r"no fault 'xyz'\. Known faults: split"):
        FaultSpec.parse("xyz")


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "1.5", "²"])
def test_a_number_that_is_none(number: str) -> None:
    with pytest.raises(UsageError, match="after @ comes the number of a request from 1, as in drop@3"):
        FaultSpec.parse(f"drop@{number}")


def test_split_sends_the_right_answer_in_pieces() -> None:
    with faulty("split") as plc, connect(plc) as client:
        client.sendall(REQUEST)
        pieces: list[bytes] = []
        while len(b"".join(pieces)) < len(ANSWER):
            pieces.append(client.recv(4096))
        assert b"".join(pieces) == ANSWER
        assert len(pieces) > 1


def test_drop_at_the_second_request_closes_and_serves_again() -> None:
    with faulty("drop@2") as plc:
        with connect(plc) as client:
            assert ask(client) == ANSWER
            assert ask(client) == b""
        with connect(plc) as client:
            assert ask(client) == ANSWER
        assert plc.requests == 3


def test_half_open_is_silent_for_ever_on_that_connection_only() -> None:
    with faulty("half-open@1") as plc, connect(plc) as mute, connect(plc) as other:
        mute.settimeout(0.2)
        with pytest.raises(TimeoutError):
            ask(mute)
        with pytest.raises(TimeoutError):
            ask(mute)
        assert ask(other) == ANSWER
        assert plc.requests == 2


def test_garbage_is_no_answer() -> None:
    with faulty("garbage") as plc, connect(plc) as client:
        received = ask(client)
        assert len(received) == len(ANSWER)
        assert received[:2] not in (b"\xd4\x00", b"\xd0\x00")


def test_wrong_serial_is_the_answer_to_another_request() -> None:
    with faulty("wrong-serial@1") as plc, connect(plc) as client:
        assert ask(client) == ANSWER[:2] + b"\x35\x12" + ANSWER[4:]
        assert ask(client) == ANSWER


def test_wrong_serial_in_ascii() -> None:
    plc = Plc("P1", "127.0.0.1", protocol=McProtocol.MC_4E_ASCII)
    request = b"5400" + b"FFFF" + b"0000" + b"00FF03FF00" + b"0018" + b"0010" + b"04010000" + b"D*0001000001"
    answer = b"D400" + b"0000" + b"0000" + b"00FF03FF00" + b"0008" + b"0000" + b"0000"
    with (
        SimulatedPlc(plc, scan_ms=0, faults=[FaultSpec.parse("wrong-serial")]) as simulated,
        connect(simulated) as client,
    ):
        client.sendall(request)
        assert client.recv(len(answer), socket.MSG_WAITALL) == answer


@pytest.mark.parametrize(
    ("fault", "series", "end_code"),
    [
        ("end-code", Series.Q, b"\x5f\xc0"),
        ("device-range", Series.Q, b"\x56\xc0"),
        ("device-range", Series.IQ_R, b"\x31\x40"),
    ],
)
def test_end_codes(fault: str, series: Series, end_code: bytes) -> None:
    with faulty(fault, series=series) as plc, connect(plc) as client:
        received = ask(client, 15 + 9)
        assert received[11:15] == b"\x0b\x00" + end_code
        assert ask(client, 15 + 9) == received, "the connection is unharmed"


@pytest.mark.parametrize("name", [FaultName.LATE, FaultName.SLOW])
def test_late_and_slow_answers_are_right(name: FaultName) -> None:
    plc = Plc("P1", "127.0.0.1", protocol=McProtocol.MC_4E_BINARY)
    simulated = SimulatedPlc(plc, scan_ms=0, faults=[FaultSpec(name, at=1, delay_s=0.3)])
    simulated.memory.set_words("D", 100, [1234])
    with simulated, connect(simulated) as late, connect(simulated) as other:
        begun = time.monotonic()
        late.sendall(REQUEST)
        while simulated.requests == 0:
            time.sleep(0.001)
        assert ask(other) == ANSWER
        assert ask(late) == ANSWER, "the late answer is there first"
        assert time.monotonic() - begun >= 0.3


def test_late_is_later_than_slow_is_later_than_nothing() -> None:
    late, slow, drop = (FaultSpec.parse(name).delay_s for name in ("late", "slow", "drop"))
    assert late > slow > drop == 0


def test_refuse_refuses_the_connection() -> None:
    with faulty("refuse") as plc, pytest.raises(ConnectionRefusedError):
        connect(plc)


def test_refuse_at_the_second_connection_resets_it() -> None:
    with faulty("refuse@2") as plc:
        with connect(plc) as client:
            assert ask(client) == ANSWER
        with contextlib.suppress(ConnectionResetError, BrokenPipeError), connect(plc) as client:
            assert ask(client) == b""
        with connect(plc) as client:
            assert ask(client) == ANSWER


def test_the_first_of_several_faults_counts() -> None:
    with faulty("end-code@1", "garbage@1", "drop@2") as plc, connect(plc) as client:
        assert ask(client, 24)[13:15] == b"\x5f\xc0"
        assert ask(client) == b""
