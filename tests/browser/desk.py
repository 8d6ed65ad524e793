"""What a person does at a desk: sign in, open a task by its words, answer questions, send."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.support.town import PASSWORD

TITLES = "label:not(.choice), [data-widget=confirm] label, .legend"
HOLDER = "xpath=ancestor::*[@data-field][1]"
Answer = str | list[str] | dict[str, Any] | bool


@dataclass
class Desk:
    """A window of one person's browser."""

    page: Page
    address: str

    # --- coming and going -----------------------------------------------------------------------
    def go(self, path: str) -> None:
        self.page.goto(path)

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        self.page.get_by_label(re.compile("^(账号|Account)")).fill(login)
        self.page.get_by_label(re.compile("^(密码|Password)")).fill(password)
        self.page.locator(".login-form button[type=submit]").click()

    def come_in(self, login: str) -> None:
        """The home page; through the sign-in page where one is not signed in (any more)."""
        self.go("/")
        if self.page.url.startswith(f"{self.address}/login"):
            self.sign_in(login)
        expect(self.page.locator("header.topbar")).to_be_visible()

    def window(self) -> Desk:
        """A second window of the same person."""
        return Desk(self.page.context.new_page(), self.address)

    # --- finding --------------------------------------------------------------------------------
    def follow(self, words: str | re.Pattern[str], **wishes: Any) -> None:
        self.page.get_by_role("link", name=words, **wishes).first.click()

    def begin(self, words: str) -> None:
        """Begin a case; those who may begin many kinds find them in a menu."""
        menu = self.page.locator("#inbox .page-head summary")
        if menu.count():
            menu.click()
        self.follow(words)

    def open_task(self, words: str, number: str = "") -> None:
        """A row of the list one came in to."""
        rows = self.page.locator("[data-row], .portal-list li").filter(has_text=number)
        rows.get_by_role("link", name=words, exact=True).click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)

    def sees(self, *words: str) -> None:
        for said in words:
            expect(self.page.locator("main")).to_contain_text(said)

    def does_not_see(self, *words: str) -> None:
        for said in words:
            expect(self.page.locator("main")).not_to_contain_text(said)

    # --- answering ------------------------------------------------------------------------------
    def field(self, title: str, inside: Locator | None = None) -> Locator:
        """The question of this title: what holds its words and its controls."""
        place = inside or self.page.locator("form[data-form]")
        titled = re.compile(rf"^\s*{re.escape(title)}\s*($|（|M\d)")
        return place.locator(TITLES).filter(has_text=titled, visible=True).first.locator(HOLDER)

    def answer(self, answers: dict[str, Answer], inside: Locator | None = None) -> None:
        for title, value in answers.items():
            give(self, self.field(title, inside), value)

    def send(self, button: str) -> None:
        self.page.locator(".submit-bar").get_by_role("button", name=button, exact=True).click()

    def do(self, task: str, button: str, answers: dict[str, Answer], number: str = "") -> None:
        """A whole task, from the list to being told that it is done."""
        self.open_task(task, number)
        self.answer(answers)
        self.send(button)
        self.sees(f"已提交：{task}")


def give(desk: Desk, field: Locator, value: Answer) -> None:
    """Answer one question, whatever its control."""
    if isinstance(value, dict):
        within(desk, field, value)
    elif value is True:
        field.get_by_role("checkbox").check()
    elif isinstance(value, list):
        for label in value:
            field.get_by_label(label, exact=True).check()
    elif field.locator("> .choices").count():
        own = field.locator("> .choices")
        own.get_by_role("radio", name=re.compile(rf"^{re.escape(value)}")).check()
    elif field.locator("select").count():
        field.locator("select").select_option(label=value)
    else:
        field.locator("input:not([type=hidden]), textarea").first.fill(value)


def within(desk: Desk, field: Locator, values: dict[str, Answer]) -> None:
    """The parts of a group or of a first row."""
    if field.locator(".three-nums").count():
        for label, value in values.items():
            field.get_by_label(re.compile(rf"^{re.escape(label)}")).fill(str(value))
    else:
        desk.answer(values, field)
