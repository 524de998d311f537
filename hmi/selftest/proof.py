"""The whole self-test, in the order in which the parts of the program stand on each other."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from hmi.selftest.faces import qt_starts, remote_face_answers, window_shows_values
from hmi.selftest.installed import bundle_is_whole
from hmi.selftest.messages import Messages
from hmi.selftest.parts import files_are_there, keyring_is_known, modules_import
from hmi.selftest.run import Bench, Check, CheckFailedError, Report, Run
from hmi.selftest.values import backup_keeps, historian_keeps, journal_keeps, oracle_is_asked, plc_is_polled


def nothing_was_complained_of(bench: Bench) -> str:
    """Qt has given no warning and the program has logged no error while all this was done."""
    complaints = bench.messages.complaints
    if complaints:
        raise CheckFailedError("\n".join(dict.fromkeys(complaints)))
    return "no warning of Qt, no error in the log"


CHECKS: Sequence[Check] = (
    ("imports", modules_import),
    ("resources", files_are_there),
    ("bundle", bundle_is_whole),
    ("keyring", keyring_is_known),
    ("poll", plc_is_polled),
    ("historian", historian_keeps),
    ("journal", journal_keeps),
    ("backup", backup_keeps),
    ("oracle", oracle_is_asked),
    # From here on Qt runs, which ends the whole process where it does not find its platform.
    ("qt", qt_starts),
    ("remote face", remote_face_answers),
    ("window", window_shows_values),
    ("messages", nothing_was_complained_of),
)


def prove(tell: Callable[[Report], object], *, picture: Path | None = None) -> bool:
    """Do every check in a temporary folder, ``tell`` what came out, and return whether all have passed.

    ``picture`` is where that of the window goes, as PNG.
    """
    messages = Messages()
    # On Windows a file that is still open is left behind; that is no finding.
    with (
        tempfile.TemporaryDirectory(prefix="lineside-selftest-", ignore_cleanup_errors=True) as folder,
        messages.listening_to_log(),
    ):
        return Run(CHECKS, Bench(Path(folder), messages, picture), tell).do()
