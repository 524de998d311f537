"""What the configuration wants to know of an address, without knowing MELSEC itself."""

from __future__ import annotations

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.errors import AddressError
from hmi.model.plant import Series

_WORD_BITS = 16
_SYSTEM_BITS = ("SM", "SB")


def check_address(text: str, series: Series) -> tuple[str, bool]:
    """The address in the one spelling in which it is stored, and whether it is a single bit.

    Raises:
        AddressError: no PLC of the series has such an address.
    """
    address = parse_address(text, series)
    return address.text(series), address.device.is_bit or address.bit is not None


def check_ack_address(text: str, series: Series) -> str:
    """The address of a bit that may be written, a group's ``ack_bit_address``, as it is stored.

    It has to be a point of a bit device: to write one bit of a word the whole word would have to be written,
    and what the PLC had changed in it meanwhile would be lost. Bits that belong to the system are refused,
    and inputs, which the PLC overwrites with the state of their terminals.

    Raises:
        AddressError: no PLC of the series has such an address, or it is no bit that may be written.
    """
    address = parse_address(text, series)
    device, name = address.device, address.device.name
    instead = "; use an internal relay, as in M100"
    if address.bit is not None:
        raise AddressError(
            f"Address {text!r}: a bit of a word cannot be written without writing the whole word{instead}"
        )
    if not device.is_bit:
        raise AddressError(f"Address {text!r}: {name} is a word device, not a bit{instead}")
    if name in _SYSTEM_BITS or not device.has_words:
        owner = "the system" if name in _SYSTEM_BITS else "a timer or counter"
        raise AddressError(f"Address {text!r}: {name} belongs to {owner} and is never written{instead}")
    if name == "X":
        raise AddressError(
            f"Address {text!r}: X is an input, which the PLC overwrites at its next scan; use M, B, L or Y"
        )
    return address.text(series)


def address_series(first: str, last: str, step: int, series: Series) -> tuple[str, ...]:
    """Every ``step``-th address from the first to the last one, in their stored spelling.

    Two bits of one word are a series of bits, whatever ``step`` words may be.

    Raises:
        AddressError: no such addresses, of two devices, or the last one before the first.
    """
    begin, end = parse_address(first, series), parse_address(last, series)
    if begin.device is not end.device or (begin.bit is None) is not (end.bit is None):
        raise AddressError(f"{first!r} and {last!r} are not addresses of one device; write D100 and D119")
    places = _place(begin), _place(end)
    if places[1] < places[0]:
        raise AddressError(f"{last!r} is before {first!r}; write the smaller one first")
    return tuple(
        Address(begin.device, *(divmod(place, _WORD_BITS) if begin.bit is not None else (place,))).text(
            series
        )
        for place in range(places[0], places[1] + 1, step)
    )


def _place(address: Address) -> int:
    return address.number if address.bit is None else address.number * _WORD_BITS + address.bit
