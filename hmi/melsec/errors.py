"""What can go wrong between us and a PLC."""

from __future__ import annotations

from hmi.model.errors import HmiError, UsageError


class AddressError(UsageError):
    """A tag address that no PLC of its series has, or one that does not fit the tag's type."""


class WritesNotAllowedError(UsageError):
    """Something would have been written to a PLC that nobody allowed."""


class PlcError(HmiError):
    """A PLC could not be read; ``plc_code`` says which, ``detail`` is the text without the code."""

    def __init__(self, plc_code: str, text: str) -> None:
        super().__init__(f"PLC {plc_code}: {text}")
        self.plc_code = plc_code
        self.detail = text


class PlcConnectionError(PlcError):
    """No connection, a lost one, no answer in time, or an answer that is not one: nothing was read."""


class PlcRefusedError(PlcConnectionError):
    """The host is there and refused the connection: a wrong port, or all its connections are taken."""


class PlcSilentError(PlcConnectionError):
    """The connection stands, and nothing came back in time."""


class EndCodeError(PlcError):
    """The PLC answered, and refused the request with an end code; the connection is unharmed."""

    def __init__(self, plc_code: str, end_code: int, text: str) -> None:
        super().__init__(plc_code, text)
        self.end_code = end_code


class PoolExhaustedError(PlcError):
    """No connection of the pool became free in time."""
