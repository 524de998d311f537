"""``hmi config check``: what in a valid configuration will not work, and what is worth a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hmi.config.database import ConfigDatabase
from hmi.config.group_check import check_group
from hmi.config.validation import CheckAckAddress, CheckAddress, type_problem
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, PollingGroup, PollingMode, Tag


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found; a problem will not work, a warning only might not be meant."""

    text: str
    is_problem: bool


def check(
    database: ConfigDatabase,
    *,
    check_address: CheckAddress,
    check_ack_address: CheckAckAddress,
    max_running: int = 10,
) -> tuple[Finding, ...]:
    """Look through the stored configuration; ``max_running`` is how many groups may run at once.

    Raises:
        UsageError: the database cannot be read, or holds rows that are not valid.
    """
    plant = database.load_plant()
    texts = (
        *_plant_problems(plant, max_running),
        *_group_problems(plant, check_address, check_ack_address),
        *(problem for tag in plant.tags for problem in _tag_problems(plant, tag, check_address)),
    )
    problems = [Finding(text, is_problem=True) for text in texts]
    return (*problems, *(Finding(text, is_problem=False) for text in _warnings(plant)))


def _plant_problems(plant: Plant, max_running: int) -> Iterator[str]:
    if not plant.plcs:
        yield "the configuration is empty: import your CSV files with 'hmi config import'"
    active = len(plant.active_groups())
    if active > max_running:
        yield (
            f"{active} polling groups are active, and at most {max_running} run at once: "
            "switch some off (is_active), join them, or raise max_running_groups in settings.toml"
        )


def _group_problems(
    plant: Plant, check_address: CheckAddress, check_ack_address: CheckAckAddress
) -> Iterator[str]:
    """The same rules as for a group that is saved by hand."""
    for group in plant.groups:
        for column, text in check_group(group, plant, check_address, check_ack_address).items():
            yield f"polling group {group.group_name!r}, {column}: {text}"


def _tag_problems(plant: Plant, tag: Tag, check_address: CheckAddress) -> Iterator[str]:
    where = f"tag {tag.tag_address} ({tag.tag_name}) of PLC {tag.plc_code!r}"
    try:
        stored, is_bit = check_address(tag.tag_address, plant.plc(tag.plc_code).series)
    except UsageError as error:
        yield f"{where}: {error}"
        return
    if stored != tag.tag_address:
        yield f"{where}: is stored in an unusual spelling; import it again, it becomes {stored}"
    problem = type_problem(tag.tag_type, stored, is_bit=is_bit)
    if problem:
        yield f"{where}: {problem}"


def _warnings(plant: Plant) -> Iterator[str]:
    idle = {plc.plc_code for plc in plant.plcs if not plc.is_active}
    sizes = Counter(tag.group_name for tag in plant.tags if tag.is_active)
    if plant.plcs and not plant.groups:
        yield "no polling group is configured, so nothing is read"
    for group in plant.groups:
        name = f"polling group {group.group_name!r}"
        if group.is_active and not sizes[group.group_name]:
            yield f"{name} has no active tag, so it reads nothing"
        if group.is_active and group.plc_code in idle:
            yield f"{name} is active, but its PLC {group.plc_code!r} is not, so it does not run"
        if not group.is_active and sizes[group.group_name]:
            yield f"{name} is not active, so its {sizes[group.group_name]} active tags are not read"
        yield from _handshake_warnings(name, group)
    places = Counter((plc.ip_address, plc.port) for plc in plant.plcs if plc.is_active)
    for (address, port), times in places.items():
        if times > 1:
            yield f"{times} active PLCs have the same ip_address and port, {address}:{port}"
    yield from _ascii_warnings(plant)


def _ascii_warnings(plant: Plant) -> Iterator[str]:
    """The manuals' device lists do not agree on the base of ZR numbers in ASCII frames; ours is decimal."""
    in_ascii = {plc.plc_code: plc.protocol for plc in plant.plcs if plc.protocol.is_ascii}
    counts = Counter(tag.plc_code for tag in plant.tags if tag.tag_address.startswith("ZR"))
    for plc_code, count in counts.items():
        if plc_code in in_ascii:
            yield (
                f"PLC {plc_code!r} has {count} ZR tags and is asked in {in_ascii[plc_code]}: some PLCs take "
                "ZR numbers of ASCII frames for hexadecimal; compare one of these values, from ZR10 up, with "
                "the PLC's own, or set the PLC's port and this PLC's protocol to binary"
            )


def _handshake_warnings(name: str, group: PollingGroup) -> Iterator[str]:
    if group.polling_mode is PollingMode.FIXED and group.trigger_bit_address is not None:
        yield f"{name} is FIXED, so its trigger_bit_address is not used"
    if group.ack_bit_address is not None and group.trigger_bit_address is None:
        yield f"{name} has an ack_bit_address, but no trigger_bit_address, so there is nothing to acknowledge"
    if group.ack_bit_address is not None and not group.allow_plc_writes:
        yield f"{name} has an ack_bit_address, but allow_plc_writes is 0, so it is never written"
