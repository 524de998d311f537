from __future__ import annotations

import contextlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmi.config.values import Parser, choice, decimal, factor, host, line, truth, value_text, whole, word
from hmi.model.plant import Series


@pytest.mark.parametrize(
    ("parser", "text", "value"),
    [
        (whole(0, 255), "0", 0),
        (whole(0, 255), "255", 255),
        (whole(-5, 5), "-5", -5),
        (decimal(), "1e3", 1000.0),
        (decimal(), ".5", 0.5),
        (decimal(0.0), "0", 0.0),
        (factor, "-0.01", -0.01),
        (truth, "TRUE", True),
        (truth, "Yes", True),
        (truth, "0", False),
        (truth, "no", False),
        (truth, "ＴＲＵＥ", True),
        (whole(1, 65535), "５０１０", 5010),
        (decimal(), "０．０１", 0.01),
        (host, "１０．０．０．１", "10.0.0.1"),
        (choice(Series), "ＩＱ－Ｒ", Series.IQ_R),
        (choice(Series), "iq-r", Series.IQ_R),
        (word("INFO", "DEBUG"), "info", "INFO"),
        (line(4), "압력", "압력"),
        (line(9), "ﾌﾟﾚｽ１ ℃", "ﾌﾟﾚｽ１ ℃"),
        (line(20), "전각 공백\u3000있음", "전각 공백\u3000있음"),
        (host, "192.168.0.10", "192.168.0.10"),
        (host, "plc_1.line-2.local", "plc_1.line-2.local"),
    ],
)
def test_what_is_understood(parser: Parser, text: str, value: object) -> None:
    parsed = parser(text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("parser", "text", "sentence"),
    [
        (whole(1, 65535), "0", "whole number from 1 to 65535"),
        (whole(1, 65535), "65536", "whole number from 1 to 65535"),
        (whole(1, 65535), "5010.0", "whole number"),
        (whole(1, 65535), "5_010", "whole number"),
        (whole(1, 65535), "٥", "whole number"),
        (whole(1, 65535), "9" * 5000, "whole number"),
        (decimal(), "nan", "not a number"),
        (decimal(), "inf", "not a number"),
        (decimal(), "1e999", "not a number"),
        (decimal(), "0,1", r"with a point, like 0\.5"),
        (decimal(0.0), "-1", "of 0 or more"),
        (decimal(0.1, 60.0), "61", "from 0.1 to 60"),
        (factor, "0.0", "every value 0"),
        (truth, "2", "neither 1"),
        (choice(Series), "iQR", "did you mean 'iQ-R'"),
        (word("ko", "en"), "fr", "not one of ko, en"),
        (line(3), "four", "longer than 3"),
        (line(30), "two\nlines", "line break"),
        (line(30), "nul\0", "control character"),
        (line(30), "sep\u2028arated", "line break"),
        (host, "10.0.0", r"not an IPv4 address; write it like 192\.168\.0\.10"),
        (host, "10.0.0.256", "not an IPv4"),
        (host, "a b", "host name"),
        (host, "-a", "host name"),
        (host, "fe80::1", "host name"),
        (host, "a..b", "host name"),
    ],
)
def test_what_is_refused_and_why(parser: Parser, text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parser(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_its_text(number: float) -> None:
    again = decimal()(value_text(number))
    assert again == number
    assert math.copysign(1, again) == math.copysign(1, number)


def test_blank_is_the_text_of_nothing() -> None:
    assert (value_text(None), value_text(True), value_text(1.0), value_text(Series.Q)) == ("", "1", "1", "Q")


@given(
    st.text(max_size=40),
    st.sampled_from([whole(0, 9), decimal(), factor, truth, choice(Series), line(9), host]),
)
def test_no_text_breaks_a_parser(text: str, parser: Parser) -> None:
    with contextlib.suppress(ValueError):
        parser(text)
