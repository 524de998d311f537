from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale

from hmi.window import formats

NOW = 1_000_000.0


@pytest.mark.parametrize(
    ("ms", "text"), [(100, "100\u00a0ms"), (500, "500\u00a0ms"), (1000, "1\u00a0s"), (1500, "1,500\u00a0ms")]
)
def test_interval(ms: int, text: str) -> None:
    assert formats.interval(ms) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "now"),
        (2.9, "now"),
        (3, "3 s ago"),
        (59, "59 s ago"),
        (60, "1 min ago"),
        (3599, "59 min ago"),
        (3600, "1 h ago"),
        (47 * 3600, "47 h ago"),
        (48 * 3600, "2 days ago"),
    ],
)
def test_age(seconds: float, text: str) -> None:
    assert formats.age("1970-01-12T13:46:40Z", NOW + seconds) == text


def test_what_is_not_known_is_a_dash_without_a_unit() -> None:
    assert formats.number(None) == formats.milliseconds(None) == formats.moment(None) == formats.NOTHING
    assert formats.with_unit(formats.NOTHING, "ms") == formats.NOTHING
    assert formats.age(None, NOW) == "never"


def test_numbers_are_written_as_the_language_does() -> None:
    assert formats.number(1234567) == "1,234,567"
    QLocale.setDefault(QLocale(QLocale.Language.German))
    assert formats.number(1234.5, 1) == "1.234,5"


@pytest.mark.parametrize(("ms", "text"), [(0.04, "0.0"), (13.44, "13.4"), (99.9, "99.9"), (123.4, "123")])
def test_milliseconds(ms: float, text: str) -> None:
    assert formats.milliseconds(ms) == text


@pytest.mark.parametrize(
    ("ms", "text"),
    [(None, "–"), (0.0, "0.00"), (512.3, "0.51"), (31_700.0, "31.7"), (4_211_000.0, "4,211")],
)
def test_seconds(ms: float | None, text: str) -> None:
    assert formats.seconds(ms) == text


def test_sizes() -> None:
    assert formats.size(1_600_000) == "1.6 MB"
