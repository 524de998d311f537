"""Names of Oracle's tables, columns and sequences: from what people write, and into SQL text.

A name is kept as Oracle keeps it: in capitals unless it was written in quotation marks. Nothing passes here
that could end a quoted name in SQL text.
"""

from __future__ import annotations

import re
import zlib

MAX_BYTES = 128
"""Of one name in UTF-8, since Oracle 12.2."""

MAX_DERIVED_BYTES = 30
"""Of a name that we make ourselves: the limit of Oracle 12.1."""

_PART = r'(?:[^\W\d_][\w$#]*|"[\w$#%/()-](?:[\w$#%/() -]*[\w$#%/()-])?")'
_NAME = re.compile(_PART)
_QUALIFIED = re.compile(rf"({_PART})(?:\.({_PART}))?")
_RULE = (
    "is not a name in Oracle: a letter, then letters, digits, _, $ and #; "
    "a name that was made in quotation marks stands in them, and may have spaces and -/%() in it too"
)


def column_name(text: str) -> str:
    """The name of a column as Oracle keeps it.

    Raises:
        ValueError: with the rest of a sentence that begins with the text.
    """
    if not _NAME.fullmatch(text):
        raise ValueError(_RULE)
    return _kept(text)


def qualified_name(text: str) -> str:
    """NAME or OWNER.NAME as Oracle keeps it.

    Raises:
        ValueError: with the rest of a sentence that begins with the text.
    """
    match = _QUALIFIED.fullmatch(text)
    if match is None:
        raise ValueError(f"{_RULE}; its owner may stand before it, as in MES.ALARM_LOG")
    return ".".join(_kept(part) for part in match.groups() if part)


def _kept(part: str) -> str:
    name = part[1:-1] if part.startswith('"') else part.upper()
    if len(name.encode()) > MAX_BYTES:
        raise ValueError(f"is longer than the {MAX_BYTES} bytes of a name in Oracle")
    return name


def derived(name: str, suffix: str) -> str:
    """The name of what belongs to a table, without an owner: short enough, and still different."""
    own = name.rpartition(".")[2]
    whole = own + suffix
    if len(whole.encode()) <= MAX_DERIVED_BYTES:
        return whole
    suffix = f"_{zlib.crc32(own.encode()):08X}{suffix}"
    room = MAX_DERIVED_BYTES - len(suffix.encode())
    return own.encode()[:room].decode(errors="ignore") + suffix
