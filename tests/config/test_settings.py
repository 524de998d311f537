from __future__ import annotations

from pathlib import Path

import pytest

from hmi.config.folder import DataFolder
from hmi.config.settings import Settings, load_settings
from hmi.config.settings_keys import KEYS
from hmi.model.errors import UsageError

ORACLE = {"ORACLE_HOST": "db.plant.local", "ORACLE_SERVICE_NAME": "XEPDB1", "ORACLE_USERNAME": "scada"}


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def with_file(folder: DataFolder, text: str, env: dict[str, str] | None = None) -> Settings:
    folder.settings_file.write_text(text, encoding="utf-8")
    return load_settings(folder, env or {})


def test_without_file_and_environment_the_defaults_hold(folder: DataFolder) -> None:
    settings = load_settings(folder, {})
    assert settings == Settings(backup_path=folder.backup)
    assert (settings.historian, settings.oracle) == ("sqlite", None)
    assert (settings.buffer_max_size, settings.buffer_batch_size) == (100_000, 500)
    assert (settings.buffer_write_interval_s, settings.queue_max) == (0.5, 10_000)
    assert (settings.retry_delays, settings.max_running_groups) == ((1.0, 2.0, 4.0), 10)


def test_the_environment_sets_everything_of_oracle_and_the_buffer(folder: DataFolder, tmp_path: Path) -> None:
    settings = load_settings(
        folder,
        ORACLE
        | {
            "ORACLE_PORT": "1522",
            "ORACLE_POOL_MIN": "3",
            "ORACLE_POOL_MAX": " 7 ",
            "BUFFER_MAX_SIZE": "50000",
            "BUFFER_BATCH_SIZE": "1000",
            "BUFFER_WRITE_INTERVAL": "1",
            "ORACLE_CONNECT_TIMEOUT": "5",
            "ORACLE_CALL_TIMEOUT": "30",
            "ORACLE_RETRY_MAX": "1",
            "BACKUP_FILE_PATH": str(tmp_path / "elsewhere"),
        },
    )
    oracle = settings.oracle
    assert settings.historian == "oracle"
    assert oracle is not None
    assert (oracle.host, oracle.port, oracle.service_name, oracle.username) == (
        "db.plant.local",
        1522,
        "XEPDB1",
        "scada",
    )
    assert (oracle.pool_min, oracle.pool_max) == (3, 7)
    assert (oracle.connect_timeout, oracle.call_timeout) == (5, 30)
    assert (settings.buffer_max_size, settings.buffer_batch_size) == (50_000, 1000)
    assert (settings.buffer_write_interval_s, settings.retry_delays) == (1.0, (1.0,))
    assert settings.backup_path == tmp_path / "elsewhere"


def test_the_file_is_read_and_the_environment_comes_before_it(folder: DataFolder) -> None:
    text = """
        [station]
        name = "제1공장"
        language = "ko"
        log_level = "debug"
        [polling]
        max_running_groups = 20
        [oracle]
        host = "file.local"
        service_name = "S"
        username = "u"
        [buffer]
        batch_size = 200
        write_interval = 1
        [backup]
        path = "spill"
    """
    settings = with_file(
        folder, text, {"ORACLE_HOST": "env.local", "BUFFER_BATCH_SIZE": "300", "ORACLE_PORT": " "}
    )
    assert (settings.station_name, settings.language, settings.log_level) == ("제1공장", "ko", "DEBUG")
    assert settings.max_running_groups == 20
    assert settings.oracle is not None
    assert (settings.oracle.host, settings.oracle.port) == ("env.local", 1521)
    assert (settings.oracle.connect_timeout, settings.oracle.call_timeout) == (10, 10)
    assert (settings.oracle.pool_min, settings.oracle.pool_max) == (2, 5)
    assert (settings.buffer_batch_size, settings.buffer_write_interval_s) == (300, 1.0)
    assert settings.backup_path == folder.root / "spill"


def test_a_byte_order_mark_of_notepad_does_no_harm(folder: DataFolder) -> None:
    assert with_file(folder, '\ufeff[station]\nname = "A"\n').station_name == "A"


def test_sqlite_can_be_chosen_although_a_host_is_named(folder: DataFolder) -> None:
    assert with_file(folder, '[historian]\nbackend = "sqlite"\n', ORACLE).historian == "sqlite"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[buffer]\nbatch_size = 99\n", "[buffer] batch_size: '99' is not a whole number from 100 to 1000"),
        (
            "[buffer]\nbatch_sise = 99\n",
            "[buffer]: there is no setting 'batch_sise'; did you mean 'batch_size'?",
        ),
        ("[bufer]\nbatch_size = 99\n", "there is no section 'bufer'; did you mean 'buffer'?"),
        ("[zzz]\n", "there is no section 'zzz'; sections: station, polling"),
        ("station = 'A'\n", "station is a section; write [station]"),
        ("[oracle]\nport = true\n", "[oracle] port: True is not a text or a number"),
        ("[oracle]\nport = [1]\n", "[oracle] port: [1] is not a text or a number"),
        ("[oracle]\npassword = 'x'\n", "a password does not belong in a file; set ORACLE_PASSWORD"),
        ("[station]\nlanguage = 'fr'\n", "'fr' is not one of ko, en, ja"),
        ("[buffer]\nwrite_interval = nan\n", "'nan' is not a number from 0.05 to 10"),
        ("[buffer\n", "is not a TOML file in UTF-8"),
        (
            "[historian]\nbackend = 'oracle'\n",
            "[historian] backend), but its host is not set: set ORACLE_HOST",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(folder: DataFolder, text: str, sentence: str) -> None:
    with pytest.raises(UsageError) as caught:
        with_file(folder, text)
    assert sentence in str(caught.value)
    assert str(folder.settings_file) in str(caught.value)


def test_bytes_that_are_no_text_are_refused(folder: DataFolder) -> None:
    folder.settings_file.write_bytes(b"[station]\nname = '\xff'\n")
    with pytest.raises(UsageError, match=r"settings\.toml is not a TOML file in UTF-8"):
        load_settings(folder, {})


def test_a_folder_in_the_place_of_the_file_is_refused(folder: DataFolder) -> None:
    folder.settings_file.mkdir()
    with pytest.raises(UsageError, match=r"settings\.toml cannot be read"):
        load_settings(folder, {})


@pytest.mark.parametrize(
    ("env", "sentence"),
    [
        ({"BUFFER_BATCH_SIZE": "5000"}, "BUFFER_BATCH_SIZE: '5000' is not a whole number from 100 to 1000"),
        ({"BUFFER_WRITE_INTERVAL": "fast"}, "BUFFER_WRITE_INTERVAL: 'fast' is not a number from 0.05 to 10"),
        ({"ORACLE_PORT": "0"}, "ORACLE_PORT: '0' is not a whole number from 1 to 65535"),
        ({"ORACLE_CONNECT_TIMEOUT": "4"}, "ORACLE_CONNECT_TIMEOUT: '4' is not a whole number from 5 to 30"),
        ({"ORACLE_CALL_TIMEOUT": "31"}, "ORACLE_CALL_TIMEOUT: '31' is not a whole number from 10 to 30"),
        (
            ORACLE | {"ORACLE_SERVICE_NAME": "db:1521/XE"},
            "ORACLE_SERVICE_NAME: 'db:1521/XE' is not the name of a",
        ),
        (
            ORACLE | {"ORACLE_SERVICE_NAME": "X)(SERVER=DEDICATED"},
            "is not the name of a service, like XEPDB1",
        ),
        ({"ORACLE_HOST": "db"}, "Oracle is the historian (ORACLE_HOST), but its service_name is not set"),
        (ORACLE | {"ORACLE_USERNAME": ""}, "its username is not set: set ORACLE_USERNAME, or username under"),
        (ORACLE | {"ORACLE_POOL_MIN": "6"}, "ORACLE_POOL_MIN 6 is larger than ORACLE_POOL_MAX 5"),
    ],
)
def test_a_wrong_environment_is_refused_with_the_variable(
    folder: DataFolder, env: dict[str, str], sentence: str
) -> None:
    with pytest.raises(UsageError) as caught:
        load_settings(folder, env)
    assert sentence in str(caught.value)


def test_every_variable_is_there_once() -> None:
    names = [key.env for key in KEYS if key.env]
    assert len(names) == len(set(names))
    assert set(names) == {
        "ORACLE_HOST",
        "ORACLE_PORT",
        "ORACLE_SERVICE_NAME",
        "ORACLE_USERNAME",
        "ORACLE_POOL_MIN",
        "ORACLE_POOL_MAX",
        "ORACLE_CONNECT_TIMEOUT",
        "ORACLE_CALL_TIMEOUT",
        "ORACLE_RETRY_MAX",
        "BUFFER_MAX_SIZE",
        "BUFFER_BATCH_SIZE",
        "BUFFER_WRITE_INTERVAL",
        "BACKUP_FILE_PATH",
        "BACKUP_AUTOMATIC_REPLAY",
        "BACKUP_REPLAY_ROWS_PER_S",
        "BACKUP_KEEP_REPLAYED_DAYS",
        "JOURNAL_STRICT",
        "HMI_API_ENABLED",
        "HMI_API_HOST",
        "HMI_API_PORT",
        "HMI_API_CERTIFICATE",
        "HMI_API_KEY",
        "HMI_API_ORIGINS",
    }
    assert len({key.id for key in KEYS}) == len(KEYS)


@pytest.mark.parametrize("path", [r"D:\backup", r"D:\data", r"C:\Users\line"])
def test_a_windows_path_in_double_quotes_is_told_its_remedy(folder: DataFolder, path: str) -> None:
    folder.settings_file.write_text(f'[backup]\npath = "{path}"\n')
    with pytest.raises(UsageError, match="between single quotes"):
        load_settings(folder, {})
    folder.settings_file.write_text(f"[backup]\npath = '{path}'\n")
    assert str(load_settings(folder, {}).backup_path).endswith(path)


def test_replay_and_journal_are_set_with_true_and_false(folder: DataFolder) -> None:
    text = "[backup]\nautomatic_replay = false\nkeep_replayed_days = 0\n[journal]\nstrict = true\n"
    settings = with_file(folder, text, {"BACKUP_REPLAY_ROWS_PER_S": "500"})
    assert (settings.automatic_replay, settings.keep_replayed_days) == (False, 0)
    assert (settings.journal_strict, settings.replay_rows_per_s) == (True, 500)


@pytest.mark.parametrize("text", ["[journal]\nstrict = 2\n", "[buffer]\nbatch_size = true\n"])
def test_true_and_false_stand_only_where_they_are_asked_for(folder: DataFolder, text: str) -> None:
    with pytest.raises(UsageError, match=r"settings\.toml"):
        with_file(folder, text)
