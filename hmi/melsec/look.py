"""One look at some addresses of a PLC, without collecting."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from typing import NamedTuple

from hmi.melsec.addresses import parse_address
from hmi.melsec.decode import decode_reading
from hmi.melsec.errors import EndCodeError
from hmi.melsec.plan import plan_reads
from hmi.melsec.session import PlcSession
from hmi.model.plant import Plc, Tag, TagType
from hmi.model.reading import Fault, Quality, Value

_STRING_BYTES = 32


class Look(NamedTuple):
    """What a tag holds, as it is in the PLC, and how far it can be trusted."""

    value: Value
    fault: Fault


def tag_at(plc: Plc, text: str, tag_type: TagType | None = None) -> Tag:
    """A tag to look at an address with; its type is that of the device unless another is named.

    Raises:
        AddressError: no PLC of the series has such an address.
    """
    address = parse_address(text, plc.series)
    is_bit = address.device.is_bit or address.bit is not None
    chosen = tag_type or (TagType.BOOL if is_bit else TagType.INT)
    length = _STRING_BYTES if chosen is TagType.STRING else None
    return Tag(plc.plc_code, address.text(plc.series), text, chosen, "", string_length=length)


def read_once(plc: Plc, tags: Sequence[Tag]) -> list[Look]:
    """Read these tags over a connection of their own; one that is refused is BAD with its reason.

    Takes up to two ``connection_timeout`` where the PLC does not answer.

    Raises:
        PlcConnectionError: the PLC cannot be reached, or does not answer.
    """
    with closing(PlcSession(plc)) as session:
        session.open()
        return _look(session, tags)


def _look(session: PlcSession, tags: Sequence[Tag]) -> list[Look]:
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
    good = Fault(Quality.GOOD, "")
    return [Look(value, faults.get(index, good)) for index, value in enumerate(values)]
