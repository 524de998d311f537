"""The engine: starting, stopping, refusing, and groups that do not disturb each other."""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hmi.melsec.simulator.faults import FaultName, FaultSpec
from hmi.model.errors import HmiError
from hmi.model.plant import McProtocol, Plant, Plc, PollingMode
from hmi.model.reading import Quality, Reading
from hmi.model.status import GroupState, LinkState
from hmi.polling.clock import StationClock
from hmi.polling.engine import PollingEngine
from hmi.polling.errors import (
    AlreadyRunningError,
    CapacityError,
    NotHandshakeError,
    NotPollableError,
    NotRunningError,
    ShuttingDownError,
    UnknownGroupError,
)
from hmi.qthreads import QThreadHost
from tests.melsec.scripted import wait_until
from tests.polling.conftest import WAIT_S, Field, Inbox

STOP_LIMIT_S = 5.0


@pytest.fixture
def engine(plants: Field, inbox: Inbox, tmp_path: Path) -> Iterator[PollingEngine]:
    made = PollingEngine(lambda: plants.plant, inbox.queue, QThreadHost(restart_delay_s=0.05), tmp_path)
    yield made
    made.close()


def is_good(reading: Reading) -> bool:
    return not reading.faults


def is_bad(reading: Reading) -> bool:
    return len(reading.faults) == len(reading)


def state_of(engine: PollingEngine, name: str) -> GroupState:
    (status,) = [status for status in engine.groups() if status.group_name == name]
    return status.state


def test_a_started_group_brings_readings_with_the_plcs_values(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc()
    plants.add_group("G", ["D10", "D11", "D12"])
    engine.start_group("G")
    first, second = inbox.next(), inbox.next()
    assert first.values == second.values == (11, 12, 13)
    assert not first.faults
    assert first.ts < second.ts
    engine.stop_group("G")
    (status,) = engine.groups()
    assert status.state is GroupState.STOPPED
    assert status.poll_count == status.success_count >= 2
    assert status.requests_per_poll == 1
    assert status.avg_poll_time_ms is not None
    assert status.start_late_p99_ms is not None


def test_nothing_is_polled_after_a_stop(plants: Field, inbox: Inbox, engine: PollingEngine) -> None:
    sim = plants.add_plc()
    plants.add_group("G")
    engine.start_group("G")
    inbox.next()
    engine.stop_group("G")
    served = sim.requests
    inbox.drain()
    assert inbox.queue.take(0.3) == []
    assert sim.requests == served


def test_a_running_group_keeps_its_tags_until_it_is_started_again(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc()
    plants.add_group("G", ["D10"])
    engine.start_group("G")
    inbox.next()
    plants.plant = replace(plants.plant, tags=())
    plants.add_group("H", ["D20", "D21"])
    engine.start_group("H")
    assert len(inbox.next("G")) == 1
    engine.stop_group("G")
    with pytest.raises(NotPollableError, match="G has no active tags"):
        engine.start_group("G")


def test_an_unreadable_configuration_leaves_running_groups_alone(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    def broken() -> Plant:
        raise HmiError("station.db is locked")

    plants.add_plc()
    plants.add_group("G")
    engine.start_group("G")
    engine._load_plant = broken
    with pytest.raises(HmiError, match="locked"):
        engine.start_group("G")
    assert [str(error) for error in engine.start_all()] == ["station.db is locked"]
    with pytest.raises(HmiError, match="locked"):
        engine.reload()
    inbox.drain()
    assert is_good(inbox.next("G"))


def test_the_eleventh_group_is_refused_with_the_limit_and_its_setting(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc()
    for number in range(11):
        plants.add_group(f"G{number}")
    (error,) = engine.start_all()
    assert isinstance(error, CapacityError)
    assert "G10" in str(error)
    assert "10 groups run already" in str(error)
    assert "max_running_groups" in str(error)
    assert [group.group_name for group in engine.groups() if group.left_out] == ["G10"]
    assert engine.groups()[10].last_error == str(error)
    engine.stop_group("G3")
    assert not engine.groups()[3].left_out
    engine.start_group("G10")
    assert is_good(inbox.next("G10"))
    assert not any(group.left_out for group in engine.groups())


def test_a_group_that_is_switched_off_is_left_out_no_longer(plants: Field, engine: PollingEngine) -> None:
    plants.add_plc()
    for number in range(11):
        plants.add_group(f"G{number}")
    engine.start_all()
    plants.plant = replace(
        plants.plant,
        groups=tuple(replace(g, is_active=g.group_name != "G10") for g in plants.plant.groups),
    )
    engine.reload()
    assert not engine.groups()[10].left_out


def test_refusals_say_what_to_do(plants: Field, engine: PollingEngine) -> None:
    plants.add_plc()
    plants.add_group("PRESS_1")
    plants.add_group("OFF_GROUP")
    plants.add_group("EMPTY", [])
    plants.plant = replace(
        plants.plant,
        groups=tuple(replace(g, is_active=g.group_name != "OFF_GROUP") for g in plants.plant.groups),
    )
    with pytest.raises(UnknownGroupError, match=r"'PRES_1'.*did you mean 'PRESS_1'"):
        engine.start_group("PRES_1")
    with pytest.raises(NotPollableError, match=r"OFF_GROUP is switched off.*is_active"):
        engine.start_group("OFF_GROUP")
    with pytest.raises(NotPollableError, match="EMPTY has no active tags"):
        engine.start_group("EMPTY")
    with pytest.raises(NotRunningError, match="PRESS_1 does not run"):
        engine.stop_group("PRESS_1")
    with pytest.raises(UnknownGroupError):
        engine.stop_group("NOWHERE")
    engine.start_group("PRESS_1")
    with pytest.raises(AlreadyRunningError, match="PRESS_1 runs already"):
        engine.start_group("PRESS_1")
    with pytest.raises(NotHandshakeError, match="polled every 100 ms"):
        engine.trigger("PRESS_1")


def test_a_group_of_a_plc_that_is_switched_off_is_refused(plants: Field, engine: PollingEngine) -> None:
    plants.add_plc()
    plants.add_group("G")
    plants.plant = replace(
        plants.plant, plcs=tuple(replace(plc, is_active=False) for plc in plants.plant.plcs)
    )
    with pytest.raises(NotPollableError, match="P1 is switched off"):
        engine.start_group("G")
    assert engine.start_all() == []


def test_groups_and_plcs_are_shown_before_they_run(plants: Field, engine: PollingEngine) -> None:
    plants.add_plc()
    plants.add_group("G", ["D1", "D2"])
    engine.reload()
    (group,) = engine.groups()
    assert (group.state, group.tag_count, group.poll_count) == (GroupState.STOPPED, 2, 0)
    (plc,) = engine.plcs()
    assert (plc.plc_code, plc.state) == ("P1", LinkState.IDLE)


def test_groups_of_one_plc_share_its_pool_which_ends_with_the_last(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc(pool_size=2)
    for number in range(4):
        plants.add_group(f"G{number}")
    assert engine.start_all() == []
    for number in range(4):
        assert is_good(inbox.next(f"G{number}"))
    (plc,) = engine.plcs()
    assert plc.state is LinkState.CONNECTED
    assert plc.connections_in_use + plc.connections_idle <= 2
    engine.stop_all()
    (plc,) = engine.plcs()
    assert (plc.state, plc.connections_idle) == (LinkState.IDLE, 0)


def test_a_group_taken_out_of_the_configuration_is_shown_while_it_runs(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc()
    plants.add_group("G")
    engine.start_group("G")
    plants.plant = replace(plants.plant, groups=(), tags=())
    engine.reload()
    assert [group.group_name for group in engine.groups()] == ["G"]
    engine.stop_group("G")
    assert engine.groups() == ()


def test_a_dead_plc_does_not_disturb_the_groups_of_another(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc("DEAD", faults=["half-open"], connection_timeout=2.5)
    plants.add_plc("FINE")
    plants.add_group("A", plc_code="DEAD")
    plants.add_group("B", plc_code="FINE")
    engine.start_all()
    for _ in range(20):
        assert is_good(inbox.next("B"))
    (fine,) = [status for status in engine.groups() if status.group_name == "B"]
    assert fine.error_count == 0
    assert fine.overrun_count < 20, "whoever waits for a dead PLC misses 25 polls at once"
    bad = inbox.next("A")
    assert bad.values == (None, None, None)
    assert {fault.quality for fault in bad.faults.values()} == {Quality.BAD}
    assert all("DEAD" in fault.reason for fault in bad.faults.values())
    assert state_of(engine, "A") is GroupState.ERROR
    assert state_of(engine, "B") is GroupState.RUNNING


def test_an_outage_gives_bad_rows_with_the_reason_and_ends_within_one_interval(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    sim = plants.add_plc()
    names = [f"G{number}" for number in range(3)]
    for name in names:
        plants.add_group(name, interval_ms=1000)
    engine.start_all()
    for name in names:
        inbox.next(name)
    sim.stop()
    inbox.drain()
    outage = [inbox.next() for _ in range(2 * len(names))]
    assert all(reading.values == (None, None, None) for reading in outage)
    assert all("127.0.0.1" in fault.reason for reading in outage for fault in reading.faults.values())
    sim.start()
    # a poll that was on its way may have been refused just before
    back = datetime.now(UTC) + timedelta(milliseconds=20)
    for name in names:
        first = inbox.first_after(name, back)
        assert first.values == (11, 12, 13), "a group needed a second interval"


def test_after_the_end_no_group_is_started_whose_readings_nobody_would_take(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc()
    plants.add_group("G")
    engine.start_group("G")
    engine.close()
    with pytest.raises(ShuttingDownError, match="G was not started"):
        engine.start_group("G")
    (refusal,) = engine.start_all()
    assert isinstance(refusal, ShuttingDownError)
    assert state_of(engine, "G") is GroupState.STOPPED


@pytest.mark.parametrize("connection_timeout", [1.0, 30.0])
def test_everything_is_down_within_5_s_even_when_the_plc_never_answers(
    plants: Field, inbox: Inbox, engine: PollingEngine, connection_timeout: float
) -> None:
    sim = plants.add_plc(faults=["half-open"], connection_timeout=connection_timeout, pool_size=2)
    plants.add_group("FIXED")
    for number in range(3):  # with the poller more than the pool has connections: some wait for one
        plants.add_group(f"H{number}", mode=PollingMode.HANDSHAKE)
    assert engine.start_all() == []
    for number in range(3):
        engine.trigger(f"H{number}")
    wait_until(lambda: sim.requests >= 2)
    begun = time.monotonic()
    engine.stop_all(STOP_LIMIT_S)
    assert time.monotonic() - begun <= STOP_LIMIT_S
    assert {status.state for status in engine.groups()} == {GroupState.STOPPED}


def test_everything_is_down_within_5_s_even_when_connecting_hangs(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        callers = [socket.socket() for _ in range(4)]
        for caller in callers:  # they fill the backlog, so that nobody else gets an answer
            caller.setblocking(False)
            caller.connect_ex(full.getsockname())
        plc = Plc("P1", "127.0.0.1", port=full.getsockname()[1], connection_timeout=30.0)
        plants.plant = replace(plants.plant, plcs=(plc,))
        plants.add_group("G")
        plants.add_group("H", mode=PollingMode.HANDSHAKE)
        engine.start_all()
        ticket = engine.trigger("H")
        wait_until(lambda: engine.plcs()[0].connections_in_use >= 2)
        begun = time.monotonic()
        engine.stop_all(2.0)
        assert time.monotonic() - begun <= STOP_LIMIT_S
        assert {status.state for status in engine.groups()} == {GroupState.STOPPED}
        for caller in callers:
            caller.close()
    result = ticket.result(0)
    assert result is not None
    assert not result.success


@pytest.mark.parametrize(
    "fault",
    ["split", "drop@3", "garbage@3", "wrong-serial@3", "half-open@3", "late@3", "refuse@2", "end-code@3"],
)
def test_no_fault_of_a_plc_makes_a_wrong_value_good(
    plants: Field, inbox: Inbox, engine: PollingEngine, fault: str
) -> None:
    plants.add_plc(faults=[fault], protocol=McProtocol.MC_4E_BINARY, connection_timeout=1.0)
    plants.add_group("G", ["D10", "D12", "M5"])
    engine.start_group("G")
    readings = [inbox.next() for _ in range(7)]
    assert {reading.values for reading in readings} <= {(11, 13, False), (None, None, None)}
    for reading in readings:
        assert is_bad(reading) == (reading.values == (None, None, None))
        assert is_good(reading) == (reading.values == (11, 13, False))
    assert is_good(readings[-1])
    bad = sum(map(is_bad, readings))
    assert bad == (0 if fault in ("split", "refuse@2") else 1)


def test_a_group_that_stops_late_is_stopping_until_then(
    plants: Field, inbox: Inbox, engine: PollingEngine, caplog: pytest.LogCaptureFixture
) -> None:
    may_end = threading.Event()
    polling = threading.Event()

    def hang(*_: object) -> None:
        polling.set()
        may_end.wait(WAIT_S)

    plants.add_plc()
    plants.add_group("G", mode=PollingMode.HANDSHAKE)
    engine._queue.put = hang  # type: ignore[assignment,method-assign]  # stands for any hang
    engine.start_group("G")
    engine.trigger("G")
    assert polling.wait(WAIT_S)
    engine.stop_group("G", 0.1)
    assert state_of(engine, "G") is GroupState.STOPPING
    assert "does not stop" in caplog.text
    with pytest.raises(AlreadyRunningError, match="still finishing"):
        engine.start_group("G")
    may_end.set()
    engine.stop_group("G")
    assert state_of(engine, "G") is GroupState.STOPPED


def test_a_group_is_stopped_although_its_plc_hangs_and_its_neighbour_polls_on(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    sim = plants.add_plc(connection_timeout=2.0)
    plants.add_group("A")
    plants.add_group("B")
    engine.start_all()
    inbox.next("A")
    hanging = sim.requests + 2
    sim.faults = (FaultSpec(FaultName.HALF_OPEN, at=hanging),)
    while sim.requests < hanging:
        inbox.queue.take(0.01)
    engine.stop_group("A", 0.4)
    assert state_of(engine, "A") is GroupState.STOPPED
    inbox.drain()
    assert is_bad(inbox.next("B"))  # the request that hung was its too
    assert is_good(inbox.next("B"))
    assert not [reading for reading in inbox.drain() if reading.group_name == "A"]


def test_groups_that_are_due_together_share_requests_and_nothing_else(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    sim = plants.add_plc()
    plants.add_group("FAST", ["D10", "D20"], interval_ms=100)
    plants.add_group("SLOW", ["D11", "D21", "D9999"], interval_ms=500)
    engine.start_all()
    for number in range(3):
        slow = inbox.next("SLOW")
        assert slow.values == (12, 22, None)
        assert set(slow.faults) == {2}
        assert number or slow.tags == plants.plant.tags_of("SLOW")
    fast = [reading for reading in [*(inbox.next("FAST") for _ in range(8))] if reading]
    assert {reading.values for reading in fast} == {(11, 21)}
    assert all(is_good(reading) for reading in fast)
    status = {status.group_name: status for status in engine.groups()}
    engine.stop_group("SLOW")
    engine.stop_group("FAST")
    polls = {name: state.success_count for name, state in status.items()}
    assert polls["FAST"] > 2 * polls["SLOW"] > 0
    assert status["FAST"].error_count == status["SLOW"].error_count == 0
    search = 12
    assert sim.requests <= polls["FAST"] + 3 + search  # a slow poll is carried by a fast one's request


def test_a_worker_that_dies_is_logged_as_critical_counted_and_polls_again(
    plants: Field, inbox: Inbox, engine: PollingEngine, caplog: pytest.LogCaptureFixture
) -> None:
    def die(*_: object) -> None:
        del reader.read  # the next start reads again
        raise ZeroDivisionError("injected")

    plc = plants.add_plc().plc
    plants.add_group("G")
    engine.start_group("G")
    inbox.next()
    line = engine._lines[replace(plc, port=plants.plant.plcs[0].port)]
    reader = line.poller._reader
    reader.read = die  # type: ignore[method-assign, assignment]  # a fault that no PLC can cause
    while line._handle is None or line._handle.restarts == 0:
        inbox.next()
    inbox.drain()
    assert is_good(inbox.next())
    (record,) = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert "poll P1" in record.getMessage()
    (status,) = engine.groups()
    assert status.error_count == 1
    assert status.last_error is not None
    assert "injected" in status.last_error
    assert status.state is GroupState.RUNNING


def test_a_group_of_which_the_plc_has_no_tag_is_in_error_with_the_end_code(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc()
    plants.add_group("G", ["D99999"])
    engine.start_group("G")
    for _ in range(2):
        assert inbox.next("G").values == (None,)
    (status,) = engine.groups()
    assert (status.state, status.bad_tag_count, status.error_count) == (GroupState.ERROR, 1, 0)
    assert status.success_count == status.poll_count > 0
    assert str(status.last_error).startswith("1 of 1 tags is BAD: D99999 (")
    assert "end code" in str(status.last_error)


def test_a_trigger_is_answered_with_the_records_place(
    plants: Field, inbox: Inbox, engine: PollingEngine
) -> None:
    plants.add_plc()
    plants.add_group("H", ["D10", "D99999", "D12"], mode=PollingMode.HANDSHAKE)
    with pytest.raises(UnknownGroupError):
        engine.trigger("H")
    engine.start_group("H")
    ticket = engine.trigger("H")
    assert not ticket.merged
    repeated = engine.trigger("H")
    assert repeated.merged
    reading = inbox.next("H")
    assert reading.receipt is not None
    wait_until(lambda: ticket.result(0) is not None)  # the reading is handed on first
    result = ticket.result(0)
    assert result is not None
    assert (result.success, result.tag_count, result.bad_count, result.destination) == (True, 3, 1, None)
    assert repeated.result(0) == ticket.result(0)
    engine.stop_group("H")
    assert inbox.drain() == []
    with pytest.raises(NotRunningError):
        engine.trigger("H")


class SteppedClock:
    """The PC's wall clock, and by how much somebody has moved it."""

    def __init__(self) -> None:
        self.moved = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.moved


def test_a_clock_that_is_set_leaves_the_schedule_alone(plants: Field, inbox: Inbox, tmp_path: Path) -> None:
    plants.add_plc()
    plants.add_group("G")
    wall = SteppedClock()
    clock = StationClock(wall)
    engine = PollingEngine(lambda: plants.plant, inbox.queue, QThreadHost(), tmp_path, clock=clock)
    try:
        engine.start_group("G")
        times = [inbox.next().ts]
        for hours in (1, -1, -2, 3):
            wall.moved = timedelta(hours=hours)
            times += [inbox.next().ts for _ in range(3)]
    finally:
        engine.close()
    assert times == sorted(set(times))
    last = clock.status().last_step
    assert last is not None
    assert last.number == 4


def test_times_go_on_after_those_of_the_run_before(plants: Field, inbox: Inbox, tmp_path: Path) -> None:
    plants.add_plc()
    plants.add_group("G")
    newest = datetime.now(UTC) + timedelta(minutes=5)  # the PC's clock was set back between the runs
    host = QThreadHost()
    engine = PollingEngine(
        lambda: plants.plant, inbox.queue, host, tmp_path, last_times=lambda: {"G": newest}
    )
    try:
        engine.start_group("G")
        assert inbox.next().ts == newest + timedelta(seconds=1, microseconds=1)
        engine.stop_group("G")
        inbox.drain()
        engine.start_group("G")
        assert inbox.next().ts > newest + timedelta(seconds=1, microseconds=1)
    finally:
        engine.close()
