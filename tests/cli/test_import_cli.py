"""What ``hmi config import`` says of the files of other programs, and of the PLCs behind them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hmi.cli.config import app
from hmi.cli.options import Place
from hmi.config.database import ConfigDatabase
from hmi.melsec.simulator.server import SimulatedPlc
from hmi.model.errors import UsageError
from hmi.model.plant import Plc
from tests.processes import free_port


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a simulated PLC with 12,288 words in D."""
    plc = SimulatedPlc(Plc("PRESS", "127.0.0.1"), scan_ms=0, limits={"D": 12288})
    yield plc.start()
    plc.stop()


def run(data: Path, *arguments: str | Path) -> Result:
    """``hmi config import`` with these arguments."""
    return CliRunner().invoke(app, ["import", *map(str, arguments), "--data-dir", str(data)], obj=Place())


def plcs(folder: Path, *, port: int = 5010, codes: tuple[str, ...] = ("PRESS",), active: int = 1) -> Path:
    rows = "".join(f"{code},127.0.0.1,{port},{active}\n" for code in codes)
    path = folder / "plcs.csv"
    path.write_text(f"plc_code,ip_address,port,is_active\n{rows}")
    return path


def comments(folder: Path, devices: dict[str, str]) -> Path:
    rows = "".join(f'"{device}"\t"{comment}"\r\n' for device, comment in devices.items())
    path = folder / "COMMENT.csv"
    path.write_bytes(f'"COMMON"\r\n"Device Name"\t"Comment"\r\n{rows}'.encode("utf-16"))
    return path


def test_device_comments_are_imported_and_what_is_skipped_is_told(tmp_path: Path, data: Path) -> None:
    file = comments(tmp_path, {"D1": "Force", "T10": "Delay", "S5": "Step", "M1": ""})
    result = run(data, plcs(tmp_path), file, "--offline")
    assert result.exception is None
    assert result.stderr == ""
    assert result.stdout.splitlines() == [
        "plcs.csv: plc_connections: 1 added, 0 changed, 0 unchanged",
        "COMMENT.csv: device comments of GX Works: 2 added, 0 changed, 0 unchanged, 2 skipped",
        "polling group 'PRESS_1000ms' is new: PLC 'PRESS', FIXED, 1,000 ms",
        "COMMENT.csv: 1 row: the comment of T names its current value, TN",
        "skipped: COMMENT.csv, row 5: S5 Step: step relays (S) are not read",
        "skipped: COMMENT.csv, row 6: M1: has no comment",
        f"written to {data / 'station.db'}: 1 PLC, 1 polling group, 2 tags",
    ]


def test_a_dry_run_shows_changes_from_old_to_new(tmp_path: Path, data: Path) -> None:
    run(data, plcs(tmp_path), comments(tmp_path, {"D1": "Force", "D2": "Oil"}), "--offline")
    result = run(data, comments(tmp_path, {"D1": "Pressure", "D2": "Oil"}), "--offline", "--dry-run")
    assert result.stdout.splitlines() == [
        "COMMENT.csv: device comments of GX Works: 0 added, 1 changed, 1 unchanged",
        "changed: COMMENT.csv, row 3: D1 Pressure: tag_name 'Force' -> 'Pressure'",
        "dry run: nothing was written",
    ]
    assert ConfigDatabase(data / "station.db").load_plant().tags[0].tag_name == "Force"


def test_the_terminal_shows_twenty_of_a_kind_and_the_report_every_row(tmp_path: Path, data: Path) -> None:
    file = comments(tmp_path, {f"S{n}": "Step" for n in range(332)} | {"D1": "=1+1"})
    result = run(data, plcs(tmp_path), file, "--offline", "--dry-run", "--report", tmp_path / "report.csv")
    lines = result.stdout.splitlines()
    assert sum(line.startswith("skipped: ") for line in lines) == 20
    assert "... and 312 more skipped rows; --report FILE.csv lists every row" in lines
    assert (tmp_path / "report.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert len(rows) == 1 + 332 + 1
    assert rows[1] == {
        "file": "COMMENT.csv",
        "row": "3",
        "plc_code": "",
        "address": "S0",
        "name": "Step",
        "verdict": "skipped",
        "reason": "step relays (S) are not read",
    }
    assert (rows[-1]["plc_code"], rows[-1]["name"], rows[-1]["verdict"]) == ("PRESS", "'=1+1", "added")


def test_a_report_of_wrong_files_names_rows_and_files(tmp_path: Path, data: Path) -> None:
    tags = tmp_path / "tags.csv"
    tags.write_text("tag_address,tag_name,scale\nD1,Force,0\nD2,Oil,1\n")
    broken = tmp_path / "broken.csv"
    broken.write_bytes(bytes(10))
    report = tmp_path / "report.csv"
    result = run(data, plcs(tmp_path), tags, broken, "--group", "G", "--report", report)
    assert str(result.exception) == "2 errors, nothing was imported: correct the files and try again"
    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1].startswith('broken.csv,,,,,wrong,"is not a text file')
    assert lines[3].startswith("tags.csv,2,,D1,Force,wrong,scale: '0' would make every value 0")
    assert lines[4] == "tags.csv,3,PRESS,D2,Oil,added,"


def test_many_errors_are_cut_short(tmp_path: Path, data: Path) -> None:
    tags = tmp_path / "tags.csv"
    tags.write_text("tag_address,tag_name\n" + "Q1,x\n" * 50)
    result = run(data, plcs(tmp_path), tags, "--group", "G")
    assert len(result.stderr.splitlines()) == 21
    assert result.stderr.splitlines()[-1] == "... and 30 more errors; --report FILE.csv lists every row"


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path, data: Path) -> None:
    result = run(data, plcs(tmp_path), "--report", tmp_path)
    assert isinstance(result.exception, UsageError)
    assert str(result.exception).startswith(f"--report: {tmp_path} cannot be written")


def test_a_report_never_takes_the_place_of_an_imported_file(tmp_path: Path, data: Path) -> None:
    file = plcs(tmp_path)
    before = file.read_bytes()
    result = run(data, file, "--report", tmp_path / "." / file.name)
    assert str(result.exception) == (
        f"--report: {tmp_path / file.name} is a file to import, and would be overwritten; give another name"
    )
    assert file.read_bytes() == before
    assert not data.exists()


def test_a_report_that_excel_has_open_is_told_with_the_remedy(
    tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path, _data: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", locked)
    result = run(data, plcs(tmp_path), "--dry-run", "--report", tmp_path / "r.csv")
    assert str(result.exception).endswith("Permission denied; if a spreadsheet has it open, close it there")


def test_a_plc_is_named_where_there_are_several(tmp_path: Path, data: Path) -> None:
    files = (plcs(tmp_path, codes=("PRESS", "PAINT")), comments(tmp_path, {"D1": "Force"}))
    assert "pass --plc CODE; there are PRESS, PAINT" in run(data, *files, "--offline").stderr
    unknown = run(data, *files, "--offline", "--plc", "PRES").exception
    assert str(unknown) == "--plc: there is no PLC 'PRES'; did you mean 'PRESS'?"
    assert str(run(data, *files, "--plc", " ").exception) == "--plc: the name of the PLC is blank"
    assert run(data, *files, "--offline", "--plc", "PAINT").exception is None
    assert ConfigDatabase(data / "station.db").load_plant().tags[0].plc_code == "PAINT"


# -- device ranges ---------------------------------------------------------------------------------------


def test_tags_beyond_the_plc_are_warned_of(tmp_path: Path, data: Path, port: int) -> None:
    file = comments(tmp_path, {"D12287": "Last", "D13000": "Beyond"})
    report = tmp_path / "report.csv"
    result = run(data, plcs(tmp_path, port=port), file, "--report", report)
    assert result.exception is None
    (warning,) = result.stderr.splitlines()
    assert warning.startswith(
        "warning: COMMENT.csv, row 4: Tag 'Beyond' at D13000 is beyond the last D of PLC"
    )
    assert len(ConfigDatabase(data / "station.db").load_plant().tags) == 2
    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert lines[-2].endswith(",added,")
    assert ",added,\"warning: Tag 'Beyond' at D13000 is beyond the last D" in lines[-1]


def test_a_plc_that_does_not_answer_is_one_line(tmp_path: Path, data: Path) -> None:
    file = comments(tmp_path, {"D12287": "Last", "D13000": "Beyond"})
    result = run(data, plcs(tmp_path, port=free_port()), file)
    assert result.exception is None
    assert result.stderr.splitlines() == [
        "warning: PLC PRESS does not answer, so its device ranges were not checked"
    ]


@pytest.mark.parametrize("option", [["--offline"], []])
def test_nobody_is_asked_offline_or_where_the_plc_is_not_active(
    tmp_path: Path, data: Path, port: int, option: list[str]
) -> None:
    place = plcs(tmp_path, port=port, active=1 if option else 0)
    result = run(data, place, comments(tmp_path, {"D13000": "Beyond"}), *option)
    assert result.exception is None
    assert result.stderr == ""
