"""The machine behind a HANDSHAKE group: one record per trigger, whoever meddles with its bits."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.melsec.simulator import CellTiming, DeviceMemory, HandshakeCell, SimulatedPlant, SimulatedPlc
from hmi.melsec.simulator.layout import device_sizes
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Series, Tag, TagType

PLC = Plc("P1", "127.0.0.1")
GROUP = PollingGroup(
    "QUALITY",
    "P1",
    PollingMode.HANDSHAKE,
    trigger_bit_address="M500",
    ack_bit_address="M501",
    allow_plc_writes=True,
)
TAGS = (
    Tag("P1", "D100", "BodyNumber", TagType.STRING, "QUALITY", string_length=8),
    Tag("P1", "D110", "Thickness", TagType.REAL, "QUALITY"),
    Tag("P1", "D112", "RecordCount", TagType.UDINT, "QUALITY"),
    Tag("P1", "D114.2", "Rework", TagType.BOOL, "QUALITY"),
)
OTHER = Tag("P1", "D200", "Speed", TagType.REAL, "SPEEDS")


class Machine:
    """A machine under a clock of our own, one scan at a time."""

    def __init__(self, group: PollingGroup = GROUP, tags: tuple[Tag, ...] = TAGS) -> None:
        self.now = 0.0
        self.memory = DeviceMemory(device_sizes(Series.Q))
        timing = CellTiming(pause_s=10.0, hold_s=2.0, patience_s=30.0)
        self.cell = HandshakeCell(group, PLC, tags, self.memory, timing=timing, monotonic=lambda: self.now)

    def scan(self, at: float) -> bool:
        self.now = at
        self.cell.advance()
        return self.trigger

    @property
    def trigger(self) -> bool:
        return bool(self.memory.read_bits("M", 500, 1)[0])

    def acknowledge(self, on: bool) -> None:
        self.memory.set_bits("M", 501, [on])

    def record(self) -> bytes:
        return self.memory.read_words("D", 100, 15)

    @property
    def piece(self) -> int:
        return int.from_bytes(self.memory.read_words("D", 112, 2), "little")


def test_a_handshake_from_pause_to_pause() -> None:
    machine = Machine()
    assert not machine.scan(9.9)
    assert machine.scan(10.0)
    assert machine.scan(12.0), "it waits for the acknowledgement"
    machine.acknowledge(True)
    assert not machine.scan(12.1)
    assert not machine.scan(30.0), "as long as the acknowledgement is on nothing begins"
    assert machine.cell.completed == 0
    machine.acknowledge(False)
    assert not machine.scan(30.1)
    assert machine.cell.completed == machine.cell.raised == 1
    assert not machine.scan(40.0)
    assert machine.scan(40.2)
    assert (machine.cell.raised, machine.cell.completed, machine.cell.overdue) == (2, 1, 0)


def test_the_record_changes_with_the_trigger_and_is_steady_meanwhile() -> None:
    machine = Machine()
    before = machine.record()
    machine.scan(9.0)
    assert machine.record() == before
    assert machine.piece == 0
    machine.scan(10.0)
    first = machine.record()
    assert machine.piece == 1
    assert first[:8] != before[:8], "another body"
    machine.scan(60.0)
    machine.acknowledge(True)
    machine.scan(61.0)
    machine.acknowledge(False)
    machine.scan(62.0)
    assert machine.record() == first
    machine.scan(73.0)
    assert machine.record() != first
    assert machine.piece == machine.cell.raised == 2


def test_every_piece_has_another_number_and_another_text() -> None:
    machine = Machine()
    seen = set()
    for piece in range(1, 201):
        machine.scan(machine.now + 10.0)
        assert machine.piece == piece
        seen.add(machine.record()[:8])
        machine.acknowledge(True)
        machine.scan(machine.now)
        machine.acknowledge(False)
        machine.scan(machine.now)
    assert len(seen) == 200


def test_without_an_acknowledge_bit_the_trigger_is_held_and_then_off_for_a_while() -> None:
    machine = Machine(replace(GROUP, ack_bit_address=None))
    assert machine.scan(10.0)
    assert machine.scan(11.9)
    assert not machine.scan(12.0)
    assert machine.cell.completed == 1
    assert not machine.scan(21.9)
    assert machine.scan(22.0)


def test_an_acknowledgement_that_does_not_come_is_waited_for_and_counted_once() -> None:
    machine = Machine()
    machine.scan(10.0)
    assert machine.scan(40.0)
    assert machine.cell.overdue == 0
    assert machine.scan(40.1)
    assert machine.scan(500.0)
    assert machine.cell.overdue == 1
    machine.acknowledge(True)
    machine.scan(501.0)
    machine.scan(600.0)
    assert machine.cell.overdue == 1, "one handshake, one count"
    machine.acknowledge(False)
    machine.scan(601.0)
    machine.scan(611.0)
    machine.scan(642.0)
    assert (machine.cell.raised, machine.cell.overdue) == (2, 2)


def test_an_acknowledgement_that_never_goes_is_overdue_too() -> None:
    machine = Machine()
    machine.scan(10.0)
    machine.acknowledge(True)
    machine.scan(11.0)
    machine.scan(41.1)
    assert machine.cell.overdue == 1


def test_a_trigger_that_somebody_else_writes_is_put_right_at_the_next_scan() -> None:
    machine = Machine()
    machine.memory.set_bits("M", 500, [1])
    assert not machine.scan(1.0)
    machine.scan(10.0)
    machine.memory.set_bits("M", 500, [0])
    assert machine.scan(11.0)
    assert machine.cell.raised == 1


def test_no_piece_while_somebody_holds_the_acknowledge_bit_on() -> None:
    machine = Machine()
    machine.acknowledge(True)
    assert not machine.scan(100.0)
    machine.acknowledge(False)
    assert machine.scan(100.1)


@given(
    st.lists(st.sampled_from(["scan", "later", "ack on", "ack off", "force on", "force off"]), max_size=80)
)
def test_whatever_others_write_the_counts_stay_true(steps: list[str]) -> None:
    machine = Machine()
    rising, was_on = 0, False
    for step in steps:
        if step.startswith("force"):
            machine.memory.set_bits("M", 500, [step == "force on"])
        elif step.startswith("ack"):
            machine.acknowledge(step == "ack on")
        else:
            is_on = machine.scan(machine.now + (10.0 if step == "later" else 0.01))
            rising += is_on and not was_on
            was_on = is_on
    assert machine.cell.raised == rising == machine.piece
    assert 0 <= machine.cell.raised - machine.cell.completed <= 1


def test_a_trigger_may_be_a_bit_of_a_word_and_leaves_the_others_alone() -> None:
    machine = Machine(replace(GROUP, trigger_bit_address="D300.4", ack_bit_address="M501"))
    machine.memory.set_words("D", 300, [0xFF0F])
    machine.scan(10.0)
    assert machine.memory.read_words("D", 300, 1) == b"\x1f\xff"
    machine.acknowledge(True)
    machine.scan(10.1)
    assert machine.memory.read_words("D", 300, 1) == b"\x0f\xff"


@pytest.mark.parametrize(
    ("tag_type", "most"), [(TagType.INT, 32767), (TagType.UINT, 65535), (TagType.DINT, 2**31 - 1)]
)
@pytest.mark.parametrize("device", ["D", "M"])
def test_the_number_of_the_piece_wraps_to_one(tag_type: TagType, most: int, device: str) -> None:
    tag = Tag("P1", f"{device}160", "Count", tag_type, "QUALITY")
    machine = Machine(tags=(tag,))
    assert machine.cell.counter == tag
    seen = []
    for raised in (most - 2, most - 1, most):
        machine.cell.raised = raised
        machine.scan(machine.now + 10.0)
        seen.append(int.from_bytes(machine.memory.read_words(device, 160, 2), "little"))
        machine.acknowledge(True)
        machine.scan(machine.now)
        machine.acknowledge(False)
        machine.scan(machine.now)
    assert seen == [most - 1, most, 1]


def test_a_group_without_a_number_has_no_counter() -> None:
    machine = Machine(tags=TAGS[:2])
    assert machine.cell.counter is None
    assert machine.scan(10.0)


BATCH = "5000 00 FF FF03 00 0C00 1000 0104 0000"


def ask(client: socket.socket, text: str, size: int) -> bytes:
    client.sendall(bytes.fromhex(text))
    received = b""
    while len(received) < 11 + size and (piece := client.recv(11 + size - len(received))):
        received += piece
    assert received[9:11] == b"\0\0"
    return received[11:]


def write_ack(client: socket.socket, on: bool) -> None:
    ask(client, f"5000 00 FF FF03 00 0D00 1000 0114 0100 F50100 90 0100 {'10' if on else '00'}", 0)


def read_trigger(client: socket.socket) -> bool:
    return ask(client, "5000 00 FF FF03 00 0C00 1000 0104 0100 F40100 90 0100", 1) == b"\x10"


def test_over_tcp_a_client_takes_a_hundred_records() -> None:
    with (
        SimulatedPlc(PLC, (*TAGS, OTHER), [GROUP], scan_ms=0, timing=CellTiming(pause_s=0.0)) as plc,
        socket.create_connection(("127.0.0.1", plc.port), timeout=5) as client,
    ):
        pieces: list[int] = []
        while len(pieces) < 100:
            if not read_trigger(client):
                continue  # the machine takes a scan to rest, even if its pause is none
            pieces.append(int(np.frombuffer(ask(client, BATCH + "700000 A8 0200", 4), "<u4")[0]))
            write_ack(client, True)
            assert not read_trigger(client)
            write_ack(client, False)
        cell = plc.cells["QUALITY"]
        assert pieces == list(range(1, 101))
        assert (cell.raised, cell.completed, cell.overdue) == (100, 99, 0)


def test_a_snapshot_is_never_taken_in_the_middle_of_a_record() -> None:
    tags = tuple(Tag("P1", f"D{100 + 2 * n}", "Count", TagType.UDINT, f"G{n}") for n in range(2))
    groups = [
        replace(GROUP, group_name=f"G{n}", trigger_bit_address=f"M{500 + n}", ack_bit_address=None)
        for n in range(2)
    ]
    timing = CellTiming(pause_s=0.0, hold_s=0.0)
    with (
        SimulatedPlc(PLC, tags, groups, scan_ms=0, timing=timing) as plc,
        socket.create_connection(("127.0.0.1", plc.port), timeout=5) as client,
        ThreadPoolExecutor(1) as other,
    ):
        reading = other.submit(lambda: [read_trigger(client) for _ in range(300)])
        seen = [plc.snapshot().read_words("D", 100, 4) for _ in range(100)]
        reading.result()
    assert all(words[:4] == words[4:] for words in seen)


def test_other_tags_move_on_while_the_record_stays() -> None:
    plc = SimulatedPlc(PLC, (*TAGS, OTHER), [GROUP])
    assert plc.memory.read_words("D", 200, 2) != bytes(4)
    assert list(plc.cells) == ["QUALITY"]


def test_the_plc_has_room_for_the_bits() -> None:
    far = replace(GROUP, trigger_bit_address="M20000", ack_bit_address="M20001")
    assert list(SimulatedPlc(PLC, TAGS, [far]).cells) == ["QUALITY"]
    assert SimulatedPlc(PLC, TAGS, [far], limits={"M": 8192}).cells == {}


@pytest.mark.parametrize(
    "group",
    [
        replace(GROUP, polling_mode=PollingMode.FIXED),
        replace(GROUP, trigger_bit_address=None),
        replace(GROUP, trigger_bit_address="nonsense"),
    ],
)
def test_groups_without_a_machine(group: PollingGroup) -> None:
    plc = SimulatedPlc(PLC, TAGS, [group])
    assert plc.cells == {}
    assert plc.memory.read_words("D", 112, 2) != bytes(4), "its tags have ordinary signals"


def test_two_groups_on_one_trigger_have_one_machine() -> None:
    assert list(SimulatedPlc(PLC, TAGS, [GROUP, replace(GROUP, group_name="SECOND")]).cells) == ["QUALITY"]


def test_a_plant_gives_every_plc_its_groups() -> None:
    plant = Plant((PLC, replace(PLC, plc_code="P2")), (GROUP,), TAGS)
    plcs = SimulatedPlant(plant, ports={"P1": 0, "P2": 0}).plcs
    assert [list(plc.cells) for plc in plcs.values()] == [["QUALITY"], []]
