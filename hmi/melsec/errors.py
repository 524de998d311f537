"""What can go wrong between us and a PLC."""

from __future__ import annotations

from hmi.model.errors import HmiError, UsageError


class AddressError(UsageError):
    """A tag address that no PLC of its series has."""


class PlcError(HmiError):
    """A PLC could not be read; ``plc_code`` says which."""

    def __init__(self, plc_code: str, text: str) -> None:
        super().__init__(f"PLC {plc_code}: {text}")
        self.plc_code = plc_code


class PlcConnectionError(PlcError):
    """No connection, a lost one, no answer in time, or an answer that is not one: nothing was read."""


class EndCodeError(PlcError):
    """The PLC answered, and refused the request with an end code; the connection is unharmed."""

    def __init__(self, plc_code: str, end_code: int, text: str) -> None:
        super().__init__(plc_code, text)
        self.end_code = end_code


class PoolExhaustedError(PlcError):
    """No connection of the pool became free in time."""
