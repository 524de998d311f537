from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hmi.cli.config import app
from hmi.cli.options import Place
from hmi.config.database import ConfigDatabase
from hmi.model.errors import UsageError
from tests.plants import write_plant


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ORACLE_HOST", "BUFFER_BATCH_SIZE", "HMI_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def run(data: Path, *arguments: str | Path) -> Result:
    """``hmi config`` with these arguments; errors of ours are in the result's ``exception``."""
    return CliRunner().invoke(app, [*map(str, arguments), "--data-dir", str(data)], obj=Place())


def test_import_says_what_it_did(tmp_path: Path, data: Path) -> None:
    files = write_plant(tmp_path, [("P1", 5010)], groups_per_plc=2)
    result = run(data, "import", *files)
    assert result.exception is None
    assert result.stdout.splitlines() == [
        "plcs.csv: plc_connections: 1 added, 0 changed, 0 unchanged",
        "groups.csv: polling_groups: 2 added, 0 changed, 0 unchanged",
        "tags.csv: tags: 20 added, 0 changed, 0 unchanged",
        f"written to {data / 'station.db'}: 1 PLC, 2 polling groups, 20 tags",
    ]
    assert len(ConfigDatabase(data / "station.db").load_plant().tags) == 20


def test_a_dry_run_says_so_and_writes_nothing(tmp_path: Path, data: Path) -> None:
    result = run(data, "import", *write_plant(tmp_path, [("P1", 5010)]), "--dry-run")
    assert result.stdout.splitlines()[-1] == "dry run: nothing was written"
    assert not (data / "station.db").exists()


def test_each_error_is_one_line_and_the_summary_is_wrong_use(tmp_path: Path, data: Path) -> None:
    files = write_plant(tmp_path, [("P1", 99999), ("P2", 0)])
    result = run(data, "import", *files)
    assert [line.partition(": ")[0] for line in result.stderr.splitlines()] == [
        "plcs.csv, row 2, column port",
        "plcs.csv, row 3, column port",
    ]
    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == "2 errors, nothing was imported: correct the files and try again"
    assert not (data / "station.db").exists()


def test_a_plain_tag_list_goes_into_a_named_group(tmp_path: Path, data: Path) -> None:
    plc, _, tags = write_plant(tmp_path, [("P1", 5010)])
    tags.write_text("PLC_CODE,TAG_ADDRESS,TAG_NAME,UNIT,SCALE,MACHINE_CODE\nP1,W1F,T,C,0.1,M\n")
    result = run(data, "import", plc, tags, "--group", "PRESS")
    assert "polling group 'PRESS' is new: PLC 'P1', FIXED, 1,000 ms" in result.stdout


def test_what_is_exported_imports_elsewhere(tmp_path: Path, data: Path) -> None:
    run(data, "import", *write_plant(tmp_path, [("P1", 5010), ("P2", 5011)]))
    result = run(data, "export", tmp_path / "out")
    assert [line.rpartition(": ")[2] for line in result.stdout.splitlines()] == [
        "2 rows",
        "2 rows",
        "20 rows",
    ]
    run(tmp_path / "other", "import", *sorted((tmp_path / "out").iterdir()))
    first, second = (
        ConfigDatabase(folder / "station.db").load_plant() for folder in (data, tmp_path / "other")
    )
    assert first == second != ConfigDatabase(tmp_path / "none.db").load_plant()


def test_check_counts_what_is_configured(tmp_path: Path, data: Path) -> None:
    run(data, "import", *write_plant(tmp_path, [("P1", 5010)]))
    result = run(data, "check")
    assert result.exception is None
    assert (
        result.stdout.strip() == f"{data / 'station.db'}: 1 PLC, 1 polling group, 10 tags; historian: sqlite"
    )


def test_check_tells_problems_and_warnings_apart(tmp_path: Path, data: Path) -> None:
    run(data, "import", *write_plant(tmp_path, [("P1", 5010), ("P2", 5010)], groups_per_plc=6))
    result = run(data, "check")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["problem", "warning"]
    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == f"{data / 'station.db'}: 1 problem"


def test_check_looks_at_the_settings_too(data: Path) -> None:
    data.mkdir()
    (data / "settings.toml").write_text("[buffer]\nbatch_size = 1\n")
    exception = run(data, "check").exception
    assert isinstance(exception, UsageError)
    assert "settings.toml, [buffer] batch_size: '1'" in str(exception)


@pytest.mark.parametrize("command", [["import", "x.csv"], ["export", "out"], ["check"]])
def test_a_data_folder_that_is_a_file_is_refused_by_every_command(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("")
    exception = run(tmp_path / "file", *command).exception
    assert isinstance(exception, UsageError)
    assert "a file is in its place" in str(exception)
