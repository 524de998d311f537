"""A bundle of all that somebody needs who looks for a fault from afar; without values and without secrets."""

from __future__ import annotations

import csv
import io
import json
import os
import platform
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, quote_plus

from hmi import __version__
from hmi.bundle import find_bundle
from hmi.config.api_tokens import ENV_NAMES
from hmi.config.database import ConfigDatabase
from hmi.config.exporter import export
from hmi.config.passwords import ENV_NAME
from hmi.config.settings import Settings
from hmi.model.attempt import Attempt
from hmi.model.errors import UsageError
from hmi.model.whole_file import whole_file
from hmi.stacks import stacks
from hmi.station import Station

_PART_S = 5.0
"""For one part: a database that is locked or a disk that hangs costs no more."""
_LOG_BYTES = 5_000_000
"""Of each log file and the one before it, the end."""
_MOST_EVENTS = 5_000
_MOST_FILES = 20_000
_SECRET_CHARS = 3
"""A shorter text cannot be looked for: it would stand in every second word."""
_OURS = ("HMI_", "ORACLE_", "BUFFER_", "BACKUP_", "JOURNAL_")
_PACKAGES = (
    "PySide6-Essentials",
    "pyqtgraph",
    "numpy",
    "pymcprotocol",
    "oracledb",
    "keyring",
    "platformdirs",
)
_HIDDEN = "(hidden)"
_SETTING = re.compile(r"""[\w.\-"']+\s*=""")
"""The name of a setting in a TOML file, as far as its value."""

_Members = Iterable[tuple[str, str]]


class Bundle(NamedTuple):
    """What was written; ``failed`` names the parts that could not be gathered, and each says why inside."""

    path: Path
    size_bytes: int
    failed: tuple[str, ...]


def write_bundle(station: Station, path: Path, env: Mapping[str, str] = os.environ) -> Bundle:
    """Write logs, configuration, status, events, stacks and versions into a zip file; takes seconds.

    From any thread but a window's. Works while parts of the station hang: each part has a few seconds.

    Raises:
        UsageError: the file cannot be written.
    """
    parts: dict[str, Callable[[], _Members]] = {
        "stacks": lambda: [("stacks.txt", stacks())],
        "versions": lambda: [("versions.json", _json(_versions()))],
        "status": lambda: [("status.json", _json(station.status().as_dict()))],
        "settings": lambda: _settings(station, env),
        "events": lambda: [("events.csv", _events(station))],
        "configuration": lambda: _configuration(station),
        "files": lambda: [("files.txt", _files(station))],
        "logs": lambda: _logs(station.data_folder.logs),
    }
    secrets = _secrets(station.settings, env)
    failed = []
    try:
        with whole_file(path) as new, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                members, error = _gathered(name, part)
                for member, text in members:
                    archive.writestr(member, _without(secrets, text))
                if error is not None:
                    failed.append(name)
                    archive.writestr(f"{name}.FAILED.txt", _without(secrets, error))
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(f"The bundle {path} cannot be written ({why}): choose another place") from error
    return Bundle(path, path.stat().st_size, tuple(failed))


def _gathered(name: str, part: Callable[[], _Members]) -> tuple[_Members, str | None]:
    """The members of a part, and why there are none."""
    found: list[tuple[str, str]] = []
    errors: list[str] = []

    def gather() -> None:
        try:
            found.extend(part())
        except Exception as error:  # noqa: BLE001  a part that fails must not keep the others from being sent
            errors.append(f"{type(error).__name__}: {error}")

    if not Attempt(f"diagnostics {name}", gather).ends_in(_PART_S):
        return [], f"gave no answer within {_PART_S:g} s"
    return found, errors[0] if errors else None


# -- the parts -------------------------------------------------------------------------------------------


def _versions() -> dict[str, object]:
    return {
        "lineside": __version__,
        "packaged": find_bundle() is not None,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": sys.version,
        "platform": platform.platform(),
        "machine": platform.machine(),
        "processors": os.cpu_count(),
        "packages": {name: _version_of(name) for name in _PACKAGES},
    }


def _version_of(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:  # left out of a copy that somebody made
        return "unknown"


def _settings(station: Station, env: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    settings = station.settings
    in_force = {field.name: str(getattr(settings, field.name)) for field in fields(settings)}
    ours = {name: value for name, value in env.items() if name.startswith(_OURS)}
    shown = {name: _HIDDEN if _is_secret(name) else value for name, value in ours.items()}
    yield "settings.json", _json({"in force": in_force, "environment": shown})
    for path in (station.data_folder.settings_file, station.data_folder.mapping_file):
        if path.exists():
            yield path.name, "\n".join(map(_hide_password, path.read_text("utf-8", "replace").splitlines()))


def _hide_password(line: str) -> str:
    """Nobody should have written one there, but somebody may; also in a table that is one line."""
    for setting in _SETTING.finditer(line):
        if _is_secret(setting[0]):
            return f"{line[: setting.end()]} {_HIDDEN}"
    return line


def _is_secret(name: str) -> bool:
    return any(word in name.casefold() for word in ("password", "passwd", "token", "secret", "pin"))


def _events(station: Station) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("time", "by", "kind", "subject", "text"))
    for event in station.events.read(_MOST_EVENTS):
        writer.writerow((event.time, event.by, event.kind, event.subject, str(event)))
    return text.getvalue()


def _configuration(station: Station) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as name:
        for file in export(ConfigDatabase(station.data_folder.station_db), Path(name)):
            yield f"configuration/{file.path.name}", file.path.read_text("utf-8-sig")


def _files(station: Station) -> str:
    root = station.data_folder.root
    usage = shutil.disk_usage(root)
    lines = [f"{root}: {usage.free:,} of {usage.total:,} bytes are free"]
    for path in sorted(root.rglob("*"))[:_MOST_FILES]:
        try:
            stat = path.stat()
        except OSError as error:  # it went away meanwhile
            lines.append(f"{path.relative_to(root)}: {error.strerror}")
            continue
        when = datetime.fromtimestamp(stat.st_mtime, UTC).isoformat(timespec="seconds")
        lines.append(f"{when} {stat.st_size:>15,} {path.relative_to(root)}")
    return "\n".join(lines)


def _logs(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((*folder.glob("*.log"), *folder.glob("*.log.1"))):
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - _LOG_BYTES))
            yield f"logs/{path.name}", file.read().decode("utf-8", "replace")


# -- secrets ---------------------------------------------------------------------------------------------


def _secrets(settings: Settings, env: Mapping[str, str]) -> tuple[str, ...]:
    """What must not leave this computer, wherever it may stand."""
    known = {env.get(name, "") for name in (ENV_NAME, *ENV_NAMES.values())}
    oracle = settings.oracle
    if oracle is not None:
        found, _ = _gathered("password", lambda: [("", oracle.password())])
        known |= {text for _, text in found}
    spelled = {text for one in known if len(one) >= _SECRET_CHARS for text in _spellings(one)}
    return tuple(sorted(spelled, key=len, reverse=True))


def _spellings(secret: str) -> set[str]:
    """A secret as it stands in a text, in JSON, in a CSV cell, in a quoted message and in an address."""
    return {
        secret,
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        secret.replace('"', '""'),
        repr(secret)[1:-1],
        ascii(secret)[1:-1],
        quote(secret, safe=""),
        quote_plus(secret),
    }


def _without(secrets: Iterable[str], text: str) -> str:
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    return text


def _json(content: object) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False, default=str)
