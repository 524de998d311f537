"""What went on, as marks on the charts: told apart by hatching and text, not by colour."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from hmi.model.figures import Span, SpanKind
from hmi.window import formats
from hmi.window.widgets.time_chart_samples import Hatch, Mark
from hmi.window.widgets.time_chart_view import TimeView

translate = QCoreApplication.translate

_TOGETHER_SHARE = 1 / 300
"""Of the time seen: what is closer together cannot be told apart."""

_HATCHES = {
    SpanKind.OUTAGE: Hatch.CROSSES,
    SpanKind.RETRY: Hatch.LINES,
    SpanKind.REPLAY: Hatch.DOTS,
    SpanKind.PLC_DOWN: Hatch.LINES,
    SpanKind.NOT_RECORDED: Hatch.NONE,
}


def marks_of(spans: Iterable[Span], kinds: Collection[SpanKind], view: TimeView, now: float) -> list[Mark]:
    """Marks for the spans of these kinds that are seen; those that are close together are one.

    ``now`` is in seconds since 1970. Retries that end in an outage need no text beside that of the outage.
    """
    runs: dict[tuple[SpanKind, str], list[list[Span]]] = {}
    for span in spans:
        if span.kind not in kinds or span.start > view.end or _end(span, now) < view.start:
            continue
        known = runs.setdefault((span.kind, span.subject), [])
        if known and span.start - _end(known[-1][-1], now) < _TOGETHER_SHARE * view.span:
            known[-1].append(span)
        else:
            known.append([span])
    begun = [run[0].start for (kind, _), known in runs.items() if kind is SpanKind.OUTAGE for run in known]
    near = _TOGETHER_SHARE * view.span
    marks = [_mark(run, now, begun, near) for known in runs.values() for run in known]
    return sorted(marks, key=lambda mark: mark.start)


def _mark(run: Sequence[Span], now: float, outages: Sequence[float], near: float) -> Mark:
    first, last = run[0], run[-1]
    leads_to_outage = first.kind is SpanKind.RETRY and any(
        abs(start - _end(last, now)) <= near for start in outages
    )
    text = "" if leads_to_outage else _text(first)
    detail = f"{_meaning(first)}\n{_when(run, now)}"
    return Mark(first.start, last.end, text, _HATCHES[first.kind], detail)


def _end(span: Span, now: float) -> float:
    return now if span.end is None else span.end


def _text(span: Span) -> str:
    """What stands in the chart: as short as possible."""
    match span.kind:
        case SpanKind.OUTAGE:
            return translate("FigureMarks", "Outage")
        case SpanKind.RETRY:
            return translate("FigureMarks", "Retry")
        case SpanKind.REPLAY:
            return translate("FigureMarks", "Replay")
        case SpanKind.PLC_DOWN:
            return translate("FigureMarks", "{plc} down").format(plc=span.subject)
        case SpanKind.NOT_RECORDED:
            return translate("FigureMarks", "Not running")


def _meaning(span: Span) -> str:
    match span.kind:
        case SpanKind.OUTAGE:
            return translate("FigureMarks", "The historian took no rows; they went to CSV backup files.")
        case SpanKind.RETRY:
            return translate("FigureMarks", "The historian refused a batch; it was tried again.")
        case SpanKind.REPLAY:
            return translate("FigureMarks", "Rows of backup files were sent to the historian.")
        case SpanKind.PLC_DOWN:
            text = translate("FigureMarks", "PLC {plc} could not be reached.")
            return text.format(plc=span.subject)
        case SpanKind.NOT_RECORDED:
            return translate("FigureMarks", "Lineside did not run, or the computer slept: nothing is known.")


def _when(run: Sequence[Span], now: float) -> str:
    start, end = formats.time_of(run[0].start, now), formats.time_of(_end(run[-1], now), now)
    length = formats.duration(sum(_end(span, now) - span.start for span in run))
    if len(run) > 1:
        text = translate("FigureMarks", "{count} times from {start} to {end}, {length} together")
    elif run[0].end is None:
        text = translate("FigureMarks", "Since {start} ({length})")
    else:
        text = translate("FigureMarks", "{start} to {end} ({length})")
    return text.format(count=formats.number(len(run)), start=start, end=end, length=length)
