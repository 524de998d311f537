"""``hmi oracle ddl`` and ``hmi config check`` with a mapping.toml; neither needs a database."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hmi.cli.app import app
from hmi.cli.options import Place
from hmi.config.ddl import script_of
from hmi.model.errors import UsageError
from hmi.model.tables import OWN_MAPPINGS
from tests.plants import write_plant

MAPPING = """
[STATE]
preset = "TIME_NAME_VALUE"
[ALARM]
table = "MES.FAULTS"
columns = { TIME = "ts", NAME = "name", VALUE = "value" }
key = ["NAME", "TIME"]
name = "{plc_code}.{tag_address}"
"""


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ORACLE_HOST", "BUFFER_BATCH_SIZE", "HMI_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)


def run(data: Path, *arguments: str | Path) -> Result:
    """``hmi`` with these arguments; errors of ours are in the result's ``exception``."""
    return CliRunner().invoke(app, [*map(str, arguments), "--data-dir", str(data)], obj=Place())


def test_the_table_is_printed_without_any_settings(tmp_path: Path) -> None:
    for options in ((), ("--partitioned",)):
        result = run(tmp_path, "oracle", "ddl", *options)
        assert result.exception is None
        assert result.stdout == script_of(OWN_MAPPINGS, partitioned=bool(options)) + "\n"
        assert result.stderr == ""


def test_the_tables_of_the_mapping_are_printed(tmp_path: Path) -> None:
    (tmp_path / "mapping.toml").write_text(MAPPING)
    result = run(tmp_path, "oracle", "ddl", "--partitioned")
    assert 'CREATE TABLE "TAG_VALUES"' in result.stdout
    assert 'CREATE TABLE "OPERATION"' in result.stdout
    assert "-- MES.FAULTS has columns of its own" in result.stdout
    assert result.stderr == "hmi: only TAG_VALUES can be partitioned, not OPERATION, MES.FAULTS\n"


@pytest.mark.parametrize("command", [("oracle", "ddl"), ("config", "check")])
def test_a_wrong_mapping_is_wrong_use(tmp_path: Path, command: tuple[str, str]) -> None:
    (tmp_path / "mapping.toml").write_text('[ALARM]\npreset = "ALARM_LOGS"\n')
    exception = run(tmp_path, *command).exception
    assert isinstance(exception, UsageError)
    assert f"{tmp_path / 'mapping.toml'}, [ALARM] preset: 'ALARM_LOGS' is not one of" in str(exception)
    assert "did you mean 'ALARM_LOG'?" in str(exception)


def test_the_check_tells_names_that_are_not_whole(tmp_path: Path) -> None:
    run(tmp_path, "config", "import", *write_plant(tmp_path, [("P1", 5010)]))
    (tmp_path / "mapping.toml").write_text('[OPERATION]\npreset = "TIME_NAME_VALUE"\n')
    result = run(tmp_path, "config", "check")
    assert result.exception is None
    assert result.stderr.startswith("warning: table OPERATION: 10 tags have no machine_code")


def test_the_check_tells_names_that_collide(tmp_path: Path) -> None:
    files = write_plant(tmp_path, [("P1", 5010), ("P2", 5011)])
    files[2].write_text(files[2].read_text().replace("P2_G0_T1", "P1_G0_T1"))
    run(tmp_path, "config", "import", *files)
    (tmp_path / "mapping.toml").write_text('[OPERATION]\npreset = "TAG_NAME_VALUE"\nname = "{tag_name}"\n')
    result = run(tmp_path, "config", "check")
    assert result.stderr.startswith("problem: table TAG_LOG: 1 name is that of several tags")
    assert isinstance(result.exception, UsageError)
