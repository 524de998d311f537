"""The rules of the house: who may import whom, and where versions come from."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = re.compile(r"[A-Za-z0-9._-]+")


def constraints() -> list[str]:
    return (ROOT / "constraints.txt").read_text(encoding="utf-8").split("\n")[:-1]


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_import_goes_down_the_house() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_constraints_are_names_and_versions_alone() -> None:
    assert constraints() == [
        line for line in constraints() if re.fullmatch(r"[A-Za-z0-9._-]+==[0-9a-z.]+", line)
    ]


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    lines = [line for group in project["dependency-groups"].values() for line in group]
    groups = [line for line in lines if isinstance(line, str)]
    wanted = [*project["project"]["dependencies"], *extras["api"], *groups]
    names = {normalised(match.group()) for text in wanted if (match := NAME.match(text))}
    assert names - {normalised(line.partition("==")[0]) for line in constraints()} == set()
