"""From where the station is reached: chosen by a person, and the addresses that others use then."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from PySide6.QtNetwork import QAbstractSocket, QNetworkInterface
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from hmi.config.settings import ApiSettings
from hmi.remote import RemoteStatus
from hmi.settings_setup import Setting
from hmi.window.looks import Tone
from hmi.window.setup.setting_fields import SettingField
from hmi.window.theme import set_tone

THIS_PC = "127.0.0.1"
EVERYWHERE = "0.0.0.0"  # noqa: S104  offered, and warned of
_LINE_PX = 220


class HostField(SettingField):
    """The address to listen at: for this PC alone, for all its networks, one of its own, or what is typed."""

    def __init__(self, caption: str) -> None:
        self.box = QComboBox()
        self.line = QLineEdit()
        entry = QWidget()
        super().__init__("api.host", caption, entry)
        name = caption.replace("&", "")
        self.box.setAccessibleName(name)
        self.line.setAccessibleName(self.tr("Address of this PC"))
        self.line.setPlaceholderText("192.168.0.20")
        self.line.setFixedWidth(_LINE_PX)
        self.line.hide()
        entry.setFocusProxy(self.box)
        column = QVBoxLayout(entry)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self.box)
        column.addWidget(self.line)
        self._addresses: Sequence[str] = ()
        self._fill("")
        self.box.currentIndexChanged.connect(self._chosen)
        self.line.textChanged.connect(self._edited)

    @property
    def host(self) -> str:
        """The address as chosen or typed, be it the default or not."""
        chosen = self.box.currentData()
        return self.line.text().strip() if chosen is None else str(chosen)

    def offer(self, addresses: Sequence[str]) -> None:
        """Let these addresses of this PC be chosen; to be followed by ``show_setting``."""
        self._addresses = addresses

    def text(self) -> str:
        """Blank where it is as nobody has set it and as the default has it."""
        unset = self._stored is not None and not self._stored.is_set and self.host == self._stored.default
        return "" if unset else self.host

    def put(self, setting: Setting) -> None:
        """An address that is none of this PC is offered, too: it is what is stored."""
        self._fill(setting.shown)
        self.line.clear()

    def show_problem(self, text: str) -> None:
        """What is wrong is what was typed."""
        super().show_problem(text)
        set_tone(self.line, Tone.ALARM if text else Tone.NORMAL)
        for part in (self.box, self.line):
            part.setAccessibleDescription(self.note.text())

    def _fill(self, stored: str) -> None:
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItem(self.tr("This PC only"), THIS_PC)
        self.box.addItem(self.tr("Every computer of the network"), EVERYWHERE)
        for address in dict.fromkeys((*self._addresses, stored)):
            if address not in {"", THIS_PC, EVERYWHERE}:
                self.box.addItem(self.tr("Only at the address {address}").format(address=address), address)
        self.box.addItem(self.tr("Another address of this PC…"), None)
        self.box.setCurrentIndex(max(0, self.box.findData(stored)))
        self.box.blockSignals(False)
        self.line.hide()

    def _chosen(self) -> None:
        is_typed = self.box.currentData() is None
        self.line.setVisible(is_typed)
        self._edited()


def is_seen_by_others(host: str) -> bool:
    """Whether other computers reach what listens there."""
    return not ApiSettings(host=host).is_loopback


def own_addresses() -> tuple[str, ...]:
    """IPv4 addresses of this PC in the networks it is connected to; any thread."""
    flag = QNetworkInterface.InterfaceFlag
    connected = (
        interface
        for interface in QNetworkInterface.allInterfaces()
        if interface.flags() & flag.IsRunning and not interface.flags() & flag.IsLoopBack
    )
    found = (entry.ip() for interface in connected for entry in interface.addressEntries())
    return tuple(
        address.toString()
        for address in found
        if address.protocol() is QAbstractSocket.NetworkLayerProtocol.IPv4Protocol
        and not address.isLinkLocal()
    )


def urls_of(status: RemoteStatus, addresses: Sequence[str]) -> list[str]:
    """Where it is reached: from other computers first, from this PC last."""
    if not status.url:
        return []
    if status.host != EVERYWHERE:
        return [status.url]
    parts = urlsplit(status.url)
    return [f"{parts.scheme}://{address}:{parts.port}" for address in addresses] + [status.url]
