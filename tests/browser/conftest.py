"""A real browser before a real server: one Chromium a module, one context a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.house import House, opened
from tests.support.databases import Databases
from tests.support.needs import chromium
from tests.support.town import Town

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PATIENCE_MS = 15_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield found
        found.close()


@pytest.fixture
def house(browser: Browser, town: Town) -> Iterator[House]:
    """The pages of a town, on each kind of database."""
    with opened(browser, town) as found:
        yield found


@pytest.fixture
def light_house(browser: Browser, databases: Databases, tmp_path: Path) -> Iterator[House]:
    """The pages of a town on SQLite, for what does not depend on the database."""
    town = Town(databases.fresh("sqlite", "town", tmp_path), tmp_path)
    with opened(browser, town) as found:
        yield found
    town.close()
