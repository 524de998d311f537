from __future__ import annotations

import pytest

from hmi.config.csvfile import read_sheet
from hmi.config.sheet import Sheet
from tests.config.conftest import PLCS, TAGS, WriteFile

SERIES = "Q, L, QnA, iQ-L, iQ-R, iQ-F"
KOREAN = "PLC_CODE,TAG_ADDRESS,TAG_NAME,UNIT\nP1,D1,프레스 온도,℃\n"


def errors(sheet: Sheet) -> list[str]:
    return [str(error) for error in sheet.errors]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_korean_is_understood_in_every_encoding_a_plant_uses(write: WriteFile, encoding: str) -> None:
    sheet = read_sheet(write("tags.csv", KOREAN.encode(encoding)), "tags.csv")
    assert not sheet.errors
    assert sheet.records[0].values == {
        "plc_code": "P1",
        "tag_address": "D1",
        "tag_name": "프레스 온도",
        "unit": "℃",
    }


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unicode_text_of_a_spreadsheet_is_understood(write: WriteFile, encoding: str) -> None:
    text = "\ufeff" + KOREAN.replace(",", "\t")
    sheet = read_sheet(write("tags.txt", text.encode(encoding)), "tags.txt")
    assert not sheet.errors
    assert sheet.records[0].values["tag_name"] == "프레스 온도"


def test_unicode_text_that_is_cut_off_is_refused(write: WriteFile) -> None:
    (error,) = errors(read_sheet(write("tags.txt", KOREAN.encode("utf-16")[:-1]), "tags.txt"))
    assert error == "tags.txt: is UTF-16 text that is cut off or damaged (truncated data): export it again"


@pytest.mark.parametrize(
    "names", ["冷却水温度\nプレス油圧", "ﾌﾟﾚｽ 油圧\nｼﾘﾝﾀﾞ1", "ﾌﾟﾚｽ\nｾﾝｻ1\nﾜｰｸ有", "ｼﾘﾝﾀﾞ前進端", "コンベヤ起動"]
)
def test_japanese_of_an_older_windows_is_understood(write: WriteFile, names: str) -> None:
    rows = "".join(f"D{number},{name}\n" for number, name in enumerate(names.splitlines()))
    sheet = read_sheet(write("tags.csv", ("tag_address,tag_name\n" + rows).encode("cp932")), "tags.csv")
    assert not sheet.errors
    assert [record.values["tag_name"] for record in sheet.records] == names.splitlines()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("plc_code,tag_name,unit\nP1,Coolant,°C\n", "cp1252"),
        ("plc_code,tag_name,unit\nP1,Kühlwasser,°C\n", "cp1252"),
        ("plc_code,tag_name,unit\nP1,Änderung,µm\n", "cp1252"),
    ],
)
def test_what_asian_code_pages_can_read_but_nobody_there_wrote_is_refused(
    write: WriteFile, text: str, encoding: str
) -> None:
    sheet = read_sheet(write("tags.csv", text.encode(encoding)), "tags.csv")
    assert errors(sheet) == [
        "tags.csv: is neither UTF-8, UTF-16, Korean CP949 nor Japanese CP932 text; save it as 'CSV UTF-8'"
    ]


def test_a_rare_syllable_among_korean_is_understood(write: WriteFile) -> None:
    text = "plc_code,ip_address,plc_name\nP1,10.0.0.1,똠양꿍 조리 설비 일호기 上部\n"
    sheet = read_sheet(write("plcs.csv", text.encode("cp949")), "plcs.csv")
    assert sheet.records[0].values["plc_name"] == "똠양꿍 조리 설비 일호기 上部"


@pytest.mark.parametrize("start", [b"PK\x03\x04\x14\x00\x06\x00", bytes.fromhex("d0cf11e0a1b11ae1")])
def test_a_workbook_is_told_from_a_csv_file(write: WriteFile, start: bytes) -> None:
    sheet = read_sheet(write("tags.csv", start + bytes(100)), "tags.csv")
    assert errors(sheet) == ["tags.csv: is an Excel workbook, not a CSV file; save it as 'CSV UTF-8'"]


def test_bytes_that_are_no_text_are_refused(write: WriteFile) -> None:
    sheet = read_sheet(write("tags.csv", b"plc_code\xff\xff\n"), "tags.csv")
    assert "neither UTF-8, UTF-16" in errors(sheet)[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_and_line_end_are_found_out(write: WriteFile, delimiter: str, end: str) -> None:
    text = PLCS.replace(",", delimiter).replace("\n", end)
    sheet = read_sheet(write("plcs.csv", text), "plcs.csv")
    assert not sheet.errors
    assert [(record.row, record.values["plc_code"]) for record in sheet.records] == [(2, "P1"), (3, "P2")]


@pytest.mark.parametrize(
    ("header", "table"),
    [
        ("plc_code,ip_address", "plc_connections"),
        (" PLC_Code , IP_ADDRESS ,Port", "plc_connections"),
        ("group_name,plc_code,polling_mode", "polling_groups"),
        ("plc_code,group_name", "polling_groups"),
        ("PLC_CODE,TAG_ADDRESS,TAG_NAME,UNIT,SCALE,MACHINE_CODE", "tags"),
        ("plc_code,tag_address,tag_name,group_name,is_active", "tags"),
        ("PLC Code, Tag  Address ,Tag-Name", "tags"),
        ("ＰＬＣ＿ＣＯＤＥ,Tag Address\u00a0,TAG\u3000NAME", "tags"),
    ],
)
def test_the_header_says_which_table(write: WriteFile, header: str, table: str) -> None:
    sheet = read_sheet(write("a.csv", header + "\n"), "a.csv")
    assert not sheet.errors
    assert sheet.table is not None
    assert sheet.table.name == table


@pytest.mark.parametrize(
    ("header", "sentences"),
    [
        (
            "plc_code,tag_adress,tag_name",
            ["a.csv, row 1: unknown column 'tag_adress'; did you mean 'tag_address'?"],
        ),
        ("plc_code,ip_adress", ["'ip_adress'; did you mean 'ip_address'?"]),
        ("plc_code,tag_address", ["column 'tag_name' is missing; a file of tags needs it"]),
        (
            "plc_code,ip_address,zzz,비고",
            ["columns 'zzz', '비고'; leave out what plc_connections has not: plc_code, plc_name"],
        ),
        ("plc_code,ip_address,PORT,port ", ["column 'port' is there 2 times; keep one"]),
        (
            "Tag list of line 1,,",
            ["the first row has to name the columns, and begins with 'tag_list_of_line_1' (plc_connections:"],
        ),
        ("PRESS,D100,Force", ["the first row has to name the columns, and begins with 'press, d100, force'"]),
        ("", ["a.csv: is empty; its first row has to name the columns"]),
        (",,", ["is empty"]),
    ],
)
def test_a_header_that_is_not_ours_is_explained(write: WriteFile, header: str, sentences: list[str]) -> None:
    sheet = read_sheet(write("a.csv", header + "\nx,y,z\n" if header else ""), "a.csv")
    found = errors(sheet)
    assert len(found) == len(sentences)
    assert all(sentence in error for sentence, error in zip(sentences, found, strict=True))
    assert not sheet.records


def test_every_bad_cell_is_told_by_row_column_value_and_remedy(write: WriteFile) -> None:
    text = (
        "plc_code,ip_address,port,series,pool_size,connection_timeout\n"
        "P1,10.0.0.1,99999,Q,17,0\n"
        ",10.0.0.1,5010,Q,,\n"
        "\n"
        "P3,,5010,iQ_R,,\n"
    )
    sheet = read_sheet(write("plcs.csv", text), "plcs.csv")
    assert errors(sheet) == [
        "plcs.csv, row 2, column port: '99999' is not a whole number from 1 to 65535",
        "plcs.csv, row 2, column pool_size: '17' is not a whole number from 1 to 16",
        (
            "plcs.csv, row 2, column connection_timeout: '0' is not a number from 0.1 to 60; "
            "write it with a point, like 0.5"
        ),
        "plcs.csv, row 3, column plc_code: is blank, and may not be",
        "plcs.csv, row 5, column ip_address: is blank, and may not be",
        f"plcs.csv, row 5, column series: 'iQ_R' is not one of {SERIES}; did you mean 'iQ-R'?",
    ]
    assert all(record.is_broken for record in sheet.records)


def test_rows_are_counted_as_a_spreadsheet_counts_them(write: WriteFile) -> None:
    text = 'plc_code,ip_address,plc_name\nP1,10.0.0.1,"two\nlines"\nP2,10.0.0.2,fine\n\nP3,bad host,\n'
    sheet = read_sheet(write("plcs.csv", text), "plcs.csv")
    assert [(error.row, error.column) for error in sheet.errors] == [(2, "plc_name"), (5, "ip_address")]


def test_nameless_and_short_rows_are_what_spreadsheets_write(write: WriteFile) -> None:
    text = "plc_code,ip_address,port,,\nP1,10.0.0.1,,,\nP2,10.0.0.2\n,,,,\n"
    sheet = read_sheet(write("plcs.csv", text), "plcs.csv")
    assert not sheet.errors
    assert [record.values["port"] for record in sheet.records] == [5010, 5010]


@pytest.mark.parametrize("row", ["P1,10.0.0.1,a,b", "P1,10.0.0.1,,b"])
def test_a_value_without_a_column_is_refused(write: WriteFile, row: str) -> None:
    sheet = read_sheet(write("plcs.csv", f"plc_code,ip_address,plc_name\n{row}\n"), "plcs.csv")
    assert errors(sheet) == [
        "plcs.csv, row 2: 'b' is in cell 4, which has no column name; texts with a comma need quotation marks"
    ]


@pytest.mark.parametrize(("delimiter", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab")])
def test_a_text_that_fell_apart_is_told_with_the_delimiter_of_its_file(
    write: WriteFile, delimiter: str, name: str
) -> None:
    text = "plc_code,ip_address,plc_name\nP1,10.0.0.1,Press,1\n".replace(",", delimiter)
    sheet = read_sheet(write("plcs.csv", text), "plcs.csv")
    (error,) = errors(sheet)
    assert error.endswith(f"which has no column name; texts with a {name} need quotation marks")


@pytest.mark.parametrize("shown", ["#REF!", "#NAME?", "#DIV/0!", "#N/A", "#BEZUG!", "#NV", "########"])
def test_an_error_of_the_spreadsheet_is_never_a_value(write: WriteFile, shown: str) -> None:
    sheet = read_sheet(write("plcs.csv", f"plc_code,ip_address,plc_name\nP1,10.0.0.1,{shown}\n"), "plcs.csv")
    (error,) = errors(sheet)
    assert error.startswith(f"plcs.csv, row 2, column plc_name: {shown!r} is an error that the spreadsheet")
    assert error.endswith("correct it there and save again")


@pytest.mark.parametrize("name", ["#1 Press", "Press #1", "#1!", "#"])
def test_a_name_may_have_a_number_sign(write: WriteFile, name: str) -> None:
    sheet = read_sheet(write("plcs.csv", f"plc_code,ip_address,plc_name\nP1,10.0.0.1,{name}\n"), "plcs.csv")
    assert sheet.records[0].values["plc_name"] == name
    assert not sheet.errors


def test_a_quotation_mark_that_is_not_closed_is_told(write: WriteFile) -> None:
    sheet = read_sheet(write("tags.csv", TAGS + 'P1,D9,"open,INT,FAST,\n'), "tags.csv")
    assert errors(sheet)[0].startswith("tags.csv, row 5: is not a CSV file")
    assert "quotation mark" in errors(sheet)[0]


def test_a_file_that_cannot_be_read_is_told(write: WriteFile) -> None:
    folder = write("x.csv", "").parent
    assert "cannot be read: No such file" in errors(read_sheet(folder / "none.csv", "none.csv"))[0]
    assert "cannot be read: Is a directory" in errors(read_sheet(folder, "files"))[0]


def test_a_long_value_is_shortened_in_its_message(write: WriteFile) -> None:
    sheet = read_sheet(write("plcs.csv", f"plc_code,ip_address\n{'x' * 3000},10.0.0.1\n"), "plcs.csv")
    assert len(errors(sheet)[0]) < 200


def test_a_file_cut_at_any_byte_is_read_without_an_exception(write: WriteFile) -> None:
    content = KOREAN.encode("cp949")
    for cut in range(len(content)):
        sheet = read_sheet(write("tags.csv", content[:cut]), "tags.csv")
        assert sheet.errors or len(sheet.records) <= 1
