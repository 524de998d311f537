"""How every table of rows looks and behaves: whole rows, no grid, the Tab key leaves it."""

from __future__ import annotations

from PySide6.QtWidgets import QTableView


def prepare_row_table(table: QTableView, row_px: int) -> None:
    """Set what tables of rows have in common; ``row_px`` is the height of a row in logical pixels."""
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_px)
    heads = table.horizontalHeader()
    heads.setHighlightSections(False)
    heads.setSectionsClickable(False)
    heads.setStretchLastSection(True)


def chosen_rows(table: QTableView) -> list[int]:
    """The numbers of the chosen rows, upwards; costs nothing where a long run of rows is chosen."""
    ranges = list(table.selectionModel().selection())  # type: ignore[call-overload]  # a list, says Qt's manual
    return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})
