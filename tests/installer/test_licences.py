"""The licences of others' work: each is found, each is allowed, each is in the bundle with its text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from installer import licences
from installer.places import BuildError

_SITE = "runtime/lib/python3.11/site-packages"


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """What is no distribution, as far as the versions are read from it."""
    parts = {
        "runtime/lib/libpython3.11.so.1.0": b"",
        "runtime/lib/libcrypto.so.3": b"\0OpenSSL 3.0.19 27 Jan 2026\0",
        "runtime/lib/libsqlite3.so.0": b"\0" + b"3.40.1\0",
        f"{_SITE}/PySide6/Qt/lib/libQt6Core.so.6": b"Qt 6.11.3 (x86_64)",
        f"{_SITE}/hmi/_resources/icons/LICENSE.lucide.txt": b"ISC License",
    }
    for name, content in parts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    (tmp_path / "bundle.json").write_text(json.dumps({"python": "3.11.7"}), "utf-8")
    return tmp_path


@pytest.fixture
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("python") / "LICENSE.txt"
    path.write_text("PSF", "utf-8")
    return path


def _distribution(bundle: Path, name: str, said: str, *texts: str) -> None:
    info = bundle / _SITE / f"{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n{said}\n\nLicense: in the text\n", "utf-8")
    for text in texts:
        (info / text).parent.mkdir(parents=True, exist_ok=True)
        (info / text).write_text(f"text of {name}", "utf-8")


def test_texts_are_gathered_with_an_index(bundle: Path, python: Path) -> None:
    _distribution(
        bundle, "Some_Thing", "License-Expression: MIT", "licenses/LICENSE", "licenses/deep/COPYING"
    )
    _distribution(bundle, "older", "License: BSD-3-Clause", "LICENSE.txt", "top_level.txt")
    _distribution(bundle, "colorama", "Classifier: License :: OSI Approved :: BSD License", "LICENSE.txt")
    _distribution(
        bundle,
        "PySide6_Essentials",
        "License: LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
        "licenses/LicenseRef-Qt-Commercial.txt",
    )
    (bundle / "licenses").mkdir()
    (bundle / "licenses" / "libssl3.txt").write_text("of the system", "utf-8")
    works = licences.collect(bundle, "linux", python=python)
    put = {path.relative_to(bundle).as_posix() for path in (bundle / "licenses").rglob("*") if path.is_file()}
    assert put == {
        f"licenses/{name}"
        for name in (
            *(
                "INDEX.txt",
                "python.txt",
                "lucide.txt",
                "libssl3.txt",
                "openssl.txt",
                "apache-2.0.txt",
                "sqlite.txt",
            ),
            *(
                "qt.txt",
                "lgpl-3.0.txt",
                "gpl-3.0.txt",
                "Some_Thing-1.0/LICENSE",
                "Some_Thing-1.0/deep/COPYING",
            ),
            *("older-1.0/LICENSE.txt", "colorama-1.0/LICENSE.txt"),
        )
    }
    index = (bundle / "licenses" / "INDEX.txt").read_text("utf-8")
    assert all(name.removeprefix("licenses/") in index for name in put - {"licenses/INDEX.txt"})
    versions = {work.name: (work.version, work.licence) for work in works}
    assert versions["OpenSSL"] == ("3.0.19", "Apache-2.0")
    assert versions["SQLite"][0] == "3.40.1"
    assert versions["CPython"][0] == "3.11.7"
    assert versions["colorama"] == ("1.0", "BSD-3-Clause")


def test_collecting_twice_is_the_same(bundle: Path, python: Path) -> None:
    _distribution(bundle, "thing", "License-Expression: MIT", "LICENSE")
    licences.collect(bundle, "linux", python=python)
    before = (bundle / "licenses" / "INDEX.txt").read_bytes()
    licences.collect(bundle, "linux", python=python)
    assert (bundle / "licenses" / "INDEX.txt").read_bytes() == before


@pytest.mark.parametrize(
    ("said", "texts", "told"),
    [
        ("License-Expression: MIT", [], "thing brings no text of its licence"),
        (
            "License-Expression: GPL-3.0-only",
            ["LICENSE"],
            "thing is under 'GPL-3.0-only', which is not allowed",
        ),
        ("Summary: none", ["LICENSE"], "thing is under 'no licence that it names', which is not allowed"),
        ("License: see the (file", ["LICENSE"], "which is not allowed"),
    ],
)
def test_what_may_not_be_given_on_stops_the_build(
    bundle: Path, python: Path, said: str, texts: list[str], told: str
) -> None:
    _distribution(bundle, "thing", said, *texts)
    with pytest.raises(BuildError) as caught:
        licences.collect(bundle, "linux", python=python)
    assert told in str(caught.value)


def test_a_part_that_is_not_there_stops_the_build(bundle: Path, python: Path) -> None:
    (bundle / "runtime/lib/libcrypto.so.3").write_bytes(b"another library")
    with pytest.raises(BuildError, match="does not tell the version of OpenSSL"):
        licences.found(bundle, "linux", python=python)
    (bundle / "runtime/lib/libcrypto.so.3").unlink()
    with pytest.raises(BuildError, match=r"OpenSSL should be in .* which is not there"):
        licences.found(bundle, "linux", python=python)


@pytest.mark.parametrize(
    ("expression", "may"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("BSD-3-Clause AND 0BSD AND MIT", True),
        ("BSD-3-Clause AND GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND Zlib", True),
        ("AGPL-3.0-only", False),
        ("", False),
    ],
)
def test_a_choice_needs_one_and_a_sum_needs_all(expression: str, may: bool) -> None:
    assert licences.allowed(expression) is may
