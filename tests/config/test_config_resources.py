from __future__ import annotations

from pathlib import Path

import pytest

from hmi.config import resources
from hmi.model.errors import HmiError


def test_a_checkout_has_its_resources_beside_the_package() -> None:
    assert resources.resource_path("sql", "station_1.sql").is_file()


def test_an_installed_program_has_them_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hmi" / "_resources" / "sql").mkdir(parents=True)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "hmi" / "config" / "resources.py"))
    assert resources.resource_path("sql") == tmp_path / "hmi" / "_resources" / "sql"


def test_a_missing_resource_is_an_incomplete_installation() -> None:
    with pytest.raises(HmiError, match="install Lineside again"):
        resources.resource_path("sql", "station_0.sql")
