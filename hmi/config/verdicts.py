"""Collects what becomes of every row of every file while the rows are laid over the plant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from hmi.config.columns import Table
from hmi.config.report import FileCounts, RowError, RowVerdict, Verdict
from hmi.config.sheet import Record, Sheet
from hmi.config.values import value_text
from hmi.model.plant import Plc, PollingGroup, Tag

_Key = tuple[str, ...]
_Place = tuple[str, int]

_ABOUT = {"plc_connections": "plc_name", "polling_groups": "group_name", "tags": "tag_name"}


class Verdicts:
    """One verdict for every row; ``errors`` is what is wrong, and keeps everything from being written."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.errors = [error for sheet in sheets for error in sheet.errors]
        self._sheets = [sheet for sheet in sheets if sheet.table is not None]
        self._order = {sheet.file: index for index, sheet in enumerate(sheets)}
        self._origins: dict[tuple[str, _Key], Record] = {}
        self._outcomes: dict[_Place, tuple[Verdict, str, Tag | None]] = {}
        self._remarks: dict[_Place, str] = {}

    # -- while the rows are looked at ---------------------------------------------------------------------

    def records(self, table: Table[Any]) -> Iterator[Record]:
        """The rows of all files of that table that are not left out already."""
        for sheet in self._sheets:
            if sheet.table is table:
                for record in sheet.records:
                    if record.skip:
                        self._outcomes[record.file, record.row] = (Verdict.SKIPPED, record.skip, None)
                    else:
                        yield record

    def complain(self, record: Record, column: str | None, text: str) -> None:
        """A row does not fit: an error, or where the file is another program's, a reason to leave it out."""
        if record.is_foreign:
            self._outcomes[record.file, record.row] = (Verdict.SKIPPED, text, None)
        else:
            self.errors.append(RowError(record.file, text, record.row, column))

    def claim(self, table: Table[Any], key: _Key, record: Record) -> bool:
        """Remember where a row comes from; False when the files have it already."""
        first = self._origins.setdefault((table.name, key), record)
        if first is record:
            return True
        what = " ".join(key)
        self.complain(record, table.key[-1], f"{what} is there already, in {first.file}, row {first.row}")
        return False

    def origin(self, table: Table[Any], key: _Key) -> Record | None:
        """The row that the files have for that key."""
        return self._origins.get((table.name, key))

    def take(self, record: Record, old: object, new: Plc | PollingGroup | Tag, remark: str = "") -> None:
        """A row is understood: what is stored is ``old`` (None if nothing is), and would be ``new``."""
        if remark:
            self._remarks[record.file, record.row] = remark
        verdict = Verdict.ADDED if old is None else Verdict.UNCHANGED if new == old else Verdict.CHANGED
        changes = _changes(old, new) if verdict is Verdict.CHANGED else ""
        self._outcomes[record.file, record.row] = (verdict, changes, new if isinstance(new, Tag) else None)

    # -- at the end ---------------------------------------------------------------------------------------

    def sorted_errors(self) -> tuple[RowError, ...]:
        """All that is wrong, in the order of files and rows."""
        return tuple(sorted(self.errors, key=lambda error: (self._order[error.file], error.row or 0)))

    def rows(self) -> tuple[RowVerdict, ...]:
        """Every row in the order of files and rows."""
        wrong: dict[_Place, list[str]] = {}
        for error in self.errors:
            if error.row is not None:
                column = f"{error.column}: " if error.column else ""
                wrong.setdefault((error.file, error.row), []).append(column + error.sentence)
        return tuple(
            self._row(sheet.table, record, wrong.get((record.file, record.row), []))
            for sheet in self._sheets
            if sheet.table is not None
            for record in sheet.records
        )

    def _row(self, table: Table[Any], record: Record, wrong: Sequence[str]) -> RowVerdict:
        verdict, reason, tag = self._outcomes.get((record.file, record.row), (Verdict.WRONG, "", None))
        if wrong:
            verdict, reason, tag = Verdict.WRONG, "; ".join(wrong), None
        elif verdict is Verdict.WRONG:
            reason = "its PLC or its polling group is wrong or missing"
        values = record.values
        return RowVerdict(
            record.file,
            record.row,
            verdict,
            tag.plc_code if tag else str(values.get("plc_code") or ""),
            tag.tag_address if tag else str(values.get("tag_address") or ""),
            str(values.get(_ABOUT[table.name]) or ""),
            reason,
            self._remarks.get((record.file, record.row), record.remark) if tag else "",
            tag,
        )


def count(sheets: Sequence[Sheet], rows: Sequence[RowVerdict]) -> tuple[FileCounts, ...]:
    """How many rows of each file have which verdict."""
    counts = Counter((row.file, row.verdict) for row in rows)
    return tuple(
        FileCounts(
            sheet.file,
            sheet.table.name,
            counts[sheet.file, Verdict.ADDED],
            counts[sheet.file, Verdict.CHANGED],
            counts[sheet.file, Verdict.UNCHANGED],
            counts[sheet.file, Verdict.SKIPPED],
            sheet.origin,
        )
        for sheet in sheets
        if sheet.table is not None
    )


def _changes(old: object, new: Plc | PollingGroup | Tag) -> str:
    """``scale 1 -> 0.1, unit '' -> 'bar'``."""
    return ", ".join(
        f"{field.name} {_shown(before)} -> {_shown(after)}"
        for field in fields(new)
        if (before := getattr(old, field.name)) != (after := getattr(new, field.name))
    )


def _shown(value: object) -> str:
    """As in a CSV file; names in quotation marks, so that a blank one is seen."""
    is_text = isinstance(value, str) and type(value) is str
    return repr(value) if is_text else value_text(value) or "blank"
