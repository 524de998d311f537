"""No string without a translation, and no translation that the program does not carry."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from hmi.config.resources import resource_path
from hmi.window.language import LANGUAGES, choose_language, font_for, readable

ROOT = Path(__file__).parents[2]
TRANSLATED = [language for language in LANGUAGES if language != "en"]
_FIELD = re.compile(r"\{\w*\}")
_MNEMONIC = re.compile(r"&\w")


def tool(name: str) -> str:
    found = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    assert found is not None, f"{name} comes with PySide6-Essentials"
    return found


def messages(file: Path) -> list[tuple[str, str, str, str | None]]:
    """(context, source, translation, state) of every message."""
    return [
        (
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.findtext("translation", ""),
            message.find("translation").get("type"),  # type: ignore[union-attr]  # every message has one
        )
        for context in ET.parse(file).getroot().iter("context")
        for message in context.iter("message")
    ]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_string_is_translated(tmp_path: Path, language: str) -> None:
    source = resource_path("translations", f"lineside_{language}.ts")
    updated = Path(shutil.copy(source, tmp_path))
    files = sorted(map(str, (ROOT / "hmi" / "window").rglob("*.py")))
    subprocess.run([tool("pyside6-lupdate"), "-silent", *files, "-ts", str(updated)], check=True, timeout=120)
    now, kept = messages(updated), messages(source)
    missing = [text for _, text, translation, state in now if state == "unfinished" or not translation]
    assert not missing, "run 'make translations', then translate these in resources/translations"
    assert {m[:2] for m in now if m[3] is None} == {m[:2] for m in kept}, "run 'make translations'"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_translation_is_up_to_date(tmp_path: Path, language: str) -> None:
    source = resource_path("translations", f"lineside_{language}.ts")
    compiled = tmp_path / "new.qm"
    subprocess.run(
        [tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(compiled)], check=True, timeout=120
    )
    carried = resource_path("translations", f"lineside_{language}.qm")
    assert compiled.read_bytes() == carried.read_bytes(), "run 'make translations'"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_same_fields_and_a_key_where_the_button_has_one(language: str) -> None:
    for _, source, translation, _ in messages(resource_path("translations", f"lineside_{language}.ts")):
        assert sorted(_FIELD.findall(source)) == sorted(_FIELD.findall(translation)), source
        assert bool(_MNEMONIC.search(source)) is bool(_MNEMONIC.search(translation)), source


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_program_finds_the_translation(qapp: QApplication, language: str) -> None:
    translator = QTranslator()
    assert translator.load(str(resource_path("translations", f"lineside_{language}.qm")))
    QCoreApplication.installTranslator(translator)
    try:
        assert QCoreApplication.translate("Looks", "Running") in {"실행 중", "実行中"}
    finally:
        QCoreApplication.removeTranslator(translator)


@pytest.mark.parametrize(
    ("wanted", "language"), [("ko", "ko"), ("ja_JP", "ja"), ("en-GB", "en"), ("KO-kr", "ko"), ("de", "en")]
)
def test_choice_of_language(wanted: str, language: str) -> None:
    assert choose_language(wanted) == language


def test_the_system_s_language_is_the_first_choice() -> None:
    assert choose_language(None) in LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_a_font(qapp: QApplication, language: str) -> None:
    assert font_for(language).families()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_whose_letters_cannot_be_shown_is_english(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    assert readable(language) == language
    monkeypatch.setattr(QFontDatabase, "families", lambda *_: [])
    assert readable(language) == "en"
