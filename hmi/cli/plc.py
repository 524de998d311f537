"""``hmi read`` and ``hmi check plc``: looking at PLCs without collecting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from hmi.cli.options import DataDirOption, DemoOption, folder_of, plant_of
from hmi.config.scan_times import save_scan_times
from hmi.melsec.addresses import parse_address
from hmi.melsec.decode import decode_reading
from hmi.melsec.errors import AddressError, EndCodeError
from hmi.melsec.plan import plan_reads
from hmi.melsec.probe import probe
from hmi.melsec.ranges import read_device_ranges
from hmi.melsec.session import PlcSession
from hmi.model.errors import HmiError, UsageError, did_you_mean
from hmi.model.plant import Plc, Tag, TagType
from hmi.model.reading import Fault, Quality, Value

_READ_STRING_BYTES = 32

_Look = tuple[Value, Fault]
"""What a tag holds, and how far it can be trusted."""
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
    looks = _read_once(plc, tags) if tags else []
    looked = iter(zip(tags, looks, strict=True))
    for address, one in zip(addresses, asked, strict=True):
        typer.echo(_wrong_line(address, one) if isinstance(one, AddressError) else _line(*next(looked)))
    if wrong or any(fault.quality is Quality.BAD for _, fault in looks):
        raise HmiError(f"PLC {plc_code}: not every address could be read")


def _line(tag: Tag, look: _Look) -> str:
    value, fault = look
    return f"{tag.tag_address}\t{tag.tag_type}\t{_shown(value)}\t{fault.quality}\t{fault.reason}".rstrip()


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
        address = parse_address(text, plc.series)
    except AddressError as error:
        return error
    is_bit = address.device.is_bit or address.bit is not None
    chosen = tag_type or (TagType.BOOL if is_bit else TagType.INT)
    length = _READ_STRING_BYTES if chosen is TagType.STRING else None
    return Tag(plc.plc_code, address.text(plc.series), text, chosen, "", string_length=length)


def _read_once(plc: Plc, tags: Sequence[Tag]) -> list[_Look]:
    session = PlcSession(plc)
    session.open()
    try:
        return _look(session, tags)
    finally:
        session.close()


def _look(session: PlcSession, tags: Sequence[Tag]) -> list[_Look]:
    """In as few requests as there can be; where the PLC refuses one, each tag by itself."""
    reads = plan_reads(tags, session.plc.series)
    payloads: list[bytes | Fault] = []
    for request in reads.requests:
        try:
            payloads.append(session.read(request))
        except EndCodeError as error:
            if len(tags) > 1:
                return [look for tag in tags for look in _look(session, [tag])]
            payloads.append(Fault(Quality.BAD, str(error)))
    values, faults = decode_reading(reads, payloads)
    return [(value, faults.get(index, Fault(Quality.GOOD, ""))) for index, value in enumerate(values)]


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
            found = probe(plc)
            typer.echo(found.text)
            if found.scan_ms is not None:
                scan_times[plc.plc_code] = found.scan_ms
            _warn_of_tags_beyond(plc, [tag for tag in plant.tags if tag.plc_code == plc.plc_code])
        except HmiError as error:
            failed.append(plc.plc_code)
            typer.echo(f"hmi: {error}", err=True)
    save_scan_times(folder, scan_times, datetime.now(UTC))
    if failed:
        raise HmiError(f"{len(failed)} of {len(plcs)} PLCs cannot be read: {', '.join(failed)}")


def _warn_of_tags_beyond(plc: Plc, tags: list[Tag]) -> None:
    try:
        ranges = read_device_ranges(plc)
    except EndCodeError as error:
        typer.echo(f"warning: {error}; its device ranges are not known", err=True)
        return
    problems = [text for tag in tags if (text := ranges.problem(tag, plc.series))] if ranges else []
    if not problems:
        return
    typer.echo(
        f"warning: PLC {plc.plc_code}: {len(problems)} of {len(tags)} tags lie beyond its device ranges",
        err=True,
    )
    for text in problems[:_SHOWN_PROBLEMS]:
        typer.echo(f"  {text}", err=True)
    if len(problems) > _SHOWN_PROBLEMS:
        typer.echo(f"  and {len(problems) - _SHOWN_PROBLEMS} more", err=True)
