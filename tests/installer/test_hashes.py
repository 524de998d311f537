from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from installer import hashes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep er").mkdir()
    (tmp_path / "deep er" / "b").write_bytes(b"b")
    (tmp_path / "a").write_bytes(b"a")
    hashes.write(tmp_path)
    return tmp_path


def test_sha256sum_reads_it(folder: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.count(b": OK") == 2
    assert hashes.problems(folder) == []


def test_every_difference_is_named(folder: Path) -> None:
    (folder / "a").write_bytes(b"A")
    (folder / "deep er" / "b").unlink()
    (folder / "new").write_bytes(b"")
    assert hashes.problems(folder) == [
        "a is not what was built",
        "deep er/b is missing",
        "new is not in SHA256SUMS",
    ]


def test_a_folder_without_a_list_is_not_taken_for_whole(tmp_path: Path) -> None:
    assert hashes.problems(tmp_path) == ["SHA256SUMS is missing"]
