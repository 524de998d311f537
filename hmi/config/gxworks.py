"""Device comments as GX Works2, GX Works3 and GX Developer export them.

GX Works writes UTF-16 with a byte order mark, tabs and quotation marks; a title line with the name of the
project or of the comment data ("COMMON") above the header; ``Device Name`` and ``Comment`` in the language of
the program, sometimes a label between them, and several comment columns where a project has comments in
several languages. GX Developer writes commas in the code page of Windows. Source: files of these programs,
and the GX Converter operating manual.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from hmi.config.columns import TABLES, TAGS
from hmi.config.sheet import Record, Sheet
from hmi.model.widths import half_width

ORIGIN = "device comments of GX Works"

_DEVICE_WORDS = {
    *("device", "devicename", "deviceno.", "devicenumber"),
    *("デバイス", "デバイス名", "デバイス番号"),
    *("디바이스", "디바이스명", "디바이스이름", "디바이스번호"),
    *("软元件", "软元件名", "软元件名称", "軟元件", "軟元件名", "軟元件名稱"),
}
_LABEL_WORDS = {"label", "ラベル", "라벨", "레이블", "标签", "標籤"}
_COMMENT_WORDS = (
    *("comment", "コメント", "코멘트", "주석", "注释", "註釋", "注解"),
    *("japanese", "日本語", "english", "korean", "한국어", "chinese", "中文"),
)
"""Languages are the headings of the comment columns where a project has more than one."""
_DISPLAYED = ("displaytarget", "表示対象", "표시대상", "显示对象", "顯示對象")
"""Marks the one of several comment columns that the program shows."""

_OUR_WORDS = {name for table in TABLES for name in table.column_names}

_CURRENT_VALUES = {"T": "TN", "C": "CN"}
_NOT_READ = {
    "S": "step relays",
    "P": "pointers",
    "I": "interrupt pointers",
    "Z": "index registers",
    "ST": "retentive timers",
    "LT": "long timers",
    "LST": "long retentive timers",
    "LC": "long counters",
    "LZ": "long index registers",
    "DX": "direct inputs",
    "DY": "direct outputs",
    "FX": "function inputs",
    "FY": "function outputs",
    "FD": "function registers",
    "BL": "SFC blocks",
    "TR": "SFC transitions",
    "RD": "refresh registers",
    "U": "buffer memories of modules",
    "J": "devices of a link module",
    "#": "local devices",
}
_HEAD = re.compile(r"#|[A-Z]+")
_NUMBERED = re.compile(r"([TC])([0-9]+)")


def is_header(cells: Sequence[str]) -> bool:
    """True for the row that names a device column and a comment column, and no column of our tables."""
    words = [_word(cell) for cell in cells]
    if any(word in _OUR_WORDS for word in words):
        return False
    return any(word in _DEVICE_WORDS for word in words) and any(map(_is_comment, words))


def read(sheet: Sheet, rows: Sequence[list[str]], header: int) -> None:
    """Make a tag of every device that has a comment; ``header`` is the place of the header among the rows.

    The type is that of the device. The comments of a timer T10 and a counter C5 name their current
    values, TN10 and CN5. Devices that are not read or have no comment are left out with the reason.
    """
    sheet.table, sheet.origin = TAGS, ORIGIN
    words = [_word(cell) for cell in rows[header]]
    device = next(i for i, word in enumerate(words) if word in _DEVICE_WORDS)
    comments = _comment_columns(words)
    for number, cells in enumerate(rows[header + 1 :], start=header + 2):
        text = half_width(_cell(cells, device)).upper()
        comment = next(filter(None, (_cell(cells, i) for i in comments)), "")
        if text or comment:
            sheet.records.append(_record(sheet.file, number, text, comment))


def _word(cell: str) -> str:
    return re.sub(r"\s+", "", half_width(cell)).casefold()


def _is_comment(word: str) -> bool:
    return any(known in word for known in _COMMENT_WORDS)


def _comment_columns(words: Sequence[str]) -> list[int]:
    """The columns that may name a tag, best first: the displayed comment, other comments, the label."""
    comments = [i for i, word in enumerate(words) if _is_comment(word)]
    comments.sort(key=lambda i: not any(mark in words[i] for mark in _DISPLAYED))
    return comments + [i for i, word in enumerate(words) if word in _LABEL_WORDS]


def _cell(cells: Sequence[str], index: int) -> str:
    """The cell's text; comments are filled up with spaces to break them into lines, so runs become one."""
    return " ".join(cells[index].split()) if index < len(cells) else ""


def _record(file: str, row: int, device: str, comment: str) -> Record:
    values: dict[str, Any] = {"plc_code": None, "tag_address": device, "tag_name": comment}
    skip = _why_not(device, comment)
    remark = ""
    timer = _NUMBERED.fullmatch(device)
    if timer and not skip:
        kind, number = timer.groups()
        values["tag_address"] = _CURRENT_VALUES[kind] + number
        remark = f"the comment of {kind} names its current value, {_CURRENT_VALUES[kind]}"
    return Record(file, row, values, is_foreign=True, skip=skip, remark=remark)


def _why_not(device: str, comment: str) -> str:
    """Why a device does not become a tag; blank if it may."""
    if not device:
        return "has a comment and no device"
    if not comment:
        return "has no comment"
    head = _HEAD.match(device)
    what = _NOT_READ.get(head.group()) if head else None
    if what is not None and head is not None:
        return f"{what} ({head.group()}) are not read"
    try:
        _NAME.parse(comment)
    except ValueError as error:
        return f"the comment {error}"
    return ""


_NAME = next(column for column in TAGS.columns if column.name == "tag_name")
