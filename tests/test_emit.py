"""The installed PySide6 survives its own signals."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    told = Signal(bool)

heard = []
sender = Sender()
sender.told.connect(heard.append)
for _ in range(10_000):
    sender.told.emit(True)
print(len(heard))
"""


def test_ten_thousand_emits_in_a_fresh_process() -> None:
    """PySide6 6.12.0 aborts on Python 3.11 after some 500: each emit loses a reference to True."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "10000"), done.stderr
