"""The Oracle password: found in two places, stored in one, shown nowhere."""

from __future__ import annotations

import pickle
from dataclasses import asdict, replace
from pathlib import Path

import keyring
import pytest
from keyring.errors import KeyringLocked, NoKeyringError, PasswordSetError

from hmi.config.folder import DataFolder
from hmi.config.passwords import SERVICE, store_oracle_password
from hmi.config.settings import load_settings
from hmi.model.errors import UsageError

ORACLE = {"ORACLE_HOST": "db.plant.local", "ORACLE_SERVICE_NAME": "XEPDB1", "ORACLE_USERNAME": "scada"}
SECRET = "s3cret-of-the-plant"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


class FakeKeyring:
    """A keyring that knows one password, or is locked."""

    is_locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise KeyringLocked("locked")
        return "from the keyring" if (service, username) == ("Lineside", "SCADA") else None


@pytest.fixture
def fake_keyring(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    fake = FakeKeyring()
    monkeypatch.setattr(keyring, "get_password", fake.get_password)
    return fake


def password(folder: DataFolder, **env: str) -> str:
    oracle = load_settings(folder, ORACLE | env).oracle
    assert oracle is not None
    return oracle.password()


def test_the_password_of_the_environment_comes_first(folder: DataFolder, fake_keyring: FakeKeyring) -> None:
    assert password(folder, ORACLE_PASSWORD="secret") == "secret"


def test_the_keyring_is_asked_for_the_user(folder: DataFolder, fake_keyring: FakeKeyring) -> None:
    assert password(folder) == "from the keyring"


def test_no_password_anywhere_names_the_remedy(folder: DataFolder, fake_keyring: FakeKeyring) -> None:
    with pytest.raises(
        UsageError, match=r"'other' is not known: set ORACLE_PASSWORD.*'hmi oracle password other'"
    ):
        password(folder, ORACLE_USERNAME="other")


def test_a_system_without_a_keyring_is_told(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(*_: str) -> None:
        raise NoKeyringError("a page of advice")

    monkeypatch.setattr(keyring, "get_password", nobody)
    with pytest.raises(UsageError, match="this system has no keyring: set ORACLE_PASSWORD"):
        password(folder)


def test_a_locked_keyring_is_told(folder: DataFolder, fake_keyring: FakeKeyring) -> None:
    fake_keyring.is_locked = True
    with pytest.raises(UsageError, match=r"keyring cannot be asked \(locked\)"):
        password(folder)


# -- storing ---------------------------------------------------------------------------------------------


class Store:
    """A keyring that keeps what it is given, unless it is told otherwise."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.failure: Exception | None = None
        self.forgets = False

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.failure is not None:
            raise self.failure
        if not self.forgets:
            self.kept[service, username] = password

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    store = Store()
    monkeypatch.setattr(keyring, "set_password", store.set_password)
    monkeypatch.setattr(keyring, "get_password", store.get_password)
    return store


def test_what_is_stored_is_found(folder: DataFolder, store: Store) -> None:
    store_oracle_password("scada", SECRET)
    assert store.kept == {(SERVICE, "SCADA"): SECRET}
    assert password(folder) == SECRET == password(folder, ORACLE_USERNAME="Scada")


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (
            NoKeyringError("advice"),
            "This system has no keyring to store the password of 'scada' in: set ORACLE",
        ),
        (
            PasswordSetError("denied"),
            r"does not take the password of 'scada' \(denied\): set ORACLE_PASSWORD",
        ),
        (
            RuntimeError(f"cannot store {SECRET}"),
            r"does not take the password of 'scada' \(RuntimeError\): set ORACLE_PASSWORD",
        ),
    ],
)
def test_a_keyring_that_does_not_take_it_is_told(store: Store, failure: Exception, sentence: str) -> None:
    store.failure = failure
    with pytest.raises(UsageError, match=sentence):
        store_oracle_password("scada", SECRET)


def test_a_password_with_bytes_that_are_no_characters_is_told(folder: DataFolder, store: Store) -> None:
    broken = b"tiger\xff".decode(errors="surrogateescape")  # as the system gives it to a program
    with pytest.raises(UsageError, match="ORACLE_PASSWORD is not text"):
        password(folder, ORACLE_PASSWORD=broken)
    with pytest.raises(UsageError, match="password of 'scada' is not text"):
        store_oracle_password("scada", broken)
    assert store.kept == {}


def test_a_keyring_that_keeps_nothing_is_noticed(store: Store) -> None:
    store.forgets = True
    with pytest.raises(UsageError, match="does not keep the password of 'scada': set ORACLE_PASSWORD"):
        store_oracle_password("scada", SECRET)


# -- never shown -----------------------------------------------------------------------------------------


def test_no_view_of_the_settings_shows_the_password(folder: DataFolder) -> None:
    settings = load_settings(folder, ORACLE | {"ORACLE_PASSWORD": SECRET})
    oracle = settings.oracle
    assert oracle is not None
    views = [
        settings,
        oracle,
        replace(oracle, host="other"),
        asdict(oracle),
        asdict(settings),
        oracle.password,
    ]
    assert SECRET not in "".join(f"{view!r}{view}" for view in views)
    assert oracle.password() == SECRET


def test_settings_cannot_be_pickled_with_the_password(folder: DataFolder) -> None:
    settings = load_settings(folder, ORACLE | {"ORACLE_PASSWORD": SECRET})
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)) as caught:
        pickle.dumps(settings)
    assert SECRET not in str(caught.value)
