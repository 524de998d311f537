from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from hmi.config.database import ChangedMeanwhileError, ConfigDatabase
from hmi.config.importer import import_files
from hmi.config.report import ImportReport, Verdict
from hmi.melsec.tag_addresses import check_ack_address, check_address
from hmi.model.plant import Plant, Plc, PollingGroup, PollingMode, Series, Tag, TagType
from tests.config.conftest import GROUPS, PLCS, TAGS, Import, WriteFile

ALL = {"plcs.csv": PLCS, "groups.csv": GROUPS, "tags.csv": TAGS}
LIST = "PLC_CODE,TAG_ADDRESS,TAG_NAME,UNIT,SCALE,MACHINE_CODE\n"


def errors(report: ImportReport) -> list[str]:
    return [str(error) for error in report.errors]


def counts(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    return {f.file: (f.added, f.changed, f.unchanged) for f in report.files}


@pytest.mark.parametrize("order", list(permutations(ALL)))
def test_three_files_in_any_order_become_a_plant(
    database: ConfigDatabase, take: Import, order: tuple[str, ...]
) -> None:
    report = take({name: ALL[name] for name in order})
    assert report.written
    assert counts(report) == {"plcs.csv": (2, 0, 0), "groups.csv": (2, 0, 0), "tags.csv": (3, 0, 0)}
    assert database.load_plant() == Plant(
        (Plc("P1", "192.168.0.10"), Plc("P2", "plc-2.plant.local", series=Series.IQ_F)),
        (
            PollingGroup("FAST", "P1", polling_interval_ms=100),
            PollingGroup("HAND", "P2", PollingMode.HANDSHAKE),
        ),
        (
            Tag("P1", "D100", "Temperature", TagType.INT, "FAST", scale=0.1),
            Tag("P1", "M7", "Running", TagType.BOOL, "FAST"),
            Tag("P2", "X17", "Door", TagType.BOOL, "HAND"),
        ),
    )


def test_the_same_files_again_change_nothing(database: ConfigDatabase, take: Import) -> None:
    take(ALL)
    before = database.path.read_bytes()
    report = take(ALL)
    assert set(counts(report).values()) == {(0, 0, 2), (0, 0, 3)}
    assert database.path.read_bytes() == before


def test_named_rows_change_and_all_others_stay(
    database: ConfigDatabase, small_plant: None, take: Import
) -> None:
    report = take(
        {"t.csv": "plc_code,tag_address,tag_name,min_value\nP1,D100,Hot,5\nP1,D200,New,\n"}, group="FAST"
    )
    assert counts(report) == {"t.csv": (1, 1, 0)}
    tags = {tag.tag_address: tag for tag in database.load_plant().tags}
    assert list(tags) == ["D100", "M7", "X17", "D200"]
    # the file has no column scale: what is stored stays
    assert tags["D100"] == Tag("P1", "D100", "Hot", TagType.INT, "FAST", scale=0.1, min_value=5.0)


def test_a_blank_cell_means_the_default(database: ConfigDatabase, small_plant: None, take: Import) -> None:
    take({"t.csv": "plc_code,tag_address,tag_name,scale,tag_type\nP1,D100,Temperature,,\n"})
    assert database.load_plant().tags[0] == Tag("P1", "D100", "Temperature", TagType.INT, "FAST")


def test_stored_tags_keep_their_group_when_the_file_names_none(
    database: ConfigDatabase, small_plant: None, take: Import
) -> None:
    assert not take({"t.csv": LIST + "P1,d0100,Heat,C,0.1,M1\n"}).errors
    assert database.load_plant().tags[0].group_name == "FAST"


def test_a_dry_run_reports_the_same_and_writes_nothing(database: ConfigDatabase, take: Import) -> None:
    report = take(ALL, dry_run=True)
    assert not report.written
    assert not database.path.exists()
    assert counts(report) == counts(take(ALL))


# -- all or nothing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("broken", list(ALL))
def test_one_error_in_one_of_three_files_refuses_them_all(
    database: ConfigDatabase, small_plant: None, take: Import, broken: str
) -> None:
    before = database.load_plant()
    texts = {name: text.replace("P1", "N1").replace("FAST", "NEW") for name, text in ALL.items()}
    texts[broken] += "N1\n"
    report = take(texts)
    assert not report.written
    assert {error.file for error in report.errors} == {broken}
    assert database.load_plant() == before


def test_all_errors_of_all_files_come_at_once_in_order(take: Import) -> None:
    report = take(
        {
            "tags.csv": TAGS + "P1,D100.1,Bit,INT,FAST,\nP9,D1,Lost,,FAST,\nP1,D2,X,,FAT,\n",
            "plcs.csv": PLCS + "P3,1.2.3,Q\n",
            "groups.csv": GROUPS + "G3,P4,FIXED,99\n",
        }
    )
    assert errors(report) == [
        "tags.csv, row 5, column tag_type: D100.1 is one bit, so its type is BOOL, not INT",
        "tags.csv, row 6, column plc_code: there is no PLC 'P9'; there are P1, P2",
        (
            "tags.csv, row 7, column group_name: there is no polling group 'FAT'; did you mean 'FAST'? "
            "(a new one: add it first, or import it too)"
        ),
        "plcs.csv, row 4, column ip_address: '1.2.3' is not an IPv4 address; write it like 192.168.0.10",
        "groups.csv, row 4, column polling_interval_ms: '99' is not a whole number from 100 to 86400000",
        "groups.csv, row 4, column plc_code: there is no PLC 'P4'; there are P1, P2",
    ]


def test_a_broken_plc_is_told_once_not_for_each_of_its_tags(take: Import) -> None:
    report = take(ALL | {"plcs.csv": PLCS.replace("192.168.0.10", "192.168.0.999")})
    assert [(error.file, error.row) for error in report.errors] == [("plcs.csv", 2)]


def test_a_broken_group_is_told_once_not_for_each_of_its_tags(take: Import) -> None:
    report = take(ALL | {"groups.csv": GROUPS.replace("100", "10")})
    assert [(error.file, error.row) for error in report.errors] == [("groups.csv", 2)]


# -- what does not fit together --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "P1,D0100,Again,INT,FAST,",
            "row 5, column tag_address: P1 D100 is there already, in tags.csv, row 2",
        ),
        ("P1,m007,Again,BOOL,FAST,", "P1 M7 is there already, in tags.csv, row 3"),
        ("P2,X18,Octal,BOOL,HAND,", "numbers of X are octal (0-7) on iQ-F"),
        ("P1,Q5,None,INT,FAST,", "there is no device 'Q'"),
        ("P1,M8,Wide,DINT,FAST,", "column tag_type: M8 is one bit, so its type is BOOL, not DINT"),
        ("P1,W1F.A,Wide,REAL,FAST,", "W1F.A is one bit"),
        ("P1,D300,Text,STRING,FAST,", "column string_length: a STRING tag needs its string_length in bytes"),
        ("P2,D300,Wrong,INT,FAST,", "polling group 'FAST' reads PLC 'P1', and this tag is on PLC 'P2'"),
        ("P1,D300,Zero,INT,FAST,0", "column scale: '0' would make every value 0"),
        ("P1,D300,,INT,FAST,1", "column tag_name: is blank, and may not be"),
        ("P1,D300,NoGroup,INT,,1", "column group_name: is blank; name a polling group, or pass --group NAME"),
    ],
)
def test_a_tag_that_does_not_fit_is_refused(take: Import, row: str, sentence: str) -> None:
    report = take(ALL | {"tags.csv": f"{TAGS}{row}\n"})
    (error,) = errors(report)
    assert error.startswith("tags.csv, row 5, column ")
    assert sentence in error


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ("INT,5,,", "only STRING tags have a string_length, this one is INT; leave it blank"),
        ("STRING,1921,,", "from 1 to 1920"),
        ("INT,,9,1", "min_value 9 is larger than max_value 1"),
    ],
)
def test_columns_that_contradict_each_other_are_refused(
    small_plant: None, take: Import, cells: str, sentence: str
) -> None:
    header = "plc_code,tag_address,tag_name,group_name,tag_type,string_length,min_value,max_value\n"
    (error,) = errors(take({"t.csv": f"{header}P1,D9,T,FAST,{cells}\n"}))
    assert sentence in error


def test_a_reference_into_an_empty_configuration_says_what_to_do(take: Import) -> None:
    (error,) = errors(take({"g.csv": "group_name,plc_code\nG,P1\n"}))
    assert error == "g.csv, row 2, column plc_code: there is no PLC 'P1'; there is none yet, import it too"


def test_duplicates_across_files_name_both_places(take: Import) -> None:
    report = take(ALL | {"more.csv": "plc_code,ip_address\nP1,10.0.0.9\n"})
    assert errors(report) == ["more.csv, row 2, column plc_code: P1 is there already, in plcs.csv, row 2"]


def test_a_file_that_is_named_twice_is_read_once(database: ConfigDatabase, write: WriteFile) -> None:
    path = write("plcs.csv", PLCS)
    report = import_files(
        database,
        [path, path.parent / "." / path.name, path.parent / ".." / "files" / path.name],
        check_address=check_address,
        check_ack_address=check_ack_address,
    )
    assert [(file.file, file.added) for file in report.files] == [("plcs.csv", 2)]


def test_a_group_name_that_is_wrong_is_not_told_as_missing(take: Import) -> None:
    report = take(ALL | {"more.csv": f"plc_code,tag_address,tag_name,group_name\nP1,D9,Far,{'G' * 65}\n"})
    (error,) = errors(report)
    assert error.endswith("is longer than 64 characters")


def test_files_of_the_same_name_are_told_apart(database: ConfigDatabase, tmp_path: Path) -> None:
    paths = [tmp_path / name / "plcs.csv" for name in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(PLCS)
    report = import_files(database, paths, check_address=check_address, check_ack_address=check_ack_address)
    assert errors(report)[0].startswith(f"{paths[1]}, row 2")


def test_trigger_and_acknowledge_bits_are_bits_in_their_stored_spelling(
    database: ConfigDatabase, take: Import
) -> None:
    header = "group_name,plc_code,polling_mode,trigger_bit_address,ack_bit_address\n"
    assert not take({"p.csv": PLCS, "g.csv": f"{header}H,P1,HANDSHAKE,d7.f,m0100\n"}).errors
    (group,) = database.load_plant().groups
    assert (group.trigger_bit_address, group.ack_bit_address) == ("D7.F", "M100")
    report = take({"g.csv": f"{header}H,P1,HANDSHAKE,D100,Z1\n"})
    assert errors(report)[0] == (
        "g.csv, row 2, column trigger_bit_address: "
        "D100 is a word; name a bit like M100, or one bit of the word, as in D100.0"
    )
    assert "column ack_bit_address: Address 'Z1'" in errors(report)[1]


@pytest.mark.parametrize(
    ("trigger", "ack", "sentence"),
    [
        ("M100", "D7.F", "cannot be written without writing the whole word"),
        ("M100", "D7", "is a word device, not a bit"),
        ("M100", "m0100", "M100 is the trigger bit; the acknowledge bit has to be another one"),
        ("M100", "SM400", "belongs to the system and is never written"),
    ],
)
def test_an_acknowledge_bit_that_cannot_be_written_is_refused(
    small_plant: None, take: Import, trigger: str, ack: str, sentence: str
) -> None:
    header = "group_name,plc_code,polling_mode,trigger_bit_address,ack_bit_address\n"
    (error,) = errors(take({"g.csv": f"{header}HAND,P1,HANDSHAKE,{trigger},{ack}\n"}))
    assert error.startswith("g.csv, row 2, column ack_bit_address: ")
    assert sentence in error


def test_a_new_trigger_bit_may_not_be_the_stored_acknowledge_bit(small_plant: None, take: Import) -> None:
    take({"g.csv": "group_name,plc_code,ack_bit_address\nFAST,P1,M1\n"})
    (error,) = errors(take({"g.csv": "group_name,plc_code,trigger_bit_address\nFAST,P1,M1\n"}))
    assert "M1 is the trigger bit" in error


def test_bits_of_a_handshake_may_be_tags_too(small_plant: None, take: Import) -> None:
    text = "group_name,plc_code,trigger_bit_address,ack_bit_address\nFAST,P1,M7,M8\n"
    assert not take({"g.csv": text}).errors


@pytest.mark.parametrize(
    ("cells", "problems"),
    [("STRING,8,HIGH_FIRST", 0), ("INT,,", 0), ("INT,,LOW_FIRST", 0), ("INT,,HIGH_FIRST", 1)],
)
def test_only_strings_have_a_byte_order(small_plant: None, take: Import, cells: str, problems: int) -> None:
    header = "plc_code,tag_address,tag_name,group_name,tag_type,string_length,string_byte_order\n"
    found = errors(take({"t.csv": f"{header}P1,D9,T,FAST,{cells}\n"}))
    assert len(found) == problems
    assert all("only STRING tags have a string_byte_order, this one is INT" in error for error in found)


def test_a_plc_whose_series_has_no_such_devices_keeps_its_own(small_plant: None, take: Import) -> None:
    take({"t.csv": LIST + "P1,X1A,Input,,,\n"}, group="FAST")
    report = take({"p.csv": PLCS.replace("Q\n", "iQ-F\n")})
    (error,) = errors(report)
    assert error.startswith(
        "p.csv, row 2, column series: does not fit the stored tags (1 of them), the first: "
    )
    assert "X1A" in error


def test_a_group_may_not_leave_its_tags_behind(small_plant: None, take: Import) -> None:
    report = take({"g.csv": "group_name,plc_code\nFAST,P2\n"})
    (error,) = errors(report)
    assert error.startswith("g.csv, row 2, column plc_code: ")
    assert error.endswith("the group moves to PLC 'P2', but 2 of its stored tags are on another PLC")


def test_every_row_has_a_verdict(small_plant: None, take: Import) -> None:
    tags = (
        "plc_code,tag_address,tag_name,group_name,scale,min_value\nP1,D0100,Heat,FAST,0.1,\n"
        "P1,M7,Running,FAST,,\nP1,D5,New,FAST,,\nP1,D6,Bad,FAST,x,\nP1,D7,Lost,FAR,,1\n"
    )
    rows = take({"t.csv": tags, "g.csv": GROUPS.replace("100", "200")}, dry_run=True).rows
    assert [(row.file, row.row, row.verdict, row.address, row.name) for row in rows] == [
        ("t.csv", 2, Verdict.CHANGED, "D100", "Heat"),
        ("t.csv", 3, Verdict.UNCHANGED, "M7", "Running"),
        ("t.csv", 4, Verdict.ADDED, "D5", "New"),
        ("t.csv", 5, Verdict.WRONG, "D6", "Bad"),
        ("t.csv", 6, Verdict.WRONG, "D7", "Lost"),
        ("g.csv", 2, Verdict.CHANGED, "", "FAST"),
        ("g.csv", 3, Verdict.UNCHANGED, "", "HAND"),
    ]
    assert [row.reason for row in rows if row.reason] == [
        "tag_name 'Temperature' -> 'Heat'",
        "scale: 'x' is not a number; write it with a point, like 0.5",
        (
            "group_name: there is no polling group 'FAR'; there are FAST, HAND "
            "(a new one: add it first, or import it too)"
        ),
        "polling_interval_ms 100 -> 200",
    ]


def test_ten_thousand_tags_are_one_import(database: ConfigDatabase, take: Import) -> None:
    rows = "".join(f"P1,D{n},Tag {n},C,0.1,M{n % 34}\n" for n in range(10_000))
    assert counts(take({"p.csv": PLCS, "t.csv": LIST + rows}, group="G"))["t.csv"] == (10_000, 0, 0)
    assert len(database.load_plant().tags) == 10_000


def test_a_change_meanwhile_is_not_overwritten(
    database: ConfigDatabase, small_plant: None, write: WriteFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    load: Callable[[ConfigDatabase], Plant] = ConfigDatabase.load_plant

    def load_then_change(self: ConfigDatabase) -> Plant:
        plant = load(self)
        database.replace_plant(plant, Plant(plant.plcs))
        return plant

    monkeypatch.setattr(ConfigDatabase, "load_plant", load_then_change)
    with pytest.raises(ChangedMeanwhileError, match="changed by someone else"):
        import_files(
            database,
            [write("p.csv", PLCS.replace("Q\n", "L\n"))],
            check_address=check_address,
            check_ack_address=check_ack_address,
        )
    assert load(database).groups == ()
