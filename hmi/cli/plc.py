"""``hmi read`` and ``hmi check plc``: looking at PLCs without collecting."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from hmi.cli.options import DataDirOption, DemoOption, folder_of, plant_of
from hmi.config.scan_times import save_scan_times
from hmi.melsec.errors import AddressError
from hmi.melsec.examine import Examination, examine
from hmi.melsec.look import Look, read_once, tag_at
from hmi.model.errors import HmiError, UsageError, did_you_mean
from hmi.model.plant import Plc, Tag, TagType
from hmi.model.reading import Quality, Value

_SHOWN_PROBLEMS = 5


# -- hmi read -------------------------------------------------------------------------------------------


def read(
    context: typer.Context,
    plc_code: Annotated[str, typer.Argument(metavar="PLC_CODE", help="The PLC as it is configured.")],
    addresses: Annotated[list[str], typer.Argument(metavar="ADDRESS", help="D100, W1F0, X1A, D100.3 ...")],
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
    tag_type: Annotated[
        str | None,
        typer.Option(
            "--type", help="INT, UINT, DINT, UDINT, REAL, LREAL, BCD, BOOL or STRING.", show_default=False
        ),
    ] = None,
) -> None:
    """Read some addresses of a PLC, once.

    One line per address: address, type, value as it is in the PLC, quality, and the reason where it is BAD.
    An address that no PLC of the series has is BAD too; the others are read all the same.
    """
    plc = plant_of(folder_of(context, data_dir, demo=demo)).plc(plc_code)
    wanted = _type_of(tag_type)
    asked = [_tag(plc, address, wanted) for address in addresses]
    wrong = [error for error in asked if isinstance(error, AddressError)]
    if len(wrong) == len(asked) == 1:
        raise wrong[0]
    tags = [tag for tag in asked if isinstance(tag, Tag)]
    looks = read_once(plc, tags) if tags else []
    looked = iter(zip(tags, looks, strict=True))
    for address, one in zip(addresses, asked, strict=True):
        typer.echo(_wrong_line(address, one) if isinstance(one, AddressError) else _line(*next(looked)))
    if wrong or any(look.fault.quality is Quality.BAD for look in looks):
        raise HmiError(f"PLC {plc_code}: not every address could be read")


def _line(tag: Tag, look: Look) -> str:
    shown, fault = _shown(look.value), look.fault
    return f"{tag.tag_address}\t{tag.tag_type}\t{shown}\t{fault.quality}\t{fault.reason}".rstrip()


def _wrong_line(address: str, error: AddressError) -> str:
    return f"{address}\t-\t{_shown(None)}\t{Quality.BAD}\t{error}"


def _type_of(text: str | None) -> TagType | None:
    if text is None:
        return None
    try:
        return TagType(text.upper())
    except ValueError:
        raise UsageError(
            f"There is no tag type {text!r}{did_you_mean(text, TagType) or '; types: ' + ', '.join(TagType)}"
        ) from None


def _tag(plc: Plc, text: str, tag_type: TagType | None) -> Tag | AddressError:
    """What to read at an address, or what is wrong with it."""
    try:
        return tag_at(plc, text, tag_type)
    except AddressError as error:
        return error


def _shown(value: Value) -> str:
    return "-" if value is None else str(int(value)) if isinstance(value, bool) else str(value)


# -- hmi check plc --------------------------------------------------------------------------------------


def check_plc(
    context: typer.Context,
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="One PLC; else all of them.", show_default=False)
    ] = None,
    data_dir: DataDirOption = None,
    demo: DemoOption = False,
) -> None:
    """Try the way to one PLC or to all of them.

    Host, port, protocol, series, an answer: what is wrong on the way is said with what to change. Tags beyond
    the device ranges that the PLC tells are warned of; they do not make the check fail. Scan times are kept
    for 'hmi plan'.
    """
    folder = folder_of(context, data_dir, demo=demo)
    plant = plant_of(folder)
    failed: list[str] = []
    scan_times: dict[str, float] = {}
    plcs = [plant.plc(code)] if code else plant.plcs
    for plc in plcs:
        try:
            found = examine(plc, [tag for tag in plant.tags if tag.plc_code == plc.plc_code])
        except HmiError as error:
            failed.append(plc.plc_code)
            typer.echo(f"hmi: {error}", err=True)
            continue
        typer.echo(found.text)
        if found.scan_ms is not None:
            scan_times[plc.plc_code] = found.scan_ms
        _warn_of_tags_beyond(found)
    save_scan_times(folder, scan_times, datetime.now(UTC))
    if failed:
        raise HmiError(f"{len(failed)} of {len(plcs)} PLCs cannot be read: {', '.join(failed)}")


def _warn_of_tags_beyond(found: Examination) -> None:
    if found.warning:
        typer.echo(f"warning: {found.warning}", err=True)
    for text in found.beyond[:_SHOWN_PROBLEMS]:
        typer.echo(f"  {text}", err=True)
    if len(found.beyond) > _SHOWN_PROBLEMS:
        typer.echo(f"  and {len(found.beyond) - _SHOWN_PROBLEMS} more", err=True)
