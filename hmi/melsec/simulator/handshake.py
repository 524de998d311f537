"""The machine behind a HANDSHAKE group: it tells the PLC's clients that the record of a piece is ready.

It runs inside the PLC's program, one step a scan. The handshake, as plants have it: record in place,
trigger on; acknowledge on; trigger off; acknowledge off; the next piece.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from hmi.melsec.addresses import Address
from hmi.melsec.requests import POINTS_PER_WORD
from hmi.melsec.simulator.layout import address_of, word_count
from hmi.melsec.simulator.memory import DeviceMemory, Indices
from hmi.melsec.simulator.signals import fits, signal_parts
from hmi.model.plant import Plc, PollingGroup, PollingMode, Series, Tag, TagType

_PIECE_S = 120.0
"""From piece to piece the signals of a record go on by this much: far enough that every text is a new one."""

_COUNTS = {TagType.INT: 32767, TagType.UINT: 65535, TagType.DINT: 2**31 - 1, TagType.UDINT: 2**32 - 1}
"""Types that can count pieces, and how far."""


@dataclass(frozen=True, slots=True)
class CellTiming:
    """Times of a machine, in seconds.

    It rests ``pause_s`` before each piece. Where there is no acknowledge bit the trigger stays on for
    ``hold_s``, and off at least as long. An acknowledgement that takes longer than ``patience_s`` is overdue.
    """

    pause_s: float = 10.0
    hold_s: float = 2.0
    patience_s: float = 30.0


class _Step(Enum):
    PAUSE = "the next piece is being made"
    RAISED = "the trigger is on"
    LOWERED = "the trigger is off, the acknowledge bit is still on"


class HandshakeCell:
    """A machine that makes piece after piece and hands over a record of each.

    ``raised`` and ``completed`` count handshakes, ``overdue`` those whose acknowledgement did not come, or
    did not go, in time: the machine goes on waiting. ``counter`` is the tag that holds the number of the
    piece, counted from 1 and wrapped at the end of its range: the group's first INT, UINT, DINT or UDINT
    tag, or None. The whole record changes just before the trigger and then stays as it is.

    ``advance`` belongs to whoever serves the PLC's requests, one at a time; the rest may be read from any
    thread. What others write to the trigger bit is overwritten at the next scan, as by any PLC program.
    """

    def __init__(
        self,
        group: PollingGroup,
        plc: Plc,
        tags: Sequence[Tag],
        memory: DeviceMemory,
        *,
        timing: CellTiming,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.group = group
        self.raised = 0
        self.completed = 0
        self.overdue = 0
        self.timing = timing
        self.counter = next((tag for tag in tags if tag.tag_type in _COUNTS), None)
        self._memory = memory
        self._monotonic = monotonic
        self._trigger, self._ack = (address_of(bit, plc.series) for bit in _both_bits(group))
        self._pieces = _piece_counter(self.counter, plc.series, memory)
        self._record = signal_parts([tag for tag in tags if tag is not self.counter], plc.series, memory)
        self._step = _Step.PAUSE
        self._since = monotonic()
        self._is_overdue = False
        for bit in (self._trigger, self._ack):
            if bit is not None:
                memory.put_bit(bit, on=False)
        self._write_record(0)

    def advance(self) -> None:
        """One scan of the machine's program: at most one step of the handshake."""
        if self._step is _Step.PAUSE:
            self._make_piece()
        elif self._step is _Step.RAISED:
            self._await_acknowledgement()
        elif not self._acknowledged():
            self._complete()
        else:
            self._note_patience()
        self._drive_trigger()

    def _make_piece(self) -> None:
        timing = self.timing
        pause = timing.pause_s if self._ack is not None else max(timing.pause_s, timing.hold_s)
        # As long as somebody holds the acknowledge bit on, no trigger could be acknowledged with it.
        if self._waited() >= pause and not self._acknowledged():
            self._write_record(self.raised + 1)
            self.raised += 1
            self._go_to(_Step.RAISED)

    def _await_acknowledgement(self) -> None:
        if self._ack is None:
            if self._waited() >= self.timing.hold_s:
                self._complete()
        elif self._acknowledged():
            self._go_to(_Step.LOWERED)
        else:
            self._note_patience()

    def _complete(self) -> None:
        self.completed += 1
        self._go_to(_Step.PAUSE)

    def _go_to(self, step: _Step) -> None:
        self._step = step
        self._since = self._monotonic()
        self._is_overdue = self._is_overdue and step is _Step.LOWERED

    def _waited(self) -> float:
        return self._monotonic() - self._since

    def _note_patience(self) -> None:
        if not self._is_overdue and self._waited() > self.timing.patience_s:
            self._is_overdue = True
            self.overdue += 1

    def _acknowledged(self) -> bool:
        return self._ack is not None and self._memory.is_on(self._ack)

    def _drive_trigger(self) -> None:
        if self._trigger is not None:
            self._memory.put_bit(self._trigger, on=self._step is _Step.RAISED)

    def _write_record(self, piece: int) -> None:
        for part in self._record:
            part.write(piece * _PIECE_S, self._memory)
        if self._pieces is not None:
            self._pieces.write(piece, self._memory)


@dataclass(frozen=True, slots=True)
class _PieceCounter:
    """The number of the piece in the words of a tag."""

    device: str
    indices: Indices
    is_bit: bool
    most: int

    def write(self, piece: int, memory: DeviceMemory) -> None:
        """0 where there was no piece yet, else 1 to the end of the range and from 1 again."""
        number = piece and (piece - 1) % self.most + 1
        words = np.array([number & 0xFFFF, number >> 16], "<u2")
        points = np.unpackbits(words.view(np.uint8), bitorder="little") if self.is_bit else words
        memory.simulate(self.device, self.indices, points[: len(self.indices)])


def _piece_counter(tag: Tag | None, series: Series, memory: DeviceMemory) -> _PieceCounter | None:
    address = None if tag is None else address_of(tag, series)
    if tag is None or address is None or not fits(tag, address, memory):
        return None
    device = address.device
    points = word_count(tag) * (POINTS_PER_WORD if device.is_bit else 1)
    indices = address.number + np.arange(points, dtype=np.intp)
    return _PieceCounter(device.name, indices, device.is_bit, _COUNTS[tag.tag_type])


def handshake_bits(groups: Iterable[PollingGroup]) -> list[Tag]:
    """The trigger and acknowledge bits of the groups that a machine is behind, as tags."""
    return [bit for group in groups if _has_machine(group) for bit in _both_bits(group) if bit.tag_address]


def make_cells(
    groups: Iterable[PollingGroup],
    plc: Plc,
    tags: Sequence[Tag],
    memory: DeviceMemory,
    *,
    timing: CellTiming,
) -> dict[str, HandshakeCell]:
    """A machine for each HANDSHAKE group with a trigger bit, by the name of the group.

    Groups whose bits this PLC does not have are left out, and so is a second group on the same trigger.
    """
    cells: dict[str, HandshakeCell] = {}
    triggers: set[Address] = set()
    for group in groups:
        bits = [address_of(bit, plc.series) for bit in handshake_bits([group])]
        if not bits or any(bit is None or bit.number >= memory.size(bit.device) for bit in bits):
            continue
        trigger = bits[0]
        if trigger is None or trigger in triggers:
            continue
        triggers.add(trigger)
        members = [tag for tag in tags if tag.group_name == group.group_name]
        cells[group.group_name] = HandshakeCell(group, plc, members, memory, timing=timing)
    return cells


def _has_machine(group: PollingGroup) -> bool:
    return group.polling_mode is PollingMode.HANDSHAKE and group.trigger_bit_address is not None


def _both_bits(group: PollingGroup) -> tuple[Tag, Tag]:
    trigger, ack = (
        Tag(group.plc_code, address or "", "", TagType.BOOL, group.group_name)
        for address in (group.trigger_bit_address, group.ack_bit_address)
    )
    return trigger, ack
