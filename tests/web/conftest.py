"""The pages over a town with a history, and people who look at them without a script."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from lxml import html

from service.app import create_app
from service.domain.roles import Actor
from service.web import TRANSLATIONS
from tests.support.databases import TEMPLATES, Databases
from tests.support.keepers import second_administrator
from tests.support.town import Town
from tests.web.life import build_life

TEMPLATES["life"] = build_life
FOLDER = TRANSLATIONS / "en" / "LC_MESSAGES"


@pytest.fixture(scope="session", autouse=True)
def english() -> None:
    """The English catalogue is compiled, as the build does it."""
    with (FOLDER / "messages.po").open("rb") as source:
        catalogue = read_po(source, locale="en")
    made = FOLDER / "messages.mo"
    # Each worker writes its own: two at once must not take the file from under each other.
    fresh = made.with_suffix(f".mo.{os.getpid()}")
    with fresh.open("wb") as target:
        write_mo(target, catalogue)
    fresh.replace(made)


@pytest.fixture
def life(databases: Databases, engine_kind: str, tmp_path: Path) -> Iterator[Town]:
    """The town after half a year, on each kind of database."""
    url = databases.fresh(engine_kind, "life", tmp_path)
    found = Town(url, tmp_path / "documents")
    yield found
    found.close()
    databases.drop(url)


@pytest.fixture
def other(life: Town) -> Actor:
    """The administrator who decides what the first one proposes."""
    return second_administrator(life)


@pytest.fixture
def app(life: Town) -> Flask:
    return create_app(life.office, {"SECRET_KEY": "a secret of the tests", "TESTING": True})


class Page:
    """One answer: its text, its tree, and what a person does with it."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.status: int = answer.status_code
        self.text: str = answer.get_data(as_text=True)
        self.headers = answer.headers
        answer.close()

    @property
    def tree(self) -> Any:
        return html.fromstring(self.text)

    def all(self, path: str) -> list[Any]:
        return list(self.tree.xpath(path))

    def words(self, path: str = "//main") -> str:
        """The text of the first element at `path`, one space between its parts."""
        found = self.all(path)
        return " ".join(" ".join(found[0].itertext()).split()) if found else ""

    @property
    def h1(self) -> str:
        return self.words("//h1")


class Browser:
    """A person at a browser without a script: follows links, sends the forms it is shown."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def get(self, path: str, *, follow: bool = True) -> Page:
        return Page(self.client.get(path, follow_redirects=follow))

    def send(self, page: Page, action: str, *, follow: bool = True, **values: Any) -> Page:
        """Send the form with this action as it stands on `page`, with `values` typed in."""
        form = next(f for f in page.tree.forms if f.action == action)
        sent: dict[str, Any] = {}
        for key, value in form.form_values():
            sent.setdefault(key, []).append(value)
        sent |= {key.replace("__", "."): value for key, value in values.items()}
        return Page(self.client.post(action, data=sent, follow_redirects=follow))

    def speak(self, language: str) -> Browser:
        self.client.set_cookie("lang", language)
        return self


@pytest.fixture
def browser(app: Flask) -> Callable[..., Browser]:
    """`browser("zhejiang.reviewer")`: somebody signed in; `browser()`: nobody."""

    def of(login: str = "", language: str = "zh") -> Browser:
        made = Browser(app.test_client()).speak(language)
        if login:
            page = made.get("/login")
            token = page.all("//input[@name='csrf_token']/@value")[0]
            done = made.client.post("/login/demo", data={"csrf_token": token, "login": login})
            assert done.status_code == 303, done.get_data(as_text=True)
        return made

    return of


def chinese(text: str) -> set[str]:
    """Runs of Chinese in a text."""
    return set(re.findall(r"[\u4e00-\u9fff]+", text))
