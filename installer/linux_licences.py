"""The licences of what the Linux bundle takes from the building machine, which every copy has to bring."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from installer.linux_runtime import Host
from installer.places import BuildError

_DOCUMENTS = Path("/usr/share/doc")


def put(host: Host, libraries: dict[str, Path], target: Path) -> None:
    """Copy those of the Debian packages of these libraries into ``target``.

    Raises:
        BuildError: one is not found.
    """
    target.mkdir(parents=True, exist_ok=True)
    for name, path in sorted(libraries.items()):
        if not path.is_relative_to(host.prefix / "lib") or host.prefix == Path("/usr"):
            package = _package(path)
            text = _DOCUMENTS / package / "copyright"
            if not text.is_file():
                raise BuildError(f"The licence of {name} is not found: {text} is not there")
            shutil.copy(text, target / f"{package}.txt")


def _package(path: Path) -> str:
    """The Debian package that a library is of; dpkg may know it by the path from before /usr held all."""
    for known in (path, Path("/", *path.parts[2:])):
        done = subprocess.run(
            ["dpkg-query", "-S", str(known)],  # noqa: S607 - dpkg-query is where PATH says
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise BuildError(f"{path} is of no Debian package: build where the licences are known")
