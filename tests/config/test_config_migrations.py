from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.migrations import station_scripts
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc

PLANT = Plant((Plc("P1", "10.0.0.1"),))
NOW = len(station_scripts())
NEXT = "CREATE TABLE notes (text TEXT);\nINSERT INTO notes VALUES ('a; b');\n-- the end"


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_a_new_database_has_the_programs_version(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    assert version(database.path) == NOW


def test_an_older_database_is_brought_forward_and_keeps_its_plant(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    newer = ConfigDatabase(database.path, scripts=(*station_scripts(), NEXT))
    assert newer.load_plant() == PLANT
    assert version(database.path) == NOW + 1
    assert newer.load_plant() == PLANT
    with closing(sqlite3.connect(database.path)) as connection:
        assert connection.execute("SELECT text FROM notes").fetchall() == [("a; b",)]


def test_a_database_of_a_newer_program_is_refused(database: ConfigDatabase) -> None:
    newer = ConfigDatabase(database.path, scripts=(*station_scripts(), NEXT))
    newer.replace_plant(Plant(), PLANT)
    with pytest.raises(
        UsageError, match=rf"newer Lineside \(version {NOW + 1}.*knows up to {NOW}\): install the newer"
    ):
        database.load_plant()
    assert newer.load_plant() == PLANT


def test_a_migration_that_fails_leaves_the_database_as_it_was(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    failing = (*station_scripts(), NEXT, "CREATE TABLE tags (again TEXT);")
    with pytest.raises(UsageError, match="already exists"):
        ConfigDatabase(database.path, scripts=failing).load_plant()
    assert version(database.path) == NOW
    assert "notes" not in tables(database.path)
    assert database.load_plant() == PLANT


def test_a_migration_that_leaves_orphans_is_undone(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    orphan = "INSERT INTO polling_groups (group_name, plc_code) VALUES ('G', 'nowhere');"
    with pytest.raises(UsageError, match="refer to rows that are not there"):
        ConfigDatabase(database.path, scripts=(*station_scripts(), orphan)).load_plant()
    assert database.load_plant() == PLANT
