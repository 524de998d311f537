"""Why a command to a polling group is refused."""

from __future__ import annotations

from hmi.model.errors import HmiError, UsageError


class UnknownGroupError(UsageError):
    """The configuration has no group of this name."""


class NotPollableError(UsageError):
    """The configuration does not let this group run: it or its PLC is switched off, or it has no tags."""


class NotHandshakeError(UsageError):
    """Only HANDSHAKE groups are triggered."""


class AlreadyRunningError(HmiError):
    """The group runs, or is still finishing its last poll."""


class NotRunningError(HmiError):
    """The group does not run, so it can be neither stopped nor triggered."""


class CapacityError(HmiError):
    """A limit of the station is reached: running groups, or triggers that wait."""


class ShuttingDownError(HmiError):
    """The station is being shut down: what a group read from now on would come too late to be recorded."""
