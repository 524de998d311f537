"""Setting up one polling group: its fields, and live below them what they will cost the PLC."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hmi.model.plant import PollingGroup
from hmi.setup import GroupReview
from hmi.window.context import Context
from hmi.window.widgets.elided_label import ElidedLabel
from hmi.window.widgets.group_form import GroupForm
from hmi.window.widgets.message_bar import MessageBar
from hmi.window.widgets.plan_panel import PlanPanel

_PAUSE_MS = 250
"""Pause in typing after which the plan is made anew."""

_WIDTH_PX = 600
_FRAME_PX = 60
"""Height that the window system's frame and task bar may take."""


class GroupSetup(QDialog):
    """Changes one group; nothing is saved before its plan has been seen. ``saved`` carries the group."""

    saved = Signal(object)

    def __init__(self, context: Context, group: PollingGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        theme, station, tasks = context.theme, context.station, context.tasks
        self._access = context.access
        self._station = station
        self._tasks = tasks
        self._stored = group
        self._reviewed: PollingGroup | None = None
        self._fits = False
        self._looking = self._saving = self._save_next = self._ended = False
        self._inside = QWidget()
        self.form = GroupForm(group)
        self.plan = PlanPanel(theme)
        self.messages = MessageBar(theme)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        self._lay_out()
        for part in (self._inside, self.plan):
            part.installEventFilter(self)
        self.form.changed.connect(self._edited)
        self._look()
        self._allow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what is said inside, as far as the screen allows; beyond that it is scrolled."""
        if watched in (self._inside, self.plan) and event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Open at the size of what is inside."""
        super().showEvent(event)
        self._grow()

    def done(self, result: int) -> None:
        """Close; answers that are still on their way are not shown any more."""
        self._ended = True
        self._timer.stop()
        super().done(result)

    def reject(self) -> None:
        """Close without saving; what is being saved already cannot be taken back."""
        if not self._saving:
            super().reject()

    # -- looking -----------------------------------------------------------------------------------------

    def _edited(self) -> None:
        self._reviewed, self._save_next = None, False
        self.messages.clear()
        self.plan.show_waiting()
        self._timer.start()
        self._allow()

    def _look(self) -> None:
        """Ask for problems and plan of what the fields have now; one question at a time."""
        self._timer.stop()
        group = self.form.group()
        if group is None:
            self._save_next = False
            self.form.show_problems(self.form.interval_problem())
            self.plan.show_nothing(self.tr("There is no plan without an interval."))
        elif not self._looking:
            self._looking = True
            work = self._tasks.operation(lambda: self._station.setup.review(group))
            work.success(lambda review: self._looked(group, review)).failure(self._not_looked).start()

    def _looked(self, group: PollingGroup, review: GroupReview) -> None:
        self._looking = False
        if self._ended:
            return
        if group != self.form.group():  # changed meanwhile
            self._look()
            return
        self.form.show_problems(review.check.problems)
        if review.forecast is None:
            if self._save_next:
                self._show_problem()
            self._save_next = False
            self.plan.show_nothing(self.tr("There is no plan while something is wrong above."))
            self._allow()
            return
        self.plan.show_forecast(review.forecast, group.group_name)
        self._reviewed, self._fits = group, review.forecast.fits
        self._allow()
        if self._save_next and self._fits:
            self._save()
        self._save_next = False

    def _show_problem(self) -> None:
        field = self.form.focus_problem()
        if field is not None:
            self._scroll.ensureWidgetVisible(field)

    def _not_looked(self, text: str) -> None:
        self._looking = self._save_next = False
        if self._ended:
            return
        self.plan.show_nothing(self.tr("There is no plan: {error}").format(error=text))

    # -- saving ------------------------------------------------------------------------------------------

    def _pressed(self) -> None:
        """Save what was reviewed; what was not is reviewed first, and saved when nothing is against it."""
        if self._reviewed is not None and self._reviewed == self.form.group():
            self._save()
            return
        self._save_next = True
        self._look()
        self._show_problem()

    def _save(self) -> None:
        group = self._reviewed
        if group is None or self._saving:
            return
        self._saving = True
        self.form.setEnabled(False)
        self._allow()
        work = self._tasks.operation(lambda: self._station.setup.save_group(group, by=self._access.who))
        work.success(lambda _: self._saved(group)).failure(self._not_saved).start()

    def _saved(self, group: PollingGroup) -> None:
        self.saved.emit(group)
        self.accept()

    def _not_saved(self, text: str) -> None:
        self._saving = False
        self.form.setEnabled(True)
        self.messages.fail(text)
        self._allow()

    # -- layout ------------------------------------------------------------------------------------------

    def _allow(self) -> None:
        """The button says what it will do, or why it does nothing."""
        unchanged = self.form.group() == self._stored
        warned = self._reviewed is not None and not self._fits
        self.save.setText(self.tr("&Save anyway") if warned and not unchanged else self.tr("&Save"))
        self.save.setEnabled(not unchanged and not self._saving)
        self.save.setToolTip(self.tr("Nothing was changed") if unchanged else "")
        self.save.setAccessibleDescription(self.save.toolTip())

    def _grow(self) -> None:
        missing = _missing_height(self._inside) + _missing_height(self.plan)
        room = self.screen().availableGeometry().height() - _FRAME_PX
        if missing > 0 and self.height() < room:
            self.resize(self.width(), min(self.height() + missing, room))

    def _lay_out(self) -> None:
        name = self._stored.group_name
        self.setWindowTitle(self.tr("Set up {group}").format(group=name))
        self.setMinimumWidth(_WIDTH_PX)
        buttons = QDialogButtonBox()
        self.save = QPushButton()
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel = buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.save.clicked.connect(self._pressed)
        buttons.rejected.connect(self.reject)
        self._inside.setObjectName("scrolled")
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(16, 2, 16, 2)
        inside.setSpacing(10)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setObjectName("scroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 14, 0, 14)
        column.setSpacing(10)
        column.addLayout(self._head(name))
        column.addWidget(scroll, 1)
        for widget in (self.plan, self.messages, buttons):
            row = QHBoxLayout()
            row.setContentsMargins(16, 0, 16, 0)
            row.addWidget(widget)
            column.addLayout(row)
        self.save.setDefault(True)  # in effect only once the button is the dialog's

    def _head(self, name: str) -> QHBoxLayout:
        title = ElidedLabel(name)
        title.setObjectName("heading")
        title.setToolTip(name)
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        place = QLabel(self.tr("PLC {plc}").format(plc=self._stored.plc_code))
        place.setObjectName("caption")
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(place, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        return head


def _missing_height(widget: QWidget) -> int:
    """How much higher a widget, or the area it is scrolled in, would have to be for what is in it."""
    layout, around = widget.layout(), widget.parentWidget()
    if layout is None or around is None:
        return 0
    needed = max(layout.totalHeightForWidth(widget.width()), layout.totalMinimumSize().height())
    return max(0, needed - min(widget.height(), around.height()))
