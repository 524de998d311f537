"""Asks for files that are to be read, or for a folder.

None of these dialogs runs an event loop of its own: the window may close beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from hmi.window.dialogs.plain_icons import list_plainly


def ask_files(
    parent: QWidget, title: str, start: str, kinds: Sequence[str], read: Callable[[list[Path]], object]
) -> None:
    """Open a dialog for one or several files, beginning in folder ``start``; returns at once."""
    dialog = QFileDialog(parent, title, start)
    list_plainly(dialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters(list(kinds))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda files: read([Path(file) for file in files]))
    dialog.open()


def ask_file(
    parent: QWidget, title: str, start: str, kinds: Sequence[str], use: Callable[[Path], object]
) -> None:
    """Open a dialog for one file, beginning in folder ``start``; returns at once."""
    dialog = QFileDialog(parent, title, start)
    list_plainly(dialog)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(list(kinds))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: use(Path(file)))
    dialog.open()


def ask_folder(parent: QWidget, title: str, start: str, use: Callable[[Path], object]) -> None:
    """Open a dialog for a folder, beginning in ``start``; returns at once."""
    dialog = QFileDialog(parent, title, start)
    list_plainly(dialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda folder: use(Path(folder)))
    dialog.open()
