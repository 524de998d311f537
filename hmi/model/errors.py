"""The root of every error the program raises on purpose."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class HmiError(Exception):
    """Something went wrong that a person can act on.

    The text names the PLC, group, tag or file and says what to do; it is shown as it stands,
    in the window and on the command line, without a traceback.
    """

    exit_code = 1
    """What the command line exits with when this error ends a command: 1 failed, 2 wrong use."""


class UsageError(HmiError):
    """Wrong use or a wrong configuration: the caller has to change something first."""

    exit_code = 2


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that ``word`` is most like, in any case; None where none is like it."""
    by_folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return str(by_folded[near[0]]) if near else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``"; did you mean 'X'?"`` for the known word nearest to ``word``, else an empty string."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near is not None else ""
