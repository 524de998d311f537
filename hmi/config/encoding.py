"""The text in the bytes of a CSV file: UTF-8 with or without a byte order mark, or Korean CP949."""

from __future__ import annotations

_BOMS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_STARTS_OF_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Of .xlsx (a ZIP file) and of .xls."""

_REMEDY = "save it as 'CSV UTF-8'"
_FIRST_OF_KS_X_1001 = 0xA1
_MAX_RARE = 0.1


def decode(data: bytes) -> str:
    """The text of a file.

    Raises:
        ValueError: it is something else, as the rest of a sentence that begins with the file's name.
    """
    if data.startswith(_BOMS_OF_UTF_16):
        raise ValueError(f"is UTF-16 text; {_REMEDY}")
    if data.startswith(_STARTS_OF_EXCEL):
        raise ValueError(f"is an Excel workbook, not a CSV file; {_REMEDY}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        text = ""
    if not _is_korean(text):
        raise ValueError(f"is neither UTF-8 nor Korean CP949 text; {_REMEDY}")
    return text


def _is_korean(text: str) -> bool:
    """False where CP949 can read the bytes, but they were meant otherwise.

    Japanese Shift-JIS, and a Western degree sign before its C, come out as syllables that CP949 adds to the
    2,350 of KS X 1001. Korean hardly uses any of them.
    """
    letters = [c.encode("cp949") for c in text if not c.isascii()]
    rare = sum(min(pair) < _FIRST_OF_KS_X_1001 for pair in letters)
    return bool(letters) and rare <= _MAX_RARE * len(letters)
