"""The Oracle password: from the environment, else from the system's keyring; never from a file."""

from __future__ import annotations

from collections.abc import Mapping

from hmi.model.errors import UsageError

SERVICE = "Lineside"
"""The name under which the system's keyring keeps our passwords; the user there is the Oracle user."""

_ENV_NAME = "ORACLE_PASSWORD"


def oracle_password(username: str, env: Mapping[str, str]) -> str:
    """The password of an Oracle user. May ask the system's keyring, which can take a moment.

    Raises:
        UsageError: there is none, or the keyring cannot be asked.
    """
    # Only a station that writes to Oracle needs the keyring, and importing it looks for its backends.
    import keyring
    from keyring.errors import KeyringError, NoKeyringError

    given = env.get(_ENV_NAME)
    if given:
        return given
    try:
        kept = keyring.get_password(SERVICE, username)
    except NoKeyringError:
        raise UsageError(
            f"The password of Oracle user {username!r} is not known, and this system has no keyring: "
            f"set {_ENV_NAME}"
        ) from None
    except KeyringError as error:
        raise UsageError(
            f"The password of Oracle user {username!r} is not known: the system's keyring cannot be asked "
            f"({error}); set {_ENV_NAME}"
        ) from error
    if not kept:
        raise UsageError(
            f"The password of Oracle user {username!r} is not known: set {_ENV_NAME}, "
            f"or run 'keyring set {SERVICE} {username}'"
        )
    return kept
