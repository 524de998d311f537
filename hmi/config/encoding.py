"""The text in the bytes of a CSV file: UTF-8, UTF-16 with a byte order mark, Korean CP949, Japanese CP932."""

from __future__ import annotations

_BOMS_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_STARTS_OF_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""Of .xlsx (a ZIP file) and of .xls."""

_REMEDY = "save it as 'CSV UTF-8'"
_FIRST_OF_KS_X_1001 = 0xA1
_HANJA_OF_KS_X_1001 = range(0xCA, 0xFE)
_FIRST_OF_JIS_LEVEL_2 = b"\x98\x9f"
_PRIVATE_USE = frozenset(map(chr, range(0xE000, 0xF900)))
_MAX_RARE = 0.1
_MAX_HANJA = 0.4
_MAX_RARE_JAPANESE = 0.25


def decode(data: bytes) -> str:
    """The text of a file.

    Raises:
        ValueError: it is something else, as the rest of a sentence that begins with the file's name.
    """
    if data.startswith(_BOMS_OF_UTF_16):
        return _decode_utf_16(data)
    if data.startswith(_STARTS_OF_EXCEL):
        raise ValueError(f"is an Excel workbook, not a CSV file; {_REMEDY}")
    if b"\0" in data:
        raise ValueError(f"is not a text file; if a spreadsheet opens it, {_REMEDY} there")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    for code_page, is_meant in (("cp949", _is_korean), ("cp932", _is_japanese)):
        try:
            text = data.decode(code_page)
        except UnicodeDecodeError:
            continue
        if is_meant(text):
            return text
    raise ValueError(f"is neither UTF-8, UTF-16, Korean CP949 nor Japanese CP932 text; {_REMEDY}")


def _decode_utf_16(data: bytes) -> str:
    """What GX Works writes, and a spreadsheet as 'Unicode text'."""
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"is UTF-16 text that is cut off or damaged ({error.reason}): export it again"
        ) from error
    if "\0" in text:
        raise ValueError(f"is not a text file; if a spreadsheet opens it, {_REMEDY} there")
    return text


def _is_korean(text: str) -> bool:
    """False where CP949 can read the bytes, but they were meant otherwise.

    Japanese Shift-JIS, and a Western degree sign before its C, come out as syllables that CP949 adds to the
    2,350 of KS X 1001, half-width Kana as Hanja. Korean hardly uses any of them.
    """
    letters = [c.encode("cp949") for c in text if not c.isascii()]
    rare = sum(min(pair) < _FIRST_OF_KS_X_1001 for pair in letters)
    hanja = sum(pair[0] in _HANJA_OF_KS_X_1001 for pair in letters)
    return bool(letters) and rare <= _MAX_RARE * len(letters) and hanja <= _MAX_HANJA * len(letters)


def _is_japanese(text: str) -> bool:
    """False where CP932 can read the bytes, but they were meant otherwise.

    Western letters come out as single half-width Kana among ASCII, or as characters of the second level of
    JIS X 0208, of which Japanese uses few.
    """
    if any(c in _PRIVATE_USE for c in text):
        return False  # bytes that no character has
    padded = f" {text} "
    letters = [i for i, c in enumerate(padded) if not c.isascii()]
    rare = 0
    for i in letters:
        code = padded[i].encode("cp932")
        is_alone = padded[i - 1].isascii() and padded[i + 1].isascii()
        rare += is_alone if len(code) == 1 else code >= _FIRST_OF_JIS_LEVEL_2
    return bool(letters) and rare <= _MAX_RARE_JAPANESE * len(letters)
