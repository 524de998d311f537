"""The page at ``/`` in a real browser, over a running station."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from hmi.alarms import Severity
from hmi.config.settings import ApiSettings
from hmi.model.reading import Quality
from hmi.model.status import GroupState, HandshakePhase, LinkState, ReplayState, WriterState
from tests.api.browser import Browser, browser
from tests.api.pages import NASTY, Watched, watched_station

LANGUAGES = ("en", "ko", "ja")
SIZES = ((360, 640), (768, 1024), (1366, 768), (1920, 1080))


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched_station(tmp_path_factory.mktemp("station")) as found:
        yield found


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture
def stranger(watched: Watched, chromium: Browser) -> Browser:
    """Without a session, before the page that asks for a token."""
    chromium.open(watched.url)
    chromium.forget()
    chromium.open(watched.url)
    return chromium


@pytest.fixture
def page(watched: Watched, chromium: Browser) -> Browser:
    """Signed in, in English, with a status on the page; what was said and asked before is forgotten."""
    watched.wait_until_connected()
    chromium.open("about:blank")  # else another fragment of the same address would load nothing
    chromium.open(f"{watched.url}/?lang=en#token={watched.read}")
    chromium.until_text("#live", "Live")
    chromium.complaints()
    chromium.asked()
    return chromium


def group_row(page: Browser, name: str) -> str:
    return f"tr.group:nth-child({1 + 3 * [b.text for b in page.all('.name button')].index(name)})"


# -- signing in -------------------------------------------------------------------------------------------


def test_who_has_no_session_is_asked_for_a_token(watched: Watched, stranger: Browser) -> None:
    assert "to look at only" in stranger.text("main")
    token = stranger.find("#token")
    assert token.get_attribute("type") == "password"
    token.send_keys("wrong-token")
    stranger.find("#show").click()
    assert token.get_attribute("type") == "text"
    stranger.find("#enter").click()
    stranger.until_text("#why", "This token is not known here: it may have been renewed")
    token.clear()
    token.send_keys(f" {watched.read} ", Keys.ENTER)
    stranger.until_text("#station", "Line 1")
    cookie = stranger.driver.get_cookies()[0]
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert stranger.run("document.cookie") == ""


def test_a_link_may_carry_the_token_and_the_address_does_not_keep_it(
    watched: Watched, stranger: Browser
) -> None:
    stranger.open(f"{watched.url}/?lang=ko#token={watched.read}")
    stranger.until_text("#live", "실시간")
    assert stranger.run("location.href") == f"{watched.url}/?lang=ko"
    stranger.open(f"{watched.url}/?lang=ko&again#token={watched.read}")
    stranger.until_text("#live", "실시간")
    assert stranger.run("location.href") == f"{watched.url}/?lang=ko&again"


@pytest.mark.parametrize(
    ("language", "button", "why"),
    [("ko", "로그인", "알 수 없는 토큰입니다"), ("ja", "サインイン", "このトークンは登録されていません")],
)
def test_it_asks_in_the_readers_language(
    watched: Watched, stranger: Browser, language: str, button: str, why: str
) -> None:
    stranger.open(f"{watched.url}/?lang={language}")
    assert stranger.text("#enter") == button
    stranger.find("#token").send_keys("토큰", Keys.ENTER)  # that no header can carry
    stranger.until_text("#why", why)
    Select(stranger.find("#language")).select_by_value("en")
    stranger.until_text("#why", "mistyped")


def test_a_session_ends_when_its_token_is_renewed_and_when_its_owner_signs_out(
    watched: Watched, page: Browser
) -> None:
    watched.renew()
    page.until(lambda: page.all("#token"))
    page.open(f"{watched.url}/#token={watched.read}")
    page.until_text("#station", "Line 1")
    page.find("#sign-out").click()
    page.until(lambda: page.all("#token"))
    page.open(watched.url)
    assert page.all("#token")


# -- what is shown ----------------------------------------------------------------------------------------


def test_it_shows_groups_plcs_historian_and_rows(page: Browser) -> None:
    fast = group_row(page, "PRESS_FAST")
    page.until_text(fast, "Running")
    assert page.text(fast).split()[2:6] == ["PRESS", "100", "ms", "6"]
    assert page.text("#tile-groups") == "3 of 3 running"
    assert page.text("#tile-plcs") == "2 of 2 connected"
    assert page.text("#tile-writer") == "SQLite storing"
    assert page.text("#state") == "No alarms"
    assert page.text("#balance") == "All accepted rows are accounted for"
    before = page.text(f"{fast} td:nth-child(6)")
    page.until(lambda: page.text(f"{fast} td:nth-child(6)") != before, "polls are counted")
    assert page.complaints() == []


def test_the_values_of_a_group_that_is_opened_change_before_the_readers_eyes(page: Browser) -> None:
    page.all(".name button")[0].send_keys(Keys.ENTER)
    page.until(lambda: len(page.all(".tags tbody tr")) == 6)
    row = ".tags tbody tr:first-child"
    assert "Force 0" in page.text(row)
    assert "kN" in page.text(f"{row} td:nth-child(2)")
    before = page.text(f"{row} td:nth-child(2)")
    page.until(lambda: page.text(f"{row} td:nth-child(2)") != before, "a value changes")
    page.find(".find input").send_keys("d103")
    page.until(lambda: [r.text.split("\n")[0] for r in page.all(".tags tbody tr")] == ["Force 3"])
    page.all(".name button")[0].send_keys(Keys.ENTER)
    page.until(lambda: not page.all(".tags"))
    assert page.complaints() == []


def test_an_alarm_appears_and_goes(watched: Watched, page: Browser) -> None:
    page.all(".name button")[2].click()
    page.until(lambda: "GOOD" in page.text(".tags tbody"))
    watched.plcs.take_away("PAINT")
    page.until_text("#alarms", "PLC PAINT cannot be read")
    assert "Check the cable" in page.text("#alarms")
    assert "not acknowledged" in page.text("#alarms")
    page.until_text("#state", "Alarms: 1")
    page.until_text("#tile-plcs", "1 of 2 connected")
    page.until_text("#groups", "1 bad")
    assert "refused the connection" in page.text("#alarms")
    page.until(lambda: "refused" not in page.text("#plcs") + page.text("tr.why"))  # one cause is told once
    page.until_text(".tags tbody", "BAD")
    assert page.find("#tile-plcs").get_attribute("data-tone") == "alarm"
    assert page.all("#tile-plcs use")[0].get_attribute("href") == "#alarm"
    watched.station.acknowledge("plc_down:PAINT")
    page.until(lambda: "not acknowledged" not in page.text("#alarms"))
    watched.plcs.bring_back("PAINT")
    page.until_text("#state", "No alarms")
    page.until_text(".tags tbody", "GOOD")
    assert page.text("#alarms") == ""


def test_a_name_is_never_more_than_a_text(page: Browser) -> None:
    page.run("window.boom = () => { document.title = window.boomed = 'boom'; }")
    page.all(".name button")[2].click()
    page.until(lambda: len(page.all(".tags tbody tr")) == 1)
    assert page.all(".name button")[2].text == NASTY
    assert NASTY in page.text(".tags tbody")
    assert page.all("main img, main script") == []
    assert page.run("window.boomed") is None
    assert page.complaints() == []


def test_nothing_is_asked_of_anybody_else(watched: Watched, page: Browser) -> None:
    page.open(watched.url)
    page.until(lambda: page.find("#main").is_displayed())
    page.all(".name button")[0].click()
    page.until(lambda: page.all(".tags tbody tr"))
    hosts = {urlsplit(url).netloc for url in page.asked() if not url.startswith("data:")}
    assert hosts == {urlsplit(watched.url).netloc}


def test_what_is_abnormal_has_a_tone_a_form_and_a_word(page: Browser) -> None:
    page.run("disconnect()")
    page.run(
        """heard({type: "status", at: new Date().toISOString(), status: {...last.status,
            queue: {current_size: 7500, max_size: 10000, utilization_pct: 75},
            buffer: {current_size: 95000, max_size: 100000, utilization_pct: 95},
            writer: {...last.status.writer, state: "backup"},
            rows: {accepted: 10, stored: 1, pending: 2, backed_up: 3, quarantined: 1, dropped: 2},
            groups: last.status.groups.map((one) => ({...one, state: "error", last_error: "end code C05F"})),
            backup: {...last.status.backup, pending_rows: 3, replay: {state: "stuck", rows_left: 3}}}})"""
    )
    looks = [page.find(f"#{place} .look") for place in ("queue", "buffer", "writer dd")]
    assert [(one.get_attribute("data-tone"), one.text) for one in looks] == [
        ("warning", "75 % · filling up"),
        ("alarm", "95 % · nearly full"),
        ("alarm", "not available, CSV backup"),
    ]
    assert page.find("#queue .bar").get_attribute("aria-valuenow") == "75"
    assert page.text("#tile-risk") == "5"
    assert page.text("#tile-groups") == "0 of 3 running"
    assert page.text("tr.why") == "end code C05F end code C05F end code C05F"
    abnormal = page.all("#rows .look:not([data-tone=normal])")
    assert [one.get_attribute("data-tone") for one in abnormal] == ["warning", "warning", "alarm", "warning"]
    assert page.text("#balance") == "Some accepted rows are not accounted for"
    assert page.text("#replay") == "The replay does not go on"
    for one in (*looks, *abnormal, page.find("#balance"), page.find("#replay")):
        assert one.find_elements("css selector", "use")


# -- the connection ---------------------------------------------------------------------------------------


def test_a_lost_connection_is_said_and_found_again(watched: Watched, page: Browser) -> None:
    page.run("window.same = true")
    on = ApiSettings(enabled=True, port=urlsplit(watched.url).port or 0)
    watched.remote.apply(ApiSettings())
    try:
        page.until_text("#lost", "No connection to the station. What you see is of ")
        page.until(lambda: page.find("body").get_attribute("class") == "old")
        assert page.text("#live") == "Not live"
        assert page.driver.title.startswith("✕")
        assert ":" in page.text(f"{group_row(page, 'PRESS_FAST')} td:last-child")  # a time, and no age
    finally:
        watched.remote.apply(on)
    page.find("#again").click()
    page.until_text("#live", "Live · ")
    assert page.text("#lost") == ""
    assert page.find("body").get_attribute("class") == ""
    assert page.run("window.same") is True  # it was never loaded anew


def test_a_station_that_says_nothing_is_as_good_as_gone(page: Browser) -> None:
    page.run("(socket = {close() {}}, begun -= 9000, last.came -= 9000)")  # open, and silent for long
    page.until_text("#lost", "No connection to the station")
    page.until_text("#live", "Live · ")  # it was given up, and another opened


# -- languages, sizes, keyboard ---------------------------------------------------------------------------


def test_a_language_is_chosen_by_the_reader_and_kept(watched: Watched, page: Browser) -> None:
    page.open(watched.url)
    page.until_text("#state", "No alarms")  # the browser's own
    Select(page.find("#language")).select_by_value("ja")
    page.until_text("#state", "アラームなし")
    page.open(watched.url)
    page.until_text("#live", "リアルタイム")
    assert page.find("html").get_attribute("lang") == "ja"
    page.open(f"{watched.url}/?lang=ko")
    page.until_text("#state", "알람 없음")
    page.open(watched.url)
    page.until_text("#state", "アラームなし")
    page.run("localStorage.clear()")


def test_alarms_speak_the_language_of_the_page(watched: Watched, page: Browser) -> None:
    watched.plcs.take_away("PAINT")
    for language, text in (("ko", "을(를) 읽을 수 없습니다"), ("ja", "を読み取れません")):
        Select(page.find("#language")).select_by_value(language)
        page.until_text("#alarms", f"PAINT{'' if language == 'ko' else ' '}{text}")
    watched.plcs.bring_back("PAINT")
    page.until_text("#state", "アラームなし")
    page.run("localStorage.clear()")


def test_every_text_is_there_in_three_languages(page: Browser) -> None:
    texts: dict[str, list[str]] = page.run("TEXTS")
    script = page.run("document.querySelector('body > script').textContent")
    for name, three in texts.items():
        assert len(three) == 3, name
        assert all(three), name
        assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in three}) == 1, name
    said = {*re.findall(r'\bt\("(\w+)"', script), *GroupState, *HandshakePhase, *LinkState, *Severity}
    assert said - set(texts) == set()
    assert set(page.run("Object.keys(GROUP_LOOKS)")) == set(GroupState)
    assert set(page.run("Object.keys(LINK_LOOKS)")) == set(LinkState)
    assert set(page.run("Object.keys(WRITER_LOOKS)")) == set(WriterState)
    assert set(page.run("Object.keys(REPLAY_LOOKS)")) == set(ReplayState) - {ReplayState.IDLE}
    assert set(page.run("Object.keys(QUALITY_LOOKS)")) == set(Quality)


@pytest.mark.parametrize(("width", "height"), SIZES, ids=str)
def test_it_fits_the_width_of_every_screen(watched: Watched, page: Browser, width: int, height: int) -> None:
    page.resize(width, height)
    try:
        for language in LANGUAGES:
            page.open(f"{watched.url}/?lang={language}")
            page.until(lambda: page.find("#main").is_displayed())
            page.all(".name button")[0].click()
            page.until(lambda: page.all(".tags tbody tr"))
            assert page.run("document.documentElement.scrollWidth") == width
            sections = "[...document.querySelectorAll('section')]"
            assert page.run(f"{sections}.some((one) => one.scrollWidth > one.clientWidth)") is False
    finally:
        page.resize(1366, 768)


def test_everything_is_reached_by_keyboard(page: Browser) -> None:
    seen = []
    for _ in range(5):
        page.driver.switch_to.active_element.send_keys(Keys.TAB)
        seen.append(page.run("document.activeElement.id || document.activeElement.textContent"))
        assert page.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert seen == ["language", "sign-out", "PRESS_FAST", "PRESS_SLOW", NASTY]
