"""Who is at the window: an operator, or an engineer who may change the setup."""

from __future__ import annotations

import getpass

from PySide6.QtCore import QObject, Signal


class Access(QObject):
    """Without an engineer PIN everybody is an engineer; ``changed`` when that is otherwise."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._user = _user()

    @property
    def is_engineer(self) -> bool:
        """Whether the setup may be changed now."""
        return True

    @property
    def who(self) -> str:
        """The user of this computer, and as what, for the log of events."""
        return f"{self._user} ({'engineer' if self.is_engineer else 'operator'})"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a service account without a name
        return "unknown user"
