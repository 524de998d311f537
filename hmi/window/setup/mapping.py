"""Which table of Oracle keeps which category: looked at, changed, and compared with the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QRadioButton, QWidget

from hmi.config.mapping_file import MappingEntries
from hmi.mapping_setup import MappingReview
from hmi.model.plant import GroupCategory, Tag
from hmi.model.tables import TableMapping
from hmi.settings_setup import StoredSettings
from hmi.window.context import Context
from hmi.window.looks import Look, Tone, category_text
from hmi.window.setup.mapping_form import MappingForm
from hmi.window.setup.mapping_texts import summary_of
from hmi.window.setup.oracle_trial import OracleTrial, StepList
from hmi.window.setup.tab import SettingsTab, row_of
from hmi.window.theme import set_tone
from hmi.window.widgets.buttons import allow
from hmi.window.widgets.note import note_label

if TYPE_CHECKING:
    from hmi.historian.oracle_reach import CheckStep

_PAUSE_MS = 300
"""Pause in typing after which the tags' names are looked at."""


class _Loaded(NamedTuple):
    stored: StoredSettings
    sections: dict[GroupCategory, MappingEntries]
    examples: dict[GroupCategory, Tag]


class MappingTab(SettingsTab):
    """Edits ``mapping.toml``; a category that is not in it goes to the program's own table."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, self.tr("Tables"))
        self._mapping = context.station.settings_setup.mapping
        self._sections: dict[GroupCategory, MappingEntries] = {}
        self._before: dict[GroupCategory, TableMapping] = {}
        self._now: dict[GroupCategory, TableMapping | None] = {}
        self._examples: dict[GroupCategory, Tag] = {}
        self._historian = ""
        self._problem = ""
        self._review = 0
        self.categories = {category: QRadioButton(category_text(category)) for category in GroupCategory}
        self._summaries = {category: note_label() for category in GroupCategory}
        self.note = note_label()
        self.form = MappingForm(context.theme)
        self.findings = note_label()
        self.check = QPushButton(self.tr("&Compare with the database"))
        self.cancel = QPushButton(self.tr("Ca&ncel"))
        self.steps = StepList(context.theme)
        self.trial = OracleTrial(context, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self._lay_out_body()
        self._connect()
        self.allow()

    @property
    def category(self) -> GroupCategory:
        """The one whose table is shown."""
        return next(category for category, button in self.categories.items() if button.isChecked())

    def is_changed(self) -> bool:
        """Whether any table is another than the one in the file."""
        return any(self._now[category] != before for category, before in self._before.items())

    def problem(self) -> str:
        """What is wrong with one of them, or between them."""
        for category, mapping in self._now.items():
            if mapping is None:
                return self.tr("Correct what is marked at {category} first").format(
                    category=category_text(category)
                )
        return self._problem

    def load(self, *, gives_up: bool = False) -> None:
        """The file, and a tag of each category to show its name."""
        setup = self._context.station.settings_setup

        def work() -> _Loaded:
            return _Loaded(setup.stored(), setup.mapping.sections(), setup.mapping.examples())

        show = self.unless_edited(self._show_loaded, gives_up=gives_up)
        self._context.tasks.operation(work).success(show).failure(self._failed).start()

    def store(self) -> None:
        """Save all categories."""
        setup, sections, who = (
            self._context.station.settings_setup,
            dict(self._sections),
            self._context.access.who,
        )

        def work() -> _Loaded:
            setup.mapping.save(sections, by=who)
            return _Loaded(setup.stored(), setup.mapping.sections(), setup.mapping.examples())

        def saved(loaded: _Loaded) -> None:
            self.messages.say(self.tr("The mapping is saved"))
            self._show_loaded(loaded)

        self._context.tasks.operation(work).success(saved).failure(self._failed).start()

    def allow(self) -> None:
        """The comparison, too, does what can be done."""
        super().allow()
        why = self.problem()
        if not why and self._historian == "sqlite":
            why = self.tr("Connect Oracle in the tab Historian first")
        running = self.trial.is_running
        allow(self.check, why or (self.tr("The comparison is running") if running else ""), "")
        self.cancel.setVisible(running)

    # -- showing -----------------------------------------------------------------------------------------

    def _show_loaded(self, loaded: _Loaded) -> None:
        self._historian, self._examples = loaded.stored.historian, loaded.examples
        self._sections = dict(loaded.sections)
        self._before.clear()
        for category in GroupCategory:
            checked = self._mapping.check(category, self._sections.get(category, {}))
            self._now[category] = checked.mapping
            if checked.mapping is not None:
                self._before[category] = checked.mapping
        self.note.setVisible(self._historian == "sqlite")
        self._show_waiting(loaded.stored)
        self._show_category()
        self._look()
        self.loaded()

    def _show_category(self) -> None:
        category, mapping = self.category, self._now.get(self.category)
        if mapping is not None:
            self.form.show_entries(category, self._sections.get(category, {}), mapping)
        self._show_check()

    def _show_check(self) -> None:
        category = self.category
        self.form.show_problems(self._mapping.check(category, self._sections.get(category, {})).problems)
        self.form.show_preview(self._now.get(category), self._examples.get(category))
        for each, label in self._summaries.items():
            mapping = self._now.get(each)
            label.setText(summary_of(mapping) if mapping is not None else self.tr("not finished"))
            set_tone(label, Tone.QUIET if mapping is not None else Tone.ALARM)

    def _edited(self) -> None:
        category, entries = self.category, self.form.entries()
        self._now[category] = self._mapping.check(category, entries).mapping
        self._sections[category] = entries
        self.trial.cancel()  # it is about another mapping now
        self.steps.hide()
        self._show_check()
        self._pause.start()
        self.allow()

    def _look(self) -> None:
        """Ask what the configured tags make of it; the newest question counts."""
        self._review += 1
        asked, sections = self._review, dict(self._sections)
        if None in self._now.values():
            self._show_findings(Look("", Tone.QUIET, ""))
            return

        def show(review: MappingReview) -> None:
            if asked == self._review:
                self._show_review(review)

        work = self._context.tasks.operation(lambda: self._mapping.review(sections))
        work.success(show).failure(self.messages.fail).start()

    def _show_review(self, review: MappingReview) -> None:
        self._problem = review.problem or "\n".join(f.text for f in review.findings if f.is_problem)
        lines = [review.problem, *(finding.text for finding in review.findings)]
        tone = Tone.ALARM if self._problem else Tone.WARNING
        self._show_findings(Look("", tone, "\n".join(filter(None, lines))))
        self.allow()

    def _show_findings(self, look: Look) -> None:
        self.findings.setText(look.text)
        self.findings.setVisible(bool(look.text))
        set_tone(self.findings, look.tone)

    # -- the comparison ----------------------------------------------------------------------------------

    def _compare(self) -> None:
        setup, sections = self._context.station.settings_setup, dict(self._sections)
        self.messages.clear()
        self.steps.begin()
        self.trial.start(lambda: setup.oracle_check({}, mappings=setup.mapping.review(sections).mappings))
        self.allow()
        self.reveal(self.steps)

    def _stepped(self, step: CheckStep) -> None:
        self.steps.show_step(step)

    def _compared(self, text: str) -> None:
        self.steps.show_end()
        if text:
            self.messages.fail(text)
            self.steps.hide()
        self.allow()

    # -- looks -------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        for button in self.categories.values():
            button.clicked.connect(self._show_category)
        self.form.changed.connect(self._edited)
        self.check.clicked.connect(self._compare)
        self.cancel.clicked.connect(self.trial.cancel)
        self.trial.stepped.connect(self._stepped)
        self.trial.ended.connect(self._compared)

    def _lay_out_body(self) -> None:
        group = QButtonGroup(self)
        chooser = QWidget()
        grid = QGridLayout(chooser)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setColumnStretch(1, 1)
        for row, (category, button) in enumerate(self.categories.items()):
            group.addButton(button)
            grid.addWidget(button, row, 0)
            grid.addWidget(self._summaries[category], row, 1)
        self.categories[GroupCategory.OPERATION].setChecked(True)
        self.note.setText(
            self.tr("Rows go to the embedded historian now. These tables are used once Oracle is chosen.")
        )
        self.panel(self.tr("Tables of the categories"), self.note, chooser)
        self.panel(self.tr("The chosen category's table"), self.form, self.findings)
        compare = self.panel("", row_of(self.check, self.cancel), self.steps)
        self.guarded = (self.form, compare)
        self.column.addStretch(1)
        self.lay_out()
