from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from hmi.config.columns import TABLES
from hmi.config.database import ChangedMeanwhileError, ConfigDatabase
from hmi.model.errors import UsageError
from hmi.model.plant import Plant, Plc, PollingGroup, Tag, TagType
from tests.faults.promises import Prove

PLANT = Plant(
    (Plc("P1", "10.0.0.1"), Plc("A0", "10.0.0.2", "둘째")),
    (PollingGroup("G", "P1"), PollingGroup("F", "A0", trigger_bit_address="M1")),
    (
        Tag("P1", "D2", "Second", TagType.STRING, "G", string_length=8),
        Tag("P1", "D1", "First", TagType.INT, "G", scale=0.1, min_value=-1.0, max_value=1.0),
        Tag("A0", "M1", "Bit", TagType.BOOL, "F", is_active=False),
    ),
)


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def test_no_database_is_an_empty_plant_and_none_is_made(database: ConfigDatabase) -> None:
    assert database.load_plant() == Plant()
    assert not database.path.exists()


def test_a_plant_comes_back_as_it_was_in_the_same_order(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    assert database.load_plant() == PLANT


def test_the_tables_have_the_columns_of_the_model(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    with closing(sqlite3.connect(database.path)) as connection:
        for table in TABLES:
            stored = [row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")]
            assert sorted(stored) == sorted(field.name for field in fields(table.row))
            assert tuple(stored) == table.column_names


def test_the_schemas_defaults_are_those_of_the_model(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), Plant())
    execute(
        database.path,
        "INSERT INTO plc_connections (plc_code, ip_address) VALUES ('P1', '10.0.0.1')",
        "INSERT INTO polling_groups (group_name, plc_code) VALUES ('G', 'P1')",
        "INSERT INTO tags (plc_code, tag_address, tag_name, tag_type, group_name) "
        "VALUES ('P1', 'D1', 'T', 'INT', 'G')",
    )
    assert database.load_plant() == Plant(
        (Plc("P1", "10.0.0.1"),), (PollingGroup("G", "P1"),), (Tag("P1", "D1", "T", TagType.INT, "G"),)
    )


def test_a_change_by_someone_else_in_between_is_not_overwritten(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    with pytest.raises(ChangedMeanwhileError, match="changed by someone else"):
        database.replace_plant(Plant(), Plant((Plc("X", "10.0.0.9"),)))
    assert database.load_plant() == PLANT


def test_a_plant_with_a_reference_to_nowhere_is_never_written(database: ConfigDatabase) -> None:
    broken = replace(PLANT, plcs=PLANT.plcs[:1])
    with pytest.raises(UsageError, match=r"polling group 'F': there is no PLC 'A0' \(and|there is no PLC"):
        database.replace_plant(Plant(), broken)
    assert not database.path.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO plc_connections (plc_code, ip_address, port) VALUES ('P9', 'h', 0)",
        "INSERT INTO plc_connections (plc_code, ip_address, port) VALUES ('P9', 'h', 'x')",
        "INSERT INTO plc_connections (plc_code, ip_address, series) VALUES ('P9', 'h', 'Z')",
        "INSERT INTO plc_connections (plc_code, ip_address) VALUES ('P1', 'h')",
        "UPDATE polling_groups SET polling_interval_ms = 99",
        "UPDATE tags SET tag_type = 'INT'",
        "UPDATE tags SET scale = 0",
        "UPDATE tags SET tag_address = 'D1'",
        "UPDATE tags SET min_value = 2 WHERE tag_address = 'D1'",
    ],
)
def test_the_database_itself_refuses_what_is_not_allowed(database: ConfigDatabase, statement: str) -> None:
    database.replace_plant(Plant(), PLANT)
    with pytest.raises(sqlite3.IntegrityError):
        execute(database.path, statement)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM plc_connections WHERE plc_code = 'P1'", "polling group 'G': there is no PLC 'P1'"),
        ("DELETE FROM polling_groups WHERE group_name = 'G'", "there is no polling group 'G'"),
        ("UPDATE tags SET plc_code = 'A0' WHERE tag_address = 'D1'", "reads PLC 'P1'"),
        ("UPDATE plc_connections SET ip_address = '10.0.0.999'", "row P1, column ip_address: '10.0.0.999'"),
        ("UPDATE tags SET tag_name = char(10) || 'x'", "row P1 D2, column tag_name"),
        ("UPDATE tags SET unit = x'ff'", "column unit"),
        ("UPDATE tags SET unit = cast(x'ff' AS TEXT)", "damaged"),
        ("DROP TABLE tags", "damaged or not a configuration database"),
    ],
)
def test_what_another_program_has_written_wrongly_is_refused_as_a_whole(
    database: ConfigDatabase, statement: str, sentence: str
) -> None:
    database.replace_plant(Plant(), PLANT)
    execute(database.path, statement)
    with pytest.raises(UsageError) as caught:
        database.load_plant()
    assert sentence in str(caught.value)
    assert str(database.path) in str(caught.value)


@pytest.mark.promise("R20")
@pytest.mark.timeout(600)
def test_a_database_cut_anywhere_is_never_a_part_of_a_plant(
    database: ConfigDatabase, long: bool, prove: Prove
) -> None:
    tags = tuple(Tag("P1", f"D{n}", f"Tag {n}", TagType.INT, "G") for n in range(400))
    whole = replace(PLANT, tags=tags)
    database.replace_plant(Plant(), whole)
    content = database.path.read_bytes()
    page = int.from_bytes(content[16:18], "big")
    cuts = {*range(120), *range(0, len(content), 997), *range(0, len(content), page), len(content) - 1}
    if long:
        cuts = set(range(len(content)))
    for cut in sorted(cuts):
        database.path.write_bytes(content[:cut])
        with pytest.raises(UsageError, match=r"damaged|another program") as caught:
            database.load_plant()
        assert str(database.path) in str(caught.value)
    database.path.write_bytes(content)
    assert database.load_plant() == whole
    prove(f"cut at {len(cuts):,} of {len(content):,} bytes: refused each time, with the file's name")


@pytest.mark.promise("R20")
def test_a_database_with_flipped_bytes_is_whole_or_refused(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    content = database.path.read_bytes()
    for place in range(0, len(content), 211):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        database.path.write_bytes(damaged)
        try:
            plant = database.load_plant()
        except UsageError:
            continue
        assert [len(plant.plcs), len(plant.groups), len(plant.tags)] == [2, 2, 3]


def test_the_last_good_copy_is_named_and_brings_the_plant_back(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    database.path.write_bytes(database.path.read_bytes()[:5000])
    with pytest.raises(UsageError, match=r"put its last good copy station\.good\.db in its place"):
        database.load_plant()
    shutil.copy(database.good_copy, database.path)
    assert database.load_plant() == PLANT


def test_a_copy_that_cannot_be_kept_does_not_undo_the_change(
    database: ConfigDatabase, caplog: pytest.LogCaptureFixture
) -> None:
    database.good_copy.mkdir()
    database.replace_plant(Plant(), PLANT)
    assert database.load_plant() == PLANT
    assert "no copy of the configuration" in caplog.text


@pytest.mark.parametrize(
    "content", [b"", b"x", b"plc_code,ip_address\n" * 400, b"SQLite format 3\0" + b"\0" * 500]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(
    database: ConfigDatabase, content: bytes
) -> None:
    database.path.write_bytes(content)
    for attempt in (database.load_plant, lambda: database.replace_plant(Plant(), PLANT)):
        with pytest.raises(UsageError, match=r"damaged|another program"):
            attempt()
    assert database.path.read_bytes() == content


def test_a_database_of_another_program_is_refused(database: ConfigDatabase) -> None:
    execute(database.path, "CREATE TABLE t (a)", "PRAGMA user_version = 1")
    with pytest.raises(UsageError, match="another program"):
        database.load_plant()


def test_a_folder_in_the_place_of_the_database_is_refused(database: ConfigDatabase) -> None:
    database.path.mkdir()
    with pytest.raises(UsageError, match=r"station\.db"):
        database.load_plant()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    database = ConfigDatabase(tmp_path / "none" / "station.db")
    with pytest.raises(UsageError, match=r"station\.db cannot be"):
        database.replace_plant(Plant(), PLANT)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be opened"):
        ConfigDatabase(tmp_path / "file" / "station.db").load_plant()


def _load(database: ConfigDatabase) -> object:
    return database.load_plant()


def _write(database: ConfigDatabase) -> object:
    database.replace_plant(PLANT, Plant())
    return None


@pytest.mark.parametrize("use", [_load, _write])
def test_a_database_locked_by_another_program_is_named(
    database: ConfigDatabase, use: Callable[[ConfigDatabase], object]
) -> None:
    database.replace_plant(Plant(), PLANT)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UsageError, match="is locked by another program: close it"):
            use(database)
        other.execute("ROLLBACK")
    assert database.load_plant() == PLANT


def test_a_reader_that_stays_keeps_a_change_out_but_loses_nothing(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM tags").fetchone()
        with pytest.raises(UsageError, match="is locked by another program"):
            database.replace_plant(PLANT, Plant())
        assert database.load_plant() == PLANT
    assert database.load_plant() == PLANT


def test_two_programs_that_begin_at_once_do_not_overwrite_each_other(database: ConfigDatabase) -> None:
    plants = [Plant((Plc(code, "10.0.0.1"),)) for code in ("P1", "P2", "P3", "P4")]
    start = threading.Barrier(len(plants))

    def begin(plant: Plant) -> str:
        start.wait()
        try:
            ConfigDatabase(database.path).replace_plant(Plant(), plant)
        except UsageError as error:
            return str(error)
        return ""

    with ThreadPoolExecutor(len(plants)) as pool:
        refusals = list(pool.map(begin, plants))
    assert refusals.count("") == 1
    assert all("changed by someone else" in refusal for refusal in refusals if refusal)
    assert database.load_plant() == plants[refusals.index("")]


def test_no_file_is_left_over(database: ConfigDatabase) -> None:
    database.replace_plant(Plant(), PLANT)
    assert sorted(path.name for path in database.path.parent.iterdir()) == ["station.db", "station.good.db"]
