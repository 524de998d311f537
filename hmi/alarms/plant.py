"""What may be wrong with PLCs and polling groups."""

from __future__ import annotations

from collections.abc import Iterator

from hmi.alarms.condition import Condition, Facts, Severity
from hmi.model.said import Said, quoted
from hmi.model.status import GroupState, GroupStatus, LinkState, PlcStatus

_OVERRUN_PCT = 20.0
"""A PLC that is a little too slow for an interval misses every second poll: 50 %."""
_OVERRUN_OVER_PCT = 10.0


def found(facts: Facts) -> Iterator[Condition]:
    """PLCs that cannot be read, groups that were left out, handshakes that stand still, missed intervals."""
    down = {plc.plc_code for plc in facts.plcs if plc.state is LinkState.DOWN}
    for plc in facts.plcs:
        if plc.plc_code in down:
            yield _plc_down(plc)
    left_out = sum(group.left_out for group in facts.groups)
    if left_out:
        yield _left_out(left_out)
    for group in facts.groups:
        if group.plc_code in down:
            continue  # one cause, one alarm
        if group.handshake is not None and group.state is GroupState.ERROR:
            yield _handshake_stands(group)
        share = facts.overrun_pct.get(group.group_name, 0.0)
        if share >= _OVERRUN_OVER_PCT:
            yield _overrun(group, share)


def _plc_down(plc: PlcStatus) -> Condition:
    advice = Said(
        "Check the cable, the PLC's power and its port's settings. Meanwhile its tags are recorded as BAD; "
        "reading goes on by itself as soon as it answers."
    )
    return Condition(
        f"plc_down:{plc.plc_code}",
        Severity.HIGH,
        Said("PLC {plc} cannot be read", {"plc": plc.plc_code}),
        (quoted(plc.last_error), advice),
    )


def _left_out(count: int) -> Condition:
    advice = (
        Said("No more groups may run at once; the Groups page names those that do not."),
        Said(
            "Raise the limit (Setup, Program) and start Lineside again, or stop groups that are not needed "
            "and start these."
        ),
    )
    text = Said("Not every group is read: {groups} could not be started", {"groups": count})
    return Condition("groups_left_out", Severity.HIGH, text, advice)


def _handshake_stands(group: GroupStatus) -> Condition:
    names = {"group": group.group_name, "plc": group.plc_code}
    if 0 < group.bad_tag_count == group.tag_count:
        text = Said("Group {group}: the handshake with PLC {plc} brings no values", names)
    else:
        text = Said("Group {group}: the handshake with PLC {plc} does not go on", names)
    advice = Said("A machine may be waiting; it goes on by itself as soon as it can.")
    return Condition(f"handshake:{group.group_name}", Severity.HIGH, text, (quoted(group.last_error), advice))


def _overrun(group: GroupStatus, share_pct: float) -> Condition:
    means = Said(
        "PLC {plc} does not answer fast enough for all that is read from it.", {"plc": group.plc_code}
    )
    advice = Said(
        "Set a longer interval, or take tags out; the Groups page and 'hmi plan' show what each group costs. "
        "The other polls are complete, and nothing is read late."
    )
    poll_ms = group.avg_poll_time_ms
    poll = () if poll_ms is None else (Said("A poll takes {ms} ms.", {"ms": round(poll_ms)}),)
    return Condition(
        f"group_overrun:{group.group_name}",
        Severity.MEDIUM,
        Said(
            "Group {group} cannot keep its interval of {ms} ms: {share} % of its polls are left out",
            {"group": group.group_name, "ms": group.interval_ms, "share": round(share_pct)},
        ),
        (means, *poll, advice),
        raises=share_pct >= _OVERRUN_PCT,
    )
