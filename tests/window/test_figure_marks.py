from __future__ import annotations

import time

import pytest

from hmi.model.figures import Span, SpanKind
from hmi.window.figure_marks import marks_of
from hmi.window.widgets.time_chart_samples import Hatch, Mark
from hmi.window.widgets.time_chart_view import TimeView

NOW = time.mktime((2026, 11, 22, 15, 0, 0, 0, 0, -1))
ALL = frozenset(SpanKind)


def marks(*spans: Span, span_s: float = 3000.0) -> list[Mark]:
    return marks_of(spans, ALL, TimeView(NOW, span_s), NOW)


@pytest.mark.parametrize(
    ("kind", "text", "hatch"),
    [
        (SpanKind.OUTAGE, "Outage", Hatch.CROSSES),
        (SpanKind.RETRY, "Retry", Hatch.LINES),
        (SpanKind.REPLAY, "Replay", Hatch.DOTS),
        (SpanKind.PLC_DOWN, "PAINT down", Hatch.LINES),
        (SpanKind.NOT_RECORDED, "Not running", Hatch.NONE),
    ],
)
def test_every_kind_has_its_text_and_hatching(kind: SpanKind, text: str, hatch: Hatch) -> None:
    (mark,) = marks(Span(kind, NOW - 90, NOW - 30, "PAINT"))
    assert (mark.text, mark.hatch, mark.start, mark.end) == (text, hatch, NOW - 90, NOW - 30)
    assert mark.detail.endswith("\n14:58:30 to 14:59:30 (60 s)")


def test_what_lasts_says_since_when() -> None:
    (mark,) = marks(Span(SpanKind.OUTAGE, NOW - 90, None))
    assert mark.end is None
    assert mark.detail.endswith("\nSince 14:58:30 (90 s)")


def test_another_day_is_named() -> None:
    (mark,) = marks(Span(SpanKind.OUTAGE, NOW - 86_400, NOW - 600), span_s=2 * 86_400.0)
    assert "2026-11-21 15:00:00 to 14:50:00" in mark.detail


def test_only_what_is_asked_for_and_seen() -> None:
    outage, retry = Span(SpanKind.OUTAGE, NOW - 90, NOW - 30), Span(SpanKind.RETRY, NOW - 500, NOW - 400)
    long_ago = Span(SpanKind.OUTAGE, NOW - 9000, NOW - 8000)
    found = marks_of([long_ago, retry, outage], {SpanKind.OUTAGE}, TimeView(NOW, 3000.0), NOW)
    assert [mark.start for mark in found] == [outage.start]


def test_what_cannot_be_told_apart_is_one_mark() -> None:
    drops = [Span(SpanKind.PLC_DOWN, NOW - 600 + 15 * n, NOW - 595 + 15 * n, "PAINT") for n in range(20)]
    (mark,) = marks(*drops, span_s=7 * 86_400.0)
    assert mark.detail.endswith("\n20 times from 14:50:00 to 14:54:50, 2 min together")
    assert len(marks(*drops, span_s=1200.0)) == 20


def test_retries_that_end_in_an_outage_need_no_text_of_their_own() -> None:
    spans = Span(SpanKind.RETRY, NOW - 107, NOW - 100), Span(SpanKind.OUTAGE, NOW - 100, None)
    assert [mark.text for mark in marks(*spans)] == ["", "Outage"]
