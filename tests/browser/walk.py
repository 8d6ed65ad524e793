"""A walk through everything one person's links lead to, with an eye on each page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page

from tests.browser.desk import Desk
from tests.browser.house import DESKTOP, PHONE
from tests.support.sources import ROOT

# Changing the language or the post is not a page; documents are downloads.
NOT_WALKED = re.compile(
    r"^/(language|posts|api|tasks/next)|/documents/|/diagram|\.(csv|xlsx)(\?|$)"
)
OF_A_KIND = {"/tasks/n": 8}
ELSE_OF_A_KIND = 2
WORDS = "nav, button, h1, h2, h3, th, dt, label, legend, summary, caption, .tag, .due, .help, .note"
AXE = "axe.run(document, {resultTypes: ['violations']})"
# A name is data; the other language is named in itself.
TEXTS = """selector => [...document.querySelectorAll(selector)]
  .filter(e => e.checkVisibility() && !e.closest('[lang=zh-CN]:not(html)'))
  .flatMap(e => [e.innerText, e.getAttribute('aria-label') || ''])"""
DATA = re.compile(r"杭州第\d+试验公司|国知保移字〔2026〕\d+号|^中文$")


@cache
def axe_source() -> str:
    return (ROOT / "node_modules/axe-core/axe.min.js").read_text()


def kind_of(path: str) -> str:
    """Pages of one template look alike, whatever they are asked to show of it."""
    shape = re.sub(r"[A-Z]\d\d-\d{4}-\d+", "N", path.partition("?")[0])
    shape = re.sub(r"^/rules/\w+$", "/rules/key", shape)
    return re.sub(r"\d+[0-9A-Z]{8,}|\d+", "n", shape)


@dataclass
class Walk:
    """What was wrong on the way, page by page."""

    desk: Desk
    faults: list[str] = field(default_factory=list)
    walked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.desk.page.on("console", self._hear)
        self.desk.page.on("pageerror", lambda error: self._note(f"script: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._note(f"console: {message.text}")

    def _note(self, fault: str) -> None:
        self.faults.append(f"{urlsplit(self.page.url).path}: {fault}")

    @property
    def page(self) -> Page:
        return self.desk.page

    def pages(self) -> Iterator[str]:
        """Each page once opened, a few of a kind, until no link is left."""
        waiting, met, kinds = ["/"], {"/"}, dict[str, int]()
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            kinds[kind] = kinds.get(kind, 0) + 1
            if kinds[kind] > OF_A_KIND.get(kind, ELSE_OF_A_KIND):
                continue
            self.open(path)
            self.walked.append(path)
            yield path
            found = [link for link in self.links() if link not in met]
            met.update(found)
            waiting += found

    def open(self, path: str) -> None:
        answer = self.page.goto(path)
        if answer is None or answer.status >= 400:
            self._note(f"{path} answered {answer and answer.status}")
        if self.page.locator("[data-diagram]").count():
            self.page.wait_for_selector("[data-diagram][data-state=ready]")

    def links(self) -> list[str]:
        hrefs = self.page.locator("a[href^='/']").evaluate_all(
            "found => found.map(a => a.getAttribute('href').split('#')[0])"
        )
        return [h for h in dict.fromkeys(hrefs) if not NOT_WALKED.search(h)]

    # --- what is looked at ----------------------------------------------------------------------
    def look_at_both_sizes(self, *, check_access: bool) -> None:
        for size in (DESKTOP, PHONE):
            self.page.set_viewport_size(size)
            if check_access:
                self.look_at_access(size["width"])
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        over = self.page.evaluate(wide)
        if over > 0:
            self._note(f"scrolls {over} px sideways at {PHONE['width']}")
        self.page.set_viewport_size(DESKTOP)

    def look_at_access(self, width: int) -> None:
        self.page.evaluate(axe_source())
        for rule in self.page.evaluate(AXE)["violations"]:
            if rule["impact"] in ("serious", "critical"):
                where = rule["nodes"][0]["html"][:160]
                self._note(f"{rule['id']} ({rule['impact']}, {width} px): {where}")

    def look_at_english(self) -> None:
        for text in self.page.evaluate(TEXTS, WORDS):
            left = re.findall(r"[\u4e00-\u9fff]+", DATA.sub("", text))
            if left:
                self._note(f"Chinese in English: {' '.join(text.split())[:120]}")
