"""``hmi simulate``: PLCs that behave like PLCs, for trying the program and for testing it."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Annotated

import typer

from hmi.cli.collect import stop_signals
from hmi.cli.options import DataDirOption, DemoOption, folder_of
from hmi.config.database import ConfigDatabase
from hmi.melsec.simulator.faults import FaultName, FaultSpec
from hmi.melsec.simulator.plant import SimulatedPlant
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc

_DEFAULT_PORT = 5010
_MAX_PORT = 65_535
_MAX_SCAN_MS = 10_000


def simulate(
    context: typer.Context,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=_MAX_PORT,
            help="Port of the first PLC, the others follow.",
            show_default=False,
        ),
    ] = None,
    scan_ms: Annotated[
        float, typer.Option(min=0, max=_MAX_SCAN_MS, help="Scan time: each request costs one scan.")
    ] = 10.0,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[@N]",
            help=f"A fault, always or at request N; may be repeated. Names: {', '.join(FaultName)}.",
            show_default=False,
        ),
    ] = None,
    counter: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS[:UDINT]",
            help="A word that counts the requests that read it, 1, 2, 3 ...: what is stored must have no "
            "hole; may be repeated.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Simulate the configured PLCs on real TCP.

    Until Ctrl+C. Where nothing is configured: one Q series PLC on port 5010.
    """
    faults = [FaultSpec.parse(text) for text in fault or []]
    folder = folder_of(context, data_dir, demo=demo)
    plant = _with_ports(ConfigDatabase(folder.station_db).load_plant(), port)
    _serve(SimulatedPlant(plant, host=host, scan_ms=scan_ms, faults=faults, counters=counter or ()), host)


def _serve(simulated: SimulatedPlant, host: str) -> None:
    with stop_signals() as stop:
        ports = simulated.start()
        try:
            for code, simulated_plc in simulated.plcs.items():
                _introduce(simulated_plc, f"{host}:{ports[code]}")
            typer.echo("Simulating; Ctrl+C ends it.", err=True)
            _wait(stop)
        finally:
            simulated.stop()


def _introduce(simulated: SimulatedPlc, where: str) -> None:
    """Say what is there to be read, and which machines hand over their records."""
    plc = simulated.plc
    typer.echo(f"{plc.plc_code}: {plc.series} series, {plc.protocol}, on {where}")
    for name, cell in simulated.cells.items():
        ack = cell.group.ack_bit_address
        answer = f"acknowledge {ack}" if ack else "no acknowledge bit"
        trigger = cell.group.trigger_bit_address
        typer.echo(
            f"{plc.plc_code}: the machine of {name} hands over records: trigger {trigger}, {answer}; "
            f"it makes a piece in {cell.timing.pause_s:g} s"
        )


def _with_ports(plant: Plant, port: int | None) -> Plant:
    if not plant.plcs:
        return Plant(plcs=(Plc("SIM", "127.0.0.1", "Simulated PLC", port=port or _DEFAULT_PORT),))
    if port is None:
        return plant
    active = [plc for plc in plant.plcs if plc.is_active]
    if port + len(active) - 1 > _MAX_PORT:
        raise UsageError(
            f"--port {port}: {len(active)} PLCs need as many ports, and the last port is {_MAX_PORT}; "
            "give a smaller one"
        )
    return replace(plant, plcs=tuple(replace(plc, port=port + index) for index, plc in enumerate(active)))


def _wait(stop: threading.Event) -> None:
    # A wait without a limit is not interrupted by Ctrl+C on Windows.
    while not stop.wait(0.5):
        pass
