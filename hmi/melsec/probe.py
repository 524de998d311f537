"""One look at the way to a PLC, for ``hmi check plc``: what is there, and what to change if nothing is."""

from __future__ import annotations

import time
from dataclasses import replace

from hmi.melsec import diagnosis
from hmi.melsec.devices import DEVICES
from hmi.melsec.errors import EndCodeError, PlcConnectionError, PlcSilentError
from hmi.melsec.requests import Window
from hmi.melsec.session import PlcSession
from hmi.model.plant import McProtocol, Plc

_LOOKED_AT = (Window(DEVICES["D"], 0, 1), Window(DEVICES["SD"], 0, 1))
"""One word: reading the type (0101) is refused by built-in ports."""

_OTHER_PROTOCOL_TIMEOUT_S = 1.0


def probe(plc: Plc) -> str:
    """A sentence saying that the PLC answers, and how fast; an end code is an answer too.

    Where the PLC takes the connection but stays silent, the other protocols are tried, so that the error
    can name the right one. Takes up to two ``connection_timeout`` and three seconds.

    Raises:
        PlcConnectionError: unreachable, refused, silent, or something that is not a PLC.
    """
    try:
        return f"PLC {plc.plc_code}: {diagnosis.where(plc)} answers as {plc.protocol}, {_look(plc)}"
    except PlcSilentError as error:
        for protocol in McProtocol:
            if protocol is not plc.protocol and _answers(plc, protocol):
                raise PlcConnectionError(
                    plc.plc_code,
                    f"{diagnosis.where(plc)} does not answer {plc.protocol}, but it answers {protocol}; "
                    f"set protocol to {protocol}",
                ) from error
        raise


def _look(plc: Plc) -> str:
    session = PlcSession(plc)
    session.open()
    refusals: list[str] = []
    try:
        for window in _LOOKED_AT:
            began = time.perf_counter()
            try:
                session.read(window)
            except EndCodeError as error:
                refusals.append(error.detail)
            else:
                taken_ms = (time.perf_counter() - began) * 1000
                return f"{window.text(plc.series)} read in {taken_ms:.1f} ms"
    finally:
        session.close()
    return "but refuses to be read: " + "; ".join(refusals)


def _answers(plc: Plc, protocol: McProtocol) -> bool:
    timeout = min(plc.connection_timeout, _OTHER_PROTOCOL_TIMEOUT_S)
    try:
        _look(replace(plc, protocol=protocol, connection_timeout=timeout))
    except PlcConnectionError:
        return False
    return True
