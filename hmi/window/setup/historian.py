"""Where the rows go: the embedded historian, or Oracle; tried before it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from hmi.config.passwords import ENV_NAME, PasswordPlace
from hmi.settings_setup import StoredSettings
from hmi.window.context import Context
from hmi.window.setup.oracle_trial import OracleTrial, StepList
from hmi.window.setup.setting_fields import LineField, lay_out
from hmi.window.setup.tab import SettingsTab, row_of
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.details import Details
from hmi.window.widgets.note import note_label

if TYPE_CHECKING:
    from hmi.historian.oracle_reach import CheckStep

_DDL_ROWS = 12
BACKEND = "historian.backend"


class HistorianTab(SettingsTab):
    """Chooses the historian and connects Oracle."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Historian"))
        self.sqlite = QRadioButton(self.tr("&Embedded historian (SQLite)"))
        self.oracle = QRadioButton(self.tr("&Oracle Database"))
        self.host = LineField("oracle.host", self.tr("&Host"))
        self.port = LineField("oracle.port", self.tr("&Port"), short=True)
        self.service = LineField("oracle.service_name", self.tr("Ser&vice"))
        self.user = LineField("oracle.username", self.tr("User &name"))
        self.pool = (
            LineField("oracle.pool_min", self.tr("Connections kept open"), short=True),
            LineField("oracle.pool_max", self.tr("Connections at most"), short=True),
            LineField("oracle.connect_timeout", self.tr("Time limit to connect"), self.tr("s"), short=True),
            LineField("oracle.call_timeout", self.tr("Time limit of an answer"), self.tr("s"), short=True),
            LineField("oracle.retry_max", self.tr("New attempts at a batch"), short=True),
        )
        self.explanation = note_label()
        self.password = QLineEdit()
        self.password_note = note_label()
        self.test = QPushButton(self.tr("&Test connection"))
        self.cancel = QPushButton(self.tr("&Cancel test"))
        self.make = QPushButton(self.tr("Create the &missing tables"))
        self.steps = StepList(context.theme)
        self.trial = OracleTrial(context, self)
        self.ddl = QPlainTextEdit()
        self._stored: StoredSettings | None = None
        self._lay_out_body()
        self.watch((self.host, self.port, self.service, self.user, *self.pool))
        self._connect()
        self.allow()

    def changes(self) -> dict[str, str]:
        """With the historian, where another is chosen than is stored."""
        changes = super().changes()
        if self._stored is not None and self.backend != self._stored.historian:
            changes[BACKEND] = self.backend
        return changes

    def is_changed(self) -> bool:
        """A new password is a change, too."""
        return bool(self.changes() or self.password.text())

    @property
    def backend(self) -> str:
        """``oracle`` or ``sqlite``, as chosen."""
        return "oracle" if self.oracle.isChecked() else "sqlite"

    def problem(self) -> str:
        """Oracle needs a host, a service and a user."""
        if self.backend == "sqlite":
            return ""
        for field in (self.host, self.service, self.user):
            if not field.text():
                return self.tr("Enter host, service and user name first")
        return ""

    def store(self) -> None:
        """The password goes along, and is forgotten here."""
        setup, changes, who = self._context.station.settings_setup, self.changes(), self._context.access.who
        password = self.password.text()
        work = self._context.tasks.operation(lambda: setup.save(changes, password=password, by=who))
        work.success(self.show_saved).failure(self._failed).start()

    def load(self, *, gives_up: bool = False) -> None:
        """The statements that make the tables, too."""
        super().load(gives_up=gives_up)
        setup = self._context.station.settings_setup
        work = self._context.tasks.operation(setup.ddl)
        work.success(self.ddl.setPlainText).failure(self.ddl.setPlainText).start()

    def refresh(self) -> None:
        """Another Oracle may be shown now than was tried."""
        self._forget_test()
        super().refresh()

    def show_stored(self, stored: StoredSettings) -> None:
        """Show what is stored; of the password only where it is kept."""
        self._stored = stored
        self.password.clear()
        chosen = self.oracle if stored.historian == "oracle" else self.sqlite
        chosen.setChecked(True)
        super().show_stored(stored)

    def allow(self) -> None:
        """The test, too, does what can be done."""
        super().allow()
        is_oracle, running = self.backend == "oracle", self.trial.is_running
        for widget in (self._fields, self._pool_fold, self._ddl_fold, self._trial_area):
            widget.setVisible(is_oracle)
        self.explanation.setText(
            self.tr("Your database server, 12.1 or later. No client has to be installed.")
            if is_oracle
            else self.tr("A file in the data folder. Works at once, and is enough for small sites.")
        )
        wrong = any(field.problem for field in self.fields)
        why = self.tr("Correct what is marked first") if wrong else self.problem()
        why = why or (self.tr("The test is running") if running else "")
        allow(self.test, why, "")
        allow(self.make, why, "")
        self.cancel.setVisible(running)
        self._show_password_place()

    # -- the test ----------------------------------------------------------------------------------------

    def _try(self, *, create: bool = False) -> None:
        setup = self._context.station.settings_setup
        changes, password = self.changes(), self.password.text()
        changes[BACKEND] = "oracle"
        self.make.hide()
        self.messages.clear()
        self.steps.begin()
        self.trial.start(lambda: setup.oracle_check(changes, password), create=create)
        self.allow()
        self.reveal(self._trial_area)

    def _forget_test(self) -> None:
        """What was found is of another Oracle now, and so is what is missing there."""
        self.trial.cancel()
        self.steps.hide()
        self.make.hide()

    def _stepped(self, step: CheckStep) -> None:
        self.steps.show_step(step)
        self.make.setVisible(bool(step.missing))

    def _tested(self, text: str) -> None:
        self.steps.show_end()
        if text:
            self.messages.fail(text)
            self.steps.hide()
        self.allow()

    # -- looks -------------------------------------------------------------------------------------------

    def _show_password_place(self) -> None:
        place = self._stored.password if self._stored is not None else PasswordPlace.NOWHERE
        is_env = place is PasswordPlace.ENVIRONMENT
        same_user = self.user.change is None
        self.password.setEnabled(not is_env)
        if is_env:
            text = self.tr("Set by the environment variable {name}, so it cannot be changed here")
            self.password_note.setText(text.format(name=ENV_NAME))
        elif place is PasswordPlace.KEYRING and same_user:
            self.password_note.setText(
                self.tr("Kept in the system's keyring; enter another one only to change it")
            )
        else:
            self.password_note.setText(self.tr("It goes into the system's keyring, never into a file"))
        self.password.setAccessibleDescription(self.password_note.text())

    def _connect(self) -> None:
        for button in (self.sqlite, self.oracle):
            button.toggled.connect(self.allow)
        for field in self.fields:
            field.changed.connect(self._forget_test)
        self.password.textEdited.connect(self._forget_test)
        self.password.textChanged.connect(self.allow)
        self.password.returnPressed.connect(self.save.click)
        self.test.clicked.connect(lambda: self._try())
        self.make.clicked.connect(lambda: self._try(create=True))
        self.cancel.clicked.connect(self.trial.cancel)
        self.trial.stepped.connect(self._stepped)
        self.trial.said.connect(self.messages.say)
        self.trial.ended.connect(self._tested)

    def _lay_out_body(self) -> None:
        choice = QButtonGroup(self)
        choice.addButton(self.sqlite)
        choice.addButton(self.oracle)
        choices = row_of(self.sqlite, self.oracle)
        self.panel(self.tr("Where rows are kept"), choices, self.explanation)
        self._fields = self.panel(self.tr("Oracle Database"), self._fields_grid())
        pool = QWidget()
        lay_out(QGridLayout(pool), self.pool)
        self._pool_fold = Details(self.tr("Connections and time limits"), pool)
        self._trial_area = self.panel("", self._test_row(), self.steps)
        self.ddl.setReadOnly(True)
        self.ddl.setAccessibleName(self.tr("Statements that make the tables"))
        self.ddl.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.ddl.setFixedHeight(_DDL_ROWS * self.ddl.fontMetrics().lineSpacing())
        self._ddl_fold = Details(self.tr("Statements that make the tables, for your administrator"), self.ddl)
        self.guarded = (choices, self._fields, pool, self._trial_area)
        self.column.addWidget(self._pool_fold)
        self.column.addWidget(self._ddl_fold)
        self.column.addStretch(1)
        self.lay_out()

    def _fields_grid(self) -> QWidget:
        grid = QWidget()
        layout = QGridLayout(grid)
        lay_out(layout, (self.host, self.port, self.service, self.user))
        caption = QLabel(self.tr("Pass&word"))
        caption.setBuddy(self.password)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName(self.tr("Password"))
        row = layout.rowCount()
        layout.addWidget(caption, row, 0)
        layout.addWidget(self.password, row, 1)
        layout.addWidget(self.password_note, row + 1, 1)
        self.host.line.setPlaceholderText("192.168.0.20")
        return grid

    def _test_row(self) -> QWidget:
        self.make.hide()
        self.cancel.hide()
        return row_of(self.test, self.cancel, self.make)
