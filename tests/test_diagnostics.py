"""The bundle for who looks from afar: everything in it, nothing secret, whatever hangs."""

from __future__ import annotations

import json
import logging
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from hmi import diagnostics
from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.demo import prepare_demo
from hmi.diagnostics import write_bundle
from hmi.model.errors import UsageError
from hmi.model.events import EventKind
from hmi.qthreads import QThreadHost
from hmi.station import Station

SECRET = "tiger-of-Oracle_1"
PIN = "48151623"
ENV = {
    "ORACLE_HOST": "127.0.0.1",
    "ORACLE_PORT": "1",
    "ORACLE_SERVICE_NAME": "PLANT",
    "ORACLE_USERNAME": "SCADA",
    "ORACLE_PASSWORD": SECRET,
}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A plant whose Oracle is a closed port, so that its errors are in the logs."""
    folder = DataFolder(tmp_path / "Line 1")
    folder.create()
    prepare_demo(folder)
    running = Station(folder, load_settings(folder, ENV), QThreadHost(), demo=True)
    running.start()
    yield running
    running.stop()


def members(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_everything_is_in_it(station: Station, tmp_path: Path) -> None:
    bundle = write_bundle(station, tmp_path / "bundle.zip", ENV)
    assert bundle.failed == ()
    assert bundle.size_bytes == bundle.path.stat().st_size
    found = members(bundle.path)
    assert json.loads(found["status.json"])["station"] == "Demo plant"
    versions = json.loads(found["versions.json"])
    assert versions["lineside"]
    assert versions["packaged"] is False
    assert "hread 0x" in found["stacks.txt"]
    assert "writer" in found["stacks.txt"]
    assert "has started" in found["events.csv"]
    assert found["configuration/tags.csv"].count("\n") > 500
    assert "Lineside" in found["logs/hmi.log"]
    assert "station.db" in found["files.txt"]
    assert "bytes are free" in found["files.txt"]


def test_no_secret_leaves_the_computer(station: Station, tmp_path: Path) -> None:
    folder = station.data_folder
    logging.getLogger("hmi.test").warning("somebody logged %s", SECRET)
    folder.settings_file.write_text(f'[oracle]\nhost = "db"\npassword = "{PIN}"\n', encoding="utf-8")
    folder.pin_file.write_text(f'hash = "{PIN}"\n', encoding="utf-8")
    found = members(write_bundle(station, tmp_path / "bundle.zip", ENV).path)
    for name, text in found.items():
        assert SECRET not in text, name
        assert PIN not in text, name
    assert "somebody logged (hidden)" in found["logs/hmi.log"]
    assert "127.0.0.1" in found["settings.json"]
    assert 'host = "db"' in found["settings.toml"]
    assert not any(name.endswith((".db", "access.toml")) for name in found)


def test_a_password_in_a_table_of_one_line_is_hidden(station: Station, tmp_path: Path) -> None:
    line = f'oracle = {{ host = "db", "password" = "{PIN}", port = 1521 }}\n'
    station.data_folder.settings_file.write_text(line, encoding="utf-8")
    found = members(write_bundle(station, tmp_path / "bundle.zip", ENV).path)
    assert found["settings.toml"] == 'oracle = { host = "db", "password" = (hidden)'


SPELLED = "kö\"y\\ 100%&'x"


def test_a_secret_is_hidden_however_it_is_spelled(station: Station, tmp_path: Path) -> None:
    texts = (SPELLED, json.dumps(SPELLED), repr({"password": SPELLED}), quote(SPELLED), ascii(SPELLED))
    for text in texts:
        logging.getLogger("hmi.test").warning("connect: %s", text)
    station.events.add(EventKind.COMMAND_REFUSED, error=f"login with {SPELLED} was refused")
    found = members(write_bundle(station, tmp_path / "bundle.zip", ENV | {"ORACLE_PASSWORD": SPELLED}).path)
    assert found["logs/hmi.log"].count("(hidden)") >= len(texts)
    assert "login with (hidden) was refused" in found["events.csv"]
    for name, text in found.items():
        assert "100%" not in text, name
        assert "100%25" not in text, name


def test_a_part_that_hangs_is_named_and_holds_nothing_up(
    station: Station, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = threading.Event()
    monkeypatch.setattr(diagnostics, "_PART_S", 0.2)
    monkeypatch.setattr(station.events, "read", lambda *_: let_go.wait(60))
    try:
        bundle = write_bundle(station, tmp_path / "bundle.zip", ENV)
    finally:
        let_go.set()
    assert "events" in bundle.failed
    assert "gave no answer" in members(bundle.path)["events.FAILED.txt"]


def test_a_part_that_fails_says_why(station: Station, tmp_path: Path) -> None:
    station.data_folder.mapping_file.mkdir()
    bundle = write_bundle(station, tmp_path / "bundle.zip", ENV)
    assert bundle.failed == ("settings",)
    assert "IsADirectoryError" in members(bundle.path)["settings.FAILED.txt"]


def test_a_place_that_cannot_be_written_is_refused(station: Station, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="choose another place"):
        write_bundle(station, tmp_path / "file" / "bundle.zip", ENV)
