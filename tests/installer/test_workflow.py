"""The release workflow asks only for what is there, in the versions that are pinned elsewhere."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from installer import compare
from installer.places import ROOT

_WORKFLOWS = ROOT / ".github" / "workflows"


@pytest.fixture(scope="module")
def release() -> dict[Any, Any]:
    read: dict[Any, Any] = yaml.safe_load((_WORKFLOWS / "release.yml").read_text("utf-8"))
    return read


def _steps(release: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in release["jobs"].values() for step in job["steps"]]


def _commands(release: dict[Any, Any]) -> str:
    return "\n".join(step["run"] for step in _steps(release) if "run" in step)


def test_it_may_read_the_source_and_nothing_else(release: dict[Any, Any]) -> None:
    assert release["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in release["jobs"].values())
    assert release[True] == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}  # "on" is YAML for True


def test_every_job_ends_by_itself_and_waits_for_jobs_that_are_there(release: dict[Any, Any]) -> None:
    for job in release["jobs"].values():
        assert job["timeout-minutes"] <= 120
        assert set(job.get("needs", [])) <= release["jobs"].keys()


def test_actions_are_of_the_platform_and_of_one_version(release: dict[Any, Any]) -> None:
    checks = yaml.safe_load((_WORKFLOWS / "ci.yml").read_text("utf-8"))
    used = {step["uses"] for step in [*_steps(release), *_steps(checks)] if "uses" in step}
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", action) for action in used)
    assert len({action.partition("@")[0] for action in used}) == len(used)


def test_every_make_target_and_command_is_there(release: dict[Any, Any]) -> None:
    commands = _commands(release)
    targets = set(re.findall(r"\bmake ([a-z-]+)$", commands, re.MULTILINE))
    assert targets == {"installer", "bundle", "installer-test"}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    (asked,) = set(re.findall(r"-m installer ([a-z-]+)", commands))
    told = subprocess.run(
        [sys.executable, "-m", "installer", asked, "--help"], cwd=ROOT, capture_output=True, check=False
    )
    assert told.returncode == 0
    for script in re.findall(r"\.github/[\w-]+\.ps1", commands):
        assert (ROOT / script).is_file()


def test_windows_builds_with_the_python_that_the_bundle_has(release: dict[Any, Any]) -> None:
    pinned = tomllib.loads((ROOT / "installer" / "runtime.toml").read_text("utf-8"))["python"]
    (asked,) = [
        step["with"]["python-version"] for step in _steps(release) if "setup-python" in step.get("uses", "")
    ]
    assert asked == pinned


def test_artifacts_that_are_fetched_are_uploaded_before(release: dict[Any, Any]) -> None:
    uploaded = {step["with"]["name"] for step in _steps(release) if "upload-artifact" in step.get("uses", "")}
    built = {row["built"] for row in release["jobs"]["try"]["strategy"]["matrix"]["include"]}
    assert {f"dist-{name}" for name in built} | {"payload-debian", "payload-windows"} <= uploaded


def _sums(**files: str) -> str:
    return "".join(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in files.items())


def test_what_a_compiler_made_may_differ_and_nothing_else() -> None:
    one = _sums(**{"Lineside.exe": "a", "lib/x.pyc": "a", "DLLs/_ssl.pyd": "a", "lib/y.txt": "a"})
    assert compare.differences(one, one) == ([], [])
    two = _sums(**{"Lineside.exe": "b", "lib/x.pyc": "b", "DLLs/_ssl.pyd": "b", "lib/z.txt": "a"})
    assert compare.differences(one, two) == (
        ["lib/y.txt is in one of them only", "lib/z.txt is in one of them only", "DLLs/_ssl.pyd differs"],
        ["Lineside.exe", "lib/x.pyc"],
    )


def test_comparing_nothing_is_no_success(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a").write_text("", "utf-8")
    (tmp_path / "b").write_text(_sums(x="1"), "utf-8")
    for first, second, result in (("a", "a", 1), ("b", "b", 0), ("a", "b", 1)):
        monkeypatch.setattr(sys, "argv", ["compare", str(tmp_path / first), str(tmp_path / second)])
        assert compare.main() == result
    assert "x is in one of them only" in capsys.readouterr().err
