"""A file takes its place when all of it is written, and leaves nothing when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmi.model.whole_file import whole_file


def test_it_takes_the_place_of_the_file_that_was(tmp_path: Path) -> None:
    path = tmp_path / "tags.csv"
    path.write_text("old")
    with whole_file(path) as new:
        new.write_text("new")
        assert path.read_text() == "old"
    assert [file.read_text() for file in tmp_path.iterdir()] == ["new"]


def write_half(path: Path) -> None:
    with whole_file(path) as new:
        new.write_text("half")
        raise OSError("disk full")


def test_what_fails_leaves_the_file_that_was(tmp_path: Path) -> None:
    path = tmp_path / "tags.csv"
    path.write_text("old")
    with pytest.raises(OSError, match="full"):
        write_half(path)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


def test_a_place_that_cannot_be_taken_is_told(tmp_path: Path) -> None:
    path = tmp_path / "tags.csv"
    (path / "inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r"tags\.csv"), whole_file(path) as new:
        new.write_text("new")
    assert [*tmp_path.iterdir()] == [path]
