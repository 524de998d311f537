"""Shared by the tests of the MELSEC room."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.melsec.scripted import Script, ScriptedPlc


@pytest.fixture
def scripted() -> Iterator[Callable[[Script], ScriptedPlc]]:
    """Makes scripted PLCs and stops them at the end."""
    made: list[ScriptedPlc] = []

    def make(script: Script) -> ScriptedPlc:
        made.append(ScriptedPlc(script))
        return made[-1]

    yield make
    for server in made:
        server.stop()
