"""A wrong password is never tried so often that the account is locked."""

from __future__ import annotations

import pytest

from hmi.historian.oracle_login import WAITS_S, LoginPatience
from hmi.historian.protocol import HistorianRefusedError


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_pauses_grow_and_then_only_a_person_ends_them() -> None:
    clock = Clock()
    patience = LoginPatience(clock)
    patience.ask()
    for wait in WAITS_S:
        patience.refused(HistorianRefusedError("ORA-01017: invalid username/password."))
        clock.now += wait - 1
        with pytest.raises(HistorianRefusedError, match=r"ORA-01017.*start the program again"):
            patience.ask()
        clock.now += 1
        patience.ask()
    patience.refused(HistorianRefusedError("ORA-01017"))
    clock.now += 1e9
    with pytest.raises(HistorianRefusedError):
        patience.ask()
    patience.accepted()
    patience.ask()


def test_stays_well_below_the_ten_tries_of_the_default_profile() -> None:
    assert len(WAITS_S) + 1 <= 5
