from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.config.database import ConfigDatabase
from hmi.config.kepware_scaling import scaling
from hmi.config.report import ImportReport, Verdict
from hmi.model.plant import ByteOrder, PollingGroup, Tag, TagType
from tests.config.conftest import Import

Q = "plc_code,ip_address,series\nP1,10.0.0.1,Q\n"
HEADER = (
    "Tag Name,Address,Data Type,Respect Data Type,Client Access,Scan Rate,Scaling,Raw Low,Raw High,"
    "Scaled Low,Scaled High,Scaled Data Type,Clamp Low,Clamp High,Eng Units,Description,Negate Value\n"
)


def line(name: str, address: str, data_type: str, rate: str = "100", scaled: str = ",,,,,,,,") -> str:
    """A row as the server writes it; ``scaled`` are the nine columns from Scaling to Eng Units."""
    return f'"{name}","{address}",{data_type},1,R/W,{rate},{scaled},"about it",\n'


def tags(report: ImportReport) -> list[Tag]:
    return [row.tag for row in report.rows if row.tag is not None]


def skipped(report: ImportReport) -> dict[str, str]:
    return {row.name: row.reason for row in report.of(Verdict.SKIPPED)}


def test_every_data_type_becomes_ours(database: ConfigDatabase, take: Import) -> None:
    text = HEADER + "".join(
        (
            line("Press.Run", "M00100", "Boolean"),
            line("Press.Force", "D00100", "Short"),
            line("Press.Count", "W01F", "Word"),
            line("Press.Total", "D00102", "Long"),
            line("Press.Code", "D00104", "DWord"),
            line("Press.Oil", "D00106", "Float"),
            line("Press.Way", "D00108", "Double"),
            line("Press.Step", "R00112", "BCD"),
            line("Press.Hot", "D00100.05", "Boolean"),
            line("Press.Cold", "W01F.15", "Boolean"),
            line("Press.Auto", "X01A", "Default"),
            line("Press.Time", "TN010", "Default"),
        )
    )
    report = take({"p.csv": Q, "k.csv": text})
    assert not report.errors
    assert report.made_groups == ("polling group 'P1_100ms' is new: PLC 'P1', FIXED, 100 ms",)
    assert str(report.files[1]) == "k.csv: tags of KEPServerEX: 12 added, 0 changed, 0 unchanged"
    assert database.load_plant().tags == tuple(
        Tag("P1", address, f"Press.{name}", tag_type, "P1_100ms")
        for name, address, tag_type in (
            ("Run", "M100", TagType.BOOL),
            ("Force", "D100", TagType.INT),
            ("Count", "W1F", TagType.UINT),
            ("Total", "D102", TagType.DINT),
            ("Code", "D104", TagType.UDINT),
            ("Oil", "D106", TagType.REAL),
            ("Way", "D108", TagType.LREAL),
            ("Step", "R112", TagType.BCD),
            ("Hot", "D100.5", TagType.BOOL),
            ("Cold", "W1F.F", TagType.BOOL),
            ("Auto", "X1A", TagType.BOOL),
            ("Time", "TN10", TagType.INT),
        )
    )


def test_strings_have_a_length_and_an_order(take: Import) -> None:
    text = HEADER + "".join(
        (
            line("A", "DSH00200.100", "String"),
            line("B", "DSL00300.078", "String"),
            line("C", "WSH01F.2", "String"),
            line("D", "D00400.020L", "String"),
            line("E", "ZR00400.020H", "String"),
            line("F", "DSH00500.10", "Default"),
        )
    )
    found = [
        (tag.tag_address, tag.string_length, tag.string_byte_order)
        for tag in tags(take({"p.csv": Q, "k.csv": text}))
    ]
    assert found == [
        ("D200", 100, ByteOrder.HIGH_FIRST),
        ("D300", 78, ByteOrder.LOW_FIRST),
        ("W1F", 2, ByteOrder.HIGH_FIRST),
        ("D400", 20, ByteOrder.LOW_FIRST),
        ("ZR400", 20, ByteOrder.HIGH_FIRST),
        ("D500", 10, ByteOrder.HIGH_FIRST),
    ]


def test_scaling_units_and_clamps_are_taken_over(take: Import) -> None:
    text = HEADER + "".join(
        (
            line("A", "D1", "Short", scaled="Linear,0,4000,0,100,Float,0,0,bar"),
            line("B", "D2", "Word", scaled="Linear,0,1000,-50.5,150.5,Double,1,0,°C"),
            line("C", "D3", "Word", scaled="Linear,0,32767,0,3276.7,Float,1,1,V"),
            line("D", "D4", "Word", scaled="None,0,1000,0,1000,Double,1,1,"),
        )
    )
    found = [
        (tag.scale, tag.offset, tag.min_value, tag.max_value, tag.unit)
        for tag in tags(take({"p.csv": Q, "k.csv": text}))
    ]
    assert found == [
        (0.025, 0.0, None, None, "bar"),
        (0.201, -50.5, -50.5, None, "°C"),
        (0.1, 0.0, 0.0, 3276.7, "V"),
        (1.0, 0.0, None, None, ""),
    ]


@pytest.mark.parametrize(
    ("low", "high", "clamps", "limits"),
    [("0", "100", "10", (None, 0.0)), ("0", "100", "01", (-100.0, None)), ("100", "0", "10", (-100.0, None))],
)
def test_a_negated_value_has_its_limits_negated(
    low: str, high: str, clamps: str, limits: tuple[float | None, float | None]
) -> None:
    found = scaling(
        {
            "scaling": "Linear",
            "rawlow": "0",
            "rawhigh": "10",
            "scaledlow": low,
            "scaledhigh": high,
            "clamplow": clamps[0],
            "clamphigh": clamps[1],
            "negatevalue": "1",
        }
    )
    assert (found.min_value, found.max_value) == limits


_ENDS = st.decimals(-10_000, 10_000, places=3)


@given(*(st.tuples(_ENDS, _ENDS).filter(lambda ends: ends[0] != ends[1]) for _ in range(2)), st.booleans())
def test_both_ends_of_the_raw_range_come_out_at_the_scaled_ends(
    raw: tuple[Fraction, Fraction], scaled: tuple[Fraction, Fraction], negate: bool
) -> None:
    cells = {
        "scaling": "linear",
        "rawlow": str(raw[0]),
        "rawhigh": str(raw[1]),
        "scaledlow": str(scaled[0]),
        "scaledhigh": str(scaled[1]),
        "clamplow": "1",
        "clamphigh": "1",
        "negatevalue": "1" if negate else "0",
    }
    found = scaling(cells)
    ends = [float(-end if negate else end) for end in scaled]
    for at, end in zip(raw, ends, strict=True):
        assert float(at) * found.scale + found.offset == pytest.approx(
            end, rel=1e-9, abs=1e-6 * abs(found.scale)
        )
    assert [found.min_value, found.max_value] == sorted(ends)


def test_what_has_no_equal_is_told_row_by_row(take: Import) -> None:
    text = HEADER + "".join(
        (
            line("Array", "D100[10]", "Short Array"),
            line("Plain array", "D100 [10]", "Short"),
            line("Long BCD", "D1", "LBCD"),
            line("Byte", "D1", "Byte"),
            line("Flow", "D1", "Short", scaled="Square Root,0,100,0,10,Float,0,0,"),
            line("Flat", "D1", "Short", scaled="Linear,5,5,0,10,Float,0,0,"),
            line("Broken", "D1", "Short", scaled="Linear,x,5,0,10,Float,0,0,"),
            line("Huge", "D1", "Short", scaled="Linear,0,1e999999999,0,10,Float,0,0,"),
            line("Bit 16", "D1.16", "Boolean"),
            line("Bits", "M0", "Word"),
            line("Text", "D1", "String"),
            line("Odd", "D1.5X", "String"),
            line("Long text", "DSH1.1921", "String"),
            line("Step", "S5", "Boolean"),
            line("Nowhere", "", "Short"),
            line("", "D1", "Short"),
            line("Unit", "D1", "Short", scaled=f",,,,,,,,{'u' * 33}"),
            line("One", "D1", "Short"),
            line("Two", "D0001", "Word"),
        )
    )
    report = take({"p.csv": Q, "k.csv": text})
    assert not report.errors
    reasons = skipped(report)
    assert reasons.pop("Step").startswith("Address 'S5': S is a step relay, a device that is not read")
    arrays = "arrays are not read: give each element a tag of its own"
    assert reasons == {
        "Array": arrays,
        "Plain array": arrays,
        "Long BCD": "BCD numbers of eight digits (LBCD) are not read",
        "Byte": "values of type Byte are not read",
        "Flow": "Square Root scaling is not supported, only linear scaling is",
        "Flat": "the scaling has no range: its low and its high end are the same",
        "Broken": "'x' is not a number of its scaling",
        "Huge": "'1e999999999' is not a number of its scaling",
        "Bit 16": "there is no bit 16, a word has bits 00 to 15",
        "Bits": "M0 is one bit, so its type is BOOL, not UINT",
        "Text": "D1 has no length and byte order of a string, as in DSH200.100",
        "Odd": "D1.5X has no length and byte order of a string, as in DSH200.100",
        "Long text": "the length 1921 of the string is not a whole number from 1 to 1920",
        "Nowhere": "has no address",
        "": "has no name",
        "Unit": "unit is longer than 32 characters",
        "Two": "P1 D1 is there already, in k.csv, row 19",
    }
    assert [tag.tag_name for tag in tags(report)] == ["One"]


# -- groups and names ------------------------------------------------------------------------------------


def test_tags_of_one_scan_rate_share_a_group(database: ConfigDatabase, take: Import) -> None:
    rates = {"D1": "500", "D2": "500", "D3": "100", "D4": "10", "D5": "0", "D6": ""}
    text = HEADER + "".join(line(f"T{a}", a, "Short", rate) for a, rate in rates.items())
    report = take({"p.csv": Q, "k.csv": text})
    plant = database.load_plant()
    assert {tag.tag_address: tag.group_name for tag in plant.tags} == {
        "D1": "P1_500ms",
        "D2": "P1_500ms",
        "D3": "P1_100ms",
        "D4": "P1_100ms",
        "D5": "P1_1000ms",
        "D6": "P1_1000ms",
    }
    assert [group.polling_interval_ms for group in plant.groups] == [500, 100, 1000]
    assert [row.remark for row in report.rows[4:]] == [
        "a scan rate of 10 ms becomes an interval of 100 ms",
        "no scan rate becomes an interval of 1,000 ms",
        "no scan rate becomes an interval of 1,000 ms",
    ]


def test_a_named_group_takes_all_scan_rates(database: ConfigDatabase, take: Import) -> None:
    text = HEADER + line("A", "D1", "Short", "500") + line("B", "D2", "Short", "100")
    take({"p.csv": Q, "k.csv": text}, group="ALL")
    assert database.load_plant().groups == (PollingGroup("ALL", "P1"),)


def test_a_scan_rate_that_a_named_group_has_not_is_told(take: Import) -> None:
    text = HEADER + line("A", "D1", "Short", "1000") + line("B", "D2", "Short", "50")
    report = take({"p.csv": Q, "k.csv": text}, group="ALL")
    assert [row.remark for row in report.rows if row.tag is not None] == [
        "",
        "read every 100 ms until now, and every 1,000 ms in polling group 'ALL'",
    ]


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["Chan.Dev.A", "Chan.Dev.Grp.B"], ["A", "Grp.B"]),
        (["Chan.Dev.A", "Chan.Two.B"], ["Chan.Dev.A", "Chan.Two.B"]),
        (["Grp.A", "Grp.B"], ["Grp.A", "Grp.B"]),
        (["A", "B"], ["A", "B"]),
    ],
)
def test_channel_and_device_are_no_part_of_a_name(take: Import, names: list[str], kept: list[str]) -> None:
    text = HEADER + "".join(line(name, f"D{n}", "Short") for n, name in enumerate(names))
    assert [tag.tag_name for tag in tags(take({"p.csv": Q, "k.csv": text}))] == kept


def test_a_group_of_another_plc_is_not_taken(take: Import) -> None:
    groups = "group_name,plc_code\nP1_100ms,P2\n"
    text = HEADER + line("A", "D1", "Short") + line("B", "D2", "Short")
    (error,) = take({"p.csv": Q + "P2,10.0.0.2,Q\n", "g.csv": groups, "k.csv": text}, plc="P1").errors
    assert str(error) == (
        "k.csv, row 2: polling group 'P1_100ms' reads PLC 'P2', and the tags are on PLC 'P1'; "
        "pass --group NAME"
    )


def test_a_group_name_that_would_be_too_long_is_told(take: Import) -> None:
    code = "P" * 60
    text = HEADER + line("A", "D1", "Short")
    (error,) = take({"p.csv": Q.replace("P1", code), "k.csv": text}).errors
    assert str(error).endswith("_100ms' is longer than 64 characters; pass --group NAME")


# -- the file --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        HEADER.replace("Eng Units,Description,Negate Value", "Engineering Units,Description"),
        "Tag Name,Address,Data Type,Scan Rate\n",
    ],
)
def test_headers_of_all_versions_are_known(take: Import, header: str) -> None:
    cells = ["A", "D1", "Short", *[""] * (header.count(",") - 2)]
    report = take({"p.csv": Q, "k.csv": header + ",".join(cells) + "\n"})
    assert [tag.tag_address for tag in tags(report)] == ["D1"]


def test_of_half_a_file_whole_rows_are_read(take: Import) -> None:
    text = (HEADER + line("A", "D1", "Short") + line("B", "D2", "Short")).encode()
    take({"p.csv": Q})
    for cut in range(len(HEADER), len(text), 7):
        report = take({"k.csv": text[:cut]}, dry_run=True)
        assert report.errors or len(tags(report)) <= 1 + (cut >= len(text) - 2)


def test_a_header_alone_adds_nothing(take: Import) -> None:
    report = take({"p.csv": Q, "k.csv": HEADER})
    assert not report.errors
    assert str(report.files[1]) == "k.csv: tags of KEPServerEX: no rows below the header"


def test_what_was_imported_exports_and_imports_back(database: ConfigDatabase, take: Import) -> None:
    text = (
        HEADER
        + line("A", "DSH1.10", "String")
        + line("B", "D20.15", "Boolean", "250")
        + line("C", "D30", "Short", scaled="Linear,0,3,0,1,Float,1,1,bar")
    )
    first = take({"p.csv": Q, "k.csv": text})
    again = take({"k.csv": text})
    assert [row.verdict for row in again.rows] == [Verdict.UNCHANGED] * 3
    assert database.load_plant() == first.plant


def test_columns_that_a_file_has_not_keep_what_is_stored(database: ConfigDatabase, take: Import) -> None:
    take({"p.csv": Q, "k.csv": HEADER + line("A", "D1", "Short", scaled="Linear,0,10,0,1,Float,0,0,bar")})
    take({"k.csv": "Tag Name,Address,Data Type,Scan Rate\nB,D1,Word,100\n\n"})
    assert database.load_plant().tags == (
        Tag("P1", "D1", "B", TagType.UINT, "P1_100ms", unit="bar", scale=0.1),
    )


def test_a_string_that_became_a_number_is_one(database: ConfigDatabase, take: Import) -> None:
    take({"p.csv": Q, "k.csv": HEADER + line("A", "DSH1.8", "String")})
    assert not take({"k.csv": HEADER + line("A", "D1", "Short")}).of(Verdict.SKIPPED)
    assert database.load_plant().tags == (Tag("P1", "D1", "A", TagType.INT, "P1_100ms"),)
