"""Where a session meets the faults of a step: before it, and between it and its answer."""

from __future__ import annotations

from tests.servers.oracle.engine import OraError
from tests.servers.oracle.faults import Faults
from tests.servers.oracle.transport import Wire


class CutError(Exception):
    """The connection is to be closed now, with a reset or in order."""

    def __init__(self, *, reset: bool) -> None:
        super().__init__()
        self.reset = reset


class Gate:
    """The faults as one connection meets them."""

    def __init__(self, wire: Wire, faults: Faults) -> None:
        self._wire = wire
        self._faults = faults

    def before(self, step: str) -> None:
        """Wait, hang, cut or fail before ``execute`` or ``commit``.

        Raises:
            BreakError: the client would not wait.
            CutError: the connection is to be closed.
            OraError: the step fails as a whole.
        """
        seconds = self._faults.seconds_of(f"slow-{step}")
        if seconds and self._wire.arrived(within=seconds):
            self._wire.give_up()
        self.hang(f"hang-{step}")
        self._cut(f"before-{step}")
        if code := self._faults.code_of(f"ora-{step}"):
            raise OraError(code, f"the {step} fails on purpose")

    def after(self, step: str) -> None:
        """Cut the connection instead of answering; raises CutError."""
        self._cut(f"after-{step}")

    def hang(self, name: str) -> None:
        """Stay silent for as long as the client stays and the fault is on; raises ClientGoneError."""
        if not self._faults.holds(name, self._wire.shut):
            return
        try:
            self._wire.hang()
        finally:
            self._faults.release(self._wire.shut)

    def _cut(self, place: str) -> None:
        if self._faults.meets(f"cut-{place}"):
            raise CutError(reset=False)
        if self._faults.meets(f"rst-{place}"):
            raise CutError(reset=True)
