"""The watch on a HANDSHAKE group's bits, which the PLC's poller reads in shared requests."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from hmi.melsec.errors import PlcError
from hmi.model.plant import PollingGroup, Tag, TagType
from hmi.polling.recorder import Poll


class Look(NamedTuple):
    """What one look saw; ``ack`` is None where that bit is not watched or could not be read.

    ``begun`` is in seconds of the monotonic clock, before the PLC was asked.
    """

    trigger: bool
    ack: bool | None
    begun: float


class Watched(Protocol):
    """Who wants to know of the bits."""

    def looked(self, look: Look | None, trouble: str) -> None:
        """What was seen, None where the trigger could not be read, and what went wrong, empty if nothing did.

        Called on the poller's thread; returns at once.
        """


class TriggerWatch:
    """Reads the trigger bit, and the acknowledge bit where it is ours, at the group's interval.

    ``overrun`` is told of looks that were left out (``hmi.polling.subscriber.Subscriber``).
    """

    def __init__(
        self,
        group: PollingGroup,
        trigger: str,
        ack: str | None,
        watched: Watched,
        overrun: Callable[[int], None],
    ) -> None:
        self.name = f"trigger of {group.group_name}"
        self.interval_s = group.polling_interval_ms / 1000.0
        self.tags = tuple(
            Tag(group.plc_code, address, f"{what} of {group.group_name}", TagType.BOOL, group.group_name)
            for what, address in (("trigger", trigger), ("acknowledge", ack))
            if address is not None
        )
        self._watched = watched
        self._overrun = overrun

    def starts(self, late_s: float) -> None:
        """Not counted: the group's lateness is that of its reads after a trigger."""

    def receives(self, poll: Poll, begun: float, requests: int) -> None:  # noqa: ARG002 - Subscriber's signature
        """Hand the bits on; a bit without a value is an error of the group."""
        trouble = "; ".join(
            f"{self.tags[index].tag_name} ({self.tags[index].tag_address}): {fault.reason}"
            for index, fault in poll.faults.items()
        )
        trigger, ack = poll.values[0], poll.values[1] if len(poll.values) > 1 else None
        look = None if trigger is None else Look(bool(trigger), None if ack is None else bool(ack), begun)
        self._watched.looked(look, trouble)

    def fails(self, error: PlcError, begun: float) -> None:  # noqa: ARG002 - Subscriber's signature
        """The PLC could not be read."""
        self._watched.looked(None, str(error))

    def overruns(self, ticks: int) -> None:
        """So many looks were left out."""
        self._overrun(ticks)

    def crashes(self, error: BaseException) -> None:
        """The poller died; it looks again when it was started again."""
        self._watched.looked(None, f"the poller of its PLC died ({error!r}) and starts again; see hmi.log")
