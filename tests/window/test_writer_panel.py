"""The writer's figures of five minutes and an hour, side by side."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from hmi.model.status import WriterFigures, WriterState, WriterStatus
from hmi.window.widgets.writer_panel import WriterPanel

STORING = WriterStatus(
    "oracle",
    WriterState.RUNNING,
    rows_written=48_211,
    successful_writes=1997,
    failed_writes=1,
    retries=2,
    success_rate_pct=99.97,
    avg_batch_size=512.4,
    avg_write_latency_ms=3.4,
    p50_row_age_ms=250.2,
    p95_row_age_ms=702.2,
    max_row_age_ms=1204.0,
    throughput_rows_per_s=3312.4,
    last_hour=WriterFigures(100.0, 498.0, 120.4, 260.1, 812.0, 31_700.0, 3290.0),
)


def panel_of(qtbot: QtBot, writer: WriterStatus, place: str = "HMI@10.0.0.5:1521/LINESIDE") -> WriterPanel:
    panel = WriterPanel(place)
    qtbot.addWidget(panel)
    panel.show_writer(writer)
    return panel


def test_five_minutes_beside_an_hour(qtbot: QtBot) -> None:
    texts = [text.replace("\u00a0", " ") for text in panel_of(qtbot, STORING).texts()]
    assert texts == [
        "0.25 / 0.70 s | 0.26 / 0.81 s",
        "1.20 s | 31.7 s",
        "3,312 | 3,290",
        "512 | 498",
        "3.4 ms | 120 ms",
        "99.9 % | 100 %",
        "Oracle HMI@10.0.0.5:1521/LINESIDE",
        "–",
    ]


def test_before_the_first_batch_there_is_nothing_to_show_but_the_historian(qtbot: QtBot) -> None:
    texts = panel_of(qtbot, WriterStatus("sqlite", WriterState.RUNNING), "historian.db").texts()
    assert texts == ["– | –", "– | –", "0 | 0", "– | –", "– | –", "– | –", "SQLite historian.db", "–"]


def test_failures_alone_are_no_good_batches(qtbot: QtBot) -> None:
    failing = WriterStatus(
        "oracle", WriterState.BACKUP, success_rate_pct=0.0, last_hour=WriterFigures(success_rate_pct=96.44)
    )
    assert panel_of(qtbot, failing).texts()[5].replace("\u00a0", " ") == "0 % | 96.4 %"


def test_the_counts_since_the_start_are_in_the_tool_tip(qtbot: QtBot) -> None:
    panel = panel_of(qtbot, STORING)
    tips = {label.toolTip() for label in panel._good}
    assert tips == {"Since the start: 1,997 batches stored, 1 failed, 2 retries."}


def test_a_long_name_of_the_historian_does_not_widen_the_panel_and_is_in_the_tool_tip(qtbot: QtBot) -> None:
    place = "HMI@a-very-long-name-of-a-host.plant.example.com:1521/LINESIDE.PLANT"
    long, short = panel_of(qtbot, STORING, place), panel_of(qtbot, STORING, "HMI@a:1521/B")
    assert long.minimumSizeHint().width() == short.minimumSizeHint().width()
    assert long._historian.toolTip() == f"Oracle {place}"
