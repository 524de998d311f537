"""Remote access: whether other programs reach the station, from where, and by which tokens."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from hmi.config.api_tokens import Scope
from hmi.remote import RemoteState
from hmi.settings_setup import StoredSettings
from hmi.window.context import Context
from hmi.window.dialogs.open_file import ask_file
from hmi.window.setup.remote_address import HostField, is_seen_by_others, own_addresses
from hmi.window.setup.remote_reach import RemoteReach
from hmi.window.setup.remote_token_dialog import TokenDialog
from hmi.window.setup.remote_tokens import Renewed, TokenRows, TokenStates, token_states
from hmi.window.setup.setting_fields import LineField, SwitchField, lay_out
from hmi.window.setup.tab import SettingsTab
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.details import Details
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.note import note_label


class RemoteTab(SettingsTab):
    """Lets other programs ask the station; what is saved holds at once."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Remote access"))
        self.reach = RemoteReach(context)
        self.switch = SwitchField("api.enabled", self.tr("&Let other programs ask this station"))
        self.host = HostField(self.tr("Reached &from"))
        self.port = LineField("api.port", self.tr("&Port"), short=True)
        self.certificate = LineField("api.certificate", self.tr("&Certificate"))
        self.key = LineField("api.key", self.tr("K&ey"))
        self.origins = LineField("api.origins", self.tr("Pages from t&he origins"))
        self.find_certificate = QPushButton(self.tr("&Browse…"))
        self.find_key = QPushButton(self.tr("Br&owse…"))
        self.readable = MessageBar(context.theme, closable=False)
        self.tokens = TokenRows(context)
        self._lay_out_body()
        self.watch((self.switch, self.host, self.port, self.certificate, self.key, self.origins))
        self._connect()
        self.allow()

    def refresh_state(self) -> None:
        """Show how it is now; called while the tab is shown."""
        before = self.reach.status.state
        self.reach.refresh()
        if self.reach.status.state is not before:
            self.allow()

    def load(self, *, gives_up: bool = False) -> None:
        """The addresses of this PC and the tokens, too."""
        self.tokens.look()
        setup = self._context.station.settings_setup
        work = self._context.tasks.operation(lambda: (setup.stored(), own_addresses()))
        show = self.unless_edited(self._show_found, gives_up=gives_up)
        work.success(show).failure(self._failed).start()

    def store(self) -> None:
        """Bring it into force, and look for tokens."""
        station, changes, who = self._context.station, self.changes(), self._context.access.who

        def work() -> tuple[StoredSettings, TokenStates]:
            stored = station.settings_setup.save(changes, by=who)
            return stored, token_states(station.remote)

        self._context.tasks.operation(work).success(self._stored).failure(self._failed).start()

    def show_saved(self, stored: StoredSettings) -> None:
        """Tell at once what came of it; a station that nobody can ask yet offers to make the tokens."""
        self.reach.refresh()
        super().show_saved(stored)
        status, missing = self.reach.status, self.tokens.missing()
        if status.state is RemoteState.FAILED:
            self.messages.warn(self.tr("The changes are saved, but other programs do not reach this station"))
            self.reveal(self.reach)  # the reason stands there
        elif status.state is RemoteState.LISTENING and missing == list(Scope):
            self.messages.offer(
                self.tr("The changes are saved. Nobody can ask yet: there are no tokens."),
                self.tr("Ma&ke tokens…"),
                lambda: self.tokens.make(missing),
            )
        elif status.state is RemoteState.LISTENING:
            text = self.tr("The changes are saved. The station is reached at {url}")
            self.messages.say(text.format(url=self.reach.url))

    def problem(self) -> str:
        """TLS needs both files."""
        if bool(self.certificate.text()) is not bool(self.key.text()):
            return self.tr("Encryption needs a certificate and its key: enter both files, or neither")
        return ""

    def allow(self) -> None:
        """The tokens and the warning, too; nothing can be done where there is no remote access."""
        super().allow()
        missing, may = self.reach.why_not(), self._context.access.is_engineer
        why = missing or ("" if may else self.tr("Only an engineer may change the settings"))
        self._fields.setEnabled(not why)
        self._origins.setEnabled(not why)
        self._switch.setEnabled(may and (not missing or self.switch.box.isChecked()))  # off it can be, always
        for field in self.fields:
            part = field.entry.focusProxy() or field.entry
            part.setToolTip(missing)
            part.setAccessibleDescription(missing or field.note.text())
        for field, button in ((self.certificate, self.find_certificate), (self.key, self.find_key)):
            allow(button, why or ("" if field.entry.isEnabled() else field.note.text()), "")
        self.tokens.allow(why)
        self.reach.allow()
        self._warn()

    # -- what happens ------------------------------------------------------------------------------------

    def _show_found(self, found: tuple[StoredSettings, tuple[str, ...]]) -> None:
        stored, addresses = found
        self.host.offer(addresses)
        self.reach.know(addresses)
        self.show_stored(stored)

    def _stored(self, saved: tuple[StoredSettings, TokenStates]) -> None:
        stored, tokens = saved
        self.tokens.show_states(tokens)
        self.show_saved(stored)

    def _warn(self) -> None:
        is_readable = is_seen_by_others(self.host.host) and not self.certificate.text()
        if not (is_readable and self.switch.box.isChecked()):
            self.readable.clear()
        elif self.readable.isHidden():
            self.readable.warn(
                self.tr(
                    "Without a certificate tokens and values cross the network readable. Use it only in a "
                    "network that you trust, or enter certificate and key."
                )
            )

    def _show_tokens(self, renewed: Renewed) -> None:
        if self.messages.action.isVisible():
            self.messages.clear()  # what it offered is done
        others = is_seen_by_others(self.reach.status.host)
        dialog: QDialog = TokenDialog(self._context, renewed.tokens, self.reach.url, self, others=others)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _browse(self, field: LineField, title: str) -> None:
        kinds = [self.tr("PEM files (*.pem *.crt *.cer *.key)"), self.tr("All files (*)")]
        start = str(Path(field.text()).parent) if field.text() else str(Path.home())
        ask_file(self, title, start, kinds, lambda file: field.line.setText(str(file)))

    def _connect(self) -> None:
        certificate, key = self.tr("Certificate of this station"), self.tr("Key of the certificate")
        self.find_certificate.clicked.connect(lambda: self._browse(self.certificate, certificate))
        self.find_key.clicked.connect(lambda: self._browse(self.key, key))
        self.host.line.returnPressed.connect(self.save.click)
        self.reach.said.connect(self.messages.say)
        self.reach.failed.connect(self.messages.fail)
        self.tokens.failed.connect(self.messages.fail)
        self.tokens.renewed.connect(self._show_tokens)

    # -- looks -------------------------------------------------------------------------------------------

    def _lay_out_body(self) -> None:
        self.panel(self.tr("State"), self.reach)
        self._switch = QWidget()
        switch = QVBoxLayout(self._switch)
        switch.setContentsMargins(0, 0, 0, 0)
        switch.addWidget(self.switch.entry, 0, Qt.AlignmentFlag.AlignLeft)
        switch.addWidget(self.switch.note)
        self.switch.note.hide()
        self._fields = self._fields_grid()
        self.panel(
            self.tr("Where the station is reached: acts when it is saved"),
            self._switch,
            self._fields,
            self.readable,
        )
        self.panel(self.tr("Tokens"), self.tokens)
        self._origins = QWidget()
        grid = QGridLayout(self._origins)
        lay_out(grid, (self.origins,))
        about = note_label()
        about.setText(
            self.tr("Only for web pages of other servers whose scripts ask this station; else leave it empty")
        )
        grid.addWidget(about, grid.rowCount(), 1)
        self.column.addWidget(Details(self.tr("Web pages of other servers"), self._origins))
        self.origins.line.setPlaceholderText("https://mes.plant.local")
        self.column.addStretch(1)
        self.lay_out()

    def _fields_grid(self) -> QWidget:
        widget = QWidget()
        grid = QGridLayout(widget)
        lay_out(grid, (self.host, self.port))
        for field, button in ((self.certificate, self.find_certificate), (self.key, self.find_key)):
            row = grid.rowCount()
            lay_out(grid, (field,))
            grid.addWidget(button, row, 2)
            self.setTabOrder(field.entry, button)
        self.find_certificate.setAccessibleName(self.tr("Browse for the certificate"))
        self.find_key.setAccessibleName(self.tr("Browse for the key"))
        return widget
