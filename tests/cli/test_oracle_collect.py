"""The demo plant recorded into Oracle, and the password, which nothing shows whatever happens."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hmi.cli.app import run
from tests.processes import command, environment
from tests.servers.oracle.server import OracleServer
from tests.servers.oracle.sql.database import Database

SECRET = "tiger-s3cr3t"
REAL_PLANT = {
    "ORACLE_HOST": "192.0.2.1",
    "ORACLE_PORT": "1",
    "ORACLE_SERVICE_NAME": "PRODUCTION",
    "ORACLE_USERNAME": "scada",
}
"""What the demo must never write to."""
MAPPING = """
[OPERATION]
preset = "TIME_NAME_VALUE"
utc_offset = "+09:00"
[ALARM]
preset = "ALARM_LOG"
"""


class Demo:
    """A data folder of the demo whose own settings name an Oracle, and all that the program says."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.said = ""
        self._capfd = capfd

    def settle(self, port: int) -> None:
        """Write the settings."""
        self.folder.mkdir()
        (self.folder / "settings.toml").write_text(
            "[station]\nlog_level = 'DEBUG'\n"
            f"[oracle]\nhost = '127.0.0.1'\nport = {port}\nservice_name = 'LINESIDE'\nusername = 'HMI'\n"
            "connect_timeout = 5\ncall_timeout = 10\nretry_max = 0\n"
        )

    def hmi(self, *words: str, demo: bool = True) -> int:
        """The exit code of a command in this process."""
        code = run([*words, *self._place(demo)])
        self.said += "".join(self._capfd.readouterr())
        return code

    @contextmanager
    def collecting(self, seconds: float) -> Iterator[dict[str, Any]]:
        """Record in a process of its own meanwhile; the status is filled in at the end."""
        status: dict[str, Any] = {}
        with subprocess.Popen(
            command(["collect", "--duration", str(seconds), "--json", *self._place()]),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(ORACLE_PASSWORD=SECRET, **REAL_PLANT),
        ) as process:
            yield status
            output, errors = process.communicate(timeout=60)
        self.said += output + errors
        assert process.returncode == 0, errors
        status.update(json.loads(output))

    def _place(self, demo: bool = True) -> list[str]:
        return [*(["--demo"] if demo else []), "--data-dir", str(self.folder)]

    def check_secrecy(self) -> None:
        """Nothing that was said or written has the password in it."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        assert {"settings.toml", "oracle_writer.log", "hmi.log"} <= {path.name for path in files}
        for spelling in spellings(SECRET):
            assert spelling not in self.said.encode()
            assert [path for path in files if spelling in path.read_bytes()] == []


@pytest.fixture
def demo(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Demo:
    for name, value in {**REAL_PLANT, "ORACLE_PASSWORD": SECRET}.items():
        monkeypatch.setenv(name, value)
    return Demo(tmp_path / "demo", capfd)


def spellings(secret: str) -> list[bytes]:
    """How a secret may look: plain, in hexadecimal, in wider characters, and in Base64 wherever it begins."""
    plain = secret.encode()
    found = [plain, plain.hex().encode(), plain.hex().upper().encode(), secret.encode("utf-16-le")]
    for before in range(3):
        coded = base64.b64encode(bytes(before) + plain).rstrip(b"=")
        found.append(coded[(before * 8 + 5) // 6 : -1])
    return found


def test_a_secret_is_found_however_it_is_written() -> None:
    for text in (f"pw={SECRET}", f"hmi/{SECRET}@db", f"x{SECRET}"):
        for shown in (text.encode(), base64.b64encode(text.encode()), text.encode().hex().encode()):
            assert any(spelling in shown for spelling in spellings(SECRET))


def test_each_category_of_the_demo_goes_into_its_table(demo: Demo, oracle_server: OracleServer) -> None:
    demo.settle(oracle_server.port)
    (demo.folder / "mapping.toml").write_text(MAPPING)
    assert demo.hmi("oracle", "create") == 0, demo.said
    with demo.collecting(2.5) as status:
        assert demo.hmi("check", "oracle") == 0, demo.said
        assert demo.hmi("plan", "--json") == 0
        assert demo.hmi("config", "check", demo=False) == 0, demo.said  # of the folder as a real plant's
        assert demo.hmi("config", "export", str(demo.folder / "out"), demo=False) == 0
    database = oracle_server.database
    assert isinstance(database, Database)
    rows = {table: database.rows(f"HMI.{table}") for table in ("OPERATION", "TAG_VALUES", "ALARM_LOG")}
    assert status["writer"]["backend"] == "oracle"
    assert status["rows"]["stored"] == status["rows"]["accepted"] == sum(map(len, rows.values()))
    assert all(rows.values())
    assert "PRESS.Operation.PRS-L1-ST01-01.W100" in {row["NAME"] for row in rows["OPERATION"]}
    assert {row["GROUP_NAME"] for row in rows["TAG_VALUES"]} == {"BODY_STATE"}
    alarms = [row["DATATAG_NAME"] for row in rows["ALARM_LOG"]]
    assert len(alarms) < 2 * len(set(alarms))  # read five times, written when they change
    demo.check_secrecy()


def test_a_refused_password_is_shown_nowhere(demo: Demo, oracle_server: OracleServer) -> None:
    oracle_server.faults.inject("ora-login", code=1017)
    demo.settle(oracle_server.port)
    with demo.collecting(1.5) as status:
        assert demo.hmi("check", "oracle") == 1
        assert demo.hmi("oracle", "create") == 1
    assert status["rows"]["backed_up"] == status["rows"]["accepted"]
    assert "ORA-01017" in demo.said
    demo.check_secrecy()


def test_a_listener_that_says_nothing_brings_nothing_to_light(demo: Demo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        demo.settle(silent.getsockname()[1])
        with demo.collecting(1.5) as status:
            assert demo.hmi("check", "oracle") == 1
    assert status["rows"]["backed_up"] == status["rows"]["accepted"]
    assert "says nothing within 5 s" in demo.said
    demo.check_secrecy()
