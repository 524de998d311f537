"""Takes pictures of the browser's page over the demo plant, one of whose PLCs was taken away.

``python -m tests.api.make_screenshots OUTDIR`` writes ``PAGE-LANGUAGE-SCHEME-WIDTH.png``; ``--readme DIR``
copies those that README shows. Takes a minute.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from hmi.config.database import ConfigDatabase
from hmi.config.folder import DataFolder
from hmi.demo import prepare_demo
from hmi.model.plant import Plant
from tests.api.browser import Browser, browser
from tests.api.pages import Watched, wait_until, watched_station
from tests.processes import free_port

LANGUAGES = {"en": "Body shop, line 1", "ko": "차체 1라인", "ja": "車体 1 ライン"}
SCHEMES = ("light", "dark")
PHONE = (390, 844)
SIZES = (PHONE, (768, 1024), (1366, 768), (1920, 1080))
README = {"page": "alarm-en-light-1366", "page-phone": "alarm-ko-dark-390"}
_ROWS = 30_000
"""So many a plant has recorded that has run for a while."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--readme", type=Path, help="where README's pictures go")
    options = parser.parse_args()
    options.outdir.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as place,
        browser() as chromium,
        watched_station(Path(place) / "station", demo_plant(Path(place) / "demo")) as watched,
    ):
        chromium.open(watched.url)
        take(chromium, watched, "sign-in", options.outdir)
        chromium.open(f"{watched.url}/#token={watched.read}")
        wait_until(lambda: watched.station.status().rows.stored > _ROWS, 120)
        take(chromium, watched, "well", options.outdir)
        watched.plcs.take_away("PAINT")
        wait_until(lambda: bool(watched.station.status().alarms))
        take(chromium, watched, "alarm", options.outdir)
    for name, source in README.items() if options.readme else ():
        shutil.copyfile(options.outdir / f"{source}.png", options.readme / f"{name}.png")
    return 0


def demo_plant(folder: Path) -> Plant:
    """The demo's, on ports of loopback."""
    place = DataFolder(folder)
    place.create()
    prepare_demo(place)
    plant = ConfigDatabase(place.station_db).load_plant()
    plcs = tuple(replace(plc, ip_address="127.0.0.1", port=free_port()) for plc in plant.plcs)
    return replace(plant, plcs=plcs)


def take(chromium: Browser, watched: Watched, name: str, outdir: Path) -> None:
    """The page as it is now, in every language, scheme and size; a phone shows what fits its screen."""
    for language, station in LANGUAGES.items():
        watched.station.name = station
        for scheme in SCHEMES:
            chromium.prefer(scheme)
            for width, height in SIZES:
                chromium.resize(width, height)
                chromium.open(f"{watched.url}/?lang={language}")
                if name != "sign-in":
                    chromium.until_text("#station", station)
                whole = height if width == PHONE[0] else chromium.run("document.documentElement.scrollHeight")
                chromium.resize(width, max(height, whole), 2 if width == PHONE[0] else 1)
                chromium.save(outdir / f"{name}-{language}-{scheme}-{width}.png")


if __name__ == "__main__":
    sys.exit(main())
