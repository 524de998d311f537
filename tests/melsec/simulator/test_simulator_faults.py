"""Faults: how they are named, and what a client sees of each."""

from __future__ import annotations

import contextlib
import socket
import time

import pytest

from hmi.melsec.simulator import FaultName, FaultSpec, SimulatedPlc
from hmi.melsec.simulator.delivery import deliver
from hmi.melsec.simulator.faults import FaultChooser
from hmi.model.errors import UsageError
from hmi.model.plant import McProtocol, Plc, Series
from tests.melsec.scripted import wait_until

REQUEST = bytes.fromhex("5400 3412 0000 00 FF FF03 00 0C00 1000 0104 0000 640000 A8 0100")
ANSWER = bytes.fromhex("D400 3412 0000 00 FF FF03 00 0400 0000 D204")


def faulty(*faults: str, series: Series = Series.Q) -> SimulatedPlc:
    plc = Plc("P1", "127.0.0.1", protocol=McProtocol.MC_4E_BINARY, series=series)
    simulated = SimulatedPlc(plc, scan_ms=0, faults=[FaultSpec.parse(fault) for fault in faults])
    simulated.memory.set_words("D", 100, [1234])
    return simulated


def connect(plc: SimulatedPlc) -> socket.socket:
    return socket.create_connection(("127.0.0.1", plc.port), timeout=5)


def ask(client: socket.socket, size: int = len(ANSWER), request: bytes = REQUEST) -> bytes:
    client.sendall(request)
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
        assert ask(client, len(answer), request) == answer


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
        wait_until(lambda: simulated.requests > 0)
        assert ask(other) == ANSWER
        assert ask(late) == ANSWER, "the late answer is there first"
        assert time.monotonic() - begun >= 0.3


def test_late_and_slow_things_are_done_at_once_and_told_later() -> None:
    plc = Plc("P1", "127.0.0.1", protocol=McProtocol.MC_4E_BINARY)
    write = bytes.fromhex("5400 3412 0000 00 FF FF03 00 0E00 1000 0114 0000 640000 A8 0100 6745")
    simulated = SimulatedPlc(plc, scan_ms=0, faults=[FaultSpec(FaultName.LATE, at=1, delay_s=60.0)])
    with simulated, connect(simulated) as late, connect(simulated) as other:
        late.sendall(write)
        wait_until(lambda: simulated.requests > 0)
        assert any(ask(other).endswith(b"\x67\x45") for _ in range(1000))


@pytest.mark.parametrize("protocol", list(McProtocol))
@pytest.mark.parametrize("name", [FaultName.SPLIT, FaultName.LATE_TAIL])
def test_answers_in_pieces_are_whole_in_the_end(protocol: McProtocol, name: FaultName) -> None:
    plc = Plc("P1", "127.0.0.1", protocol=protocol)
    with (
        SimulatedPlc(plc, scan_ms=0) as whole,
        SimulatedPlc(plc, scan_ms=0, faults=[FaultSpec(name, delay_s=0.05)]) as split,
        connect(whole) as one,
        connect(split) as other,
    ):
        words = [n % 65536 for n in range(0, 960 * 61, 61)]
        received = []
        for simulated, client in ((whole, one), (split, other)):
            simulated.memory.set_words("D", 0, words)
            size = ((15 if protocol.is_4e else 11) + 1920) * (2 if protocol.is_ascii else 1)
            received.append(ask(client, size, request_960(protocol)))
        assert received[0] == received[1]
        assert received[0].endswith(
            f"{words[-1]:04X}".encode() if protocol.is_ascii else words[-1].to_bytes(2, "little")
        )


def test_how_answers_are_cut() -> None:
    answer, chooser = bytes(range(250)) * 8, FaultChooser(())
    split = deliver(answer, FaultSpec(FaultName.SPLIT), chooser)
    assert len(split.pieces[0][1]) < 9, "not even the header comes in one piece"
    assert len(split.pieces) > 10
    tail = deliver(answer, FaultSpec(FaultName.LATE_TAIL, delay_s=0.5), chooser)
    assert [wait_s for wait_s, _ in tail.pieces] == [0.0, 0.5]
    late = deliver(answer, FaultSpec(FaultName.LATE, delay_s=5.0), chooser)
    assert [(wait_s, len(piece)) for wait_s, piece in late.pieces] == [(5.0, 1460), (0.001, 540)]
    for delivery in (split, tail, late):
        assert b"".join(piece for _, piece in delivery.pieces) == answer
        assert not delivery.closes
    cut = deliver(answer, FaultSpec(FaultName.CUT), chooser)
    assert cut.closes
    assert 0 < sum(len(piece) for _, piece in cut.pieces) < len(answer)


def request_960(protocol: McProtocol) -> bytes:
    text = "00FF03FF00" + "0018" + "0010" + "0401" + "0000" + "D*000000" + "03C0"
    if protocol.is_ascii:
        return (("5400" + "0001" + "0000") if protocol.is_4e else "5000").encode() + text.encode()
    subheader = "5400 0100 0000" if protocol.is_4e else "5000"
    return bytes.fromhex(subheader + "00 FF FF03 00 0C00 1000 0104 0000 000000 A8 C003")


def test_cut_does_what_was_asked_and_closes_in_the_middle_of_the_answer() -> None:
    with faulty("cut@1", "cut@2") as plc:
        for _ in range(2):
            with connect(plc) as client:
                received = ask(client)
                assert 0 < len(received) < len(ANSWER)
                assert ANSWER.startswith(received)
        with connect(plc) as client:
            assert ask(client) == ANSWER


def test_a_write_whose_answer_is_cut_is_done_and_one_that_is_dropped_is_not() -> None:
    def write(value: int) -> bytes:
        head = "5400 3412 0000 00 FF FF03 00 0E00 1000 0114 0000 640000 A8 0100"
        return bytes.fromhex(head) + value.to_bytes(2, "little")

    with faulty("cut@1", "drop@2") as plc:
        for value in (0x1111, 0x2222):
            with connect(plc) as client:
                assert len(ask(client, 15, write(value))) < 15
        assert plc.memory.read_words("D", 100, 1) == b"\x11\x11"


def test_a_share_of_the_requests_is_the_same_for_the_same_seed() -> None:
    def befallen(seed: int) -> list[int]:
        chooser = FaultChooser([FaultSpec(FaultName.DROP, share=0.2)], seed)
        return [number for number in range(1, 1001) if chooser.for_request(number)]

    assert befallen(1) == befallen(1) != befallen(2)
    assert 150 < len(befallen(1)) < 250


def test_every_kind_of_fault_by_chance_and_no_wrong_answer_passes_for_a_right_one() -> None:
    names = [FaultName.SPLIT, FaultName.CUT, FaultName.DROP, FaultName.GARBAGE, FaultName.WRONG_SERIAL]
    plc = Plc("P1", "127.0.0.1", protocol=McProtocol.MC_4E_BINARY)
    faults = [FaultSpec(name, share=0.2) for name in names]
    with SimulatedPlc(plc, scan_ms=0, faults=faults, seed=7) as simulated:
        simulated.memory.set_words("D", 100, [1234])
        kinds = set()
        for _ in range(60):
            with connect(simulated) as client:
                received = ask(client)
            kinds.add((len(received) == len(ANSWER), received[:2], received[2:4]))
            assert len(received) < len(ANSWER) or received == ANSWER or received[:4] != ANSWER[:4]
        assert len(kinds) > 3


def test_faults_can_be_changed_while_it_runs() -> None:
    with faulty() as plc, connect(plc) as client:
        assert ask(client) == ANSWER
        plc.faults = [FaultSpec.parse("end-code")]
        assert ask(client, 24)[13:15] == b"\x5f\xc0"
        assert plc.faults == (FaultSpec(FaultName.END_CODE),)
        plc.faults = ()
        assert ask(client) == ANSWER


def test_a_port_that_refused_can_be_opened_and_closed_again() -> None:
    with faulty("refuse") as plc:
        with pytest.raises(ConnectionRefusedError):
            connect(plc)
        plc.faults = ()
        with connect(plc) as client:
            assert ask(client) == ANSWER
        plc.faults = [FaultSpec.parse("refuse")]
        with contextlib.suppress(ConnectionResetError, BrokenPipeError), connect(plc) as client:
            assert ask(client) == b""


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
