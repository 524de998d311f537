"""Who is read by a PLC's poller: FIXED groups, and the trigger bits of HANDSHAKE groups."""

from __future__ import annotations

from typing import Protocol

from hmi.melsec.errors import PlcError
from hmi.model.plant import Tag
from hmi.polling.recorder import Poll


class Subscriber(Protocol):
    """Tags of one PLC that are to be read together at an interval.

    Its tags share requests with those of the others that are due, without noticing. Every method is called
    on the poller's thread, and keeps all the others of its PLC waiting.
    """

    @property
    def name(self) -> str:
        """Unique among the subscribers of the PLC."""

    @property
    def interval_s(self) -> float:
        """Seconds from one poll to the next."""

    @property
    def tags(self) -> tuple[Tag, ...]:
        """What is to be read; never changes."""

    def starts(self, late_s: float) -> None:
        """A poll begins, so many seconds after it was due."""

    def receives(self, poll: Poll, begun: float, requests: int) -> None:
        """The poll that began at ``begun``, seconds of the monotonic clock, carried by so many requests."""

    def fails(self, error: PlcError, begun: float) -> None:
        """The PLC could not be read."""

    def overruns(self, ticks: int) -> None:
        """So many polls were left out because the one before took too long."""

    def crashes(self, error: BaseException) -> None:
        """The poller died in the middle and is being started again."""
