"""The forecasts that the pages have at hand, and the texts made of them."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from hmi.model.plant import Plc, PollingGroup, PollingMode, Tag, TagType
from hmi.model.status import HandshakePhase, LinkState, PlcStatus
from hmi.polling.forecast import PlcForecast, forecast_plc
from hmi.station import Station
from hmi.window import plan_text
from hmi.window.forecasts import Forecasts
from hmi.window.frame import MainWindow
from hmi.window.looks import handshake_text
from hmi.window.tasks import Tasks
from tests.statuses import group, status
from tests.window.samples import PATIENCE_MS, snapshot

PLC = Plc("PRESS", "127.0.0.1")


def tags(count: int) -> list[Tag]:
    return [Tag("PRESS", f"ZR{960 * n}", f"T{n}", TagType.INT, "A") for n in range(count)]


def fixed(name: str, interval_ms: int) -> PollingGroup:
    return PollingGroup(name, "PRESS", polling_interval_ms=interval_ms)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def forecast(scan_ms: float | None = 10.0, interval_ms: int = 1000, count: int = 8) -> PlcForecast:
    return forecast_plc(PLC, [(fixed("A", interval_ms), tags(count))], scan_ms)


def test_the_sentences_of_a_plan() -> None:
    plan = forecast()
    assert plain(plan_text.group_sentence(plan.groups[0], plan)) == (
        "8 tags, 1 request, about 11 ms at a 10 ms scan (measured); your interval is 1,000 ms"
    )
    assert plain(plan_text.plc_sentence(plan)) == (
        "PLC PRESS with all its groups: 1.0 requests/s, 1.1 % of what it can answer; "
        "1 request and about 11 ms when all are due at once"
    )
    assert plan_text.warnings(plan.groups[0], plan) == []
    assert plan_text.unreadable_sentence(plan.groups[0]) == ""
    assumed = forecast(None)
    assert "(assumed, not measured yet)" in plan_text.group_sentence(assumed.groups[0], assumed)


def test_a_triggered_group_has_no_interval_in_its_sentence() -> None:
    by_trigger = PollingGroup("A", "PRESS", PollingMode.HANDSHAKE)
    plan = forecast_plc(PLC, [(by_trigger, tags(1))], 2.5)
    assert plain(plan_text.group_sentence(plan.groups[0], plan)).endswith(
        "about 4 ms at a 2.5 ms scan (measured); read when it is triggered"
    )


def test_the_warnings_of_a_plan_name_what_to_do_and_who_else_suffers() -> None:
    groups = [(fixed("A", 100), tags(1)), (fixed("B", 260), tags(1)), (fixed("C", 1000), tags(1))]
    plan = forecast_plc(PLC, groups, 250.0)
    own, others = map(plain, plan_text.warnings(plan.group("A"), plan))
    assert own.startswith(
        "One poll takes about 251 ms, longer than the interval of 100 ms. Make the interval"
    )
    assert others == "Other groups of the PLC whose interval cannot be met: B."
    busy, _ = map(plain, plan_text.warnings(plan.group("B"), plan))
    assert busy.startswith("With all that the PLC is asked as often or more often, a poll can take longer")
    wrong = Tag("PRESS", "M1", "", TagType.INT, "A")
    unreadable = forecast_plc(PLC, [(fixed("A", 1000), [wrong])], None).groups[0]
    assert plan_text.unreadable_sentence(unreadable).endswith(": 1")


@pytest.mark.parametrize("phase", HandshakePhase)
def test_every_phase_of_a_handshake_has_a_text(phase: HandshakePhase) -> None:
    assert handshake_text(phase)
    assert handshake_text(None) == ""


def test_forecasts_are_asked_for_when_something_has_changed(
    qtbot: QtBot, station: Station, tasks: Tasks, monkeypatch: pytest.MonkeyPatch
) -> None:
    forecasts = Forecasts(station, tasks)
    real, asked = station.setup.forecasts, 0

    def counting() -> tuple[PlcForecast, ...]:
        nonlocal asked
        asked += 1
        return real()

    monkeypatch.setattr(station.setup, "forecasts", counting)

    def follow(scan_ms: float, interval_ms: int = 1000) -> int:
        before = asked
        plcs = (PlcStatus("PRESS", LinkState.CONNECTED, scan_ms=scan_ms),)
        forecasts.follow(status(groups=(group(interval_ms=interval_ms),), plcs=plcs))
        qtbot.waitUntil(lambda: not forecasts._asking, timeout=PATIENCE_MS)
        return asked - before

    assert follow(10.0) == 1
    assert follow(10.5) == 0
    assert follow(12.0) == 1
    assert follow(12.0, interval_ms=500) == 1
    planned = forecasts.of("PRESS_OPERATION")
    assert planned is not None
    assert planned.tag_count == 140


def test_the_detail_shows_plan_scan_time_and_phase(qtbot: QtBot, window: MainWindow) -> None:
    page = window.pages.groups
    window.open_page("groups")
    qtbot.waitUntil(lambda: page.forecasts.of("PRESS_OPERATION") is not None, timeout=PATIENCE_MS)
    window.snapshots.stop()
    groups = tuple(window.snapshots.last.status.groups) if window.snapshots.last else ()
    page.select("PRESS_OPERATION")
    plcs = (PlcStatus("PRESS", LinkState.CONNECTED, scan_ms=9.84),)
    page.show_snapshot(snapshot(groups=groups, plcs=plcs))
    assert plain(page.detail.value("scan")) == "9.8 ms"
    assert page.detail.value("requests") == "1"
    assert page.detail.value("points") not in ("", "–")
    assert page.detail.phase() == ""
    waiting = group("PAINT_QUALITY", plc_code="PAINT", mode="HANDSHAKE", handshake=HandshakePhase.WAITING)
    page.show_snapshot(snapshot(groups=(waiting,), plcs=plcs))
    page.select("PAINT_QUALITY")
    assert page.detail.phase() == "waiting for the trigger bit"
    assert page.detail.value("scan") == "–"
