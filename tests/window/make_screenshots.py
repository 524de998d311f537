"""Drives the program on the demo plant and takes pictures of every page: languages, schemes, scales.

``python -m tests.window.make_screenshots OUTDIR [--scale 1.5]...`` writes ``LANGUAGE-SCHEME-SCALE/PAGE.png``;
``--readme DIR`` copies those that README shows. The demo plant is recorded into the tests' Oracle server, and
the outage is a real one. Takes some ten minutes on two processors, one process for each scale.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from hmi.api.face import RemoteFace
from hmi.config.ddl import ddl_of
from hmi.config.folder import DataFolder
from hmi.config.settings import Settings, load_settings
from hmi.demo import prepare_demo
from hmi.historian.tag_directory import TagDirectory
from hmi.model.status import StationStatus
from hmi.model.tables import OWN_MAPPINGS
from hmi.qthreads import QThreadHost
from hmi.station import Station
from hmi.storage import make_oracle
from hmi.window.app import collected_on_gui_thread, make_application
from hmi.window.frame import MainWindow
from hmi.window.language import LANGUAGES
from hmi.window.theme import Theme
from tests.servers.oracle.fixture import PASSWORD, USER, new_server
from tests.servers.oracle.server import OracleServer
from tests.window.scenes import HEALTHY, NOTHING_YET, OUTAGE, Scene, pause, wait_until

SIZE = (1366, 768)
"""In pixels of the screen, at every scale: the smallest that the window promises to fit into."""

SCHEMES = ("light", "dark")
SCALES = (1.0, 1.5, 2.0)
README = {
    "overview": "en-light-100/overview",
    "overview-dark": "en-dark-100/overview",
    "overview-ko": "ko-light-100/overview",
    "groups": "en-light-100/groups",
    "tags": "en-light-100/tags",
    "setup": "en-light-100/setup-groups",
    "first-start": "en-light-100/first-start",
    "outage": "en-light-100/outage-overview",
    "backups": "en-light-100/outage-backups",
    "alarms": "en-light-100/outage-alarms",
    "alarms-ja-dark": "ja-dark-100/outage-alarms",
    "events": "en-light-100/outage-events",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--scale", type=float, action="append", choices=SCALES)
    parser.add_argument("--readme", type=Path, help="where README's pictures go")
    parser.add_argument("--seconds", type=float, default=75.0, help="how much of the past the charts show")
    options = parser.parse_args()
    options.outdir.mkdir(parents=True, exist_ok=True)
    scales = options.scale or list(SCALES)
    code = take_all(options, scales[0]) if len(scales) == 1 else run_all(options, scales)
    for name, source in README.items() if options.readme else ():
        shutil.copyfile(options.outdir / f"{source}.png", options.readme / f"{name}.png")
    return code


def run_all(options: argparse.Namespace, scales: list[float]) -> int:
    """One process for each scale, because Qt's scale belongs to a process."""
    module = [sys.executable, "-m", "tests.window.make_screenshots", str(options.outdir)]
    running = [
        subprocess.Popen([*module, "--seconds", str(options.seconds), "--scale", str(scale)])
        for scale in scales
    ]
    return max([process.wait() for process in running])


def take_all(options: argparse.Namespace, scale: float) -> int:
    """Every picture of one scale."""
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    # The folder's name is in the pictures, so it is one that a reader understands.
    place = Path(tempfile.gettempdir()) / f"plant-{round(100 * scale)}"
    place.mkdir()
    try:
        with new_server(place) as server:
            take_plant(DataFolder(place / "Line 1"), server, options, scale)
        take_nothing(DataFolder(place / "Line 2"), options.outdir, scale)
    finally:
        shutil.rmtree(place)
    return 0


def take_plant(folder: DataFolder, server: OracleServer, options: argparse.Namespace, scale: float) -> None:
    """A plant while all is well, and while the database is away."""
    folder.create()
    prepare_demo(folder)
    settings = recorded_into(server, folder)
    station = Station(folder, settings, QThreadHost(), demo=True, remote=RemoteFace)
    app = make_application("en")
    theme = Theme(app)
    with collected_on_gui_thread(app), running(station):
        pause(options.seconds)
        take(station, theme, HEALTHY, options.outdir, scale)
        server.stop()
        wait_for(station, lambda status: status.backup.pending_rows > 0 and bool(status.alarms))
        pause(5)
        take(station, theme, OUTAGE, options.outdir, scale)
        server.start()  # the rows of the files are replayed at once
        wait_for(station, lambda status: status.rows.stored > 0 and not status.rows.backed_up)


def take_nothing(folder: DataFolder, outdir: Path, scale: float) -> None:
    """The first start."""
    folder.create()
    station = Station(folder, load_settings(folder, {}), QThreadHost())
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with collected_on_gui_thread(app), running(station):
        take(station, Theme(app), NOTHING_YET, outdir, scale)


@contextmanager
def running(station: Station) -> Iterator[None]:
    station.start()
    try:
        yield
    finally:
        station.stop()


def take(station: Station, theme: Theme, scenes: dict[str, Scene], outdir: Path, scale: float) -> None:
    """These scenes in every language and scheme."""
    for language in LANGUAGES:
        make_application(language)
        for scheme in SCHEMES:
            theme.use(scheme)
            folder = outdir / f"{language}-{scheme}-{round(100 * scale)}"
            folder.mkdir(exist_ok=True)
            with opened(station, theme, scale) as window:
                for name, scene in scenes.items():
                    shown = scene(window)
                    pause(0.5)  # a page shows its numbers on the beat
                    shown.grab().save(str(folder / f"{name}.png"))


@contextmanager
def opened(station: Station, theme: Theme, scale: float) -> Iterator[MainWindow]:
    """A window that leaves the station running when it closes."""
    (station.data_folder.root / "window.ini").unlink(missing_ok=True)  # each begins like the one before
    window = MainWindow(station, theme)
    window.resize(round(SIZE[0] / scale), round(SIZE[1] / scale))
    window.show()
    pause(1.5)
    try:
        yield window
    finally:
        window.snapshots.stop()
        window.tasks.close()
        window.stopped = True
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def recorded_into(server: OracleServer, folder: DataFolder) -> Settings:
    """Settings of a station that writes into the server, as a person stores them; its table made."""
    folder.settings_file.write_text(
        f'[oracle]\nhost = "{server.host}"\nport = {server.port}\n'
        f'service_name = "{server.service_name}"\nusername = "{USER}"\n',
        encoding="utf-8",
    )
    os.environ["ORACLE_PASSWORD"] = PASSWORD
    settings = load_settings(folder)
    assert settings.oracle is not None
    with closing(make_oracle(settings.oracle, OWN_MAPPINGS, TagDirectory())) as oracle:
        oracle.create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)])
    return settings


def wait_for(station: Station, condition: Callable[[StationStatus], bool]) -> None:
    wait_until(lambda: condition(station.status()))


if __name__ == "__main__":
    sys.exit(main())
