"""Leave to write one bit of one PLC: nothing else can be written, and nothing at all without it."""

from __future__ import annotations

from dataclasses import dataclass

from hmi.melsec.addresses import Address, parse_address
from hmi.melsec.errors import AddressError, WritesNotAllowedError
from hmi.melsec.tag_addresses import check_ack_address
from hmi.model.plant import PollingGroup, Series


@dataclass(frozen=True, slots=True, init=False)
class WritePermit:
    """The acknowledge bit of one polling group, which allows writing; made by ``for_group`` only."""

    plc_code: str
    group_name: str
    address: Address
    text: str
    """The address as an engineer of the PLC's series writes it."""

    def __init__(self) -> None:
        raise TypeError("A permit to write is made by WritePermit.for_group only")

    @classmethod
    def for_group(cls, group: PollingGroup, series: Series) -> WritePermit:
        """Leave to write the group's acknowledge bit.

        Raises:
            WritesNotAllowedError: the group does not allow writing, or has no acknowledge bit that can be.
        """
        where = f"Polling group {group.group_name!r}"
        if not group.allow_plc_writes:
            raise WritesNotAllowedError(
                f"{where} may not write to PLC {group.plc_code}; set its allow_plc_writes to allow it"
            )
        if not group.ack_bit_address:
            raise WritesNotAllowedError(f"{where} has no acknowledge bit to write; set its ack_bit_address")
        try:
            text = check_ack_address(group.ack_bit_address, series)
        except AddressError as error:
            raise WritesNotAllowedError(f"{where}: {error}") from error
        permit = object.__new__(cls)
        fields = (group.plc_code, group.group_name, parse_address(text, series), text)
        for name, value in zip(cls.__slots__, fields, strict=True):
            object.__setattr__(permit, name, value)
        return permit
