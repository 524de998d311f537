"""Lists files in a dialog without a look into them."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QFileInfo
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QFileIconProvider


class PlainIcons(QFileIconProvider):
    """Knows files by their names alone. Asked by the GUI thread, and by the one that lists a folder.

    Qt's own reads the beginning of every file that has no well-known name, on the GUI thread: one that does
    not answer, on a share or below /proc, held up the whole window for ever.
    """

    def icon(self, of: QFileInfo | QAbstractFileIconProvider.IconType) -> QIcon:
        """That of any file, or of any folder."""
        if isinstance(of, QFileInfo):
            kinds = QAbstractFileIconProvider.IconType
            return super().icon(kinds.Folder if of.isDir() else kinds.File)
        return super().icon(of)

    def type(self, info: QFileInfo) -> str:
        """What stands in the column of that name: a file's ending."""
        return super().type(info) if info.isDir() else info.suffix()


def list_plainly(dialog: QFileDialog) -> None:
    """Let a dialog of Qt's own list files by their names; the system's dialogs do as they do."""
    dialog.setIconProvider(_plain_icons())


@cache
def _plain_icons() -> PlainIcons:
    """One for all dialogs: they keep none, and their threads may ask it after they were closed."""
    return PlainIcons()
