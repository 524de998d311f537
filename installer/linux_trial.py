"""Runs the Linux bundle as a customer would, in another folder and without the machine's Python."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from installer import linux_libs, linux_runtime, policy
from installer.places import BUILD, ROOT, BuildError

PICTURE = BUILD / "pictures" / "linux.png"
_LONGEST_S = 60.0
_CHROOT = """
root=$1 bundle=$2; shift 2
mount -t tmpfs tmpfs "$root/mnt" && mkdir "$root/mnt/a bundle" "$root/mnt/home"
mount --bind "$bundle" "$root/mnt/a bundle"
mount -t proc proc "$root/proc" && mount --rbind /dev "$root/dev"
cd / && exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/mnt/home \\
    "/mnt/a bundle/lineside-cli" "$@"
"""


@dataclass(frozen=True)
class Proof:
    """One line of the table."""

    what: str
    found: str


def run(bundle: Path) -> list[Proof]:
    """Try the bundle; what was proven.

    LINESIDE_CHROOT names the folder of a bare system (debootstrap makes one) to run it in too, as root.

    Raises:
        BuildError: something is not as it has to be, or Xvfb, xdotool or ImageMagick is not installed.
    """
    _need("Xvfb", "xdotool", "import")
    with tempfile.TemporaryDirectory() as temporary:
        moved = Path(temporary) / "My Lineside" / "lineside"
        shutil.copytree(bundle, moved)
        steps: list[tuple[str, Callable[[Path], str]]] = [
            ("every library is inside or taken for granted", _libraries),
            ("holds what is allowed, as SHA256SUMS has it", _allowed),
            ("nothing names the building machine", _anonymous),
            ("proves itself offscreen (lineside-cli selftest)", _selftest_offscreen),
            ("proves itself on an X display", _selftest_on_a_display),
            ("collects the demo plant, moved into a folder with a blank", _collect),
            ("ends in order on SIGTERM, with no other Python", _terminate),
            ("opens its window on an X display", _window),
        ]
        proofs = [Proof(what, step(moved)) for what, step in steps]
    root = os.environ.get("LINESIDE_CHROOT", "").strip()
    if root:
        proofs.append(Proof("collects on a bare system without Python", _bare(Path(root), bundle)))
    return proofs


def table(proofs: list[Proof]) -> str:
    """The proofs as lines."""
    width = max(len(proof.what) for proof in proofs)
    return "\n".join(f"{proof.what:<{width}}  {proof.found}" for proof in proofs)


def _libraries(bundle: Path) -> str:
    missing = linux_libs.lacking(bundle)
    _must(not missing, f"libraries lack: {', '.join(missing)}")
    size = sum(path.stat().st_size for path in bundle.rglob("*") if path.is_file())
    return f"{size / 1e6:.0f} MB, glibc {linux_libs.asks_for(bundle)} or later"


def _allowed(bundle: Path) -> str:
    wrong = policy.problems(bundle, "linux")
    _must(not wrong, "; ".join(wrong))
    return policy.summary(bundle, "linux").splitlines()[0]


def _anonymous(bundle: Path) -> str:
    folders = [folder.encode() for folder in (str(ROOT), *linux_runtime.host().told_of)]
    files = [path for path in sorted(bundle.rglob("*")) if path.is_file()]
    telling = [path.name for path in files if any(folder in path.read_bytes() for folder in folders)]
    _must(not telling, f"the building machine's folders are named in {', '.join(telling)}")
    return f"{len(files)} files"


def _selftest_offscreen(bundle: Path) -> str:
    return _selftest(bundle, _environment(bundle), "--offscreen")


def _selftest_on_a_display(bundle: Path) -> str:
    with _display() as display:
        return _selftest(bundle, {**_environment(bundle), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"})


def _selftest(bundle: Path, environment: dict[str, str], *switches: str) -> str:
    done = subprocess.run(
        [str(bundle / "lineside-cli"), "selftest", "--json", *switches],
        env=environment,
        capture_output=True,
        text=True,
        timeout=2 * _LONGEST_S,
        check=False,
    )
    _must(done.stdout.startswith("{"), f"selftest says {done.stdout[:500]!r} {done.stderr[-1500:]!r}")
    told = json.loads(done.stdout)
    failed = {check["name"]: check["detail"] for check in told["checks"] if not check["passed"]}
    _must(told["passed"] and told["packaged"], f"selftest finds {failed}, packaged: {told['packaged']}")
    return (
        f"{len(told['checks'])} checks in {told['seconds']:.0f} s, Python {told['python']}, Qt {told['qt']}"
    )


def _collect(bundle: Path) -> str:
    command = [str(bundle / "lineside-cli"), "collect", "--demo", "--json", "--duration", "10"]
    done = subprocess.run(
        command, env=_environment(bundle), capture_output=True, text=True, timeout=_LONGEST_S, check=False
    )
    _must(done.returncode == 0, f"collect gives {done.returncode}: {done.stderr[-2000:]}")
    return _law(done.stdout)


def _terminate(bundle: Path) -> str:
    with _started(
        [str(bundle / "lineside-cli"), "collect", "--demo", "--json"], _environment(bundle)
    ) as process:
        if process.stderr is not None:
            process.stderr.readline()  # where it collects
            process.stderr.readline()  # the first rows
        itself = Path(f"/proc/{process.pid}/exe").readlink()
        _must(itself.is_relative_to(bundle), f"the process is {itself}, not the bundle's Python")
        mapped = Path(f"/proc/{process.pid}/maps").read_text("utf-8").splitlines()
        files = {line.split(maxsplit=5)[5] for line in mapped if "/" in line}
        foreign = [file for file in files if "ython" in file and not Path(file).is_relative_to(bundle)]
        _must(not foreign, f"it has loaded {', '.join(foreign)}")
        process.send_signal(signal.SIGTERM)
        told, _ = process.communicate(timeout=_LONGEST_S)
        _must(process.returncode == 0, f"after SIGTERM it gives {process.returncode}")
    return _law(told)


def _window(bundle: Path) -> str:
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with _display() as display:
        environment = {**_environment(bundle), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        with _started([str(bundle / "lineside"), "--demo"], environment):
            name = _ask(
                ["xdotool", "search", "--sync", "--onlyvisible", "--class", "^lineside$"], environment
            )
            # Some seconds of the plant, so that the picture shows more than an empty page.
            _ask(["xdotool", "sleep", "12"], environment)
            _ask(["import", "-window", "root", str(PICTURE)], environment)
    colours = int(_ask(["identify", "-format", "%k", str(PICTURE)], os.environ))
    _must(colours > 50, f"{PICTURE} shows only {colours} colours")
    return f"window {name.split()[0]}, picture {PICTURE.relative_to(ROOT)} of {colours} colours"


def _bare(root: Path, bundle: Path) -> str:
    _must(os.geteuid() == 0, "only root can run it in another system: leave LINESIDE_CHROOT out")
    command = ["unshare", "--mount", "sh", "-ec", _CHROOT, "sh", str(root), str(bundle)]
    command += ["collect", "--demo", "--json", "--duration", "10"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_S, check=False)
    _must(done.returncode == 0, f"in {root} collect gives {done.returncode}: {done.stderr[-2000:]}")
    return _law(done.stdout)


def _law(told: str) -> str:
    """Every row that was accepted is stored, or it is said where else it is."""
    rows = json.loads(told)["rows"]
    elsewhere = ("stored", "pending", "backed_up", "quarantined", "dropped")
    _must(rows["accepted"] == sum(rows[name] for name in elsewhere), f"rows are lost: {rows}")
    _must(rows["stored"] > 0, f"nothing was stored: {rows}")
    return f"{rows['stored']:,} of {rows['accepted']:,} rows stored"


def _environment(bundle: Path) -> dict[str, str]:
    home = bundle.parent / "home"
    home.mkdir(exist_ok=True)
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C", "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def _started(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=_LONGEST_S)


@contextmanager
def _display() -> Iterator[str]:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        process.terminate()
        process.wait(_LONGEST_S)


def _ask(command: list[str], environment: os._Environ[str] | dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=_LONGEST_S, check=False
    )
    _must(done.returncode == 0, f"{command[0]} fails: {done.stderr}")
    return done.stdout.strip()


def _need(*programs: str) -> None:
    missing = [name for name in programs if shutil.which(name) is None]
    _must(not missing, f"{', '.join(missing)} not installed: sh .ci/system-libraries wine")


def _must(holds: bool, else_text: str) -> None:
    if not holds:
        raise BuildError(f"The Linux bundle: {else_text}")
