from __future__ import annotations

import pytest

from hmi.config.database import ConfigDatabase
from hmi.config.report import ImportReport, Verdict
from hmi.model.plant import PollingGroup, Tag, TagType
from tests.config.conftest import Import

Q = "plc_code,ip_address,series\nPRESS,10.0.0.1,Q\n"
TWO = Q + "PAINT,10.0.0.2,iQ-F\n"


def comments(
    *rows: str,
    title: str = '"COMMON"',
    header: str = '"Device Name"\t"Comment"',
    encoding: str = "utf-16",
) -> bytes:
    """A file as GX Works writes it: a title line, tabs, quotation marks, CRLF."""
    lines = [title, header] if title else [header]
    return "".join(f"{line}\r\n" for line in (*lines, *rows)).encode(encoding)


def row(device: str, comment: str) -> str:
    return f'"{device}"\t"{comment}"'


def skipped(report: ImportReport) -> dict[str, str]:
    return {row.address: row.reason for row in report.of(Verdict.SKIPPED)}


def test_device_comments_become_tags_typed_by_device(database: ConfigDatabase, take: Import) -> None:
    text = comments(
        row("X0A", "Start button"),
        row("M100", "자동 운전중"),
        row("D0100", "油圧   設定値"),
        row("D100.A", 'Alarm, ""oil"" low'),
        row("W1F", "Speed"),
        row("ZR100", "Recipe"),
        row("SM400", "Always on"),
    )
    report = take({"p.csv": Q, "COMMENT.csv": text})
    assert not report.errors
    assert report.made_groups == ("polling group 'PRESS_1000ms' is new: PLC 'PRESS', FIXED, 1,000 ms",)
    plant = database.load_plant()
    assert plant.groups == (PollingGroup("PRESS_1000ms", "PRESS"),)
    assert plant.tags == tuple(
        Tag("PRESS", address, name, tag_type, "PRESS_1000ms")
        for address, name, tag_type in (
            ("XA", "Start button", TagType.BOOL),
            ("M100", "자동 운전중", TagType.BOOL),
            ("D100", "油圧 設定値", TagType.INT),
            ("D100.A", 'Alarm, "oil" low', TagType.BOOL),
            ("W1F", "Speed", TagType.INT),
            ("ZR100", "Recipe", TagType.INT),
            ("SM400", "Always on", TagType.BOOL),
        )
    )


@pytest.mark.parametrize(
    ("title", "header", "encoding"),
    [
        ('"CCS 조립라인 260408"', '"Device Name"\t"Comment"', "utf-16"),
        ("", "Device Name\tComment", "utf-16"),
        ('"COMMON"', "Device Name,Comment", "utf-8-sig"),
        ("COMMON", "디바이스명,코멘트", "cp949"),
        ("COMMON", "デバイス名,コメント", "cp932"),
        ("COMMON", "デバイス名\tコメント", "utf-16"),
        ("COMMON", "软元件名\t注释", "utf-16"),
        ("", "Device,Label,Comment", "utf-8"),
    ],
)
def test_every_language_and_encoding_of_the_programs_is_known(
    database: ConfigDatabase, take: Import, title: str, header: str, encoding: str
) -> None:
    delimiter = "\t" if "\t" in header else ","
    cells = ["D1"] + [""] * (header.count(delimiter) - 1) + ["Force"]
    text = comments(delimiter.join(cells), title=title, header=header, encoding=encoding)
    report = take({"p.csv": Q, "c.csv": text})
    assert [(tag.tag_address, tag.tag_name) for tag in database.load_plant().tags] == [("D1", "Force")]
    assert str(report.files[1]) == "c.csv: device comments of GX Works: 1 added, 0 changed, 0 unchanged"
    assert report.rows[-1].row == (3 if title else 2)


def test_of_several_comment_columns_the_displayed_one_comes_first(
    database: ConfigDatabase, take: Import
) -> None:
    header = "Device Name\tLabel\tJapanese/日本語\tEnglish(Display Target)\tChinese Simplified/简体中文"
    rows = ("D1\tL1\t圧力\tPressure\t压力", "D2\tL2\t温度\t\t温度计", "D3\tSpeed\t\t\t", "D4\t\t\t\t")
    report = take({"p.csv": Q, "c.csv": comments(*rows, header=header)})
    assert [tag.tag_name for tag in database.load_plant().tags] == ["Pressure", "温度", "Speed"]
    assert skipped(report) == {"D4": "has no comment"}


def test_timers_and_counters_are_read_as_their_current_values(database: ConfigDatabase, take: Import) -> None:
    text = comments(row("T10", "Delay"), row("C5", "Pieces"), row("TS3", "Done"), row("CC4", "Coil"))
    report = take({"p.csv": Q, "c.csv": text})
    assert [(tag.tag_address, tag.tag_type) for tag in database.load_plant().tags] == [
        ("TN10", TagType.INT),
        ("CN5", TagType.INT),
        ("TS3", TagType.BOOL),
        ("CC4", TagType.BOOL),
    ]
    assert [row.remark for row in report.rows[1:]] == [
        "the comment of T names its current value, TN",
        "the comment of C names its current value, CN",
        "",
        "",
    ]


def test_what_is_not_read_is_told_row_by_row(take: Import) -> None:
    devices = ["S0", "P10", "I0", "Z1", "ST5", "U3\\G100", "J1\\B0", "#M0", "X1G", "Q7", "D0"]
    text = comments(*(row(device, "x") for device in devices), row("M1", ""), row("D00", "again"))
    report = take({"p.csv": Q, "c.csv": text})
    assert not report.errors
    reasons = skipped(report)
    assert reasons.pop("X1G").startswith("Address 'X1G': numbers of X are hexadecimal")
    assert reasons.pop("Q7").startswith("Address 'Q7': there is no device 'Q'")
    assert reasons == {
        "S0": "step relays (S) are not read",
        "P10": "pointers (P) are not read",
        "I0": "interrupt pointers (I) are not read",
        "Z1": "index registers (Z) are not read",
        "ST5": "retentive timers (ST) are not read",
        "U3\\G100": "buffer memories of modules (U) are not read",
        "J1\\B0": "devices of a link module (J) are not read",
        "#M0": "local devices (#) are not read",
        "M1": "has no comment",
        "D00": "PRESS D0 is there already, in c.csv, row 13",
    }
    assert str(report.files[1]).endswith("1 added, 0 changed, 0 unchanged, 12 skipped")


def test_a_comment_that_cannot_be_a_name_is_told(take: Import) -> None:
    report = take({"p.csv": Q, "c.csv": comments(row("D1", "x" * 201), row("", "lost"))})
    assert [row.reason for row in report.of(Verdict.SKIPPED)] == [
        "the comment is longer than 200 characters",
        "has a comment and no device",
    ]


def test_line_breaks_in_a_comment_become_spaces(database: ConfigDatabase, take: Import) -> None:
    take({"p.csv": Q, "c.csv": comments(row("D1", "Main\r\npressure"))})
    assert database.load_plant().tags[0].tag_name == "Main pressure"


def test_x_and_y_are_octal_where_the_plc_has_them_so(database: ConfigDatabase, take: Import) -> None:
    report = take({"p.csv": TWO, "c.csv": comments(row("X017", "Door"), row("X18", "None"))}, plc="PAINT")
    assert [tag.tag_address for tag in database.load_plant().tags] == ["X17"]
    assert "octal" in skipped(report)["X18"]


# -- which PLC, which group ------------------------------------------------------------------------------


def test_with_several_plcs_the_file_needs_one_named(take: Import) -> None:
    report = take({"p.csv": TWO, "c.csv": comments(row("D1", "a"), row("D2", "b"))})
    assert [str(error) for error in report.errors] == [
        "c.csv: does not name the PLC of every tag: pass --plc CODE; there are PRESS, PAINT"
    ]
    assert [row.verdict for row in report.rows] == [Verdict.ADDED] * 2 + [Verdict.WRONG] * 2


def test_without_any_plc_the_file_asks_for_one(take: Import) -> None:
    (error,) = take({"c.csv": comments(row("D1", "a"))}).errors
    assert str(error).endswith("pass --plc CODE; there is none yet, import it too")


def test_a_named_group_takes_new_and_stored_tags_without_one_they_stay(
    database: ConfigDatabase, take: Import
) -> None:
    take({"p.csv": Q, "c.csv": comments(row("D1", "a"))}, group="OWN")
    take({"c.csv": comments(row("D1", "b"), row("D2", "c"))})
    assert {tag.tag_address: tag.group_name for tag in database.load_plant().tags} == {
        "D1": "OWN",
        "D2": "PRESS_1000ms",
    }
    take({"c.csv": comments(row("D2", "c"))}, group="OWN")
    assert {tag.group_name for tag in database.load_plant().tags} == {"OWN"}


def test_new_comments_change_only_names(database: ConfigDatabase, take: Import) -> None:
    tags = (
        "plc_code,tag_address,tag_name,tag_type,group_name,scale\nPRESS,D1,a,REAL,G,0.1\nPRESS,D5,b,INT,G,\n"
    )
    take({"p.csv": Q, "g.csv": "group_name,plc_code,polling_mode\nG,PRESS,\n", "t.csv": tags})
    report = take({"c.csv": comments(row("D1", "Oil"), row("D5", "b"))})
    assert database.load_plant().tags[0] == Tag("PRESS", "D1", "Oil", TagType.REAL, "G", scale=0.1)
    assert [(row.verdict, row.reason) for row in report.rows] == [
        (Verdict.CHANGED, "tag_name 'a' -> 'Oil'"),
        (Verdict.UNCHANGED, ""),
    ]


# -- nonsense --------------------------------------------------------------------------------------------


def test_a_file_cut_at_any_byte_is_refused_or_read_up_to_there(take: Import) -> None:
    whole = comments(row("D1", "압력"), row("D2", "온도"))
    take({"p.csv": Q})
    for cut in range(0, len(whole), 3):
        report = take({"c.csv": whole[:cut]}, dry_run=True)
        assert report.errors or len(report.rows) <= 2


def test_a_header_alone_adds_nothing(take: Import) -> None:
    report = take({"p.csv": Q, "c.csv": comments()})
    assert not report.errors
    assert report.files[1].added == 0


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (bytes(range(256)) * 4, "is not a text file"),
        (b"MZ\x90\x00\x03", "is not a text file"),
        (b"\xff\xfe\x00\x00\x01\x00", "is not a text file"),
        (comments(row("D1", "a")).decode("utf-16").encode("utf-16-le"), "is not a text file"),
        (b"COMMON\nDevice\n", "the first row has to name the columns"),
        (b"plc_code,device,comment,ip_address\nP1,D1,a,b\n", "unknown columns 'device', 'comment'"),
    ],
)
def test_what_is_no_comment_file_is_refused(take: Import, content: bytes, text: str) -> None:
    (error,) = take({"c.csv": content}).errors
    assert text in str(error)
