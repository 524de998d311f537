"""Every setting that exists, and how it is read from ``settings.toml`` and from the environment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from hmi.config.tomlfile import BACKSLASHES, load_toml
from hmi.config.values import Parser, decimal, host, line, origins, service, truth, value_text, whole, word
from hmi.model.errors import UsageError, did_you_mean

KeyId = tuple[str, str]
"""Section and name of a setting."""


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: its place in settings.toml, its rule, and its environment variable if it has one."""

    section: str
    name: str
    parse: Parser
    env: str | None = None

    @property
    def id(self) -> KeyId:
        """Section and name."""
        return self.section, self.name

    def problem(self, text: str) -> str:
        """What is wrong with a text for this setting, as a sentence; blank when nothing is."""
        try:
            self.parse(text)
        except ValueError as error:
            return f"{text!r} {error}"
        return ""


class Found(NamedTuple):
    """A value, and where it was found, as a user looks for it."""

    value: Any
    source: str


Values = dict[KeyId, Found]
"""By section and name."""

KEYS = (
    Key("station", "name", line(100)),
    Key("station", "language", word("ko", "en", "ja")),
    Key("station", "log_level", word("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")),
    Key("polling", "max_running_groups", whole(1, 100)),
    Key("polling", "queue_max", whole(1, 1_000_000)),
    Key("historian", "backend", word("sqlite", "oracle")),
    Key("oracle", "host", host, "ORACLE_HOST"),
    Key("oracle", "port", whole(1, 65535), "ORACLE_PORT"),
    Key("oracle", "service_name", service, "ORACLE_SERVICE_NAME"),
    Key("oracle", "username", line(128), "ORACLE_USERNAME"),
    Key("oracle", "pool_min", whole(1, 64), "ORACLE_POOL_MIN"),
    Key("oracle", "pool_max", whole(1, 64), "ORACLE_POOL_MAX"),
    Key("oracle", "connect_timeout", whole(5, 30), "ORACLE_CONNECT_TIMEOUT"),
    Key("oracle", "call_timeout", whole(10, 30), "ORACLE_CALL_TIMEOUT"),
    Key("oracle", "retry_max", whole(0, 10), "ORACLE_RETRY_MAX"),
    Key("buffer", "max_size", whole(1_000, 10_000_000), "BUFFER_MAX_SIZE"),
    Key("buffer", "batch_size", whole(100, 1_000), "BUFFER_BATCH_SIZE"),
    Key("buffer", "write_interval", decimal(0.05, 10.0), "BUFFER_WRITE_INTERVAL"),
    Key("backup", "path", line(1_000), "BACKUP_FILE_PATH"),
    Key("backup", "automatic_replay", truth, "BACKUP_AUTOMATIC_REPLAY"),
    Key("backup", "replay_rows_per_s", whole(100, 1_000_000), "BACKUP_REPLAY_ROWS_PER_S"),
    Key("backup", "keep_replayed_days", whole(0, 3_650), "BACKUP_KEEP_REPLAYED_DAYS"),
    Key("journal", "strict", truth, "JOURNAL_STRICT"),
    Key("api", "enabled", truth, "HMI_API_ENABLED"),
    Key("api", "host", host, "HMI_API_HOST"),
    Key("api", "port", whole(1, 65535), "HMI_API_PORT"),
    Key("api", "certificate", line(1_000), "HMI_API_CERTIFICATE"),
    Key("api", "key", line(1_000), "HMI_API_KEY"),
    Key("api", "origins", origins, "HMI_API_ORIGINS"),
)


def read_environment(env: Mapping[str, str]) -> Values:
    """The settings that the environment has; a blank variable is none.

    Raises:
        UsageError: a value is not allowed; names the variable.
    """
    return {
        key.id: _parse(key, env[key.env], key.env)
        for key in KEYS
        if key.env is not None and env.get(key.env, "").strip()
    }


def read_settings_file(path: Path) -> Values:
    """The settings of a file; none where there is no file.

    Raises:
        UsageError: not readable, not TOML, an unknown section or key, or a value that is not allowed.
    """
    known = {key.id: key for key in KEYS}
    values = {}
    for section, name, value in _entries(load_toml(path), path):
        key = known.get((section, name))
        if key is None:
            raise UsageError(f"{path}, [{section}]: {_unknown_key(section, name)}")
        if value != "":
            values[key.id] = _parse(key, value, f"{path}, [{section}] {name}")
    return values


def _entries(document: dict[str, Any], path: Path) -> Iterator[tuple[str, str, Any]]:
    sections = dict.fromkeys(key.section for key in KEYS)
    for section, entries in document.items():
        if section not in sections:
            hint = did_you_mean(section, sections) or f"; sections: {', '.join(sections)}"
            raise UsageError(f"{path}: there is no section {section!r}{hint}")
        if not isinstance(entries, dict):
            raise UsageError(f"{path}: {section} is a section; write [{section}] and its settings below it")
        for name, value in entries.items():
            yield section, name, value


def _unknown_key(section: str, name: str) -> str:
    if name.casefold() == "password":
        return "a password does not belong in a file; set ORACLE_PASSWORD or keep it in the system's keyring"
    names = [key.name for key in KEYS if key.section == section]
    return f"there is no setting {name!r}{did_you_mean(name, names) or '; settings: ' + ', '.join(names)}"


def _parse(key: Key, value: object, source: str) -> Found:
    is_misplaced_truth = isinstance(value, bool) and key.parse is not truth
    if is_misplaced_truth or not isinstance(value, (str, int, float)):
        raise UsageError(f"{source}: {value!r} is not a text or a number")
    text = value_text(value).strip()
    try:
        return Found(key.parse(text), source)
    except ValueError as error:
        hint = "" if text.isprintable() else BACKSLASHES.format(name="settings.toml")
        raise UsageError(f"{source}: {text!r} {error}{hint}") from error
