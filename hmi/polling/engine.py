"""Starts, stops and triggers polling groups, and tells what they are doing."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hmi.melsec.scan_time import ScanMeter
from hmi.model.errors import HmiError, did_you_mean
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Tag
from hmi.model.status import GroupState, GroupStatus, LinkState, PlcStatus
from hmi.model.times import utc_text
from hmi.model.worker import WorkerHost
from hmi.pipeline.queue import DataQueue
from hmi.polling.clock import GroupClock, StationClock
from hmi.polling.errors import (
    AlreadyRunningError,
    CapacityError,
    NotHandshakeError,
    NotRunningError,
    ShuttingDownError,
    UnknownGroupError,
)
from hmi.polling.fixed import FixedGroup
from hmi.polling.handshake import make_handshake
from hmi.polling.latest import LatestValues
from hmi.polling.line import PlcLine
from hmi.polling.reader import GroupReader
from hmi.polling.recorder import GroupRecorder
from hmi.polling.running import Running, RunningFixed, RunningHandshake
from hmi.polling.startable import refuse_unpollable
from hmi.polling.triggered import HandshakeWorker
from hmi.polling.triggers import TriggerTicket

_log = logging.getLogger(__name__)


class PollingEngine:
    """Runs up to ``max_running`` polling groups at once.

    One worker for each PLC polls its FIXED groups, so that they share requests and no PLC waits for another;
    each HANDSHAKE group has a worker of its own. ``load_plant`` is asked at every start of a group; a running
    group keeps its tags until it is started again. ``journal`` is the folder where handshakes with PLCs are
    kept until they are over; ``last_times`` gives the newest ``ts`` of each group in earlier runs, which is
    where its times go on; ``latest`` is told of every poll. All methods may be called from any thread;
    ``stop_group`` and ``stop_all`` block, the others do not wait for a PLC.
    """

    def __init__(
        self,
        load_plant: Callable[[], Plant],
        queue: DataQueue,
        host: WorkerHost,
        journal: Path,
        *,
        max_running: int = 10,
        clock: StationClock | None = None,
        last_times: Callable[[], Mapping[str, datetime]] = dict,
        latest: LatestValues | None = None,
    ) -> None:
        self._load_plant = load_plant
        self._queue = queue
        self._host = host
        self._journal = journal
        self._max_running = max_running
        self._clock = clock or StationClock()
        self._last_times = last_times
        self._latest = latest or LatestValues()
        self._starting = threading.Lock()  # one start or reload at a time; taken before _lock
        self._clocks: dict[str, GroupClock] = {}  # changed with _starting held
        self._lock = threading.Lock()  # everything below; never held while waiting for anything
        self._plant = Plant()
        self._stopped: dict[str, GroupStatus] = {}
        self._running: dict[str, Running] = {}
        self._stopping: set[str] = set()
        self._lines: dict[Plc, PlcLine] = {}
        self._scans: dict[str, ScanMeter] = {}
        self._closed = False

    # -- commands --------------------------------------------------------------------------------------

    def start_group(self, group_name: str) -> None:
        """Start a group with the tags that are configured now.

        Raises:
            UnknownGroupError, NotPollableError: the configuration has no such group, or none that can run.
            AlreadyRunningError: it runs, or is still finishing its last poll.
            CapacityError: as many groups run as may run at once.
            ShuttingDownError: the engine was closed.
            HmiError: the configuration cannot be read; what runs goes on.
        """
        with self._starting:
            self._take(self._load_plant())
            self._start(group_name)

    def start_all(self) -> list[HmiError]:
        """Start every active group that does not run; why some were not started comes back."""
        with self._starting:
            try:
                self._take(self._load_plant())
            except HmiError as error:
                _log.error("no group was started: %s", error)
                return [error]
            return self._start_each(group.group_name for group in self._plant.active_groups())

    def stop_group(self, group_name: str, timeout: float = 5.0) -> None:
        """Let the group finish its poll and stop it; blocks up to ``timeout`` seconds.

        A poll that hangs is broken off after half of that time.

        Raises:
            UnknownGroupError: the configuration has no such group.
            NotRunningError: it does not run.
        """
        with self._lock:
            running = self._find_running(group_name)
        self._stop({group_name: running}, timeout)

    def stop_all(self, timeout: float = 5.0) -> None:
        """Stop every group, all at the same time; blocks up to ``timeout`` seconds."""
        with self._lock:
            running = dict(self._running)
        self._stop(running, timeout)

    def trigger(self, group_name: str) -> TriggerTicket:
        """Ask a HANDSHAKE group for one poll; returns at once, the ticket tells what becomes of it.

        Raises:
            UnknownGroupError, NotHandshakeError: the configuration has no HANDSHAKE group of this name.
            NotRunningError: the group does not run.
            CapacityError: too many of its triggers wait already.
        """
        with self._lock:
            running = self._find_running(group_name)
            is_stopping = group_name in self._stopping
        if not isinstance(running, RunningHandshake):
            raise NotHandshakeError(
                f"Group {group_name} is polled every {running.status().interval_ms} ms and takes no "
                "triggers; set its polling_mode to HANDSHAKE to read it by trigger"
            )
        if is_stopping:
            raise NotRunningError(f"Group {group_name} is being stopped; start it before triggering it")
        return running.worker.trigger()

    def reload(self) -> None:
        """Read the configuration again, so that new groups are shown; running groups keep their tags.

        Raises:
            HmiError: it cannot be read; the engine keeps the last one.
        """
        with self._starting:
            self._take(self._load_plant())

    def close(self, timeout: float = 5.0) -> None:
        """Stop every group for good and close every connection; blocks up to ``timeout`` seconds.

        No group starts from here on, for nobody would take its readings any more.
        """
        with self._lock:
            self._closed = True
        self.stop_all(timeout)
        with self._lock:
            lines = list(self._lines.values())
            self._lines.clear()
        for line in lines:
            line.close()

    # -- status ----------------------------------------------------------------------------------------

    def groups(self) -> tuple[GroupStatus, ...]:
        """Every configured group, and those that still run although they are no longer configured."""
        self._sweep()
        with self._lock:
            return tuple(
                self._status_of(name) if name in self._running else self._stopped[name]
                for name in self._stopped
            )

    def plcs(self) -> tuple[PlcStatus, ...]:
        """The connections of every configured PLC."""
        with self._lock:
            by_code = {plc.plc_code: self._idle(plc.plc_code) for plc in self._plant.plcs}
            lines = list(self._lines.values())
        by_code.update((status.plc_code, status) for status in (line.pool.status() for line in lines))
        return tuple(by_code.values())

    def _idle(self, plc_code: str) -> PlcStatus:
        scan = self._scans.get(plc_code)
        if scan is None:
            return PlcStatus(plc_code, LinkState.IDLE)
        return PlcStatus(plc_code, LinkState.IDLE, requests=scan.requests, scan_ms=scan.scan_ms)

    def _status_of(self, name: str) -> GroupStatus:
        status = self._running[name].status()
        return replace(status, state=GroupState.STOPPING) if name in self._stopping else status

    # -- starting --------------------------------------------------------------------------------------

    def _take(self, plant: Plant) -> None:
        """Make this the configuration; groups keep the counts of their last run."""
        counts = dict.fromkeys((group.group_name for group in plant.groups), 0)
        for tag in plant.tags:
            if tag.is_active and tag.group_name in counts:
                counts[tag.group_name] += 1
        active = plant.active_groups()
        with self._lock:
            stopped = {
                group.group_name: self._stopped_status(
                    group, counts[group.group_name], is_active=group in active
                )
                for group in plant.groups
            }
            still_running = {name: self._stopped[name] for name in self._running if name not in stopped}
            self._stopped = stopped | still_running
            self._plant = plant

    def _stopped_status(self, group: PollingGroup, tag_count: int, *, is_active: bool) -> GroupStatus:
        fresh = GroupStatus(
            group.group_name,
            group.plc_code,
            group.polling_mode.value,
            GroupState.STOPPED,
            group.polling_interval_ms,
            tag_count,
        )
        last = self._stopped.get(group.group_name)
        if last is None:
            return fresh
        return replace(
            last,
            plc_code=fresh.plc_code,
            mode=fresh.mode,
            interval_ms=fresh.interval_ms,
            tag_count=tag_count,
            bad_tag_count=min(last.bad_tag_count, tag_count),
            left_out=last.left_out and is_active,
        )

    def _start_each(self, names: Iterable[str]) -> list[HmiError]:
        refused: list[HmiError] = []
        for name in names:
            try:
                self._start(name)
            except AlreadyRunningError:
                continue
            except HmiError as error:
                _log.error("not started: %s", error)
                refused.append(error)
                self._leave_out(name, error)
        return refused

    def _leave_out(self, name: str, error: HmiError) -> None:
        with self._lock:
            self._stopped[name] = replace(
                self._stopped[name],
                left_out=isinstance(error, CapacityError),
                last_error=str(error),
                last_error_time=utc_text(datetime.now(UTC)),
            )

    def _start(self, group_name: str) -> None:
        self._sweep()
        clock = self._clock_of(group_name)
        with self._lock:
            group, plc = self._find_startable(group_name)
            line = self._lines.get(plc)
            if line is None:
                scan = self._scans.setdefault(plc.plc_code, ScanMeter())
                line = self._lines[plc] = PlcLine(plc, self._host, scan)
            tags = self._plant.tags_of(group_name)
            self._running[group_name] = self._run(group, tags, line, clock)
        _log.info("group %s started: %d tags of PLC %s", group_name, len(tags), plc.plc_code)

    def _clock_of(self, group_name: str) -> GroupClock:
        """One for as long as the program runs; called with ``_starting`` held."""
        clock = self._clocks.get(group_name)
        if clock is None:
            clock = GroupClock(group_name, self._clock, self._last_times().get(group_name))
            self._clocks[group_name] = clock
        return clock

    def _run(self, group: PollingGroup, tags: tuple[Tag, ...], line: PlcLine, clock: GroupClock) -> Running:
        recorder = GroupRecorder(group, tags, clock, self._queue, self._latest)
        if group.polling_mode is PollingMode.FIXED:
            return RunningFixed(line, FixedGroup(recorder))
        reader = GroupReader(line.plc, line.pool, tags)
        handshake = make_handshake(line.plc, recorder, reader, line.pool, self._journal)
        worker = HandshakeWorker(recorder, reader, handshake)
        return RunningHandshake(line, worker, self._host.start(worker))

    # -- refusals (all with the lock held) -------------------------------------------------------------

    def _find_startable(self, group_name: str) -> tuple[PollingGroup, Plc]:
        if self._closed:
            raise ShuttingDownError(f"Group {group_name} was not started: the station is being shut down")
        group = next((group for group in self._plant.groups if group.group_name == group_name), None)
        running = self._running.get(group_name)
        if running is not None:
            is_stopping = group_name in self._stopping
            finishing = "is still finishing its last poll; try again in a few seconds"
            raise AlreadyRunningError(
                f"Group {group_name} {finishing if is_stopping else 'runs already; stop it to restart it'}"
            )
        if group is None:
            raise self._unknown(group_name)
        plc = self._plant.plc(group.plc_code)
        refuse_unpollable(self._plant, group, plc)
        if len(self._running) >= self._max_running:
            raise CapacityError(
                f"Group {group_name} was not started: {self._max_running} groups run already, which is the "
                "limit; stop one of them, or raise max_running_groups in the settings"
            )
        return group, plc

    def _find_running(self, group_name: str) -> Running:
        running = self._running.get(group_name)
        if running is not None:
            return running
        if group_name in self._stopped:
            raise NotRunningError(f"Group {group_name} does not run; start it first")
        raise self._unknown(group_name)

    def _unknown(self, group_name: str) -> UnknownGroupError:
        hint = did_you_mean(group_name, self._stopped)
        return UnknownGroupError(f"There is no polling group {group_name!r} in the configuration{hint}")

    # -- stopping --------------------------------------------------------------------------------------

    def _stop(self, stopping: dict[str, Running], timeout: float) -> None:
        begun = time.monotonic()
        with self._lock:
            self._stopping.update(name for name in stopping if self._running.get(name) is stopping[name])
        for running in stopping.values():
            running.request_stop()
        hanging = self._join(stopping, begun + timeout / 2)
        for name, running in hanging.items():
            _log.warning("group %s: its poll does not end, so it is broken off", name)
            running.abort()
        hanging = self._join(hanging, begun + timeout * 3 / 4)
        self._abort_pools(hanging)
        for name in self._join(hanging, begun + timeout):
            _log.critical("group %s does not stop within %.1f s; it stays in state stopping", name, timeout)

    def _abort_pools(self, hanging: dict[str, Running]) -> None:
        """Wake what waits for a connection; other groups of such a PLC lose one poll at most."""
        with self._lock:
            lines = {running.plc: self._lines.get(running.plc) for running in hanging.values()}
        for plc, line in lines.items():
            if line is not None:
                _log.warning("PLC %s: gives no connection, so all work with it is broken off", plc.plc_code)
                line.pool.abort()

    def _join(self, stopping: dict[str, Running], deadline: float) -> dict[str, Running]:
        """Wait for the ends; those that have not ended by the deadline come back."""
        hanging: dict[str, Running] = {}
        for name, running in stopping.items():
            if running.join(max(0.0, deadline - time.monotonic())):
                self._ended(name, running)
            else:
                hanging[name] = running
        return hanging

    def _sweep(self) -> None:
        """Take note of groups that ended later than the stop waited for them."""
        with self._lock:
            late = {name: self._running[name] for name in self._stopping}
        self._join(late, 0.0)

    def _ended(self, name: str, running: Running) -> None:
        with self._lock:
            if self._running.get(name) is not running:
                return  # stopped by two at once: the other one was here first
            del self._running[name]
            self._stopping.discard(name)
            self._remember(name, running)
            line = self._unused_line(running.plc)
        if line is not None:
            line.close()
        _log.info("group %s stopped", name)

    def _remember(self, name: str, running: Running) -> None:
        if any(group.group_name == name for group in self._plant.groups):
            self._stopped[name] = replace(running.status(), state=GroupState.STOPPED, handshake=None)
        else:
            del self._stopped[name]

    def _unused_line(self, plc: Plc) -> PlcLine | None:
        if any(running.plc == plc for running in self._running.values()):
            return None
        return self._lines.pop(plc, None)
