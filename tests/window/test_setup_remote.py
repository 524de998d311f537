"""Other programs let in by a person: switched on, tried, asked over HTTP, shut out again."""

from __future__ import annotations

import http.client
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot
from websockets.sync.client import connect

from hmi.api.face import RemoteFace
from hmi.config.api_tokens import Scope
from hmi.config.folder import DataFolder
from hmi.config.settings import load_settings
from hmi.qthreads import QThreadHost
from hmi.remote import RemoteState
from hmi.station import Station
from hmi.window.context import Context
from hmi.window.dialogs.question import Question
from hmi.window.pages.setup import SetupPage
from hmi.window.setup.remote import RemoteTab
from hmi.window.setup.remote_token_dialog import TokenDialog
from hmi.window.tasks import Tasks
from hmi.window.theme import Theme
from hmi.window.widgets.details import Details
from tests.keyrings import MemoryKeyring
from tests.processes import free_port
from tests.window.hands import Wait, choose_path, click
from tests.window.remote_rig import context_of, opened
from tests.window.samples import snapshot
from tests.window.tab_order import is_top_to_bottom, tab_stops

_STOP_S = 10.0
_MNEMONIC = re.compile(r"(?<!&)&(?!&)(\w)")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    place = DataFolder(tmp_path_factory.mktemp("remote") / "Line 1")
    place.create()
    return place


@pytest.fixture(scope="module")
def running(qapp: QApplication, folder: DataFolder) -> Iterator[Station]:
    """One for all tests of this module, without PLCs; each test begins with the remote access off."""
    made = Station(folder, load_settings(folder, {}), QThreadHost(), remote=RemoteFace)
    assert made.start() == []
    yield made
    made.stop()


@pytest.fixture
def station(running: Station, memory_keyring: MemoryKeyring) -> Iterator[Station]:
    yield running
    assert running.remote is not None
    running.remote.stop(_STOP_S)
    for file in (running.data_folder.settings_file, running.data_folder.pin_file):
        file.unlink(missing_ok=True)


@pytest.fixture
def context(station: Station, theme: Theme, tasks: Tasks) -> Context:
    return context_of(station, theme, tasks)


@pytest.fixture
def tab(qtbot: QtBot, context: Context) -> RemoteTab:
    return opened(qtbot, context)


@pytest.fixture
def switched_on(tab: RemoteTab, wait: Wait) -> RemoteTab:
    """Listening on this PC, without tokens."""
    switch_on(tab, wait, free_port())
    assert tab.reach.status.state is RemoteState.LISTENING
    return tab


def switch_on(tab: RemoteTab, wait: Wait, port: int) -> None:
    """By keys alone."""
    QTest.keyClick(tab.switch.box, Qt.Key.Key_Space)
    tab.port.line.setFocus()
    tab.port.line.selectAll()
    QTest.keyClicks(tab.port.line, str(port))
    QTest.keyClick(tab.port.line, Qt.Key.Key_Return)
    wait(lambda: "saved" in tab.messages.text())


def made_tokens(tab: RemoteTab, wait: Wait) -> TokenDialog:
    wait(lambda: tab.findChildren(TokenDialog))
    return tab.findChildren(TokenDialog)[-1]


def close(tab: RemoteTab, dialog: TokenDialog, wait: Wait) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    wait(lambda: not tab.findChildren(TokenDialog))


def answer(tab: RemoteTab, token: str) -> int:
    """What another program is told: the status of HTTP."""
    host, port = tab.reach.status.url.removeprefix("http://").split(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    connection.request("GET", "/api/status", headers={"Authorization": f"Bearer {token}"})
    status = connection.getresponse().status
    connection.close()
    return status


def test_from_off_to_another_program_s_answer(
    tab: RemoteTab, station: Station, memory_keyring: MemoryKeyring, wait: Wait
) -> None:
    assert tab.reach.sentence.text() == "Off: no other program reaches this station"
    assert tab.reach.test.toolTip() == "It is switched off: switch it on and save"
    port = free_port()
    switch_on(tab, wait, port)
    assert tab.reach.sentence.text() == f"Programs on this PC reach this station at http://127.0.0.1:{port}"
    assert tab.messages.text() == "The changes are saved. Nobody can ask yet: there are no tokens."
    click(tab.messages.action)
    dialog = made_tokens(tab, wait)
    assert dialog.copies["read"].hasFocus()
    QTest.keyClick(dialog.copies["read"], Qt.Key.Key_Return)
    token = QGuiApplication.clipboard().text()
    assert dialog.fields["read"].text() == token
    assert dialog.fields["link"].text() == f"http://127.0.0.1:{port}/#token={token}"
    assert answer(tab, token) == answer(tab, dialog.fields["command"].text()) == 200
    assert answer(tab, "guessed") == 401
    close(tab, dialog, wait)
    wait(lambda: tab.tokens.labels[Scope.READ].text() == "There is a token")
    events = "".join(map(str, station.events.read(50)))
    assert "The token for reading was renewed" in events
    assert token not in events + str(memory_keyring.kept) + station.data_folder.settings_file.read_text()


def test_a_token_alone_is_made_by_its_button(switched_on: RemoteTab, wait: Wait) -> None:
    click(switched_on.tokens.buttons[Scope.COMMAND])
    dialog = made_tokens(switched_on, wait)
    assert list(dialog.fields) == ["command"]
    assert answer(switched_on, dialog.fields["command"].text()) == 200


def test_who_watches_is_counted_while_the_tab_is_shown(switched_on: RemoteTab, wait: Wait) -> None:
    click(switched_on.tokens.buttons[Scope.READ])
    token = made_tokens(switched_on, wait).fields["read"].text()
    url = switched_on.reach.status.url.replace("http", "ws")

    def said() -> str:
        switched_on.refresh_state()
        return switched_on.reach.detail.text()

    with connect(f"{url}/ws/polling", additional_headers={"Authorization": f"Bearer {token}"}) as watching:
        watching.recv(timeout=10)
        wait(lambda: said() == "Watching live now: 1")
    wait(lambda: said() == "Watching live now: 0")


def test_a_port_that_is_taken_is_told_and_can_be_tried_again(tab: RemoteTab, wait: Wait) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        switch_on(tab, wait, other.getsockname()[1])
        assert tab.messages.text() == "The changes are saved, but other programs do not reach this station"
        assert tab.reach.sentence.text() == "Other programs do not reach this station"
        assert "another program may use this port" in tab.reach.detail.text()
        assert not tab.reach.test.isEnabled()
        click(tab.reach.retry)
        wait(lambda: tab.messages.text() == "It fails again")
    click(tab.reach.retry)
    wait(lambda: tab.reach.status.state is RemoteState.LISTENING)
    assert not tab.reach.retry.isVisible()


class Browser(QObject):
    """Stands for the system's browser."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = ""

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        self.shown = url.toString()


def test_the_address_is_tried_copied_and_opened(switched_on: RemoteTab, wait: Wait) -> None:
    tab, url = switched_on, switched_on.reach.url
    click(tab.reach.test)
    wait(lambda: tab.messages.text() == f"{url} answers: Line 1, groups: 0")
    click(tab.reach.copy)
    assert QGuiApplication.clipboard().text() == url
    browser = Browser()
    QDesktopServices.setUrlHandler("http", browser, "show_url")  # type: ignore[arg-type]  # it wants a str
    click(tab.reach.browser)
    QDesktopServices.unsetUrlHandler("http")
    assert browser.shown == url


def test_a_test_says_what_is_wrong(switched_on: RemoteTab, station: Station, wait: Wait) -> None:
    assert station.remote is not None
    station.remote.stop(_STOP_S)  # and the tab has not looked yet
    click(switched_on.reach.test)
    wait(lambda: switched_on.messages.text() == "It is switched off")
    assert switched_on.reach.sentence.text().startswith("Off")


def test_renewing_asks_first_and_shuts_the_old_token_out(switched_on: RemoteTab, wait: Wait) -> None:
    tab, button = switched_on, switched_on.tokens.buttons[Scope.READ]
    click(button)
    dialog = made_tokens(tab, wait)
    old = dialog.fields["read"].text()
    close(tab, dialog, wait)
    wait(lambda: button.isEnabled() and button.text() == "Re&new…")
    click(button)
    (question,) = tab.findChildren(Question)
    QTest.keyClick(question, Qt.Key.Key_Return)  # leaves everything as it is
    wait(lambda: not tab.findChildren(Question))
    assert answer(tab, old) == 200
    click(button)
    (question,) = tab.findChildren(Question)
    click(question.yes)
    new = made_tokens(tab, wait).fields["read"].text()
    assert (answer(tab, old), answer(tab, new)) == (401, 200)


def test_a_token_is_not_made_for_whom_the_setup_was_locked_meanwhile(
    switched_on: RemoteTab, context: Context
) -> None:
    context.access.set_pin("", "4711")
    assert switched_on.messages.action.isVisible()
    context.access.lock()
    click(switched_on.messages.action)
    assert switched_on.messages.text() == "Only an engineer may change the settings"
    assert switched_on.tokens.missing() == list(Scope)


def test_switched_off_nothing_listens(switched_on: RemoteTab, wait: Wait) -> None:
    url = switched_on.reach.url
    QTest.keyClick(switched_on.switch.box, Qt.Key.Key_Space)
    click(switched_on.save)
    wait(lambda: switched_on.messages.text() == "The changes are saved")
    assert switched_on.reach.sentence.text() == "Off: no other program reaches this station"
    port = int(url.rsplit(":", 1)[1])
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)


def choose(tab: RemoteTab, words: str) -> None:
    tab.host.box.setFocus()
    tab.host.box.view().keyboardSearch("")  # as after a pause
    QTest.keyClicks(tab.host.box, words)


def test_open_to_the_network_without_tls_is_warned_of(
    qtbot: QtBot, switched_on: RemoteTab, tmp_path: Path
) -> None:
    tab = switched_on
    assert not tab.readable.isVisible()
    choose(tab, "Every")
    assert "cross the network readable" in tab.readable.text()
    click(tab.find_certificate)
    (tmp_path / "cert.pem").touch()
    choose_path(qtbot, tab, tmp_path / "cert.pem")
    assert tab.certificate.text() == str(tmp_path / "cert.pem")
    assert not tab.readable.isVisible()
    assert "enter both files, or neither" in tab.save.toolTip()
    QTest.keyClicks(tab.key.line, "key.pem")
    assert tab.save.isEnabled()
    choose(tab, "This")
    assert tab.changes().keys() == {"api.certificate", "api.key"}


def test_a_certificate_that_cannot_be_used_is_told(switched_on: RemoteTab, wait: Wait) -> None:
    QTest.keyClicks(switched_on.certificate.line, "none.pem")
    QTest.keyClicks(switched_on.key.line, "none.key")
    click(switched_on.save)
    wait(lambda: "do not reach" in switched_on.messages.text())
    assert "none.pem" in switched_on.reach.detail.text()


def test_an_address_is_chosen_typed_and_judged(tab: RemoteTab, wait: Wait) -> None:
    choose(tab, "Another")
    assert tab.host.line.isVisible()
    QTest.keyClicks(tab.host.line, "10.0.0.300")
    assert "not an IPv4 address" in tab.host.note.text()
    assert tab.save.toolTip() == "Correct what is marked first"
    tab.host.line.selectAll()
    QTest.keyClicks(tab.host.line, "localhost")
    click(tab.save)
    wait(lambda: "saved" in tab.messages.text())
    assert (tab.host.box.currentText(), tab.host.host) == ("Only at the address localhost", "localhost")
    assert not tab.save.isEnabled()


def test_a_pin_locks_all_but_looking(switched_on: RemoteTab, context: Context) -> None:
    context.access.set_pin("", "4711")
    context.access.lock()
    tab = switched_on
    assert tab.locked.isVisible()
    assert not any(part.isEnabled() for part in (tab.switch.box, tab.host.box, tab.port.line, tab.find_key))
    for button in (*tab.tokens.buttons.values(), tab.find_key):
        assert (button.isEnabled(), button.toolTip()) == (False, "Only an engineer may change the settings")
    assert tab.reach.copy.isEnabled()
    assert tab.reach.test.isEnabled()


def test_the_state_follows_while_the_tab_is_shown(
    qtbot: QtBot, context: Context, station: Station, wait: Wait
) -> None:
    page = SetupPage(context)
    qtbot.addWidget(page)
    page.show()
    page.tabs.setCurrentWidget(page.remote)
    wait(lambda: page.remote.tokens.states and page.remote.port.line.placeholderText())
    station.settings_setup.save({"api.enabled": "1", "api.port": str(free_port())})
    page.show_snapshot(snapshot())
    assert page.remote.reach.sentence.text().startswith("Programs on this PC reach")
    assert page.remote.reach.test.isEnabled()


def test_it_fits_a_small_window(qtbot: QtBot, switched_on: RemoteTab, wait: Wait) -> None:
    switched_on.resize(600, 300)  # what is left of 1366 x 768 at 200 %
    choose(switched_on, "Every")
    for details in switched_on.findChildren(Details):
        QTest.keyClick(details.button, Qt.Key.Key_Space)
    inside, shown = switched_on.body.parentWidget(), switched_on.area.viewport()
    assert inside is not None
    wait(lambda: inside.width() <= shown.width())
    assert inside.minimumSizeHint().width() <= shown.width()


def test_the_keyboard_reaches_everything_from_top_to_bottom(switched_on: RemoteTab) -> None:
    tab = switched_on
    for details in tab.findChildren(Details):
        QTest.keyClick(details.button, Qt.Key.Key_Space)
    tab.resize(1000, 1200)
    stops = tab_stops(tab)
    assert len(stops) > 14
    assert is_top_to_bottom(tab), [(stop, stop.accessibleName()) for stop in stops]
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops)
    parts: list[QAbstractButton | QLabel] = list(tab.findChildren(QAbstractButton))
    parts += [label for label in tab.findChildren(QLabel) if label.buddy() is not None]
    texts = (part.text() for part in parts if part.isVisibleTo(tab))
    letters = [found[1].lower() for text in texts if (found := _MNEMONIC.search(text))]
    assert len(letters) == len(set(letters)), letters
