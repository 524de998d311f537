"""The historians of stations that are killed: where their rows are, and how they are kept from working."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, Protocol

from hmi.config.ddl import ddl_of
from hmi.model.tables import OWN_MAPPINGS
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer


class StoredRow(NamedTuple):
    """A row of the historian, its time as ISO 8601 in UTC with microseconds and without a zone."""

    plc_code: str
    tag_address: str
    ts: str
    value: float | None


class Recorder(Protocol):
    """A historian as the test sees it."""

    settings: str
    """The station's settings file."""
    environment: dict[str, str]

    @contextmanager
    def outage(self) -> Iterator[None]:
        """Take nothing until the end of the block."""

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Refuse one row of every batch until the end of the block."""

    def rows(self) -> list[StoredRow]:
        """Every row that is in it, doubles too."""


class Embedded:
    """The SQLite historian; an outage is another program that holds it locked."""

    settings = "[oracle]\nretry_max = 0\n"
    environment: dict[str, str] = {}  # noqa: RUF012 - never changed

    def __init__(self, file: Path) -> None:
        self._file = file

    @contextmanager
    def outage(self) -> Iterator[None]:
        with closing(sqlite3.connect(self._file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield

    @contextmanager
    def refusals(self) -> Iterator[None]:
        if self._file.exists():
            raise NotImplementedError("it takes every row that a PLC can bring")
        yield

    def rows(self) -> list[StoredRow]:
        with closing(sqlite3.connect(self._file)) as historian:
            found = historian.execute("SELECT plc_code, tag_address, ts, tag_value FROM tag_values")
            return [StoredRow(plc, tag, ts.removesuffix("Z"), value) for plc, tag, ts, value in found]


class Wire:
    """The tests' Oracle; an outage is one fault of several, by turns at random."""

    _OUTAGES = ("port-closed", "ora-execute", "ora-commit", "cut-after-commit", "refuse")

    def __init__(self, server: OracleServer, seed: int) -> None:
        self._server = server
        self._rng = random.Random(seed)
        self.settings = (
            f'[oracle]\nhost = "{server.host}"\nport = {server.port}\nusername = "{USER}"\n'
            f'service_name = "{server.service_name}"\nretry_max = 0\n'
        )
        self.environment = {"ORACLE_PASSWORD": PASSWORD}
        admin = server.database.log_in(USER, password_matches=True)
        for statement in ddl_of(OWN_MAPPINGS):
            admin.run(admin.parse(statement.sql), [()])
        admin.close()

    @contextmanager
    def outage(self) -> Iterator[None]:
        name = self._rng.choice(self._OUTAGES)
        if name == "port-closed":
            self._server.stop()
        else:
            self._server.faults.inject(name, code={"ora-execute": 1653, "ora-commit": 1034}.get(name))
        try:
            yield
        finally:
            self._server.faults.clear()
            if name == "port-closed":
                self._server.start()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        self._server.faults.inject("ora-execute", code=12899, row=1)
        try:
            yield
        finally:
            self._server.faults.clear()

    def rows(self) -> list[StoredRow]:
        return [_of_oracle(row) for row in self._server.database.rows("HMI.TAG_VALUES")]


def _of_oracle(row: Mapping[str, object]) -> StoredRow:
    ts, value = row["TS"], row["TAG_VALUE"]
    assert isinstance(ts, datetime)
    assert value is None or isinstance(value, float)
    return StoredRow(
        str(row["PLC_CODE"]), str(row["TAG_ADDRESS"]), ts.isoformat(timespec="microseconds"), value
    )
