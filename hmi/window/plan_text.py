"""What polling will cost, as sentences in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hmi.model.plant import PollingMode
from hmi.polling.forecast import GroupForecast, Obstacle, PlcForecast
from hmi.window import formats

translate = QCoreApplication.translate


def requests_text(count: int) -> str:
    """``1 request``, ``8 requests``."""
    if count == 1:
        return translate("Plan", "1 request")
    return translate("Plan", "{n} requests").format(n=formats.number(count))


def group_sentence(group: GroupForecast, plc: PlcForecast) -> str:
    """The group alone: tags, requests and time, beside its interval."""
    text = translate("Plan", "{tags} tags, {requests}, about {time} at a {scan} scan ({source})")
    cost = text.format(
        tags=formats.number(group.tag_count),
        requests=requests_text(group.requests),
        time=_whole_ms(group.estimated_ms),
        scan=scan_text(plc.scan_ms),
        source=translate("Plan", "measured")
        if plc.scan_measured
        else translate("Plan", "assumed, not measured yet"),
    )
    if group.mode is PollingMode.HANDSHAKE:
        return translate("Plan", "{cost}; read when it is triggered").format(cost=cost)
    return translate("Plan", "{cost}; your interval is {interval}").format(
        cost=cost, interval=_whole_ms(group.interval_ms)
    )


def plc_sentence(plc: PlcForecast) -> str:
    """All groups of the PLC together."""
    return translate(
        "Plan",
        "PLC {plc} with all its groups: {rate} requests/s, {load} % of what it can answer; "
        "{requests} and about {time} when all are due at once",
    ).format(
        plc=plc.plc_code,
        rate=formats.number(plc.requests_per_s, 1),
        load=formats.number(plc.load_pct, 1 if plc.load_pct < 10 else 0),
        requests=requests_text(plc.requests),
        time=_whole_ms(plc.estimated_ms),
    )


def unreadable_sentence(group: GroupForecast) -> str:
    """How many tags will never be read; blank where all can be."""
    if not group.unreadable_tags:
        return ""
    text = translate("Plan", "Tags that can never be read, see 'hmi config check': {n}")
    return text.format(n=formats.number(group.unreadable_tags))


def warnings(group: GroupForecast, plc: PlcForecast) -> list[str]:
    """Why intervals of the PLC's groups cannot be met, that of this group first; empty where all can."""
    texts = [] if group.obstacle is None else [_own_warning(group, group.obstacle)]
    others = [other.group_name for other in plc.groups if not other.fits and other != group]
    if others:
        text = translate("Plan", "Other groups of the PLC whose interval cannot be met: {groups}.")
        texts.append(text.format(groups=", ".join(others)))
    return texts


def scan_text(scan_ms: float | None) -> str:
    """A scan time with its unit, to a tenth of a millisecond at most."""
    if scan_ms is None:
        return formats.NOTHING
    decimals = 0 if round(scan_ms, 1) == round(scan_ms) else 1
    return formats.with_unit(formats.number(scan_ms, decimals), translate("Plan", "ms"))


def _own_warning(group: GroupForecast, obstacle: Obstacle) -> str:
    match obstacle:
        case Obstacle.OWN_POLL:
            text = translate("Plan", "One poll takes about {time}, longer than the interval of {interval}.")
        case Obstacle.BUSY_PLC:
            text = translate(
                "Plan",
                "With all that the PLC is asked as often or more often, a poll can take longer than the "
                "interval of {interval}.",
            )
    what = text.format(
        time=_whole_ms(group.estimated_ms),
        interval=_whole_ms(group.interval_ms),
    )
    if group.remedy_ms is None:
        remedy = translate("Plan", "Make the intervals of its other groups longer, or read fewer tags.")
    else:
        remedy = translate("Plan", "Make the interval {interval} or longer.").format(
            interval=_whole_ms(group.remedy_ms)
        )
    return f"{what} {remedy}"


def _whole_ms(ms: float) -> str:
    return formats.with_unit(formats.number(ms), translate("Plan", "ms"))
