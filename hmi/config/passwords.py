"""The Oracle password: from the environment, else from the system's keyring; never from a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmi.model.errors import UsageError

SERVICE = "Lineside"
"""The name under which the system's keyring keeps our passwords; the user there is the Oracle user."""

ENV_NAME = "ORACLE_PASSWORD"


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
    from keyring.errors import KeyringError, NoKeyringError

    given = env.get(ENV_NAME)
    if given:
        return given
    unknown = f"The password of Oracle user {username!r} is not known"
    try:
        kept = keyring.get_password(SERVICE, _account(username))
    except NoKeyringError:
        raise UsageError(f"{unknown}, and this system has no keyring: set {ENV_NAME}") from None
    except KeyringError as error:
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
    try:
        keyring.set_password(SERVICE, _account(username), password)
        kept = keyring.get_password(SERVICE, _account(username))
    except NoKeyringError:
        raise UsageError(
            f"This system has no keyring to store the password of {username!r} in: {instead}"
        ) from None
    except KeyringError as error:
        raise UsageError(
            f"The system's keyring does not take the password of {username!r} ({error}): {instead}"
        ) from None  # a backend's own error might quote what it was given
    if kept != password:
        raise UsageError(f"The system's keyring does not keep the password of {username!r}: {instead}")


def _account(username: str) -> str:
    """The user in the keyring, in capitals: scada and SCADA are one user to Oracle, but two to a keyring."""
    return username.upper()
