"""The Python of the bundle is of one version, to the last number."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from installer import places, runtime
from installer.places import BuildError


def test_a_python_of_another_version_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(runtime, "python_version", lambda: "3.11.999")  # which nobody has
    monkeypatch.setattr(runtime, "_FETCHED", tmp_path)
    with pytest.raises(BuildError, match=r"CPython 3\.11\.999.*LINESIDE_PYTHON"):
        runtime.host.__wrapped__()


def test_the_one_that_is_named_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINESIDE_PYTHON", sys.executable)
    monkeypatch.setattr(runtime, "python_version", lambda: "{}.{}.{}".format(*sys.version_info))
    python, library = runtime.host.__wrapped__()
    assert python == Path(sys.executable)
    assert (library / "os.py").is_file()


def test_time_is_that_which_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert places.fixed_time() == 1_700_000_000
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(BuildError, match="whole seconds"):
        places.fixed_time()
