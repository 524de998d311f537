"""Colours, stylesheet and icons of the window; light by default, dark where the system is dark."""

from __future__ import annotations

import string
import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum

from PySide6.QtCore import QByteArray, QEvent, QObject, QRectF, QSettings, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from hmi.config.resources import resource_path
from hmi.window.looks import Look, Tone

_KEY = "theme"
_ICON_SIZES_PX = (16, 18, 20, 24, 27, 32, 36, 48, 64)
"""Sizes in which an icon is drawn pixel by pixel: those of 16, 18 and 32 px on screens of usual scales.

Others are scaled from the next larger.
"""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one scheme; names are those of ``resources/styles/*.toml``."""

    page: str
    panel: str
    sunken: str
    raised: str
    line: str
    line_strong: str
    text: str
    muted: str
    disabled: str
    selection: str
    hover: str
    focus: str
    trace: str
    trace_fill: str
    band: str
    band_high: str
    warning: str
    warning_mark: str
    warning_fill: str
    alarm: str
    alarm_fill: str
    mark: str

    def of(self, tone: Tone) -> str:
        """The colour of text and forms in that tone."""
        return {
            Tone.QUIET: self.muted,
            Tone.NORMAL: self.text,
            Tone.WARNING: self.warning,
            Tone.ALARM: self.alarm,
        }[tone]


def load_colours(scheme: str) -> Colours:
    """Read the scheme ``light`` or ``dark``."""
    with resource_path("styles", f"{scheme}.toml").open("rb") as file:
        return Colours(**tomllib.load(file))


class ThemeChoice(StrEnum):
    """What a person wants: one of the schemes, or whatever the system has."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """The scheme in force; ``changed`` tells those who paint by themselves to do so again."""

    changed = Signal()
    _ruled = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._sheet = string.Template(resource_path("styles", "window.qss").read_text("utf-8"))
        self._icons: dict[tuple[str, str, str], QIcon] = {}
        self._scheme = ""
        self.colours = load_colours("light")
        self._choice = ThemeChoice.SYSTEM
        app.setStyle("Fusion")
        self._keep_own_font()
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._follow(app.styleHints().colorScheme())

    def choose(self, choice: ThemeChoice) -> None:
        """Paint as a person wants it, from now on; the system's own frames, too, where it can."""
        self._choice = choice
        wanted = {ThemeChoice.LIGHT: Qt.ColorScheme.Light, ThemeChoice.DARK: Qt.ColorScheme.Dark}
        hints = self._app.styleHints()
        hints.setColorScheme(wanted.get(choice, Qt.ColorScheme.Unknown))
        if choice is ThemeChoice.SYSTEM:
            self._follow(hints.colorScheme())
        else:
            self.use(choice.value)

    def use(self, scheme: str) -> None:
        """Paint everything in the scheme ``light`` or ``dark``, unless it is in force already."""
        if scheme == self._scheme:
            return
        self._scheme, self.colours = scheme, load_colours(scheme)
        self._app.setPalette(_palette(self.colours))
        self._ruled.emit(self._rules())
        self.changed.emit()

    def dress(self, window: QWidget) -> None:
        """Paint a window and all that is in it, its dialogs too, by the rules of the scheme in force.

        A part is made first and put into a dressed window then: in a dressed application it would be painted
        anew at every step of its making, which takes several times as long as the making itself.
        """
        window.setStyleSheet(self._rules())
        self._ruled.connect(window.setStyleSheet)
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        """See when the system's look has changed; called by Qt for every event of a dressed window."""
        if event.type() == QEvent.Type.ThemeChange:
            self._keep_own_font()
            self._app.setPalette(self._app.palette())
        return super().eventFilter(window, event)

    def _keep_own_font(self) -> None:
        """On Windows Qt gives tables, menus and boxes the system's fonts with each style or scheme."""
        self._app.setFont(self._app.font())

    def _rules(self) -> str:
        names = {field.name: getattr(self.colours, field.name) for field in fields(Colours)}
        return self._sheet.substitute(names, arrow=resource_path("styles", "arrow.svg").as_posix())

    def icon(self, name: str, tone: Tone = Tone.NORMAL) -> QIcon:
        """The icon of ``resources/icons`` in the colour of a tone."""
        return self._tinted(name, self.colours.of(tone))

    def state_icon(self, look: Look) -> QIcon:
        """The form of a state in its tone; quiet gray for everything that is normal."""
        tone = Tone.QUIET if look.tone is Tone.NORMAL else look.tone
        # A form may be brighter than a text of the same tone: it needs less contrast to be recognized.
        colour = self.colours.warning_mark if tone is Tone.WARNING else self.colours.of(tone)
        return self._tinted(look.shape, colour)

    def colour(self, tone: Tone) -> QColor:
        """The colour of text in a tone."""
        return QColor(self.colours.of(tone))

    def _tinted(self, name: str, colour: str) -> QIcon:
        icon = self._icons.get((self._scheme, name, colour))
        if icon is None:
            icon = _render(name, colour, self.colours.mark)
            disabled = _render(name, self.colours.disabled, self.colours.mark)
            for size in disabled.availableSizes():
                icon.addPixmap(disabled.pixmap(size), QIcon.Mode.Disabled)
                icon.addPixmap(icon.pixmap(size), QIcon.Mode.Selected)  # else Qt washes it out
            self._icons[self._scheme, name, colour] = icon
        return icon

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self.use("dark" if scheme == Qt.ColorScheme.Dark else "light")


def remembered_choice(memory: QSettings) -> ThemeChoice:
    """What was chosen at this window; the system's scheme until somebody chooses."""
    try:
        return ThemeChoice(str(memory.value(_KEY, ThemeChoice.SYSTEM.value)))
    except ValueError:
        return ThemeChoice.SYSTEM


def remember_choice(memory: QSettings, choice: ThemeChoice) -> None:
    """For the next start, too."""
    memory.setValue(_KEY, choice.value)


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Give a widget the tone its stylesheet rules ask for; costs nothing when it has it already."""
    _set_property(widget, "tone", tone.value)


def set_flag(widget: QWidget, name: str, *, on: bool) -> None:
    """As ``set_tone``, for rules that ask whether something is so."""
    _set_property(widget, name, on)


def _set_property(widget: QWidget, name: str, value: object) -> None:
    if widget.property(name) != value:
        widget.setProperty(name, value)
        for part in (widget, *widget.findChildren(QWidget)):
            part.style().unpolish(part)
            part.style().polish(part)


def _render(name: str, colour: str, mark: str) -> QIcon:
    text = resource_path("icons", f"{name}.svg").read_text("utf-8")
    text = text.replace("currentColor", colour).replace('"mark"', f'"{mark}"')
    renderer = QSvgRenderer(QByteArray(text.encode()))
    icon = QIcon()
    for pixels in _ICON_SIZES_PX:
        pixmap = QPixmap(QSize(pixels, pixels))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, pixels, pixels))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, colour in {
        role.Window: colours.page,
        role.WindowText: colours.text,
        role.Base: colours.sunken,
        role.AlternateBase: colours.panel,
        role.Text: colours.text,
        role.PlaceholderText: colours.muted,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.BrightText: colours.text,
        role.Highlight: colours.selection,
        role.HighlightedText: colours.text,
        role.Accent: colours.focus,
        role.Link: colours.focus,
        role.ToolTipBase: colours.sunken,
        role.ToolTipText: colours.text,
    }.items():
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.disabled))
    return palette
