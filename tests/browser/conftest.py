"""A real Chromium before a real server over a town with a history."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from werkzeug.serving import make_server

from service.app import create_app
from tests.browser.people import house, light_house  # noqa: F401  fixtures
from tests.support import needs
from tests.support.databases import Databases
from tests.support.town import PASSWORD, Town
from tests.web.conftest import english  # noqa: F401  the English catalogue, compiled

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--no-first-run",
]  # fmt: skip
ROOT = Path(__file__).parents[2]


# A module at a time: another test file of this process may start a Playwright of its own.
@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=needs.chromium(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def life(databases: Databases, tmp_path: Path) -> Iterator[Town]:
    """The town after half a year, on SQLite: the browser tests are about the browser."""
    found = Town(databases.fresh("sqlite", "life", tmp_path), tmp_path / "documents")
    yield found
    found.close()


@pytest.fixture
def server(life: Town) -> Iterator[str]:
    """The address of the service, on a port of its own."""
    app = create_app(life.office, {"SECRET_KEY": "a secret of the tests"})
    made = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


class Desk:
    """Somebody at a browser, signed in; everything the page complains of is kept."""

    def __init__(self, page: Page, server: str) -> None:
        self.page = page
        self.server = server
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def open(self, path: str) -> Page:
        self.page.goto(self.server + path)
        return self.page

    def shortcomings(self) -> list[str]:
        """What the automated accessibility check finds, one line each."""
        self.page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:120]}"
            for rule in found["violations"]
        ]


@pytest.fixture
def desk(chromium: Browser, server: str) -> Iterator[Callable[..., Desk]]:
    """`desk("zhejiang.reviewer", width=390)`."""
    contexts = []

    def of(login: str = "", *, width: int = 1440, lang: str = "zh", dark: bool = False) -> Desk:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, locale="zh-CN", timezone_id="Asia/Shanghai",
            color_scheme="dark" if dark else "light", has_touch=width < 700,
        )  # fmt: skip
        contexts.append(context)
        context.add_cookies([{"name": "lang", "value": lang, "url": server}])
        made = Desk(context.new_page(), server)
        if login:
            page = made.open("/login")
            page.fill("#account", login)
            page.fill("#password", PASSWORD)
            page.click(".login-form button")
        return made

    yield of
    for context in contexts:
        context.close()
