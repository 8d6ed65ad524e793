"""What each page is told. Templates read these values and nothing else.

Sentences are already in the reader's language; days are ISO strings beside their words; every
`href` and `action` is a path of this service. Builders stand in the module named after the page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    words: str
    href: str
    current: bool = False
    icon: str = ""
    count: int | None = None
    title: str = ""
    key: str = ""


@dataclass(frozen=True)
class Deadline:
    """kind: over, today, soon, later, approx, wait, done. `short` is the day in words."""

    kind: str
    words: str
    day: str
    short: str

    @property
    def icon(self) -> str:
        return DEADLINE_ICONS[self.kind]


DEADLINE_ICONS = {
    "over": "over", "today": "clock", "soon": "calendar", "later": "calendar",
    "approx": "approx", "wait": "wait", "done": "ok",
}  # fmt: skip


@dataclass(frozen=True)
class Tag:
    """tone: ok, warn, danger, wait, info, plain."""

    tone: str
    words: str
    icon: str = ""


@dataclass(frozen=True)
class Fact:
    term: str
    words: str
    href: str = ""
    strong: bool = False


@dataclass(frozen=True)
class Check:
    """tone: ok, warn, danger, muted; the icon differs in outline as well."""

    tone: str
    icon: str
    words: str
    sub: str = ""
    at: str = ""
    href: str = ""


@dataclass(frozen=True)
class Column:
    words: str
    key: str = ""
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pager:
    first: int
    last: int
    total: int
    previous: str = ""
    next: str = ""


@dataclass(frozen=True)
class Chrome:
    """The frame around every page of a person who is signed in."""

    person: str
    org: str
    post: str
    posts: tuple[Link, ...]
    nav: tuple[Link, ...]
    today: str
    today_words: str
    working_day: bool | None
    demo: bool
    clock: str = ""
    notices: int = 0
    entity: bool = False
    keys: bool = True
