from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmi.config.database import ConfigDatabase
from hmi.config.exporter import export
from hmi.config.importer import import_files
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.errors import UsageError
from hmi.model.plant import (
    GroupCategory,
    LogMode,
    McProtocol,
    Plant,
    Plc,
    PollingGroup,
    PollingMode,
    Series,
    Tag,
    TagType,
)

_VISIBLE = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))


def text(most: int, least: int = 0) -> st.SearchStrategy[str]:
    return st.text(_VISIBLE, max_size=most).map(str.strip).filter(lambda t: len(t) >= least)


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
CODES = st.lists(text(8, 1), min_size=1, max_size=3, unique=True)
TRIGGER_BITS = st.one_of(st.none(), st.sampled_from(["M0", "B1F", "D100.A", "SM400"]))
ACK_BITS = st.one_of(st.none(), st.sampled_from(["M1", "B20"]))


def plcs(codes: list[str]) -> st.SearchStrategy[tuple[Plc, ...]]:
    return st.tuples(
        *(
            st.builds(
                Plc,
                st.just(code),
                st.sampled_from(["10.0.0.1", "plc.local"]),
                text(20),
                st.integers(1, 65535),
                st.sampled_from(McProtocol),
                st.sampled_from(Series),
                st.integers(0, 255),
                st.integers(0, 255),
                st.integers(0, 65535),
                st.integers(0, 255),
                st.floats(0.1, 60.0),
                st.integers(1, 16),
                st.booleans(),
            )
            for code in codes
        )
    )


def groups(names: list[str], codes: list[str]) -> st.SearchStrategy[tuple[PollingGroup, ...]]:
    return st.tuples(
        *(
            st.builds(
                PollingGroup,
                st.just(name),
                st.sampled_from(codes),
                st.sampled_from(PollingMode),
                st.integers(100, 86_400_000),
                st.sampled_from(GroupCategory),
                TRIGGER_BITS,
                ACK_BITS,
                st.booleans(),
                st.booleans(),
                text(50),
            )
            for name in names
        )
    )


@st.composite
def tag(draw: Callable[..., Any], group: PollingGroup, number: int) -> Tag:
    is_bit = draw(st.booleans())
    tag_type = (
        TagType.BOOL if is_bit else draw(st.sampled_from([t for t in TagType if t is not TagType.BOOL]))
    )
    bounds = sorted(draw(st.tuples(NUMBERS, NUMBERS)))
    return Tag(
        group.plc_code,
        f"M{number}" if is_bit else f"D{number}",
        draw(text(20, 1)),
        tag_type,
        group.group_name,
        draw(text(14)),
        draw(text(8)),
        draw(NUMBERS.filter(bool)),
        draw(NUMBERS),
        draw(st.sampled_from([None, bounds[0]])),
        draw(st.sampled_from([None, bounds[1]])),
        draw(st.sampled_from(LogMode)),
        draw(st.floats(0, 1e9)),
        draw(st.integers(1, 1920)) if tag_type is TagType.STRING else None,
        draw(st.booleans()),
    )


@st.composite
def plants(draw: Callable[..., Any]) -> Plant:
    codes = draw(CODES)
    its_groups = draw(groups(draw(CODES), codes))
    chosen = draw(st.lists(st.sampled_from(its_groups), max_size=6))
    tags = tuple(draw(tag(group, number)) for number, group in enumerate(chosen))
    return Plant(draw(plcs(codes)), its_groups, tags)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plants())
def test_what_is_exported_imports_back_without_a_loss(plant: Plant) -> None:
    with tempfile.TemporaryDirectory() as folder:
        here, there = ConfigDatabase(Path(folder, "a.db")), ConfigDatabase(Path(folder, "b.db"))
        here.replace_plant(Plant(), plant)
        assert here.load_plant() == plant
        files = export(here, Path(folder, "out"))
        report = import_files(
            there,
            [file.path for file in reversed(files)],
            check_address=check_address,
            check_ack_address=check_ack_address,
        )
        assert not report.errors
        assert there.load_plant() == plant


def test_an_empty_configuration_is_three_headers(database: ConfigDatabase, tmp_path: Path) -> None:
    files = export(database, tmp_path / "new" / "out")
    assert [(file.path.name, file.rows) for file in files] == [
        ("plc_connections.csv", 0),
        ("polling_groups.csv", 0),
        ("tags.csv", 0),
    ]
    report = import_files(
        database,
        [file.path for file in files],
        check_address=check_address,
        check_ack_address=check_ack_address,
    )
    assert report.written


def test_exported_files_open_in_a_spreadsheet(
    database: ConfigDatabase, small_plant: None, tmp_path: Path
) -> None:
    export(database, tmp_path / "out")
    content = (tmp_path / "out" / "tags.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 4
    with (tmp_path / "out" / "tags.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert row["tag_address"] == "D100"
    assert (row["scale"], row["offset"], row["min_value"], row["is_active"]) == ("0.1", "0", "", "1")


def test_an_export_replaces_files_as_a_whole(
    database: ConfigDatabase, small_plant: None, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    export(database, out)
    (out / "tags.csv").write_text("old")
    export(database, out)
    assert "Temperature" in (out / "tags.csv").read_text(encoding="utf-8-sig")
    assert sorted(path.name for path in out.iterdir()) == [
        "plc_connections.csv",
        "polling_groups.csv",
        "tags.csv",
    ]


def test_an_export_that_cannot_be_written_names_the_folder(
    database: ConfigDatabase, small_plant: None, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match=r"The export to .*file failed"):
        export(database, tmp_path / "file")
    (tmp_path / "out" / "tags.csv").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"The export to .*out failed"):
        export(database, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*.tmp"))
