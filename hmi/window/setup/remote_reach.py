"""Whether other programs reach the station, and where; tried as they would."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from hmi.remote import RemoteAnswer, RemoteState, RemoteStatus
from hmi.window import formats
from hmi.window.context import Context
from hmi.window.looks import Look, Tone
from hmi.window.setup.remote_address import is_seen_by_others, urls_of
from hmi.window.theme import set_tone
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.flow_layout import FlowLayout
from hmi.window.widgets.focus import Lent
from hmi.window.widgets.state_label import StateLabel


class RemoteReach(QWidget):
    """The state in a sentence, and what can be done with the address; ``said`` and ``failed`` carry texts."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._remote = context.station.remote
        self._addresses: Sequence[str] = ()
        self._testing = self._trying = False
        self.status = self._asked()
        self.form = StateLabel(context.theme)
        self.sentence = QLabel()
        self.detail = QLabel()
        self.addresses = QComboBox()
        self.copy = QPushButton(self.tr("Cop&y address"))
        self.browser = QPushButton(self.tr("Open &in browser"))
        self.test = QPushButton(self.tr("&Test"))
        self.retry = QPushButton(self.tr("Try a&gain"))
        self._lent = Lent(self.test)
        self._lay_out()
        self.copy.clicked.connect(self._copy)
        self.browser.clicked.connect(self._open)
        self.test.clicked.connect(self._test)
        self.retry.clicked.connect(self._retry)
        self.addresses.currentIndexChanged.connect(self._say_state)
        self.refresh()

    @property
    def url(self) -> str:
        """Where it is reached, as chosen; blank where it is not."""
        return self.addresses.currentText()

    def why_not(self) -> str:
        """Why this program has no remote access; blank where it has."""
        if self._remote is None:
            return self.tr("Remote access is not part of this program")
        if self.status.state is RemoteState.MISSING:
            return self.tr(
                "The web server is not part of this installation. "
                "It comes with: pip install lineside-hmi[api]"
            )
        return ""

    def know(self, addresses: Sequence[str]) -> None:
        """These are the addresses of this PC."""
        self._addresses = addresses
        self.refresh()

    def refresh(self) -> None:
        """Show how it is now; costs little when it is as before."""
        self.status = self._asked()
        urls = urls_of(self.status, self._addresses)
        if urls != [self.addresses.itemText(row) for row in range(self.addresses.count())]:
            with QSignalBlocker(self.addresses):
                self.addresses.clear()
                self.addresses.addItems(urls)
        self.addresses.setVisible(len(urls) > 1)
        self._say_state()
        self.allow()

    def allow(self) -> None:
        """The buttons do what can be done, or say why not."""
        refusal = self._refusal()
        allow(self.copy, refusal, "")
        allow(self.browser, refusal, "")
        allow(self.test, refusal or (self.tr("The test is running") if self._testing else ""), "")
        self.retry.setVisible(self.status.state is RemoteState.FAILED)
        may = self._context.access.is_engineer
        why = "" if may else self.tr("Only an engineer may change the settings")
        allow(self.retry, why or (self.tr("It is being tried") if self._trying else ""), "")

    # -- what is said ------------------------------------------------------------------------------------

    def _asked(self) -> RemoteStatus:
        return RemoteStatus() if self._remote is None else self._remote.status()

    def _refusal(self) -> str:
        match self.status.state:
            case RemoteState.LISTENING:
                return ""
            case RemoteState.FAILED:
                return self._not_reached()
        return self.why_not() or self.tr("It is switched off: switch it on and save")

    def _not_reached(self) -> str:
        return self.tr("Other programs do not reach this station")

    def _say_state(self) -> None:
        look = self._look()
        self.form.show_look(Look(look.shape, look.tone, ""))
        self.sentence.setText(look.text)
        self.sentence.setAccessibleName(look.text)
        set_tone(self.sentence, look.tone)
        detail, tone = self.status.error, Tone.NORMAL
        if self.status.state is RemoteState.LISTENING:
            watching = formats.number(self.status.watching)
            detail, tone = self.tr("Watching live now: {n}").format(n=watching), Tone.QUIET
        elif self.status.state is not RemoteState.FAILED:
            detail = ""
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        set_tone(self.detail, tone)

    def _look(self) -> Look:
        why = self.why_not()
        if why:
            return Look("idle", Tone.QUIET, why)
        match self.status.state:
            case RemoteState.LISTENING if is_seen_by_others(self.status.host):
                text = self.tr("Other programs reach this station at {url}")
                return Look("running", Tone.NORMAL, text.format(url=self.url))
            case RemoteState.LISTENING:
                text = self.tr("Programs on this PC reach this station at {url}")
                return Look("running", Tone.NORMAL, text.format(url=self.url))
            case RemoteState.FAILED:
                return Look("warning", Tone.WARNING, self._not_reached())
        return Look("idle", Tone.QUIET, self.tr("Off: no other program reaches this station"))

    # -- what is done ------------------------------------------------------------------------------------

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.url)
        self.said.emit(self.tr("The address is copied: {url}").format(url=self.url))

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl(self.url)):
            self.failed.emit(self.tr("The system opens no browser for {url}").format(url=self.url))

    def _test(self) -> None:
        remote = self._remote
        if remote is None:
            return
        self._testing = True
        self._lent.lend(self.allow)
        self._context.tasks.operation(remote.check).success(self._answered).failure(self._silent).start()

    def _answered(self, answer: RemoteAnswer) -> None:
        self._tested()
        text = self.tr("{url} answers: {station}, groups: {n}")
        self.said.emit(text.format(url=answer.url, station=answer.station, n=formats.number(answer.groups)))

    def _silent(self, text: str) -> None:
        self._tested()
        self.failed.emit(text)

    def _tested(self) -> None:
        self._testing = False
        self.refresh()
        self._lent.give_back()

    def _retry(self) -> None:
        remote = self._remote
        if remote is None:
            return
        self._trying = True
        self.allow()
        self._context.tasks.operation(remote.retry).success(self._retried).failure(self._not_retried).start()

    def _retried(self, _nothing: None) -> None:
        self._trying = False
        self.refresh()
        if self.status.state is RemoteState.FAILED:
            self.failed.emit(self.tr("It fails again"))

    def _not_retried(self, text: str) -> None:
        self._trying = False
        self.refresh()
        self.failed.emit(text)

    # -- looks -------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        for label in (self.sentence, self.detail):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.addresses.setAccessibleName(self.tr("Addresses of this station"))
        self.addresses.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        state = QGridLayout()
        state.setHorizontalSpacing(6)
        state.setVerticalSpacing(3)
        state.setColumnStretch(1, 1)
        self.form.setFixedHeight(self.sentence.fontMetrics().height())  # in line with the first of its lines
        state.addWidget(self.form, 0, 0, Qt.AlignmentFlag.AlignTop)
        state.addWidget(self.sentence, 0, 1)
        state.addWidget(self.detail, 1, 1)
        buttons = FlowLayout(spacing=8)
        for part in (self.addresses, self.copy, self.browser, self.test, self.retry):
            buttons.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(state)
        column.addLayout(buttons)
