"""Chromium with the network cut, for the tests of the explorer."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"]  # fmt: skip
READY = "html[data-ready]"


def chromium() -> str:
    """Return the browser of the machine; without one the test is skipped, or fails where it is required."""
    found = shutil.which("chromium")
    if not found:
        without = pytest.fail if os.environ.get("MAGNITSKY_DATA_CHROMIUM_REQUIRED") else pytest.skip
        without("the explorer is tested in Chromium, which is not installed: `apt-get install chromium`")
    return str(found)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium, and end it."""
    program = chromium()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


class Window:
    """A page opened from a file, with all that it said and asked for."""

    def __init__(self, started: Browser, file: Path, **options: Any) -> None:
        self.context = started.new_context(offline=True, accept_downloads=True, **options)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(file.as_uri())
        self.page.wait_for_selector(READY)

    def go(self, route: str) -> Page:
        """Show a route, as its link does."""
        self.page.evaluate("hash => { location.hash = hash }", route)
        self.page.wait_for_function("hash => document.documentElement.dataset.shown.split('?')[0] === hash.split('?')[0]", arg=route)  # fmt: skip
        return self.page

    def search(self, text: str) -> list[str]:
        """Type a name and return the names found, best first."""
        self.go("#/")
        self.page.fill("#q", text)
        return self.page.locator("#hits .name").all_inner_texts()
