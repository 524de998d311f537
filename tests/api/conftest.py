"""A station for the tests of one module; what they leave behind is put right by each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.stations import Served, served_station


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Started once; it looks for threads at its end."""
    with served_station(tmp_path_factory.mktemp("station")) as found:
        yield found


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> None:
    """A server's pools have their threads as long as it runs: each module's station looks at its end."""
