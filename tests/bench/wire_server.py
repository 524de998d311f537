"""The tests' Oracle server in a process of its own, so that it has its own interpreter lock."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import oracledb

from hmi.config.ddl import ddl_of
from hmi.historian.oracle import OracleHistorian, OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.tag_directory import TagDirectory
from hmi.model.plant import GroupCategory
from hmi.model.tables import Mappings, TableMapping
from tests.processes import environment

USER = "HMI"
PASSWORD = "tiger-s3cr3t"
_READY = "Listening at "
_END_S = 10.0


class WireServer(NamedTuple):
    """A server that runs: where it listens, and its process."""

    host: str
    port: int
    service_name: str
    pid: int

    @property
    def settings(self) -> OracleSettings:
        """The way to it, with the product's own timeouts."""
        return OracleSettings(self.host, self.service_name, USER, PASSWORD, port=self.port)


def connect(server: WireServer) -> oracledb.Connection:
    """A connection of the bare driver."""
    return oracledb.connect(
        host=server.host,
        port=server.port,
        service_name=server.service_name,
        user=USER,
        password=PASSWORD,
    )


@contextmanager
def wire_server(file: Path) -> Iterator[WireServer]:
    """A server over that file, which need not be there; ended at the end."""
    words = ["--port", "0", "--user", USER, "--password", PASSWORD, "--file", str(file)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.oracle", *words],
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    try:
        yield _listening(process)
    finally:
        process.terminate()
        process.communicate(timeout=_END_S)


def _listening(process: subprocess.Popen[str]) -> WireServer:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line.startswith(_READY):
        raise RuntimeError(f"the Oracle server did not start, it says {line!r}")
    address, _, service = line.removeprefix(_READY).strip().partition("/")
    host, _, port = address.rpartition(":")
    return WireServer(host, int(port), service, process.pid)


def into(table: TableMapping) -> Mappings:
    """Every category into this table."""
    return dict.fromkeys(GroupCategory, table)


def historian_with_tables(
    settings: OracleSettings, mappings: Mappings, directory: TagDirectory
) -> OracleHistorian:
    """A historian whose tables have been made; to be closed."""
    historian = OracleHistorian(settings, OracleTables(mappings, directory))
    historian.create_tables([statement.sql for statement in ddl_of(mappings)])
    return historian
