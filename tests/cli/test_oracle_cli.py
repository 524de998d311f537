"""``hmi oracle create`` and ``hmi check oracle``, at a database behind the real driver and a real socket."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from hmi.cli.app import run
from hmi.config.ddl import ddl_of
from hmi.model.plant import GroupCategory
from hmi.model.tables import PRESETS
from tests.processes import free_port
from tests.servers.oracle.server import OracleServer
from tests.servers.oracle.sql.database import Database

MAPPING = """
[OPERATION]
preset = "TIME_NAME_VALUE"
utc_offset = "+09:00"
[STATE]
table = "STATES"
columns = { TIME = "ts", NAME = "name", VALUE = "value" }
key = ["NAME", "TIME"]
name = "{plc_code}.{tag_address}"
[ALARM]
preset = "ALARM_LOG"
table = "FAULTS"
"""


class Done(NamedTuple):
    """What a command came to."""

    code: int
    lines: list[str]
    errors: str


Run = Callable[..., Done]


@pytest.fixture
def at(
    oracle_server: OracleServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Run:
    """Runs ``hmi`` with these words on a station of that database; settings may be replaced."""

    def run_hmi(*words: str, **settings: str) -> Done:
        for name, value in {
            "ORACLE_HOST": "127.0.0.1",
            "ORACLE_PORT": str(oracle_server.port),
            "ORACLE_SERVICE_NAME": "LINESIDE",
            "ORACLE_USERNAME": "hmi",
            "ORACLE_PASSWORD": "tiger-s3cr3t",
            **settings,
        }.items():
            monkeypatch.setenv(name, value)
        code = run([*words, "--data-dir", str(tmp_path)])
        output, errors = capfd.readouterr()
        assert "Traceback" not in errors
        assert "tiger-s3cr3t" not in output + errors
        return Done(code, output.splitlines(), errors)

    return run_hmi


def test_a_missing_table_is_told_then_made_then_there(at: Run) -> None:
    missing = at("check", "oracle")
    assert missing.code == 1
    assert [line.split()[:2] for line in missing.lines] == [
        ["network", "ok"],
        ["listener", "ok"],
        ["login", "ok"],
        ["tables", "failed"],
    ]
    assert "TAG_VALUES" in missing.lines[-1]
    assert "hmi oracle create" in missing.lines[-1] + missing.errors
    made = at("oracle", "create")
    assert (made.code, made.lines[3], made.errors) == (0, "table TAG_VALUES: made", "")
    assert made.lines[-1] == "tables    ok      HMI.TAG_VALUES takes rows."
    again = at("oracle", "create")
    assert (again.code, again.lines[3]) == (0, "table TAG_VALUES: was there")
    assert at("check", "oracle") == Done(0, made.lines[:3] + made.lines[4:], "")


def test_the_partitioned_table_is_made_too(at: Run) -> None:
    assert at("oracle", "create", "--partitioned").code == 0


def test_the_tables_of_the_mapping_are_made_and_the_customers_left_alone(
    at: Run, tmp_path: Path, oracle_server: OracleServer
) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    done = at("oracle", "create")
    assert done.lines[3:7] == [
        "table OPERATION: made",
        "sequence FAULTS_SEQ: made",
        "table FAULTS: made",
        "table STATES: left alone, its columns are those of mapping.toml",
    ]
    assert (done.code, done.lines[-1].split()[:2]) == (1, ["tables", "failed"])
    assert "STATES" in done.lines[-1]


def test_a_table_that_somebody_else_has_made_is_as_good(
    at: Run, tmp_path: Path, oracle_server: OracleServer
) -> None:
    database = oracle_server.database
    assert isinstance(database, Database)
    database.create_user("MES", "other")
    administrator = database.admin()
    mapping = replace(PRESETS["TIME_NAME_VALUE"], table="MES.OPERATION")
    (table,) = ddl_of({GroupCategory.OPERATION: mapping})
    for sql in (table.sql, "GRANT SELECT, INSERT ON MES.OPERATION TO HMI"):
        administrator.run(administrator.parse(sql), [()])
    administrator.close()
    (tmp_path / "mapping.toml").write_text(
        "".join(
            f'[{category}]\npreset = "TIME_NAME_VALUE"\ntable = "MES.OPERATION"\n'
            for category in GroupCategory
        )
    )
    done = at("oracle", "create")
    assert done.code == 0, done.lines
    assert done.lines[3].startswith("table MES.OPERATION: not made: Oracle hmi@127.0.0.1:")
    assert "ORA-01031" in done.lines[3]
    assert done.lines[4] == "tables    ok      MES.OPERATION takes rows."


@pytest.mark.parametrize(
    ("settings", "step", "words"),
    [
        ({"ORACLE_HOST": "no-such-host.invalid"}, "network", "no-such-host.invalid"),
        ({"ORACLE_PORT": ""}, "network", "lsnrctl start"),
        ({"ORACLE_SERVICE_NAME": "XE"}, "login", "service"),
        ({"ORACLE_USERNAME": "nobody"}, "login", "password"),
        ({"ORACLE_PASSWORD": "wrong"}, "login", "password"),
    ],
)
def test_what_is_wrong_on_the_way_is_told_with_a_remedy(
    at: Run, settings: dict[str, str], step: str, words: str
) -> None:
    settings = {name: value or str(free_port()) for name, value in settings.items()}
    done = at("check", "oracle", **settings)
    assert (done.code, done.lines[-1].split()[:2]) == (1, [step, "failed"])
    assert words in done.lines[-1] + done.errors
    assert done.errors.startswith("hmi: ")
    assert at("oracle", "create", **settings) == done


def test_a_locked_account_is_told(at: Run, oracle_server: OracleServer) -> None:
    oracle_server.faults.inject("ora-login", code=28000)
    done = at("check", "oracle")
    assert done.code == 1
    assert "The account is locked" in done.errors


@pytest.mark.parametrize("command", [("check", "oracle"), ("oracle", "create")])
def test_wrong_settings_are_wrong_use(at: Run, tmp_path: Path, command: tuple[str, str]) -> None:
    assert at(*command, ORACLE_PORT="x").code == 2
    (tmp_path / "mapping.toml").write_text("[ALARMS]\n")
    done = at(*command)
    assert (done.code, done.lines) == (2, [])
    assert "there is no category 'ALARMS'; did you mean 'ALARM'?" in done.errors


def test_a_station_without_oracle_is_checked_too(at: Run) -> None:
    done = at("check", "oracle", ORACLE_HOST="")
    assert done.code == 0
    assert done.lines[0].startswith("No host is set under [oracle] in ")
    assert "can be written" in done.lines[1]
    done = at("oracle", "create", ORACLE_HOST="")
    assert (done.code, "set ORACLE_HOST" in done.errors) == (2, True)
