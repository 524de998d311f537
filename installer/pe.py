"""What Windows programs and libraries need and offer, read out of their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pefile

SUFFIXES = (".exe", ".dll", ".pyd")
_X64 = 0x8664
_MOST_EXPORTS = 0x10000
"""As many as the format can number; Qt has more than the reader takes by itself."""
_TABLES = ("IMPORT", "DELAY_IMPORT", "EXPORT", "RESOURCE")
_ICON, _MANIFEST = "RT_GROUP_ICON", "RT_MANIFEST"


@dataclass(frozen=True)
class Image:
    """One program or library."""

    x64: bool
    imports: dict[str, frozenset[str]]
    """Library in lower case -> the names wanted of it, delayed ones too; those by number are left out."""
    exports: frozenset[str]
    forwards: frozenset[str]
    """Exports that are elsewhere: ``python311.PyList_New``."""
    version: dict[str, str]
    """The strings of its version resource, as ``ProductVersion``; empty without one."""
    icon: bool
    manifest: str
    """Empty without one."""


def files(folder: Path) -> list[Path]:
    """Every program and library below a folder, sorted."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())


def read(path: Path) -> Image:
    """Read one file.

    Raises:
        ValueError: it is no Windows program.
    """
    try:
        image = pefile.PE(str(path), fast_load=True, max_symbol_exports=_MOST_EXPORTS)
    except pefile.PEFormatError as error:
        raise ValueError(f"{path.name} is no Windows program: {error}") from error
    try:
        wanted = [pefile.DIRECTORY_ENTRY[f"IMAGE_DIRECTORY_ENTRY_{name}"] for name in _TABLES]
        image.parse_data_directories(wanted)
        exports = getattr(getattr(image, "DIRECTORY_ENTRY_EXPORT", None), "symbols", [])
        resources = _resources(image)
        return Image(
            x64=image.FILE_HEADER.Machine == _X64,
            imports=_imports(image),
            exports=frozenset(symbol.name.decode() for symbol in exports if symbol.name),
            forwards=frozenset(symbol.forwarder.decode() for symbol in exports if symbol.forwarder),
            version=_version(image),
            icon=_ICON in resources,
            manifest=resources.get(_MANIFEST, b"").decode("utf-8", "replace"),
        )
    finally:
        image.close()


def unresolved(
    payload: Path,
    images: Mapping[Path, Image],
    *,
    folders: Iterable[str],
    windows: Iterable[str],
    windows_sets: Iterable[str],
) -> list[str]:
    """What some of the images ask for and nobody gives: whole libraries, and names of the payload's own.

    A library is found beside the one that asks, beside the program, or in one of ``folders``; those named in
    ``windows`` (without .dll) and those that begin as ``windows_sets`` do are Windows' own.
    """
    known = {path.relative_to(payload).as_posix().lower(): image for path, image in images.items()}
    granted, sets = {f"{name}.dll" for name in windows}, tuple(windows_sets)
    found: list[str] = []
    for path, image in images.items():
        own = path.parent.relative_to(payload).as_posix()
        where = [f"{folder}/".removeprefix("./").lower() for folder in (own, ".", *folders)]
        asked = {**image.imports}
        for forward in image.forwards:
            library, _, name = forward.rpartition(".")
            key = f"{library.lower()}.dll"
            asked[key] = asked.get(key, frozenset()) | {name}
        for library, names in sorted(asked.items()):
            giver = next((known[folder + library] for folder in where if folder + library in known), None)
            if giver is not None:
                missing = sorted(names - giver.exports)
                found += [f"{path.relative_to(payload).as_posix()} asks {library} for {n}" for n in missing]
            elif library not in granted and not library.startswith(sets):
                found.append(f"{path.relative_to(payload).as_posix()} asks for {library}, which is nowhere")
    return found


def _imports(image: Any) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for table in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
        for entry in getattr(image, table, []):
            names = {wanted.name.decode() for wanted in entry.imports if wanted.name}
            library = entry.dll.decode().lower()
            found[library] = found.get(library, frozenset()) | names
    return found


def _version(image: Any) -> dict[str, str]:
    return {
        key.decode(): value.decode()
        for part in getattr(image, "FileInfo", [])
        for block in part
        for table in getattr(block, "StringTable", [])
        for key, value in table.entries.items()
    }


def _resources(image: Any) -> dict[str, bytes]:
    """The first resource of each kind that has a name of its own in Windows."""
    found: dict[str, bytes] = {}
    for kind in getattr(getattr(image, "DIRECTORY_ENTRY_RESOURCE", None), "entries", []):
        name = pefile.RESOURCE_TYPE.get(kind.id)
        data = next(_leaves(kind), None)
        if name and data is not None:
            found[name] = image.get_data(data.OffsetToData, data.Size)
    return found


def _leaves(entry: Any) -> Iterator[Any]:
    if hasattr(entry, "data"):
        yield entry.data.struct
    elif hasattr(entry, "directory"):
        for below in entry.directory.entries:
            yield from _leaves(below)
