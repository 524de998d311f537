"""The session over real TCP: every known defect of pymcprotocol 0.3.0 (D1-D12) has its test here."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from hmi.melsec.client import monitoring_timer
from hmi.melsec.devices import DEVICES
from hmi.melsec.errors import EndCodeError, PlcConnectionError, PlcSilentError
from hmi.melsec.probe import probe
from hmi.melsec.requests import Window
from hmi.model.plant import McProtocol, Series
from tests.melsec.scripted import (
    Do,
    Script,
    ScriptedPlc,
    answer_3e,
    answer_4e,
    d,
    echo_head,
    in_turn,
    opened,
    plc_at,
    wait_until,
    words,
)

Make = Callable[[Script], ScriptedPlc]


# -- the defects of the library ------------------------------------------------------------------------


@pytest.mark.parametrize("act", [Do.CLOSE, Do.RESET])
def test_d1_a_closed_connection_is_an_error_and_never_zeros(scripted: Make, act: Do) -> None:
    server = scripted(in_turn((act,)))
    with opened(plc_at(server.port)) as session:
        with pytest.raises(PlcConnectionError, match="closed the connection"):
            session.read(d(100, 3))
        assert not session.is_open


def test_d1_a_close_in_the_middle_of_an_answer_is_an_error(scripted: Make) -> None:
    server = scripted(in_turn((answer_3e(words(1, 2, 3))[:-2], Do.CLOSE)))
    with (
        opened(plc_at(server.port)) as session,
        pytest.raises(PlcConnectionError, match="closed the connection"),
    ):
        session.read(d(100, 3))


@pytest.mark.parametrize("cuts", [(1,), (2, 8), (9,), (10, 12), (1460,), range(1, 1931, 61)])
def test_d2_an_answer_in_pieces_is_put_together(scripted: Make, cuts: tuple[int, ...]) -> None:
    data = words(*range(960))
    answer = answer_3e(data)
    edges = [0, *cuts, len(answer)]
    steps: list[bytes | float] = []
    for first, end in pairwise(edges):
        steps += [answer[first:end], 0.002]
    server = scripted(lambda _: steps)
    with opened(plc_at(server.port)) as session:
        assert session.read(d(0, 960)) == data
        assert session.read(d(0, 960)) == data, "nothing of the first answer may be left for the second"


def test_d2_one_deadline_holds_for_all_the_pieces(scripted: Make) -> None:
    answer = answer_3e(words(1, 2, 3))
    drip = [step for byte in answer for step in (bytes((byte,)), 0.1)]
    server = scripted(in_turn(drip))
    with opened(plc_at(server.port, timeout=1.0)) as session:
        with pytest.raises(PlcConnectionError, match=r"broke off after \d+ bytes"):
            session.read(d(100, 3))
        assert not session.is_open


def test_d3_a_late_answer_never_reaches_the_next_request(scripted: Make) -> None:
    server = scripted(in_turn((1.2, answer_3e(words(100))), answer_3e(words(900))))
    with opened(plc_at(server.port, timeout=0.8)) as session:
        with pytest.raises(PlcSilentError, match=r"gave no answer in 0\.8 s"):
            session.read(d(100))
        with pytest.raises(PlcConnectionError, match="no connection"):
            session.read(d(900))
        session.open()
        assert session.read(d(900)) == words(900)


def test_d3_an_answer_nobody_asked_for_ends_the_connection(scripted: Make) -> None:
    server = scripted(in_turn((answer_3e(words(100)), 0.02, answer_3e(words(666))), answer_3e(words(900))))
    with opened(plc_at(server.port)) as session:
        assert session.read(d(100)) == words(100)
        wait_until(session.is_stale)
        with pytest.raises(PlcConnectionError):
            session.read(d(900))


def test_d3_the_serial_of_a_4e_answer_is_checked(scripted: Make) -> None:
    stale = bytes.fromhex("540000000000")
    server = scripted(in_turn((answer_4e(stale, words(100)),)))
    with opened(plc_at(server.port, McProtocol.MC_4E_BINARY)) as session:
        with pytest.raises(PlcConnectionError, match="belongs to another request"):
            session.read(d(900))
        assert not session.is_open


@pytest.mark.parametrize("protocol", [McProtocol.MC_4E_BINARY, McProtocol.MC_4E_ASCII])
def test_the_serial_counts_up_and_wraps(scripted: Make, protocol: McProtocol) -> None:
    def script(request: bytes) -> tuple[bytes]:
        if protocol.is_ascii:
            return (b"D400" + request[4:8] + b"000000FF03FF0000080000002A",)
        return (answer_4e(request, words(42)),)

    server = scripted(script)
    with opened(plc_at(server.port, protocol)) as session:
        assert session._client is not None
        session._client.subheaderserial = 0xFFFE
        assert [session.read(d(1)) for _ in range(3)] == [words(42)] * 3
    serials = [request[4:8] if protocol.is_ascii else request[2:4] for request in server.requests]
    in_binary = [b"\xff\xff", b"\x00\x00", b"\x01\x00"]
    assert serials == ([b"FFFF", b"0000", b"0001"] if protocol.is_ascii else in_binary)


def test_d4_threads_that_share_a_session_get_their_own_answers(scripted: Make) -> None:
    server = scripted(echo_head)
    wrong: list[tuple[int, bytes]] = []
    with opened(plc_at(server.port)) as session:

        def ask(head: int) -> None:
            for _ in range(100):
                answer = session.read(d(head))
                if answer != words(head):
                    wrong.append((head, answer))

        threads = [threading.Thread(target=ask, args=(head,)) for head in (100, 900, 5000)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


# D5, D6, D7 and D9, the numbers of devices, are in test_frames.py.


def test_d8_routing_fields_of_zero_and_fractions_of_a_second_are_kept(scripted: Make) -> None:
    server = scripted(lambda _: (answer_3e(words(1), route="0000000000"),))
    plc = replace(plc_at(server.port, timeout=1.3), network_no=0, station_no=0, module_io=0, multidrop_no=0)
    with opened(plc) as session:
        session.read(d(100))
    assert server.requests[0].hex() == "500000000000000c00040001040000640000a80100"


def test_d8_routing_to_another_station(scripted: Make) -> None:
    server = scripted(lambda _: (answer_3e(words(1), route="0205E00301"),))
    plc = replace(plc_at(server.port), network_no=2, station_no=5, module_io=0x3E0, multidrop_no=1)
    with opened(plc) as session:
        assert session.read(d(100)) == words(1)
    assert server.requests[0][2:7].hex() == "0205e00301"


@pytest.mark.parametrize(
    ("timeout_s", "units"), [(3.0, 9), (1.0, 3), (0.5, 1), (0.1, 1), (10.0, 32), (100_000.0, 0xFFFF)]
)
def test_the_plcs_timer_ends_before_ours(timeout_s: float, units: int) -> None:
    assert monitoring_timer(timeout_s) == units


@pytest.mark.parametrize("end_code", [0xC051, 0xC056, 0xC059, 0x4031])
def test_d10_every_end_code_is_our_error_and_leaves_the_session_usable(scripted: Make, end_code: int) -> None:
    refusal = answer_3e(bytes.fromhex("00FFFF0300 0104 0000"), end_code)
    server = scripted(in_turn(refusal, answer_3e(words(7))))
    with opened(plc_at(server.port)) as session:
        with pytest.raises(EndCodeError) as caught:
            session.read(d(100, 20))
        assert caught.value.end_code == end_code
        text = str(caught.value)
        assert text.startswith(f"PLC PLC1: 127.0.0.1:{server.port} refused to read D100-D119: ")
        assert f"end code {end_code:04X}" in text
        assert session.is_open
        assert session.failure is None
        assert session.read(d(1)) == words(7)
    assert server.accepted == 1


@pytest.mark.parametrize("with_route", [True, False])
@pytest.mark.parametrize("protocol", list(McProtocol))
def test_d10_an_end_code_comes_with_the_route_and_the_command_or_alone(
    scripted: Make, protocol: McProtocol, with_route: bool
) -> None:
    is_ascii = protocol.is_ascii
    told = "00FF03FF0004010000" if is_ascii else "00FFFF030001040000"
    if not with_route:
        told = ""
    length = f"{4 + len(told):04X}" if is_ascii else f"{2 + len(told) // 2:02X}00"
    code = "C056" if is_ascii else "56C0"

    def script(request: bytes) -> tuple[bytes]:
        serial = (request[4:12].decode() if is_ascii else request[2:6].hex()) if protocol.is_4e else ""
        route = "00FF03FF00" if is_ascii else "00FFFF0300"
        frame = ("D400" if protocol.is_4e else "D000") + serial + route + length + code + told
        return (frame.encode() if is_ascii else bytes.fromhex(frame),)

    server = scripted(script)
    with opened(plc_at(server.port, protocol)) as session:
        for _ in range(2):
            with pytest.raises(EndCodeError, match="end code C056"):
                session.read(d(100, 3))
    assert server.accepted == 1


def test_d10_the_librarys_own_commands_raise_our_errors(scripted: Make) -> None:
    server = scripted(in_turn(answer_3e(words(-5, 6)), answer_3e(b"", 0xC059), (Do.CLOSE,)))
    with opened(plc_at(server.port)) as session:
        client = session._client
        assert client is not None
        assert client.batchread_wordunits("W1F0", 2) == [-5, 6]
        with pytest.raises(EndCodeError):
            client.batchread_wordunits("D0", 2)
        with pytest.raises(PlcConnectionError):
            client.batchread_wordunits("D0", 2)


def test_d11_requests_leave_at_once_and_a_dead_peer_is_noticed(scripted: Make) -> None:
    server = scripted(echo_head)
    with opened(plc_at(server.port)) as session:
        assert session._connection is not None
        sock = session._connection._socket
        assert sock is not None
        assert sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)


def test_d11_a_request_larger_than_the_socket_takes_is_sent_whole() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        plc = plc_at(listener.getsockname()[1])
        with opened(plc) as session:
            taken, _ = listener.accept()
            with taken:
                assert session._client is not None
                big = bytes(range(256)) * 40_000
                received = bytearray()

                def drain() -> None:
                    while len(received) < len(big):
                        received.extend(taken.recv(1 << 20))

                thread = threading.Thread(target=drain)
                thread.start()
                session._client._send(big)
                thread.join()
                assert bytes(received) == big


def test_d12_a_plc_is_looked_at_by_one_word_and_never_by_its_type(scripted: Make) -> None:
    server = scripted(echo_head)
    assert "answers" in probe(plc_at(server.port)).text
    assert {request[11:13] for request in server.requests} == {bytes.fromhex("0104")}
    assert server.requests[0][11:] == bytes.fromhex("01040000 000000 A8 0100")


# -- answers that are none ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", r"it begins with 'HTTP/1.1'"),
        (answer_3e(words(1, 2)), r"the data of D100-D102 are 6 bytes, 4 came"),
        (answer_3e(words(1, 2, 3, 4)), r"the data of D100-D102 are 6 bytes, 8 came"),
        (answer_3e(b""), r"the data of D100-D102 are 6 bytes, 0 came"),
        (answer_3e(words(1, 2, 3)) + b"!", r"1 bytes more than announced"),
        (bytes.fromhex("D00000FFFF0300 FFFF 0000"), r"announces 65535 bytes"),
        (bytes.fromhex("D00000FFFF0300 0100 0000"), r"announces 1 bytes"),
        (answer_3e(words(1, 2, 3), route="0001FF0300"), r"another request or another station"),
        (
            bytes.fromhex("D400 0000 0000 00FFFF0300 0800 0000"),
            r"answers in 4E binary frames, MC_3E_BINARY is",
        ),
        (b"D00000FF03FF0000100000000100020003", r"answers in 3E ASCII frames, MC_3E_BINARY is configured"),
    ],
)
def test_garbage_is_refused_and_ends_the_connection(scripted: Make, answer: bytes, said: str) -> None:
    server = scripted(in_turn(answer))
    with opened(plc_at(server.port)) as session:
        with pytest.raises(PlcConnectionError, match=said):
            session.read(d(100, 3))
        assert not session.is_open
        assert isinstance(session.failure, PlcConnectionError)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"D00000FF03FF00" + b"00zz" + b"0000", r"b'00zz' is not hexadecimal"),
        (b"D00000FF03FF00" + b"0008" + b"0000" + b"12G4", r"b'12G4' is not hexadecimal"),
        (b"D00000FF03FF00" + b"0007" + b"0000" + b"123", r"the data of D100 are 4 bytes, 3 came"),
        (answer_3e(words(1, 2, 3)), r"answers in 3E binary frames, MC_3E_ASCII is configured"),
    ],
)
def test_ascii_garbage_is_refused(scripted: Make, answer: bytes, said: str) -> None:
    server = scripted(in_turn(answer))
    with (
        opened(plc_at(server.port, McProtocol.MC_3E_ASCII, timeout=0.8)) as session,
        pytest.raises(PlcConnectionError, match=said),
    ):
        session.read(d(100))


def test_a_binary_answer_too_short_for_an_ascii_header_is_told_from_silence(scripted: Make) -> None:
    server = scripted(in_turn(answer_3e(words(1))))
    with (
        opened(plc_at(server.port, McProtocol.MC_3E_ASCII, timeout=0.8)) as session,
        pytest.raises(PlcConnectionError, match="answers in 3E binary frames, MC_3E_ASCII is configured"),
    ):
        session.read(d(100))


# -- series -----------------------------------------------------------------------------------------------


def test_bit_devices_are_read_as_words(scripted: Make) -> None:
    server = scripted(in_turn(answer_3e(words(0x8001, 2))))
    with opened(plc_at(server.port)) as session:
        assert session.read(Window(DEVICES["M"], 4096, 2)) == words(0x8001, 2)
    assert server.requests[0][11:] == bytes.fromhex("01040000 001000 90 0200")


@pytest.mark.parametrize("series", list(Series))
def test_every_series_reads(scripted: Make, series: Series) -> None:
    server = scripted(in_turn(answer_3e(words(1))))
    with opened(plc_at(server.port, series=series)) as session:
        assert session.read(d(100)) == words(1)
