from __future__ import annotations

from hmi.model.widths import half_width


def test_what_has_a_half_width_form_gets_it_and_nothing_else_changes() -> None:
    every = "".join(chr(code) for code in range(0x21, 0x7F))
    full = "".join(chr(ord(c) + 0xFEE0) for c in every)
    assert half_width(full + "\u3000") == every + " "
    assert half_width(every + "℃ ㎜ ① 프레스 ﾌﾟﾚｽ") == every + "℃ ㎜ ① 프레스 ﾌﾟﾚｽ"
