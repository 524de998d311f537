"""What ``hmi collect`` shows on stderr: a live table on a terminal, plain lines elsewhere."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table
from rich.text import Text

from hmi.cli.live import LiveOutput
from hmi.model.status import (
    AlarmStatus,
    GroupState,
    GroupStatus,
    ReplayState,
    ReplayStatus,
    RowCounts,
    StationStatus,
)

_WIDE = 100
"""Columns of a terminal from which on every column of the groups' table has room."""

_MARKS = {
    GroupState.RUNNING: "●",
    GroupState.ERROR: "▲",
    GroupState.STOPPING: "◐",
    GroupState.STOPPED: "○",
}


class Monitor(LiveOutput):
    """Shows statuses as they come; belongs to one thread."""

    def __init__(self) -> None:
        super().__init__()
        self._known_alarms: dict[str, AlarmStatus] = {}

    def show(self, status: StationStatus, *, last: bool = False) -> None:
        """Show the newest status; plain output takes a line every 5 s, and alarms as they come and go."""
        if self.is_live:
            self.picture(_screen(status, self.width, last=last))
            return
        if not last:  # a station that has stopped has no alarms: none of them was cleared
            self._say_alarms(status)
        self.line(_line(status), last=last)

    def _say_alarms(self, status: StationStatus) -> None:
        standing = {alarm.id: alarm for alarm in status.alarms}
        for identity, alarm in standing.items():
            known = self._known_alarms.get(identity)
            if known is None or known.severity != alarm.severity:  # it got worse, and says something else now
                self.say(f"ALARM {alarm.text}. {alarm.guidance}")
        for identity, alarm in self._known_alarms.items():
            if identity not in standing:
                self.say(f"cleared: {alarm.text}")
        self._known_alarms = standing


def _line(status: StationStatus) -> str:
    running = sum(group.state is GroupState.RUNNING for group in status.groups)
    polls = sum(group.poll_count for group in status.groups)
    return (
        f"{status.uptime_s:6.0f} s  groups {running}/{len(status.groups)} running  polls {polls}  "
        f"{status.rows}{_replay(status.backup.replay)}"
    )


def _replay(replay: ReplayStatus) -> str:
    """How far the replay is, of a long one too; nothing while there is none."""
    if replay.state is not ReplayState.RUNNING or not replay.rows_left:
        return ""
    left = "" if replay.seconds_left is None else f", {replay.seconds_left:,.0f} s"
    return f"  replay: {replay.rows_left:,} rows left{left}"


def _screen(status: StationStatus, width: int, *, last: bool) -> Group:
    alarms = [Text(f"▲ {alarm.text}. {alarm.guidance}", style="bold") for alarm in status.alarms]
    if not alarms and not last:  # a station that has stopped says nothing of alarms
        alarms = [Text("No alarms", style="dim")]
    return Group(
        Text(f"Lineside {status.version} - {status.station} - {status.uptime_s:.0f} s", style="bold"),
        _groups_table(status.groups, is_wide=width >= _WIDE),
        Text(""),
        _rows_table(status.rows),
        Text(""),
        Text(
            f"queue {status.queue.utilization_pct:.1f} %  buffer {status.buffer.utilization_pct:.1f} %  "
            f"{status.writer.backend} {status.writer.state}, {status.writer.throughput_rows_per_s:.0f} rows/s"
            f"{_replay(status.backup.replay)}"
        ),
        *alarms,
    )


def _rows_table(rows: RowCounts) -> Table:
    """The law of conservation: the first number is the sum of the others."""
    table = Table(box=None, pad_edge=False)
    for title in ("rows accepted =", "stored +", "pending +", "backed up +", "quarantined +", "dropped"):
        table.add_column(title, justify="right", no_wrap=True)
    counts = (rows.accepted, rows.stored, rows.pending, rows.backed_up, rows.quarantined, rows.dropped)
    table.add_row(*(f"{count:,}" for count in counts))
    return table


def _groups_table(groups: tuple[GroupStatus, ...], *, is_wide: bool) -> Table:
    """One line a group. Only long names are broken; what 'hmi plan' tells as well needs a wide terminal."""
    table = Table(box=None, pad_edge=False)
    table.add_column("state", no_wrap=True)
    table.add_column("group", overflow="fold")
    table.add_column("PLC", overflow="fold")
    planned = ("interval", "requests") if is_wide else ()
    for title in (*planned, "tags", "bad", "polls", "errors", "overruns", "poll ms"):
        table.add_column(title, justify="right", no_wrap=True)
    for group in groups:
        interval = f"{group.interval_ms} ms" if group.mode == "FIXED" else group.mode.lower()
        mean = "-" if group.avg_poll_time_ms is None else f"{group.avg_poll_time_ms:.1f}"
        tags, polls = (group.tag_count, group.bad_tag_count), (group.poll_count, group.error_count)
        table.add_row(
            f"{_MARKS[group.state]} {group.state}",
            group.group_name,
            group.plc_code,
            *((interval, str(group.requests_per_poll)) if is_wide else ()),
            *map(str, (*tags, *polls, group.overrun_count)),
            mean,
        )
    return table
