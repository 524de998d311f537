"""An empty configuration database, and CSV files written as a user would have them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.importer import import_files
from hmi.config.report import ImportReport
from hmi.melsec.tag_addresses import check_ack_address, check_address

PLCS = "plc_code,ip_address,series\nP1,192.168.0.10,Q\nP2,plc-2.plant.local,iQ-F\n"
GROUPS = "group_name,plc_code,polling_mode,polling_interval_ms\nFAST,P1,FIXED,100\nHAND,P2,HANDSHAKE,\n"
TAGS = (
    "plc_code,tag_address,tag_name,tag_type,group_name,scale\n"
    "P1,D100,Temperature,INT,FAST,0.1\n"
    "P1,M7,Running,BOOL,FAST,\n"
    "P2,X17,Door,,HAND,\n"
)

WriteFile = Callable[..., Path]
Import = Callable[..., ImportReport]


@pytest.fixture
def database(tmp_path: Path) -> ConfigDatabase:
    return ConfigDatabase(tmp_path / "station.db", busy_timeout_s=0.05)


@pytest.fixture
def write(tmp_path: Path) -> WriteFile:
    """Writes a text or bytes to a file and gives its path."""

    def write_file(name: str, content: str | bytes) -> Path:
        path = tmp_path / "files" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def take(database: ConfigDatabase, write: WriteFile) -> Import:
    """Imports texts by file name: ``take({"tags.csv": "..."}, group="G")``."""

    def import_texts(
        texts: dict[str, str | bytes],
        *,
        group: str | None = None,
        plc: str | None = None,
        dry_run: bool = False,
    ) -> ImportReport:
        files = [write(name, content) for name, content in texts.items()]
        return import_files(
            database,
            files,
            check_address=check_address,
            check_ack_address=check_ack_address,
            group=group,
            plc=plc,
            dry_run=dry_run,
        )

    return import_texts


@pytest.fixture
def small_plant(take: Import) -> None:
    """Two PLCs, two groups, three tags in the database."""
    report = take({"plcs.csv": PLCS, "groups.csv": GROUPS, "tags.csv": TAGS})
    assert not report.errors
