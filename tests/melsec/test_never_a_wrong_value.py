"""Whatever happens to answers on their way, what a session hands out is right, or an error."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

import pytest

from hmi.melsec.devices import DEVICES
from hmi.melsec.errors import EndCodeError, PlcConnectionError
from hmi.melsec.requests import BitWindow, Point, RandomRead, Request, Window
from hmi.melsec.session import PlcSession
from hmi.melsec.simulator.commands import Commands
from hmi.melsec.simulator.frames import take_request
from hmi.melsec.simulator.layout import device_sizes
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.model.plant import McProtocol, Plc, Series
from tests.faults.promises import Prove
from tests.melsec.scripted import Do, Script, ScriptedPlc, Step, plc_at

Make = Callable[[Script], ScriptedPlc]

POLLS = 2500
TIMEOUT_S = 0.12


class Way:
    """A PLC with a memory, and a way from it on which one answer in two comes to harm."""

    def __init__(self, plc: Plc) -> None:
        self.chance = random.Random(2026)
        self.memory = DeviceMemory(device_sizes(plc.series))
        for name in ("D", "W", "R"):
            self.memory.set_words(name, 0, [self.chance.getrandbits(16) for _ in range(4096)])
        self.memory.set_bits("TS", 0, [self.chance.getrandbits(1) for _ in range(512)])
        self.harms: Counter[str] = Counter()
        self._commands = Commands(plc, self.memory)
        self._is_ascii = plc.protocol.is_ascii
        self._lock = threading.Lock()
        often = (self.pieces, self.cut, self.cut_off, self.closed, self.noise, self.another_route)
        more = (self.another_serial, self.another_size, self.refused, self.tail, self.late_tail)
        rarely = (self.silent, self.late, self.too_little)
        self._acts = [*often, *more] * 30 + list(rarely)  # those that cost a timeout
        self._deck: list[Callable[[bytes], Sequence[Step]]] = []

    def __call__(self, frame: bytes) -> Sequence[Step]:
        """The script of the server."""
        with self._lock:
            request = take_request(bytearray(frame), is_ascii=self._is_ascii)
            assert request is not None
            answer = self._commands.answer(request)
            if self.chance.random() < 0.5:
                return (answer,)
            if not self._deck:
                self._deck = self.chance.sample(self._acts, len(self._acts))
            act = self._deck.pop()
            self.harms[act.__name__] += 1
            return act(answer)

    def due(self, request: Request) -> bytes:
        """The right words."""
        if isinstance(request, Window):
            return self.memory.read_words(request.device, request.head, request.words)
        if isinstance(request, BitWindow):
            states = self.memory.read_bits(request.device, request.head, request.bits)
            number = sum(1 << n for n, state in enumerate(states) if state)
            return number.to_bytes(2 * request.words, "little")
        words = [self.memory.read_words(*point, 1) for point in request.singles]
        return b"".join(words + [self.memory.read_words(*point, 2) for point in request.doubles])

    # -- what happens to an answer -----------------------------------------------------------------------

    def pieces(self, answer: bytes) -> list[Step]:
        first, second = sorted(self.chance.choices(range(len(answer)), k=2))
        return [part for part in (answer[:first], answer[first:second], answer[second:]) if part]

    def cut(self, answer: bytes) -> list[Step]:
        return [answer[: self.chance.randrange(1, len(answer))], Do.CLOSE]

    def cut_off(self, answer: bytes) -> list[Step]:
        return [answer[: self.chance.randrange(1, len(answer))], Do.RESET]

    def closed(self, _answer: bytes) -> list[Step]:
        return [Do.CLOSE]

    def noise(self, answer: bytes) -> list[Step]:
        return [self.chance.randbytes(len(answer))]

    def another_route(self, answer: bytes) -> list[Step]:
        at = self._route_at(answer)
        return [
            answer[:at] + (b"01" if self._is_ascii else b"\x01") + answer[at + (2 if self._is_ascii else 1) :]
        ]

    def another_serial(self, answer: bytes) -> list[Step]:
        if self._route_at(answer) in (2, 4):  # a 3E frame has none
            return self.another_route(answer)
        return [answer[:4] + (b"FE" if self._is_ascii else b"\xfe") + answer[6 if self._is_ascii else 5 :]]

    def another_size(self, answer: bytes) -> list[Step]:
        """A whole frame with a word too many or too few."""
        chars = 2 if self._is_ascii else 1
        at = self._route_at(answer) + 5 * chars
        data = answer[at + 2 * chars :]
        data = data + bytes(data[:2]) if self.chance.random() < 0.5 else data[:-1]
        length = b"%04X" % len(data) if self._is_ascii else len(data).to_bytes(2, "little")
        return [answer[:at] + length + data]

    def refused(self, answer: bytes) -> list[Step]:
        at = self._route_at(answer) + 5 * (2 if self._is_ascii else 1)
        return [answer[:at] + (b"0004C056" if self._is_ascii else b"\x02\x00\x56\xc0")]

    def tail(self, answer: bytes) -> list[Step]:
        return [answer + self.chance.randbytes(self.chance.randrange(1, 30))]

    def late_tail(self, answer: bytes) -> list[Step]:
        return [answer, 0.0005, b"\xff" + self.chance.randbytes(20)]

    def silent(self, _answer: bytes) -> list[Step]:
        return []

    def late(self, answer: bytes) -> list[Step]:
        return [1.3 * TIMEOUT_S, answer]

    def too_little(self, answer: bytes) -> list[Step]:
        return [answer[:-1]]

    def _route_at(self, answer: bytes) -> int:
        is_4e = answer[:3] == b"D40" or answer[0] == 0xD4
        return (6 if is_4e else 2) * (2 if self._is_ascii else 1)


def requests(chance: random.Random) -> Request:
    """A request of any kind and place."""
    kind = chance.randrange(4)
    if kind == 0:
        return Window(DEVICES["W"], chance.randrange(3000), chance.choice((1, 2, 960)))
    if kind == 1:
        return Window(DEVICES["D"], chance.randrange(3000), chance.randrange(1, 9))
    if kind == 2:
        return BitWindow(DEVICES["TS"], chance.randrange(400), chance.randrange(1, 60))
    points = [Point(DEVICES[chance.choice("DWR")], chance.randrange(4000)) for _ in range(8)]
    split = chance.randrange(9)
    return RandomRead(tuple(points[:split]), tuple(points[split:]))


@pytest.mark.promise("R16")
@pytest.mark.parametrize("protocol", list(McProtocol))
def test_ten_thousand_polls_with_harm_on_the_way(scripted: Make, protocol: McProtocol, prove: Prove) -> None:
    plc = plc_at(0, protocol, Series.Q, timeout=TIMEOUT_S)
    way = Way(plc)
    server = scripted(way)
    chance = random.Random(7)
    good = 0
    refusals: set[int] = set()
    with closing(PlcSession(replace(plc, port=server.port))) as session:
        for _ in range(POLLS):
            request = requests(chance)
            try:
                session.open()
                words = session.read(request)
            except EndCodeError as error:
                refusals.add(error.end_code)
            except PlcConnectionError:
                assert not session.is_open
            else:
                assert words == way.due(request), request
                good += 1
    assert good > POLLS / 4
    assert refusals == {0xC056}
    assert len(way.harms) == 14, way.harms
    prove(
        "{harmed:,} of {polls:,} answers harmed on their way, {good:,} taken and all right",
        harmed=way.harms.total(),
        polls=POLLS,
        good=good,
    )
