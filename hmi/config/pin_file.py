"""The engineer PIN: a salted scrypt hash of it in ``access.toml`` of the data folder, never the PIN.

It keeps hands off the setup that only wanted to look. Whoever may delete files of the data folder can take
it away, which is also what helps when it is forgotten.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from pathlib import Path

import tomlkit

from hmi.config.tomlfile import load_toml, write_whole
from hmi.model.errors import UsageError
from hmi.model.widths import half_width

_DIGITS = re.compile(r"[0-9]{4,12}")
_SALT_BYTES = 16
_HASH_BYTES = 32
# Some 50 ms on a PC of a control room, and 16 MB, for each guess.
_COST, _BLOCK, _PARALLEL = 2**14, 8, 1


def pin_problem(pin: str) -> str:
    """What is wrong with a new PIN; blank when nothing is."""
    return "" if _DIGITS.fullmatch(half_width(pin)) else "A PIN is 4 to 12 digits"


class PinFile:
    """May be used from any thread; ``matches`` and ``store`` take a moment on purpose."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def is_set(self) -> bool:
        """Whether there is a PIN; a file that cannot be understood is one, that nobody knows.

        Raises:
            UsageError: the file cannot be read, and says what to do.
        """
        return bool(load_toml(self.path))

    def matches(self, pin: str) -> bool:
        """Whether this is the PIN; anything is where none is set.

        Raises:
            UsageError: the file cannot be read or understood.
        """
        kept = load_toml(self.path)
        if not kept:
            return True
        try:
            salt, expected = bytes.fromhex(kept["pin"]["salt"]), bytes.fromhex(kept["pin"]["scrypt"])
        except (KeyError, TypeError, ValueError):
            raise UsageError(
                f"{self.path} is damaged, so no PIN can be compared with it: an administrator may delete it, "
                "then no PIN is set"
            ) from None
        return hmac.compare_digest(_hash(pin, salt), expected)

    def store(self, pin: str) -> None:
        """Set the PIN, or another one.

        Raises:
            UsageError: it is no PIN, or the file cannot be written; then it stays as it was.
        """
        problem = pin_problem(pin)
        if problem:
            raise UsageError(problem)
        salt = os.urandom(_SALT_BYTES)
        document = tomlkit.document()
        document.add(
            tomlkit.comment("The engineer PIN, hashed. Forgotten? Delete this file, and none is set.")
        )
        document["pin"] = {"salt": salt.hex(), "scrypt": _hash(pin, salt).hex()}
        write_whole(self.path, tomlkit.dumps(document))

    def remove(self) -> None:
        """Let there be no PIN.

        Raises:
            UsageError: the file cannot be deleted.
        """
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            raise UsageError(f"{self.path} cannot be deleted: {error.strerror or error}") from error


def _hash(pin: str, salt: bytes) -> bytes:
    digits = half_width(pin).encode()
    return hashlib.scrypt(digits, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, dklen=_HASH_BYTES)
