"""Full-width characters, as East Asian input methods write them among Kana, Hangul and Hanja."""

from __future__ import annotations

_TO_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def half_width(text: str) -> str:
    """``Ｄ１００．３`` as ``D100.3``: letters, digits, signs and the space; all else stays as it is."""
    return text.translate(_TO_HALF)
