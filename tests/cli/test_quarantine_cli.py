"""``hmi quarantine`` on rows that the historian refused."""

from __future__ import annotations

import csv
import json
import math
import subprocess
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from hmi.historian.protocol import Rejected
from hmi.historian.quarantine import Quarantine
from hmi.model.reading import Quality, Row, Value
from tests.pipeline.samples import EPOCH
from tests.processes import hmi_here

TS = "2026-11-22T03:00:00.000000Z"


def refused(address: str, value: Value, second: int = 0, code: str = "NOT_FINITE") -> Rejected:
    ts = EPOCH + timedelta(seconds=second)
    row = Row(ts, "PLC1", address, "온도", value, Quality.GOOD, "PRESS")
    return Rejected(row, code, f"{value} cannot be kept")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A data folder with four rows in quarantine, two of them of one tag."""
    with closing(Quarantine(tmp_path / "quarantine")) as quarantine:
        quarantine.write([refused("D100", math.nan), refused("D100", math.inf, 1)])
        quarantine.write(
            [refused("D200", 2**70, code="TOO_LARGE"), refused("D300", "long", code="ORA-12899")]
        )
    return tmp_path


def run(place: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return hmi_here("quarantine", *words, "--data-dir", place)


def rows(place: Path) -> dict[tuple[str, str], dict[str, object]]:
    listed = json.loads(run(place, "list", "--json").stdout)
    return {(one["tag_address"], one["timestamp"]): one for one in listed}


def released(place: Path) -> list[str]:
    with closing(Quarantine(place / "quarantine")) as quarantine:
        return sorted(row.tag_address for row in quarantine.released(10))


def test_rows_are_listed_with_code_and_reason(place: Path) -> None:
    done = run(place, "list", "--limit", "2")
    header, newest, next_one = done.stdout.splitlines()
    assert header.split()[:5] == ["timestamp", "plc_code", "tag_address", "tag_name", "tag_value"]
    assert newest.split()[:5] == [TS, "PLC1", "D300", "온도", "long"]
    assert "TOO_LARGE" in next_one
    assert "2 of 4 rows in quarantine" in done.stderr
    assert "NOT_FINITE: 2 rows, such as: inf cannot be kept" in done.stderr


def test_rows_are_filtered(place: Path) -> None:
    done = run(place, "list", "--filter", "plc1 d1")
    assert len(done.stdout.splitlines()) == 3


def test_rows_are_listed_for_scripts(place: Path) -> None:
    listed = rows(place)
    assert len(listed) == 4
    one = listed["D100", TS]
    assert (one["tag_value"], one["original_value"], one["state"]) == ("nan", None, "held")
    assert (one["plc_code"], one["group_name"], one["attempts"]) == ("PLC1", "PRESS", 1)


@pytest.mark.parametrize(
    "words", [("list",), ("list", "--json"), ("send", "--all"), ("delete", "--all", "--yes")]
)
def test_nothing_in_quarantine_is_no_error_of_a_list(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(tmp_path, *words)
    assert done.returncode == 0
    assert not (tmp_path / "quarantine" / "quarantine.db").exists()


def test_a_value_is_corrected_and_sent(place: Path) -> None:
    done = run(place, "correct", "PLC1", "D200", "--value", "-7")
    assert done.returncode == 0, done.stderr
    assert "1 row corrected; 'hmi quarantine send PLC1 D200'" in done.stdout
    one = rows(place)["D200", TS]
    assert (one["tag_value"], one["original_value"]) == ("-7", str(2**70))
    assert "within seconds" in run(place, "send", "PLC1", "D200").stdout
    assert released(place) == ["D200"]
    assert "on its way already" in run(place, "send", "PLC1", "D200").stdout


def test_one_of_several_rows_has_to_be_named(place: Path) -> None:
    done = run(place, "correct", "PLC1", "D100", "--value", "1")
    assert done.returncode == 2
    assert "--ts 2026-11-22T03:00:01.000000Z" in done.stderr
    for option in (("--ts", TS), ("--ts", "2026-11-22 03:00:00"), ("--all",)):
        assert run(place, "correct", "PLC1", "D100", "--value", "1", *option).returncode == 0
    assert {one["tag_value"] for key, one in rows(place).items() if key[0] == "D100"} == {"1.0"}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--all",), ["D100", "D100", "D200", "D300"]),
        (("--code", "NOT_FINITE"), ["D100", "D100"]),
        (("PLC1", "D100", "--ts", TS), ["D100"]),
        (("PLC1", "D300", "--code", "ORA-12899"), ["D300"]),
    ],
)
def test_the_rows_to_send_are_named(place: Path, words: tuple[str, ...], names: list[str]) -> None:
    done = run(place, "send", *words)
    assert done.returncode == 0, done.stderr
    assert released(place) == names


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("correct", "PLC1", "D10O", "--value", "1"), "did you mean 'PLC1 D100'?"),
        (("correct", "PLC1", "D100", "--all", "--value", "nan"), "holds decimal numbers"),
        (("correct", "PLC1", "D100", "--ts", "noon", "--value", "1"), "--ts 'noon' is no time"),
        (("send",), "Say which rows"),
        (("send", "--all", "--code", "NOT_FINITE"), "Say which rows"),
        (("send", "--code", "NOT_FINIT"), "did you mean 'NOT_FINITE'?"),
        (("send", "PLC1"), "needs the ADDRESS"),
        (("send", "PLC1", "D100", "--ts", "2020-01-01"), "No row in quarantine is all of that"),
        (("delete", "--all"), "--yes"),
    ],
)
def test_wrong_use_is_explained_and_changes_nothing(place: Path, words: tuple[str, ...], said: str) -> None:
    before = rows(place)
    done = run(place, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert rows(place) == before


def test_rows_are_exported(place: Path, tmp_path: Path) -> None:
    path = tmp_path / "refused.csv"
    assert f"4 rows written to {path}" in run(place, "export", path).stdout
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [one["tag_value"] for one in csv.DictReader(file)] == ["nan", "inf", str(2**70), "long"]
    again = run(place, "export", path)
    assert again.returncode == 2
    assert "--overwrite" in again.stderr
    assert run(place, "export", path, "--overwrite").returncode == 0


def test_an_export_to_nowhere_names_the_place(place: Path, tmp_path: Path) -> None:
    done = run(place, "export", tmp_path / "nowhere" / "refused.csv")
    assert done.returncode == 2
    assert f"There is no folder {tmp_path / 'nowhere'}: make it" in done.stderr
    done = run(place, "export", tmp_path, "--overwrite")
    assert done.returncode == 2
    assert "is a folder" in done.stderr


def test_rows_are_deleted(place: Path) -> None:
    assert "2 rows deleted" in run(place, "delete", "--code", "NOT_FINITE", "--yes").stdout
    assert len(rows(place)) == 2


def test_a_damaged_quarantine_is_told_and_no_failure(place: Path) -> None:
    path = place / "quarantine" / "quarantine.db"
    path.write_bytes(b"no database" * 1000)
    done = run(place, "list")
    assert done.returncode == 0
    assert list(path.parent.glob("quarantine_damaged_*.db")) != []
