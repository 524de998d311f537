"""``hmi read`` and ``hmi check plc`` against a simulated plant in its own process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.plants import write_plant
from tests.processes import free_port, hmi, hmi_here, hmi_running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("plant")
    files = write_plant(place / "csv", [("PRESS", free_port())], groups_per_plc=2, interval_ms=100)
    assert hmi_here("config", "import", *files, "--data-dir", place).returncode == 0
    return place


@pytest.fixture(scope="module")
def simulated(folder: Path) -> Iterator[Path]:
    with hmi_running("simulate", "--data-dir", folder, ready="PRESS"):
        yield folder


def test_a_plc_that_answers_is_said_so(simulated: Path) -> None:
    done = hmi("check", "plc", "--data-dir", simulated)
    assert (done.returncode, done.stderr) == (0, "")
    assert "PRESS" in done.stdout
    assert "a scan of about" in done.stdout


def test_one_look_reads_values_by_type(simulated: Path) -> None:
    done = hmi_here("read", "PRESS", "D1000", "d1001", "D1000.0", "M0", "--data-dir", simulated)
    assert done.returncode == 0, done.stderr
    cells = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(address, kind, quality) for address, kind, _, quality in cells] == [
        ("D1000", "INT", "GOOD"),
        ("D1001", "INT", "GOOD"),
        ("D1000.0", "BOOL", "GOOD"),
        ("M0", "BOOL", "GOOD"),
    ]


def test_an_address_beyond_the_range_is_bad_with_the_end_code_and_the_rest_is_read(simulated: Path) -> None:
    done = hmi_here("read", "PRESS", "D1000", "D900000", "--data-dir", simulated)
    assert done.returncode == 1
    good, bad = done.stdout.splitlines()
    assert good.split("\t")[3] == "GOOD"
    assert bad.split("\t")[2:4] == ["-", "BAD"]
    assert "C056" in bad


def test_a_wrong_address_does_not_hide_the_others(simulated: Path) -> None:
    done = hmi_here("read", "PRESS", "D1000", "Q7", "LTN0", "M0", "--data-dir", simulated)
    assert done.returncode == 1
    assert "PLC PRESS: not every address could be read" in done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [(cells[0], cells[3]) for cells in lines] == [
        ("D1000", "GOOD"),
        ("Q7", "BAD"),
        ("LTN0", "BAD"),
        ("M0", "GOOD"),
    ]
    assert lines[1][1:3] == ["-", "-"]
    assert "there is no device 'Q'" in lines[1][4]
    assert "a device that is not read" in lines[2][4]


def test_wrong_addresses_only_are_told_without_asking_the_plc(folder: Path) -> None:
    done = hmi_here("read", "PRESS", "Q7", "D1F", "--data-dir", folder)
    assert done.returncode == 1
    assert [line.split("\t")[3] for line in done.stdout.splitlines()] == ["BAD", "BAD"]


def test_an_unknown_type_gets_a_proposal(folder: Path) -> None:
    done = hmi_here("read", "PRESS", "D1000", "--type", "REEL", "--data-dir", folder)
    assert done.returncode == 2
    assert "did you mean 'REAL'" in done.stderr
    other = hmi_here("read", "PRESS", "D1000", "--type", "xyz", "--data-dir", folder)
    assert other.returncode == 2
    assert "There is no tag type 'xyz'; types: BOOL, INT" in other.stderr


def test_a_taken_port_is_named(simulated: Path) -> None:
    done = hmi_here("simulate", "--data-dir", simulated)
    assert done.returncode != 0
    assert "PRESS" in done.stderr
    assert "another program uses it" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_address_of_another_computer_is_told_from_a_taken_port(folder: Path) -> None:
    done = hmi_here("simulate", "--host", "192.0.2.1", "--data-dir", folder)
    assert done.returncode == 1
    assert "give an address of this computer" in done.stderr
