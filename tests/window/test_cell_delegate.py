"""Cells painted in Python look like those that Qt paints by the stylesheet."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QStyledItemDelegate, QTableView
from pytestqt.qtbot import QtBot

from hmi.model.status import GroupState
from hmi.window.models.group_model import GroupModel
from hmi.window.theme import Theme
from hmi.window.widgets.cell_delegate import CellDelegate
from hmi.window.widgets.row_table import prepare_row_table
from tests.statuses import group

_NOW = 1795316650.0
_SEEN = 64
"""Of 255: a difference that is more than the edge of a letter."""


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> QTableView:
    made = QTableView()
    qtbot.addWidget(made)
    theme.dress(made)
    model = GroupModel(theme, made)
    made.setModel(model)
    groups = [
        group("A", state=state, bad_tag_count=place, last_error="PLC PRESS does not answer " * place)
        for place, state in enumerate(GroupState)
    ]
    model.show_groups(groups, _NOW, {})
    made.resize(1500, 300)
    made.selectRow(1)
    return made


def pixels(table: QTableView) -> np.ndarray:
    image = table.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    raw = np.frombuffer(image.constBits(), np.uint8)
    return raw.reshape(image.height(), image.width(), 4)[..., :3].astype(int)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("row_px", [24, 27, 28])
def test_a_cell_looks_as_the_stylesheet_wants_it(
    table: QTableView, theme: Theme, scheme: str, row_px: int
) -> None:
    theme.use(scheme)
    prepare_row_table(table, row_px)
    table.setColumnWidth(GroupModel.TAGS, 40)  # its text does not fit
    table.setItemDelegate(QStyledItemDelegate(table))
    by_qt = pixels(table)
    table.setItemDelegate(CellDelegate(theme, table))
    assert (np.abs(pixels(table) - by_qt) > _SEEN).any(axis=2).mean() < 0.001


def test_a_cell_follows_the_scheme(table: QTableView, theme: Theme) -> None:
    prepare_row_table(table, 28)
    table.setItemDelegate(CellDelegate(theme, table))
    theme.use("light")
    light = pixels(table)
    theme.use("dark")
    assert light.mean() > 200
    assert pixels(table).mean() < 80
