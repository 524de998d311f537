"""A fresh Windows of Wine in a folder of its own, with a screen of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from installer.places import BuildError
from installer.wine import shims

_BOOT_S = 240.0
_SCREEN = "1500x950x24"
_QUIET = "winemenubuilder.exe=d;winedbg.exe=d;mscoree=d;mshtml=d"


@dataclass(frozen=True)
class Told:
    """What a program has said; ``code`` proves nothing, since Wine says 0 for programs it cannot start."""

    out: str
    err: str
    code: int | None


class Prefix:
    """While it is entered, a Windows 10 in ``folder``; all its programs end with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.drive_c = folder / "prefix" / "drive_c"
        self._screen: subprocess.Popen[str] | None = None
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder / "home"),
            "LC_ALL": "C.UTF-8",
            "WINEPREFIX": str(folder / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _QUIET,
        }

    def __enter__(self) -> Self:
        (self.folder / "home").mkdir(parents=True)
        # The server picks a number that is free, and says it when it is ready.
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", _SCREEN, "-nolisten", "tcp"],  # noqa: S607
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._screen.stdout is not None  # noqa: S101 - it was asked for
        self._environment["DISPLAY"] = f":{self._screen.stdout.readline().strip()}"
        self.run("wineboot", "--init", timeout=_BOOT_S)
        self.run("winecfg", "-v", "win10", timeout=_BOOT_S)
        self.end_all()
        shims.put(self.drive_c / "windows" / "system32")
        self._put_fonts()
        self._environment["WINEDLLOVERRIDES"] = f"{_QUIET};{','.join(shims.NAMES)}=n"
        if "10.0" not in self.run("cmd", "/c", "ver", timeout=_BOOT_S).out:
            raise BuildError("Wine does not start here, or not as a Windows 10")
        return self

    def _put_fonts(self) -> None:
        """Hangul, Kana and Latin as every Windows has them: Wine's own folder of fonts is empty."""
        target = self.drive_c / "windows" / "Fonts"
        target.mkdir(exist_ok=True)
        for font in Path("/usr/share/fonts/opentype/noto").glob("NotoSansCJK-*.ttc"):
            shutil.copy(font, target)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end_all()
        if self._screen is not None:
            self._screen.terminate()
            self._screen.wait()

    def run(self, *command: str, timeout: float = 120.0) -> Told:
        """Run a program of Windows to its end, or to its time, and tell what it has said."""
        program = self.start(*command)
        try:
            out, err = program.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            program.kill()
            out, err = program.communicate()
            return Told(out, f"{err}\n(killed after {timeout:.0f} s)", None)
        return Told(out, err, program.returncode)

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a program of Windows. It gets pipes: Python under Wine dies of anything else."""
        return subprocess.Popen(
            ["wine", *command],  # noqa: S607
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
        )

    def end_all(self) -> None:
        """End every program of this Windows, and write its registry out."""
        for switch in ("-k", "-w"):
            subprocess.run(
                ["wineserver", switch],  # noqa: S607
                env=self._environment,
                capture_output=True,
                timeout=60,
                check=False,
            )

    def kill(self, program: str) -> int:
        """Kill every process of that name as a power cut would; how many there were."""
        found = self._processes(program)
        for number in found:
            os.kill(number, signal.SIGKILL)
        # Another program of this Windows starts only after its server has seen the end of those.
        self.run("cmd", "/c", "ver")
        return len(found)

    def is_running(self, program: str) -> bool:
        """Whether a process is there whose program's path holds this."""
        return bool(self._processes(program))

    def _processes(self, program: str) -> list[int]:
        found: list[int] = []
        mark = f"WINEPREFIX={self._environment['WINEPREFIX']}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                path = (folder / "cmdline").read_bytes().split(b"\0")[0].decode(errors="replace")
                is_ours = mark in (folder / "environ").read_bytes()
            except OSError:  # it has ended
                continue
            if is_ours and program.lower() in path.lower():
                found.append(int(folder.name))
        return found

    def windows(self, path: Path) -> str:
        r"""A path as Windows writes it: ``C:\...``."""
        return "C:\\" + str(path.relative_to(self.drive_c)).replace("/", "\\")

    @property
    def user(self) -> Path:
        """The folder of the one user."""
        return next(path for path in (self.drive_c / "users").iterdir() if path.name != "Public")

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA%."""
        return self.user / "AppData" / "Local"

    def registry(self, key: str) -> dict[str, str]:
        """The values of a key by name, as text, numbers in hexadecimal; empty where there is no such key."""
        file = self.drive_c / "asked.reg"
        file.unlink(missing_ok=True)
        self.run("reg", "export", key, self.windows(file), "/y", "/reg:64")
        if not file.exists():
            return {}
        section = file.read_text("utf-16").split("\n\n[", 2)[1]  # without the keys below
        values = re.findall(r'^"(.+?)"=(?:dword:([0-9a-f]+)|"(.*)")\r?$', section, re.MULTILINE)
        return {name: number or re.sub(r"\\(.)", r"\1", text) for name, number, text in values}

    def links(self) -> list[Path]:
        """The shortcuts that bear the program's name, of all users, on desktops too."""
        places = (self.drive_c / "users", self.drive_c / "ProgramData", self.folder / "home")
        return [path for place in places for path in place.rglob("*.lnk") if "Lineside" in path.name]

    def picture(self, target: Path) -> None:
        """Take what the screen shows."""
        target.parent.mkdir(parents=True, exist_ok=True)
        command = ["import", "-window", "root", "-display", self._environment["DISPLAY"], str(target)]
        subprocess.run(command, check=True, timeout=60)

    def titles(self) -> list[str]:
        """The titles of the windows on the screen."""
        command = ["xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"]
        told = subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)
        return told.stdout.splitlines()


def wait_until(condition: Callable[[], object], timeout: float) -> bool:
    """Wait until something of another process holds, of which nothing tells; whether it does."""
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.3)
    return bool(condition())


def missing_tools() -> list[str]:
    """What of the needed programs is not on this machine."""
    return [
        name
        for name in ("wine", "wineserver", "Xvfb", "xdotool", "import", "x86_64-w64-mingw32-gcc")
        if shutil.which(name) is None
    ]
