"""One row of a table, column by column: what a text means there, and what is wrong with a value."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hmi.config.columns import Column, Table
from hmi.config.values import value_text
from hmi.model.plant import Plc, PollingGroup, Tag

BLANK = "is blank, and may not be"
"""What is wrong with a required column that was left out."""


def column_of(table: Table[Any], name: str) -> Column:
    """The column of that name."""
    return next(column for column in table.columns if column.name == name)


def understand(column: Column, text: str, default: object) -> object:
    """The value that a trimmed text means in this column; a blank one means the default.

    Raises:
        ValueError: with a whole sentence.
    """
    if not text:
        if column.required:
            raise ValueError(BLANK)
        return default
    try:
        return column.parse(text)
    except ValueError as error:
        raise ValueError(f"{text!r} {error}") from None


def column_problems(table: Table[Any], row: Plc | PollingGroup | Tag) -> Iterator[tuple[str, str]]:
    """What is wrong with each value of a row by itself, as (column, sentence)."""
    for column in table.columns:
        try:
            understand(column, value_text(getattr(row, column.name)).strip(), None)
        except ValueError as error:
            yield column.name, str(error)
