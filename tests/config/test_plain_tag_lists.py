"""Tag lists that leave out the group, the type or the PLC, as plants have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.importer import import_files
from hmi.config.report import ImportReport
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.errors import UsageError
from hmi.model.plant import PollingGroup, PollingMode, Tag, TagType
from tests.config.conftest import PLCS, Import

LIST = "PLC_CODE,TAG_ADDRESS,TAG_NAME,UNIT,SCALE,MACHINE_CODE\n"


def errors(report: ImportReport) -> list[str]:
    return [str(error) for error in report.errors]


def test_a_plain_tag_list_makes_its_group_and_types_by_device(database: ConfigDatabase, take: Import) -> None:
    text = LIST + "P1,W327C,압력,bar,0.01,PRS-L1-ST01-01\nP1,B2F,Run,,,M\nP1,W327C.A,Bit,,1,M\n"
    report = take({"p.csv": PLCS, "t.csv": text.encode("cp949")}, group="PRESS")
    assert report.made_groups == ("polling group 'PRESS' is new: PLC 'P1', FIXED, 1,000 ms",)
    plant = database.load_plant()
    assert plant.groups == (PollingGroup("PRESS", "P1", PollingMode.FIXED, 1000),)
    assert plant.tags == (
        Tag("P1", "W327C", "압력", TagType.INT, "PRESS", "PRS-L1-ST01-01", "bar", 0.01),
        Tag("P1", "B2F", "Run", TagType.BOOL, "PRESS", "M"),
        Tag("P1", "W327C.A", "Bit", TagType.BOOL, "PRESS", "M"),
    )


def test_a_list_over_several_plcs_gets_a_group_for_each(database: ConfigDatabase, take: Import) -> None:
    report = take({"p.csv": PLCS, "t.csv": LIST + "P1,D1,A,,,\nP2,D1,B,,,\n"}, group="LINE")
    assert [note.partition(" is new")[0] for note in report.made_groups] == [
        "polling group 'LINE_P1'",
        "polling group 'LINE_P2'",
    ]
    assert [(tag.plc_code, tag.group_name) for tag in database.load_plant().tags] == [
        ("P1", "LINE_P1"),
        ("P2", "LINE_P2"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "groups"),
    [
        (("P1", "P2"), ("P1",), {"LINE_P1", "LINE_P2"}),
        (("P1",), ("P1", "P2"), {"LINE", "LINE_P2"}),
        (("P1", "P2"), ("P2", "P1"), {"LINE_P1", "LINE_P2"}),
    ],
)
def test_a_list_that_has_other_plcs_later_moves_no_tag_to_another_group(
    database: ConfigDatabase, take: Import, first: tuple[str, ...], second: tuple[str, ...], groups: set[str]
) -> None:
    take({"p.csv": PLCS, "t.csv": LIST + "".join(f"{plc},D1,A,,,\n" for plc in first)}, group="LINE")
    before = {tag.plc_code: tag.group_name for tag in database.load_plant().tags}
    report = take({"t.csv": LIST + "".join(f"{plc},D1,A,,,\n" for plc in second)}, group="LINE")
    assert not report.errors
    plant = database.load_plant()
    assert {group.group_name for group in plant.groups} == groups
    assert before.items() <= {tag.plc_code: tag.group_name for tag in plant.tags}.items()


def test_an_existing_group_is_used_as_it_is(
    database: ConfigDatabase, small_plant: None, take: Import
) -> None:
    report = take({"t.csv": LIST + "P1,D1,A,,,\n"}, group=" FAST ")
    assert report.made_groups == ()
    assert database.load_plant().group("FAST").polling_interval_ms == 100


def test_a_group_column_comes_before_the_option(
    database: ConfigDatabase, small_plant: None, take: Import
) -> None:
    text = "plc_code,tag_address,tag_name,group_name\nP1,D1,A,FAST\nP1,D2,B,\n"
    report = take({"t.csv": text}, group="SLOW")
    assert report.made_groups == ("polling group 'SLOW' is new: PLC 'P1', FIXED, 1,000 ms",)
    assert [tag.group_name for tag in database.load_plant().tags[-2:]] == ["FAST", "SLOW"]


def test_a_folder_in_the_place_of_a_file_is_named(database: ConfigDatabase) -> None:
    report = import_files(
        database, [Path()], check_address=check_address, check_ack_address=check_ack_address
    )
    assert errors(report) == [".: cannot be read: Is a directory"]


def test_a_list_without_any_group_asks_for_one_once(take: Import) -> None:
    report = take({"p.csv": PLCS, "t.csv": LIST + "P1,D1,A,,,\nP1,D2,B,,,\n"})
    assert errors(report) == [
        "t.csv: names no polling group for its tags; pass --group NAME, or add a column group_name"
    ]


def test_a_group_of_another_plc_is_refused_once(small_plant: None, take: Import) -> None:
    report = take({"t.csv": LIST + "P2,D1,A,,,\nP2,D2,B,,,\n"}, group="FAST")
    (error,) = errors(report)
    assert error.startswith("t.csv, row 2: --group FAST: this group reads PLC 'P1', ")
    assert error.endswith("and the tags are on PLC 'P2'; give another name")


def test_a_group_name_that_is_not_one_is_refused(small_plant: None, take: Import) -> None:
    (error,) = errors(take({"t.csv": LIST + "P2,D1,A,,,\n"}, group="x" * 65))
    assert "longer than 64" in error
    with pytest.raises(UsageError, match="blank"):
        take({"t.csv": LIST}, group=" ")


def test_a_list_without_a_plc_is_of_the_only_one(database: ConfigDatabase, take: Import) -> None:
    one = "plc_code,ip_address\nP1,10.0.0.1\n"
    text = "tag_address,tag_name,plc_code\nD1,A,\nD2,B,P1\n"
    assert not take({"p.csv": one, "t.csv": text, "u.csv": "tag_address,tag_name\nD3,C\n"}, group="G").errors
    assert {tag.plc_code for tag in database.load_plant().tags} == {"P1"}


def test_a_list_without_a_plc_is_of_the_one_that_is_named(
    database: ConfigDatabase, small_plant: None, take: Import
) -> None:
    text = "tag_address,tag_name,plc_code\nD1,A,\nD2,B,P1\n"
    (error,) = errors(take({"t.csv": text}, group="G"))
    assert error == "t.csv: does not name the PLC of every tag: pass --plc CODE; there are P1, P2"
    assert not take({"t.csv": text}, group="G", plc="P2").errors
    assert [(tag.plc_code, tag.group_name) for tag in database.load_plant().tags[-2:]] == [
        ("P2", "G_P2"),
        ("P1", "G_P1"),
    ]


def test_a_plc_that_is_wrong_in_its_own_file_is_told_there_only(take: Import) -> None:
    report = take({"p.csv": PLCS.replace("0.10", "0.999"), "t.csv": "tag_address,tag_name\nD1,A\n"}, plc="P1")
    assert [error.file for error in report.errors] == ["p.csv"]
    assert report.rows[-1].reason == "its PLC or its polling group is wrong or missing"


def test_a_plc_code_that_is_wrong_is_not_taken_for_a_missing_one(small_plant: None, take: Import) -> None:
    text = f"tag_address,tag_name,plc_code\nD1,A,{'x' * 65}\n"
    (error,) = errors(take({"t.csv": text}, group="G", plc="P1"))
    assert "longer than 64 characters" in error
