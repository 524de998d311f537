"""The Oracle password: from the environment, else from the system's keyring; never from a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from hmi.model.errors import UsageError

SERVICE = "Lineside"
"""The name under which the system's keyring keeps our passwords; the user there is the Oracle user."""

ENV_NAME = "ORACLE_PASSWORD"


class PasswordPlace(StrEnum):
    """Where the password of an Oracle user is found."""

    ENVIRONMENT = "environment"
    KEYRING = "keyring"
    NOWHERE = "nowhere"


def password_place(username: str, env: Mapping[str, str]) -> PasswordPlace:
    """Where the password of this user would be taken from; may ask the keyring, as ``oracle_password``."""
    if env.get(ENV_NAME):
        return PasswordPlace.ENVIRONMENT
    try:
        oracle_password(username, env)
    except UsageError:
        return PasswordPlace.NOWHERE
    return PasswordPlace.KEYRING


def password_lookup(username: str, env: Mapping[str, str]) -> Callable[[], str]:
    """A function that gives the password of an Oracle user, and raises UsageError like ``oracle_password``.

    A plain function on purpose: neither its ``repr`` nor a copy shows the environment, and it cannot be
    pickled.
    """

    def password() -> str:
        return oracle_password(username, env)

    return password


def oracle_password(username: str, env: Mapping[str, str]) -> str:
    """The password of an Oracle user. May ask the system's keyring, which can take a moment.

    Raises:
        UsageError: there is none, or the keyring cannot be asked.
    """
    # Only a station that writes to Oracle needs the keyring, and importing it looks for its backends.
    import keyring
    from keyring.errors import NoKeyringError

    given = env.get(ENV_NAME)
    if given:
        return _text(given, ENV_NAME)
    unknown = f"The password of Oracle user {username!r} is not known"
    try:
        kept = keyring.get_password(SERVICE, _account(username))
    except NoKeyringError:
        raise UsageError(f"{unknown}, and this system has no keyring: set {ENV_NAME}") from None
    except Exception as error:  # a backend lets out whatever its system raises
        raise UsageError(
            f"{unknown}: the system's keyring cannot be asked ({error}); set {ENV_NAME}"
        ) from error
    if not kept:
        raise UsageError(f"{unknown}: set {ENV_NAME}, or store it with 'hmi oracle password {username}'")
    return kept


def store_oracle_password(username: str, password: str) -> None:
    """Put the password of an Oracle user into the system's keyring.

    Raises:
        UsageError: there is no keyring, or it does not take or keep the password.
    """
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    instead = f"set {ENV_NAME} instead"
    _text(password, f"The password of {username!r}")
    try:
        keyring.set_password(SERVICE, _account(username), password)
        kept = keyring.get_password(SERVICE, _account(username))
    except NoKeyringError:
        raise UsageError(
            f"This system has no keyring to store the password of {username!r} in: {instead}"
        ) from None
    except Exception as error:  # noqa: BLE001  a backend lets out whatever its system raises
        # Only keyring's own errors are known not to quote what they were given.
        why = error if isinstance(error, KeyringError) else type(error).__name__
        raise UsageError(
            f"The system's keyring does not take the password of {username!r} ({why}): {instead}"
        ) from None
    if kept != password:
        raise UsageError(f"The system's keyring does not keep the password of {username!r}: {instead}")


def _text(password: str, what: str) -> str:
    """The password, which can not be sent if a byte of it is no character in this system's encoding."""
    try:
        password.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{what} is not text in this system's encoding: enter it again") from None
    return password


def _account(username: str) -> str:
    """The user in the keyring, in capitals: scada and SCADA are one user to Oracle, but two to a keyring."""
    return username.upper()
