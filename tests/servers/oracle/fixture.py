"""The fixture ``oracle_server``, for every test that wants a real driver to meet a real port."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.servers.oracle.server import OracleServer
from tests.servers.oracle.sql.database import Database

USER = "HMI"
PASSWORD = "tiger-s3cr3t"


@contextmanager
def new_server(folder: Path) -> Iterator[OracleServer]:
    """A server that runs, over a fresh database in that folder with one user, who may create tables."""
    with closing(Database(folder / "oracle.db")) as database:
        database.create_user(USER, PASSWORD)
        with OracleServer(database) as server:
            yield server


@pytest.fixture
def oracle_server(tmp_path: Path) -> Iterator[OracleServer]:
    """``new_server`` in a folder of this test."""
    with new_server(tmp_path) as server:
        yield server
