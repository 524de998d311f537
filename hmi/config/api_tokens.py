"""The tokens of the remote face: from the environment, else known to the system's keyring by their digest.

The keyring keeps a digest and not the token: a token is shown once, when it is made, and never again.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from enum import StrEnum

from hmi.config.folder import DataFolder
from hmi.config.passwords import SERVICE
from hmi.model.errors import UsageError
from hmi.model.events import EventKind

_SHORTEST = 24
_SENDABLE = re.compile(r"[!-~]+")
"""What a header can carry without a word on its encoding."""
_BYTES = 32


class Scope(StrEnum):
    """What a token allows; who may command may also read."""

    READ = "read"
    COMMAND = "command"


ENV_NAMES: Mapping[Scope, str] = {
    Scope.READ: "HMI_API_READ_TOKEN",
    Scope.COMMAND: "HMI_API_COMMAND_TOKEN",
}


RENEWED: Mapping[Scope, EventKind] = {
    Scope.READ: EventKind.READ_TOKEN_RENEWED,
    Scope.COMMAND: EventKind.COMMAND_TOKEN_RENEWED,
}
"""What happened when one was renewed."""


def digest_of(token: str) -> bytes:
    """What is kept of a token. It has 256 random bits, so nothing slower than SHA-256 is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).digest()


class ApiTokens:
    """The tokens of one station; from any thread that may wait for the keyring."""

    def __init__(self, folder: DataFolder, env: Mapping[str, str] = os.environ) -> None:
        self._root = os.path.normcase(folder.root.absolute())
        self._env = {name: env[name] for name in ENV_NAMES.values() if env.get(name)}

    def __repr__(self) -> str:
        return f"ApiTokens({self._root!r})"  # and nothing of the environment

    def digests(self) -> dict[Scope, bytes]:
        """By scope, of those tokens that there are.

        Raises:
            UsageError: a token of the environment cannot be used, or the keyring cannot be asked.
        """
        found = ((scope, self._digest(scope)) for scope in Scope)
        return {scope: digest for scope, digest in found if digest is not None}

    def is_fixed(self, scope: Scope) -> bool:
        """Whether the environment sets it, so that it cannot be renewed here."""
        return ENV_NAMES[scope] in self._env

    def renew(self, scope: Scope) -> str:
        """A new token of this scope; the one before is worth nothing from now on.

        Raises:
            UsageError: the environment sets it, or the keyring does not take it.
        """
        import keyring
        from keyring.errors import KeyringError, NoKeyringError

        name = ENV_NAMES[scope]
        if self.is_fixed(scope):
            raise UsageError(f"The token is set by the environment variable {name}; change it there")
        token = f"ls-{scope}-{secrets.token_urlsafe(_BYTES)}"
        kept, account = digest_of(token).hex(), self._account(scope)
        instead = f"set {name} instead"
        try:
            keyring.set_password(SERVICE, account, kept)
            is_kept = keyring.get_password(SERVICE, account) == kept
        except NoKeyringError:
            raise UsageError(f"This system has no keyring to keep a token in: {instead}") from None
        except Exception as error:  # noqa: BLE001  a backend lets out whatever its system raises
            why = error if isinstance(error, KeyringError) else type(error).__name__
            raise UsageError(f"The system's keyring does not take the token ({why}): {instead}") from None
        if not is_kept:
            raise UsageError(f"The system's keyring does not keep the token: {instead}")
        return token

    def _account(self, scope: Scope) -> str:
        return f"remote {scope} {self._root}"

    def _digest(self, scope: Scope) -> bytes | None:
        name = ENV_NAMES[scope]
        given = self._env.get(name)
        if given:
            if len(given) < _SHORTEST:
                raise UsageError(f"{name} is too short to be safe: give it at least {_SHORTEST} characters")
            if not _SENDABLE.fullmatch(given):
                raise UsageError(f"{name} has a blank, or a character that no header carries: use others")
            return digest_of(given)
        return self._kept(scope)

    def _kept(self, scope: Scope) -> bytes | None:
        import keyring
        from keyring.errors import NoKeyringError

        try:
            kept = keyring.get_password(SERVICE, self._account(scope))
            return bytes.fromhex(kept) if kept else None
        except NoKeyringError:
            return None
        except Exception as error:
            raise UsageError(
                f"The system's keyring cannot be asked for the token ({error}); set {ENV_NAMES[scope]}"
            ) from error
