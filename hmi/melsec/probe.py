"""One look at the way to a PLC, for ``hmi check plc``: what is there, and what to change if nothing is."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from enum import Enum
from typing import NamedTuple

from hmi.melsec import diagnosis
from hmi.melsec.devices import DEVICES, uses_wide_numbers
from hmi.melsec.errors import EndCodeError, PlcConnectionError, PlcError
from hmi.melsec.requests import Window
from hmi.melsec.scan_time import ScanMeter
from hmi.melsec.session import PlcSession
from hmi.model.plant import McProtocol, Plc, Series

_LOOKED_AT = (Window(DEVICES["D"], 0, 1), Window(DEVICES["SD"], 0, 1))
"""One word: reading the type (0101) is refused by built-in ports."""

_OTHER_TIMEOUT_S = 1.0
_SCAN_READS = 20
_SCAN_LIMIT_S = 2.0


class ProbeStep(Enum):
    """What is tried on the way to a PLC, in this order."""

    CONNECT = "connect"
    ASK = "ask"
    RANGES = "ranges"


class Probe(NamedTuple):
    """What one look found: a sentence for the user, and the PLC's scan time, None where it was not told."""

    text: str
    scan_ms: float | None


def probe(plc: Plc, begins: Callable[[ProbeStep], object] = lambda _: None) -> Probe:
    """Says that the PLC answers, how fast, and its scan time; an end code is an answer too.

    Where the PLC takes the connection but no answer comes, the other protocols are tried, so that the error
    can name the right one; a series that the PLC is not is noticed where its frames differ. ``begins`` is
    called with every step. Takes up to two ``connection_timeout``, and six seconds more.

    Raises:
        PlcConnectionError: unreachable, refused, silent, or something that is not a PLC.
        PlcError: the PLC is of another series.
    """
    with closing(PlcSession(plc)) as session:
        begins(ProbeStep.CONNECT)
        session.open()
        begins(ProbeStep.ASK)
        try:
            seen, scan_ms = _look(session)
        except PlcConnectionError as error:
            protocol = _protocol_that_answers(plc)
            if protocol is None:
                raise
            raise PlcConnectionError(
                plc.plc_code,
                f"{diagnosis.where(plc)} does not answer {plc.protocol}, but it answers {protocol}; "
                f"set protocol to {protocol}",
            ) from error
    return Probe(
        f"PLC {plc.plc_code}: {diagnosis.where(plc)} answers as {plc.protocol}, {seen}",
        scan_ms,
    )


def _look(session: PlcSession) -> tuple[str, float | None]:
    refusals: list[str] = []
    for window in _LOOKED_AT:
        began = time.perf_counter()
        try:
            session.read(window)
        except EndCodeError as error:
            refusals.append(error.detail)
        else:
            taken_ms = (time.perf_counter() - began) * 1000
            read = f"{window.text(session.plc.series)} read in {taken_ms:.1f} ms"
            scan_ms = _scan_time(session, window)
            return read + _in_words(scan_ms) + _doubt_about_series(session.plc, window), scan_ms
    _refuse_wrong_series(session.plc)
    return "but refuses to be read: " + "; ".join(refusals), None


def _scan_time(session: PlcSession, window: Window) -> float | None:
    meter = ScanMeter()
    end = time.perf_counter() + _SCAN_LIMIT_S
    for _ in range(_SCAN_READS):
        began = time.perf_counter()
        if began > end:
            break
        try:
            session.read(window)
        except EndCodeError:  # busy, as it may be now and then: what was measured counts
            break
        meter.add(time.perf_counter() - began, follows=True)
    return meter.scan_ms


def _in_words(scan_ms: float | None) -> str:
    if scan_ms is None:
        return ""
    return f", a scan of about {scan_ms:.0f} ms" if scan_ms >= 1 else ", a scan of less than 1 ms"


def _doubt_about_series(plc: Plc, window: Window) -> str:
    """A warning where a PLC said to be a Q, L or QnA understands frames that these do not know."""
    if uses_wide_numbers(plc.series) or plc.series is Series.IQ_F:
        return ""
    if not _reads(replace(plc, series=Series.IQ_R), window):
        return ""
    return f"; it understands frames of iQ-R and iQ-L too, which no {plc.series} does: check its series"


def _refuse_wrong_series(plc: Plc) -> None:
    """Raise where a PLC that refuses the frames of iQ-R and iQ-L takes those of all others."""
    if uses_wide_numbers(plc.series) and any(_reads(replace(plc, series=Series.Q), w) for w in _LOOKED_AT):
        raise PlcError(
            plc.plc_code,
            f"{diagnosis.where(plc)} refuses frames of {plc.series} series PLCs, but answers those of Q, L, "
            "QnA and iQ-F; set its series to one of these",
        )


def _protocol_that_answers(plc: Plc) -> McProtocol | None:
    for protocol in McProtocol:
        if protocol is not plc.protocol and _answers(replace(plc, protocol=protocol)):
            return protocol
    return None


def _reads(plc: Plc, window: Window) -> bool:
    try:
        _read_briefly(plc, window)
    except PlcError:
        return False
    return True


def _answers(plc: Plc) -> bool:
    try:
        _read_briefly(plc, _LOOKED_AT[0])
    except EndCodeError:
        return True
    except PlcConnectionError:
        return False
    return True


def _read_briefly(plc: Plc, window: Window) -> None:
    brief = replace(plc, connection_timeout=min(plc.connection_timeout, _OTHER_TIMEOUT_S))
    with closing(PlcSession(brief)) as session:
        session.open()
        session.read(window)
