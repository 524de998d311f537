"""One version, that of ``hmi``, in everything that bears one."""

from __future__ import annotations

import json
import re
import tomllib
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import hmi
from installer import __main__ as command
from installer import finish, launch, licences, msi, places
from installer.places import ROOT

_VERSION = hmi.__version__
_NUMBERS = tuple(int(part) for part in _VERSION.split("."))


def test_it_is_one_that_windows_takes_and_stands_once() -> None:
    assert re.fullmatch(r"\d{1,3}\.\d{1,3}\.\d{1,5}", _VERSION)
    assert places.version() == _VERSION
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["hatch"]["version"]["path"] == "hmi/__init__.py"


def test_changelog_ends_with_it_or_is_on_its_way_to_it() -> None:
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    released = [tuple(map(int, name.split("."))) for name in headings if name != "Unreleased"]
    assert released == sorted(released, reverse=True)
    assert headings.count("Unreleased") <= 1
    if headings[0] == "Unreleased":
        assert all(numbers <= _NUMBERS for numbers in released)
    else:
        assert headings[0] == _VERSION


def test_readme_names_the_files_of_it() -> None:
    named = re.findall(
        r"Lineside-(\d[\d.]*\d)(?:-setup\.exe|\.msi|\.cdx\.json)", (ROOT / "README.md").read_text("utf-8")
    )
    assert named
    assert set(named) == {_VERSION}


def test_set_up_is_called_by_it_and_its_script_names_no_other() -> None:
    assert command.setup_file().name == f"Lineside-{_VERSION}-setup.exe"
    for script in (ROOT / "installer" / "nsis").glob("*.ns[ih]"):
        assert not re.search(r'(?:Version|BrandingText)\b.*"\D*\d+\.\d+', script.read_text("utf-8")), (
            script.name
        )


def test_msi_bears_it() -> None:
    product = ET.fromstring(msi.source(["Lineside.exe"], _VERSION))[0]
    assert product.get("Version") == _VERSION


def test_programs_bear_it() -> None:
    script = launch.resource_script("Lineside", "Lineside", _VERSION)
    assert re.findall(r'VALUE "(?:File|Product)Version", "(.*)"', script) == [_VERSION, _VERSION]
    four = ",".join(map(str, (*_NUMBERS, 0)))
    assert re.findall(r"^(?:FILE|PRODUCT)VERSION (.*)$", script, re.MULTILINE) == [four, four]


def test_bundle_bears_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(licences, "collect", lambda *_, **__: [])
    finish.finish(tmp_path, "windows", python="3.11.7", python_licence=ROOT / "LICENSE")
    mark = json.loads((tmp_path / "bundle.json").read_text("utf-8"))
    assert mark == {"name": "Lineside", "version": _VERSION, "platform": "windows", "python": "3.11.7"}
    listed = json.loads((tmp_path / "sbom.cdx.json").read_text("utf-8"))
    assert listed["metadata"]["component"]["version"] == _VERSION
