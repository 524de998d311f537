"""The station's settings: looked at, checked and changed by a person while it runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import tomlkit

from hmi.config.ddl import script_of
from hmi.config.folder import DataFolder
from hmi.config.mapping_file import load_mappings
from hmi.config.passwords import PasswordPlace, password_place, store_oracle_password
from hmi.config.settings import (
    OracleConnection,
    Settings,
    contradictions,
    default_text,
    settings_of_values,
    values_in_force,
)
from hmi.config.settings_keys import KEYS, Found, Key, Values, read_environment, read_settings_file
from hmi.config.tomlfile import Document, edit_toml, toml_value
from hmi.config.values import value_text
from hmi.eventlog import EventLog
from hmi.historian.tag_directory import TagDirectory
from hmi.mapping_setup import MappingSetup
from hmi.model.errors import UsageError
from hmi.model.events import BY_ITSELF, EventKind
from hmi.model.plant import Plant
from hmi.model.tables import Mappings
from hmi.oracle_check import OracleCheck

_log = logging.getLogger(__name__)

_BY_ID = {f"{key.section}.{key.name}": key for key in KEYS}
_CANDIDATE = "the setup"

PASSWORD = "oracle.password"  # noqa: S105  the name under which problems of the password are told
"""Not a setting: it is kept in the system's keyring, and only what is wrong with it is ever told."""

Changes = Mapping[str, str]
"""New texts by ``section.name``; a blank text lets the default hold again."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it is stored: what holds at the next start, and where that comes from.

    ``text`` is blank where nobody has set it, so that ``default`` holds. ``variable`` names the environment
    variable that sets it: then it cannot be changed here.
    """

    id: str
    text: str
    default: str
    variable: str = ""
    is_set: bool = False
    at_once: bool = False

    @property
    def shown(self) -> str:
        """What holds, whoever has set it."""
        return self.text or self.default


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """All settings by ``section.name``, and the historian that they mean (``oracle`` or ``sqlite``)."""

    settings: Mapping[str, Setting]
    historian: str
    password: PasswordPlace
    waiting: tuple[str, ...]
    """What is stored and holds from the next start of the program on."""


class StationSettings:
    """Settings of a data folder; from any thread but that of a window, for it reads files and the keyring.

    ``env`` is the environment as far as it is meant for this station. ``at_once`` has the settings that need
    no new start of the program, and what brings them into force once they are stored.
    """

    def __init__(
        self,
        folder: DataFolder,
        running: Settings,
        mappings: Mappings,
        env: Mapping[str, str],
        events: EventLog,
        *,
        plant: Callable[[], Plant],
        at_once: Mapping[str, Callable[[Settings], object]],
    ) -> None:
        self.mapping = MappingSetup(folder, events, plant)
        self._folder = folder
        self._running = running
        self._running_mappings = mappings
        self._env = env
        self._events = events
        self._plant = plant
        self._at_once = at_once
        self._password_changed = False
        self._saving = threading.Lock()

    # -- looking ---------------------------------------------------------------------------------------

    def stored(self) -> StoredSettings:
        """What is set now, for the next start; asks the keyring where Oracle has a user.

        Raises:
            UsageError: settings.toml cannot be read, or something in it is not allowed.
        """
        in_file = read_settings_file(self._folder.settings_file)
        in_env = read_environment(self._env)
        found = in_file | in_env
        settings = settings_of_values(found, self._folder, self._env)
        user = found.get(("oracle", "username"))
        place = PasswordPlace.NOWHERE if user is None else password_place(user.value, self._env)
        listed = {name: self._setting(key, found, key.id in in_env) for name, key in _BY_ID.items()}
        return StoredSettings(listed, settings.historian, place, self._waiting(settings))

    def check(self, changes: Changes) -> dict[str, str]:
        """What is wrong with these changes, by setting; empty when they can be saved.

        Raises:
            UsageError: settings.toml cannot be read.
        """
        in_env = read_environment(self._env)
        problems = {}
        for name, text in changes.items():
            key = _BY_ID[name]
            if key.id in in_env:
                problems[name] = f"is set by {key.env} in the environment; change it there"
            elif text.strip():
                problems[name] = key.problem(text.strip())
        problems = {name: problem for name, problem in problems.items() if problem}
        return problems or {
            ".".join(key): problem for key, problem in contradictions(self._candidate(changes))
        }

    def ddl(self, mappings: Mappings | None = None) -> str:
        """The statements that make the tables, to be read; of the stored mapping unless another is given.

        Raises:
            UsageError: mapping.toml cannot be read.
        """
        return script_of(mappings or load_mappings(self._folder.mapping_file))

    # -- trying ----------------------------------------------------------------------------------------

    def oracle_check(
        self, changes: Changes, password: str = "", mappings: Mappings | None = None
    ) -> OracleCheck:
        """A walk to Oracle as these changes would have it; a blank ``password`` means the stored one.

        Raises:
            UsageError: the changes cannot be saved, or do not name an Oracle.
        """
        for problem in self.check(changes).values():
            raise UsageError(problem)
        oracle = settings_of_values(self._candidate(changes), self._folder, self._env).oracle
        if oracle is None:
            raise UsageError("No Oracle is named: enter host, service and user")
        if password:
            oracle = _with_password(oracle, password)
        mappings = mappings or load_mappings(self._folder.mapping_file)
        return OracleCheck(oracle, mappings, TagDirectory(self._plant()))

    # -- saving ----------------------------------------------------------------------------------------

    def save(self, changes: Changes, *, password: str = "", by: str = BY_ITSELF) -> StoredSettings:
        """Store these changes; a ``password`` goes into the system's keyring and nowhere else.

        Nothing is stored with which the program would not start again.

        Raises:
            UsageError: something is wrong, or cannot be written; settings.toml stays as it was.
        """
        with self._saving:
            for name, problem in self.check(changes).items():
                raise UsageError(f"{name}: {problem}")
            before = self.stored()
            settings = settings_of_values(self._candidate(changes), self._folder, self._env)
            self._keep_password(settings.oracle, password, by)
            if settings.oracle is not None:
                load_mappings(self._folder.mapping_file)
            wanted = {name: text.strip() for name, text in changes.items()}
            changed = {name: text for name, text in wanted.items() if text != before.settings[name].text}
            if changed:
                edit_toml(self._folder.settings_file, lambda document: _write(document, changed))
            self._tell(before, changed, by)
            for bring in {self._at_once[name] for name in self._at_once.keys() & changed.keys()}:
                bring(settings)  # once, however many settings it looks at
            return self.stored()

    def _keep_password(self, oracle: OracleConnection | None, password: str, by: str) -> None:
        if oracle is None:
            return
        if password:
            store_oracle_password(oracle.username, password)
            self._password_changed = True
            self._events.add(EventKind.PASSWORD_CHANGED, oracle.username, by=by)
        oracle.password()  # without one the program would not start

    def _tell(self, before: StoredSettings, changed: Changes, by: str) -> None:
        for name, text in changed.items():
            old = before.settings[name]
            new = text or old.default
            _log.info("setting %s: %r -> %r", name, old.shown, new)
            self._events.add(EventKind.SETTINGS_CHANGED, name, by=by, old=old.shown or "–", new=new or "–")

    # -- what they are made of -------------------------------------------------------------------------

    def _setting(self, key: Key, found: Values, is_fixed: bool) -> Setting:
        name = f"{key.section}.{key.name}"
        text = value_text(found[key.id].value) if key.id in found else ""
        return Setting(
            name,
            text,
            default_text(key.id, self._folder),
            variable=(key.env or "") if is_fixed else "",
            is_set=key.id in found,
            at_once=name in self._at_once,
        )

    def _candidate(self, changes: Changes) -> Values:
        """Everything as it would be; the changes are known to be allowed."""
        values = read_settings_file(self._folder.settings_file)
        for name, text in changes.items():
            key = _BY_ID[name]
            if text.strip():
                values[key.id] = Found(key.parse(text.strip()), _CANDIDATE)
            else:
                values.pop(key.id, None)
        return values | read_environment(self._env)

    def _waiting(self, stored: Settings) -> tuple[str, ...]:
        running, wanted = values_in_force(self._running), values_in_force(stored)
        names = [".".join(key) for key in wanted if running.get(key) != wanted[key]]
        waiting = [name for name in names if name not in self._at_once]
        if stored.oracle is not None:
            if self._password_changed:
                waiting.append(PASSWORD)
            if self._running.oracle is not None and self._mapping_waits():
                waiting.append("mapping.toml")
        return tuple(waiting)

    def _mapping_waits(self) -> bool:
        return load_mappings(self._folder.mapping_file) != self._running_mappings


def setting_problem(name: str, text: str) -> str:
    """What is wrong with a text for a setting by itself, blank when nothing is; reads no file."""
    return _BY_ID[name].problem(text.strip()) if text.strip() else ""


def _with_password(oracle: OracleConnection, password: str) -> OracleConnection:
    """A plain function, as of ``password_lookup``: nothing shows what it gives."""

    def given() -> str:
        return password

    return replace(oracle, password=given)


def _write(document: Document, changed: Changes) -> None:
    for name, text in changed.items():
        key = _BY_ID[name]
        if text:
            section = document.setdefault(key.section, tomlkit.table())
            section[key.name] = toml_value(key.parse(text))
        elif key.section in document:
            document[key.section].pop(key.name, None)
