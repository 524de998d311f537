"""A whole simulated plant: one simulated PLC for each active PLC of the configuration."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Self

from hmi.melsec.simulator.faults import FaultSpec
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.errors import UsageError
from hmi.model.plant import Plant


class SimulatedPlant:
    """Starts and stops the simulated PLCs together: all of them run, or none.

    Each listens on its configured port, or on the one that ``ports`` gives for its code (0: a free one).
    Every PLC shows the same ``faults``, each counting its own requests, and has the same ``counters``.
    """

    def __init__(
        self,
        plant: Plant,
        *,
        host: str = "127.0.0.1",
        ports: Mapping[str, int] | None = None,
        scan_ms: float = 10.0,
        faults: Sequence[FaultSpec] = (),
        counters: Sequence[str] = (),
    ) -> None:
        given = ports or {}
        for plc_code in given:
            plant.plc(plc_code)
        self.plcs: dict[str, SimulatedPlc] = {}
        for plc in plant.plcs:
            if not plc.is_active:
                continue
            tags = [tag for tag in plant.tags if tag.plc_code == plc.plc_code]
            groups = [group for group in plant.groups if group.plc_code == plc.plc_code]
            port = given.get(plc.plc_code, plc.port)
            self.plcs[plc.plc_code] = SimulatedPlc(
                plc, tags, groups, host=host, port=port, scan_ms=scan_ms, faults=faults, counters=counters
            )
        self._refuse_shared_ports()

    def start(self) -> dict[str, int]:
        """Start every PLC; returns the port of each by its code.

        Raises:
            HmiError: a port cannot be opened; nothing runs then.
        """
        try:
            return {plc_code: plc.start() for plc_code, plc in self.plcs.items()}
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop every PLC; their threads have ended when it returns."""
        for plc in self.plcs.values():
            plc.stop()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _refuse_shared_ports(self) -> None:
        owners: dict[int, str] = {}
        for plc_code, plc in self.plcs.items():
            other = owners.setdefault(plc.port, plc_code)
            if plc.port and other != plc_code:
                raise UsageError(
                    f"Simulator: PLCs {other} and {plc_code} are both configured on port {plc.port};"
                    " on one machine each needs a port of its own: give one of them another port"
                )
