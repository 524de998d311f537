"""The locks: what pyproject.toml and constraints.txt say, by hash, and all of it known to the allow-list."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from installer import wheels
from installer.places import ROOT, BuildError


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(params=["windows", "linux"])
def platform(request: pytest.FixtureRequest) -> wheels.Platform:
    chosen: wheels.Platform = request.param
    return chosen


def test_lock_has_the_versions_of_constraints(platform: wheels.Platform) -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").split()
    pinned = {_key(line.split("==")[0]): line.split("==")[1] for line in lines}
    for name, _digest in wheels.locked(platform):
        distribution, version = name.split("==")
        assert pinned.get(_key(distribution)) == version, f"{name} of the lock for {platform}"


def test_lock_has_what_the_program_asks_for(platform: wheels.Platform) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["api"]]
    for_here = [line for line in asked if ";" not in line or platform == "windows"]
    names = {_key(re.split(r"[<>=;! ]", line)[0]) for line in for_here}
    assert names <= {_key(name.split("==")[0]) for name, _digest in wheels.locked(platform)}


def test_allow_list_knows_every_distribution_and_no_other() -> None:
    allowed = tomllib.loads((ROOT / "installer" / "payload.toml").read_text("utf-8"))
    known = set(allowed["whole"]["names"]) | set(allowed["distribution"])
    both = {_key(name.split("==")[0]) for lock in ("windows", "linux") for name, _ in wheels.locked(lock)}
    assert known == both


def test_locks_hold_no_address() -> None:
    for path in (ROOT / "installer").glob("wheels-*.txt"):
        assert "://" not in path.read_text("utf-8"), path.name


def test_an_empty_lock_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "wheels-windows.txt"
    empty.write_text("# nothing\n", "utf-8")
    monkeypatch.setitem(wheels._LOCKS, "windows", empty)
    with pytest.raises(BuildError, match="python -m installer lock"):
        wheels.locked("windows")
