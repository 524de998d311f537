"""The program in the system's tray: its state by form, and a way to the window and to the end."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from hmi.config.resources import resource_path
from hmi.model.status import StationStatus
from hmi.window import formats
from hmi.window.alarm_texts import alarm_text
from hmi.window.context import Context
from hmi.window.looks import Look, Tone, severity_look
from hmi.window.snapshot import Snapshot

translate = QCoreApplication.translate

KEEP_KEY = "tray/keep"
"""In the window's memory: the program goes on without its window when that is closed."""

_TOLD_KEY = "tray/told"
_SIZES_PX = (16, 20, 24, 32, 48, 64)
_FORM_SHARE = 0.62
"""Of the icon's side, for the form of an alarm in its corner."""
_ALARM_CHARS = 60
"""Windows shows 127 characters in all."""


class Tray(QObject):
    """Shows itself where the system has a tray, also one that comes later; nothing happens where it has none.

    ``show_wanted`` asks for the window, ``quit_wanted`` for the end of the program.
    """

    show_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._look: Look | None = None
        self.menu = QMenu()
        self.menu.addAction(self.tr("&Show the window"), self.show_wanted.emit)
        self.menu.addSeparator()
        self.menu.addAction(self.tr("&Quit"), self.quit_wanted.emit)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        context.theme.changed.connect(self._paint)

    @property
    def keeps_running(self) -> bool:
        """Whether the program goes on when its window is closed: wanted, and there is a way back."""
        wanted = bool(self._context.memory.value(KEEP_KEY, False, type=bool))
        return wanted and QSystemTrayIcon.isSystemTrayAvailable()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the station's state; once a second."""
        if not snapshot.beat or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        look = _look_of(snapshot.status)
        if look != self._look:
            self._look = look
            self._paint()
        self.icon.setToolTip(self._summary(snapshot.status, look))
        self.icon.show()

    def tell_hidden(self) -> None:
        """Say where the program is, the first time that its window was closed."""
        memory = self._context.memory
        if bool(memory.value(_TOLD_KEY, False, type=bool)):
            return
        memory.setValue(_TOLD_KEY, True)
        self.icon.showMessage(
            self.tr("Lineside goes on recording"),
            self.tr("Its window is here, in the tray. Quit, in this icon's menu, ends the program."),
            self.icon.icon(),
        )

    def close(self) -> None:
        """Take the icon away."""
        self.icon.hide()
        self.menu.deleteLater()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self.show_wanted.emit()

    def _summary(self, status: StationStatus, look: Look) -> str:
        at_risk = formats.number(status.rows.pending + status.rows.backed_up)
        lines = (
            self.tr("Lineside – {station}").format(station=status.station),
            look.text,
            self.tr("Rows at risk: {count}").format(count=at_risk),
        )
        return "\n".join(lines)

    def _paint(self) -> None:
        if self._look is not None:
            self.icon.setIcon(self._icon(self._look))

    def _icon(self, look: Look) -> QIcon:
        renderer = QSvgRenderer(str(resource_path("icons", "lineside.svg")))
        icon = QIcon()
        for side in _SIZES_PX:
            pixmap = QPixmap(side, side)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, side, side))
            if look.shape:
                form = round(side * _FORM_SHARE)
                corner = side - form
                self._context.theme.state_icon(look).paint(painter, corner, corner, form, form)
            painter.end()
            icon.addPixmap(pixmap)
        return icon


def _look_of(status: StationStatus) -> Look:
    """The most severe alarm, which is the first; a plain icon where there is none."""
    if not status.alarms:
        return Look("", Tone.QUIET, translate("Tray", "No alarms"))
    first = status.alarms[0]
    text = alarm_text(first)
    short = text if len(text) <= _ALARM_CHARS else f"{text[: _ALARM_CHARS - 1]}…"
    severity = severity_look(first.severity)
    return Look(severity.shape, severity.tone, short)
