"""Request frames against frames written out by hand by the rules of the protocol manual."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hmi.melsec.addresses import parse_address
from hmi.melsec.client import Client3E, make_client
from hmi.melsec.requests import Window
from hmi.melsec.session import PlcSession
from hmi.melsec.tcp import TcpConnection
from hmi.model.plant import McProtocol, Series
from tests.melsec.scripted import Script, ScriptedPlc, plc_at, words

BINARY, ASCII = McProtocol.MC_3E_BINARY, McProtocol.MC_3E_ASCII


def sent(
    scripted: Callable[[Script], ScriptedPlc], protocol: McProtocol, series: Series, window: Window
) -> bytes:
    """What goes over the wire for one read; the server answers with the window's words, all 0x1234."""

    def script(request: bytes) -> tuple[bytes]:
        if protocol.is_ascii:
            start = (b"D400" + request[4:12]) if protocol.is_4e else b"D000"
            return (
                start + b"00FF03FF00" + b"%04X" % (4 + 4 * window.words) + b"0000" + b"1234" * window.words,
            )
        start = (b"\xd4\x00" + request[2:6]) if protocol.is_4e else b"\xd0\x00"
        length = (2 + 2 * window.words).to_bytes(2, "little")
        return (start + bytes.fromhex("00FFFF0300") + length + bytes(2) + words(0x1234) * window.words,)

    server = scripted(script)
    session = PlcSession(plc_at(server.port, protocol, series))
    session.open()
    try:
        assert session.read(window) == words(0x1234) * window.words
    finally:
        session.close()
    return server.requests[0]


def window_of(text: str, series: Series, count: int) -> Window:
    address = parse_address(text, series)
    return Window(address.device, address.number, count)


# network 00, station FF, module 03FF, multidrop 00; timer 3 (1 s * 0.8 / 250 ms)


@pytest.mark.parametrize(
    ("address", "count", "frame"),
    [
        ("D100", 3, "5000 00FFFF0300 0C00 0300 0104 0000 640000 A8 0300"),
        ("W1F0", 1, "5000 00FFFF0300 0C00 0300 0104 0000 F00100 B4 0100"),
        ("X1A0", 1, "5000 00FFFF0300 0C00 0300 0104 0000 A00100 9C 0100"),
        ("ZR70000", 960, "5000 00FFFF0300 0C00 0300 0104 0000 701101 B0 C003"),
        ("TN5", 2, "5000 00FFFF0300 0C00 0300 0104 0000 050000 C2 0200"),
        ("SM400", 1, "5000 00FFFF0300 0C00 0300 0104 0000 900100 91 0100"),
    ],
)
def test_3e_binary(scripted: Callable[[Script], ScriptedPlc], address: str, count: int, frame: str) -> None:
    window = window_of(address, Series.Q, count)
    assert sent(scripted, BINARY, Series.Q, window) == bytes.fromhex(frame)


@pytest.mark.parametrize(
    ("address", "count", "frame"),
    [
        ("D100", 3, "5000 00FF03FF00 0018 0003 0401 0000 D* 000100 0003"),
        ("W1F0", 1, "5000 00FF03FF00 0018 0003 0401 0000 W* 0001F0 0001"),
        ("XA0", 1, "5000 00FF03FF00 0018 0003 0401 0000 X* 0000A0 0001"),
        ("ZR70000", 960, "5000 00FF03FF00 0018 0003 0401 0000 ZR 070000 03C0"),
        ("SB7F0", 1, "5000 00FF03FF00 0018 0003 0401 0000 SB 0007F0 0001"),
        ("CN12", 1, "5000 00FF03FF00 0018 0003 0401 0000 CN 000012 0001"),
    ],
)
def test_3e_ascii(scripted: Callable[[Script], ScriptedPlc], address: str, count: int, frame: str) -> None:
    window = window_of(address, Series.Q, count)
    assert sent(scripted, ASCII, Series.Q, window) == frame.replace(" ", "").encode()


def test_4e_binary(scripted: Callable[[Script], ScriptedPlc]) -> None:
    frame = sent(scripted, McProtocol.MC_4E_BINARY, Series.Q, window_of("D100", Series.Q, 3))
    assert frame == bytes.fromhex("5400 0100 0000 00FFFF0300 0C00 0300 0104 0000 640000 A8 0300")


def test_4e_ascii(scripted: Callable[[Script], ScriptedPlc]) -> None:
    frame = sent(scripted, McProtocol.MC_4E_ASCII, Series.Q, window_of("B1F0", Series.Q, 3))
    assert frame == b"54000001000000FF03FF000018000304010000B*0001F00003"


@pytest.mark.parametrize("series", [Series.IQ_R, Series.IQ_L])
def test_wide_numbers_binary(scripted: Callable[[Script], ScriptedPlc], series: Series) -> None:
    frame = sent(scripted, BINARY, series, window_of("W12345", series, 3))
    assert frame == bytes.fromhex("5000 00FFFF0300 0E00 0300 0104 0200 45230100 B400 0300")


@pytest.mark.parametrize("series", [Series.IQ_R, Series.IQ_L])
def test_wide_numbers_ascii(scripted: Callable[[Script], ScriptedPlc], series: Series) -> None:
    frame = sent(scripted, ASCII, series, window_of("W12345", series, 3))
    assert frame == b"500000FF03FF00001C000304010002W***000123450003"


@pytest.mark.parametrize(
    ("protocol", "address", "frame"),
    [
        # octal 20 is 16, octal 1760 is 1008; all other devices as on a Q
        (BINARY, "X20", "5000 00FFFF0300 0C00 0300 0104 0000 100000 9C 0100"),
        (BINARY, "Y1760", "5000 00FFFF0300 0C00 0300 0104 0000 F00300 9D 0100"),
        (BINARY, "B1F0", "5000 00FFFF0300 0C00 0300 0104 0000 F00100 A0 0100"),
        (ASCII, "X20", "5000 00FF03FF00 0018 0003 0401 0000 X* 000020 0001"),
        (ASCII, "Y1760", "5000 00FF03FF00 0018 0003 0401 0000 Y* 001760 0001"),
        (ASCII, "W1F", "5000 00FF03FF00 0018 0003 0401 0000 W* 00001F 0001"),
    ],
)
def test_x_and_y_of_iq_f_are_octal_in_text_and_as_numbers(
    scripted: Callable[[Script], ScriptedPlc], protocol: McProtocol, address: str, frame: str
) -> None:
    expected = frame.replace(" ", "").encode() if protocol.is_ascii else bytes.fromhex(frame)
    assert sent(scripted, protocol, Series.IQ_F, window_of(address, Series.IQ_F, 1)) == expected


# -- what the library gets wrong: it is asked through its own names of addresses --------------------------


def client_for(protocol: McProtocol, series: Series) -> Client3E:
    connection = TcpConnection("127.0.0.1", 0)
    connection.close()
    return make_client(plc_at(5010, protocol, series), connection)


@pytest.mark.parametrize(
    ("address", "data"),
    [("X1A", b"X*00001A"), ("W1F0", b"W*0001F0"), ("SW3FF", b"SW0003FF"), ("Y0", b"Y*000000")],
)
def test_d5_hexadecimal_devices_are_hexadecimal_in_ascii(address: str, data: bytes) -> None:
    assert client_for(ASCII, Series.Q)._make_devicedata(address) == data


def test_d6_zr_is_decimal() -> None:
    assert client_for(BINARY, Series.Q)._make_devicedata("ZR100") == bytes.fromhex("640000 B0")
    assert client_for(ASCII, Series.Q)._make_devicedata("ZR100") == b"ZR000100"


def test_d7_x_and_y_are_octal_on_iq_f() -> None:
    assert client_for(BINARY, Series.IQ_F)._make_devicedata("X17") == bytes.fromhex("0F0000 9C")
    assert client_for(BINARY, Series.Q)._make_devicedata("X17") == bytes.fromhex("170000 9C")
    assert client_for(ASCII, Series.IQ_F)._make_devicedata("Y100") == b"Y*000100"


@pytest.mark.parametrize(
    ("address", "data"),
    [("XA0", "A00000 9C"), ("WFF", "FF0000 B4"), ("d100", "640000 A8"), (" x0a0 ", "A00000 9C")],
)
def test_d9_letters_first_and_lower_case_are_understood(address: str, data: str) -> None:
    assert client_for(BINARY, Series.Q)._make_devicedata(address) == bytes.fromhex(data)
