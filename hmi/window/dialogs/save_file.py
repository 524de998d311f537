"""Asks into which CSV file something is to be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

translate = QCoreApplication.translate

_FOLDER_KEY = "backups/export_folder"


def ask_where(parent: QWidget, memory: QSettings, proposed: str, write: Callable[[Path], object]) -> None:
    """Open a dialog that asks by itself before a file is replaced; returns at once. Remembers the folder."""
    folder = str(memory.value(_FOLDER_KEY, str(Path.home())))
    dialog = QFileDialog(parent, translate("SaveFile", "Export to which file"), folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(translate("SaveFile", "CSV files (*.csv)"))
    dialog.setDefaultSuffix("csv")
    dialog.selectFile(proposed)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def chosen(path: str) -> None:
        memory.setValue(_FOLDER_KEY, str(Path(path).parent))
        write(Path(path))

    dialog.fileSelected.connect(chosen)
    dialog.open()
