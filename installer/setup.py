"""The Windows set-up: NSIS, made of ``installer/nsis`` and of the exact list of the payload's files.

NSIS writes the 64-bit set-up on Debian as on Windows; nothing of the machine it is built on gets into it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from installer.banner import make_banner
from installer.hook import Hook
from installer.icon import make_ico
from installer.places import ROOT, BuildError

SCRIPTS = Path(__file__).parent / "nsis"
LANGUAGES = {"en": "ENGLISH", "ko": "KOREAN", "ja": "JAPANESE"}
OWN_FILES = ("installed.txt", "uninstall.exe")
"""What the set-up adds to the payload in the folder it installs into."""
_VERSION = re.compile(r"\d+(\.\d+){1,3}")
_PLAIN = re.compile(r"[A-Za-z0-9_./+@()\[\]{}~,=# &!'^%;-]+")
"""Names that NSIS, its list in ASCII and Windows all take as they are."""


def build_setup(
    payload: Path,
    output: Path,
    *,
    version: str,
    fixed_time: int,
    compression: Literal["lzma", "zlib"],
    sign: Callable[[Path], None] | None = None,
) -> Path:
    """Write the set-up that installs ``payload`` to ``output`` and return its path.

    All files of the payload get the time ``fixed_time``, in seconds since 1970, so that two builds are equal.
    ``zlib`` is quick and for tests. ``sign`` signs a program in place: the uninstaller, then the set-up.

    Raises:
        BuildError: makensis is missing or refuses, or the payload or version cannot be put into a set-up.
    """
    makensis = shutil.which("makensis")
    if makensis is None:
        raise BuildError("makensis is not installed: apt-get install nsis")
    if not _VERSION.fullmatch(version):
        raise BuildError(f"The version {version!r} must be two to four numbers with dots between")
    files = payload_files(payload)
    for path in [*(payload / name for name in files), payload]:
        os.utime(path, (fixed_time, fixed_time))
    output = output.resolve()
    output.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="lineside-setup") as folder, Hook(sign) as hook:
        work = Path(folder)
        _write_work(work, files, fixed_time)
        defines = {
            "VERSION": version,
            "VERSION4": ".".join([*version.split("."), "0", "0"][:4]),
            "OUTPUT": str(output),
            "WORK": str(work),
            "SIZE_KB": str(_size_kb(payload, files)),
            "COMPRESSION": compression,
        } | ({"SIGN": hook.command} if sign is not None else {})
        _run(makensis, payload, defines, hook.environment)
    if sign is not None:
        sign(output)
    return output


def payload_files(payload: Path) -> list[str]:
    """The files of the payload, sorted, relative and with ``/``.

    Raises:
        BuildError: there are none, or one has a name that cannot be installed.
    """
    files = sorted(path.relative_to(payload).as_posix() for path in payload.rglob("*") if path.is_file())
    if "Lineside.exe" not in files or "lineside-cli.exe" not in files:
        raise BuildError(f"{payload} holds no Lineside.exe and lineside-cli.exe: build the payload first")
    for name in files:
        if not _PLAIN.fullmatch(name) or ".." in name or name.lower() in OWN_FILES:
            raise BuildError(f"{name!r} in {payload} cannot be installed under this name")
    return files


def installed_list(files: list[str]) -> str:
    """The content of installed.txt: the files, then the folders with a final backslash, the deepest first."""
    lines = [name.replace("/", "\\") for name in files] + [f"{name}\\" for name in _folders(files)]
    return "".join(f"{line}\r\n" for line in lines)


def texts() -> dict[str, dict[str, str]]:
    """What the set-up says: name -> language -> text."""
    return tomllib.loads((SCRIPTS / "texts.toml").read_text(encoding="utf-8"))


def language_strings() -> str:
    """The texts as NSIS wants them."""
    lines = [
        f'LangString {name} ${{LANG_{LANGUAGES[language]}}} "{_quoted(text)}"'
        for name, by_language in texts().items()
        for language, text in by_language.items()
    ]
    return "\n".join([*lines, ""])


def _task_script() -> str:
    """task.xml, line by line into the open file $0; its $1 and $2 are filled in where it is installed."""
    lines = [
        f'FileWriteUTF16LE $0 "{_quoted(line)}$\\r$\\n"'
        for line in (SCRIPTS / "task.xml").read_text(encoding="utf-8").splitlines()
    ]
    lines[0] = lines[0].replace("LE $0", "LE /BOM $0")
    return "\n".join(["!macro TaskLines", *lines, "!macroend", ""])


def _quoted(text: str) -> str:
    return text.replace('"', '$\\"').replace("\n", "$\\r$\\n")


def _folders(files: list[str]) -> list[str]:
    folders = {parent.as_posix() for name in files for parent in Path(name).parents} - {"."}
    return [name.replace("/", "\\") for name in sorted(folders, key=lambda name: (-name.count("/"), name))]


def _payload_script(files: list[str]) -> str:
    lines, folder = ["!macro PayloadFiles", 'SetOutPath "$INSTDIR"'], ""
    by_folder = sorted(files, key=lambda name: (name.rpartition("/")[0], name))
    for name in by_folder:
        here = name.rpartition("/")[0]
        if here != folder:
            folder = here
            lines.append('SetOutPath "$INSTDIR\\{}"'.format(here.replace("/", "\\")))
        lines.append(f'File "{name.replace("/", os.sep)}"')
    return "\n".join([*lines, "!macroend", ""])


def _write_work(work: Path, files: list[str], fixed_time: int) -> None:
    (work / "texts.nsh").write_text(language_strings(), encoding="utf-8")
    (work / "task-lines.nsh").write_text(_task_script(), encoding="ascii")
    (work / "payload.nsh").write_text(_payload_script(files), encoding="ascii")
    (work / "installed.txt").write_text(installed_list(files), encoding="ascii", newline="")
    shutil.copy(ROOT / "LICENSE", work / "LICENSE.txt")
    make_ico(work / "lineside.ico")
    make_banner(work / "banner.bmp")
    for path in work.iterdir():
        os.utime(path, (fixed_time, fixed_time))


def _size_kb(payload: Path, files: list[str]) -> int:
    return sum((payload / name).stat().st_size + 1023 for name in files) // 1024


def _run(makensis: str, payload: Path, defines: dict[str, str], environment: dict[str, str]) -> None:
    """Any warning is an error. It runs in the payload, so that no path of this machine is in the script."""
    mark = "/" if sys.platform == "win32" else "-"
    told = subprocess.run(
        [
            makensis,
            *(f"{mark}{switch}" for switch in ("V2", "WX", "NOCD")),
            f"{mark}INPUTCHARSET",
            "UTF8",
            *(f"{mark}D{name}={value}" for name, value in defines.items()),
            str(SCRIPTS / "lineside.nsi"),
        ],
        cwd=payload,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if told.returncode != 0:
        raise BuildError(f"makensis: {(told.stdout + told.stderr).strip()}")
