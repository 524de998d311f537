"""What the three steps to a first PLC have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hmi.window.setup.editor import PlantEditor


class Step(QWidget):
    """One step; ``changed`` whenever it may be left or may not be left any more.

    What is wrong with a field is said once it was typed into, or when ``complain`` is called: nobody likes a
    form that is red before it was touched.
    """

    changed = Signal()

    def __init__(self, editor: PlantEditor, title: str, explanation: str) -> None:
        super().__init__()
        self.title = title
        self.editor = editor
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        text = QLabel(explanation)
        text.setWordWrap(True)
        self.column.addWidget(text)

    def refusal(self) -> str:
        """Why the next step cannot follow yet; blank when it can."""
        raise NotImplementedError

    def begin(self) -> None:
        """The step is shown: show what is there, and give the keyboard to its first field."""
        raise NotImplementedError

    def complain(self) -> None:
        """Say at every field what is wrong with it, and go to the first one."""
        raise NotImplementedError
