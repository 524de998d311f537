"""Who is at this computer, for the log of events."""

from __future__ import annotations

import getpass


def user_name() -> str:
    """The user of the system that the program runs as."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a service account without a name
        return "unknown user"
