"""``python -m hmi`` is the command ``hmi``."""

import sys

from hmi.no_console import heard


def _main() -> None:
    # Here, so that a part of it that cannot be loaded is told of where there is no console.
    from hmi.cli import main

    main()


if __name__ == "__main__":
    sys.exit(heard(_main))
