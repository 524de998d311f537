"""``python -m installer``: what the Makefile and the release job call."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from installer import (
    hashes,
    linux,
    linux_trial,
    msi,
    places,
    policy,
    sbom,
    setup,
    signing,
    wheels,
    windows,
    wine,
)


def main() -> int:
    """Run one command; 0 done, 1 failed with the reason on stderr."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the icon is drawn by Qt
    parser = argparse.ArgumentParser(prog="python -m installer", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "payload", _payload, "only the files that the Windows set-up installs")
    packed = _command(commands, "windows", _windows, "the Windows set-up, with what goes beside it")
    packed.add_argument("--fast", action="store_true", help="pack quickly and larger, to try something out")
    bundled = _command(commands, "linux", _linux, "the Linux bundle, as a folder and as an archive")
    bundled.add_argument("--test", action="store_true", help="then run it as a customer would, and tell")
    _command(commands, "test", _test, "try the Windows set-up under Wine")
    _command(commands, "lock", _lock, "pin anew, by hash, the wheels of both platforms")
    chosen = parser.parse_args()
    try:
        run: Callable[[argparse.Namespace], int] = chosen.run
        return run(chosen)
    except places.BuildError as error:
        print(f"installer: {error}", file=sys.stderr)
        return 1


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace], int],
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(run=run)
    return parser


def _payload(_chosen: argparse.Namespace) -> int:
    _build_payload(None)
    return 0


def _build_payload(sign: Callable[[Path], None] | None) -> None:
    windows.payload(places.WINDOWS, sign)
    _hold(policy.problems(places.WINDOWS, "windows"))
    print(policy.summary(places.WINDOWS, "windows"))


def _hold(problems: list[str]) -> None:
    """End the build where something is not as it was promised."""
    if problems:
        raise places.BuildError("This must not be given to users:\n" + "\n".join(problems))


def _windows(chosen: argparse.Namespace) -> int:
    sign = signing.signer(os.environ)
    _build_payload(sign)
    version, fixed_time = places.version(), places.fixed_time()
    built = setup.build_setup(
        places.WINDOWS,
        setup_file(),
        version=version,
        fixed_time=fixed_time,
        compression="zlib" if chosen.fast else "lzma",
        sign=sign,
    )
    files = [built]
    if not chosen.fast:
        _hold(policy.artifact_problems(built))
        files += _msi(version, fixed_time, sign)
    shutil.copy(places.WINDOWS / sbom.NAME, places.DIST / f"Lineside-{version}.cdx.json")
    hashes.write(places.DIST)
    for path in files:
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _msi(version: str, fixed_time: int, sign: Callable[[Path], None] | None) -> list[Path]:
    """The second form, for group policy; a machine without wixl builds the set-up alone."""
    if shutil.which("wixl") is None:
        print("No MSI is made: wixl is not on this machine (Debian's package wixl).", file=sys.stderr)
        return []
    target = places.DIST / f"Lineside-{version}.msi"
    return [msi.build_msi(places.WINDOWS, target, version=version, fixed_time=fixed_time, sign=sign)]


def _linux(chosen: argparse.Namespace) -> int:
    built = linux.build(places.LINUX)
    hashes.write(places.DIST)
    print(f"{built}: {built.stat().st_size / 1e6:.1f} MB")
    if chosen.test:
        print(linux_trial.table(linux_trial.run(places.LINUX)))
    return 0


def _test(_chosen: argparse.Namespace) -> int:
    return wine.run(setup_file(), places.WINDOWS)


def setup_file() -> Path:
    """Where the set-up of this version goes."""
    return places.DIST / f"Lineside-{places.version()}-setup.exe"


def _lock(_chosen: argparse.Namespace) -> int:
    wheels.lock()
    return 0


if __name__ == "__main__":
    sys.exit(main())
