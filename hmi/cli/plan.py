"""``hmi plan``: what polling will cost the PLCs, before anything is polled."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.table import Table

from hmi.cli.options import DataDirOption, DemoOption, folder_of, polled_plant_of
from hmi.cli.tables import make_table, print_table
from hmi.config.scan_times import load_scan_times
from hmi.model.plant import PollingMode
from hmi.polling.forecast import ASSUMED_SCAN_MS, GroupForecast, PlcForecast, forecast_plant


def plan(
    context: typer.Context,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout.")] = False,
) -> None:
    """Show the requests, points and time of a poll.

    A group's figures are those of the group alone, a PLC's those of all its groups due at once, which share
    requests. Times are for the scan time that was measured last, or for 10 ms where none was measured yet.
    """
    folder = folder_of(context, data_dir, demo=demo)
    plant = polled_plant_of(folder)
    measured = {code: time.scan_ms for code, time in load_scan_times(folder).items()}
    plcs = forecast_plant(plant, measured)
    by_name = {group.group_name: group for plc in plcs for group in plc.groups}
    groups = [by_name[group.group_name] for group in plant.active_groups()]
    if as_json:
        document = {
            "scan_ms": ASSUMED_SCAN_MS,
            "plcs": [_plc_entry(plc) for plc in plcs],
            "groups": [_group_entry(group) for group in groups],
        }
        typer.echo(json.dumps(document))
        return
    _print_tables(plcs, groups)


def _plc_entry(plc: PlcForecast) -> dict[str, Any]:
    return {
        "plc_code": plc.plc_code,
        "series": plc.series,
        "tag_count": plc.tag_count,
        "requests": plc.requests,
        "points": plc.points,
        "estimated_ms": round(plc.estimated_ms, 1),
        "scan_ms": plc.scan_ms,
        "scan_measured": plc.scan_measured,
        "requests_per_s": round(plc.requests_per_s, 2),
        "load_pct": round(plc.load_pct, 1),
        "fits": plc.fits,
    }


def _group_entry(group: GroupForecast) -> dict[str, Any]:
    return {
        "group_name": group.group_name,
        "plc_code": group.plc_code,
        "mode": group.mode,
        "interval_ms": group.interval_ms,
        "tag_count": group.tag_count,
        "unreadable_tags": group.unreadable_tags,
        "requests": group.requests,
        "points": group.points,
        "estimated_ms": round(group.estimated_ms, 1),
        "fits": group.fits,
        "reason": group.reason,
    }


def _print_tables(plcs: tuple[PlcForecast, ...], groups: list[GroupForecast]) -> None:
    print_table(_group_table(groups))
    typer.echo("")
    print_table(_plc_table(plcs))
    typer.echo("")
    for plc in plcs:
        if plc.groups:
            typer.echo(f"{plc.plc_code}: {_sentence(plc)}")
    for group in groups:
        if not group.fits:
            typer.echo(f"{group.group_name}: {group.reason}", err=True)


def _group_table(groups: list[GroupForecast]) -> Table:
    numbers = ("interval", "tags", "bad", "requests", "points", "ms")
    table = make_table(("group", "PLC", "mode"), numbers)
    for group in groups:
        counts = (group.interval_ms, group.tag_count, group.unreadable_tags, group.requests, group.points)
        table.add_row(
            group.group_name, group.plc_code, group.mode, *map(str, counts), f"{group.estimated_ms:.0f}"
        )
    return table


def _plc_table(plcs: tuple[PlcForecast, ...]) -> Table:
    numbers = ("tags", "requests", "points", "ms", "requests/s", "load %")
    table = make_table(("PLC", "series"), numbers)
    for plc in plcs:
        counts = (plc.tag_count, plc.requests, plc.points)
        means = (f"{plc.estimated_ms:.0f}", f"{plc.requests_per_s:.1f}", f"{plc.load_pct:.0f}")
        table.add_row(plc.plc_code, plc.series, *map(str, counts), *means)
    return table


def _sentence(plc: PlcForecast) -> str:
    """``1,264 tags, 8 requests, about 90 ms at a 10 ms scan (measured); your interval is 1,000 ms``."""
    source = "measured" if plc.scan_measured else "assumed, none was measured yet"
    fixed = [group for group in plc.groups if group.mode is PollingMode.FIXED]
    intervals = sorted({group.interval_ms for group in fixed or plc.groups})
    yours = (
        f"your interval is {intervals[0]:,} ms"
        if len(intervals) == 1
        else f"your intervals are {intervals[0]:,} to {intervals[-1]:,} ms"
    )
    tags, requests = _count(plc.tag_count, "tag"), _count(plc.requests, "request")
    time = f"about {plc.estimated_ms:,.0f} ms at a {round(plc.scan_ms, 1):g} ms scan ({source})"
    return f"{tags}, {requests}, {time}; {yours}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
