from __future__ import annotations

import numpy as np

from hmi.model.figures import Column, Figure, Figures, Span, SpanKind, Trace

QUEUE, SUCCESS = Column(Figure.QUEUE), Column(Figure.SUCCESS, "PRESS_1")


def figures(times: list[float], column: Column, *spans: Span) -> Figures:
    values = np.ones(len(times))
    trace = Trace(values, values, values)
    return Figures(times[0], times[-1], 1.0, np.array(times), {column: trace}, spans)


def test_what_follows_is_added_at_the_end() -> None:
    both = figures([1, 2], QUEUE).followed_by(figures([3], SUCCESS))
    assert (both.start, both.end, both.times.tolist()) == (1, 3, [1, 2, 3])
    assert np.isnan(both.traces[QUEUE].means).tolist() == [False, False, True]
    assert np.isnan(both.traces[SUCCESS].lows).tolist() == [True, True, False]


def test_what_went_on_has_ended_since_or_still_goes_on() -> None:
    over, open_then = Span(SpanKind.RETRY, 0.5, 0.7), Span(SpanKind.OUTAGE, 1.5, None)
    ended = Span(SpanKind.OUTAGE, 1.5, 2.5)
    both = figures([1, 2], QUEUE, over, open_then).followed_by(figures([3], QUEUE, ended))
    assert both.spans == (over, ended)
