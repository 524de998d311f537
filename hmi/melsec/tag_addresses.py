"""What the configuration wants to know of an address, without knowing MELSEC itself."""

from __future__ import annotations

from hmi.melsec.addresses import parse_address
from hmi.model.plant import Series


def check_address(text: str, series: Series) -> tuple[str, bool]:
    """The address in the one spelling in which it is stored, and whether it is a single bit.

    Raises:
        AddressError: no PLC of the series has such an address.
    """
    address = parse_address(text, series)
    return address.text(series), address.device.is_bit or address.bit is not None
