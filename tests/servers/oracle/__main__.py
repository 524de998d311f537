"""By hand: ``python -m tests.servers.oracle --port 1521 --file oracle.db``, until Ctrl+C."""

from __future__ import annotations

import argparse
import signal
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from tests.servers.oracle.faults import NAMES, Faults
from tests.servers.oracle.server import OracleServer
from tests.servers.oracle.sql.database import Database


def main() -> None:
    """Serve one user over a file, or over a database that is gone afterwards."""
    faults = Faults()
    options = _options(faults)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl+C: the folder is cleaned up
    with tempfile.TemporaryDirectory() as folder:
        file = options.file or Path(folder) / "oracle.db"
        with closing(Database(file)) as database:
            if database.verifier(options.user) is None:
                database.create_user(options.user, options.password)
            server = OracleServer(
                database, host=options.host, port=options.port, service_name=options.service, faults=faults
            )
            with server, suppress(KeyboardInterrupt):
                print(f"Listening at {server.host}:{server.port}/{server.service_name}", flush=True)  # noqa: T201 - said once, for whoever waits for it
                while True:
                    time.sleep(60)


def _options(faults: Faults) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.oracle", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=1521, help="0 takes a free one")
    parser.add_argument("--service", default="LINESIDE")
    parser.add_argument("--user", default="HMI", help="created where the file does not have him")
    parser.add_argument("--password", default="tiger")
    parser.add_argument("--file", type=Path, help="keeps the database; without it nothing is kept")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="NAME[@N]",
        help=f"N: the code of ora-... and refuse, the seconds of slow-..., or how often: {', '.join(NAMES)}",
    )
    options = parser.parse_args()
    try:
        for text in options.fault:
            _inject(faults, text)
    except ValueError as error:
        parser.error(str(error))
    return options


def _inject(faults: Faults, text: str) -> None:
    name, _, number = text.partition("@")
    if not number:
        faults.inject(name)
    elif name.startswith("ora-") or name == "refuse":
        faults.inject(name, code=int(number))
    elif name.startswith("slow-"):
        faults.inject(name, seconds=float(number), delay=float(number))
    else:
        faults.inject(name, times=int(number))


if __name__ == "__main__":
    main()
