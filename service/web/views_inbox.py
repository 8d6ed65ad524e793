"""What the inbox is told."""

from __future__ import annotations

from dataclasses import dataclass

from service.web.views import Deadline, Link, Pager, Tag


@dataclass(frozen=True)
class InboxRow:
    id: str
    href: str
    due: Deadline | None
    what: str
    who: str
    process: str
    number: str
    source: str
    tags: tuple[Tag, ...] = ()
    claim: str = ""
    release: str = ""
    revision: int = 0


@dataclass(frozen=True)
class InboxGroup:
    key: str
    icon: str
    tone: str
    words: str
    rows: tuple[InboxRow, ...]
    note: str = ""


@dataclass(frozen=True)
class Menu:
    words: str
    items: tuple[Link, ...]
    icon: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class InboxPage:
    lead: str
    scopes: tuple[Link, ...]
    chips: tuple[Link, ...]
    menus: tuple[Menu, ...]
    sort: Menu
    groups: tuple[InboxGroup, ...]
    total: int
    pager: Pager | None
    starts: tuple[Link, ...]
    next: str = ""
    refresh: str = ""
    empty: str = ""
    q: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
