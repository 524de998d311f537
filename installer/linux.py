"""Makes the Linux bundle: a folder that runs where it is put, without Python, and the archive of it."""

from __future__ import annotations

import lzma
import shutil
import tarfile
from pathlib import Path

from installer import linux_libs, linux_licences, linux_runtime, trim, wheels
from installer.finish import finish
from installer.places import DIST, ROOT, BuildError, fixed_time, version

_FILES = ROOT / "installer" / "linux_files"
_PROGRAMS = ("lineside", "lineside-cli")
"""The window and the command line; on Linux one does what the other does."""


def build(target: Path) -> Path:
    """Make the bundle in ``target`` anew, and its archive in ``dist/``, whose path is given back.

    Raises:
        BuildError: something is missing or not as it is pinned; the text says what to do.
    """
    new = target.with_name(f"{target.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    _fill(new)
    shutil.rmtree(target, ignore_errors=True)
    new.rename(target)
    return pack(target, DIST / f"lineside-{version()}-linux-x86_64.tar.xz")


def pack(bundle: Path, archive: Path) -> Path:
    """Write the folder as an archive of the same bytes whenever it is made: sorted, one time, no owner."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    time = fixed_time()

    def plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
        info.uid = info.gid = 0
        info.uname = info.gname = "root"
        info.mtime = time
        return info

    with (
        lzma.open(archive, "wb", preset=6) as compressed,
        tarfile.open(fileobj=compressed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for path in [bundle, *sorted(bundle.rglob("*"))]:
            name = f"lineside/{path.relative_to(bundle).as_posix()}".removesuffix("/.")
            tar.add(path, name, recursive=False, filter=plain)
    return archive


def _fill(target: Path) -> None:
    host = linux_runtime.host()
    linux_runtime.put(host, target / "runtime")
    packages = target / linux_libs.PACKAGES
    packages.mkdir(parents=True)
    trim.unpack(wheels.fetch("linux"), packages, "linux")
    trim.compile_tree(packages, host.program)
    came = linux_libs.complete(target, host.prefix / "lib")
    linux_licences.put(host, came, target / "licenses")
    linux_runtime.forget(host, target / "runtime")
    _tell(target)
    missing = linux_libs.lacking(target)
    if missing:
        raise BuildError(f"The bundle lacks libraries: {', '.join(missing)}")
    finish(target, "linux", python=host.version, python_licence=host.library / "LICENSE.txt")


def _tell(target: Path) -> None:
    """Put the programs, and what the desktop and systemd want to know, at its top."""
    for name in _PROGRAMS:
        shutil.copy(_FILES / "lineside", target / name)
    shutil.copy(_FILES / "start.py", target / "runtime" / "start.py")
    for name in ("lineside.desktop", "lineside-collect.service"):
        shutil.copy(_FILES / name, target / name)
    shutil.copy(ROOT / "resources" / "icons" / "lineside.svg", target / "lineside.svg")
