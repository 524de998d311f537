"""``mapping.toml``: what is understood, and what is refused with the place and the remedy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmi.config.ddl import ddl_of
from hmi.config.folder import DataFolder
from hmi.config.mapping_file import load_mappings
from hmi.config.mapping_rules import template_problems
from hmi.model.errors import UsageError
from hmi.model.plant import GroupCategory, Tag, TagType
from hmi.model.tables import (
    NAME_FIELDS,
    OWN_MAPPINGS,
    OWN_TABLE,
    PRESETS,
    Column,
    Mappings,
    Source,
    TableMapping,
)

OPERATION, STATE, ALARM = GroupCategory
BY_HAND = """
table = "MES.FAULTS"
columns = { TIME = "ts", NAME = "name", VALUE = "value" }
key = ["NAME", "TIME"]
name = "{plc_code}.{tag_address}"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return DataFolder(tmp_path).mapping_file


def load(path: Path, text: str) -> Mappings:
    path.write_text(text, encoding="utf-8")
    return load_mappings(path)


def refusal(path: Path, text: str) -> str:
    with pytest.raises(UsageError) as caught:
        load(path, text)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_without_a_file_everything_goes_into_the_programs_own_table(path: Path) -> None:
    assert load_mappings(path) == OWN_MAPPINGS
    assert load(path, "# nothing yet\n") == OWN_MAPPINGS


def test_a_category_without_a_section_stays_in_the_programs_own_table(path: Path) -> None:
    mappings = load(path, '[ALARM]\npreset = "ALARM_LOG"\n')
    assert mappings == {OPERATION: OWN_TABLE, STATE: OWN_TABLE, ALARM: PRESETS["ALARM_LOG"]}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_alone_is_enough(path: Path, preset: str) -> None:
    assert load(path, f'[OPERATION]\npreset = "{preset}"\n')[OPERATION] == PRESETS[preset]


def test_names_of_the_first_preset_say_their_category(path: Path) -> None:
    sections = "".join(f'[{category}]\npreset = "time_name_value"\n' for category in GroupCategory)
    tag = Tag("BODY1", "W1F0", "Torque", TagType.INT, "G", machine_code="BODY1-CELL-001")
    assert [mapping.name_of(tag, category) for category, mapping in load(path, sections).items()] == [
        "BODY1.Operation.BODY1-CELL-001.W1F0",
        "BODY1.State.BODY1-CELL-001.W1F0",
        "BODY1.Alarm.BODY1-CELL-001.W1F0",
    ]


def test_everything_of_a_preset_can_be_said_otherwise(path: Path) -> None:
    mapping = load(
        path,
        """
        [OPERATION]
        preset = "ALARM_LOG"
        table = 'mes."Alarm Log"'
        key = ["otime", "datatag_name"]
        name = "{plc_code}/{tag_name}"
        sequence = "mes.seq1"
        utc_offset = "-03:30"
        written = "always"
        """,
    )[OPERATION]
    assert (mapping.table, mapping.sequence) == ("MES.Alarm Log", "MES.SEQ1")
    assert mapping.columns == PRESETS["ALARM_LOG"].columns
    assert mapping.key == ("OTIME", "DATATAG_NAME")
    assert mapping.name_template == "{plc_code}/{tag_name}"
    assert mapping.utc_offset == -timedelta(hours=3, minutes=30)
    assert not mapping.on_change
    assert mapping.preset == ""  # the table that we would make has another key


def test_the_sequence_of_a_renamed_table_is_renamed_with_it(path: Path) -> None:
    mapping = load(path, '[ALARM]\npreset = "ALARM_LOG"\ntable = "MES.FAULTS"\n')[ALARM]
    assert (mapping.preset, mapping.sequence) == ("ALARM_LOG", "MES.FAULTS_SEQ")


def test_other_columns_take_the_place_of_the_presets(path: Path) -> None:
    text = '[STATE]\npreset = "TIME_NAME_VALUE"\ncolumns = { TIME = "ts", NAME = "name", V = "value" }\n'
    mapping = load(path, text)[STATE]
    assert [column.name for column in mapping.columns] == ["TIME", "NAME", "V"]
    assert mapping.preset == ""
    assert mapping.name_template == "{plc_code}.State.{machine_code}.{tag_address}"


def test_a_table_may_be_listed_by_hand(path: Path) -> None:
    text = f'[ALARM]\n{BY_HAND}\nutc_offset = "+09:00"\nwritten = "ON_CHANGE"\n'
    assert load(path, text)[ALARM] == TableMapping(
        "MES.FAULTS",
        (Column("TIME", Source.TS), Column("NAME", Source.NAME), Column("VALUE", Source.VALUE)),
        ("NAME", "TIME"),
        name_template="{plc_code}.{tag_address}",
        utc_offset=timedelta(hours=9),
        on_change=True,
    )


def test_two_categories_may_share_a_table(path: Path) -> None:
    mappings = load(path, f'[STATE]\n{BY_HAND}\n[ALARM]\n{BY_HAND}\nwritten = "ON_CHANGE"\n')
    assert mappings[STATE].table == mappings[ALARM].table


def test_numbers_and_strings_may_have_columns_of_their_own(path: Path) -> None:
    columns = '{ T = "ts", P = "plc_code", A = "tag_address", N = "number", S = "text" }'
    text = f'[STATE]\ntable = "X"\ncolumns = {columns}\nkey = ["P", "A", "T"]\n'
    assert load(path, text)[STATE].key == ("P", "A", "T")


def test_a_byte_order_mark_of_notepad_does_no_harm(path: Path) -> None:
    assert load(path, '\ufeff[ALARM]\npreset = "ALARM_LOG"\n')[ALARM].preset == "ALARM_LOG"


def test_a_name_in_hangul_is_a_name(path: Path) -> None:
    assert load(path, '[ALARM]\npreset = "ALARM_LOG"\ntable = "경보"\n')[ALARM].table == "경보"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[OPERATION\n", "is not a TOML file in UTF-8"),
        ("[ALARM]\n[ALARM]\n", "is not a TOML file in UTF-8"),
        ("[OPERATIONS]\n", "there is no category 'OPERATIONS'; did you mean 'OPERATION'?"),
        ("[operation]\n", "there is no category 'operation'; did you mean 'OPERATION'?"),
        ("[zzz]\n", "there is no category 'zzz'; categories: OPERATION, STATE, ALARM"),
        ("ALARM = 'ALARM_LOG'\n", "ALARM is a section; write [ALARM] and its keys below it"),
        ("[ALARM]\ntabel = 'X'\n", "[ALARM]: there is no key 'tabel'; did you mean 'table'?"),
        ("[ALARM]\nzzz = 'X'\n", "[ALARM]: there is no key 'zzz'; keys: preset, table, columns"),
        ("[ALARM]\npreset = 'ALARMLOG'\n", "'ALARMLOG' is not one of TAG_VALUES, TIME_NAME_VALUE, ALARM_LOG"),
        ("[ALARM]\npreset = 'ALARMLOG'\n", "did you mean 'ALARM_LOG'?"),
        ("[ALARM]\npreset = 3\n", "[ALARM] preset: 3 is not text; write it in quotation marks"),
        ("[ALARM]\npreset = ''\n", "[ALARM] preset: '' is blank; leave the line out"),
        ("[ALARM]\n", "[ALARM]: table is missing: give table, columns and key of your table, or a preset"),
        ("[ALARM]\ntable = 'X'\n", "[ALARM]: columns is missing"),
    ],
)
def test_nonsense_is_refused_with_the_place(path: Path, text: str, sentence: str) -> None:
    assert sentence in refusal(path, text)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("table = 'A.B.C'", "[ALARM] table: 'A.B.C' is not a name in Oracle: a letter, then letters"),
        ("table = 'A; DROP TABLE B'", "is not a name in Oracle"),
        ("table = '1A'", "is not a name in Oracle"),
        ("""table = '"A"B"'""", "is not a name in Oracle"),
        ("""table = '"A.B"'""", "is not a name in Oracle"),
        (f"table = '{'A' * 129}'", "is longer than the 128 bytes of a name in Oracle"),
        (f"table = '{'가' * 43}'", "is longer than the 128 bytes of a name in Oracle"),
        ("columns = 'ts'", "[ALARM] columns: write it like { TIME ="),
        ("columns = {}", "[ALARM] columns: write it like { TIME ="),
        ("columns = { A = 'tss' }", "[ALARM] columns: 'tss' is not one of ts, written_at"),
        ("columns = { A = 'valu' }", "did you mean 'value'?"),
        ("columns = { A = 1 }", "[ALARM] columns: 1 is not text; write it in quotation marks"),
        ("columns = { A = 'ts', a = 'name' }", "[ALARM] columns: 'A' is there twice"),
        ("columns = { 'A B' = 'ts' }", "[ALARM] columns: 'A B' is not a name in Oracle"),
        ("columns = { NAME = 'name', VALUE = 'value' }", "no column holds the time of the read"),
        ("columns = { TIME = 'ts', NAME = 'name' }", "no column holds every value: give one the source"),
        ("columns = { TIME = 'ts', NAME = 'name', N = 'number' }", "no column holds every value"),
        ("columns = { TIME = 'ts', NAME = 'name', V = 'value', I = 'sequence' }", "sequence: a column"),
        ("sequence = 'S'", "[ALARM] sequence: no column takes its numbers"),
        ("key = 'NAME'", '[ALARM] key: write it like ["NAME", "TIME"]'),
        ("key = []", '[ALARM] key: write it like ["NAME", "TIME"]'),
        ("key = ['NAM', 'TIME']", "[ALARM] key: 'NAM' is not among the columns; did you mean 'NAME'?"),
        ("key = ['ZZZ', 'TIME']", "'ZZZ' is not among the columns; columns: TIME, NAME, VALUE"),
        ("key = ['NAME', 'TIME', 'name']", "[ALARM] key: 'NAME' is there twice"),
        ("key = ['NAME']", '[ALARM] key: the column with the source "ts" is missing'),
        ("key = ['TIME']", "[ALARM] key: it does not tell the tag"),
        ("key = ['TIME', 'NAME', 'VALUE']", "'VALUE' holds \"value\", which is no mark of one value"),
        ("name = '{plc_cod}.{tag_address}'", "there is no field {plc_cod}; did you mean 'plc_code'?"),
        ("name = '{zzz}.{tag_address}'", "there is no field {zzz}; fields: plc_code, machine_code"),
        ("name = '{tag_address.x}'", "there is no field {tag_address.x}"),
        ("name = '{tag_address[0]}'", "there is no field {tag_address[0]}"),
        ("name = '{tag_address!r}'", "in {tag_address} nothing may follow the name of the field"),
        ("name = '{tag_address:>9}'", "in {tag_address} nothing may follow the name of the field"),
        ("name = '{}.{tag_address}'", "there is no field {}"),
        ("name = '{tag_address'", "has a brace without its other one"),
        ("name = '{plc_code}'", "is the same for all tags of a machine"),
        ("name = \"a\\nb{tag_address}\"", "has a line break or a control character in it"),
        ("utc_offset = '9'", "'9' is not a difference to UTC from -14:00 to +14:00; write it like +09:00"),
        ("utc_offset = '+15:00'", "is not a difference to UTC"),
        ("utc_offset = '+09:60'", "is not a difference to UTC"),
        ("utc_offset = 9", "[ALARM] utc_offset: 9 is not text"),
        ("written = 'NEVER'", "[ALARM] written: 'NEVER' is not one of ALWAYS, ON_CHANGE"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_one_key_is_refused(path: Path, line: str, sentence: str) -> None:
    key = line.partition(" ")[0]
    others = "\n".join(other for other in BY_HAND.splitlines() if not other.startswith(f"{key} "))
    assert sentence in refusal(path, f"[ALARM]\n{others}\n{line}\n")


def test_a_template_needs_a_column_for_the_name_and_the_other_way_round(path: Path) -> None:
    assert "[ALARM] name: a column holds the name: say how it is built" in refusal(
        path, "[ALARM]\n" + BY_HAND.partition("name =")[0]
    )
    assert "[ALARM] name: no column holds it" in refusal(
        path, '[ALARM]\npreset = "TAG_VALUES"\nname = "{tag_address}"\n'
    )


def test_a_table_has_one_key(path: Path) -> None:
    other = BY_HAND.replace('"NAME", "TIME"', '"PLC_CODE", "A", "TIME"').replace(
        "{ TIME", '{ PLC_CODE = "plc_code", A = "tag_address", TIME'
    )
    sentence = refusal(path, f"[STATE]\n{BY_HAND}\n[ALARM]\n{other}\n")
    assert "[STATE] and [ALARM] both write into table MES.FAULTS" in sentence


def test_a_category_that_the_file_does_not_name_is_told_to_write_into_the_table_too(path: Path) -> None:
    sentence = refusal(path, '[ALARM]\npreset = "TIME_NAME_VALUE"\ntable = "TAG_VALUES"\n')
    assert "(a category not in the file writes there)" in sentence


def test_bytes_that_are_no_text_and_a_folder_in_its_place_are_refused(path: Path) -> None:
    path.write_bytes(b"[ALARM]\ntable = '\xff'\n")
    with pytest.raises(UsageError, match=r"mapping\.toml is not a TOML file in UTF-8: save it as UTF-8"):
        load_mappings(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(UsageError, match=r"mapping\.toml cannot be read"):
        load_mappings(path)


@given(
    st.text(alphabet="{}!:.[]abc_tag_adres \n", max_size=30)
    | st.sampled_from([*map("{{{}}}".format, NAME_FIELDS)])
)
def test_a_template_that_is_taken_builds_a_name(template: str) -> None:
    if list(template_problems(template)):
        return
    mapping = TableMapping("T", (), (), name_template=template)
    tag = Tag("P", "D100", "T", TagType.INT, "G")
    assert "D100" in mapping.name_of(tag, ALARM) or "T" in mapping.name_of(tag, ALARM)


_LITERALS = (
    "'ALARM_LOG'",
    "'TIME_NAME_VALUE'",
    "'MES.X'",
    "''",
    "'\"a b\"'",
    "'+09:00'",
    "'ALWAYS'",
    "1",
    "1.5",
    "true",
    "[]",
    "{}",
    "09:00:00",
    "2026-11-22",
    "[1]",
    "[['A']]",
    "['TIME', 'NAME']",
    "{ TIME = 'ts', NAME = 'name', V = 'value' }",
    "{ a.b = 'ts' }",
    "{ A = ['ts'] }",
    "'{tag_address}'",
    "'{plc_code!s:>{unit}}'",
    "[{ A = 'ts' }]",
)
_KEYS = ("preset", "table", "columns", "key", "name", "sequence", "utc_offset", "written")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(_KEYS), st.sampled_from(_LITERALS)))
def test_whatever_the_file_says_it_is_understood_or_refused(path: Path, entries: dict[str, str]) -> None:
    text = "[ALARM]\n" + "".join(f"{key} = {literal}\n" for key, literal in entries.items())
    try:
        mapping = load(path, text)[ALARM]
    except UsageError:
        return
    assert set(mapping.key) <= {column.name for column in mapping.columns}
    assert bool(ddl_of({ALARM: mapping})) == bool(mapping.preset)
