"""The tokens of the remote face: only their digests are kept, and the environment comes first."""

from __future__ import annotations

import os
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, NoKeyringError, PasswordSetError

from hmi.config.api_tokens import ApiTokens, Scope, digest_of
from hmi.config.folder import DataFolder
from hmi.model.errors import UsageError
from tests.keyrings import MemoryKeyring

SET = "a-token-of-24-characters"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


class Failing(KeyringBackend):
    """Lets out whatever it is told to."""

    priority = 1

    def __init__(self, error: Exception) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring left it unannotated
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class Forgetful(MemoryKeyring):
    """Takes everything and keeps nothing, as some services do for those that are not logged on."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def with_keyring(monkeypatch: pytest.MonkeyPatch, backend: KeyringBackend) -> None:
    monkeypatch.setattr(keyring, "get_password", backend.get_password)
    monkeypatch.setattr(keyring, "set_password", backend.set_password)


def test_at_first_there_is_none(folder: DataFolder, memory_keyring: MemoryKeyring) -> None:
    assert ApiTokens(folder, {}).digests() == {}


def test_only_the_digest_of_a_token_is_kept(folder: DataFolder, memory_keyring: MemoryKeyring) -> None:
    tokens = ApiTokens(folder, {})
    made = {scope: tokens.renew(scope) for scope in Scope}
    assert tokens.digests() == {scope: digest_of(token) for scope, token in made.items()}
    assert sorted(memory_keyring.kept.values()) == sorted(digest_of(token).hex() for token in made.values())
    assert {service for service, _ in memory_keyring.kept} == {"Lineside"}
    again = tokens.renew(Scope.READ)
    assert tokens.digests()[Scope.READ] == digest_of(again) != digest_of(made[Scope.READ])
    assert tokens.digests()[Scope.COMMAND] == digest_of(made[Scope.COMMAND])


def test_each_data_folder_has_its_own(tmp_path: Path, memory_keyring: MemoryKeyring) -> None:
    one, other = (ApiTokens(DataFolder(tmp_path / name), {}) for name in ("{one}", "{0} {scope}"))
    token = one.renew(Scope.READ)
    assert one.digests() == {Scope.READ: digest_of(token)}
    assert other.digests() == {}


def test_a_folder_has_the_same_however_it_is_written(
    tmp_path: Path, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = ApiTokens(DataFolder(tmp_path / "data"), {}).renew(Scope.READ)
    monkeypatch.chdir(tmp_path)
    assert ApiTokens(DataFolder(Path("data")), {}).digests() == {Scope.READ: digest_of(token)}


def test_the_environment_comes_first_and_is_changed_there(
    folder: DataFolder, memory_keyring: MemoryKeyring
) -> None:
    ApiTokens(folder, {}).renew(Scope.READ)
    tokens = ApiTokens(folder, {"HMI_API_READ_TOKEN": SET, "HMI_API_COMMAND_TOKEN": ""})
    assert tokens.digests() == {Scope.READ: digest_of(SET)}
    assert (tokens.is_fixed(Scope.READ), tokens.is_fixed(Scope.COMMAND)) == (True, False)
    with pytest.raises(UsageError, match="HMI_API_READ_TOKEN; change it there"):
        tokens.renew(Scope.READ)
    tokens.renew(Scope.COMMAND)
    assert SET not in repr(tokens)


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("x" * 23, "at least 24 characters"),
        ("x" * 30 + " y", "no header carries"),
        (" " * 30, "no header carries"),
        ("x" * 30 + "\n", "no header carries"),
        ("비밀번호" * 10, "no header carries"),
        ("\udcff" * 30, "no header carries"),
    ],
)
def test_a_token_that_nobody_should_use_is_refused(
    folder: DataFolder, memory_keyring: MemoryKeyring, token: str, sentence: str
) -> None:
    tokens = ApiTokens(folder, {"HMI_API_COMMAND_TOKEN": token})
    with pytest.raises(UsageError, match=f"HMI_API_COMMAND_TOKEN.*{sentence}") as refused:
        tokens.digests()
    assert token not in str(refused.value)


def test_without_a_keyring_there_is_the_environment(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_keyring(monkeypatch, Failing(NoKeyringError("none")))
    assert ApiTokens(folder, {}).digests() == {}
    with pytest.raises(UsageError, match=r"no keyring.*set HMI_API_READ_TOKEN instead"):
        ApiTokens(folder, {}).renew(Scope.READ)
    assert ApiTokens(folder, {"HMI_API_READ_TOKEN": SET}).digests() == {Scope.READ: digest_of(SET)}


@pytest.mark.parametrize(
    "error", [KeyringLocked("locked"), PasswordSetError("full"), OSError("D-Bus is gone")]
)
def test_a_keyring_that_fails_says_what_to_do(
    folder: DataFolder, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    with_keyring(monkeypatch, Failing(error))
    with pytest.raises(UsageError, match=r"cannot be asked.*set HMI_API_READ_TOKEN"):
        ApiTokens(folder, {}).digests()
    with pytest.raises(UsageError, match=r"does not take the token.*set HMI_API_COMMAND_TOKEN instead"):
        ApiTokens(folder, {}).renew(Scope.COMMAND)


def test_a_keyring_that_forgets_is_noticed(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    with_keyring(monkeypatch, Forgetful())
    with pytest.raises(UsageError, match="does not keep the token"):
        ApiTokens(folder, {}).renew(Scope.READ)


def test_what_is_no_digest_is_told(folder: DataFolder, memory_keyring: MemoryKeyring) -> None:
    memory_keyring.kept["Lineside", f"remote read {os.path.normcase(folder.root)}"] = "somebody's note"
    with pytest.raises(UsageError, match="cannot be asked"):
        ApiTokens(folder, {}).digests()
