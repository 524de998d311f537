"""Where every thread stands at this moment, as text for the log."""

from __future__ import annotations

import faulthandler
import re
import tempfile
import threading

_THREAD = re.compile(r"hread 0x0*([0-9a-f]+)")


def stacks() -> str:
    """The stack of each thread, innermost call first, with the threads' names.

    By ``faulthandler``, which touches no Python object of another thread; ``sys._current_frames`` keeps
    frames of Qt's threads alive, which may crash the process.

    Raises:
        OSError: there is no room for a temporary file.
    """
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    with tempfile.TemporaryFile() as file:
        faulthandler.dump_traceback(file)
        file.seek(0)
        text = file.read().decode(errors="replace")
    return _THREAD.sub(lambda found: f"{found[0]} {names.get(int(found[1], 16), '?')!r}", text)
