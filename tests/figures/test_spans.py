from __future__ import annotations

from hmi.figures.sampler import GoingOn
from hmi.figures.spans import Spans
from hmi.model.figures import Span, SpanKind

OUTAGE = GoingOn(SpanKind.OUTAGE)
DOWN = GoingOn(SpanKind.PLC_DOWN, "PRESS")


def noted(*seconds: set[GoingOn], every_s: float = 1.0) -> Spans:
    spans = Spans()
    for place, going_on in enumerate(seconds):
        spans.note(going_on, 100.0 + every_s * place)
    return spans


def test_from_when_until_when() -> None:
    spans = noted(set(), {OUTAGE}, {OUTAGE, DOWN}, {DOWN}, set())
    assert spans.between(0, 1000) == (
        Span(SpanKind.OUTAGE, 101.0, 103.0),
        Span(SpanKind.PLC_DOWN, 102.0, 104.0, "PRESS"),
    )


def test_what_goes_on_has_no_end() -> None:
    assert noted(set(), {OUTAGE}).between(0, 1000) == (Span(SpanKind.OUTAGE, 101.0, None),)


def test_only_what_is_asked_for() -> None:
    spans = noted({OUTAGE}, set())
    assert spans.between(50, 99) == ()
    assert spans.between(102, 200) == ()
    assert len(spans.between(101, 200)) == 1


def test_a_line_that_drops_every_few_seconds_is_one_span() -> None:
    assert noted({DOWN}, set(), {DOWN}, set(), every_s=5.0).between(0, 1000) == (
        Span(SpanKind.PLC_DOWN, 100.0, 115.0, "PRESS"),
    )
    assert len(noted({DOWN}, set(), {DOWN}, set(), every_s=11.0).between(0, 1000)) == 2


def test_what_is_written_is_not_written_again_unless_it_changes() -> None:
    spans = noted({OUTAGE}, {OUTAGE})
    spans.written(spans.unwritten())
    assert spans.unwritten() == [Span(SpanKind.OUTAGE, 100.0, None)]
    spans.note(set(), 102.0)
    assert spans.unwritten() == [Span(SpanKind.OUTAGE, 100.0, 102.0)]
    spans.written(spans.unwritten())
    assert spans.unwritten() == []


def test_memory_is_bounded() -> None:
    spans = Spans()
    for place in range(20_000):
        spans.note({OUTAGE} if place % 2 else set(), 20.0 * place)
    assert len(spans.between(0, 1e9)) == len(spans.unwritten()) <= 5_001
