"""Fixtures of whole houses: people who come in by the door and click what they see."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.house import PATIENCE_MS, House, opened
from tests.support.databases import Databases
from tests.support.town import Town


@pytest.fixture
def house(chromium: Browser, town: Town) -> Iterator[House]:
    """The pages of a town, on each kind of database."""
    expect.set_options(timeout=PATIENCE_MS)
    with opened(chromium, town) as found:
        yield found


@pytest.fixture
def light_house(chromium: Browser, databases: Databases, tmp_path: Path) -> Iterator[House]:
    """The pages of a town on SQLite, for what does not depend on the database."""
    expect.set_options(timeout=PATIENCE_MS)
    town = Town(databases.fresh("sqlite", "town", tmp_path), tmp_path)
    with opened(chromium, town) as found:
        yield found
    town.close()
