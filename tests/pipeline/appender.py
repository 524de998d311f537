"""A process that appends readings and tells of each that came back: ``appender FOLDER endless|one|strict``.

``endless`` goes on until it is killed, the others append one and wait for the end of stdin.
"""

from __future__ import annotations

import itertools
import os
import sys
import threading
from datetime import timedelta
from pathlib import Path

from hmi.pipeline.journal import Journal
from hmi.pipeline.journal_keeper import JournalKeeper
from tests.pipeline.samples import EPOCH, reading


def main(folder: Path, mode: str) -> None:
    journal = Journal(folder, strict=mode == "strict")
    journal.open()
    threading.Thread(target=JournalKeeper(journal).run, args=[threading.Event()], daemon=True).start()
    last = journal.last_times().get("PRESS")
    first = 0 if last is None else (last - EPOCH) // timedelta(seconds=1) + 1
    for number in itertools.count(first) if mode == "endless" else (first,):
        (kept,) = journal.append([reading(number, 30, receipt=False)])
        if not kept.journal_seq:
            raise RuntimeError(journal.last_error)
        os.write(1, f"{number}\n".encode())  # unbuffered, and one call for strace
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
