"""``hmi quarantine``: the rows that the historian refused for what is in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hmi.cli.noted import note
from hmi.cli.options import DataDirOption, DemoOption, folder_seen
from hmi.cli.tables import make_table, print_table
from hmi.historian.quarantine import Quarantine
from hmi.historian.quarantine_rows import EVERY_ROW, QuarantinedRow, Which, value_text
from hmi.model.errors import UsageError, did_you_mean
from hmi.model.events import EventKind
from hmi.model.times import utc_text

app = typer.Typer(
    help="List, correct, send again, export and delete the rows that the historian refused.",
    no_args_is_help=True,
)

PlcArgument = Annotated[str, typer.Argument(metavar="PLC_CODE", help="As the list shows it.")]
AddressArgument = Annotated[str, typer.Argument(metavar="ADDRESS", help="As the list shows it.")]
MaybePlcArgument = Annotated[
    str | None, typer.Argument(metavar="PLC_CODE", help="Rows of one tag.", show_default=False)
]
MaybeAddressArgument = Annotated[str | None, typer.Argument(metavar="ADDRESS", show_default=False)]
TsOption = Annotated[
    str | None,
    typer.Option("--ts", help="The one row of this time, as the list shows it.", show_default=False),
]
CodeOption = Annotated[
    str | None, typer.Option("--code", help="The rows that were refused with this code.", show_default=False)
]
AllOption = Annotated[bool, typer.Option("--all", help="Every row.")]


@app.command("list")
def list_rows(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="Rows at the most.")] = 20,
    filter_text: Annotated[
        str, typer.Option("--filter", help="Only rows with this text.", show_default=False)
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON array on stdout.")] = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """List rows in quarantine, the newest there first; times are in UTC.

    The codes with which rows were refused follow on stderr.
    """
    with _opened(context, data_dir, demo=demo) as quarantine:
        rows = quarantine.rows(limit, which=Which(text=filter_text))
        codes = quarantine.codes()
        count = quarantine.count
    if as_json:
        typer.echo(json.dumps([_as_dict(one) for one in rows]))
        return
    if not count:
        typer.echo("No rows in quarantine: the historian has refused none for what is in it.")
        return
    if rows:
        _print(rows)
    wanted = f", only those with {filter_text!r}" if filter_text else ""
    typer.echo(f"{len(rows):,} of {_rows(count)} in quarantine{wanted}", err=True)
    for code, reason, number in codes:
        typer.echo(f"{code}: {_rows(number)}, such as: {reason.removeprefix(f'{code}: ')}", err=True)


@app.command("correct")
def correct(
    context: typer.Context,
    plc_code: PlcArgument,
    address: AddressArgument,
    value: Annotated[str, typer.Option(help="The right value; BOOL as 0 or 1.", show_default=False)],
    ts: TsOption = None,
    every: Annotated[bool, typer.Option("--all", help="Every row of the tag.")] = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Put the right value in the place of one that was refused; 'hmi quarantine send' sends it."""
    with _opened(context, data_dir, demo=demo) as quarantine:
        which = _which(quarantine, plc_code, address, ts)
        rows = quarantine.rows(2, which=which)
        if len(rows) > 1 and not every:
            newest = utc_text(rows[0].row.ts)
            raise UsageError(
                f"{plc_code} {address} has more than one row in quarantine: name one by its time, such as "
                f"--ts {newest}, or mean them all with --all"
            )
        count = quarantine.correct(which, value=value)
    note(folder_seen(context, data_dir, demo=demo), EventKind.QUARANTINE_CORRECTED, rows=count)
    typer.echo(f"{_rows(count)} corrected; 'hmi quarantine send {plc_code} {address}' has them sent again")


@app.command("send")
def send(
    context: typer.Context,
    plc_code: MaybePlcArgument = None,
    address: MaybeAddressArgument = None,
    ts: TsOption = None,
    code: CodeOption = None,
    every: AllOption = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Have rows sent to the historian again, by the station that runs or else by its next start."""
    with _opened(context, data_dir, demo=demo) as quarantine:
        count = quarantine.release(_chosen(quarantine, plc_code, address, ts, code, every=every))
    if not count:
        typer.echo("Nothing to send: no such row, or it is on its way already.")
        return
    note(folder_seen(context, data_dir, demo=demo), EventKind.QUARANTINE_RELEASED, rows=count)
    typer.echo(
        f"{_rows(count)} to be sent again: a running station does it within seconds, else the next start. "
        "What is refused again comes back to quarantine."
    )


@app.command("export")
def export(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The CSV file to write.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the file if it is there.")] = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Write every row in quarantine to a CSV file, with code and reason; none leaves it."""
    with _opened(context, data_dir, demo=demo) as quarantine:
        count = quarantine.export(path, overwrite=overwrite)
    note(folder_seen(context, data_dir, demo=demo), EventKind.QUARANTINE_EXPORTED, str(path), rows=count)
    typer.echo(f"{_rows(count)} written to {path}")


@app.command("delete")
def delete(
    context: typer.Context,
    plc_code: MaybePlcArgument = None,
    address: MaybeAddressArgument = None,
    ts: TsOption = None,
    code: CodeOption = None,
    every: AllOption = False,
    yes: Annotated[bool, typer.Option("--yes", help="Yes, for ever.")] = False,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Delete rows for ever: they are in no historian."""
    with _opened(context, data_dir, demo=demo) as quarantine:
        which = _chosen(quarantine, plc_code, address, ts, code, every=every)
        if not yes:
            raise UsageError(
                "Deleted rows are gone for ever: keep them with 'hmi quarantine export' first, and say --yes"
            )
        count = quarantine.delete(which)
    note(folder_seen(context, data_dir, demo=demo), EventKind.QUARANTINE_DELETED, rows=count)
    typer.echo(f"{_rows(count)} deleted")


@contextmanager
def _opened(context: typer.Context, data_dir: Path | None, *, demo: bool) -> Iterator[Quarantine]:
    with closing(Quarantine(folder_seen(context, data_dir, demo=demo).quarantine)) as quarantine:
        yield quarantine


def _chosen(
    quarantine: Quarantine,
    plc_code: str | None,
    address: str | None,
    ts: str | None,
    code: str | None,
    *,
    every: bool,
) -> Which:
    named = (plc_code, address, ts, code)
    if every == any(part is not None for part in named):
        raise UsageError(
            "Say which rows: PLC_CODE and ADDRESS of a tag, --code CODE, or --all alone; "
            "'hmi quarantine list' shows them"
        )
    if (plc_code is None) != (address is None):
        raise UsageError(f"PLC_CODE {plc_code} needs the ADDRESS of one of its tags")
    return EVERY_ROW if every else _which(quarantine, plc_code, address, ts, code)


def _which(
    quarantine: Quarantine,
    plc_code: str | None,
    address: str | None,
    ts: str | None = None,
    code: str | None = None,
) -> Which:
    """The rows that are named, of which there is at least one."""
    which = Which(plc_code, address, _moment(ts), code)
    if quarantine.rows(1, which=which):
        return which
    codes = [one.code for one in quarantine.codes()]
    if code is not None and code not in codes:
        raise UsageError(f"No row in quarantine was refused with {code!r}{did_you_mean(code, codes)}")
    tags = [" ".join(tag) for tag in quarantine.tags()]
    tag = f"{plc_code} {address}"
    if address is not None and tag not in tags:
        raise UsageError(f"No row of {tag!r} is in quarantine{did_you_mean(tag, tags)}")
    raise UsageError("No row in quarantine is all of that; 'hmi quarantine list' shows them")


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"--ts {text!r} is no time: write it as the list does, 2026-11-22T03:04:05.000678Z"
        ) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _print(rows: list[QuarantinedRow]) -> None:
    table = make_table(
        ("timestamp", "plc_code", "tag_address", "tag_name", "tag_value", "was", "state", "code", "reason")
    )
    for one in rows:
        row, was = one.row, one.original
        table.add_row(
            *(utc_text(row.ts), row.plc_code, row.tag_address, row.tag_name, value_text(row.value)),
            *("" if was is None else value_text(was.value), one.state.value, one.code, one.reason),
        )
    print_table(table)


def _as_dict(one: QuarantinedRow) -> dict[str, object]:
    """Values are texts, for JSON has neither NaN nor infinity; None where there is none."""
    row, was = one.row, one.original
    return {
        "timestamp": utc_text(row.ts),
        "plc_code": row.plc_code,
        "tag_address": row.tag_address,
        "tag_name": row.tag_name,
        "tag_value": None if row.value is None else value_text(row.value),
        "quality": row.quality.value,
        "group_name": row.group_name,
        "original_value": None if was is None or was.value is None else value_text(was.value),
        "code": one.code,
        "reason": one.reason,
        "first_refused": utc_text(one.first_refused),
        "last_refused": utc_text(one.last_refused),
        "attempts": one.attempts,
        "state": one.state.value,
    }


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
