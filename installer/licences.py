"""Gathers the licences of others' work in a bundle, and refuses what may not be in it."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from functools import cache
from pathlib import Path
from typing import Any

from license_expression import ExpressionError, LicenseExpression, get_spdx_licensing

from installer import pe
from installer.places import ROOT, BuildError
from installer.wheels import Platform

PACKAGES = {"windows": Path("lib"), "linux": Path("runtime/lib/python3.11/site-packages")}
"""Where the distributions are in a bundle."""
INDEX = "INDEX.txt"
_TEXTS = ROOT / "installer" / "licences"
_IS_TEXT = re.compile(r"licen[cs]e|copying|notice|copyright|authors", re.IGNORECASE)
_NOT_USED = "LicenseRef-Qt-Commercial.txt"
_HEAD = """Licences of others' work in this program

The program itself is under the MIT licence: LICENSE.txt one folder above. What follows is the work of others,
the licence under which it is used, and its text in this folder.

"""


@dataclass(frozen=True)
class Work:
    """Something by others in a bundle."""

    name: str
    version: str
    """Empty where the file does not tell."""
    licence: str
    """An SPDX expression."""
    texts: tuple[Path, ...]
    """Where the texts are before they are collected."""
    file: str
    """What it is in, relative to the bundle; empty where it is only in the set-up."""
    distribution: bool
    """Whether it came as a wheel."""
    cpe: str = ""
    """Vendor and product, as lists of vulnerabilities call it."""


def collect(payload: Path, platform: Platform, *, python: Path) -> list[Work]:
    """Put the text of every licence into ``payload/licenses``, with an index; ``python`` is CPython's own.

    Raises:
        BuildError: a text is missing, or something is under a licence that is not allowed.
    """
    works = found(payload, platform, python=python)
    target = payload / "licenses"
    target.mkdir(exist_ok=True)
    before = sorted(path.relative_to(target).as_posix() for path in target.rglob("*") if path.is_file())
    lines, put = [], {INDEX}
    for work in works:
        lines.append(f"{work.name} {work.version}".rstrip() + f": {work.licence}")
        for text in work.texts:
            name = _name(work, text)
            lines.append(f"    {name}")
            put.add(name)
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, target / name)
    others = [name for name in before if name not in put]
    if others:
        lines += ["Libraries of the system this was built on", *(f"    {name}" for name in others)]
    (target / INDEX).write_text("\n".join([_HEAD.rstrip("\n"), "", *lines, ""]), "utf-8", newline="\r\n")
    return works


def found(payload: Path, platform: Platform, *, python: Path) -> list[Work]:
    """All others' work in a bundle: what is no distribution first, then the distributions by name.

    Raises:
        BuildError: as :func:`collect`.
    """
    parts = [
        _component(part, payload, platform, python) for part in _known()["component"] if platform in part
    ]
    infos = sorted((payload / PACKAGES[platform]).glob("*.dist-info"), key=lambda path: path.name.lower())
    if not infos:
        raise BuildError(f"{payload} holds no distributions")
    works = [*parts, *(_distribution(info, payload) for info in infos)]
    problems = [problem for work in works for problem in _problems(work)]
    if problems:
        raise BuildError("\n".join(problems))
    return works


def allowed(expression: str) -> bool:
    """Whether a work under this SPDX expression may be in a bundle: by one of its choices, wholly."""
    try:
        parsed = get_spdx_licensing().parse(expression, validate=False)
    except ExpressionError:
        return False
    return parsed is not None and _allowed(parsed)


def _allowed(parsed: LicenseExpression) -> bool:
    operator = getattr(parsed, "operator", "").strip()
    if operator == "OR":
        return any(_allowed(part) for part in parsed.args)
    if operator == "AND":
        return all(_allowed(part) for part in parsed.args)
    return str(parsed) in _known()["allowed"]


def _component(part: dict[str, Any], payload: Path, platform: Platform, python: Path) -> Work:
    file = part[platform]
    path = payload / file
    if file and not path.is_file():
        raise BuildError(f"{part['name']} should be in {file}, which is not there")
    own = {"python.txt": python, "lucide.txt": path}
    texts = tuple(own.get(name, _TEXTS / name) for name in part["texts"])
    version = _version(path, part.get("version", ""), payload)
    if not version and "version" in part:
        raise BuildError(f"{file} does not tell the version of {part['name']}")
    return Work(
        part["name"], version, part["licence"], texts, file, distribution=False, cpe=part.get("cpe", "")
    )


def _version(path: Path, expression: str, payload: Path) -> str:
    if not expression:
        return ""
    if expression == "bundle":
        return str(json.loads((payload / "bundle.json").read_text("utf-8"))["python"])
    if expression == "resource":
        return pe.read(path).version.get("ProductVersion", "")
    data, wanted = path.read_bytes(), re.compile(expression.encode())
    narrow = (data, data[::2], data[1::2])  # every other byte: texts in UTF-16
    told = next(filter(None, map(wanted.search, narrow)), None)
    return told[1].decode() if told else ""


def _distribution(info: Path, payload: Path) -> Work:
    metadata = BytesParser().parsebytes((info / "METADATA").read_bytes(), headersonly=True)
    name, key = str(metadata["Name"]), re.sub(r"[-_.]+", "-", str(metadata["Name"])).lower()
    texts = [_TEXTS / text for text in _known()["texts"].get(key, ())]
    texts += sorted(
        path
        for path in info.rglob("*")
        if path.is_file() and path.name != _NOT_USED and _IS_TEXT.search(path.relative_to(info).as_posix())
        if path.suffix != ".json"
    )
    file = info.relative_to(payload).as_posix()
    return Work(
        name, str(metadata["Version"]), _licence(key, metadata), tuple(texts), file, distribution=True
    )


def _licence(key: str, metadata: Message) -> str:
    known = _known()
    classifiers = [
        line.rpartition(" :: ")[2] for line in metadata.get_all("Classifier", []) if "License ::" in line
    ]
    said = [
        metadata["License-Expression"],
        known["distributions"].get(key),
        metadata["License"],
        *classifiers,
    ]
    return next((known["said"].get(text, text) for text in map(str, filter(None, said))), "")


def _problems(work: Work) -> list[str]:
    found_ = [] if work.texts else [f"{work.name} brings no text of its licence: put it into {_TEXTS}"]
    found_ += [f"{work.name}: {text} is not there" for text in work.texts if not text.is_file()]
    if not allowed(work.licence):
        found_.append(
            f"{work.name} is under {work.licence or 'no licence that it names'!r}, which is not allowed"
        )
    return found_


def _name(work: Work, text: Path) -> str:
    """Where a text goes: one of ours to the top, one of a distribution to a folder of its own."""
    if text.is_relative_to(_TEXTS):
        return text.name
    if not work.distribution:
        return f"{work.name.lower()}.txt" if work.name != "CPython" else "python.txt"
    parts = text.parts[
        max(index for index, part in enumerate(text.parts) if part.endswith(".dist-info")) + 1 :
    ]
    inside = parts[1:] if parts[0] in {"licenses", "license_files"} else parts
    return "/".join([f"{work.name}-{work.version}", *inside])


@cache
def _known() -> dict[str, Any]:
    return tomllib.loads((ROOT / "installer" / "licences.toml").read_text("utf-8"))
