"""Remote access where it cannot be had, or not all of it: what is disabled says why."""

from __future__ import annotations

from collections.abc import Callable

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from hmi.api.face import RemoteFace
from hmi.config.api_tokens import Scope
from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.qthreads import QThreadHost
from hmi.remote import RemoteState, RemoteStatus
from hmi.station import Station
from hmi.window.setup.remote import RemoteTab
from hmi.window.setup.remote_address import urls_of
from hmi.window.setup.remote_token_dialog import TokenDialog
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from tests.keyrings import MemoryKeyring
from tests.window.hands import Wait, click
from tests.window.remote_rig import context_of, opened

Open = Callable[[Station], RemoteTab]


@pytest.fixture
def open_(qtbot: QtBot, theme: Theme, tasks: Tasks) -> Open:
    """The tab on a station that does not run."""
    return lambda station: opened(qtbot, context_of(station, theme, tasks))


def test_others_are_told_the_addresses_of_the_networks() -> None:
    everywhere = RemoteStatus(RemoteState.LISTENING, "https://127.0.0.1:8470", "0.0.0.0")
    assert urls_of(everywhere, ("192.168.0.20",)) == ["https://192.168.0.20:8470", "https://127.0.0.1:8470"]
    here = RemoteStatus(RemoteState.LISTENING, "http://127.0.0.1:8470", "127.0.0.1")
    assert urls_of(here, ("192.168.0.20",)) == ["http://127.0.0.1:8470"]
    assert urls_of(RemoteStatus(), ("192.168.0.20",)) == []


def test_what_the_environment_sets_cannot_be_changed(
    open_: Open,
    folder: DataFolder,
    memory_keyring: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HMI_API_READ_TOKEN", "a-token-of-the-administrator")
    monkeypatch.setenv("HMI_API_PORT", "9000")
    made = Station(folder, load_settings(folder), QThreadHost(), remote=RemoteFace)
    tab = open_(made)
    assert (tab.port.entry.isEnabled(), tab.port.text()) == (False, "9000")
    button = tab.tokens.buttons[Scope.READ]
    assert (button.isEnabled(), tab.tokens.labels[Scope.READ].text()) == (False, "There is a token")
    fixed = "Set by the environment variable HMI_API_READ_TOKEN, so it cannot be changed here"
    assert button.toolTip() == button.accessibleDescription() == tab.tokens.notes[Scope.READ].text() == fixed
    assert tab.tokens.buttons[Scope.COMMAND].isEnabled()


def test_a_system_without_a_keyring_says_so(
    open_: Open, folder: DataFolder, memory_keyring: MemoryKeyring, wait: Wait
) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # keyring left it unannotated
    tab = open_(Station(folder, load_settings(folder, {}), QThreadHost(), remote=RemoteFace))
    click(tab.tokens.buttons[Scope.READ])
    wait(lambda: "This system has no keyring" in tab.messages.text())
    assert tab.tokens.buttons[Scope.READ].isEnabled()
    assert not tab.findChildren(TokenDialog)


@pytest.mark.parametrize("is_known", [True, False])
def test_without_a_web_server_all_is_disabled_and_says_why(
    open_: Open,
    folder: DataFolder,
    monkeypatch: pytest.MonkeyPatch,
    is_known: bool,
) -> None:
    monkeypatch.setattr("hmi.api.face.is_installed", lambda: False)
    remote = RemoteFace if is_known else None
    made = Station(folder, load_settings(folder, {}), QThreadHost(), remote=remote)
    tab = open_(made)
    why = tab.reach.sentence.text()
    assert ("not part of this installation" if is_known else "not part of this program") in why
    entries = [tab.switch.box, tab.host.box, tab.port.line, tab.certificate.line, tab.find_key]
    buttons = [tab.reach.test, tab.reach.copy, *tab.tokens.buttons.values()]
    assert not any(part.isEnabled() for part in (*entries, *buttons))
    assert {button.toolTip() for button in (*buttons, tab.find_key)} == {why}
    assert {part.accessibleDescription() for part in (*entries, *buttons)} == {why}


def test_without_a_web_server_it_can_still_be_switched_off(
    open_: Open,
    folder: DataFolder,
    wait: Wait,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("hmi.api.face.is_installed", lambda: False)
    folder.settings_file.write_text("[api]\nenabled = true\n")
    made = Station(folder, load_settings(folder, {}), QThreadHost(), remote=RemoteFace)
    tab = open_(made)
    QTest.keyClick(tab.switch.box, Qt.Key.Key_Space)
    click(tab.save)
    wait(lambda: tab.messages.text() == "The changes are saved")
    assert not tab.switch.box.isEnabled()
