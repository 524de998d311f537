"""A process whose Oracle hangs ends all the same: nothing of the driver can keep it."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from hmi.config.ddl import ddl_of
from hmi.historian.oracle import OracleHistorian
from hmi.historian.oracle_session import OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.tag_directory import TagDirectory
from hmi.model.tables import OWN_MAPPINGS
from tests.servers.oracle.fixture import PASSWORD
from tests.servers.oracle.server import OracleServer

PROGRAM = """
import sys
from datetime import UTC, datetime

from hmi.historian.oracle import OracleHistorian, OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.protocol import HistorianUnavailableError
from hmi.historian.tag_directory import TagDirectory
from hmi.model.reading import Quality, Row
from hmi.model.tables import OWN_MAPPINGS

password = sys.stdin.readline().strip()
settings = OracleSettings(
    "127.0.0.1", "LINESIDE", "HMI", password, int(sys.argv[1]), connect_timeout=1.0, call_timeout=0.5
)
historian = OracleHistorian(settings, OracleTables(OWN_MAPPINGS, TagDirectory()))
try:
    historian.write([Row(datetime.now(UTC), "P1", "D0", "T", 1.0, Quality.GOOD, "G")])
except HistorianUnavailableError as error:
    print(error)
historian.close()
print("closed")
"""


@pytest.mark.parametrize("fault", ["silent", "hang-execute", "hang-commit"])
def test_ends_within_10_seconds(oracle_server: OracleServer, fault: str) -> None:
    settings = OracleSettings("127.0.0.1", "LINESIDE", "HMI", PASSWORD, oracle_server.port)
    maker = OracleHistorian(settings, OracleTables(OWN_MAPPINGS, TagDirectory()))
    maker.create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)])
    maker.close()
    oracle_server.faults.inject(fault)
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", PROGRAM, str(oracle_server.port)],
        input=PASSWORD + "\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert time.monotonic() - began < 10.0
    assert done.stderr == ""
    assert done.returncode == 0
    assert "no answer within" in done.stdout or "not known whether" in done.stdout
    assert done.stdout.endswith("closed\n")
    oracle_server.faults.clear()
