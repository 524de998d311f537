"""What may be wrong with PLCs and polling groups."""

from __future__ import annotations

from collections.abc import Iterator

from hmi.alarms.condition import Condition, Facts, Severity, sentence
from hmi.model.status import GroupState, GroupStatus, LinkState, PlcStatus

_OVERRUN_PCT = 20.0
"""A PLC that is a little too slow for an interval misses every second poll: 50 %."""
_OVERRUN_OVER_PCT = 10.0


def found(facts: Facts) -> Iterator[Condition]:
    """PLCs that cannot be read, handshakes that stand still, intervals that cannot be met."""
    down = {plc.plc_code for plc in facts.plcs if plc.state is LinkState.DOWN}
    for plc in facts.plcs:
        if plc.plc_code in down:
            yield _plc_down(plc)
    for group in facts.groups:
        if group.plc_code in down:
            continue  # one cause, one alarm
        if group.handshake is not None and group.state is GroupState.ERROR:
            yield _handshake_stands(group)
        share = facts.overrun_pct.get(group.group_name, 0.0)
        if share >= _OVERRUN_OVER_PCT:
            yield _overrun(group, share)


def _plc_down(plc: PlcStatus) -> Condition:
    return Condition(
        f"plc_down:{plc.plc_code}",
        Severity.HIGH,
        f"PLC {plc.plc_code} cannot be read",
        f"{sentence(plc.last_error)} Check the cable, the PLC's power and its port's settings. Meanwhile its "
        "tags are recorded as BAD; reading goes on by itself as soon as it answers.",
    )


def _handshake_stands(group: GroupStatus) -> Condition:
    is_empty = 0 < group.bad_tag_count == group.tag_count
    return Condition(
        f"handshake:{group.group_name}",
        Severity.HIGH,
        f"Group {group.group_name}: the handshake with PLC {group.plc_code} "
        + ("brings no values" if is_empty else "does not go on"),
        f"{sentence(group.last_error)} A machine may be waiting; it goes on by itself as soon as it can.",
    )


def _overrun(group: GroupStatus, share_pct: float) -> Condition:
    poll = "" if group.avg_poll_time_ms is None else f" A poll takes {group.avg_poll_time_ms:.0f} ms."
    return Condition(
        f"group_overrun:{group.group_name}",
        Severity.MEDIUM,
        f"Group {group.group_name} cannot keep its interval of {group.interval_ms:,} ms: "
        f"{share_pct:.0f} % of its polls are left out",
        f"PLC {group.plc_code} does not answer fast enough for all that is read from it.{poll} Set a longer "
        "interval, or take tags out; 'hmi plan' shows what each group costs. The other polls are complete, "
        "and nothing is read late.",
        raises=share_pct >= _OVERRUN_PCT,
    )
