"""The service as people meet it: served on a port, each person with a browser of their own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext
from werkzeug.serving import WSGIRequestHandler, make_server

from service.actions.enter_demonstration import enter_demonstration
from service.app import create_app
from service.office import Office
from service.store.database import Database
from tests.browser.desk import Desk
from tests.support.town import Town

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE_MS = 10_000


class Quiet(WSGIRequestHandler):
    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """A test says itself what went wrong."""


@dataclass
class House:
    """A running service, and everybody who sits before it."""

    browser: Browser
    town: Town
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    desks: dict[str, Desk] = field(default_factory=dict)

    def context(self, **wishes: Any) -> BrowserContext:
        """A browser with nothing in it; `wishes` are Playwright's."""
        chosen = {"viewport": DESKTOP, "locale": "zh-CN", "base_url": self.address} | wishes
        made = self.browser.new_context(**chosen)
        made.set_default_timeout(PATIENCE_MS)
        self.contexts.append(made)
        return made

    def desk(self, **wishes: Any) -> Desk:
        """Somebody who has not signed in yet."""
        return Desk(self.context(**wishes).new_page(), self.address)

    def at(self, login: str) -> Desk:
        """Where this person sits, signed in."""
        if login not in self.desks:
            self.desks[login] = self.desk()
        desk = self.desks[login]
        desk.come_in(login)
        return desk

    def standing(self, code: str, on: str = "") -> dict[str, Any]:
        """What the API says to a center's system."""
        office, login = self.town.office, "zhejiang.intake_officer"
        token = enter_demonstration(office, login=login).token
        answer = self.context().request.get(
            f"/api/entities/{code}/standing",
            headers={"Authorization": f"Bearer {token}"},
            params={"on": on} if on else {},
        )
        assert answer.ok, answer.text()
        return answer.json()


@contextmanager
def opened(browser: Browser, town: Town) -> Iterator[House]:
    office = Office(database=Database(town.url), documents=town.documents)
    app = create_app(office, {"SECRET_KEY": "a key for tests"})
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    house = House(browser, town, f"http://127.0.0.1:{server.server_port}")
    try:
        yield house
    finally:
        for context in house.contexts:
            context.close()
        server.shutdown()
        thread.join()
        server.server_close()
        office.database.dispose()
