"""The commands of a simulated PLC: 0401, 0403, 0406, 1401, 1402, 0101 and 0619; all others are unknown to it.

Source: MELSEC Communication Protocol Reference Manual, "Device access"; limits and end codes in ``limits``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmi.melsec.devices import Device, uses_wide_numbers
from hmi.melsec.simulator.fields import (
    AsciiReader,
    BinaryReader,
    FieldReader,
    put_bits,
    put_double_words,
    put_number,
    put_words,
)
from hmi.melsec.simulator.frames import OWN_STATION, Request, Route, build_answer
from hmi.melsec.simulator.limits import CPU_TYPES, LIMITS, EndCode, Refusal, as_series_says
from hmi.melsec.simulator.memory import DeviceMemory
from hmi.model.plant import Plc

_READ, _READ_RANDOM, _READ_BLOCKS, _WRITE, _WRITE_RANDOM = 0x0401, 0x0403, 0x0406, 0x1401, 0x1402
_READ_CPU_TYPE, _LOOPBACK = 0x0101, 0x0619
_BIT_UNITS, _WIDE = 0x0001, 0x0002
_WORD_WEIGHT, _DOUBLE_WORD_WEIGHT = 12, 14
_MAX_LOOPBACK = 960

_Handler = Callable[[FieldReader, int], bytes]


class Commands:
    """Carries out requests on a device memory and words the answers, in the code of the PLC's port."""

    def __init__(self, plc: Plc, memory: DeviceMemory) -> None:
        self._series = plc.series
        self._is_ascii = plc.protocol.is_ascii
        self._memory = memory
        self._limits = LIMITS[plc.series]
        self._routes = (
            OWN_STATION,
            Route(plc.network_no, plc.station_no, plc.module_io, plc.multidrop_no),
        )
        self._handlers: Mapping[int, _Handler] = {
            _READ: self._read,
            _READ_RANDOM: self._read_random,
            _READ_BLOCKS: self._read_blocks,
            _WRITE: self._write,
            _WRITE_RANDOM: self._write_random,
            _READ_CPU_TYPE: self._read_cpu_type,
            _LOOPBACK: self._loopback,
        }

    def answer(self, request: Request) -> bytes:
        """The frame that the PLC answers a request with."""
        try:
            with self._memory.one_request():
                data = self._carry_out(request)
        except Refusal as refusal:
            return self.refuse(request, refusal.end_code)
        return build_answer(request, EndCode.OK, data, is_ascii=self._is_ascii)

    def refuse(self, request: Request, end_code: EndCode) -> bytes:
        """The frame with an end code, in the words of this series, instead of data."""
        return build_answer(request, as_series_says(end_code, self._series), b"", is_ascii=self._is_ascii)

    def _carry_out(self, request: Request) -> bytes:
        if request.route not in self._routes:
            raise Refusal(EndCode.NO_SUCH_STATION)
        handler = self._handlers.get(request.command)
        if handler is None:
            raise Refusal(EndCode.UNKNOWN_COMMAND)
        highest = _WIDE | _BIT_UNITS if uses_wide_numbers(self._series) else _BIT_UNITS
        if request.subcommand > highest:
            raise Refusal(EndCode.UNKNOWN_COMMAND)
        return handler(self._reader(request.data), request.subcommand)

    def _reader(self, data: bytes) -> FieldReader:
        return AsciiReader(data, self._series) if self._is_ascii else BinaryReader(data)

    def _read(self, fields: FieldReader, subcommand: int) -> bytes:
        device, head = fields.device(wide=bool(subcommand & _WIDE))
        points = fields.number(2)
        fields.end()
        if subcommand & _BIT_UNITS:
            self._check_bit_points(points)
            bits = self._memory.read_bits(device, head, points)
            return put_bits(bits, is_ascii=self._is_ascii)
        self._check_word_points(points, device)
        return put_words(self._memory.read_words(device, head, points), is_ascii=self._is_ascii)

    def _write(self, fields: FieldReader, subcommand: int) -> bytes:
        device, head = fields.device(wide=bool(subcommand & _WIDE))
        points = fields.number(2)
        if subcommand & _BIT_UNITS:
            self._check_bit_points(points)
            bits = fields.bits(points)
            fields.end()
            self._memory.write_bits(device, head, bits)
        else:
            self._check_word_points(points, device)
            words = fields.words(points)
            fields.end()
            self._memory.write_words(device, head, words)
        return b""

    def _read_random(self, fields: FieldReader, subcommand: int) -> bytes:
        self._refuse_bit_units(subcommand)
        words, double_words = fields.number(1), fields.number(1)
        if not 1 <= words + double_words <= self._limits.random_read:
            raise Refusal(EndCode.TOO_MANY_RANDOM_WORDS)
        wide = bool(subcommand & _WIDE)
        targets = [_word_target(fields, wide=wide) for _ in range(words + double_words)]
        fields.end()
        read = self._memory.read_words
        singles = b"".join(read(device, head, 1) for device, head in targets[:words])
        doubles = b"".join(read(device, head, 2) for device, head in targets[words:])
        return put_words(singles, is_ascii=self._is_ascii) + put_double_words(
            doubles, is_ascii=self._is_ascii
        )

    def _read_blocks(self, fields: FieldReader, subcommand: int) -> bytes:
        wide = bool(subcommand & _WIDE)
        most = self._limits.blocks_wide if wide else self._limits.blocks
        if not most or subcommand & _BIT_UNITS:
            raise Refusal(EndCode.UNKNOWN_COMMAND)
        of_words, of_bits = fields.number(1), fields.number(1)
        if not 1 <= of_words + of_bits <= most:
            raise Refusal(EndCode.TOO_MANY_BLOCKS)
        blocks = [(*_word_target(fields, wide=wide), fields.number(2)) for _ in range(of_words + of_bits)]
        fields.end()
        for number, (device, _, points) in enumerate(blocks):
            if device.is_bit != (number >= of_words) or points == 0:
                raise Refusal(EndCode.NOT_IN_THIS_UNIT)
        if sum(points for _, _, points in blocks) > self._limits.words:
            raise Refusal(EndCode.TOO_MANY_WORDS)
        words = b"".join(self._memory.read_words(*block) for block in blocks)
        return put_words(words, is_ascii=self._is_ascii)

    def _write_random(self, fields: FieldReader, subcommand: int) -> bytes:
        if subcommand & _BIT_UNITS:
            return self._write_random_bits(fields, wide=bool(subcommand & _WIDE))
        return self._write_random_words(fields, wide=bool(subcommand & _WIDE))

    def _write_random_bits(self, fields: FieldReader, *, wide: bool) -> bytes:
        count = fields.number(1)
        if not 1 <= count <= self._limits.random_write_bits:
            raise Refusal(EndCode.TOO_MANY_RANDOM_BITS)
        writes = [(*fields.device(wide=wide), fields.number(2 if wide else 1)) for _ in range(count)]
        fields.end()
        for device, head, _ in writes:
            self._memory.check_bits(device, head, 1)
        for device, head, state in writes:
            self._memory.set_bits(device, head, [state & 1])
        return b""

    def _write_random_words(self, fields: FieldReader, *, wide: bool) -> bytes:
        words, double_words = fields.number(1), fields.number(1)
        weight = words * _WORD_WEIGHT + double_words * _DOUBLE_WORD_WEIGHT
        if not 1 <= weight <= self._limits.random_write_weight:
            raise Refusal(EndCode.TOO_MANY_RANDOM_WORDS)
        writes = []
        for size in [2] * words + [4] * double_words:
            device, head = _word_target(fields, wide=wide)
            writes.append((device, head, fields.number(size).to_bytes(size, "little")))
        fields.end()
        for device, head, data in writes:
            self._memory.check_words(device, head, len(data) // 2)
        for device, head, data in writes:
            self._memory.write_words(device, head, data)
        return b""

    def _read_cpu_type(self, fields: FieldReader, subcommand: int) -> bytes:
        if subcommand or self._series not in CPU_TYPES:
            raise Refusal(EndCode.UNKNOWN_COMMAND)
        fields.end()
        name, code = CPU_TYPES[self._series]
        return name.ljust(16).encode("ascii") + put_number(code, 2, is_ascii=self._is_ascii)

    def _loopback(self, fields: FieldReader, subcommand: int) -> bytes:
        if subcommand:
            raise Refusal(EndCode.UNKNOWN_COMMAND)
        count = fields.number(2)
        if not 1 <= count <= _MAX_LOOPBACK:
            raise Refusal(EndCode.WRONG_CONTENTS)
        text = fields.text(count)
        fields.end()
        return put_number(count, 2, is_ascii=self._is_ascii) + text

    def _check_word_points(self, points: int, device: Device) -> None:
        if not 1 <= points <= self._limits.words:
            raise Refusal(EndCode.TOO_MANY_WORDS)
        _refuse_contacts(device)

    def _check_bit_points(self, points: int) -> None:
        most = self._limits.bits_ascii if self._is_ascii else self._limits.bits
        if not 1 <= points <= most:
            raise Refusal(EndCode.TOO_MANY_BITS)

    def _refuse_bit_units(self, subcommand: int) -> None:
        if subcommand & _BIT_UNITS:
            raise Refusal(EndCode.UNKNOWN_COMMAND)


def _word_target(fields: FieldReader, *, wide: bool) -> tuple[Device, int]:
    device, head = fields.device(wide=wide)
    _refuse_contacts(device)
    return device, head


def _refuse_contacts(device: Device) -> None:
    """Contacts and coils of timers and counters cannot be taken 16 at a time."""
    if not device.has_words:
        raise Refusal(EndCode.UNKNOWN_DEVICE)
