"""Checks of what a program is made of: its modules and those of others, its files, its keyring."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import tomllib
import wave
import zoneinfo
from collections.abc import Iterator, Sequence

import hmi
from hmi.config.resources import resource_path
from hmi.selftest.run import Bench, CheckFailedError

_BY_NAME = (
    # The web server and the database driver import these by their names, so that nothing else tells them.
    "uvicorn.lifespan.on",
    "uvicorn.protocols.http.h11_impl",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
    "tzdata",
    "cryptography.x509",
    "cryptography.hazmat.primitives.asymmetric.padding",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.ciphers.algorithms",
    "cryptography.hazmat.primitives.ciphers.modes",
    "cryptography.hazmat.primitives.hashes",
    "cryptography.hazmat.primitives.kdf.pbkdf2",
    "cryptography.hazmat.primitives.serialization",
    "encodings.cp932",
    "encodings.cp949",
    "encodings.idna",
    "encodings.utf_8_sig",
    "sqlite3",
    "ssl",
)
_OF_PLATFORM = {
    "win32": ("winsound", "keyring.backends.Windows"),
    "linux": ("keyring.backends.SecretService",),
}
_TOLD = 5
_FOLDERS = {"demo": 3, "icons": 40, "sounds": 1, "sql": 7, "styles": 4, "translations": 4, "web": 2}
"""Folders of the program's own files, and how many each has at least; the remote face reads the .ts."""


def modules_import(_bench: Bench) -> str:
    """Every module of the program, and those of others that are imported by name at run time."""
    own = ["hmi", *(found.name for found in pkgutil.walk_packages(hmi.__path__, "hmi."))]
    names = [*own, *_BY_NAME, *_OF_PLATFORM.get(sys.platform, ())]
    _need_none([line for name in names for line in _import(name)], "modules cannot be imported")
    zone = zoneinfo.ZoneInfo("Asia/Seoul")
    return f"{len(own)} modules of the program, {len(names) - len(own)} of others by name, zone {zone.key}"


def files_are_there(_bench: Bench) -> str:
    """The files that travel with the program can be read and are what they should be."""
    found = {
        name: [path for path in resource_path(name).iterdir() if path.is_file() and path.stat().st_size]
        for name in _FOLDERS
    }
    few = [
        f"{name}: {len(found[name])} files of {least}"
        for name, least in _FOLDERS.items()
        if len(found[name]) < least
    ]
    _need_none(few, "folders of the program lack files")
    for name in ("page.html", "sign-in.html"):
        if "<html" not in resource_path("web", name).read_text("utf-8"):
            raise CheckFailedError(f"{name} is no page")
    for name in ("dark.toml", "light.toml"):
        tomllib.loads(resource_path("styles", name).read_text("utf-8"))
    with wave.open(str(resource_path("sounds", "alarm.wav"))) as sound:
        seconds = sound.getnframes() / sound.getframerate()
    return f"{sum(map(len, found.values()))} files; the sound lasts {seconds:.1f} s"


def keyring_is_known(_bench: Bench) -> str:
    """Which keyring would keep passwords; nothing is stored. Windows always has one."""
    import keyring

    backend = keyring.get_keyring()
    name = type(backend).__module__
    if sys.platform == "win32" and not name.startswith("keyring.backends.Windows"):
        raise CheckFailedError(f"passwords would go to {name} and not to Windows' own keyring")
    return name


def _import(name: str) -> Iterator[str]:
    try:
        importlib.import_module(name)
    except Exception as error:  # noqa: BLE001  a module may raise anything; each is told
        yield f"{name} ({type(error).__name__}: {error})"


def _need_none(wrong: Sequence[str], what: str) -> None:
    if wrong:
        more = f" and {len(wrong) - _TOLD} more" if len(wrong) > _TOLD else ""
        raise CheckFailedError(f"{len(wrong)} {what}: {'; '.join(wrong[:_TOLD])}{more}")
