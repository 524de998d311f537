"""The window's language: Korean, Japanese or English, with numbers written as people there do."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFont, QFontDatabase

from hmi.config.resources import resource_path

_log = logging.getLogger(__name__)

LANGUAGES = ("en", "ko", "ja")

_POINTS = 10
_LATIN_FONTS = ("Segoe UI", "Noto Sans")
_FONTS = {
    "en": (),
    "ko": ("Malgun Gothic", "Noto Sans CJK KR"),
    "ja": ("Yu Gothic UI", "Noto Sans CJK JP"),
}
"""Hangul and kanji have forms of their own in each language, so the language chooses the font."""

_LAST_FONTS = ("Noto Sans CJK KR", "DejaVu Sans")


_SCRIPTS = {"ko": QFontDatabase.WritingSystem.Korean, "ja": QFontDatabase.WritingSystem.Japanese}


def readable(language: str) -> str:
    """The language, or English where this computer has no font with its letters; needs the application."""
    script = _SCRIPTS.get(language)
    if script is None or QFontDatabase.families(script):
        return language
    _log.warning(
        "no font with the letters of language %r is installed, the window is in English: install one, on "
        "Debian the package fonts-noto-cjk, and start again",
        language,
    )
    return "en"


def choose_language(wanted: str | None) -> str:
    """``wanted`` if there is a translation, else the first of the system's languages that has one."""
    candidates = [wanted] if wanted else QLocale.system().uiLanguages()
    for candidate in candidates:
        code = candidate.replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "en"


def install_language(app: QCoreApplication, language: str) -> None:
    """Translate our own texts and Qt's, and write numbers as this language does; instead of any before."""
    for before in app.findChildren(QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    system = QLocale.system()
    locale = QLocale(language)
    QLocale.setDefault(system if system.language() == locale.language() else locale)
    if language == "en":
        return
    own, qt = QTranslator(app), QTranslator(app)
    own.load(str(resource_path("translations", f"lineside_{language}.qm")))
    app.installTranslator(own)
    if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)


def font_for(language: str) -> QFont:
    """The first installed fonts that suit the language, in a size to be read from a chair's distance."""
    installed = set(QFontDatabase.families())
    wanted = dict.fromkeys((*_LATIN_FONTS, *_FONTS[language], *_LAST_FONTS))
    font = QFont()
    font.setFamilies([family for family in wanted if family in installed] or [font.family()])
    font.setPointSize(_POINTS)
    return font
