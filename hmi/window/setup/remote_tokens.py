"""The two tokens with which other programs ask: whether there are any, made and renewed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from hmi.config.api_tokens import Scope
from hmi.model.errors import HmiError
from hmi.remote import Remote
from hmi.window.context import Context
from hmi.window.dialogs.question import Question
from hmi.window.looks import Look, Tone
from hmi.window.theme import set_tone
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.note import note_label
from hmi.window.widgets.state_label import StateLabel

_GAP_PX = 4


@dataclass(frozen=True, slots=True)
class TokenState:
    """What is known of one token: the variable that sets it, whether there is one, why that is not known."""

    variable: str = ""
    exists: bool = False
    error: str = ""


TokenStates = Mapping[Scope, TokenState]


@dataclass(frozen=True, slots=True)
class Renewed:
    """Tokens that were made, and why others were not."""

    tokens: Mapping[Scope, str]
    error: str = ""

    def __repr__(self) -> str:
        return f"Renewed({', '.join(self.tokens)})"  # and no token


def token_states(remote: Remote | None) -> TokenStates:
    """Asks the system's keyring, which takes a moment; not on the GUI thread."""
    return {} if remote is None else {scope: _state_of(remote, scope) for scope in Scope}


def _state_of(remote: Remote, scope: Scope) -> TokenState:
    variable = remote.token_variable(scope)
    try:
        return TokenState(variable, remote.has_token(scope))
    except HmiError as error:
        return TokenState(variable, error=str(error))


def renew(remote: Remote, scopes: Iterable[Scope], by: str) -> Renewed:
    """Make new tokens; those that could be made come along with the error of the first that could not."""
    made: dict[Scope, str] = {}
    try:
        for scope in scopes:
            made[scope] = remote.renew_token(scope, by=by)
    except HmiError as error:
        return Renewed(made, str(error))
    return Renewed(made)


class TokenRows(QWidget):
    """A row for each token; ``renewed`` carries a ``Renewed``, ``failed`` a text."""

    renewed = Signal(object)
    failed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._remote = context.station.remote
        self._why = ""
        self._busy = False
        self.states: TokenStates = {}
        self.labels = {scope: StateLabel(context.theme) for scope in Scope}
        self.notes = {scope: note_label() for scope in Scope}
        self.buttons = {scope: QPushButton() for scope in Scope}
        self._lay_out()
        self.buttons[Scope.READ].clicked.connect(lambda: self._press(Scope.READ))
        self.buttons[Scope.COMMAND].clicked.connect(lambda: self._press(Scope.COMMAND))
        self.allow("")

    def look(self) -> None:
        """Ask whether there are tokens, and show it."""
        remote = self._remote
        self._context.tasks.operation(lambda: token_states(remote)).success(self.show_states).start()

    def show_states(self, states: TokenStates) -> None:
        """Show what is known of them."""
        self.states = states
        self.allow(self._why)

    def missing(self) -> list[Scope]:
        """Those that are not there and can be made here."""
        return [
            scope
            for scope, state in self.states.items()
            if not (state.exists or state.variable or state.error)
        ]

    def make(self, scopes: Iterable[Scope]) -> None:
        """Make these tokens anew; ``renewed`` follows."""
        remote, wanted, who = self._remote, tuple(scopes), self._context.access.who
        if remote is None:
            return
        if not self._context.access.is_engineer:  # locked while it was offered
            self.failed.emit(self.tr("Only an engineer may change the settings"))
            return
        self._busy = True
        self.allow(self._why)
        work = self._context.tasks.operation(lambda: renew(remote, wanted, who))
        work.success(self._made).failure(self._not_made).start()

    def allow(self, why: str) -> None:
        """The buttons do what can be done, or say why not; ``why`` holds for both."""
        self._why = why
        for scope in Scope:
            state = self.states.get(scope)
            self._show(scope, state)
            refusal = why or (self.tr("A token is being made") if self._busy else "")
            if state is None:
                refusal = refusal or self.tr("It is being looked up")
            elif state.variable:
                refusal = refusal or self._fixed(state.variable)
            allow(self.buttons[scope], refusal, self._purpose(scope))

    # -- what happens ------------------------------------------------------------------------------------

    def _press(self, scope: Scope) -> None:
        if scope in self.missing():
            self.make((scope,))
            return
        if scope is Scope.READ:
            text = self.tr("Renew the token for reading?")
        else:
            text = self.tr("Renew the token for commanding?")
        detail = self.tr(
            "Programs and screens that use the old one are shut out until they have the new one."
        )
        question = Question(
            self,
            self._context.theme,
            text,
            detail,
            action=self.tr("&Renew the token"),
            keep=self.tr("&Keep the old one"),
        )
        question.ask(lambda: self.make((scope,)))

    def _made(self, renewed: Renewed) -> None:
        self._busy = False
        self.look()
        self.allow(self._why)
        if renewed.error:
            self.failed.emit(renewed.error)
        if renewed.tokens:
            self.renewed.emit(renewed)

    def _not_made(self, text: str) -> None:
        self._busy = False
        self.allow(self._why)
        self.failed.emit(text)

    # -- looks -------------------------------------------------------------------------------------------

    def _show(self, scope: Scope, state: TokenState | None) -> None:
        exists = state is not None and state.exists
        button, is_reading = self.buttons[scope], scope is Scope.READ
        if exists:
            button.setText(self.tr("Re&new…") if is_reading else self.tr("Rene&w…"))
        else:
            button.setText(self.tr("&Make…") if is_reading else self.tr("M&ake…"))
        name = self.tr("Renew {token}") if exists else self.tr("Make {token}")
        button.setAccessibleName(name.format(token=self._name(scope)))
        self.labels[scope].show_look(self._look(state))
        error = state.error if state is not None else ""
        variable = state.variable if state is not None else ""
        self.notes[scope].setText(error or (self._fixed(variable) if variable else self._purpose(scope)))
        set_tone(self.notes[scope], Tone.WARNING if error else Tone.QUIET)

    def _look(self, state: TokenState | None) -> Look:
        if self._remote is None:
            return Look("idle", Tone.QUIET, self.tr("no token yet"))
        if state is None:
            return Look("changing", Tone.QUIET, self.tr("is looked up…"))
        if state.error:
            return Look("warning", Tone.WARNING, self.tr("not known"))
        if state.exists:
            return Look("done", Tone.NORMAL, self.tr("There is a token"))
        return Look("idle", Tone.QUIET, self.tr("no token yet"))

    def _fixed(self, variable: str) -> str:
        text = self.tr("Set by the environment variable {name}, so it cannot be changed here")
        return text.format(name=variable)

    def _name(self, scope: Scope) -> str:
        if scope is Scope.READ:
            return self.tr("the token for reading")
        return self.tr("the token for commanding")

    def _purpose(self, scope: Scope) -> str:
        if scope is Scope.READ:
            return self.tr("Lets a program or a screen look on: status, values, alarms")
        return self.tr(
            "Lets a program do what an operator does: start, stop, trigger, acknowledge; and look on"
        )

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        captions = {Scope.READ: self.tr("For reading"), Scope.COMMAND: self.tr("For commanding")}
        for row, scope in enumerate(Scope):
            top = 3 * row
            grid.addWidget(QLabel(captions[scope]), top, 0)
            grid.addWidget(self.labels[scope], top, 1, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(self.buttons[scope], top, 2, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.notes[scope], top + 1, 1)
            grid.setRowMinimumHeight(top + 2, _GAP_PX)
