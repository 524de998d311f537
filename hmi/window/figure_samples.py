"""Figures as the charts draw them."""

from __future__ import annotations

from hmi.model.figures import Column, Figures
from hmi.window.widgets.time_chart_samples import NO_SAMPLES, Samples


def samples_of(figures: Figures, column: Column) -> Samples:
    """One column; a reach only where a point stands for many seconds, for else there is none to draw."""
    trace = figures.traces.get(column)
    if trace is None:
        return NO_SAMPLES
    if figures.width_s <= 1.0:
        return Samples(figures.times, trace.means)
    return Samples(figures.times, trace.means, trace.lows, trace.highs)
