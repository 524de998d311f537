"""One polling group that was changed by hand, held against the same rules as a row of an imported file."""

from __future__ import annotations

from collections.abc import Callable

from hmi.config.columns import GROUPS
from hmi.config.rows import column_problems
from hmi.config.validation import (
    CheckAckAddress,
    CheckAddress,
    handshake_problem,
    trigger_bit,
    unknown_plc,
)
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, PollingGroup


def check_group(
    group: PollingGroup, plant: Plant, check_address: CheckAddress, check_ack_address: CheckAckAddress
) -> dict[str, str]:
    """What is wrong with a new or changed group of this plant: a sentence for each such column."""
    problems = dict(column_problems(GROUPS, group))
    plc = next((plc for plc in plant.plcs if plc.plc_code == group.plc_code), None)
    if plc is None:
        problems["plc_code"] = unknown_plc(group.plc_code, (plc.plc_code for plc in plant.plcs))
        return problems

    def trigger(text: str) -> str:
        return trigger_bit(text, plc.series, check_address)

    def ack_bit(text: str) -> str:
        return check_ack_address(text, plc.series)

    trigger_text = _understand(group, "trigger_bit_address", trigger, problems)
    ack = _understand(group, "ack_bit_address", ack_bit, problems)
    if problem := handshake_problem(trigger_text, ack):
        problems["ack_bit_address"] = problem
    return problems


def _understand(
    group: PollingGroup, column: str, understand: Callable[[str], str], problems: dict[str, str]
) -> str | None:
    """The address as it is stored; as it was written where there is something wrong with it."""
    text: str | None = getattr(group, column)
    if text is None or column in problems:
        return text
    try:
        return understand(text)
    except UsageError as error:
        problems[column] = str(error)
        return text
