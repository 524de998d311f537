"""Asks into which file something is to be written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from hmi.window.dialogs.plain_icons import list_plainly

translate = QCoreApplication.translate

_FOLDER_KEY = "export/folder"


def ask_where(
    parent: QWidget,
    memory: QSettings,
    proposed: str,
    write: Callable[[Path], object],
    *,
    title: str = "",
    kinds: Mapping[str, str] | None = None,
) -> None:
    """Open a dialog that asks by itself before a file is replaced; returns at once. Remembers the folder.

    ``kinds`` are endings by what such a file is called, the usual one first; without them it is CSV.
    """
    kinds = kinds or {translate("SaveFile", "CSV files (*.csv)"): "csv"}
    folder = str(memory.value(_FOLDER_KEY, str(Path.home())))
    dialog = QFileDialog(parent, title or translate("SaveFile", "Export to which file"), folder)
    list_plainly(dialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(kinds))
    dialog.setDefaultSuffix(next(iter(kinds.values())))
    dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(kinds[chosen]))
    dialog.selectFile(proposed)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def chosen(path: str) -> None:
        memory.setValue(_FOLDER_KEY, str(Path(path).parent))
        write(Path(path))

    dialog.fileSelected.connect(chosen)
    dialog.open()
