"""The way to Oracle as a person tries it: whatever happens there, nobody waits for ever."""

from __future__ import annotations

import pytest

from hmi import oracle_check
from hmi.config.settings import OracleConnection
from hmi.historian.tag_directory import TagDirectory
from hmi.model.tables import OWN_MAPPINGS


class Walked:
    """A historian whose way ends with something unforeseen."""

    is_closed = False

    def check_steps(self) -> object:
        raise ValueError("nobody thought of this")

    def close(self) -> None:
        self.is_closed = True


@pytest.mark.parametrize("at_once", [True, False])
def test_what_nobody_has_foreseen_is_told(monkeypatch: pytest.MonkeyPatch, at_once: bool) -> None:
    historian = Walked()

    def make(*_: object) -> Walked:
        if at_once:
            raise ValueError("nobody thought of this")
        return historian

    monkeypatch.setattr(oracle_check, "make_oracle", make)
    oracle = OracleConnection("10.0.0.5", "LINESIDE", "HMI", password=lambda: "tiger")
    check = oracle_check.OracleCheck(oracle, OWN_MAPPINGS, TagDirectory())
    with pytest.raises(ValueError, match="nobody thought"):
        list(check.walk(is_cancelled=lambda: False))
    assert historian.is_closed is not at_once
