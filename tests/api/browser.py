"""A real browser for the page: headless Chromium, driven by selenium."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE_S = 20.0
_NAMES = ("chromium", "google-chrome", "chrome")
_WIDTH, _HEIGHT = 1366, 768


class Browser:
    """What a test does with the browser, and waits for."""

    def __init__(self, driver: Chrome) -> None:
        self.driver = driver
        self._wait = WebDriverWait(
            driver, PATIENCE_S, poll_frequency=0.05, ignored_exceptions=[StaleElementReferenceException]
        )

    def open(self, url: str) -> None:
        """Go to an address, and forget what the pages before have said."""
        self.driver.get(url)

    def forget(self) -> None:
        """Have no session, and no choice of a language."""
        self.run("localStorage.clear()")
        self.driver.delete_all_cookies()

    def find(self, css: str) -> WebElement:
        """The first such element."""
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def all(self, css: str) -> list[WebElement]:
        """Every such element."""
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def text(self, css: str) -> str:
        """What a person reads there; nothing where it is not shown."""
        return " ".join(element.text for element in self.all(css) if element.is_displayed())

    def until(self, condition: Callable[[], Any], what: str = "") -> Any:
        """Wait until it is so."""
        return self._wait.until(lambda _: condition(), what)

    def until_text(self, css: str, text: str) -> None:
        """Wait until it can be read there."""
        self.until(lambda: text in self.text(css), f"{text!r} in {css}")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        return self.driver.execute_script(f"return {script}")

    def complaints(self) -> list[str]:
        """What the console has said since it was asked before."""
        return [entry["message"] for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]

    def asked(self) -> list[str]:
        """The addresses that pages have asked for since it was asked before."""
        entries = self.driver.get_log("performance")  # type: ignore[no-untyped-call]
        messages = (json.loads(entry["message"])["message"] for entry in entries)
        return [
            message["params"].get("url") or message["params"]["request"]["url"]
            for message in messages
            if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated")
        ]

    def resize(self, width: int, height: int, scale: float = 1.0) -> None:
        """A screen of so many pixels of the page."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 500},
        )

    def prefer(self, scheme: str) -> None:
        """``light`` or ``dark``, as a system prefers it."""
        feature = {"name": "prefers-color-scheme", "value": scheme}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    def save(self, path: Path) -> None:
        """What is to be seen, as a PNG file."""
        assert self.driver.save_screenshot(str(path))


@contextmanager
def browser(language: str = "en-US") -> Iterator[Browser]:
    """One for the tests of a module; without Chromium they fail on Linux, and are skipped elsewhere."""
    program, service = _installed()
    options = ChromeOptions()
    options.binary_location = program
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in (
            "headless=new",
            "no-sandbox",
            "disable-dev-shm-usage",
            "disable-gpu",
            "no-first-run",
            "disable-background-networking",
            "disable-component-update",
            "hide-scrollbars",
            f"lang={language}",
            f"accept-lang={language}",
            f"user-data-dir={profile}",
            f"window-size={_WIDTH},{_HEIGHT}",
        ):
            options.add_argument(f"--{flag}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        os.environ["SE_OFFLINE"] = "true"  # nothing is downloaded
        driver = Chrome(options=options, service=ChromeService(service))
        try:
            yield Browser(driver)
        finally:
            driver.quit()


def _installed() -> tuple[str, str]:
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    service = shutil.which("chromedriver")
    if program is None or service is None:
        text = "no Chromium with its chromedriver is installed (on Debian: sh .ci/system-libraries test)"
        if sys.platform == "linux":
            pytest.fail(text)
        pytest.skip(text)
    return program, service
