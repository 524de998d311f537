"""``hmi simulate`` in its own process, read by an independent client and by ``hmi read``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import slmp

from tests.processes import free_port, hmi, hmi_here, hmi_running


class Simulated(NamedTuple):
    """A simulated plant of a Q with 3E and an iQ-R with 4E frames, by their ports."""

    folder: Path
    ports: dict[str, int]


PROFILES = {"QPLC": "melsec:qnu", "RPLC": "melsec:iq-r"}


def client(port: int, profile: str) -> slmp.SlmpClient:
    target = slmp.SlmpTarget(network=0, station=0xFF, module_io=0x3FF, multidrop=0)
    return slmp.SlmpClient("127.0.0.1", port, transport="tcp", default_target=target, plc_profile=profile)


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulated]:
    folder = tmp_path_factory.mktemp("mixed")
    ports = {"QPLC": free_port(), "RPLC": free_port()}
    plcs = folder / "plcs.csv"
    plcs.write_text(
        "PLC_CODE,IP_ADDRESS,PORT,PROTOCOL,SERIES\n"
        f"QPLC,127.0.0.1,{ports['QPLC']},MC_3E_BINARY,Q\n"
        f"RPLC,127.0.0.1,{ports['RPLC']},MC_4E_BINARY,iQ-R\n"
    )
    assert hmi_here("config", "import", plcs, "--data-dir", folder).returncode == 0
    with hmi_running("simulate", "--data-dir", folder, "--scan-ms", "1", ready="RPLC"):
        yield Simulated(folder, ports)


def test_more_plcs_than_ports_are_refused(plant: Simulated) -> None:
    done = hmi_here("simulate", "--data-dir", plant.folder, "--port", "65535")
    assert done.returncode == 2
    assert "2 PLCs need as many ports" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("code", PROFILES)
def test_an_independent_client_reads_words_bits_and_random_points(plant: Simulated, code: str) -> None:
    words = [(31 * n) % 65536 for n in range(960)]
    states = [n % 5 == 0 for n in range(64)]
    with client(plant.ports[code], PROFILES[code]) as other:
        other.write_devices("D2000", words, bit_unit=False)
        other.write_devices("M100", states, bit_unit=True)
        assert other.read_devices("D2000", 960, bit_unit=False) == words
        assert other.read_devices("M100", 64, bit_unit=True) == states
        random = other.read_random(word_devices=["D2001", "D2900"], dword_devices=["D2002"])
    assert random.word == {"D2001": words[1], "D2900": words[900]}
    assert random.dword == {"D2002": words[2] | words[3] << 16}


@pytest.mark.parametrize("code", PROFILES)
def test_our_own_reading_agrees_with_the_independent_client(plant: Simulated, code: str) -> None:
    with client(plant.ports[code], PROFILES[code]) as other:
        other.write_devices("D3000", [12345, 0xFFFF], bit_unit=False)
        other.write_devices("M300", [True], bit_unit=True)
    done = hmi("read", code, "D3000", "D3001", "M300", "--data-dir", plant.folder)
    assert [line.split("\t")[2] for line in done.stdout.splitlines()] == ["12345", "-1", "1"]


def test_without_a_configuration_it_is_one_q_on_the_named_port(tmp_path: Path) -> None:
    port = free_port()
    with (
        hmi_running("simulate", "--port", str(port), "--data-dir", tmp_path, ready="SIM"),
        client(port, "melsec:qnu") as other,
    ):
        other.write_devices("D100", [77], bit_unit=False)
        assert other.read_devices("D100", 1, bit_unit=False) == [77]


def test_it_says_which_machines_it_plays(tmp_path: Path) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text(
        "GROUP_NAME,PLC_CODE,POLLING_MODE,TRIGGER_BIT_ADDRESS,ACK_BIT_ADDRESS,ALLOW_PLC_WRITES\n"
        "QUALITY,QPLC,HANDSHAKE,M500,M501,1\n"
        "WEIGHT,QPLC,HANDSHAKE,M600,,0\n"
        "BY_HAND,QPLC,HANDSHAKE,,,0\n"
    )
    plcs = tmp_path / "plcs.csv"
    plcs.write_text(f"PLC_CODE,IP_ADDRESS,PORT\nQPLC,127.0.0.1,{free_port()}\n")
    folder = tmp_path / "data"
    assert hmi_here("config", "import", plcs, groups, "--data-dir", folder).returncode == 0
    ready = "trigger M500, acknowledge M501; it makes a piece in 10 s"
    with hmi_running("simulate", "--data-dir", folder, ready=ready) as process:
        assert process.stdout is not None
        assert process.stdout.readline().endswith(
            "WEIGHT hands over records: trigger M600, no acknowledge bit; it makes a piece in 10 s\n"
        )
        process.terminate()
        assert process.stdout.read() == "", "a trigger by hand needs no machine"


def test_a_fault_by_name_happens_at_its_request_and_a_counter_counts(tmp_path: Path) -> None:
    port = free_port()
    options = ("--fault", "end-code@2", "--counter", "D50")
    with (
        hmi_running("simulate", "--port", str(port), "--data-dir", tmp_path, *options, ready="SIM"),
        client(port, "melsec:qnu") as other,
    ):
        assert other.read_devices("D50", 1, bit_unit=False) == [1]
        with pytest.raises(slmp.SlmpError):
            other.read_devices("D50", 1, bit_unit=False)
        assert other.read_devices("D50", 1, bit_unit=False) == [2]
