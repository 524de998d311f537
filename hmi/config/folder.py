"""The data folder: everything one station keeps."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from hmi.model.errors import UsageError

_ENV_NAME = "HMI_DATA_DIR"
_APP_NAME = "Lineside"
_PROBE_PREFIX = ".lineside-write-test-"
_ELSEWHERE = f"name another folder with --data-dir or {_ENV_NAME}"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where everything of one station is; paths only, nothing is made before ``create``."""

    root: Path

    @classmethod
    def locate(
        cls, explicit: Path | None = None, env: Mapping[str, str] = os.environ, *, demo: bool = False
    ) -> DataFolder:
        """The folder that is meant: ``explicit``, else HMI_DATA_DIR, else the user's own.

        The demo has its own beside the user's (``Lineside-demo``) and never touches a real plant's data.
        """
        if explicit is not None:
            return cls(explicit.expanduser().absolute())
        named = env.get(_ENV_NAME, "").strip()
        root = Path(named) if named else Path(platformdirs.user_data_dir(_APP_NAME, appauthor=False))
        root = root.expanduser().absolute()
        return cls(root.with_name(f"{root.name}-demo") if demo else root)

    @property
    def station_db(self) -> Path:
        """The configuration database."""
        return self.root / "station.db"

    @property
    def settings_file(self) -> Path:
        """The settings, in TOML; need not be there."""
        return self.root / "settings.toml"

    @property
    def mapping_file(self) -> Path:
        """Which tables of Oracle keep what, in TOML; need not be there."""
        return self.root / "mapping.toml"

    @property
    def pin_file(self) -> Path:
        """The hash of the engineer PIN; is there only where one is set."""
        return self.root / "access.toml"

    @property
    def historian_db(self) -> Path:
        """The embedded historian."""
        return self.root / "historian.db"

    @property
    def events_db(self) -> Path:
        """The log of events."""
        return self.root / "events.db"

    @property
    def figures_db(self) -> Path:
        """The history of the station's figures."""
        return self.root / "figures.db"

    @property
    def journal(self) -> Path:
        """Folder of the crash journal."""
        return self.root / "journal"

    @property
    def backup(self) -> Path:
        """Folder of the CSV backups, unless the settings name another."""
        return self.root / "backup"

    @property
    def quarantine(self) -> Path:
        """Folder of the rows that the historian will never take."""
        return self.root / "quarantine"

    @property
    def logs(self) -> Path:
        """Folder of the log files."""
        return self.root / "logs"

    @property
    def crash_log(self) -> Path:
        """What is left of a program that crashed."""
        return self.logs / "crash.log"

    def create(self) -> None:
        """Make the folder with its sub-folders and see that they can be written to.

        Raises:
            UsageError: the folder cannot be made or written to.
        """
        for folder in (self.root, self.journal, self.backup, self.quarantine, self.logs):
            make_writable(folder, what="data folder", remedy=_ELSEWHERE)


def make_writable(folder: Path, *, what: str, remedy: str) -> None:
    """Make a folder if it is not there, and prove by a file that it can be written to.

    Raises:
        UsageError: ``what`` cannot be made or written to, and ``remedy`` is what the user can do.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # A name of its own each time: two programs may look at the same folder at the same moment.
        with tempfile.NamedTemporaryFile(prefix=_PROBE_PREFIX, dir=folder) as probe:
            probe.write(b"x")
    except (FileExistsError, NotADirectoryError) as error:
        raise UsageError(f"The {what} {folder} cannot be made: a file is in its place; {remedy}") from error
    except OSError as error:
        why = error.strerror or str(error)
        raise UsageError(
            f"The {what} {folder} cannot be written to ({why}): allow it, or {remedy}"
        ) from error
