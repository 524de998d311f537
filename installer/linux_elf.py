"""What a Linux program or library says of itself: what it needs, where it looks, for which C library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elftools.elf.dynamic import DynamicSection
from elftools.elf.elffile import ELFFile
from elftools.elf.gnuversions import GNUVerNeedSection
from elftools.elf.sections import StringTableSection

_MAGIC = b"\x7fELF"


@dataclass(frozen=True)
class Elf:
    """The dynamic part of one ELF file."""

    path: Path
    needed: tuple[str, ...]
    """Names of libraries (SONAME), as the loader looks for them."""
    search: tuple[str, ...]
    """Where it looks first, as written: ``$ORIGIN`` is its own folder."""
    versions: frozenset[str]
    """Versions of symbols that it asks for, such as ``GLIBC_2.34``."""

    def folders(self) -> list[Path]:
        """Where it looks first, as folders."""
        origin = str(self.path.parent)
        return [
            Path(place.replace("${ORIGIN}", origin).replace("$ORIGIN", origin)).resolve()
            for place in self.search
        ]


def read(path: Path) -> Elf | None:
    """What this file says; None where it is no ELF file."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return None
        said: dict[str, list[str]] = {"DT_NEEDED": [], "DT_RUNPATH": [], "DT_RPATH": []}
        versions: set[str] = set()
        opened = ELFFile(file)
        for section in opened.iter_sections():
            if isinstance(section, DynamicSection):
                names = opened.get_section(section["sh_link"])
                for tag in section.iter_tags():
                    if tag.entry.d_tag in said and isinstance(names, StringTableSection):
                        said[tag.entry.d_tag].append(names.get_string(tag.entry.d_val))
            elif isinstance(section, GNUVerNeedSection):
                versions |= {one.name for _, asked in section.iter_versions() for one in asked}
    search = ":".join([*said["DT_RUNPATH"], *said["DT_RPATH"]])
    places = tuple(place for place in search.split(":") if place)
    return Elf(path, tuple(said["DT_NEEDED"]), places, frozenset(versions))


def below(folder: Path) -> Iterator[Elf]:
    """Every ELF file below a folder, in the order of paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found = read(path)
            if found is not None:
                yield found


def newest(versions: frozenset[str], family: str) -> tuple[int, ...]:
    """The highest number of ``GLIBC_2.34`` and the like among these, as (2, 34); () where there is none."""
    numbers = [name.removeprefix(f"{family}_") for name in versions if name.startswith(f"{family}_")]
    return max(
        (tuple(int(part) for part in number.split(".")) for number in numbers if number[0].isdigit()),
        default=(),
    )
