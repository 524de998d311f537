"""Settings changed by a person: checked like at the start, saved without undoing anybody's work."""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest

from hmi.config.ddl import ddl_of
from hmi.config.folder import DataFolder
from hmi.config.passwords import PasswordPlace
from hmi.config.settings import Settings, load_settings
from hmi.eventlog import EventLog
from hmi.model.errors import UsageError
from hmi.model.plant import GroupCategory, Plant, Plc, PollingGroup, Tag, TagType
from hmi.model.tables import OWN_MAPPINGS
from hmi.settings_setup import StationSettings
from tests.keyrings import MemoryKeyring
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer

ORACLE = {"oracle.host": "db.plant.local", "oracle.service_name": "XEPDB1", "oracle.username": "scada"}
SECRET = "s3cret-of-the-plant"
WRITTEN = """# of the plant in Ulsan
[backup]
path = 'D:\\backup'   # the big disk

[oracle]  # not in use yet
port = 1522
"""


class Rig:
    """Settings of a folder, and what came of changing them."""

    def __init__(self, folder: DataFolder, **env: str) -> None:
        self.folder = folder
        self.env = env
        self.events = EventLog(folder.events_db)
        self.applied: list[Settings] = []
        plc = Plc("PRESS", ip_address="127.0.0.1")
        group = PollingGroup("PRESS_OPERATION", "PRESS", group_category=GroupCategory.OPERATION)
        tag = Tag("PRESS", "W100", "Count", TagType.INT, "PRESS_OPERATION", machine_code="PRS-L1-ST01-01")
        self.plant = Plant((plc,), (group,), (tag,))
        self.setup = self.anew()

    def anew(self) -> StationSettings:
        """As after a new start of the program."""
        running = load_settings(self.folder, self.env)
        return StationSettings(
            self.folder,
            running,
            OWN_MAPPINGS,
            self.env,
            self.events,
            plant=lambda: self.plant,
            at_once={"station.log_level": self.applied.append},
        )

    def said(self) -> list[str]:
        self.events.flush()
        return [f"{event} [{event.by}]" for event in reversed(self.events.read(100))]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    place = DataFolder(tmp_path / "station")
    place.create()
    return place


@pytest.fixture
def rig(folder: DataFolder, memory_keyring: MemoryKeyring) -> Rig:
    return Rig(folder)


# -- looking ---------------------------------------------------------------------------------------------


def test_it_says_what_holds_and_where_it_comes_from(
    folder: DataFolder,
    memory_keyring: MemoryKeyring,
) -> None:
    folder.settings_file.write_text("[buffer]\nmax_size = 50_000\n")
    stored = Rig(folder, BUFFER_BATCH_SIZE="250").setup.stored()
    by_file = stored.settings["buffer.max_size"]
    assert (by_file.text, by_file.default, by_file.variable) == ("50000", "100000", "")
    by_env = stored.settings["buffer.batch_size"]
    assert (by_env.text, by_env.variable) == ("250", "BUFFER_BATCH_SIZE")
    by_default = stored.settings["oracle.port"]
    assert (by_default.text, by_default.shown, by_default.is_set) == ("", "1521", False)
    assert stored.settings["backup.path"].default == str(folder.backup)
    assert stored.settings["station.log_level"].at_once
    assert (stored.historian, stored.password, stored.waiting) == ("sqlite", PasswordPlace.NOWHERE, ())


def test_every_setting_has_a_default_that_it_takes(rig: Rig) -> None:
    for setting in rig.setup.stored().settings.values():
        if setting.default:
            assert rig.setup.check({setting.id: setting.default}) == {}, setting


# -- checking --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "where", "sentence"),
    [
        ({"oracle.port": "99999"}, "oracle.port", "'99999' is not a whole number from 1 to 65535"),
        ({"oracle.host": "a b"}, "oracle.host", "'a b' is neither an IPv4 address nor a host name"),
        ({"historian.backend": "oracle"}, "oracle.host", "its host is not set"),
        (ORACLE | {"oracle.pool_min": "6"}, "oracle.pool_max", "6 is larger than ORACLE_POOL_MAX 5"),
        ({"station.name": "two\nlines"}, "station.name", "has a line break"),
    ],
)
def test_what_the_start_would_refuse_is_refused(
    rig: Rig, changes: dict[str, str], where: str, sentence: str
) -> None:
    assert sentence in rig.setup.check(changes)[where]
    with pytest.raises(UsageError, match=re.escape(sentence)):
        rig.setup.save(changes)
    assert not rig.folder.settings_file.exists()


def test_what_the_environment_sets_cannot_be_changed_here(folder: DataFolder) -> None:
    rig = Rig(folder, BUFFER_MAX_SIZE="5000")
    (problem,) = rig.setup.check({"buffer.max_size": "6000"}).values()
    assert problem == "is set by BUFFER_MAX_SIZE in the environment; change it there"


# -- saving ----------------------------------------------------------------------------------------------


def test_comments_and_order_stay(rig: Rig, memory_keyring: MemoryKeyring) -> None:
    rig.folder.settings_file.write_text(WRITTEN)
    memory_keyring.kept["Lineside", "SCADA"] = SECRET
    rig.setup.save(ORACLE | {"oracle.port": "", "backup.path": "E:\\more"}, by="kim (engineer)")
    assert rig.folder.settings_file.read_text() == (
        "# of the plant in Ulsan\n[backup]\npath = 'E:\\more'   # the big disk\n\n"
        "[oracle]  # not in use yet\n"
        'host = "db.plant.local"\nservice_name = "XEPDB1"\nusername = "scada"\n'
    )
    oracle = load_settings(rig.folder, {}).oracle
    assert oracle is not None
    assert (oracle.host, oracle.port, oracle.password()) == ("db.plant.local", 1521, SECRET)
    assert "Setting oracle.port was changed: 1522 -> 1521 [kim (engineer)]" in rig.said()


def test_windows_line_ends_stay(rig: Rig) -> None:
    rig.folder.settings_file.write_bytes(b"\xef\xbb\xbf[station]\r\nname = 'Line 1'\r\n")
    rig.setup.save({"station.log_level": "DEBUG"})
    written = rig.folder.settings_file.read_bytes()
    assert written == b"[station]\r\nname = 'Line 1'\r\nlog_level = \"DEBUG\"\r\n"


def test_nothing_is_saved_with_which_it_would_not_start(rig: Rig) -> None:
    with pytest.raises(UsageError, match="password of Oracle user 'scada' is not known"):
        rig.setup.save(ORACLE)
    assert not rig.folder.settings_file.exists()
    rig.folder.mapping_file.write_text("[OPERATION]\npreset = 'NO_SUCH'\n")
    with pytest.raises(UsageError, match=r"mapping\.toml"):
        rig.setup.save(ORACLE, password=SECRET)
    assert not rig.folder.settings_file.exists()


def test_a_file_that_cannot_be_written_is_told_and_stays(rig: Rig) -> None:
    rig.folder.settings_file.write_text(WRITTEN)
    rig.folder.settings_file.with_name("settings.toml.tmp").mkdir()
    with pytest.raises(UsageError, match=r"settings\.toml cannot be written"):
        rig.setup.save({"station.name": "Line 2"})
    assert rig.folder.settings_file.read_text() == WRITTEN
    assert rig.said() == []


def test_the_password_goes_into_the_keyring_alone(
    rig: Rig,
    memory_keyring: MemoryKeyring,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    stored = rig.setup.save(ORACLE, password=SECRET, by="kim (engineer)")
    assert memory_keyring.kept == {("Lineside", "SCADA"): SECRET}
    assert stored.password is PasswordPlace.KEYRING
    assert "oracle.password" in stored.waiting
    assert "The password of Oracle user scada was changed [kim (engineer)]" in rig.said()
    files = b"".join(path.read_bytes() for path in rig.folder.root.rglob("*") if path.is_file())
    assert SECRET.encode() not in files
    assert SECRET not in caplog.text


def test_what_waits_for_a_new_start_is_told(rig: Rig) -> None:
    stored = rig.setup.save({"buffer.max_size": "20000", "station.log_level": "ERROR"})
    assert stored.waiting == ("buffer.max_size",)
    assert rig.applied[-1].log_level == "ERROR"
    assert rig.anew().stored().waiting == ()
    assert rig.setup.save({"buffer.max_size": ""}).waiting == ()
    assert rig.setup.save({"historian.backend": "sqlite"}).waiting == ()  # what it was anyway


def test_the_embedded_historian_comes_before_a_host_of_the_environment(folder: DataFolder) -> None:
    rig = Rig(
        folder, ORACLE_HOST="db", ORACLE_SERVICE_NAME="X", ORACLE_USERNAME="scada", ORACLE_PASSWORD=SECRET
    )
    assert rig.setup.stored().historian == "oracle"
    stored = rig.setup.save({"historian.backend": "sqlite"})
    assert stored.historian == "sqlite"
    assert "historian.backend" in stored.waiting


# -- the way to Oracle -----------------------------------------------------------------------------------


def candidate(server: OracleServer, **changes: str) -> dict[str, str]:
    return {
        "historian.backend": "oracle",
        "oracle.host": "127.0.0.1",
        "oracle.port": str(server.port),
        "oracle.service_name": server.service_name,
        "oracle.username": USER,
        "oracle.connect_timeout": "5",
    } | changes


def walk(rig: Rig, changes: dict[str, str], password: str = PASSWORD, **more: bool) -> list[str]:
    found = rig.setup.oracle_check(changes, password).walk(is_cancelled=lambda: False, **more)
    return [step if isinstance(step, str) else f"{step.name} {step.ok}" for step in found]


def test_a_table_that_is_missing_is_told_and_made(rig: Rig, oracle_server: OracleServer) -> None:
    changes = candidate(oracle_server)
    steps = list(rig.setup.oracle_check(changes, PASSWORD).walk(is_cancelled=lambda: False))
    assert not isinstance(steps[-1], str)
    assert (steps[-1].name, steps[-1].ok, steps[-1].missing) == ("tables", False, ("TAG_VALUES",))
    assert 'CREATE TABLE "TAG_VALUES"' in rig.setup.ddl()
    assert walk(rig, changes, create=True) == [
        "network True",
        "listener True",
        "login True",
        "table TAG_VALUES: made",
        "tables True",
    ]
    assert not rig.folder.settings_file.exists()  # it was only a trial


def test_each_mistake_fails_at_its_step(rig: Rig, oracle_server: OracleServer) -> None:
    make_tables(oracle_server)
    assert walk(rig, candidate(oracle_server), "wrong")[-1] == "login False"
    assert walk(rig, candidate(oracle_server, **{"oracle.service_name": "NO_SUCH"}))[-1] == "login False"
    assert walk(rig, candidate(oracle_server, **{"oracle.port": "1"})) == ["network False"]
    assert walk(rig, candidate(oracle_server))[-1] == "tables True"


def test_a_walk_can_be_given_up_at_once(rig: Rig, oracle_server: OracleServer) -> None:
    oracle_server.faults.inject("silent")
    given_up = iter([False, True])
    check = rig.setup.oracle_check(candidate(oracle_server), PASSWORD)
    assert len(list(check.walk(is_cancelled=lambda: next(given_up, True)))) <= 1
    oracle_server.faults.clear()


def test_without_a_password_the_walk_says_so(rig: Rig, oracle_server: OracleServer) -> None:
    with pytest.raises(UsageError, match="password of Oracle user 'HMI' is not known"):
        walk(rig, candidate(oracle_server), "")


def make_tables(server: OracleServer) -> None:
    session = server.database.log_in(USER, password_matches=True)
    for statement in ddl_of(OWN_MAPPINGS):
        session.run(session.parse(statement.sql), [()])
    session.close()
