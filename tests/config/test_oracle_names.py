"""Names that go into SQL text: nothing can end them, and what is derived is short and different."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.config.oracle_names import MAX_BYTES, MAX_DERIVED_BYTES, column_name, derived, qualified_name


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("ts", "TS"),
        ("Value_1$#", "VALUE_1$#"),
        ('"Value"', "Value"),
        ('"LEVEL 2 (%)"', "LEVEL 2 (%)"),
        ("값", "값"),
        ("LEVEL", "LEVEL"),
    ],
)
def test_a_column_is_kept_as_oracle_keeps_it(text: str, kept: str) -> None:
    assert column_name(text) == kept


@pytest.mark.parametrize(
    "text", ["", " ", "1A", "_A", "A B", "A-B", '"', '""', '"A', 'A"', '"A""B"', '" A"', "A'"]
)
def test_what_is_no_name_is_refused(text: str) -> None:
    for parse in (column_name, qualified_name):
        with pytest.raises(ValueError, match="is not a name in Oracle"):
            parse(text)


def test_an_owner_may_stand_before_a_table() -> None:
    assert qualified_name('mes."Faults"') == "MES.Faults"
    with pytest.raises(ValueError, match="its owner may stand before it"):
        qualified_name("a.b.c")
    with pytest.raises(ValueError, match="is not a name in Oracle"):
        column_name("a.b")


@given(st.text(alphabet="ab1.\";'-/ $\n\x00\u2028값é", max_size=20))
def test_nothing_that_is_taken_can_leave_its_quotation_marks(text: str) -> None:
    try:
        name = qualified_name(text)
    except ValueError:
        return
    parts = name.split(".")
    assert len(parts) <= 2
    for part in parts:
        assert part.isprintable()
        assert not set(part) & set("\";'.&\\")
        assert 0 < len(part.encode()) <= MAX_BYTES


@given(st.text(alphabet="AB_값", min_size=1, max_size=60))
def test_a_derived_name_fits_oracle_12_1(name: str) -> None:
    for suffix in ("_PK", "_UK", "_SEQ"):
        short = derived(name, suffix)
        assert len(short.encode()) <= MAX_DERIVED_BYTES
        assert short.endswith(suffix)
        assert derived(f"MES.{name}", suffix) == short


def test_tables_that_begin_alike_get_different_names() -> None:
    names = {derived(f"A_TABLE_WITH_A_NAME_OF_30_{number:02}", "_PK") for number in range(100)}
    assert len(names) == 100
