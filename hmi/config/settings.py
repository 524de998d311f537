"""The station's settings: defaults, then ``settings.toml`` of the data folder, then the environment."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any

from hmi.config.folder import DataFolder
from hmi.config.passwords import password_lookup
from hmi.config.settings_keys import KeyId, Values, read_environment, read_settings_file
from hmi.config.values import value_text
from hmi.model.errors import UsageError

_POOL_MIN, _POOL_MAX = 2, 5

_ORACLE_ADDRESS = ("ORACLE_HOST", "ORACLE_PORT", "ORACLE_SERVICE_NAME", "ORACLE_USERNAME")

_FIELDS = {
    ("station", "name"): "station_name",
    ("station", "language"): "language",
    ("station", "log_level"): "log_level",
    ("polling", "max_running_groups"): "max_running_groups",
    ("polling", "queue_max"): "queue_max",
    ("oracle", "retry_max"): "retry_max",
    ("buffer", "max_size"): "buffer_max_size",
    ("buffer", "batch_size"): "buffer_batch_size",
    ("buffer", "write_interval"): "buffer_write_interval_s",
    ("backup", "automatic_replay"): "automatic_replay",
    ("backup", "replay_rows_per_s"): "replay_rows_per_s",
    ("backup", "keep_replayed_days"): "keep_replayed_days",
    ("journal", "strict"): "journal_strict",
}


@dataclass(frozen=True, slots=True)
class OracleConnection:
    """Where Oracle is and who we are there; timeouts in seconds.

    ``connect_timeout`` is for the whole way to a session, ``call_timeout`` for each answer.

    The password is never a field, so that no message, log or dump can show it: ``password()`` looks it up
    when it is needed, and raises UsageError when there is none.
    """

    host: str
    service_name: str
    username: str
    password: Callable[[], str] = field(repr=False, compare=False)
    port: int = 1521
    pool_min: int = _POOL_MIN
    pool_max: int = _POOL_MAX
    connect_timeout: int = 10
    call_timeout: int = 10


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """Where other programs reach the station; TLS where ``certificate`` and ``key`` are given (PEM files).

    ``origins`` are those whose pages a browser lets ask, with blanks between; blank means none.
    """

    enabled: bool = False
    host: str = "127.0.0.1"
    port: int = 8470
    certificate: Path | None = None
    key: Path | None = None
    origins: str = ""

    @property
    def is_loopback(self) -> bool:
        """Whether no other computer reaches it."""
        return self.host == "localhost" or self.host.startswith("127.")


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is set for one station; ``oracle`` is None where the embedded historian is used.

    ``queue_max`` in readings, ``buffer_max_size`` and ``buffer_batch_size`` in values. A blank
    ``station_name`` or ``language`` means that nobody has set it. ``journal_strict``: a power loss costs
    nothing instead of 500 ms. Backup files are kept for ``keep_replayed_days`` after their replay; 0 deletes
    them at once.
    """

    backup_path: Path
    station_name: str = ""
    language: str = ""
    log_level: str = "INFO"
    max_running_groups: int = 10
    queue_max: int = 10_000
    buffer_max_size: int = 100_000
    buffer_batch_size: int = 500
    buffer_write_interval_s: float = 0.5
    retry_max: int = 3
    automatic_replay: bool = True
    replay_rows_per_s: int = 20_000
    keep_replayed_days: int = 30
    journal_strict: bool = False
    oracle: OracleConnection | None = None
    api: ApiSettings = ApiSettings()

    @property
    def historian(self) -> str:
        """``oracle`` or ``sqlite``."""
        return "sqlite" if self.oracle is None else "oracle"

    @property
    def retry_delays(self) -> tuple[float, ...]:
        """Seconds to wait before each new attempt at a batch: 1, 2, 4 and so on."""
        return tuple(float(2**attempt) for attempt in range(self.retry_max))


def environment_of(env: Mapping[str, str] = os.environ, *, demo: bool = False) -> dict[str, str]:
    """What of an environment is meant for a station.

    The demo never goes to the Oracle that the environment names: simulated rows have no place among a real
    plant's. An Oracle for the demo is named in the settings file of its own folder, and wholly: half of its
    address from there and half from the environment could be a real one.
    """
    hidden = _ORACLE_ADDRESS if demo else ()
    return {name: text for name, text in env.items() if name not in hidden}


def load_settings(folder: DataFolder, env: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a data folder under an environment.

    Raises:
        UsageError: a value that is not allowed, an unknown key, a file that is not TOML; names the place.
    """
    return settings_of_values(read_settings_file(folder.settings_file) | read_environment(env), folder, env)


def settings_of_values(found: Values, folder: DataFolder, env: Mapping[str, str]) -> Settings:
    """The settings that these values make; ``env`` is asked for the password alone.

    Raises:
        UsageError: the values do not go together.
    """
    for _, problem in contradictions(found):
        raise UsageError(problem)
    values: dict[str, Any] = {name: found[key].value for key, name in _FIELDS.items() if key in found}
    return Settings(
        backup_path=_backup_path(found, folder),
        oracle=_oracle(found, env),
        api=_api(found, folder),
        **values,
    )


def contradictions(found: Values) -> Iterator[tuple[KeyId, str]]:
    """Where values do not go together: the setting to change, and a sentence."""
    yield from _api_contradictions(found)
    yield from _oracle_contradictions(found)


def _api_contradictions(found: Values) -> Iterator[tuple[KeyId, str]]:
    for name, other in (("certificate", "key"), ("key", "certificate")):
        if ("api", name) in found and ("api", other) not in found:
            yield ("api", other), f"TLS needs a certificate and its key, and there is only the {name}"


def _oracle_contradictions(found: Values) -> Iterator[tuple[KeyId, str]]:
    reason = _reason_for_oracle(found)
    if not reason:
        return
    for name in ("host", "service_name", "username"):
        if ("oracle", name) not in found:
            yield (
                ("oracle", name),
                (
                    f"Oracle is the historian ({reason}), but its {name} is not set: "
                    f"set ORACLE_{name.upper()}, or {name} under [oracle] in settings.toml"
                ),
            )
    low, high = (
        found[key].value if key in found else default
        for key, default in ((("oracle", "pool_min"), _POOL_MIN), (("oracle", "pool_max"), _POOL_MAX))
    )
    if low > high:
        yield (
            ("oracle", "pool_max"),
            (
                f"ORACLE_POOL_MIN {low} is larger than ORACLE_POOL_MAX {high}: "
                "correct one of them (pool_min and pool_max under [oracle] in settings.toml)"
            ),
        )


def values_in_force(settings: Settings) -> dict[KeyId, object]:
    """What holds for each setting; those of Oracle where it is the historian."""
    values: dict[KeyId, object] = {key: getattr(settings, name) for key, name in _FIELDS.items()}
    values["backup", "path"] = settings.backup_path
    values["historian", "backend"] = settings.historian
    values.update((("api", entry.name), getattr(settings.api, entry.name)) for entry in fields(ApiSettings))
    if settings.oracle is not None:
        for entry in fields(settings.oracle):
            if entry.name != "password":
                values["oracle", entry.name] = getattr(settings.oracle, entry.name)
    return values


def default_text(key: KeyId, folder: DataFolder) -> str:
    """What holds where nobody has set a setting, as text; blank where that is nothing in particular."""
    if key == ("backup", "path"):
        return str(folder.backup)
    kind: type[Settings | ApiSettings | OracleConnection]
    if key in _FIELDS:
        kind, known_as = Settings, _FIELDS[key]
    else:
        kind, known_as = (ApiSettings if key[0] == "api" else OracleConnection), key[1]
    for entry in fields(kind):
        if entry.name == known_as and entry.default is not MISSING:
            return value_text(entry.default)
    return ""


def _backup_path(found: Values, folder: DataFolder) -> Path:
    """A relative path is one in the data folder."""
    named = found.get(("backup", "path"))
    return folder.backup if named is None else folder.root / Path(named.value).expanduser()


def _api(found: Values, folder: DataFolder) -> ApiSettings:
    """Relative paths are in the data folder."""
    own = {name: found[section, name].value for section, name in found if section == "api"}
    for name in ("certificate", "key"):
        if name in own:
            own[name] = folder.root / Path(own[name]).expanduser()
    return ApiSettings(**own)


def _reason_for_oracle(found: Values) -> str:
    """Where it says so: the backend, or, when that is not set, a host; blank where Oracle is not meant."""
    reason = found.get(("historian", "backend")) or found.get(("oracle", "host"))
    return "" if reason is None or reason.value == "sqlite" else reason.source


def _oracle(found: Values, env: Mapping[str, str]) -> OracleConnection | None:
    if not _reason_for_oracle(found):
        return None
    own = {name: found[section, name].value for section, name in found if section == "oracle"}
    own.pop("retry_max", None)  # the writer's, whatever the historian
    return OracleConnection(password=password_lookup(own["username"], env), **own)
