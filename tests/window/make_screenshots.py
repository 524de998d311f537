"""Drives the program on the demo plant and takes its pictures: overview, groups, setup, outage, backups.

``python -m tests.window.make_screenshots OUTDIR [--scale 1.5] [--scheme dark] [--lang ko]``; without a scale
and a scheme the pictures of the README: light at 100 % and 150 %, dark at 100 %. Takes two minutes: the demo
plant is recorded into the tests' Oracle server, and the outage is a real one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer

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
from hmi.window.theme import Theme
from tests.servers.oracle.fixture import PASSWORD, USER, new_server
from tests.servers.oracle.server import OracleServer

SIZE = (1366, 768)
PATIENCE_MS = 120_000
JOBS = (("1.0", "light"), ("1.5", "light"), ("1.0", "dark"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--scale", type=float)
    parser.add_argument("--scheme", choices=("light", "dark"))
    parser.add_argument("--lang", default="en", choices=("en", "ko", "ja"))
    parser.add_argument("--seconds", type=float, default=75.0, help="how much of the past the charts show")
    options = parser.parse_args()
    options.outdir.mkdir(parents=True, exist_ok=True)
    if options.scale is None and options.scheme is None:
        return run_all(options)
    os.environ["QT_SCALE_FACTOR"] = str(options.scale or 1.0)
    suffix = ("-dark" if options.scheme == "dark" else "") + f"-{round(100 * (options.scale or 1.0))}"
    # The folder's name is in the pictures, so it is one that a reader understands.
    place = Path(tempfile.gettempdir()) / f"plant{suffix}"
    place.mkdir()
    try:
        with new_server(place) as server:
            take_pictures(DataFolder(place), server, options, suffix)
    finally:
        shutil.rmtree(place)
    return 0


def run_all(options: argparse.Namespace) -> int:
    """One process per picture set, because Qt's scale belongs to a process."""
    same = [str(options.outdir), "--lang", options.lang, "--seconds", str(options.seconds)]
    processes = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.window.make_screenshots",
                *same,
                "--scale",
                scale,
                "--scheme",
                scheme,
            ]
        )
        for scale, scheme in JOBS
    ]
    return max([process.wait() for process in processes])


def take_pictures(folder: DataFolder, server: OracleServer, options: argparse.Namespace, suffix: str) -> None:
    folder.create()
    prepare_demo(folder)
    station = Station(folder, recorded_into(server, folder), QThreadHost(), demo=True)
    station.start()
    app = make_application(options.lang)
    theme = Theme(app)
    theme.use(options.scheme or "light")
    with collected_on_gui_thread(app):
        window = MainWindow(station, theme)
        window.resize(*SIZE)
        window.show()

        def picture(name: str) -> None:
            pause(0.5)  # a page shows its numbers on the beat
            window.grab().save(str(options.outdir / f"{name}{suffix}.png"))

        pause(options.seconds)
        picture("overview")
        window.open_page("groups")
        window.groups.select("PAINT_QUALITY")
        window.groups.trigger.click()
        wait_until(lambda: bool(window.groups.messages.text()))
        picture("groups")
        picture_setup(window, options.outdir / f"setup{suffix}.png")
        window.open_page("overview")
        server.stop()
        wait_for(station, lambda status: status.backup.pending_rows > 0 and bool(status.alarms))
        pause(5)
        picture("outage")
        window.open_page("backups")
        wait_until(lambda: window.backups.preview.model.rowCount() > 0)
        picture("backups")
        server.start()  # the rows of the files are replayed at once
        wait_for(station, lambda status: status.rows.stored > 0 and not status.rows.backed_up)
        window.close()
        wait_until(lambda: window.stopped)


def picture_setup(window: MainWindow, path: Path) -> None:
    """The setup of a group, whose trigger bit is to be watched more often, and what that would cost."""
    page = window.groups
    page.select("PAINT_QUALITY")
    page.set_up.click()
    wait_until(lambda: page.setup is not None)
    setup = page.setup
    assert setup is not None
    setup.form.interval.setText("100")
    pause(1.5)  # the plan comes after a pause in typing
    setup.grab().save(str(path))
    setup.reject()
    page.messages.clear()


def recorded_into(server: OracleServer, folder: DataFolder) -> Settings:
    """Settings of a station that writes into the server, its table made."""
    settings = load_settings(
        folder,
        {
            "ORACLE_HOST": server.host,
            "ORACLE_PORT": str(server.port),
            "ORACLE_SERVICE_NAME": server.service_name,
            "ORACLE_USERNAME": USER,
            "ORACLE_PASSWORD": PASSWORD,
        },
    )
    assert settings.oracle is not None
    with closing(make_oracle(settings.oracle, OWN_MAPPINGS, TagDirectory())) as oracle:
        oracle.create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)])
    return settings


def wait_for(station: Station, condition: Callable[[StationStatus], bool]) -> None:
    wait_until(lambda: condition(station.status()))


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = QDeadlineTimer(PATIENCE_MS)
    while not condition():
        if deadline.hasExpired():
            raise TimeoutError("the program did not come to the state of the next picture")
        pause(0.1)


def pause(seconds: float) -> None:
    """Let the program run."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.exit(main())
