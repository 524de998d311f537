"""Frames over a raw socket, written by hand after the examples of the MC protocol reference manual."""

from __future__ import annotations

import socket

import pytest

from hmi.melsec.simulator import SimulatedPlc
from hmi.model.plant import McProtocol, Plc, Series

M100_BITS = [0, 0, 0, 1, 0, 0, 1, 1]


def simulator(protocol: McProtocol, series: Series = Series.Q) -> SimulatedPlc:
    plc = SimulatedPlc(
        Plc("P1", "127.0.0.1", protocol=protocol, series=series, network_no=1, station_no=2), scan_ms=0
    )
    plc.memory.set_words("TN", 100, [0x1234, 0x0002, 0x1DEF])
    plc.memory.set_bits("M", 100, M100_BITS)
    plc.memory.set_words("D", 0, [0x1995])
    plc.memory.set_words("TN", 0, [0x1202])
    plc.memory.set_words("M", 1111, [0xBCB7, 0xBADD])
    plc.memory.set_words("X", 0x20, [0x4849])
    plc.memory.set_words("D", 1500, [0x4F4E, 0x4C54])
    plc.memory.set_words("Y", 0x160, [0xB9AF, 0xC3DE])
    return plc


def exchange(plc: SimulatedPlc, *pieces: bytes, size: int) -> bytes:
    with socket.create_connection(("127.0.0.1", plc.port), timeout=5) as client:
        for piece in pieces:
            client.sendall(piece)
        return receive(client, size)


def receive(client: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size and (piece := client.recv(size - len(received))):
        received += piece
    return received


def test_binary_3e_words() -> None:
    request = bytes.fromhex("5000 00 FF FF03 00 0C00 1000 0104 0000 640000 C2 0300")
    answer = bytes.fromhex("D000 00 FF FF03 00 0800 0000 3412 0200 EF1D")
    with simulator(McProtocol.MC_3E_BINARY) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_binary_4e_echoes_the_serial_and_serves_3e_as_well() -> None:
    request = bytes.fromhex("5400 3412 0000 00 FF FF03 00 0C00 1000 0104 0000 640000 C2 0300")
    answer = bytes.fromhex("D400 3412 0000 00 FF FF03 00 0800 0000 3412 0200 EF1D")
    old_request = bytes.fromhex("5000 00 FF FF03 00 0C00 1000 0104 0000 640000 C2 0100")
    old_answer = bytes.fromhex("D000 00 FF FF03 00 0400 0000 3412")
    with simulator(McProtocol.MC_4E_BINARY) as plc:
        assert exchange(plc, request, size=len(answer)) == answer
        assert exchange(plc, old_request, size=len(old_answer)) == old_answer


def test_binary_bits_two_in_a_byte_the_first_in_the_high_nibble() -> None:
    request = bytes.fromhex("5000 00 FF FF03 00 0C00 1000 0104 0100 640000 90 0800")
    answer = bytes.fromhex("D000 00 FF FF03 00 0600 0000 00010011")
    with simulator(McProtocol.MC_3E_BINARY) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_an_odd_number_of_bits_ends_with_an_empty_nibble() -> None:
    request = bytes.fromhex("5000 00 FF FF03 00 0C00 1000 0104 0100 660000 90 0500")
    answer = bytes.fromhex("D000 00 FF FF03 00 0500 0000 01 00 10")
    with simulator(McProtocol.MC_3E_BINARY) as plc:
        plc.memory.set_bits("M", 106, [1])
        assert exchange(plc, request, size=len(answer)) == answer


def test_ascii_3e_words() -> None:
    request = b"500000FF03FF000018001004010000TN0001000003"
    answer = b"D00000FF03FF000010000012340002" + b"1DEF"
    with simulator(McProtocol.MC_3E_ASCII) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_ascii_4e_bits() -> None:
    request = b"5400" + b"1234" + b"0000" + b"00FF03FF00" + b"0018" + b"0010" + b"04010001" + b"M*0001000008"
    answer = b"D400" + b"1234" + b"0000" + b"00FF03FF00" + b"000C" + b"0000" + b"00010011"
    with simulator(McProtocol.MC_4E_ASCII) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_ascii_numbers_stand_in_the_base_of_the_device() -> None:
    request = b"500000FF03FF000018001004010000X*0000200001"
    answer = b"D00000FF03FF0000080000" + b"4849"
    with simulator(McProtocol.MC_3E_ASCII) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_ascii_of_iq_r_has_long_codes_and_numbers() -> None:
    request = b"500000FF03FF00001C001004010002TN**000001000003"
    answer = b"D00000FF03FF0000100000" + b"123400021DEF"
    with simulator(McProtocol.MC_3E_ASCII, Series.IQ_R) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_ascii_x_of_iq_f_is_octal() -> None:
    request = b"500000FF03FF000018001004010000X*0000400001"
    answer = b"D00000FF03FF0000080000" + b"4849"
    with simulator(McProtocol.MC_3E_ASCII, Series.IQ_F) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


RANDOM = "04 03 000000A8 000000C2 64000090 2000009C DC0500A8 6001009D 57040090"


def test_binary_random_read_words_then_double_words() -> None:
    data = bytes.fromhex("1000 0304 0000" + RANDOM)
    request = bytes.fromhex("5000 00 FF FF03 00") + len(data).to_bytes(2, "little") + data
    values = "9519 0212 C800 4948 4E4F544C AFB9DEC3 B7BCDDBA"
    answer = bytes.fromhex("D000 00 FF FF03 00 1600 0000" + values)
    with simulator(McProtocol.MC_3E_BINARY) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_ascii_random_read_sends_double_words_high_word_first() -> None:
    points = b"D*000000TN000000M*000100X*000020D*001500Y*000160M*001111"
    data = b"0010" + b"04030000" + b"0403" + points
    request = b"500000FF03FF00" + f"{len(data):04X}".encode() + data
    values = b"1995" + b"1202" + b"00C8" + b"4849" + b"4C544F4E" + b"C3DEB9AF" + b"BADDBCB7"
    answer = b"D00000FF03FF00" + b"002C" + b"0000" + values
    with simulator(McProtocol.MC_3E_ASCII) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_an_end_code_comes_with_route_and_command() -> None:
    request = bytes.fromhex("5000 00 FF FF03 00 0C00 1000 0104 0000 640000 A8 C103")
    answer = bytes.fromhex("D000 00 FF FF03 00 0B00 51C0 00 FF FF03 00 0104 0000")
    with simulator(McProtocol.MC_3E_BINARY) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_an_ascii_end_code_comes_with_route_and_command() -> None:
    request = b"500000FF03FF000018001004010000D*00010003C1"
    answer = b"D00000FF03FF00" + b"0016" + b"C051" + b"00FF03FF00" + b"04010000"
    with simulator(McProtocol.MC_3E_ASCII) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_a_request_may_come_byte_by_byte() -> None:
    request = bytes.fromhex("5400 3412 0000 00 FF FF03 00 0C00 1000 0104 0000 640000 C2 0100")
    answer = bytes.fromhex("D400 3412 0000 00 FF FF03 00 0400 0000 3412")
    with simulator(McProtocol.MC_4E_BINARY) as plc:
        pieces = [request[at : at + 1] for at in range(len(request))]
        assert exchange(plc, *pieces, size=len(answer)) == answer


def test_two_requests_in_one_segment_are_answered_in_order() -> None:
    request = "5400 {} 0000 00 FF FF03 00 0C00 1000 0104 0000 640000 C2 0100"
    answer = "D400 {} 0000 00 FF FF03 00 0400 0000 3412"
    both = bytes.fromhex(request.format("0100") + request.format("0200"))
    expected = bytes.fromhex(answer.format("0100") + answer.format("0200"))
    with simulator(McProtocol.MC_4E_BINARY) as plc:
        assert exchange(plc, both, size=len(expected)) == expected


@pytest.mark.parametrize(
    ("protocol", "noise"),
    [
        (McProtocol.MC_3E_BINARY, b"500000FF03FF000018001004010000TN0001000003"),
        (McProtocol.MC_3E_ASCII, bytes.fromhex("5000 00 FF FF03 00 0C00 1000 0104 0000 640000 C2 0300")),
        (McProtocol.MC_3E_ASCII, b"50000_FF03FF000018001004010000TN0001000003"),
        (McProtocol.MC_3E_BINARY, b"GET / HTTP/1.1\r\n\r\n"),
    ],
)
def test_noise_and_the_wrong_code_get_no_answer(protocol: McProtocol, noise: bytes) -> None:
    with simulator(protocol) as plc, socket.create_connection(("127.0.0.1", plc.port)) as client:
        client.settimeout(0.2)
        client.sendall(noise)
        with pytest.raises(TimeoutError):
            client.recv(1)
        assert plc.requests == 0


def test_a_request_shorter_than_a_command_is_refused() -> None:
    request = bytes.fromhex("5000 00 FF FF03 00 0200 1000")
    answer = bytes.fromhex("D000 00 FF FF03 00 0B00 59C0 00 FF FF03 00 0000 0000")
    with simulator(McProtocol.MC_3E_BINARY) as plc:
        assert exchange(plc, request, size=len(answer)) == answer


def test_the_configured_route_and_the_own_station_are_served_others_are_not() -> None:
    request = "5000 {} 0C00 1000 0104 0000 640000 C2 0100"
    answer = "D000 {} 0400 0000 3412"
    refused = "D000 {0} 0B00 004B {0} 0104 0000"
    with simulator(McProtocol.MC_3E_BINARY) as plc:
        for route, template in (
            ("01 02 FF03 00", answer),
            ("00 FF FF03 00", answer),
            ("01 03 FF03 00", refused),
        ):
            expected = bytes.fromhex(template.format(route))
            assert exchange(plc, bytes.fromhex(request.format(route)), size=len(expected)) == expected
