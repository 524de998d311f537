"""The program itself: the station's name and language, the window's habits, queues, backup folder, PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLabel,
    QPushButton,
    QSystemTrayIcon,
    QWidget,
)

from hmi.settings_setup import StoredSettings
from hmi.window import autostart, sound
from hmi.window.context import Context
from hmi.window.dialogs.open_file import ask_folder
from hmi.window.looks import Look, Tone
from hmi.window.setup.pin import NewPinDialog, RemovePinDialog
from hmi.window.setup.setting_fields import ChoiceField, LineField, SwitchField, lay_out
from hmi.window.setup.tab import SettingsTab, row_of
from hmi.window.theme import ThemeChoice, remember_choice, remembered_choice
from hmi.window.tray import KEEP_KEY
from hmi.window.widgets.details import Details
from hmi.window.widgets.state_label import StateLabel

_LANGUAGES = (("en", "English"), ("ko", "한국어"), ("ja", "日本語"))


class ProgramTab(SettingsTab):
    """Settings of the program; those of the window act at once, the others are saved."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Program"))
        self._memory = context.memory
        self.name = LineField("station.name", self.tr("&Name of the station"))
        self.language = ChoiceField(
            "station.language", self.tr("L&anguage"), self.tr("The system's"), _LANGUAGES
        )
        self.level = ChoiceField(
            "station.log_level", self.tr("&Log files"), self.tr("Usual (INFO)"), self._levels()
        )
        self.recording = (
            LineField("polling.max_running_groups", self.tr("Groups that may run at once"), short=True),
            LineField("polling.queue_max", self.tr("Data queue"), self.tr("readings"), short=True),
            LineField("buffer.max_size", self.tr("Circular buffer"), self.tr("values"), short=True),
            LineField("buffer.batch_size", self.tr("Rows written at once"), self.tr("rows"), short=True),
            LineField("buffer.write_interval", self.tr("Written at least every"), self.tr("s"), short=True),
            SwitchField("journal.strict", self.tr("A power loss costs nothing (else 500 ms; slower)")),
        )
        self.folder = LineField("backup.path", self.tr("&Folder"))
        self.browse = QPushButton(self.tr("&Browse…"))
        self.backups = (
            self.folder,
            SwitchField("backup.automatic_replay", self.tr("Rows go back to the historian by themselves")),
            LineField("backup.replay_rows_per_s", self.tr("Replay at most"), self.tr("rows/s"), short=True),
            LineField(
                "backup.keep_replayed_days",
                self.tr("Replayed files are kept for"),
                self.tr("days"),
                short=True,
            ),
        )
        self.theme = QComboBox()
        self.sound = QCheckBox(self.tr("Alarm soun&d until acknowledged"))
        self.tray = QCheckBox(self.tr("Keep running in the &tray when the window is closed"))
        self.autostart = QCheckBox(self.tr("Start with the s&ystem"))
        self.pin_state = StateLabel(context.theme)
        self.set_pin = QPushButton(self.tr("Set &PIN…"))
        self.remove_pin = QPushButton(self.tr("Re&move PIN…"))
        self.lock = QPushButton(self.tr("Lock no&w"))
        self._starts_for_all = False
        self._lay_out_body()
        self.watch((self.name, self.language, self.level, *self.recording, *self.backups))
        self._connect()
        self._show_habits()
        self.allow()

    def show_stored(self, stored: StoredSettings) -> None:
        """The habits of the window, too."""
        self._show_habits()
        super().show_stored(stored)
        if not self.name.text():
            self.name.line.setPlaceholderText(self._context.station.data_folder.root.name)

    def allow(self) -> None:
        """The buttons of the PIN, too."""
        super().allow()
        access = self._context.access
        if access.has_pin:
            self.pin_state.show_look(Look("done", Tone.NORMAL, self.tr("A PIN is set")))
        else:
            text = self.tr("No PIN is set: everybody may change the setup")
            self.pin_state.show_look(Look("idle", Tone.QUIET, text))
        self.set_pin.setText(self.tr("Change &PIN…") if access.has_pin else self.tr("Set &PIN…"))
        self.remove_pin.setVisible(access.has_pin)
        self.lock.setVisible(access.has_pin)
        self.browse.setEnabled(self.folder.entry.isEnabled())
        if not autostart.is_available():
            self._refuse(self.autostart, self.tr("This system has no list of programs that start with it"))
        elif self._starts_for_all:
            why = self.tr(
                "The installation starts Lineside for all users of this computer: run its set-up again to "
                "change that"
            )
            self._refuse(self.autostart, why)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self._refuse(self.tray, self.tr("This system shows no tray: closing the window ends Lineside"))

    @staticmethod
    def _refuse(box: QCheckBox, why: str) -> None:
        box.setEnabled(False)
        box.setToolTip(why)
        box.setAccessibleDescription(why)

    # -- what acts at once -------------------------------------------------------------------------------

    def _show_habits(self) -> None:
        self.theme.blockSignals(True)  # it is in force already
        self.theme.setCurrentIndex(self.theme.findData(remembered_choice(self._memory).value))
        self.theme.blockSignals(False)
        self.sound.setChecked(sound.is_wanted(self._memory))
        self.tray.setChecked(bool(self._memory.value(KEEP_KEY, False, type=bool)))
        self._ask_autostart(self._starts)

    def _choose_theme(self) -> None:
        choice = ThemeChoice(self.theme.currentData())
        remember_choice(self._memory, choice)
        self._context.theme.choose(choice)

    def _set_autostart(self, on: bool) -> None:
        station = self._context.station

        def change() -> tuple[bool, bool]:
            autostart.set_enabled(station.data_folder, on=on, demo=station.demo)
            return self._starts()

        self._ask_autostart(change)

    def _starts(self) -> tuple[bool, bool]:
        """Whether it starts with the system, and whether it does so for all users."""
        folder = self._context.station.data_folder
        return autostart.is_enabled(folder), autostart.is_for_all(folder)

    def _ask_autostart(self, ask: Callable[[], tuple[bool, bool]]) -> None:
        """It is the system's to know, and the system may be slow."""
        work = self._context.tasks.operation(ask)
        work.success(self._show_autostart).failure(self._autostart_failed).start()

    def _show_autostart(self, starts: tuple[bool, bool]) -> None:
        on, for_all = starts
        self.autostart.setChecked(on)
        if for_all is not self._starts_for_all:
            self._starts_for_all = for_all
            self.allow()

    def _autostart_failed(self, text: str) -> None:
        self.messages.fail(text)
        work = self._context.tasks.operation(self._starts)
        work.success(self._show_autostart).start()

    # -- the PIN -----------------------------------------------------------------------------------------

    def _open_pin(self, kind: type[NewPinDialog | RemovePinDialog]) -> None:
        dialog: QDialog = kind(self._context, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # -- looks -------------------------------------------------------------------------------------------

    def _browse(self) -> None:
        start = self.folder.text() or self.folder.line.placeholderText()
        title = self.tr("Folder of the backup files")
        ask_folder(self, title, start, lambda folder: self.folder.line.setText(str(folder)))

    def _connect(self) -> None:
        self.theme.currentIndexChanged.connect(self._choose_theme)
        self.sound.clicked.connect(lambda on: sound.set_wanted(self._memory, on=on))
        self.tray.clicked.connect(lambda on: self._memory.setValue(KEEP_KEY, on))
        self.autostart.clicked.connect(self._set_autostart)
        self.set_pin.clicked.connect(lambda: self._open_pin(NewPinDialog))
        self.remove_pin.clicked.connect(lambda: self._open_pin(RemovePinDialog))
        self.lock.clicked.connect(self._context.access.lock)
        self.browse.clicked.connect(self._browse)

    def _levels(self) -> tuple[tuple[str, str], ...]:
        return (
            ("DEBUG", self.tr("Everything, for finding a fault (DEBUG)")),
            ("INFO", self.tr("What happens (INFO)")),
            ("WARNING", self.tr("Warnings and errors (WARNING)")),
            ("ERROR", self.tr("Errors only (ERROR)")),
            ("CRITICAL", self.tr("Only what stops the program (CRITICAL)")),
        )

    def _lay_out_body(self) -> None:
        for choice, text in (
            (ThemeChoice.SYSTEM, self.tr("As the system")),
            (ThemeChoice.LIGHT, self.tr("Light")),
            (ThemeChoice.DARK, self.tr("Dark")),
        ):
            self.theme.addItem(text, choice.value)
        caption = QLabel(self.tr("&Colours"))
        caption.setBuddy(self.theme)
        self.theme.setAccessibleName(self.tr("Colours"))
        station = _grid(self.name, self.language, self.level)
        recording = _grid(*self.recording)
        pins = row_of(self.set_pin, self.remove_pin, self.lock)
        self.panel(self.tr("Station"), station)
        self.panel(
            self.tr("This window: acts at once"),
            row_of(caption, self.theme),
            self.sound,
            self.tray,
            self.autostart,
        )
        self.panel(self.tr("Engineer PIN"), self.pin_state, pins)
        backups = QWidget()
        grid = QGridLayout(backups)
        lay_out(grid, self.backups)
        grid.addWidget(self.browse, 1, 2)
        self.column.addWidget(Details(self.tr("Backup files"), backups))
        self.column.addWidget(Details(self.tr("Queue, buffer and journal"), recording))
        self.guarded = (station, self.tray, self.autostart, pins, backups, recording)
        self.column.addStretch(1)
        self.lay_out()
        self.setTabOrder(self.folder.entry, self.browse)


def _grid(*fields: LineField | ChoiceField | SwitchField) -> QWidget:
    widget = QWidget()
    lay_out(QGridLayout(widget), fields)
    return widget
