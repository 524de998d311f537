"""Checks of what people and other programs see: Qt, the main window, the remote face."""

from __future__ import annotations

import http.client
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from hmi.api.face import RemoteFace
from hmi.api.words import Language, said_text
from hmi.config.folder import DataFolder
from hmi.config.resources import resource_path
from hmi.config.settings import Settings, environment_of, load_settings
from hmi.demo import prepare_demo
from hmi.model.errors import HmiError
from hmi.model.said import Said, Span
from hmi.selftest.run import Bench, CheckFailedError
from hmi.station import Station

_HTTP_S = 5.0
_ICON_PX = 64
_LENGTH = Said("{length}", {"length": Span(2 * 86400)})
_KNOWN = ("MainWindow", "Overview")
"""A text of the window that each language has another word for."""


def qt_starts(bench: Bench) -> str:
    """Qt has its platform, draws icons, and has the window's texts in every language."""
    from PySide6.QtCore import QTranslator
    from PySide6.QtGui import QIcon

    from hmi.window.app import make_application

    bench.messages.listen_to_qt()
    _go_offscreen_without_display()
    app = make_application(None)
    icon = QIcon(str(resource_path("icons", "lineside.svg"))).pixmap(_ICON_PX, _ICON_PX)
    if icon.isNull():
        raise CheckFailedError("the program's icon cannot be drawn: Qt's SVG plug-in is missing")
    words = []
    for language in ("ko", "ja"):
        translator = QTranslator()
        translator.load(str(resource_path("translations", f"lineside_{language}.qm")))
        word = translator.translate(*_KNOWN)
        if not word or word == _KNOWN[1]:
            raise CheckFailedError(f"the window has no texts in language {language!r}")
        words.append(word)
    return f"platform {app.platformName()}; {_KNOWN[1]} is {' and '.join(words)}"


def window_shows_values(bench: Bench) -> str:
    """The main window opens on the demo plant, shows values, is painted, and closes in order."""
    from hmi.qthreads import QThreadHost
    from hmi.selftest.visit import Visit
    from hmi.window.app import run

    host = QThreadHost()
    station = Station(*_demo(bench.folder / "window"), host, demo=True, remote=RemoteFace)
    _start(station)
    visit = Visit()
    code = run(station)
    rows = station.status().rows
    if code or host.hanging() or not rows.balanced:
        raise CheckFailedError(f"it did not end in order: {code=}, {host.hanging()}, {rows}")
    found = visit.judge(bench.picture)
    return f"{found}; {rows.accepted} rows accepted, {rows.stored} stored"


def remote_face_answers(bench: Bench) -> str:
    """The web server starts on a free port of loopback and answers with the status and its page."""
    with _served(bench.folder / "remote") as station:
        if station.remote is None:
            raise CheckFailedError("the station has no remote face")
        answer = station.remote.check()
        page = _page(station.settings.api.port)
    words = [said_text(_LENGTH, language) for language in (Language.KO, Language.JA)]
    if str(_LENGTH) in words:
        raise CheckFailedError(f"other programs are told {_LENGTH} in English whatever they read: {words}")
    told = f"{answer.url}: {answer.station}, {answer.groups} groups; a page of {page} bytes"
    return f"{told}; {_LENGTH} is {' and '.join(words)}"


@contextmanager
def _served(folder: Path) -> Iterator[Station]:
    from hmi.qthreads import QThreadHost

    data, settings = _demo(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = replace(settings, api=replace(settings.api, enabled=True, host="127.0.0.1", port=port))
    station = Station(data, settings, QThreadHost(), demo=True, remote=RemoteFace)
    _start(station)
    try:
        yield station
    finally:
        station.stop()


def _start(station: Station) -> None:
    refused: list[HmiError] = station.start()
    if refused:
        station.stop()
        raise refused[0]


def _demo(folder: Path) -> tuple[DataFolder, Settings]:
    """A data folder of its own with the demo plant, and its settings: none of this computer's."""
    data = DataFolder(folder)
    data.create()
    prepare_demo(data)
    return data, load_settings(data, environment_of(demo=True))


def _page(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_HTTP_S)
    try:
        connection.request("GET", "/")
        answer = connection.getresponse()
        text = answer.read()
    finally:
        connection.close()
    if b"<html" not in text:
        raise CheckFailedError(f"there is no page at port {port}: {answer.status}")
    return len(text)


def _go_offscreen_without_display() -> None:
    has_display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform == "linux" and not has_display:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
