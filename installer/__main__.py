"""``python -m installer``: what the Makefile and the release job call."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable

from installer import places, wheels, windows


def main() -> int:
    """Run one command; 0 done, 1 failed with the reason on stderr."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # the icon is drawn by Qt
    parser = argparse.ArgumentParser(prog="python -m installer", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _command(commands, "payload", _payload, "only the files that the Windows set-up installs")
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
    windows.payload(places.WINDOWS)
    return 0


def _lock(_chosen: argparse.Namespace) -> int:
    wheels.lock()
    return 0


if __name__ == "__main__":
    sys.exit(main())
