"""Random reads, reads in bit units and the write of one bit, against frames written out by hand.

The rules are those of the MELSEC Communication Protocol Reference Manual (SH-080008). Every request is
``subheader route length timer command subcommand data``; a timer of 3 belongs to a timeout of 1 s.

binary route: network 00, PC FF, module io FF03 (03FF low byte first), station 00
ASCII route:  network 00, PC FF, module io 03FF, station 00
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest

from hmi.melsec.addresses import parse_address
from hmi.melsec.devices import DEVICES
from hmi.melsec.errors import PlcConnectionError
from hmi.melsec.permits import WritePermit
from hmi.melsec.requests import BitWindow, Point, RandomRead, Request, Window
from hmi.melsec.session import PlcSession
from hmi.model.plant import McProtocol, PollingGroup, Series
from tests.melsec.scripted import Script, ScriptedPlc, answering, plc_at, words

Make = Callable[[Script], ScriptedPlc]

BINARY_3E, ASCII_3E = McProtocol.MC_3E_BINARY, McProtocol.MC_3E_ASCII
BINARY_4E, ASCII_4E = McProtocol.MC_4E_BINARY, McProtocol.MC_4E_ASCII


def written(frame: str, protocol: McProtocol) -> bytes:
    """A frame as it is written here, with a space between the fields."""
    return frame.replace(" ", "").encode() if protocol.is_ascii else bytes.fromhex(frame)


def read(
    scripted: Make, protocol: McProtocol, series: Series, request: Request, data: str
) -> tuple[bytes, bytes]:
    """What is sent for a request, and the words that come of the data of its answer."""
    server = scripted(answering(protocol, written(data, protocol)))
    with closing(PlcSession(plc_at(server.port, protocol, series))) as session:
        session.open()
        got = session.read(request)
    return server.requests[0], got


def point(text: str, series: Series = Series.Q) -> Point:
    address = parse_address(text, series)
    return Point(address.device, address.number)


def test_network_pc_module_and_station_stand_in_every_frame(scripted: Make) -> None:
    for protocol, frame in (
        # 5000 | 02 network | 05 PC | E003 module io | 01 station | 0C00 | 0300 | 0401 | 0000 | D100, 1 word
        (BINARY_3E, "5000 02 05 E003 01 0C00 0300 0104 0000 640000 A8 0100"),
        (BINARY_4E, "5400 0100 0000 02 05 E003 01 0C00 0300 0104 0000 640000 A8 0100"),
        (ASCII_3E, "5000 02 05 03E0 01 0018 0003 0401 0000 D* 000100 0001"),
        (ASCII_4E, "5400 0001 0000 02 05 03E0 01 0018 0003 0401 0000 D* 000100 0001"),
    ):
        data = "002A" if protocol.is_ascii else "2A00"
        server = scripted(answering(protocol, written(data, protocol)))
        plc = replace(
            plc_at(server.port, protocol), network_no=2, station_no=5, module_io=0x3E0, multidrop_no=1
        )
        with closing(PlcSession(plc)) as session:
            session.open()
            assert session.read(Window(DEVICES["D"], 100, 1)) == words(42)
        assert server.requests[0] == written(frame, protocol)


# -- 0403, random read -------------------------------------------------------------------------------------

MIXED = RandomRead((point("D0"), point("TN0"), point("M100"), point("X20")), (point("D1500"), point("Y160")))
"""As in the example of the manual: words of D, TN, M100-M115, X20-X2F, double words of D1500 and Y160."""

MIXED_WORDS = words(0x1995, 0x1202, 0x2030, 0x4849, 0x4E4F, 0x544C, 0xBAAF, 0xB9DE)


def test_a_random_read_in_binary(scripted: Make) -> None:
    frame, got = read(
        scripted,
        BINARY_3E,
        Series.Q,
        MIXED,
        # D0   TN0  M100 X20  D1500 low, high  Y160 low, high
        "9519 0212 3020 4948 4F4E 4C54 AFBA DEB9",
    )
    assert frame == bytes.fromhex(
        "5000 00 FF FF03 00"  # subheader, route
        "2000"  # length: timer 2 + command 4 + counts 2 + 6 points of 4
        "0300 0304 0000"  # timer, command 0403, subcommand 0000
        "04 02"  # four words, two double words
        "000000 A8  000000 C2  640000 90  200000 9C"  # D0, TN0, M100, X20
        "DC0500 A8  600100 9D"  # D1500, Y160
    )
    assert got == MIXED_WORDS


def test_a_random_read_in_ascii_has_the_high_word_of_a_double_word_first(scripted: Make) -> None:
    frame, got = read(scripted, ASCII_3E, Series.Q, MIXED, "1995 1202 2030 4849 544C4E4F B9DEBAAF")
    assert frame == written(
        "5000 00 FF 03FF 00 "  # subheader, route
        "0040 "  # length in characters: timer 4 + command 8 + counts 4 + 6 points of 8 = 64
        "0003 0403 0000 "  # timer, command, subcommand
        "04 02 "  # four words, two double words
        "D* 000000  TN 000000  M* 000100  X* 000020 "  # X in hexadecimal, the others in decimal
        "D* 001500  Y* 000160",
        ASCII_3E,
    )
    assert got == MIXED_WORDS


def test_a_random_read_in_binary_with_wide_numbers(scripted: Make) -> None:
    request = RandomRead((point("W1FFFF"),), (point("ZR1000000"),))
    frame, got = read(scripted, BINARY_4E, Series.IQ_R, request, "3412 785634F2")
    assert frame == bytes.fromhex(
        "5400 0100 0000 00 FF FF03 00"  # subheader, serial 1, route
        "1400 0300 0304 0200"  # length 20, timer, command 0403, subcommand 0002
        "01 01"  # one word, one double word
        "FFFF0100 B400  40420F00 B000"  # numbers of 4 bytes, codes of 2
    )
    assert got == words(0x1234, 0x5678, 0xF234)


def test_a_random_read_in_ascii_with_wide_numbers(scripted: Make) -> None:
    request = RandomRead((point("X1F0"),), (point("D70000"),))
    frame, got = read(scripted, ASCII_4E, Series.IQ_L, request, "8001 F2345678")
    assert frame == written(
        "5400 0001 0000 00 FF 03FF 00 "  # subheader, serial 1, route
        "0028 0003 0403 0002 "  # length 40, timer, command, subcommand 0002
        "01 01 "
        "X*** 000001F0  D*** 00070000",  # codes of 4 characters, numbers of 8
        ASCII_4E,
    )
    assert got == words(0x8001, 0x5678, 0xF234)


def test_a_random_read_of_double_words_only(scripted: Make) -> None:
    frame, got = read(scripted, ASCII_3E, Series.Q, RandomRead((), (point("D0"),)), "00010002")
    assert frame == written("5000 00 FF 03FF 00 0018 0003 0403 0000 00 01 D* 000000", ASCII_3E)
    assert got == words(2, 1)


# -- 0401 in bit units -------------------------------------------------------------------------------------

FIVE = BitWindow(DEVICES["TS"], 10, 5)
"""TS10 to TS14, of which TS10, TS12 and TS13 are on: bits 0, 2 and 3 of the word."""


def test_bit_units_in_binary_are_nibbles_the_first_one_high(scripted: Make) -> None:
    # TS10 TS11 | TS12 TS13 | TS14 and nothing
    frame, got = read(scripted, BINARY_3E, Series.Q, FIVE, "10 11 00")
    # length 12, timer, command 0401, subcommand 0001, number 10, code of TS, 5 points
    assert frame == bytes.fromhex("5000 00 FF FF03 00 0C00 0300 0104 0100 0A0000 C1 0500")
    assert got == words(0b01101)


def test_bit_units_in_ascii_are_characters(scripted: Make) -> None:
    frame, got = read(scripted, ASCII_3E, Series.Q, FIVE, "10110")
    # length 24, timer, command 0401, subcommand 0001, code, number in decimal, 5 points
    assert frame == written("5000 00 FF 03FF 00 0018 0003 0401 0001 TS 000010 0005", ASCII_3E)
    assert got == words(0b01101)


def test_bit_units_with_wide_numbers_have_subcommand_0003(scripted: Make) -> None:
    counter = BitWindow(DEVICES["CC"], 256, 17)
    frame, got = read(scripted, BINARY_3E, Series.IQ_R, counter, "00 00 00 00 00 00 00 01 10")
    assert frame == bytes.fromhex("5000 00 FF FF03 00 0E00 0300 0104 0300 00010000 C300 1100")
    assert got == words(0x8000, 0x0001)
    frame, got = read(scripted, ASCII_3E, Series.IQ_L, counter, "0000000000000001 1")
    assert frame == written("5000 00 FF 03FF 00 001C 0003 0401 0003 CC** 00000256 0011", ASCII_3E)
    assert got == words(0x8000, 0x0001)


@pytest.mark.parametrize("protocol", [BINARY_3E, ASCII_4E])
@pytest.mark.parametrize("count", [1, 2, 15, 16, 17, 33])
def test_any_number_of_points_is_packed_into_words(scripted: Make, protocol: McProtocol, count: int) -> None:
    states = [n % 3 == 0 for n in range(count)]
    digits = "".join("1" if state else "0" for state in states)
    data = digits if protocol.is_ascii else digits + "0" * (count % 2)
    request = BitWindow(DEVICES["TC"], 0, count)
    _, got = read(scripted, protocol, Series.Q, request, data)
    assert got == sum(1 << n for n, state in enumerate(states) if state).to_bytes(2 * request.words, "little")


# -- 1401, the one bit that may be written -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("protocol", "series", "bit", "on", "frame"),
    [
        # length, timer, command 1401, subcommand 0001, number, code, 1 point, 10 on or 00 off
        (BINARY_3E, Series.Q, "M101", True, "5000 00FFFF0300 0D00 0300 0114 0100 650000 90 0100 10"),
        (BINARY_3E, Series.Q, "M101", False, "5000 00FFFF0300 0D00 0300 0114 0100 650000 90 0100 00"),
        (BINARY_3E, Series.Q, "B1A", True, "5000 00FFFF0300 0D00 0300 0114 0100 1A0000 A0 0100 10"),
        (BINARY_3E, Series.IQ_F, "Y17", True, "5000 00FFFF0300 0D00 0300 0114 0100 0F0000 9D 0100 10"),
        (BINARY_4E, Series.Q, "L7", True, "5400 0100 0000 00FFFF0300 0D00 0300 0114 0100 070000 92 0100 10"),
        # with wide numbers: subcommand 0003
        (BINARY_3E, Series.IQ_R, "M101", True, "5000 00FFFF0300 0F00 0300 0114 0300 65000000 9000 0100 10"),
        # ASCII: one character, 1 on or 0 off
        (ASCII_3E, Series.Q, "M101", True, "5000 00FF03FF00 0019 0003 1401 0001 M* 000101 0001 1"),
        (ASCII_3E, Series.Q, "M101", False, "5000 00FF03FF00 0019 0003 1401 0001 M* 000101 0001 0"),
        (ASCII_3E, Series.Q, "B1A", True, "5000 00FF03FF00 0019 0003 1401 0001 B* 00001A 0001 1"),
        (ASCII_3E, Series.IQ_L, "B1A", True, "5000 00FF03FF00 001D 0003 1401 0003 B*** 0000001A 0001 1"),
    ],
)
def test_the_write_of_one_bit(
    scripted: Make, protocol: McProtocol, series: Series, bit: str, on: bool, frame: str
) -> None:
    server = scripted(answering(protocol, b""))
    group = PollingGroup("G", "PLC1", ack_bit_address=bit, allow_plc_writes=True)
    with closing(PlcSession(plc_at(server.port, protocol, series))) as session:
        session.open()
        session.write_bit(WritePermit.for_group(group, series), on=on)
    assert server.requests == [written(frame, protocol)]


# -- answers of the wrong size or kind -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("protocol", "request_", "data", "said"),
    [
        (BINARY_3E, FIVE, "10 11", "the data of TS10-TS14 are 3 bytes, 2 came"),
        (BINARY_3E, FIVE, "10 11 00 00", "3 bytes, 4 came"),
        (BINARY_3E, FIVE, "10 21 00", "neither 0 nor 1"),
        (ASCII_3E, FIVE, "1011", "5 bytes, 4 came"),
        (ASCII_3E, FIVE, "10112", "neither 0 nor 1"),
        (ASCII_3E, FIVE, "1/110", "neither 0 nor 1"),
        (BINARY_3E, MIXED, "9519", r"data of 6 points at random \(D0, TN0, M100, ...\) are 16 bytes, 2 came"),
        (ASCII_3E, RandomRead((), (point("D0"),)), "0001000G", "is not hexadecimal"),
    ],
)
def test_data_of_the_wrong_size_or_kind_are_never_values(
    scripted: Make, protocol: McProtocol, request_: Request, data: str, said: str
) -> None:
    with pytest.raises(PlcConnectionError, match=said):
        read(scripted, protocol, Series.Q, request_, data)


def test_frames_are_kept_but_not_for_ever(scripted: Make) -> None:
    server = scripted(answering(BINARY_3E, words(7)))
    with closing(PlcSession(plc_at(server.port))) as session:
        session.open()
        for head in range(600):
            session.read(Window(DEVICES["D"], head, 1))
        assert session._client is not None
        assert len(session._client._prepared) <= 256
        assert session.read(Window(DEVICES["D"], 0, 1)) == words(7)
    assert server.requests[-1] == server.requests[0]
